// Who changed what, when and why, the newest first; each save can be taken back.

import { button, element, within } from "./dom.js";

const LONG = 160;

export function history({ saves, more }, root, component) {
  if (!saves.length) return [element("p", "hint", "No change yet.")];
  const list = within(element("ol", "edit-history"), ...saves.map((one) => save(one, component)));
  return [list, more && element("p", "note", `${more} earlier saves are in the downloads.`)]
    .filter(Boolean);
}

function save(one, component) {
  const who = one.origin === "outside" ? "Changed outside" : one.who || "Nobody named";
  const back = one.undoes === null ? "" : ` · takes back ${one.undoes}`;
  const head = within(element("p", "edit-when"), element("strong", "", who),
    element("span", "note", ` ${one.at.replace("T", " ").slice(0, 19)} UTC · ${one.save}${back}`));
  const node = within(element("li", one.undone ? "is-undone" : ""), head,
    one.why && element("p", "", one.why), ...one.changes.map(change));
  if (one.undone) node.append(element("p", "note", "taken back"));
  if (one.mayUndo) {
    node.append(button("Undo", `Take save ${one.save} back`,
      () => component.setTriggerValue("undo", one.save)));
  }
  return node;
}

function change({ row, id, kind, fields }) {
  const what = kind === "changed" ? fields.map(({ label }) => label.toLowerCase()).join(", ") : kind;
  const node = element("details", "edit-change");
  within(node, within(element("summary"), element("span", "", `${row}: ${what}`),
    element("span", "note", ` ${id}`)));
  const list = element("dl", "");
  for (const { label, before, after } of fields) {
    const cell = element("dd");
    if (kind !== "added") cell.append(element("del", "", short(before)));
    if (kind === "changed") cell.append(document.createTextNode(" → "));
    if (kind !== "deleted") cell.append(element("ins", "", short(after)));
    within(list, element("dt", "", label), cell);
  }
  return within(node, list);
}

function short(text) {
  if (!text) return "blank";
  return text.length > LONG ? `${text.slice(0, LONG)}…` : text;
}
