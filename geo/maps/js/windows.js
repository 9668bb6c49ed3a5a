// What keys make of a window.

import { moveBy } from "./calendar.js";

const FIRST_PART = 24;

/**
 * A window with two ends; all dates become the first part of the time line.
 *
 * @param {Array<number|null>} window @param {{from: number, to: number}} span that is shown
 * @returns {[number, number]}
 */
export function withEnds([from, to], span) {
  if (from !== null && to !== null) return [from, to];
  const length = Math.ceil((span.to - span.from + 1) / FIRST_PART);
  if (from === null && to !== null) return [Math.min(span.from, to), to];
  const first = from ?? span.from;
  return [first, Math.max(first, Math.min(span.to, first + length))];
}

/** A window of which one end moves: that of a handle, or of the side to which it widens. */
export function nudged([from, to], part, way, unit) {
  const end = part === "window" ? (way < 0 ? "from" : "to") : part;
  return end === "from" ? [Math.min(moveBy(unit, from, way), to), to]
    : [from, Math.max(moveBy(unit, to, way), from)];
}

/** A window, or one end of it, at the start (-1) or the end (1) of the time line. */
export function jumped([from, to], part, way, span) {
  if (part === "from") return [way < 0 ? Math.min(span.from, to) : to, to];
  if (part === "to") return [from, way < 0 ? from : Math.max(span.to, from)];
  return way < 0 ? [span.from, span.from + to - from] : [span.to - (to - from), span.to];
}
