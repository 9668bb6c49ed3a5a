// Where each symbol stands. All in world pixels of one zoom, so that dragging changes nothing.
//
// One event stands on its place. Two to six events of a place stand around it on leader lines
// where there is room, else as one symbol with a count, which opens on a click. What finds no
// room at all joins its neighbour's stack, so nothing is drawn over and everything is reachable.

import { placeArea } from "./areas.js";
import { boxAround, createOccupancy } from "./boxes.js";
import { captionAt } from "./captions.js";
import { leader } from "./frame.js";
import { worldSize } from "./mercator.js";
import { tryRing } from "./ring.js";
import { FAR_WAYS, GAP, NEAR_WAYS, REACH, REACH_FAR } from "./spots.js";

const SPREAD_MAX = 6;
const RING_MAX = 10;
const LEADERS_MAX = 24;
const SPREAD_FROM_ZOOM = 8;
const SPREAD_STACKS_MAX = 250;
const AIR_PER_EVENT = 7;
const JOIN_REACH = 44;
// Pixels of leader that others' room is worth.
const TAKING_COST = 16;

/**
 * Place the symbols of all stacks.
 *
 * @param {Array<object>} stacks from `computeFrame`
 * @param {object} options `dataset`, `zoom`, `glyphs`, `certain(event)`, `forced` (Set of
 *   stack keys that must be spread), `caption(event)` → {long, short},
 *   `look(event)` → {fill, ink} or null for the category's, `labelBox(place)` →
 *   {width, height} of the name that will stand beside the place, or null
 * @returns {{glyphs: Array<object>, occupancy: object, cores: Map<number, number>,
 *   pills: Map<number, object>}} `cores` maps a place to the radius its name must keep clear of,
 *   `pills` to the count that stands on its area
 */
