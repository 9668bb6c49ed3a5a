// The bar of the stand-alone page: names, colours, zones. Dates are the brush's.

import { element } from "./cards.js";

const COLOURS = [{ code: "category", label: "kind of event" },
  { code: "party", label: "who claims it" }, { code: "status", label: "how well attested" }];

/**
 * @param {HTMLElement} bar empty element of the page
 * @param {{apply: Function, dataset: object, now: Function}} handle of the mounted map
 * @param {object} command the command the page starts with
 */
export function attachControls(bar, handle, command) {
  const { dataset } = handle;
  const state = { mask: null, selected: null, names: "en", colour: "category", zones: true,
    ...command, fly: null };
  const names = select("Names", dataset.conventions, state.names);
  const colours = select("Colour", COLOURS, state.colour);
  const zones = element("input", "");
  zones.type = "checkbox";
  zones.checked = state.zones;
  const zonesLabel = element("label", "tl-check");
  zonesLabel.append(zones, " Zones");

  function apply() {
    // What was set on the map itself stands.
    const { window, selected, serial } = handle.now();
    Object.assign(state, { window, selected, serial: (serial ?? 0) + 1, zones: zones.checked,
      names: names.input.value, colour: colours.input.value });
    handle.apply({ ...state });
  }
  for (const input of [names.input, colours.input, zones]) {
    input.addEventListener("change", apply);
  }
  bar.append(names.label, colours.label, zonesLabel);
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
