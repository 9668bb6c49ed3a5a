// The Places page: what a search found, one place, its Linked Places feature.

import { axisOf, strip, ticks } from "./axis.js";
import { action, element, outward, within } from "./dom.js";

// ---- what a search found ---------------------------------------------------------------------

/** Places found, each with the name that found it and why; suggestions are said to be some. */
export function matches({ heading, note, rows }, _, { setTriggerValue }) {
  const list = element("ul", "matches");
  for (const row of rows) {
    const found = action(row.title, () => setTriggerValue("choose", row.id), "match");
    if (row.chosen) found.setAttribute("aria-current", "true");
    within(
      list,
      within(
        element("li", row.suggestion ? "suggestion" : ""),
        found,
        element("span", "whereabouts", row.about),
        row.why && element("span", "why", row.why),
      ),
    );
  }
  return [
    heading && element("p", "found", heading),
    note && element("p", "hint", note),
    rows.length ? list : null,
  ].filter(Boolean);
}

// ---- one place -------------------------------------------------------------------------------

/** One place: names with their sources, what it is part of, when in force, how sure. */
export function place({ place: shown, window }, _, { setTriggerValue, parentElement }) {
  const root = parentElement.querySelector(".panel");
  const go = (id) => {
    root.goingTo = id;
    setTriggerValue("choose", id);
  };
  const sources = shown.sources.length > 0 && cited(shown.sources);
  const heading = element("h2", "", shown.title);
  heading.tabIndex = -1;
  if (root.goingTo === shown.id) {
    // Whoever followed a link in here goes on reading at the top of the other place.
    root.goingTo = null;
    requestAnimationFrame(() => heading.focus());
  }
  return [
    within(
      element("article", "place"),
      heading,
      element("p", "kinds", shown.kinds.join(", ")),
      ...shown.descriptions.map((text) => element("p", "", text)),
      element("h3", "", "Names"),
      names(shown.names),
      ...related("Part of", shown.part_of, "Not said to be part of another place.", go),
      ...related("Part of it", shown.parts, "No place is said to be part of it.", go),
      element("h3", "", "In force"),
      inForce(shown.in_force, window),
      element("h3", "", "Position"),
      position(shown.position),
      element("h3", "", "Elsewhere"),
      links(shown.links),
      sources,
    ),
  ];
}

function names(languages) {
  if (!languages.length) return element("p", "hint", "No name but its title.");
  const list = element("dl", "names");
  for (const { lang, language, names: forms } of languages) {
    const said = forms.map((form) => {
      const name = element("span", "name", form.text);
      if (lang) name.lang = lang;
      const notes = [form.used_by.length && `used by ${form.used_by.join(", ")}`, form.certainty,
        form.when].filter(Boolean).join("; ");
      return within(element("dd", ""), name, references(form.sources),
        notes && element("span", "note", ` ${notes}`));
    });
    within(list, within(element("div", ""), element("dt", "", language), ...said));
  }
  return list;
}

function references(numbers) {
  if (!numbers.length) return element("span", "note", " no source given");
  const last = numbers.at(-1);
  const run = numbers.length > 2 && last - numbers[0] === numbers.length - 1;
  const label = run ? `${numbers[0]}–${last}` : numbers.join(",");
  const shown = element("span", "", `[${label}]`);
  shown.setAttribute("aria-hidden", "true");
  return within(element("sup", "references"), shown,
    element("span", "sr", ` sources ${numbers.join(", ")}`));
}

function related(heading, places, none, go) {
  const list = element("ul", "related");
  for (const { id, title, whereabouts } of places) {
    within(
      list,
      within(element("li", ""), action(title, () => go(id)),
        whereabouts && element("span", "note", ` in ${whereabouts}`)),
    );
  }
  return [element("h3", "", heading), places.length ? list : element("p", "hint", none)];
}

function position(at) {
  if (!at) return element("p", "hint", "No position is given.");
  const sure = at.certainty || "certainty not stated";
  const radius = at.radius_km === null ? "radius not stated" : `within ${at.radius_km} km`;
  const whence = at.derived ? "; a point inside its outline" : "";
  return within(element("p", ""), document.createTextNode(`${at.text}, ${radius}, ${sure}${whence}`),
    at.derived ? null : references(at.sources));
}

function links(all) {
  if (!all.length) return element("p", "hint", "No link to another gazetteer.");
  const list = element("ul", "related");
  for (const { label, kind, url } of all) {
    within(list, within(element("li", ""), url ? outward(label, url) : element("span", "", label),
      kind && element("span", "note", ` ${kind}`)));
  }
  return list;
}

function cited(sources) {
  const list = element("ol", "");
  for (const { label, url } of sources) {
    within(list, within(element("li", ""), url ? outward(label, url) : element("span", "", label)));
  }
  const count = `${sources.length} source${sources.length === 1 ? "" : "s"} of names and position`;
  return within(element("details", "cited"), element("summary", "", count), list);
}

function inForce(spans, window) {
  if (!spans.length) return element("p", "hint", "No dates are known.");
  const axis = axisOf(spans.flatMap(({ start, end }) => [start, end]));
  const rows = spans.map(({ what, when, start, end, open_end: open }) =>
    within(
      element("div", "lane"),
      within(element("p", ""), element("span", "", what), element("span", "note", ` ${when}`)),
      strip(axis, window, { start, end: open ? null : end, className: "force" }),
    ));
  return within(element("div", "lanes"), ...rows, ticks(axis));
}

// ---- copy ------------------------------------------------------------------------------------

/** The place as a Linked Places document, to the clipboard; where that is barred, to be copied. */
export function linked_places({ text }) {
  const said = element("span", "note");
  said.setAttribute("role", "status");
  const box = element("div", "copy");
  const copy = action("Copy as Linked Places", async () => {
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = "Copied.";
    } catch {
      const field = element("textarea", "");
      field.readOnly = true;
      field.rows = 8;
      field.value = text;
      field.setAttribute("aria-label", "Linked Places feature");
      box.querySelector("textarea")?.remove();
      box.append(field);
      field.select();
      said.textContent = "The browser keeps the clipboard closed: copy the text below.";
    }
  }, "button");
  return [within(box, copy, said)];
}
