// Where each symbol stands. All in world pixels of one zoom, so that dragging changes nothing.
//
// One event stands on its place. Two to six events of a place stand around it on leader lines
// where there is room, else as one symbol with a count, which opens on a click. What finds no
// room at all joins its neighbour's stack, so nothing is drawn over and everything is reachable.

import { boxAround, createOccupancy, segmentHitsBox } from "./boxes.js";
import { worldSize } from "./mercator.js";
import { AREA_SPOTS, directions, FAR_WAYS, NEAR_WAYS, REACH, REACH_FAR } from "./spots.js";
import { RING_DIRECTIONS, RING_STEP, WIDEST_GAP } from "./spots.js";
import { textWidth } from "./text.js";

const SPREAD_MAX = 6;
const RING_MAX = 10;
const LEADERS_MAX = 24;
const SPREAD_FROM_ZOOM = 8;
const SPREAD_STACKS_MAX = 250;
const CAPTION_FONT = "600 12px";
const CAPTION_HEIGHT = 15;
const GAP = 4;
const AIR_PER_EVENT = 7;
const JOIN_REACH = 44;

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

  for (const job of jobs) place(job);
  return { glyphs: placed, occupancy, cores, pills };

  function place(job) {
    const { stack } = job;
    if (stack.area) return placeArea(job);
    if (job.forced && stack.events.length > 1) return placeSpread(job, REACH_FAR) ||
      placeSpiral(job);
    if (job.spread && placeSpread(job, REACH)) return true;
    return placeOne(job, NEAR_WAYS) || join(job, JOIN_REACH) || placeOne(job, FAR_WAYS) ||
      placeOne(job, FAR_WAYS, true) || join(job, Infinity) || placeBeneath(job);
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

  /** Caption beside a symbol: the whole text, else the toll alone, else null (false: no room). */
  function captionAt(event, x, y, size, free, away) {
    const words = caption(event);
    for (const text of [words.long, words.short]) {
      if (!text) continue;
      const width = textWidth(text, CAPTION_FONT);
      for (const side of away ? ["left", "right"] : ["right", "left"]) {
        const gap = size / 2 + 7;
        const x0 = side === "right" ? x + gap : x - gap - width;
        const box = {
          x0: x0 - 1, x1: x0 + width + 1, y0: y - CAPTION_HEIGHT / 2, y1: y + CAPTION_HEIGHT / 2,
        };
        if (free(box)) return { text, side, x: side === "right" ? x0 : x0 + width, y, box };
      }
    }
    return words.short ? false : null;
  }

  function placeSpread(job, reach) {
    const { stack } = job;
    if (stack.events.length > RING_MAX) return false;
    let best = null;
    // What was opened on purpose may take others' room, and at last cross their leaders.
    for (const pressure of job.forced ? [0, 1, 2] : [0]) {
      for (const radius of reach) {
        if (best && radius > best.cost) break;
        const trial = tryRing(job, radius, pressure > 0, pressure > 1);
        if (trial && (!best || trial.cost < best.cost)) best = trial;
      }
      if (best) break;
    }
    if (!best) return false;
    occupancy.remove(job.core);
    occupancy.add(boxAround(job.x, job.y, 10, 10, { owner: stack.key }));
    best.slots.forEach(occupy);
    cores.set(stack.place, 5);
    return true;
  }

  /** The symbols of a stack on a ring about its place, in the directions that are free. */
  function tryRing(job, radius, overSoft, loose) {
    const { stack } = job;
    // The place's own name is nobody's to cover, its own symbols' included.
    const name = job.name ?? null;
    const free = (box) => !(name && overlaps(box, name)) &&
      (loose || !occupancy.underLeader(box)) && !occupancy.collides(box, stack.key, overSoft);
    const sizes = stack.events.map((event) => glyphs.diameter(events.killed[event]));
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
      const words = captionAt(slot.event, slot.x, slot.y, slot.diameter, clear, slot.outward);
      if (words === false) return null;
      if (words?.text !== caption(slot.event).long) cost += 12;
      if (words) taken.push(words.box);
      slot.caption = words;
    }
    return { slots, cost };
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
      ? captionAt(glyph.event, glyph.x, glyph.y, glyph.diameter, free, true) : null;
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

  /** No room for another count: the nearest one counts these too. */
  function joinPill({ stack, x, y }) {
    const reach = (pill) => Math.hypot(pill.x - x, pill.y - y);
    const nearest = [...pills.values()].sort((a, b) => reach(a) - reach(b))[0];
    if (!nearest) return false;
    nearest.events = [...nearest.events, ...stack.events].sort((a, b) => a - b);
    nearest.count = nearest.events.length;
    nearest.keys = [...(nearest.keys ?? [nearest.key]), stack.key];
    nearest.certain = nearest.certain || stack.certain > 0;
    return true;
  }

  /** Events known only to an area: a count, which opens like any stack. */
  function placeArea(job) {
    const { stack } = job;
    const width = 20 + 8 * String(stack.events.length).length;
    const pill = {
      ...spec(job.lead), events: stack.events, key: stack.key, kind: "area",
      place: stack.place, count: stack.events.length, diameter: 22, width,
      certain: stack.certain > 0, ax: job.x, ay: job.y, x: job.x, y: job.y,
    };
    const spot = AREA_SPOTS.find(([dx, dy]) => {
      const box = boxAround(job.x + dx, job.y + dy, width + 4, 24);
      return !occupancy.collides(box, stack.key, true) && !occupancy.underLeader(box);
    });
    if (!spot && !job.forced && joinPill(job)) return true;
    if (spot) {
      pill.x += spot[0];
      pill.y += spot[1];
    }
    if (job.forced) {
      pill.opened = true;
      const moved = { ...job, x: pill.x, y: pill.y };
      moved.core = occupancy.add(boxAround(pill.x, pill.y, width, 24, { owner: stack.key }));
      if (!placeSpread(moved, REACH_FAR)) placeSpiral(moved);
    }
    occupancy.add(boxAround(pill.x, pill.y, width + 2, 24, { owner: stack.key }));
    placed.push(pill);
    pills.set(stack.place, pill);
    cores.set(stack.place, Math.max(cores.get(stack.place) ?? 0, 14));
    return true;
  }
}

function overlaps(a, b) {
  return a.x0 < b.x1 && a.x1 > b.x0 && a.y0 < b.y1 && a.y1 > b.y0;
}

/** The event whose symbol stands for a stack: surest, then highest toll, then latest. */
function leader(stack, events, certain) {
  let best = stack.events[0];
  for (const event of stack.events) {
    const order = certain(event) - certain(best) ||
      (events.killed[event] || 0) - (events.killed[best] || 0) ||
      events.start[event] - events.start[best];
    if (order > 0) best = event;
  }
  return best;
}
