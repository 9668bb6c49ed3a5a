// A row that somebody else changed meanwhile: both versions, cell by cell, for the editor to choose.

import { button, element, within } from "./dom.js";

let serial = 0;

/** Draw the conflicts; as long as they are the same, what was chosen stays. */
export function conflicts(root, { conflicts: rows, names }, resolve) {
  const drawn = JSON.stringify(rows);
  if (root.drawn === drawn) return;
  root.drawn = drawn;
  if (!rows.length) {
    root.replaceChildren();
    return;
  }
  const parts = rows.map((one) => conflict(one, names));
  const apply = button("Take these versions", "Take these versions",
    () => resolve(Object.fromEntries(parts.map(({ key, chosen }) => [key, chosen()]))), "primary");
  const check = () => {
    apply.disabled = !parts.every(({ settled }) => settled());
  };
  root.onchange = check;
  root.replaceChildren(within(element("section", "edit-conflict"),
    element("h2", "", "Changed meanwhile"),
    element("p", "", "Nothing of yours was saved. Choose what holds, then look at the form and save."),
    ...parts.map(({ node }) => node), apply));
  check();
  root.tabIndex = -1;
  root.focus();
}

function conflict(one, names) {
  const node = element("div", "");
  const key = `${one.table}/${one.id}`;
  const who = one.outside ? "outside this app" : one.by ? `by ${one.by}` : "by somebody";
  const when = one.at ? ` at ${one.at.replace("T", " ").slice(0, 19)} UTC` : "";
  const why = one.why ? `: ${one.why}` : "";
  const what = one.gone ? "was deleted" : "was changed";
  node.append(element("p", "", `${names[one.table]} ${one.id} ${what} ${who}${when}${why}.`));
  if (one.gone || one.deleting) {
    const [mine, theirs] = one.gone
      ? ["Put it back with my cells", "Leave it deleted"]
      : ["Delete it all the same", "Keep their version"];
    const choice = radios(`${names[one.table]} ${one.id}`, [["theirs", theirs], ["mine", mine]], "");
    node.append(choice.node);
    return { key, node, settled: () => choice.value() !== "",
      chosen: () => ({ row: choice.value(), fields: {} }) };
  }
  const body = element("tbody");
  const choices = one.fields.map(({ name, label, mine, theirs, was }) => {
    // Who left a cell as it was has nothing against the other's.
    const given = mine === was ? "theirs" : theirs === was ? "mine" : "";
    const choice = radios(`${label}, which version`, [["theirs", theirs], ["mine", mine]], given);
    const row = within(element("tr"), element("th", "", label));
    row.firstChild.scope = "row";
    for (const label of choice.labels) within(row, within(element("td"), label));
    body.append(row);
    return [name, choice];
  });
  const head = element("tr");
  for (const title of ["", "Theirs", "Mine"]) {
    const cell = element("th", "", title);
    cell.scope = "col";
    head.append(cell);
  }
  node.append(within(element("table", "edit-versions"), within(element("thead"), head), body));
  return {
    key,
    node,
    settled: () => choices.every(([, choice]) => choice.value()),
    chosen: () => ({
      row: "mine",
      fields: Object.fromEntries(choices.map(([name, choice]) => [name, choice.value()])),
    }),
  };
}

function radios(label, options, given) {
  const group = `edit-choice-${++serial}`;
  const inputs = [];
  const labels = options.map(([value, text]) => {
    const input = element("input");
    input.type = "radio";
    input.name = group;
    input.value = value;
    input.checked = value === given;
    input.setAttribute("aria-label", `${label}: ${value}, ${text || "blank"}`);
    inputs.push(input);
    return within(element("label", "edit-choice"), input,
      element("span", text ? "" : "note", text || "blank"));
  });
  const node = within(element("div", "edit-choices"), ...labels);
  return { node, labels, value: () => inputs.find((one) => one.checked)?.value ?? "" };
}
