// What the legend must explain: the symbols, marks and zones that are in view.

import { CERTAIN } from "./days.js";
import { STACKS } from "./survey.js";

const NEAR = 1;

/** True if a placed symbol's middle is inside the map's frame. */
export function inView(glyph, origin, size) {
  const x = glyph.x - origin.x;
  const y = glyph.y - origin.y;
  return x >= 0 && y >= 0 && x <= size.x && y <= size.y;
}

/**
 * @param {L.Map} map @param {object} scene @param {object} zoneLayer
 * @param {(event: number) => {short: string}} caption
 * @returns {object} Sets of numbers and codes: `categories`, `statuses`, `classes`, `marks`,
 *   `zones`
 */
export function inUse(map, scene, zoneLayer, caption) {
  const { events, zones } = scene.dataset;
  const used = { categories: new Set(), statuses: new Set(), classes: new Set(),
    marks: new Set(), zones: new Set() };
  const origin = map.getPixelBounds().min;
  const size = map.getSize();
  for (const glyph of scene.layout.glyphs) {
    if (!inView(glyph, origin, size)) continue;
    if (glyph.kind === "area") used.marks.add("area");
    if (glyph.kind === "stack") used.marks.add("stack");
    for (const event of glyph.events) {
      used.categories.add(events.category[event]);
      used.statuses.add(events.status[event]);
      used.classes.add(scene.classes.of[event]);
      if (scene.frame.certain(event) !== CERTAIN) used.marks.add("possible");
      if (events.wherePrec[event] === NEAR) used.marks.add("near");
      if (caption(event).short) used.marks.add("toll");
    }
  }
  if (scene.seen.mode !== STACKS) {
    used.marks.add(scene.seen.mode);
    const { counts, width } = scene.aggregates?.tally ?? scene.tally;
    for (const site of scene.seen.sites) {
      for (let c = 0; c < width; c += 1) if (counts[site * width + c]) used.classes.add(c);
      if (used.classes.size === width) break;
    }
  }
  for (const index of zoneLayer.inView()) {
    used.zones.add(zones[index].kind);
    if (scene.zones.get(index).faded) used.marks.add("faded");
  }
  return used;
}
