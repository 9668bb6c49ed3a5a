// Draws the panels beside the map. All text arrives as data and is placed with textContent.

import { chronology } from "./chronology.js";
import { claims } from "./claims.js";
import { comparison } from "./compare.js";
import { action, button, drawing, element, within } from "./dom.js";
import { drafts } from "./drafts.js";
import { edit } from "./edit.js";
import { history } from "./edithistory.js";
import { grades } from "./grades.js";
import { linked_places, matches, place } from "./place.js";
import { published } from "./published.js";
import { rows } from "./rows.js";
// All of the folder's style sheets: `geo/ui/component.py` makes a module of them.
import { SHEETS } from "./sheets.js";
import { side } from "./side.js";
import { table } from "./table.js";
import { toolbar } from "./toolbar.js";
import { windows } from "./windows.js";

const VIEWS = { chronology, claims, comparison, details, drafts, edit, grades, history,
  linked_places, matches, place, rows, symbols, table, toolbar, windows };

const HINT = "Choose an event on the map or in the table to read what each side says of it.";
const WHERE_TO_START = "Drag across the bars under the map, or type dates above it, to choose days. "
  + "A dashed box with a number counts events known only to lie somewhere in that area.";
// What is asked of an event before who says so; the rest of its facts stands under the claims.
const ASKED_FIRST = new Set(["When", "Where", "Killed", "Wounded"]);
// A panel that gets its looks after it is drawn jumps.
const LOOKS = new CSSStyleSheet();
LOOKS.replaceSync(SHEETS);

/** Draw a view; one that keeps its elements from one rerun to the next returns nothing. */
export default function (component) {
  const { data, parentElement } = component;
  parentElement.panel ??= prepare(parentElement);
  const root = parentElement.panel;
  const drawn = VIEWS[data.view](data, root, component);
  if (drawn) root.replaceChildren(...drawn);
}

function prepare(parent) {
  parent.getRootNode().adoptedStyleSheets = [LOOKS];
  const root = element("div", "panel");
  parent.append(root);
  return root;
}

/** One event: when, where, how sure, toll, and the claims side against side. */
function details(data, root, component) {
  const { event, contested } = data;
  const box = element("div", event?.low ? "details low" : "details");
  const choose = (id) => component.setTriggerValue("chosen", id);
  if (!event) {
    return [within(box, ...(contested ? disputed(contested, choose) : []),
      element("p", "hint", HINT))];
  }
  // It scrolls, which the keyboard is to do as well.
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", "The chosen event");
  const status = within(
    element("p", `status ${event.status}`),
    element("strong", "", event.status_label),
    document.createTextNode(` – ${event.status_meaning}`),
  );
  return [
    within(
      box,
      button("×", "Close this event", () => choose(""), "close"),
      event.note && element("p", "problem", event.note),
      element("h2", "", event.title),
      status,
      facts(event.facts.filter(({ label }) => ASKED_FIRST.has(label))),
      element("p", "", event.summary),
      element("h3", "", "Claims, side against side"),
      within(element("div", "sides"), ...event.sides.map((one) => side(one, "h4"))),
      element("h3", "", "As coded"),
      facts(event.facts.filter(({ label }) => !ASKED_FIRST.has(label))),
    ),
  ];
}

function facts(pairs) {
  return within(element("dl", "facts"), ...pairs.flatMap(({ label, value }) =>
    [element("dt", "", label), element("dd", "", value)]));
}

/** What is contested in the window; with no dates chosen, also where to start. */
function disputed({ rows: link, undated = false }, choose) {
  const list = element("ul", "contested-list");
  if (link) {
    published(link).then(({ events, more }) => {
      within(list, ...events.map((one) => within(
        element("li", ""), action(one.title, () => choose(one.event_id)),
        element("span", "note", one.when))));
      const rest = `${more} more: switch on Contested only, or see Claims.`;
      if (more > 0) list.after(element("p", "note", rest));
    });
  }
  return [
    undated && element("p", "", WHERE_TO_START),
    element("h2", "", link ? "Denied or disputed" : "Nothing here is denied or disputed"),
    list,
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