export function layoutStacks(stacks, options) {
  const { dataset, zoom, glyphs, certain, forced, caption, look, labelBox } = options;
  const { events, places } = dataset;
  const world = worldSize(zoom);
  const occupancy = createOccupancy();
  const placed = [];
  const cores = new Map();
  const pills = new Map();
  const autoSpread = zoom >= SPREAD_FROM_ZOOM && stacks.length <= SPREAD_STACKS_MAX;

  const jobs = stacks.map((stack) => {
    const lead = leader(stack, events, certain);
    return {
      stack,
      lead,
      x: places.x[stack.place] * world,
      y: places.y[stack.place] * world,
      forced: forced.has(stack.key),
      spread: !stack.area && autoSpread && stack.events.length > 1 &&
        stack.events.length <= SPREAD_MAX,
      size: glyphs.diameter(events.killed[lead]),
    };
  });
  jobs.sort((a, b) =>
    Number(b.forced) - Number(a.forced) || Number(a.stack.area) - Number(b.stack.area) ||
    b.stack.certain - a.stack.certain || b.stack.killed - a.stack.killed ||
    a.stack.place - b.stack.place);

  // Every place keeps its own spot and that of its name free from others' symbols.
  // Counts on areas move aside and need none.
  for (const job of jobs.filter(({ stack }) => !stack.area)) {
    const owner = job.stack.key;
    // A stack that is to be spread needs some air, or its neighbour's symbols shut it in.
    const air = Math.min(job.stack.events.length, SPREAD_MAX) * AIR_PER_EVENT;
    const core = job.spread || job.forced ? 12 + air : job.size + GAP;
    job.core = occupancy.add(boxAround(job.x, job.y, core, core, { owner, soft: true }));
    const label = labelBox(job.stack.place);
    if (label) {
      const x0 = job.x + (job.spread || job.forced ? 6 : core / 2 + 2);
      const half = label.height / 2 + 0.5;
      const box = { x0, y0: job.y - half, x1: x0 + label.width + 4, y1: job.y + half };
      job.name = occupancy.collides(box, owner) ? null : occupancy.add({ ...box, soft: true });
    }
  }

  const diameter = (event) => glyphs.diameter(events.killed[event]);
  const tools = { occupancy, placed, cores, pills, caption, diameter, spec, open, zoom };
  for (const job of jobs) place(job);
  return { glyphs: placed, occupancy, cores, pills };

  function place(job) {
    const { stack } = job;
    if (stack.area) return placeArea(tools, job);
    if (job.forced && stack.events.length > 1) return open(job);
    if (job.spread && placeSpread(job, REACH)) return true;
    return placeOne(job, NEAR_WAYS) || join(job, JOIN_REACH) || placeOne(job, FAR_WAYS) ||
      placeOne(job, FAR_WAYS, true) || join(job, Infinity) || placeBeneath(job);
  }

  function open(job) {
    return placeSpread(job, REACH_FAR) || placeSpiral(job);
  }

  function spec(event, extra) {
    return {
      event,
      events: [event],
      category: events.category[event],
      look: look(event),
      status: events.status[event],
      bearing: events.bearing(event),
      diameter: glyphs.diameter(events.killed[event]),
      certain: certain(event) === 2,
      leader: false,
      spread: false,
      caption: null,
      ...extra,
    };
  }

  function occupy(glyph) {
    const side = glyph.diameter + GAP;
    occupancy.add(boxAround(glyph.x, glyph.y, side, side, { glyph }));
    if (glyph.caption) occupancy.add({ ...glyph.caption.box, glyph });
    if (glyph.leader) {
      occupancy.addLeader({ x0: glyph.ax, y0: glyph.ay, x1: glyph.x, y1: glyph.y });
    }
    placed.push(glyph);
  }

  function placeSpread(job, reach) {
    const { stack } = job;
    if (stack.events.length > RING_MAX) return false;
    let best = null;
    // What was opened on purpose rather takes others' room than stand far off, and at last crosses
    // their leaders.
    for (const pressure of job.forced ? [0, 1, 2] : [0]) {
      if (best && pressure > 1) break;
      const price = pressure * TAKING_COST;
      for (const radius of reach) {
        if (best && radius + price > best.cost) break;
        const trial = tryRing(tools, job, radius, pressure > 0, pressure > 1);
        if (!trial) continue;
        const cost = trial.cost + price;
        if (!best || cost < best.cost) best = { ...trial, cost };
      }
    }
    if (!best) return false;
    occupancy.remove(job.core);
    occupancy.add(boxAround(job.x, job.y, 10, 10, { owner: stack.key }));
    best.slots.forEach(occupy);
    cores.set(stack.place, 5);
    return true;
  }

  /** Sunflower layout for a stack that was opened and fits nowhere else. */
  function placeSpiral(job) {
    const { stack } = job;
    const pitch = 27;
    const biggest = Math.max(...stack.events.map((e) => glyphs.diameter(events.killed[e])));
    const scale = Math.max(pitch, biggest * 0.8);
    stack.events.forEach((event, i) => {
      const radius = scale * 0.62 * Math.sqrt(i + 1.6);
      const angle = (i + 1.6) * 2.399963;
      occupy(spec(event, {
        x: job.x + radius * Math.cos(angle), y: job.y + radius * Math.sin(angle),
        ax: job.x, ay: job.y, leader: stack.events.length <= LEADERS_MAX, spread: true,
        key: stack.key, kind: "spread", place: stack.place,
      }));
    });
    occupancy.remove(job.core);
    cores.set(stack.place, 5);
    return true;
  }

  /** One symbol for the stack, on its place, else a little aside on a leader line. */
  function placeOne(job, ways, loose = false) {
    const { stack, size } = job;
    const many = stack.events.length > 1;
    const base = whole(job);
    const box = boxAround(job.x, job.y, size + 2, size + 2);
    if (!occupancy.collides(box, stack.key, true)) {
      occupancy.remove(job.core);
      settle({ ...base, x: job.x, y: job.y });
      cores.set(stack.place, size / 2 + (many ? 6 : 2));
      return true;
    }
    for (const way of ways) {
      for (const rotation of [-60, 60, 120, -120, 180, 0]) {
        const angle = ((rotation + way.swerve) * Math.PI) / 180;
        const x = job.x + way.radius * Math.cos(angle);
        const y = job.y + way.radius * Math.sin(angle);
        if (occupancy.collides(boxAround(x, y, size + GAP, size + GAP), stack.key)) continue;
        const line = { x0: job.x, y0: job.y, x1: x, y1: y };
        const tangled = occupancy.crosses(line) || occupancy.lineHits(line, stack.key, true);
        if (tangled && !loose) continue;
        occupancy.remove(job.core);
        settle({ ...base, x, y, leader: true });
        cores.set(stack.place, 5);
        return true;
      }
    }
    return false;
  }

  /** The last resort, under an opened stack: it comes to light when that is closed. */
  function placeBeneath(job) {
    occupancy.remove(job.core);
    placed.unshift({ ...whole(job), x: job.x, y: job.y });
    return true;
  }

  /** One symbol for all events of a stack. */
  function whole({ stack, lead, x, y }) {
    return {
      ...spec(lead), events: stack.events, key: stack.key, place: stack.place, ax: x, ay: y,
      kind: stack.events.length > 1 ? "stack" : "single", count: stack.events.length,
      certain: stack.certain > 0,
    };
  }

  function settle(glyph) {
    const free = (box) => !occupancy.collides(box, glyph.key) && !occupancy.underLeader(box);
    const words = glyph.events.length === 1
      ? captionAt(caption(glyph.event), glyph.x, glyph.y, glyph.diameter, free, true) : null;
    occupy({ ...glyph, caption: words || null });
  }

  /** No room: the events join the nearest symbol, whose count then includes them. */
  function join(job, reach) {
    let nearest = null;
    let least = reach;
    for (const glyph of placed) {
      if (glyph.kind === "spread" || glyph.kind === "area") continue;
      const distance = Math.hypot(glyph.x - job.x, glyph.y - job.y);
      if (distance < least) [nearest, least] = [glyph, distance];
    }
    if (!nearest) return false;
    occupancy.remove(job.core);
    nearest.events = [...nearest.events, ...job.stack.events].sort((a, b) => a - b);
    nearest.count = nearest.events.length;
    nearest.keys = [...(nearest.keys ?? [nearest.key]), job.stack.key];
    nearest.kind = "stack";
    nearest.caption = null;
    nearest.certain = nearest.certain || job.stack.certain > 0;
    return true;
  }
}
