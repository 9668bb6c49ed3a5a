// Cards of drafted events and their claims; each field is confirmed, corrected or rejected.

import { button, element, within } from "./dom.js";
import { field } from "./draftfield.js";

const MARKS = { open: "", confirmed: "✓", corrected: "✎", rejected: "✗" };

export function cards(data, review, show) {
  const node = element("div", "draft-cards");
  const progress = element("p", "draft-progress");
  progress.setAttribute("role", "status");
  const records = new Map();
  const order = [];
  const drawn = new Map();
  const claims = new Map(data.records.events.map((event) => [event.event_id, []]));
  for (const claim of data.records.claims) claims.get(claim.event_id)?.push(claim);
  for (const event of data.records.events) {
    add(event.event_id, event, "events", event.sentences);
    for (const claim of claims.get(event.event_id)) {
      add(claim.claim_id, claim, "claims", [{ start: claim.start, end: claim.end }]);
    }
  }
  node.append(progress);
  for (const id of order) draw(id);
  count();
  node.addEventListener("keydown", press);
  node.addEventListener("focusin", (event) => {
    const card = event.target.closest(".draft-card");
    if (card) show(records.get(card.dataset.id).spans);
  });
  return { node, focusAt };

  function add(id, record, kind, spans) {
    records.set(id, { record, kind, spans, asked: data.asked[id] });
    order.push(id);
  }

  function decided(id) {
    review.decisions[id] ??= { state: "open", fields: {} };
    return review.decisions[id];
  }

  function stateOf(id, name) {
    return review.decisions[id]?.fields?.[name]?.state ?? "open";
  }

  function decide(id, name, state, value) {
    decided(id).fields[name] = value === undefined ? { state } : { state, value };
    changed(id);
  }

  function changed(id) {
    draw(id);
    count();
    review.send(structuredClone(review.decisions));
  }

  function count() {
    const open = order.filter((id) => review.decisions[id]?.state !== "rejected"
      && records.get(id).asked.some((name) => stateOf(id, name) === "open"));
    const rejected = order.filter((id) => review.decisions[id]?.state === "rejected");
    progress.textContent = `${order.length} records: ${order.length - open.length
      - rejected.length} decided, ${open.length} open, ${rejected.length} rejected`;
  }

  function draw(id) {
    const { record, kind, asked } = records.get(id);
    const rejected = review.decisions[id]?.state === "rejected";
    const card = element("section", `draft-card of-${kind}${rejected ? " is-rejected" : ""}`);
    card.dataset.id = id;
    card.setAttribute("aria-label", kind === "events" ? record.title : `Claim by ${record.party}`);
    within(card, title(id, record, kind, rejected));
    if (!rejected) {
      if (kind === "events" && record.duplicate_hints.length) within(card, hints(record));
      let reason = "";
      for (const name of asked) {
        // Fields that share a reason say it once.
        const group = data.fields[kind][name];
        within(card, row(id, name, group !== reason));
        reason = group;
      }
    }
    if (drawn.has(id)) drawn.get(id).replaceWith(card);
    else node.append(card);
    drawn.set(id, card);
  }

  function title(id, record, kind, rejected) {
    const head = element("div", "draft-title");
    const name = kind === "events" ? record.title : `${record.party_title} ${record.stance}`;
    within(head, element("strong", "", name));
    const paragraphs = record.paragraphs ?? [record.paragraph];
    within(head, element("span", "note", `paragraph ${paragraphs.join(", ")}${
      record.hedge ? ` · “${record.hedge}”` : ""}`));
    const buttons = rejected
      ? [button("Take back", `Take back: ${name}`, () => reopen(id))]
      : [button("Confirm rest", `Confirm the rest but guesses: ${name}`, () => confirmRest(id)),
        button("Reject", `Reject: ${name}`, () => rejectRecord(id))];
    const row = within(element("div", "draft-buttons"), ...buttons);
    if (rejected) {
      // A rejected card has no field to hold the keyboard's focus.
      row.firstChild.classList.add("draft-field");
      row.firstChild.dataset.field = "";
    }
    return within(head, row);
  }

  function hints(record) {
    const list = element("ul");
    for (const { title: known, reasons } of record.duplicate_hints) {
      within(list, within(element("li", "", known), element("span", "note", reasons.join("; "))));
    }
    return within(element("div", "draft-hints"), element("strong", "", "May be coded already"), list);
  }

  function row(id, name, saysWhy) {
    const { record, kind } = records.get(id);
    const state = stateOf(id, name);
    const decision = review.decisions[id]?.fields?.[name];
    const value = state === "corrected" ? decision.value : record[name];
    return field({
      data, name, value, state, mark: MARKS[state],
      reason: record.reasons?.[data.fields[kind][name]],
      saysWhy,
      mayReject: !data.required.includes(name) || name === "where_prec",
      decide: (next, corrected) => {
        decide(id, name, next, corrected);
        focusRow(id, next === "open" ? name : after(id, name));
      },
    });
  }

  function after(id, name) {
    const { asked } = records.get(id);
    return asked.slice(asked.indexOf(name) + 1).find((one) => stateOf(id, one) === "open") ?? name;
  }

  function confirmRest(id) {
    const { record, kind, asked } = records.get(id);
    for (const name of asked) {
      const guess = record.reasons?.[data.fields[kind][name]]?.confidence === "low";
      if (stateOf(id, name) === "open" && !guess) decided(id).fields[name] = { state: "confirmed" };
    }
    changed(id);
    const left = asked.find((name) => stateOf(id, name) === "open");
    if (left) focusRow(id, left);
    else step(id, 1);
  }

  function rejectRecord(id) {
    decided(id).state = "rejected";
    changed(id);
    step(id, 1);
  }

  function reopen(id) {
    decided(id).state = "open";
    changed(id);
    focusRow(id, records.get(id).asked[0]);
  }

  function rowsNow() {
    return [...node.querySelectorAll(".draft-field")];
  }

  function focusRow(id, name) {
    const rows = [...drawn.get(id).querySelectorAll(".draft-field")];
    (rows.find((one) => one.dataset.field === name) ?? rows[0])?.focus();
  }

  function step(id, by) {
    const next = order[order.indexOf(id) + by];
    if (next) focusRow(next, records.get(next).asked.find((n) => stateOf(next, n) === "open"));
  }

  /** Focus the record told of at an offset of the text; the narrowest one. */
  function focusAt(offset) {
    const told = order.filter((id) => records.get(id).spans.some(
      (one) => one.start <= offset && offset < one.end));
    if (told.length) {
      focusRow(told[0], records.get(told[0]).asked[0]);
      document.activeElement?.scrollIntoView?.({ block: "nearest" });
    }
  }

  function press(event) {
    const row = event.target.closest?.(".draft-field");
    if (!row || event.target !== row || event.ctrlKey || event.metaKey || event.altKey) return;
    const id = row.closest(".draft-card").dataset.id;
    const moves = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };
    const steps = { n: 1, p: -1 };
    const key = event.key;
    if (moves[key]) {
      const rows = rowsNow();
      rows[rows.indexOf(row) + moves[key]]?.focus();
    } else if (steps[key.toLowerCase()] && !event.shiftKey) step(id, steps[key.toLowerCase()]);
    else if (key === "C") confirmRest(id);
    else if (key === "R") rejectRecord(id);
    else if (row.dataset.field === "" && key === "u") reopen(id);
    else if (row.keys?.[key]) row.keys[key]();
    else return;
    event.preventDefault();
  }
}
