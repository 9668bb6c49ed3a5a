// The bar of the Compare page: the days of two windows, and steps that set both.

import { button, element, within } from "./dom.js";
import { day } from "./toolbar.js";

const EDGES = ["from", "to", "from2", "to2"];

/** Draw the bar once; later calls set its values and leave alone what is being typed. */
export function windows(data, root, component) {
  root.ask = (asked) => component.setTriggerValue("asked", asked);
  root.parts ??= build(root);
  const { inputs, before, after, undo, below } = root.parts;
  for (const edge of EDGES) {
    if (!inputs[edge].edited) inputs[edge].value = data[edge];
  }
  before.disabled = !data.before;
  after.disabled = !data.after;
  undo.disabled = !data.undo;
  below.replaceChildren(
    ...data.problems.map((text) => element("p", "problem", `Not applied. ${text}`)),
  );
}

function build(root) {
  const press = (name) => () => root.ask({ button: name });
  const inputs = {};
  const group = (name, edges) => {
    const fields = edges.map((edge, i) => {
      const field = day(["From", "To"][i], (text) => root.ask({ edge, day: text }));
      inputs[edge] = field.input;
      return field.label;
    });
    const dates = within(element("div", "dates"), element("strong", "", name), ...fields);
    dates.setAttribute("role", "group");
    dates.setAttribute("aria-label", name);
    return dates;
  };
  const buttons = {
    before: button("With before", "With before: the first window and as many days before it",
      press("before")),
    after: button("With after", "With after: the first window and as many days after it",
      press("after")),
    swap: button("Swap", "Swap", press("swap")),
    undo: button("Undo", "Undo", press("undo")),
    reset: button("Reset", "Reset", press("reset")),
  };
  const below = element("div", "below");
  root.replaceChildren(
    within(element("div", "windows"),
      group("First window", ["from", "to"]), group("Second window", ["from2", "to2"]),
      within(element("div", "steps"), ...Object.values(buttons))),
    below,
  );
  return { inputs, below, ...buttons };
}
