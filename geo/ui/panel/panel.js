// Draws the panels beside the map. All text arrives as data and is placed with textContent.

import { chronology } from "./chronology.js";
import { claims } from "./claims.js";
import { comparison } from "./compare.js";
import { drawing, element, within } from "./dom.js";
import { drafts } from "./drafts.js";
import { grades } from "./grades.js";
import { linked_places, matches, place } from "./place.js";
import { rows } from "./rows.js";
// All of the folder's style sheets: `geo/ui/component.py` makes a module of them.
import { SHEETS } from "./sheets.js";
import { side } from "./side.js";
import { table } from "./table.js";
import { toolbar } from "./toolbar.js";
import { windows } from "./windows.js";

const VIEWS = { chronology, claims, comparison, details, drafts, grades, linked_places, matches,
  place, rows, symbols, table, toolbar, windows };

const HINT = "Choose an event on the map or in the table to read what each side says of it.";

/** Draw a view; one that keeps its elements from one rerun to the next returns nothing. */
export default function (component) {
  const { data, parentElement } = component;
  parentElement.panel ??= prepare(parentElement);
  const root = parentElement.panel;
  const drawn = VIEWS[data.view](data, root, component);
  if (drawn) root.replaceChildren(...drawn);
}

function prepare(parent) {
  const styles = element("style");
  styles.textContent = SHEETS;
  parent.append(styles);
  const root = element("div", "panel");
  parent.append(root);
  return root;
}

/** One event: when, where, how sure, toll, and the claims side against side. */
function details(data) {
  const { event } = data;
  if (!event) return [within(element("div", "details"), element("p", "hint", HINT))];
  const status = within(
    element("p", `status ${event.status}`),
    element("strong", "", event.status_label),
    document.createTextNode(` – ${event.status_meaning}`),
  );
  const facts = element("dl", "facts");
  for (const { label, value } of event.facts) {
    within(facts, element("dt", "", label), element("dd", "", value));
  }
  return [
    within(
      element("div", "details"),
      event.note && element("p", "problem", event.note),
      element("h3", "", event.title),
      status,
      element("p", "", event.summary),
      element("h4", "", "Claims, side against side"),
      within(element("div", "sides"), ...event.sides.map(side)),
      element("h4", "", "As coded"),
      facts,
    ),
  ];
}

/** The symbols of the map with what they mean. */
function symbols({ symbols: rows }) {
  const list = element("dl", "symbols");
  for (const { label, meaning, ...symbol } of rows) {
    within(list, within(element("dt", ""), drawing(symbol), element("span", "", label)),
      element("dd", "", meaning));
  }
  return [list];
}
