// What a window and a filter leave of the dataset: the input of every drawing step.

import { ABSENT, CERTAIN, certainty, DAY_MAX, DAY_MIN } from "./days.js";

const DISTRICT = 2;
const NOWHERE = 4;

/**
 * Classify every event against the window and gather those that can be drawn into stacks.
 *
 * A stack holds the events of one place; events known only to a district or a region form a
 * stack of their own, since they are drawn as a count on the area.
 *
 * @param {object} dataset
 * @param {{from: number, to: number}} limits window
 * @param {(event: number) => boolean} passes filter other than time
 * @returns {{certain: Uint8Array, shown: number, mapped: number, stacks: Array<object>,
 *   limits: object, manyYears: boolean}}
 */
export function computeFrame(dataset, limits, passes) {
  const { events, places } = dataset;
  const certain = new Uint8Array(events.count);
  const byKey = new Map();
  let shown = 0;
  let mapped = 0;
  let first = DAY_MAX;
  let last = DAY_MIN;
  for (let i = 0; i < events.count; i += 1) {
    if (!passes(i)) continue;
    const sure = certainty(
      events.start[i], events.end[i], events.continuous[i], limits.from, limits.to,
    );
    certain[i] = sure;
    if (sure === ABSENT) continue;
    shown += 1;
    if (sure === CERTAIN) {
      first = Math.min(first, Math.max(events.start[i], limits.from));
      last = Math.max(last, Math.min(events.end[i], limits.to));
    }
    const place = events.place[i];
    if (place < 0 || events.wherePrec[i] === NOWHERE || Number.isNaN(places.x[place])) continue;
    mapped += 1;
    const area = events.wherePrec[i] >= DISTRICT;
    const key = (area ? "a" : "p") + place;
    if (!byKey.has(key)) byKey.set(key, { key, place, area, events: [], certain: 0, killed: 0 });
    const stack = byKey.get(key);
    stack.events.push(i);
    stack.certain += sure === CERTAIN ? 1 : 0;
    stack.killed = Math.max(stack.killed, events.killed[i] || 0);
  }
  const manyYears = first < last && Math.floor(first / 365.25) !== Math.floor(last / 365.25);
  return { certain, shown, mapped, stacks: [...byKey.values()], limits, manyYears };
}

/**
 * First and last day of any event: what an open end of the window amounts to.
 *
 * @param {object} events decoded columns
 * @returns {{from: number, to: number}}
 */
export function dataExtent(events) {
  let from = DAY_MAX;
  let to = DAY_MIN;
  for (let i = 0; i < events.count; i += 1) {
    if (events.start[i] !== DAY_MIN) from = Math.min(from, events.start[i]);
    if (events.end[i] !== DAY_MAX) to = Math.max(to, events.end[i]);
  }
  return from <= to ? { from, to } : { from: DAY_MIN, to: DAY_MAX };
}
