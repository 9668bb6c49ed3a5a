// Events of a place over time.

import { axisOf, strip, ticks } from "./axis.js";
import { action, element, svg, within } from "./dom.js";

const BARS_PX = 64;
const BAR_MAX_PERCENT = 6;

/** Events of a place: counts by period, possible ones paler, and a list that opens them. */
export function chronology(data, _, { setTriggerValue }) {
  const { heading, note, unit, periods, events, more } = data;
  const parts = [element("h2", "", heading), note && element("p", "hint", note)];
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
