// The Places page: what a search found, one place, its events over time, its Linked Places feature.

import { action, element, outward, svg, within } from "./dom.js";

const DAY_MS = 86_400_000;
const BARS_PX = 64;
const BAR_MAX_PERCENT = 6;
const TICKS = 6;

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
      element("h4", "", "Names"),
      names(shown.names),
      ...related("Part of", shown.part_of, "Not said to be part of another place.", go),
      ...related("Part of it", shown.parts, "No place is said to be part of it.", go),
      element("h4", "", "In force"),
      inForce(shown.in_force, window),
      element("h4", "", "Position"),
      position(shown.position),
      element("h4", "", "Elsewhere"),
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
  const node = element("sup", "references", `[${label}]`);
  node.setAttribute("aria-label", `sources ${numbers.join(", ")}`);
  return node;
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
  return [element("h4", "", heading), places.length ? list : element("p", "hint", none)];
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

// ---- time ------------------------------------------------------------------------------------

/** First and last day of a drawing, with a margin; `days` since 1970-01-01 or null. */
function axisOf(days) {
  const known = days.filter((day) => day !== null);
  const first = Math.min(...known);
  const last = Math.max(...known);
  const margin = Math.max(1, (last - first) * 0.04);
  return { first: first - margin, last: last + margin };
}

function percent(axis, day) {
  const share = (day - axis.first) / (axis.last - axis.first);
  return `${(100 * Math.min(Math.max(share, 0), 1)).toFixed(3)}%`;
}

/** A bar of days on an axis; a limit that is not known runs to the edge. */
function strip(axis, window, { start, end, className }) {
  const drawing = svg("svg", { class: "strip", "aria-hidden": "true" });
  const bar = (from, to, shape) => {
    const left = percent(axis, from ?? axis.first);
    const right = percent(axis, to === null ? axis.last : to + 1);
    const width = `${(parseFloat(right) - parseFloat(left)).toFixed(3)}%`;
    drawing.append(svg("rect", { x: left, width, ...shape }));
  };
  if (window && (window[0] !== null || window[1] !== null)) {
    bar(window[0], window[1], { y: 0, height: "100%", class: "window" });
  }
  bar(start, end, { y: "25%", height: "50%", rx: 2, class: className });
  return drawing;
}

function ticks(axis) {
  const drawing = svg("svg", { class: "ticks", "aria-hidden": "true" });
  for (const { day, label } of marks(axis)) {
    const text = svg("text", { x: percent(axis, day), y: 12 });
    text.textContent = label;
    drawing.append(svg("line", { x1: percent(axis, day), x2: percent(axis, day), y1: 0, y2: 3 }),
      text);
  }
  return drawing;
}

/** Round days to name: years where there are some, else months, else days. */
function marks({ first, last }) {
  const from = new Date(first * DAY_MS);
  const to = new Date(last * DAY_MS);
  const span = last - first;
  const found = [];
  if (span > 800) {
    const years = to.getUTCFullYear() - from.getUTCFullYear();
    const step = [1, 2, 5, 10, 20, 50, 100].find((size) => years / size <= TICKS) ?? 200;
    const start = Math.ceil(from.getUTCFullYear() / step) * step;
    for (let year = start; year <= to.getUTCFullYear(); year += step) {
      found.push({ day: Date.UTC(year, 0, 1) / DAY_MS, label: String(year) });
    }
  } else if (span > 60) {
    const months = span / 30;
    const step = [1, 2, 3, 6, 12].find((size) => months / size <= TICKS) ?? 12;
    for (let month = 0; month <= months + step; month += step) {
      const at = new Date(Date.UTC(from.getUTCFullYear(), month + 1 + from.getUTCMonth(), 1));
      found.push({ day: at / DAY_MS, label: at.toLocaleDateString("en-GB",
        { month: "short", year: "numeric", timeZone: "UTC" }) });
    }
  } else {
    const step = Math.max(1, Math.ceil(span / TICKS));
    for (let day = Math.ceil(first); day <= last; day += step) {
      found.push({ day, label: new Date(day * DAY_MS).toLocaleDateString("en-GB",
        { day: "numeric", month: "short", timeZone: "UTC" }) });
    }
  }
  return found.filter(({ day }) => day >= first && day < last - 0.04 * span);
}

// ---- events over time ------------------------------------------------------------------------

/** Events of a place: counts by period, possible ones paler, and a list that opens them. */
export function chronology(data, _, { setTriggerValue }) {
  const { heading, note, unit, periods, events, more } = data;
  const parts = [element("h3", "", heading), note && element("p", "hint", note)];
  if (periods.length > 1) parts.push(bars(unit, periods));
  if (events.length) {
    const axis = axisOf(events.flatMap(({ start, end }) => [start, end]));
    const list = element("ol", "events");
    for (const event of events) {
      within(
        list,
        within(
          element("li", event.certainty),
          action(event.title, () => setTriggerValue("open", event.id)),
          element("span", "note", `${event.when} · ${event.status}` +
            (event.certainty === "possible" ? " · possibly in these dates" : "")),
          strip(axis, null, { start: event.start, end: event.end,
            className: event.to_the_day ? "known" : "somewhere" }),
        ),
      );
    }
    parts.push(list, ticks(axis));
  }
  if (more) parts.push(action(more, () => setTriggerValue("open", "")));
  return parts.filter(Boolean);
}

function bars(unit, periods) {
  const highest = Math.max(...periods.map(({ certain, possible }) => certain + possible));
  const told = periods.filter(({ certain, possible }) => certain + possible)
    .map(({ label, certain, possible }) =>
      `${label}: ${certain}${possible ? ` and ${possible} possible` : ""}`);
  const drawing = svg("svg", { class: "bars", role: "img", height: BARS_PX });
  drawing.setAttribute("aria-label", `Events by ${unit}. ${told.join("; ")}.`);
  const width = 100 / periods.length;
  const bar = Math.min(width * 0.84, BAR_MAX_PERCENT);
  periods.forEach(({ label, certain, possible }, i) => {
    const column = svg("g", {});
    let top = BARS_PX;
    for (const [count, name] of [[certain, "known"], [possible, "somewhere"]]) {
      const height = (count / highest) * (BARS_PX - 4);
      top -= height;
      if (count) {
        column.append(svg("rect", { x: `${(i + 0.5) * width - bar / 2}%`,
          width: `${bar}%`, y: top, height, class: name }));
      }
    }
    const title = svg("title", {});
    title.textContent = `${label}: ${certain}${possible ? ` + ${possible} possible` : ""}`;
    column.append(title);
    drawing.append(column);
  });
  const ends = within(element("p", "ends note"), element("span", "", periods[0].label),
    element("span", "", `by ${unit}, at most ${highest}`), element("span", "", periods.at(-1).label));
  return within(element("div", ""), drawing, ends);
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
