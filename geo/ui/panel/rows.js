// A plain table of events whose column "When" also draws the span of days.

import { element, within } from "./dom.js";
import { published } from "./published.js";
import { bar } from "./spanbar.js";

const DATED = "When";

/** Draw a table; the rows come as a file, and those that have not changed stay. */
export function rows({ label, columns, axis, note, link }, root) {
  const key = JSON.stringify([link, axis, note]);
  if (root.drawn === key) return;
  root.asked = key;
  published(link).then((lines) => {
    if (root.asked !== key) return;
    root.drawn = key;
    const head = within(element("tr", ""), ...columns.map((name) => {
      const cell = element("th", name === DATED ? "when" : "", name);
      cell.scope = "col";
      return cell;
    }));
    const body = within(element("tbody", ""), ...lines.map((line) => row(line, columns, axis)));
    const table = within(element("table", "events plain"),
      within(element("thead", ""), head), body);
    table.setAttribute("aria-label", label);
    const frame = within(element("div", "table-rows"), table);
    frame.tabIndex = 0;
    root.replaceChildren(frame, element("p", "note", note));
  });
}

function row({ cells, ...span }, columns, axis) {
  return within(element("tr", ""), ...cells.map((text, i) => {
    const dated = columns[i] === DATED;
    const cell = within(element("td", dated ? "when" : ""), element("span", "", text));
    cell.dataset.column = columns[i];
    if (dated) cell.append(bar(span, axis));
    return cell;
  }));
}
