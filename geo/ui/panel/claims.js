// The matrix of events and parties. A row opens all that is said of its event.
// All text arrives as data and is placed with textContent.

import { element, within } from "./dom.js";
import { gridKeys } from "./gridkeys.js";
import { published } from "./published.js";
import { side } from "./side.js";
import { bar } from "./spanbar.js";

const MARKS = { asserts: "✓", denies: "✗", disputes: "?" };

/** Draw the page of the matrix when it has come; the same page stays as it is. */
export function claims(data, root, component) {
  root.open ??= new Set();
  const fresh = data.chosen && data.chosen !== root.chosen;
  root.chosen = data.chosen;
  if (fresh) root.open.add(data.chosen);
  root.asked = data.page;
  if (root.drawn === data.page && !fresh) return;
  published(data.page).then((page) => {
    if (root.asked !== data.page) return;
    root.drawn = data.page;
    draw(page, root, (id) => component.setTriggerValue("shown", id));
    const line = fresh && root.querySelector(`tr[data-id="${CSS.escape(data.chosen)}"]`);
    if (line) line.scrollIntoView({ block: "nearest" });
  });
}

function draw(data, root, showOnMap) {
  const held = root.contains(root.getRootNode().activeElement);
  const table = element("table", "matrix");
  table.setAttribute("role", "grid");
  table.setAttribute("aria-label", "Events and what each party says of them");
  within(table, head(), body());
  root.replaceChildren(legend(), within(element("div", "matrix-frame"), table));
  gridKeys(table, root, { toggle, held });

  function legend() {
    const list = element("p", "matrix-legend");
    for (const [stance, mark] of [...Object.entries(MARKS), ["silent", "·"]]) {
      within(list, within(element("span", "key"),
        hidden(element("span", `mark ${stance}`, mark)), element("span", "", stance)));
    }
    const bars = `Bars: ${data.axis}; full, under way on these days; pale, somewhere within`;
    return within(list, element("span", "key", bars));
  }

  function head() {
    const groups = element("tr");
    groups.append(corner("Event"), corner("Killed", "over what all sides say"));
    for (const { code, title, count } of data.sides) {
      const cell = within(element("th", `group ${code}`), element("span", "", title));
      cell.colSpan = count;
      cell.scope = "colgroup";
      cell.setAttribute("role", "columnheader");
      groups.append(cell);
    }
    const names = element("tr");
    data.parties.forEach(({ title, side: code }, at) => {
      const cell = within(element("th", `party ${code}${starts(at) ? " starts" : ""}`),
        element("span", "", title));
      cell.scope = "col";
      cell.title = title;
      cell.setAttribute("role", "columnheader");
      names.append(cell);
    });
    return within(element("thead"), groups, names);
  }

  function corner(text, note) {
    const cell = within(element("th", "corner"), element("span", "", text),
      note && element("span", "note", note));
    cell.rowSpan = 2;
    cell.scope = "col";
    cell.setAttribute("role", "columnheader");
    return cell;
  }

  function body() {
    const part = element("tbody");
    for (const row of data.rows) {
      part.append(line(row));
      if (root.open.has(row.id)) part.append(opened(row));
    }
    return part;
  }

  function line(row) {
    const cells = row.cells.map((stances, at) => {
      const name = data.parties[at].title;
      const marks = stances.length ? stances.map((stance) =>
        hidden(element("span", `mark ${stance}`, MARKS[stance]))) : [
        hidden(element("span", "mark silent", "·"))];
      const cell = within(element("td", `cell${starts(at) ? " starts" : ""}`), ...marks);
      cell.setAttribute("aria-label", `${name}: ${row.said[at] ?? "silent"}`);
      if (row.said[at]) cell.title = `${name}: ${row.said[at]}`;
      return cell;
    });
    const killed = element("td", "killed", row.killed);
    killed.setAttribute("aria-label", row.killed ? `${row.killed} killed` : "no toll reported");
    const tr = within(element("tr", "line"), heading(row), killed, ...cells);
    tr.dataset.id = row.id;
    for (const cell of tr.cells) {
      cell.tabIndex = -1;
      if (cell.tagName === "TD") cell.setAttribute("role", "gridcell");
    }
    return tr;
  }

  function heading(row) {
    const cell = within(element("th", "event"),
      within(element("span", "title"),
        hidden(element("span", "arrow", "▸")), element("span", "", row.title)),
      within(element("span", "about"), element("span", "when", row.when),
        row.possible && element("span", "possibly", "possibly in these dates"),
        within(element("span", "status-mark"), element("span", `dot ${row.status}`),
          element("span", "", row.status_label))),
      bar(row, data.days));
    cell.scope = "row";
    cell.setAttribute("role", "rowheader");
    cell.setAttribute("aria-expanded", String(root.open.has(row.id)));
    return cell;
  }

  function opened(row) {
    const toll = row.toll.length && (row.killed || row.toll.some((one) => one.statements.length))
      ? [element("h2", "", "What each side says of the toll"), tolls(row)] : [];
    const map = element("button", "to-map", "Show on the map");
    map.type = "button";
    map.addEventListener("click", () => showOnMap(row.id));
    const cell = within(element("td"), within(element("div", "opened-inner"),
      element("p", "", row.summary),
      row.place && element("p", "note", row.place),
      within(element("div", "sides"), ...row.sides.map((one) => side(one, "h2"))), ...toll, map));
    cell.colSpan = data.parties.length + 2;
    cell.tabIndex = -1;
    cell.setAttribute("role", "gridcell");
    cell.setAttribute("aria-label", `Claims on ${row.title}`);
    const tr = within(element("tr", "opened"), cell);
    tr.dataset.of = row.id;
    return tr;
  }

  function tolls(row) {
    const list = element("dl", "facts");
    for (const { title, statements, denies } of row.toll) {
      const said = statements.join(" ") ||
        (denies ? "Denies that it happened." : "Says nothing of it.");
      within(list, element("dt", "", title), element("dd", "", said));
    }
    if (row.killed) {
      within(list, element("dt", "", "Killed, as reported"), element("dd", "", row.reported));
      if (row.widened) {
        within(list, element("dt", "", "Killed, over what all sides say"),
          element("dd", "", `${row.killed}; a denial stands for none`));
      }
    }
    return list;
  }

  function toggle(tr) {
    const row = data.rows.find(({ id }) => id === tr.dataset.id);
    const open = !root.open.delete(row.id);
    if (open) {
      root.open.add(row.id);
      tr.after(opened(row));
    } else {
      tr.nextElementSibling.remove();
    }
    tr.cells[0].setAttribute("aria-expanded", String(open));
  }

  function starts(at) {
    return at === 0 || data.parties[at - 1].side !== data.parties[at].side;
  }
}

function hidden(node) {
  node.setAttribute("aria-hidden", "true");
  return node;
}
