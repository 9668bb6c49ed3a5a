// Steps of the brush's window through time, one at a time or as a film.

import { moveWindow } from "./calendar.js";
import { neighbourhood } from "./timespan.js";

// A film that would begin at the end begins anew with a window of at most this part of the span.
const FIRST_PART = 4;

/**
 * @param {object} brush `finite()` → the window with its open ends filled, `change(window)`,
 *   `zoom(span)`, `span()` shown, `whole` and `main` spans of the data
 * @returns {{step: Function, begin: Function}}
 */
export function createSteps({ finite, change, zoom, span, whole, main }) {
  /** Keep the window in sight while it moves on. */
  function follow(from, to) {
    const shown = span();
    if (from >= shown.from && to <= shown.to) return;
    const by = to > shown.to ? to - shown.to : from - shown.from;
    const length = shown.to - shown.from;
    if (to - from > length) zoom(neighbourhood(from, to, whole));
    else zoom({ from: shown.from + by, to: shown.from + by + length });
  }

  return {
    /** Move the window; false at the end of the time line. */
    step(direction, unit) {
      const shown = span();
      const stop = direction > 0 ? Math.max(whole.to, shown.to) : Math.min(whole.from, shown.from);
      const [from, to] = moveWindow(finite(), unit, direction);
      if (direction > 0 ? from > stop : to < stop) return false;
      change([from, to]);
      follow(from, to);
      return true;
    },
    /** Before a film: a window that has nowhere to go starts from the beginning. */
    begin([from, to]) {
      const shown = span();
      if (from !== null && to !== null && to < Math.max(shown.to, main.to)) return;
      const [first, last] = finite();
      const most = Math.ceil((shown.to - shown.from) / FIRST_PART);
      change([shown.from, shown.from + Math.min(last - first, most)]);
    },
  };
}
