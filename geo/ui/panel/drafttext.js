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
  const edges = edgesOf(mentions, data.records);
  const covering = sweep(mentions);
  const state = { node, onPick: () => {}, show };
  let number = 0;
  for (const [start, end] of lines(characters)) {
    number += 1;
    const paragraph = element("p", "");
    within(paragraph, element("span", "draft-number", String(number)));
    for (const [from, to] of cuts(start, end, edges)) {
      pieces.push(piece(paragraph, characters.slice(from, to).join(""), from, covering(from, to),
        state, data));
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

/** Where mentions and sentences begin and end, each once, in order. */
function edgesOf(mentions, records) {
  const edges = new Set();
  const sentences = [...records.events.flatMap((one) => one.sentences), ...records.claims];
  for (const one of [...mentions, ...sentences]) edges.add(one.start).add(one.end);
  return { sorted: [...edges].sort((a, b) => a - b), at: 0 };
}

/** Stretches between edges; lines are asked for in order, so that edges are walked once. */
function* cuts(start, end, edges) {
  let from = start;
  while (edges.sorted[edges.at] <= start) edges.at += 1;
  for (; edges.sorted[edges.at] < end; edges.at += 1) {
    yield [from, edges.sorted[edges.at]];
    from = edges.sorted[edges.at];
  }
  yield [from, end];
}

/** Which mentions meet a stretch; stretches are asked for in order, as mentions are. */
function sweep(mentions) {
  let at = 0;
  let open = [];
  return (from, to) => {
    open = open.filter((one) => one.end > from);
    for (; at < mentions.length && mentions[at].start < to; at += 1) {
      if (mentions[at].end > from) open.push(mentions[at]);
    }
    return [...open];
  };
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
