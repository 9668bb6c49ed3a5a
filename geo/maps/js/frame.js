// What a window and a filter leave of some sites: the input of the layout of symbols.

import { ABSENT, CERTAIN, certainty, DAY_MAX, DAY_MIN } from "./days.js";

/**
 * Gather the events of some sites that are in the window into stacks.
 *
 * A stack holds the events of one site: those of a place, or those known only to its area.
 *
 * @param {object} dataset @param {object} sites see sites.js
 * @param {{from: number, to: number}} limits window
 * @param {Uint8Array|null} passes bitset of the filter other than time
 * @param {Iterable<number>} chosen sites
 * @returns {{certain: Function, stacks: Array<object>, manyYears: boolean}} `certain(event)` says
 *   how surely an event is in the window
 */
export function computeFrame(dataset, sites, limits, passes, chosen) {
  const { events } = dataset;
  const certain = (event) => certainIn(dataset, limits, passes, event);
  const stacks = [];
  let first = DAY_MAX;
  let last = DAY_MIN;
  for (const site of chosen) {
    const stack = {
      key: siteKey(sites, site), site, place: sites.place[site], area: sites.area[site] === 1,
      events: [], certain: 0, killed: 0,
    };
    for (const i of rowsUpTo(sites.rows(site), events.start, limits.to)) {
      const sure = certain(i);
      if (sure === ABSENT) continue;
      stack.events.push(i);
      stack.killed = Math.max(stack.killed, events.killed[i] || 0);
      if (sure !== CERTAIN) continue;
      stack.certain += 1;
      first = Math.min(first, Math.max(events.start[i], limits.from));
      last = Math.max(last, Math.min(events.end[i], limits.to));
    }
    if (stack.events.length && site < sites.count) stacks.push(stack);
  }
  const manyYears = first < last && Math.floor(first / 365.25) !== Math.floor(last / 365.25);
  return { certain, stacks, manyYears };
}

/** How surely an event passes the filter and is in the window: ABSENT, POSSIBLE or CERTAIN. */
export function certainIn({ events }, limits, passes, i) {
  if (passes && !((passes[i >> 3] >> (i & 7)) & 1)) return ABSENT;
  return certainty(events.start[i], events.end[i], events.continuous[i], limits.from, limits.to);
}

/** The name of a site's stack, the same in every frame. */
export function siteKey(sites, site) {
  return (sites.area[site] ? "a" : "p") + sites.place[site];
}

/** Rows by first day, up to a day. */
function rowsUpTo(rows, start, to) {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (start[rows[middle]] <= to) low = middle + 1;
    else high = middle;
  }
  return rows.subarray(0, low);
}

/**
 * First and last day of any event: what an open end of the window amounts to.
 *
 * @param {object} events decoded columns
 * @returns {{from: number, to: number}}
 */
export function dataExtent(events) {
  let to = DAY_MIN;
  for (let i = 0; i < events.count; i += 1) if (events.end[i] > to) to = events.end[i];
  return events.count ? { from: events.start[0], to } : { from: DAY_MIN, to: DAY_MAX };
}

/** The event whose symbol stands for a stack: surest, then highest toll, then latest. */
export function leader(stack, events, certain) {
  let best = stack.events[0];
  for (const event of stack.events) {
    const order = certain(event) - certain(best) ||
      (events.killed[event] || 0) - (events.killed[best] || 0) ||
      events.start[event] - events.start[best];
    if (order > 0) best = event;
  }
  return best;
}
