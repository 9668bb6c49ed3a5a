// From the state to what is drawn: counts of the window, the way of drawing, the layout.

import { classesOf } from "./classes.js";
import { shortSpan, windowLimits } from "./days.js";
import { certainIn, computeFrame, dataExtent, siteKey } from "./frame.js";
import { layoutLabels, nameBox } from "./labels.js";
import { createOccupancy } from "./boxes.js";
import { createSites } from "./sites.js";
import { layoutStacks } from "./stacks.js";
import { createSurvey, STACKS, SYMBOLS } from "./survey.js";
import { createTally } from "./tally.js";
import { zonesInForce } from "./zones.js";

const OPEN_MAX = 60;
// A layout that takes longer would make the brush stutter.
const LAYOUT_MS = 4;
const PLACES_EVERYWHERE = 3000;
const TILE = 256;

/**
 * @param {L.Map} map @param {object} dataset @param {object} state see main.js
 * @param {object} scene what the drawing modules read; this keeps it up to date
 * @param {object} zoneLayer see zones.js
 * @returns {object} `configure(colour, passes)`, `refresh()` after a change of the window,
 *   `relayout()` after one of the view or the selection, `caption(event)`, `stackOf(event)`
 */
export function createModel(map, dataset, state, scene, zoneLayer) {
  const { events, places } = dataset;
  const sites = createSites(events, places);
  const tally = createTally(events, sites);
  const survey = createSurvey(sites, tally);
  const extent = dataExtent(events);
  let passes = null;
  let limits = windowLimits(state.window);
  let version = 0;
  let layoutKey = "";
  let labelKey = "";
  let layoutMs = 0;
  let zoneKey = "";
  const passesTo = (event) => certainIn(dataset, limits, passes, event);
  Object.assign(scene, { sites, tally, passesTo });

  function configure(colour, bits) {
    passes = bits;
    scene.classes = classesOf(dataset, colour);
    scene.passes = bits;
    tally.configure(scene.classes, bits);
  }

  /** Bring everything that depends on time to the state's window. */
  function refresh() {
    limits = windowLimits(state.window);
    tally.move(limits.from, limits.to);
    version += 1;
    const zones = state.zones ? zonesInForce(dataset.zones, limits, extent) : new Map();
    const key = [...zones].map(([i, { faded }]) => `${i}${faded ? "f" : ""}`).join();
    if (key !== zoneKey) {
      zoneKey = key;
      scene.zones = zones;
      zoneLayer.show(zones);
    }
  }

  function viewBox() {
    const world = TILE * 2 ** map.getZoom();
    const { min, max } = map.getPixelBounds();
    return { x0: min.x / world, y0: min.y / world, x1: max.x / world, y1: max.y / world };
  }

  /** Where symbols and names stand. While events are few, dragging the map changes nothing. */
  function relayout() {
    const zoom = map.getZoom();
    const view = viewBox();
    const seen = survey(view);
    // While the brush moves over more symbols than can be laid out in a frame, places are drawn.
    if (scene.busy && seen.mode === STACKS && layoutMs > LAYOUT_MS) seen.mode = SYMBOLS;
    scene.seen = seen;
    scene.names = state.names;
    const forced = forcedKeys();
    const where = seen.whole ? "" : JSON.stringify(view);
    const stacks = seen.mode === STACKS;
    const key = JSON.stringify([zoom, [...forced], state.names, scene.classes.mode, seen.mode,
      where, stacks || forced.size ? version : 0]);
    if (key !== layoutKey) {
      layoutKey = key;
      labelKey = "";
      const start = performance.now();
      layoutSymbols(seen, zoom, forced);
      if (stacks) layoutMs = performance.now() - start;
    }
    const far = places.count > PLACES_EVERYWHERE ? JSON.stringify(view) : "";
    if (labelKey === `${zoneKey}/${far}`) return;
    labelKey = `${zoneKey}/${far}`;
    const occupancy = scene.layout.occupancy.fork();
    scene.labels = layoutLabels({
      places, convention: state.names, zoom, occupancy, cores: scene.layout.cores,
      pills: scene.layout.pills, zones: zoneLayer.anchors(), within: far ? view : null,
    });
  }

  function layoutSymbols(seen, zoom, forced) {
    if (seen.mode === STACKS) {
      // Events without a place are not drawn, but the years they span are told apart.
      const chosen = seen.whole ? [...seen.sites, sites.count] : seen.sites;
      scene.frame = computeFrame(dataset, sites, limits, passes, chosen);
    } else {
      scene.frame = openFrame(forced);
    }
    if (!scene.frame.stacks.length) {
      scene.layout = { glyphs: [], occupancy: createOccupancy(), cores: new Map(),
        pills: new Map() };
      return;
    }
    scene.layout = layoutStacks(scene.frame.stacks, {
      dataset, zoom, glyphs: scene.glyphs, certain: scene.frame.certain, forced, caption, look,
      labelBox: (place) => nameBox(places, place, state.names, zoom),
    });
  }

  /** Over places and densities only what is open or selected is drawn event by event. */
  function openFrame(forced) {
    const chosen = [...forced].map(sites.byKey).filter((site) => site >= 0);
    const frame = computeFrame(dataset, sites, limits, passes, chosen);
    for (const stack of frame.stacks) {
      if (stack.events.length <= OPEN_MAX) continue;
      stack.events = stack.events.filter((e) => e === state.selected || e === state.focus);
    }
    frame.stacks = frame.stacks.filter((stack) => stack.events.length);
    return frame;
  }

  /** Keys of the stacks that must be open. */
  function forcedKeys() {
    const forced = new Set(state.expanded);
    for (const event of [state.selected, state.focus]) {
      if (event === null || sites.of[event] >= sites.count) continue;
      const site = sites.of[event];
      const alone = tally.at(site) < 2 && !sites.area[site];
      if (!alone || scene.seen.mode !== STACKS) forced.add(siteKey(sites, site));
    }
    return forced;
  }

  /** Colours other than the category's, where those tell something else apart. */
  function look(event) {
    return scene.classes.mode === "category" ? null : scene.classes.list[scene.classes.of[event]];
  }

  function caption(event) {
    const said = events.toll(event);
    const toll = said && said !== "0" ? `${said}†` : "";
    const span = shortSpan(events.start[event], events.end[event], scene.frame.manyYears);
    const { letter } = scene.classes.list[scene.classes.of[event]];
    return { long: [letter, span, toll].filter(Boolean).join(" · "), short: toll };
  }

  return { configure, refresh, relayout, caption, extent, sites, tally };
}
