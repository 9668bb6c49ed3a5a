// Where the keyboard steps: the events drawn one by one, by date; then, where places or cells
// stand for many events, those, the busiest first.

import { inView } from "./inuse.js";
import { STACKS } from "./survey.js";

/**
 * @param {L.Map} map @param {object} parts `state`, `scene`, `crowd`, see main.js
 * @returns {{move: Function, current: Function, leave: Function, inView: Function}}
 *   `move(by)` → `{stop, number, of}` or null where nothing is in view; a stop is
 *   `{event, glyph}` or `{spot, glyph}`, whose glyph is made when it is asked for
 */
export function createStops(map, { state, scene, crowd }) {
  function seen(things) {
    const origin = map.getPixelBounds().min;
    const size = map.getSize();
    // What legend or brush covers is not in view: the focus would stand under them.
    const covered = (x, y) => scene.panels
      .some((p) => x > p.x0 && x < p.x1 && y > p.y0 && y < p.y1);
    return things.filter((one) => inView(one, origin, size) &&
      !covered(one.x - origin.x, one.y - origin.y));
  }

  function all() {
    const glyphs = new Map();
    for (const glyph of seen(scene.layout.glyphs)) {
      for (const event of glyph.events) glyphs.set(event, glyph);
    }
    const events = [...glyphs.keys()].sort((a, b) => a - b).map((event) => ({
      // A stack speaks of each event by itself.
      event, glyph: () => ({ ...glyphs.get(event), kind: "single", event, events: [event] }),
    }));
    const spots = scene.seen.mode === STACKS ? [] : seen(crowd.spots())
      .map(({ key, glyph }) => ({ spot: key, glyph }));
    return [...events, ...spots];
  }

  function position(stops) {
    if (state.spot !== null) return stops.findIndex(({ spot }) => spot === state.spot);
    const event = state.focus ?? state.selected;
    return event === null ? -1 : stops.findIndex((stop) => stop.event === event);
  }

  return {
    move(by) {
      const stops = all();
      if (!stops.length) return null;
      const at = position(stops);
      const next = at < 0 ? (by > 0 ? 0 : stops.length - 1)
        : (at + by + stops.length) % stops.length;
      const stop = stops[next];
      state.focus = stop.event ?? null;
      state.spot = stop.spot ?? null;
      return { stop, number: next + 1, of: stops.length };
    },
    /** The stop that has the focus, or null. */
    current() {
      if (state.focus === null && state.spot === null) return null;
      const stops = all();
      return stops[position(stops)] ?? null;
    },
    leave() {
      state.focus = null;
      state.spot = null;
    },
    /** How many events are in view. */
    inView() {
      const each = new Set(seen(scene.layout.glyphs).flatMap(({ events }) => events)).size;
      if (scene.seen.mode === STACKS) return each;
      return seen(crowd.spots()).reduce((sum, { count }) => sum + count, 0);
    },
  };
}
