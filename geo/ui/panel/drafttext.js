// The report's text in numbered paragraphs, its mentions marked by kind.
// Offsets count characters as Python does, not the UTF-16 units of a JavaScript string.

import { element, within } from "./dom.js";

export function reportText(data) {
  const characters = Array.from(data.text);
  const mentions = data.records.mentions;
  const node = element("div", "draft-text");
  node.tabIndex = 0;
  node.setAttribute("role", "region");
  node.setAttribute("aria-label", "Text of the report");
  const pieces = [];
  const state = { node, onPick: () => {}, show };
  let number = 0;
  for (const [start, end] of lines(characters)) {
    number += 1;
    const paragraph = element("p", "");
    within(paragraph, element("span", "draft-number", String(number)));
    for (const [from, to] of cuts(start, end, mentions, data.records)) {
      const covering = mentions.filter((one) => one.start < to && from < one.end);
      pieces.push(piece(paragraph, characters.slice(from, to).join(""), from, covering, state,
        data));
    }
    node.append(paragraph);
  }

  /** Mark the sentences of a record and bring the first into view. */
  function show(spans) {
    let first = null;
    for (const { part, from } of pieces) {
      const inside = spans.some((one) => one.start <= from && from < one.end);
      part.classList.toggle("told", inside);
      if (inside && !first) first = part;
    }
    if (!first) return;
    const top = first.offsetTop - node.offsetTop;
    if (top < node.scrollTop || top > node.scrollTop + node.clientHeight - 60) {
      node.scrollTop = Math.max(top - 60, 0);
    }
  }
  return state;
}

function* lines(characters) {
  let start = 0;
  for (let at = 0; at <= characters.length; at += 1) {
    if (at < characters.length && characters[at] !== "\n") continue;
    if (characters.slice(start, at).some((one) => one.trim())) yield [start, at];
    start = at + 1;
  }
}

/** Stretches between the edges of mentions and sentences. */
function* cuts(start, end, mentions, records) {
  const edges = new Set([start, end]);
  const sentences = [...records.events.flatMap((one) => one.sentences), ...records.claims];
  for (const one of [...mentions, ...sentences]) {
    for (const edge of [one.start, one.end]) if (edge > start && edge < end) edges.add(edge);
  }
  const sorted = [...edges].sort((a, b) => a - b);
  for (let i = 1; i < sorted.length; i += 1) yield [sorted[i - 1], sorted[i]];
}

function piece(paragraph, text, from, covering, state, data) {
  const part = element(covering.length ? "mark" : "span", "", text);
  for (const one of covering) part.classList.add(`m-${one.kind}`);
  if (covering.length) part.title = covering.map((one) => meaning(one, data)).join("\n");
  const place = covering.find((one) => one.kind === "toponym");
  if (place) part.classList.add(`r-${place.role}`);
  part.addEventListener("click", () => state.onPick(from));
  paragraph.append(part);
  return { part, from };
}

function meaning(one, data) {
  if (one.kind === "toponym") {
    return `${data.places[one.place_id] ?? one.place_id}: ${data.roles[one.role]}`;
  }
  if (one.kind === "date") {
    return `${one.date_start} to ${one.date_end}, known to the ${one.date_prec} (${one.basis})`;
  }
  if (one.kind === "toll") {
    const [low, high] = [one.low ?? "?", one.high ?? "?"];
    return `${one.harm}: ${one.best ?? `${low} to ${high}`}, side ${one.side}, by ${one.party}`;
  }
  return one.kind === "party" ? `party: ${one.party}` : `event: ${one.category}`;
}
