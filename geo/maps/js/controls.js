// The bar of the stand-alone page: dates, names, zones. The live page has its own in Python.

import { element } from "./cards.js";
import { dayFromIso, isoFromDay } from "./days.js";
import { dataExtent } from "./frame.js";

/**
 * @param {HTMLElement} bar empty element of the page
 * @param {{apply: Function, dataset: object}} handle of the mounted map
 * @param {object} command the command the page starts with
 */
export function attachControls(bar, handle, command) {
  const { dataset } = handle;
  const extent = dataExtent(dataset.events);
  const state = { serial: 1, mask: null, selected: null, names: "en", zones: true, ...command,
    fly: null };
  const [start, end] = state.window ?? [null, null];
  const from = dateInput("From", start ?? extent.from);
  const to = dateInput("To", end ?? extent.to);
  const names = select("Names", dataset.conventions, state.names);
  const zones = element("input", "");
  zones.type = "checkbox";
  zones.checked = state.zones;
  const zonesLabel = element("label", "tl-check");
  zonesLabel.append(zones, " Zones");

  function apply() {
    state.serial += 1;
    handle.apply(state);
  }
  function read() {
    const first = dayFromIso(from.input.value);
    const last = dayFromIso(to.input.value);
    const wrong = first !== null && last !== null && first > last;
    to.input.setCustomValidity(wrong ? "The last day is before the first." : "");
    if (wrong) {
      to.input.reportValidity();
      return;
    }
    state.window = [first, last];
    apply();
  }
  /** Move the window by its own length. */
  function shift(direction) {
    const first = dayFromIso(from.input.value) ?? extent.from;
    const last = dayFromIso(to.input.value) ?? extent.to;
    const step = direction * (last - first + 1);
    from.input.value = isoFromDay(first + step);
    to.input.value = isoFromDay(last + step);
    read();
  }
  from.input.addEventListener("change", read);
  to.input.addEventListener("change", read);
  names.input.addEventListener("change", () => {
    state.names = names.input.value;
    apply();
  });
  zones.addEventListener("change", () => {
    state.zones = zones.checked;
    apply();
  });
  const everything = button("All dates", "Show all dates", () => {
    from.input.value = isoFromDay(extent.from);
    to.input.value = isoFromDay(extent.to);
    state.window = [null, null];
    apply();
  });
  bar.append(
    button("‹", "Earlier by the length of the window", () => shift(-1)),
    from.label, to.label,
    button("›", "Later by the length of the window", () => shift(1)),
    everything, names.label, zonesLabel,
  );
}

function dateInput(text, day) {
  const label = element("label", "", `${text} `);
  const input = element("input", "");
  input.type = "date";
  input.value = isoFromDay(day);
  label.append(input);
  return { label, input };
}

function select(text, options, value) {
  const label = element("label", "", `${text} `);
  const input = element("select", "");
  for (const { code, label: name } of options) {
    const option = element("option", "", name);
    option.value = code;
    option.selected = code === value;
    input.append(option);
  }
  label.append(input);
  return { label, input };
}

function button(text, title, action) {
  const node = element("button", "", text);
  node.type = "button";
  node.title = title;
  node.setAttribute("aria-label", title);
  node.addEventListener("click", action);
  return node;
}
