// Tooltip and card. Text from data is hostile: it enters the page as textContent only.

import { placeName } from "./labels.js";

const LISTED = 200;

/**
 * An element with text.
 *
 * @param {string} tag @param {string} className @param {string} [text]
 * @returns {HTMLElement}
 */
export function element(tag, className, text = "") {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text) node.textContent = text;
  return node;
}

/** The title of an event; where titles did not travel, its kind and place. */
export function eventTitle({ dataset, names }, event) {
  const { events, places, symbology, words } = dataset;
  const title = words.title(event);
  if (title) return title;
  const place = events.place[event];
  const kind = symbology.categories[events.category[event]].label;
  return place < 0 ? kind : `${kind}, ${placeName(places, place, names)}`;
}

/** @returns {string} the toll of an event in words, empty where none is reported */
function tollText(events, event) {
  const toll = events.toll(event);
  return toll ? `Reported killed: ${toll}` : "";
}

/**
 * @param {object} scene `{dataset, frame, names}` @param {object} glyph a placed symbol
 * @returns {HTMLElement}
 */
export function glyphTooltip(scene, glyph) {
  const { dataset, frame, names } = scene;
  const { events, places, symbology, words } = dataset;
  const box = element("div", "tl-tip");
  if (glyph.kind === "cell" || glyph.kind === "list") return crowdTooltip(scene, glyph);
  if (glyph.events.length > 1 || glyph.kind === "area") {
    const name = placeName(places, glyph.place, names);
    const count = glyph.events.length;
    const where = glyph.kind === "area" ? "somewhere in" : glyph.keys ? "at and near" : "at";
    box.append(
      element("strong", "", `${count} event${count === 1 ? "" : "s"} ${where} ${name}`),
    );
    const list = element("ul", "tl-tip-list");
    for (const event of glyph.events.slice(0, 6)) {
      const row = element("li", "", eventTitle(scene, event));
      row.prepend(element("span", "tl-quiet", `${words.when(event)} · `));
      list.append(row);
    }
    box.append(list);
    const rest = count > 6 ? `and ${count - 6} more — ` : "";
    box.append(element("div", "tl-quiet", `${rest}click to spread`));
    return box;
  }
  const { event } = glyph;
  box.append(element("strong", "", eventTitle(scene, event)));
  const sure = frame.certain(event) === 2 ? "" : " (possibly in the window)";
  box.append(element("div", "", `${words.when(event)}${sure}`));
  box.append(element("div", "tl-quiet", symbology.statuses[events.status[event]].label));
  const toll = tollText(events, event);
  if (toll) box.append(element("div", "", toll));
  return box;
}

/**
 * What a place or a cell of many events holds, in words.
 *
 * @param {object} scene @param {object} glyph of crowd.js
 * @returns {{heading: string, shares: Array<{number: string, label: string}>}}
 */
export function crowdWords({ dataset, names, classes }, { place, kind, count, sites, byClass }) {
  const name = place < 0 ? "" : placeName(dataset.places, place, names);
  const where = !name ? "here" : kind === "cell" && sites > 1
    ? `at ${sites} places about ${name}` : `at ${name}`;
  const shares = byClass.map((n, c) => ({ n, c })).filter(({ n }) => n).sort((a, b) => b.n - a.n)
    .map(({ n, c }) => ({ number: n.toLocaleString("en-US"), label: classes.list[c].label }));
  const number = count.toLocaleString("en-US");
  return { heading: `${number} event${count === 1 ? "" : "s"} ${where}`, shares };
}

/** A tooltip of a place or a cell of many events: how many, and of what. */
function crowdTooltip(scene, glyph) {
  const box = element("div", "tl-tip");
  const list = element("ul", "tl-tip-list");
  const { heading, shares } = crowdWords(scene, glyph);
  box.append(element("strong", "", heading));
  for (const { number, label } of shares) list.append(element("li", "", `${number} · ${label}`));
  const hint = glyph.kind === "cell" ? "click to look closer" : "click for the list";
  box.append(list, element("div", "tl-quiet", hint));
  return box;
}

/**
 * The events of one place as a list of buttons.
 *
 * @param {object} scene @param {object} glyph a site @param {(event: number) => void} choose
 * @returns {HTMLElement}
 */
