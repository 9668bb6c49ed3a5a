// A time axis: days as bars, and round days named under them.

import { svg } from "./dom.js";

const DAY_MS = 86_400_000;
const TICKS = 6;

/** First and last day of a drawing, with a margin; `days` since 1970-01-01 or null. */
export function axisOf(days) {
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
export function strip(axis, window, { start, end, className }) {
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

/** Round days under an axis. */
export function ticks(axis) {
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
