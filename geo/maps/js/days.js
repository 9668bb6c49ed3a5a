// Dates as whole days since 1970-01-01, and what "in the window" means.

/** Not in the window, somewhere inside a span that overlaps it, surely in it. */
export const ABSENT = 0;
export const POSSIBLE = 1;
export const CERTAIN = 2;

/** Stand-ins for "no limit", inside the range of an Int32Array. */
export const DAY_MIN = -2147483648;
export const DAY_MAX = 2147483647;

const MS_PER_DAY = 86400000;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * How surely an event lies in a window (both ends included).
 *
 * An event that was under way on every day of its span is in every window it meets. One that
 * happened somewhere inside its span ("in March") is surely in only if the whole span is.
 *
 * @param {number} start first day of the event's span
 * @param {number} end last day of the event's span
 * @param {number} continuous 1 if under way on every day of the span
 * @param {number} from first day of the window
 * @param {number} to last day of the window
 * @returns {number} ABSENT, POSSIBLE or CERTAIN
 */
export function certainty(start, end, continuous, from, to) {
  if (end < from || start > to) return ABSENT;
  if (continuous || (start >= from && end <= to)) return CERTAIN;
  return POSSIBLE;
}

/**
 * A window of the command as two finite numbers.
 *
 * @param {Array<number|null>|null|undefined} pair first and last day, null for no limit
 * @returns {{from: number, to: number}}
 */
export function windowLimits(pair) {
  return { from: pair?.[0] ?? DAY_MIN, to: pair?.[1] ?? DAY_MAX };
}

/** @param {number} day @returns {string} ISO date */
export function isoFromDay(day) {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** @param {string} text ISO date @returns {number|null} day, null if it is not a date */
export function dayFromIso(text) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const ms = Date.parse(`${text}T00:00:00Z`);
  // The 30th of February is no date, though some would read it as one of March.
  return Number.isNaN(ms) || isoFromDay(ms / MS_PER_DAY) !== text ? null : ms / MS_PER_DAY;
}

/**
 * A span short enough to stand beside a symbol: "24 Mar", "24–25 Mar", "Mar 2023".
 *
 * @param {number} start @param {number} end
 * @param {boolean} withYear true where the window spans more than one year
 * @returns {string}
 */
export function shortSpan(start, end, withYear) {
  if (start === DAY_MIN || end === DAY_MAX) return "";
  const a = new Date(start * MS_PER_DAY);
  const b = new Date(end * MS_PER_DAY);
  const day = (d) => d.getUTCDate();
  const month = (d) => MONTHS[d.getUTCMonth()];
  const year = (d) => d.getUTCFullYear();
  const tail = withYear || year(a) !== year(b) ? ` ${year(b)}` : "";
  if (start === end) return `${day(a)} ${month(a)}${tail}`;
  const next = new Date((end + 1) * MS_PER_DAY);
  if (day(a) === 1 && day(next) === 1) {
    // Whole months read better as months: that is how they were reported.
    if (month(a) === month(b) && year(a) === year(b)) return `${month(a)} ${year(a)}`;
    if (a.getUTCMonth() === 0 && b.getUTCMonth() === 11) {
      return year(a) === year(b) ? `${year(a)}` : `${year(a)}–${year(b)}`;
    }
  }
  if (year(a) !== year(b)) return `${month(a)} ${year(a)} – ${month(b)} ${year(b)}`;
  if (month(a) !== month(b)) return `${day(a)} ${month(a)} – ${day(b)} ${month(b)}${tail}`;
  return `${day(a)}–${day(b)} ${month(b)}${tail}`;
}

/** @param {number} start @param {number} end @returns {string} "24 Mar 2022", "Mar 2023" */
export function yearSpan(start, end) {
  return shortSpan(start, end, true);
}