export function eventList(scene, glyph, choose) {
  const { dataset, names } = scene;
  const card = element("article", "tl-card tl-list");
  card.append(element("h2", "", placeName(dataset.places, glyph.place, names)));
  for (const event of glyph.events.slice(0, LISTED)) {
    const row = element("button", "", eventTitle(scene, event));
    row.type = "button";
    row.prepend(element("span", "tl-quiet", `${dataset.words.when(event)} · `));
    row.addEventListener("click", () => choose(event));
    card.append(row);
  }
  const rest = glyph.events.length - LISTED;
  if (rest > 0) {
    const text = `and ${rest.toLocaleString("en-US")} more: choose fewer dates`;
    card.append(element("p", "tl-quiet", text));
  }
  return card;
}

/**
 * @param {object} scene @param {Array<number>} indices zones under the pointer
 * @returns {HTMLElement}
 */
export function zoneTooltip(scene, indices) {
  const { dataset, names } = scene;
  const box = element("div", "tl-tip");
  const seen = new Set();
  for (const index of indices) {
    const zone = dataset.zones[index];
    const key = `${zone.place}/${zone.when}`;
    if (seen.has(key) || seen.size === 3) continue;
    seen.add(key);
    const part = element("div", "tl-tip-part");
    part.append(element("strong", "", placeName(dataset.places, zone.place, names)));
    if (zone.when) part.append(element("div", "", zone.when));
    if (zone.approximate) part.append(element("div", "tl-quiet", zone.approximate));
    box.append(part);
  }
  return box;
}

/**
 * The card of an event: what, when, where, how well attested, and the claims side by side.
 *
 * @param {object} scene @param {number} event
 * @returns {HTMLElement}
 */
export function eventCard(scene, event) {
  const { dataset, names } = scene;
  const { events, places, symbology, words } = dataset;
  const card = element("article", "tl-card");
  const category = symbology.categories[events.category[event]];
  const kicker = element("div", "tl-card-kicker", category.label);
  kicker.style.setProperty("--tl-kind", category.fill);
  card.append(kicker, element("h2", "", eventTitle(scene, event)));
  const facts = element("dl", "tl-facts");
  const fact = (term, text) => {
    if (text) facts.append(element("dt", "", term), element("dd", "", text));
  };
  fact("When", words.when(event));
  if (events.place[event] >= 0) {
    const where = symbology.where_precs[events.wherePrec[event]].label;
    fact("Where", `${placeName(places, events.place[event], names)} — ${where.toLowerCase()}`);
  }
  fact("Status", symbology.statuses[events.status[event]].label);
  fact("Killed", events.toll(event) ? `${events.toll(event)} reported` : "none reported");
  card.append(facts);

  const bySide = new Map();
  for (const claim of words.claims(event)) {
    if (!bySide.has(claim.side)) bySide.set(claim.side, []);
    bySide.get(claim.side).push(claim);
  }
  for (const [side, claims] of bySide) {
    const party = symbology.parties[side] ?? symbology.parties.other;
    const section = element("section", "tl-side");
    section.style.setProperty("--tl-side", party.color);
    section.append(element("h3", "", party.label));
    for (const claim of claims) {
      const row = element("p", "tl-claim");
      row.append(element("b", "", claim.party), ` ${claim.stance} (${claim.aspect}): `);
      row.append(element("span", "", claim.statement));
      const source = [claim.said_on, claim.source].filter(Boolean).join(" · ");
      const paragraph = claim.paragraph ? `, ¶ ${claim.paragraph}` : "";
      row.append(element("span", "tl-quiet tl-source", `${source}${paragraph}`));
      section.append(row);
    }
    card.append(section);
  }
  return card;
}

/**
 * A tooltip that follows the pointer inside the map and never leaves it.
 *
 * @param {HTMLElement} container of the map
 * @returns {{show: Function, hide: Function, remove: Function}}
 */
export function createTooltip(container) {
  const holder = element("div", "tl-tooltip");
  holder.setAttribute("role", "tooltip");
  holder.hidden = true;
  container.append(holder);
  return {
    show(content, x, y) {
      holder.replaceChildren(content);
      holder.hidden = false;
      const { offsetWidth: width, offsetHeight: height } = holder;
      const right = x + 16 + width < container.clientWidth;
      const left = right ? x + 16 : Math.max(6, x - 16 - width);
      const top = Math.max(6, Math.min(y + 14, container.clientHeight - height - 6));
      holder.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    },
    hide() {
      holder.hidden = true;
    },
    remove: () => holder.remove(),
  };
}
