// The table of events: one page of rows, each with its span of days drawn in the window.

import { button, drawing, element, within } from "./dom.js";
import { published } from "./published.js";
import { bar } from "./spanbar.js";

const COLUMNS = [["", "kind"], ["When", "when"], ["Event", "event"], ["Place", "place"],
  ["Claims", "claims"], ["Killed", "killed"], ["On the map", "map"]];
const MOVES = [["First", "«", "back"], ["Earlier", "‹", "back"], ["Later", "›", "onward"],
  ["Last", "»", "onward"]];

const NO_ROWS = { rows: [], symbols: {} };
const NONE_IN_VIEW = "None of these events is at a place on the map now. Zoom out to see them.";

/** Draw the head at once and the rows when they have come; rows that have not changed stay. */
export function table(said, root, component) {
  const data = { start: 0, total: 0, chosen: null, rows: "", window: null, ...said };
  root.say = (name, value) => component.setTriggerValue(name, value);
  root.parts ??= build(root);
  const { inView, pager, body, note } = root.parts;
  root.asked = data;
  inView.checked = Boolean(data.in_view);
  note.textContent = data.hidden && !data.total ? NONE_IN_VIEW : "";
  note.hidden = !note.textContent;
  if (root.drawn === key(data)) {
    showPager(pager, data, body.rows.length);
    mark(body, data.chosen);
    return;
  }
  const read = data.rows ? published(data.rows) : Promise.resolve(NO_ROWS);
  read.then((page) => {
    if (key(root.asked) !== key(data)) return;
    root.drawn = key(data);
    showPager(pager, data, page.rows.length);
    body.replaceChildren(...page.rows.map((row) => line(row, page.symbols, data.window, root)));
    mark(body, root.asked.chosen);
  });
}

const key = ({ rows, window }) => JSON.stringify([rows, window]);

function build(root) {
  const inView = element("input", "");
  inView.type = "checkbox";
  inView.addEventListener("change", () => root.say("in_view", inView.checked));
  const only = within(element("label", "only"), inView, element("span", "", "In view only"));
  only.title = "Only events at places now on the map";
  const pager = element("div", "pager");
  pager.count = element("span", "");
  pager.moves = MOVES.map(([name, sign, way]) => {
    const move = button(sign, name, () => root.say("page", name));
    move.way = way;
    return move;
  });
  pager.append(...pager.moves.slice(0, 2), pager.count, ...pager.moves.slice(2));
  const note = element("p", "hint");
  const head = element("tr", "");
  for (const [name, part] of COLUMNS) {
    const cell = name ? element("th", part, name)
      : within(element("th", part), element("span", "sr", "Kind"));
    cell.scope = "col";
    head.append(cell);
  }
  const body = element("tbody", "");
  const grid = within(element("table", "events"), within(element("thead", ""), head), body);
  grid.setAttribute("aria-label", "Events");
  body.addEventListener("keydown", (event) => steer(event, body));
  root.replaceChildren(
    within(element("div", "table-head"), element("h2", "", "Events"), only, pager), note,
    within(element("div", "table-rows"), grid));
  return { inView, pager, body, note };
}

function showPager(pager, { start, total }, count) {
  pager.hidden = count === total;
  pager.count.textContent = `Rows ${(start + 1).toLocaleString("en")}–` +
    `${(start + count).toLocaleString("en")} of ${total.toLocaleString("en")}, by date`;
  for (const move of pager.moves) {
    move.disabled = move.way === "back" ? start === 0 : start + count >= total;
  }
}

function line(row, symbols, limits, root) {
  const node = element("tr", row.certainty);
  node.dataset.id = row.id;
  const kind = within(element("td", "kind"), drawing(symbols[row.category]));
  kind.title = row.kind;
  kind.append(element("span", "sr", row.kind));
  const when = within(element("td", "when"), element("span", "", row.when), bar(row, limits));
  const event = within(element("td", "event"), element("span", "", row.title));
  if (row.certainty === "possible") event.append(element("em", "", "possibly in the window"));
  node.append(kind, when, event, element("td", "place", row.place),
    within(element("td", `claims ${row.status}`), element("span", "", row.status_label)),
    element("td", "killed", row.killed), element("td", "map", row.on_map));
  const choose = () => {
    const again = node.getAttribute("aria-selected") === "true";
    root.say("row", again ? "" : row.id);
    if (!again) bringIntoView();
  };
  node.addEventListener("click", choose);
  node.addEventListener("keydown", (pressed) => {
    if (pressed.key === "Enter" || pressed.key === " ") {
      pressed.preventDefault();
      choose();
    }
  });
  return node;
}

/** The map and what is said of the chosen event stand above the table, often out of sight. */
function bringIntoView() {
  const beside = document.querySelector(".st-key-beside");
  const narrow = matchMedia("(max-width: 1000px)").matches;
  const said = narrow ? beside?.lastElementChild : beside;
  if (said?.getBoundingClientRect().top < 0) said.scrollIntoView();
}

/** Mark the chosen row; it or the first is the one that Tab reaches. */
function mark(body, chosen) {
  const lines = [...body.rows];
  const reached = lines.find((line) => line.dataset.id === chosen) ?? lines[0];
  for (const line of lines) {
    line.setAttribute("aria-selected", String(line.dataset.id === chosen));
    line.tabIndex = line === reached ? 0 : -1;
  }
}

function steer(event, body) {
  const lines = [...body.rows];
  const at = lines.indexOf(event.target.closest("tr"));
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: lines.length - 1 }[event.key];
  if (to === undefined || !lines[to]) return;
  event.preventDefault();
  lines[at].tabIndex = -1;
  lines[to].tabIndex = 0;
  lines[to].focus();
}
