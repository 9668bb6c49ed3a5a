// One field of a drafted record: its value, why it is so, and what was decided about it.

import { button, element, within } from "./dom.js";

const FORMS = {
  date_start: ["YYYY-MM-DD", /^\d{4}-\d{2}-\d{2}$/],
  date_end: ["YYYY-MM-DD", /^\d{4}-\d{2}-\d{2}$/],
  said_on: ["YYYY-MM-DD or nothing", /^(\d{4}-\d{2}-\d{2})?$/],
};
const COUNT = ["a whole number or nothing", /^\d*$/];
const SURE = { high: "told", medium: "follows", low: "guess" };

export function field({ data, name, value, state, mark, reason, saysWhy, mayReject, decide }) {
  const label = data.labels[name] ?? name;
  const row = element("div", `draft-field is-${state}`);
  row.tabIndex = 0;
  row.dataset.field = name;
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", `${label}: ${shown(data, name, value)}, ${state}`);
  const cell = element("span", "draft-value", state === "rejected" ? "left blank"
    : shown(data, name, value));
  const why = saysWhy && reason && element("span", `draft-why ${reason.confidence}`,
    `${SURE[reason.confidence]}: ${reason.reason}`);
  const confirm = () => decide("confirmed");
  const edit = () => open(row, cell, { data, name, value, decide });
  const reject = () => (mayReject ? decide("rejected") : undefined);
  const undo = () => decide("open");
  row.keys = { c: confirm, Enter: confirm, e: edit, r: reject, u: undo };
  const buttons = within(element("span", "draft-buttons"),
    button("✓", `Confirm ${label}`, confirm), button("✎", `Correct ${label}`, edit),
    mayReject && button("✗", `Reject ${label}`, reject));
  // The row takes the keyboard; its buttons are for the pointer.
  for (const one of buttons.children) one.tabIndex = -1;
  within(row, element("span", "draft-mark", mark), element("span", "draft-label", label), cell, why,
    buttons);
  row.addEventListener("dblclick", edit);
  return row;
}

function shown(data, name, value) {
  if (value === null || value === undefined || value === "") return "–";
  return name === "place_id" ? `${data.places[value] ?? value} (${value})` : String(value);
}

/** Put an input in the place of a value; Enter takes it, Escape does not. */
function open(row, cell, { data, name, value, decide }) {
  if (row.querySelector("input, select, textarea")) return;
  const input = data.choices[name] ? list(data, name, value) : line(name, value);
  input.setAttribute("aria-label", `New ${data.labels[name] ?? name}`);
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Enter") take();
    if (event.key === "Escape") close();
  });
  input.addEventListener("input", () => input.setCustomValidity(""));
  if (input.tagName === "SELECT") input.addEventListener("change", take);
  cell.replaceChildren(input);
  input.focus();
  input.select?.();

  function take() {
    const text = input.value.trim();
    const [form, pattern] = FORMS[name] ?? (data.counts.includes(name) ? COUNT : ["", null]);
    const blank = text === "" && data.required.includes(name);
    const wrong = blank ? "a value" : pattern && !pattern.test(text) ? form : "";
    input.setCustomValidity(wrong ? `Expected ${wrong}.` : "");
    if (input.reportValidity()) decide("corrected", text);
  }

  function close() {
    cell.textContent = shown(data, name, value);
    row.focus();
  }
}

function list(data, name, value) {
  const select = element("select", "");
  for (const code of data.choices[name]) {
    const option = element("option", "", name === "place_id" && code
      ? `${data.places[code]} (${code})` : code || "–");
    option.value = code;
    option.selected = code === (value ?? "");
    select.append(option);
  }
  return select;
}

function line(name, value) {
  const input = element("input", "");
  input.type = "text";
  input.value = value ?? "";
  input.autocomplete = "off";
  return input;
}
