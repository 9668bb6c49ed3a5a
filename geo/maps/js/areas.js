// Counts of events that are known only to an area.

import { boxAround } from "./boxes.js";
import { AREA_SPOTS } from "./spots.js";

// On a map of continents a count moved by more stands in another country.
const FAR_ZOOM = 6;
const FAR_REACH_PX = 34;
const ASIDE_PX = 70;

/** No room for another count: the nearest one within reach counts these too. */
function joinPill(pills, { stack, x, y }, withinPx) {
  const reach = (pill) => Math.hypot(pill.x - x, pill.y - y);
  const nearest = [...pills.values()].sort((a, b) => reach(a) - reach(b))[0];
  if (!nearest || reach(nearest) > withinPx) return false;
  nearest.events = [...nearest.events, ...stack.events].sort((a, b) => a - b);
  nearest.count = nearest.events.length;
  nearest.keys = [...(nearest.keys ?? [nearest.key]), stack.key];
  nearest.certain = nearest.certain || stack.certain > 0;
  return true;
}

/**
 * Events known only to an area: a count, which opens like any stack.
 *
 * @param {object} tools of stacks.js: `occupancy`, `spec`, `placed`, `pills`, `cores`,
 *   `zoom`, `open(job)` spreads a stack
 * @param {object} job
 */
export function placeArea({ occupancy, spec, placed, pills, cores, open, zoom }, job) {
  const { stack } = job;
  const width = 20 + 8 * String(stack.events.length).length;
  const pill = {
    ...spec(job.lead), events: stack.events, key: stack.key, kind: "area",
    place: stack.place, count: stack.events.length, diameter: 22, width,
    certain: stack.certain > 0, ax: job.x, ay: job.y, x: job.x, y: job.y,
  };
  const withinPx = zoom < FAR_ZOOM ? FAR_REACH_PX : Infinity;
  const free = (reach, overSoft) => AREA_SPOTS.find(([dx, dy]) => {
    if (Math.hypot(dx, dy) > reach) return false;
    const box = boxAround(job.x + dx, job.y + dy, width + 4, 24);
    return !occupancy.collides(box, stack.key, overSoft) && !occupancy.underLeader(box);
  });
  // It rather moves a little than stands on the name of a place.
  const spot = free(Math.min(withinPx, ASIDE_PX), false) ?? free(withinPx, true);
  if (!spot && !job.forced && joinPill(pills, job, withinPx)) return;
  if (spot) {
    pill.x += spot[0];
    pill.y += spot[1];
  }
  if (job.forced) {
    pill.opened = true;
    const moved = { ...job, x: pill.x, y: pill.y };
    moved.core = occupancy.add(boxAround(pill.x, pill.y, width, 24, { owner: stack.key }));
    open(moved);
  }
  occupancy.add(boxAround(pill.x, pill.y, width + 2, 24, { owner: stack.key }));
  placed.push(pill);
  pills.set(stack.place, pill);
  cores.set(stack.place, Math.max(cores.get(stack.place) ?? 0, 14));
}
