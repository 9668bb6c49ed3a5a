// Days, weeks, months, quarters and years as steps of a time axis.

const MS_PER_DAY = 86400000;
const MONTHS_IN = { month: 1, quarter: 3, year: 12 };
const DAYS_IN = { day: 1, week: 7, month: 30.44, quarter: 91.3, year: 365.25 };
// 1970-01-01 was a Thursday; weeks begin on Monday.
const MONDAY = 3;

export const UNITS = ["day", "week", "month", "quarter", "year"];

function civil(day) {
  const date = new Date(day * MS_PER_DAY);
  return [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
}

function dayOf(year, month, date = 1) {
  const at = new Date(0);
  at.setUTCFullYear(year, month, date);
  return Math.round(at.getTime() / MS_PER_DAY);
}

/** The first day of the unit that a day lies in. */
export function floorTo(unit, day) {
  if (unit === "day") return day;
  if (unit === "week") return day - ((((day + MONDAY) % 7) + 7) % 7);
  const [year, month] = civil(day);
  const months = MONTHS_IN[unit];
  return dayOf(year, Math.floor(month / months) * months);
}

/** A day moved by a number of units; the 31st becomes the last day of a shorter month. */
export function moveBy(unit, day, count) {
  if (unit === "day" || unit === "week") return day + count * DAYS_IN[unit];
  const [year, month, date] = civil(day);
  const first = dayOf(year, month + count * MONTHS_IN[unit]);
  const next = dayOf(year, month + count * MONTHS_IN[unit] + 1);
  return Math.min(first + date - 1, next - 1);
}

/**
 * A window moved by a number of units. Whole months stay whole months.
 *
 * @param {[number, number]} window @param {string} unit one of UNITS, or "window" for its length
 * @param {number} count
 * @returns {[number, number]}
 */
export function moveWindow([from, to], unit, count) {
  if (unit === "window") {
    const length = (to - from + 1) * count;
    return [from + length, to + length];
  }
  if (unit === "day" || unit === "week") {
    return [moveBy(unit, from, count), moveBy(unit, to, count)];
  }
  const moved = moveBy(unit, from, count);
  const whole = civil(from)[2] === 1 && civil(to + 1)[2] === 1;
  return [moved, whole ? moveBy(unit, to + 1, count) - 1 : moved + to - from];
}

/** The finest unit of which no more than so many fit into a span. */
export function unitFor(span, most) {
  const days = span.to - span.from + 1;
  return UNITS.find((unit) => days / DAYS_IN[unit] <= most) ?? "year";
}

/**
 * First days of the bins that cover a span, and the day after the last.
 *
 * @param {string} unit @param {{from: number, to: number}} span @param {number} [every] units
 * @returns {Int32Array}
 */
export function binEdges(unit, span, every = 1) {
  const edges = [];
  let day = floorTo(unit, span.from);
  if (unit === "year" && every > 1) {
    const [year] = civil(day);
    day = dayOf(Math.floor(year / every) * every, 0);
  }
  for (; day <= span.to; day = moveBy(unit, day, every)) edges.push(day);
  return Int32Array.from([...edges, day]);
}

const format = (options) => new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options });
const LONG = format({ day: "numeric", month: "long", year: "numeric" });
const SHORT = format({ day: "numeric", month: "short", year: "numeric" });
const TICKS = {
  day: [format({ day: "numeric", month: "short" }), format({ day: "numeric", month: "short" })],
  month: [format({ month: "short" }), format({ month: "short", year: "numeric" })],
  year: [format({ year: "numeric" }), format({ year: "numeric" })],
};
TICKS.week = TICKS.day;
TICKS.quarter = TICKS.month;

/** @param {number} day @returns {string} "24 March 2022" */
export const longDay = (day) => LONG.format(day * MS_PER_DAY);

/** @param {number} from @param {number} to @returns {string} "24 – 28 Mar 2022" */
export function windowText(from, to) {
  const last = SHORT.format(to * MS_PER_DAY);
  if (from === to) return last;
  const [a, b] = [civil(from), civil(to)];
  const parts = SHORT.format(from * MS_PER_DAY).split(" ");
  const same = a[0] !== b[0] ? 3 : a[1] !== b[1] ? 2 : 1;
  return `${parts.slice(0, same).join(" ")} – ${last}`;
}

/**
 * Labels of a time axis that do not touch each other.
 *
 * @param {{from: number, to: number}} span @param {number} most how many fit
 * @returns {Array<{day: number, text: string}>}
 */
export function axisTicks(span, most) {
  let unit = unitFor(span, most);
  let every = 1;
  const years = (span.to - span.from) / DAYS_IN.year;
  if (unit === "year") every = [1, 2, 5, 10, 20, 50, 100].find((n) => years / n <= most) ?? 200;
  const edges = [...binEdges(unit, span, every)].filter((d) => d >= span.from && d <= span.to);
  return edges.map((day, i) => {
    const turn = i === 0 || civil(day)[0] !== civil(edges[i - 1])[0];
    return { day, text: TICKS[unit][turn ? 1 : 0].format(day * MS_PER_DAY) };
  });
}
