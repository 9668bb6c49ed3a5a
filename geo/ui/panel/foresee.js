// What a change of dates will make of the window, so that the map need not wait for Python to say.

const MS_PER_DAY = 86400000;
const CHANGED = "truceline:window";

/** Days since 1970-01-01; null for no limit, undefined for what is no day. */
export function dayNumber(text) {
  if (text === "") return null;
  const at = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text) return undefined;
  return at.getTime() / MS_PER_DAY;
}

/**
 * The window after an answer of the bar; null where only Python knows.
 *
 * @param {{from?: string, to?: string, button?: string}} asked
 * @param {[number?, number?]} window before it
 */
export function foreseen(asked, [from, to]) {
  if (asked.button === "all") return [null, null];
  if (asked.button) return null;
  const day = dayNumber(asked.from ?? asked.to);
  if (day === undefined) return null;
  // A day that passes the other end takes it along.
  const passes = "from" in asked ? (a, b) => a > b : (a, b) => a < b;
  const other = "from" in asked ? to : from;
  const end = day !== null && other !== null && passes(day, other) ? day : other;
  return "from" in asked ? [day, end] : [end, day];
}

/** Tell the maps of this page, which listen in `geo/maps/host/host.js`. */
export function announce(before, window) {
  document.dispatchEvent(new CustomEvent(CHANGED, { detail: { before, window } }));
}
