// How much there is to draw, and so how it is drawn: each event, each place, or a grid of counts.

export const STACKS = "stacks";
export const SYMBOLS = "symbols";
export const DENSITY = "density";

const EVENTS_AS_STACKS = 400;
const PLACES_AS_SYMBOLS = 1200;
const MARGIN = 0.3;

/**
 * @param {object} sites see sites.js @param {object} tally see tally.js
 * @returns {(view: {x0, y0, x1, y1}) => object} for a view in mercator units: `mode`, `sites`
 *   (numbers of those with events in the window; of all of them where events are few, else of
 *   those in and about the view), `count` and `events` of what lies in and about the view,
 *   `whole` (true where `sites` does not depend on the view), `shown`, `mapped`
 */
export function createSurvey(sites, tally) {
  const found = new Int32Array(sites.count);

  return function survey(view) {
    const { shown, mapped } = tally.totals();
    const whole = mapped <= EVENTS_AS_STACKS;
    const dx = (view.x1 - view.x0) * MARGIN;
    const dy = (view.y1 - view.y0) * MARGIN;
    const { counts, width } = tally;
    const { x, y } = sites;
    let n = 0;
    let events = 0;
    for (let s = 0; s < sites.count; s += 1) {
      if (!whole && (x[s] < view.x0 - dx || x[s] > view.x1 + dx || y[s] < view.y0 - dy ||
        y[s] > view.y1 + dy)) continue;
      let sum = 0;
      for (let c = s * width; c < (s + 1) * width; c += 1) sum += counts[c];
      if (!sum) continue;
      events += sum;
      found[n] = s;
      n += 1;
    }
    const mode = events <= EVENTS_AS_STACKS ? STACKS
      : n <= PLACES_AS_SYMBOLS ? SYMBOLS : DENSITY;
    return { mode, sites: found.subarray(0, n), events, whole, shown, mapped };
  };
}
