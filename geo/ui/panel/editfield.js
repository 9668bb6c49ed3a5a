// One field of the form: an input for what the column holds, and what is wrong with it.

import { button, element, within } from "./dom.js";

let serial = 0;

/**
 * `tell` is given the faults of the field, what Python has as its value, and all that Python said.
 * An id that Python proposes is taken only as long as nobody has typed one.
 */
export function field(spec, value, { fixed, isNew, typed, ask, titles, name }) {
  const id = `edit-field-${++serial}`;
  const node = element("div", `edit-field${spec.wide ? " wide" : ""}`);
  node.dataset.field = spec.name;
  const label = element("label", "edit-label", spec.label);
  if (spec.required) {
    const mark = element("span", "edit-required", " (required)");
    mark.setAttribute("aria-hidden", "true");
    label.append(mark);
  }
  label.htmlFor = id;
  const fault = element("p", "edit-fault");
  fault.id = `${id}-fault`;
  let touched = !isNew;
  const input = spec.kind === "place" ? place(value, titles, ask, changed) : plain(spec, value);
  input.target.id = id;
  input.target.title = spec.help;
  input.target.setAttribute("aria-describedby", fault.id);
  if (spec.required) input.target.setAttribute("aria-required", "true");
  input.target.setAttribute("aria-label", `${spec.label}, ${name.toLowerCase()}`);
  // The id of a row that is there already stands in its heading.
  node.hidden = fixed;
  if (spec.kind !== "place") {
    input.target.addEventListener("input", changed);
    input.target.addEventListener("blur", () => {
      touched = true;
    });
  }
  within(node, label, input.node, fault);
  return {
    node,
    value: input.value,
    focus: () => input.target.focus(),
    tell(faults, now, all) {
      if (spec.kind === "key" && !input.typed && !fixed) input.set(now);
      input.tell?.(all);
      const shown = touched || all.tried ? faults : [];
      fault.textContent = shown.join(" ");
      node.classList.toggle("is-wrong", shown.length > 0);
      input.target.setAttribute("aria-invalid", String(shown.length > 0));
    },
  };

  function changed() {
    touched = true;
    input.typed = true;
    typed();
  }
}

function plain(spec, value) {
  const target = spec.choices.length ? choice(spec, value)
    : element(spec.long ? "textarea" : "input");
  if (!spec.choices.length) {
    if (spec.long) target.rows = 3;
    else target.type = "text";
    if (["count", "bearing"].includes(spec.kind)) target.inputMode = "numeric";
    // A native date input shows days as the browser's language does: 03/05 is two days.
    if (spec.kind === "date") target.placeholder = "YYYY-MM-DD";
    target.value = value;
  }
  return {
    node: target,
    target,
    typed: false,
    value: () => target.value,
    set: (text) => {
      target.value = text;
    },
  };
}

/** A native select; a value that is no choice stays visible as one, so that it can be mended. */
function choice(spec, value) {
  const select = element("select");
  select.append(option("", spec.required ? "Choose" : "–"));
  let known = value === "";
  for (const [title, codes] of spec.choices) {
    const group = title ? element("optgroup") : select;
    if (title) group.label = title;
    for (const [code, text] of codes) {
      known ||= code === value;
      group.append(option(code, text));
    }
    if (title) select.append(group);
  }
  if (!known) select.append(option(value, value));
  select.value = value;
  return select;
}

function option(value, text) {
  const node = element("option", "", text);
  node.value = value;
  return node;
}

/** A place: the one that is set, and a search of the gazetteer for another. */
function place(value, titles, ask, changed) {
  let chosen = value;
  const node = element("div", "edit-place");
  const now = element("span", "edit-chosen");
  const clear = button("No place", "Set no place", () => choose("", ""));
  const target = element("input");
  target.type = "search";
  target.placeholder = "Find a place, in any script";
  target.autocomplete = "off";
  const found = element("div", "edit-found");
  found.setAttribute("role", "group");
  found.setAttribute("aria-label", "Places found");
  let asked = "";
  target.addEventListener("input", () => {
    asked = target.value;
    ask(asked);
  });
  show(titles[value] ?? value);
  within(node, within(element("div", "edit-now"), now, clear), target, found);
  return { node, target, typed: false, value: () => chosen, set: () => {}, tell };

  function tell({ places, titles: known }) {
    show(known[chosen] ?? chosen);
    if (!asked || places?.query !== asked) {
      if (!asked) found.replaceChildren();
      return;
    }
    const head = places.matches.length === 0 ? "No place has such a name."
      : places.suggested ? "No place is named so. Did you mean:" : "";
    found.replaceChildren(...[head && element("p", "note", head),
      ...places.matches.map((one) => {
        const text = one.name === one.title ? one.title : `${one.title} (${one.name})`;
        const pick = button(text, `Set the place to ${one.title}`, () => choose(one.id, one.title),
          "edit-match");
        return within(pick, one.note && element("span", "note", `part of ${one.note}`));
      })].filter(Boolean));
  }

  function choose(id, title) {
    chosen = id;
    asked = "";
    target.value = "";
    found.replaceChildren();
    show(title);
    ask(null);
    changed();
    target.focus();
  }

  function show(title) {
    now.textContent = chosen ? (title === chosen ? title : `${title} (${chosen})`) : "No place";
    clear.hidden = !chosen;
  }
}
