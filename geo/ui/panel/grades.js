// A table whose rows the analyst grades: a native select in each row, blank for not graded.

import { element, outward, within } from "./dom.js";

/**
 * Draw the rows; as long as they are the same, only grades are set, so that focus stays.
 * `waiting` has what the reader has set and Python has not yet: all of it goes with each message,
 * since messages may be merged.
 */
export function grades(data, root, component) {
  root.say = (graded) => component.setTriggerValue("graded", graded);
  root.waiting ??= {};
  const { rows, columns, grade } = data;
  const drawn = JSON.stringify([grade, columns, rows.map((row) => ({ ...row, grade: "" }))]);
  if (root.drawn !== drawn) {
    root.drawn = drawn;
    root.waiting = {};
    root.replaceChildren(table(data, root));
  }
  for (const row of rows) {
    if (root.waiting[row.id] === row.grade) delete root.waiting[row.id];
    const select = root.querySelector(`select[data-id="${CSS.escape(row.id)}"]`);
    select.value = root.waiting[row.id] ?? row.grade;
    select.classList.toggle("graded", select.value !== "");
  }
}

function table({ label, grade, scale, columns, rows }, root) {
  const head = element("tr");
  for (const { name, kind } of [{ name: grade }, ...columns]) {
    const cell = element("th", kind ?? "", name);
    cell.scope = "col";
    head.append(cell);
  }
  const body = element("tbody");
  for (const row of rows) body.append(line(row, grade, scale, columns, root));
  const drawn = within(element("table", "grades"), within(element("thead"), head), body);
  drawn.setAttribute("aria-label", label);
  return within(element("div", "grades-frame"), drawn);
}

function line({ id, name, cells }, grade, scale, columns, root) {
  const select = element("select");
  select.dataset.id = id;
  select.setAttribute("aria-label", `${grade} of ${name}`);
  for (const [code, meaning] of [["", "not graded"], ...scale]) {
    const option = element("option", "", code ? `${code} – ${meaning}` : "–");
    option.value = code;
    option.setAttribute("aria-label", code ? `${code}, ${meaning}` : meaning);
    select.append(option);
  }
  select.addEventListener("change", () => {
    root.waiting[id] = select.value;
    select.classList.toggle("graded", select.value !== "");
    root.say({ ...root.waiting });
  });
  const row = within(element("tr"), within(element("td", "grade"), select));
  cells.forEach((cell, at) => {
    const { name: column, kind } = columns[at];
    const node = element(at ? "td" : "th", kind);
    if (!at) node.scope = "row";
    node.dataset.name = column;
    within(node, cell?.url ? outward(cell.text, cell.url) : element("span", "", cell?.text ?? cell),
      cell?.note && element("span", "note", cell.note));
    row.append(node);
  });
  return row;
}
