// The form of an event and its claims. What is typed goes to Python, which checks it by the rules
// of the data and says what is wrong; the inputs stay as they are meanwhile.

import { conflicts } from "./editconflict.js";
import { field } from "./editfield.js";
import { button, element, within } from "./dom.js";

const REST_MS = 300;
const ADD = { claims: "Add a claim", sources: "Add a source", parties: "Add a party" };

/** Draw the form: anew when its rows are others, else only what Python says of it. */
export function edit(data, root, component) {
  root.send = (name, message) => component.setTriggerValue(name, message);
  if (root.token !== data.token) {
    clearTimeout(root.timer);
    root.token = data.token;
    build(data, root);
  }
  root.form.tell(data);
}

function build(data, root) {
  const form = { cards: new Map(), query: null };
  root.form = form;
  const typed = () => {
    clearTimeout(root.timer);
    root.timer = setTimeout(() => root.send("typed", state()), REST_MS);
  };
  const act = (name, more = {}) => {
    clearTimeout(root.timer);
    root.send("act", { ...state(), act: name, ...more, at: performance.now() });
  };
  const ask = (query) => {
    form.query = query;
    typed();
  };
  // Claims go with their event, and come back with it.
  const removeClaims = (removed) => {
    for (const one of form.cards.values()) if (one.table === "claims") one.remove(removed);
  };
  for (const sheet of data.sheets) {
    form.cards.set(sheet.key, card(sheet, data, { typed, ask, removeClaims }));
  }

  const why = element("input");
  why.type = "text";
  why.maxLength = 500;
  why.value = data.why;
  why.placeholder = "what the change rests on";
  why.addEventListener("input", typed);
  const reason = within(element("label", "edit-why"),
    element("span", "edit-label", "Why (kept with the change)"), why);
  const save = button("Save", "Save", () => act("save"), "primary");
  const discard = button("Discard", "Discard what is not saved", () => act("discard"));
  const status = element("p", "edit-status");
  status.setAttribute("role", "status");
  const others = element("ul", "edit-others");
  const said = element("p", "edit-said");
  said.setAttribute("role", "status");
  const clash = element("div", "edit-conflicts");
  const claims = element("div", "edit-cards");
  for (const one of form.cards.values()) claims.append(one.node);
  const add = within(element("div", "edit-add"),
    ...Object.entries(ADD).map(([table, label]) => button(label, label, () => act(table))));

  root.replaceChildren(within(element("div", "edit"), clash, claims, add,
    within(element("div", "edit-bar"), reason,
      within(element("div", "edit-buttons"), save, discard), status, said, others)));

  form.tell = (now) => {
    let wrong = now.others.length;
    for (const sheet of now.sheets) {
      const faults = now.faults[sheet.key] ?? {};
      wrong += Object.keys(faults).length;
      form.cards.get(sheet.key)?.tell(sheet, faults, now);
    }
    const rows = now.changed === 1 ? "1 row" : `${now.changed} rows`;
    const mend = wrong === 1 ? "1 thing to mend" : `${wrong} things to mend`;
    status.textContent = now.changed
      ? `${rows} to save, ${wrong ? mend : "no faults"}.` : "Nothing is changed.";
    status.classList.toggle("is-wrong", wrong > 0);
    save.disabled = discard.disabled = !now.changed;
    others.replaceChildren(...now.others.map((text) => element("li", "", text)));
    said.textContent = now.said?.text ?? "";
    said.className = `edit-said ${now.said?.level ?? ""}`;
    conflicts(clash, now, (choices) => act("resolve", { choices }));
  };

  if (data.focus) {
    const focused = form.cards.get(data.focus);
    focused?.node.scrollIntoView({ block: "nearest" });
    focused?.focus();
  }

  function state() {
    const cells = {};
    const removed = [];
    for (const [key, one] of form.cards) {
      cells[key] = one.cells();
      if (one.removed()) removed.push(key);
    }
    return { token: root.token, cells, removed, why: why.value, query: form.query };
  }
}

/** One row as a card: its fields in sections, and a way to take it out. */
function card(sheet, data, { typed, ask, removeClaims }) {
  const name = data.names[sheet.table];
  const node = element("section", `edit-card of-${sheet.table}`);
  node.dataset.key = sheet.key;
  const title = element("h2", "", sheet.isNew ? `New ${name.toLowerCase()}` : name);
  const id = element("span", "edit-id", sheet.isNew ? "" : idOf(sheet));
  let removed = sheet.removed;
  const claims = data.sheets.filter((one) => one.table === "claims").length;
  const isEvent = sheet.table === "events";
  const remove = button("", "", () => {
    take(!removed);
    if (isEvent) removeClaims(removed);
    typed();
  }, "edit-remove");
  const fields = new Map();
  const body = element("div", "edit-sections");
  for (const section of data.forms[sheet.table]) {
    const grid = element("div", "edit-grid");
    for (const spec of section.fields) {
      const one = field(spec, sheet.cells[spec.name], {
        fixed: spec.kind === "key" && !sheet.isNew, isNew: sheet.isNew, typed, ask,
        titles: data.titles, name,
      });
      fields.set(spec.name, one);
      grid.append(one.node);
    }
    within(body, section.title && element("h3", "", section.title), grid);
  }
  node.setAttribute("aria-label", `${title.textContent} ${id.textContent}`.trim());
  within(node, within(element("div", "edit-head"), title, id, remove), body);
  draw();
  return {
    node,
    table: sheet.table,
    remove: take,
    cells: () => Object.fromEntries([...fields].map(([column, one]) => [column, one.value()])),
    removed: () => removed,
    focus: () => fields.values().next().value.focus(),
    tell(now, faults, all) {
      for (const [column, one] of fields) {
        one.tell(faults[column] ?? [], now.cells[column] ?? "", all);
      }
    },
  };

  function take(wanted) {
    removed = wanted;
    draw();
  }

  function draw() {
    const its = claims === 1 ? "its claim" : `its ${claims} claims`;
    const what = isEvent && claims ? `event and ${its}` : name.toLowerCase();
    const text = removed ? "Put back" : sheet.isNew && !isEvent ? "Leave out" : "Delete";
    remove.textContent = text;
    remove.hidden = sheet.isNew && isEvent;
    const label = removed ? `Put back the ${what}` : `${text} the ${what}`;
    remove.title = label;
    remove.setAttribute("aria-label", `${label} ${id.textContent}`.trim());
    node.classList.toggle("is-removed", removed);
    body.inert = removed;
    title.textContent = removed ? `${name}, to be deleted${isEvent && claims
      ? ` with ${its}` : ""}` : sheet.isNew ? `New ${name.toLowerCase()}` : name;
  }
}

function idOf(sheet) {
  return sheet.key.slice(sheet.key.indexOf("/") + 1);
}
