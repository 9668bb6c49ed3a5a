// The bar over each page: dates, steps by the length of the window, undo and reset; under it what
// was not applied of the filter, the filter in words, and the figures of what passes it.

import { button, element, within } from "./dom.js";
import { announce, dayNumber, foreseen } from "./foresee.js";

const FORM = "A day as YYYY-MM-DD or a month as YYYY-MM; nothing for no limit.";
const DAY = /^(\d{4}-\d{2}-\d{2})?$/;
const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;

/** Draw the bar once; later calls set its values and leave alone what is being typed. */
export function toolbar(said, root, component) {
  const data = { from: "", to: "", problems: [], ...said };
  const window = [dayNumber(data.from), dayNumber(data.to)];
  // Where Python made another window than the map was told of, the map is told again.
  if (root.told) announce(root.told, window);
  root.told = null;
  root.ask = (asked) => {
    const next = foreseen(asked, root.told ?? window);
    if (next) announce(root.told ?? window, next);
    root.told = next ?? root.told;
    component.setTriggerValue("asked", asked);
  };
  root.parts ??= build(root);
  const { from, to, earlier, later, all, undo } = root.parts;
  for (const [input, value] of [[from, data.from], [to, data.to]]) {
    if (!input.edited) input.value = value;
  }
  earlier.disabled = later.disabled = data.from === "" || data.to === "";
  all.disabled = data.from === "" && data.to === "";
  undo.disabled = !data.undo;
  root.parts.below.replaceChildren(
    ...data.problems.map((text) => element("p", "problem", `Not applied. ${text}`)),
    ...(data.summary ? summary(data.summary) : []),
  );
}

function summary(data) {
  const figures = [
    ["Events", data.events],
    ["Mapped", data.mapped, `${data.areas} counted on areas, ${data.listed} in the table only`],
    ["Reported killed", data.killed, `events with a figure: ${data.figures}`],
    ["Contested", data.contested, "denied or disputed"],
    data.as_of ? ["As published by", data.as_of, data.withheld] :
      ["Latest source", data.latest || "–"],
  ];
  const row = element("dl", "figures");
  for (const [label, value, note] of figures) {
    within(row, within(element("div", "figure"), element("dt", "", label),
      element("dd", "", value), note && element("dd", "note", note)));
  }
  return [element("p", "sentence", data.sentence),
    ...(data.wider ? [element("p", "wider", data.wider)] : []), row];
}

function build(root) {
  const press = (name) => () => root.ask({ button: name });
  const from = day("From", (text) => root.ask({ from: text }));
  const to = day("To", (text) => root.ask({ to: text }));
  const buttons = {
    earlier: button("‹", "Earlier by the length of the window", press("earlier"), "step"),
    later: button("›", "Later by the length of the window", press("later"), "step"),
    all: button("All dates", "All dates", press("all")),
    undo: button("Undo", "Undo", press("undo")),
    reset: button("Reset", "Reset", press("reset")),
  };
  const dates = within(element("div", "dates"), from.label, to.label, buttons.earlier,
    buttons.later, buttons.all);
  dates.setAttribute("role", "group");
  dates.setAttribute("aria-label", "Dates");
  const steps = within(element("div", "steps"), buttons.undo, buttons.reset);
  const below = element("div", "below");
  root.replaceChildren(within(element("div", "toolbar"), dates, steps), below);
  return { from: from.input, to: to.input, below, ...buttons };
}

/** A month stands for its first day in the field From, and for its last in the field To. */
function dayOf(text, name) {
  const [, year, month] = MONTH.exec(text) ?? [];
  if (!month) return text;
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return `${text}-${name === "From" ? "01" : last}`;
}

/** A field for a day, with its label; `send` takes what is typed once it is a day. */
export function day(name, send) {
  const input = element("input", "");
  // A date input of the browser may write the month first, and so be misread.
  Object.assign(input, { type: "text", inputMode: "numeric", placeholder: "YYYY-MM-DD",
    maxLength: 10, spellcheck: false, autocomplete: "off", edited: false });
  const commit = () => {
    const text = input.edited ? dayOf(input.value.trim(), name) : input.value.trim();
    input.setCustomValidity(DAY.test(text) ? "" : FORM);
    if (!input.edited || !input.reportValidity()) return;
    input.edited = false;
    send(text);
  };
  input.addEventListener("input", () => {
    input.edited = true;
    input.setCustomValidity("");
  });
  input.addEventListener("change", commit);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") commit();
  });
  return { input, label: within(element("label", ""), element("span", "", name), input) };
}
