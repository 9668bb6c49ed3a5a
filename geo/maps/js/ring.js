// The symbols of one stack around its place, each on a leader line.

import { boxAround, overlaps, segmentHitsBox } from "./boxes.js";
import { captionAt } from "./captions.js";
import { directions, GAP, RING_DIRECTIONS, RING_STEP, WIDEST_GAP } from "./spots.js";

/**
 * The symbols of a stack on a ring about its place, in the directions that are free.
 *
 * @param {object} tools of stacks.js: `occupancy`, `caption`, `spec`, `diameter`
 * @param {object} job @param {number} radius of the ring
 * @param {boolean} overSoft whether others' room may be taken @param {boolean} loose whether
 *   leaders may be crossed
 * @returns {{slots: Array<object>, cost: number}|null} null where there is no room
 */
export function tryRing({ occupancy, caption, spec, diameter }, job, radius, overSoft, loose) {
  const { stack } = job;
  // The place's own name is nobody's to cover, its own symbols' included.
  const name = job.name ?? null;
  const free = (box) => !(name && overlaps(box, name)) &&
    (loose || !occupancy.underLeader(box)) && !occupancy.collides(box, stack.key, overSoft);
  const sizes = stack.events.map((event) => diameter(event));
  const size = Math.max(...sizes);
  const reach = radius + size / 2 - 12;
  const open = [];
  for (let i = 0; i < RING_DIRECTIONS; i += 1) {
    const angle = (i * RING_STEP * Math.PI) / 180;
    const x = job.x + reach * Math.cos(angle);
    const y = job.y + reach * Math.sin(angle);
    const line = { x0: job.x, y0: job.y, x1: x, y1: y };
    const side = size + GAP + 2;
    open.push(free(boxAround(x, y, side, side)) && !(name && segmentHitsBox(line, name)) &&
      (loose || !(occupancy.crosses(line) || occupancy.lineHits(line, stack.key, overSoft))));
  }
  const least = (2 * Math.asin(Math.min(1, (size + GAP + 2) / (2 * reach))) * 180) / Math.PI;
  const choice = directions(open, stack.events.length, least);
  if (!choice) return null;
  const slots = stack.events.map((event, i) => {
    const angle = (choice.angles[i] * Math.PI) / 180;
    return spec(event, {
      x: job.x + reach * Math.cos(angle), y: job.y + reach * Math.sin(angle),
      ax: job.x, ay: job.y, leader: true, spread: true, key: stack.key, kind: "spread",
      place: stack.place, outward: Math.cos(angle) < 0.15,
    });
  });
  let cost = radius + (WIDEST_GAP - choice.gap) * 0.4;
  const taken = slots.map((slot) =>
    boxAround(slot.x, slot.y, slot.diameter + GAP, slot.diameter + GAP));
  const lines = slots.map((slot) => ({ x0: slot.ax, y0: slot.ay, x1: slot.x, y1: slot.y }));
  const clear = (box) => free(box) && !taken.some((other) => overlaps(box, other)) &&
    !lines.some((line) => segmentHitsBox(line, box));
  for (const slot of slots) {
    const said = caption(slot.event);
    const words = captionAt(said, slot.x, slot.y, slot.diameter, clear, slot.outward);
    if (words === false) return null;
    if (words?.text !== said.long) cost += 12;
    if (words) taken.push(words.box);
    slot.caption = words;
  }
  return { slots, cost };
}
