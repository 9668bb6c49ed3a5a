// From the state to what is drawn: counts of the window, the way of drawing, the layout.

import { boxAround, createOccupancy } from "./boxes.js";
import { classesOf } from "./classes.js";
import { radiusOf } from "./crowd.js";
import { shortSpan, windowLimits } from "./days.js";
import { certainIn, computeFrame, siteKey } from "./frame.js";
import { layoutLabels, nameBox } from "./labels.js";
import { createSites } from "./sites.js";
import { layoutStacks } from "./stacks.js";
import { createSurvey, STACKS, SYMBOLS } from "./survey.js";
import { createTally } from "./tally.js";
import { zonesInForce } from "./zones.js";

const OPEN_MAX = 60;
// The layout of more events, where it takes longer than this, would make the brush stutter.
const LAYOUT_MS = 4;
const LAYOUT_EVENTS = 80;
const PLACES_EVERYWHERE = 3000;
const NAMED_MOST = 120;
const TILE = 256;

function emptyLayout() {
  return { glyphs: [], occupancy: createOccupancy(), cores: new Map(), pills: new Map() };
}

/**
 * @param {L.Map} map @param {object} dataset @param {object} state see main.js
 * @param {object} scene what the drawing modules read; this keeps it up to date
 * @param {object} zoneLayer see zones.js
 * @returns {object} `configure(colour, passes)`, `refresh()` after a change of the window,
 *   `relayout()` after one of the view or the selection, `covered()`, `caption(event)`
 */
export function createModel(map, dataset, state, scene, zoneLayer) {
  const { events, places } = dataset;
  const sites = createSites(events, places);
  const tally = createTally(events, sites);
  const survey = createSurvey(sites, tally);
  const { extent } = dataset;
  let passes = null;
  let limits = windowLimits(state.window);
  let version = 0;
  let layoutKey = "";
  let labelled = { key: "", crowd: 0 };
  let layoutMs = 0;
  let zoneKey = "";
  const passesTo = (event) => certainIn(dataset, limits, passes, event);
  // A map that is moved before the host's first command has come draws nothing.
  const seen = { mode: STACKS, sites: [], events: 0, whole: true, shown: 0, mapped: 0 };
  const frame = computeFrame(dataset, sites, limits, passes, []);
  Object.assign(scene, { sites, tally, passesTo, seen, frame, layout: emptyLayout(), labels: [] });

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
    const seen = scene.aggregates?.seen ?? survey(view);
    // While the brush moves over more symbols than can be laid out in a frame, places are drawn.
    const slow = layoutMs > LAYOUT_MS && seen.events > LAYOUT_EVENTS;
    if (scene.busy && slow && seen.mode === STACKS) seen.mode = SYMBOLS;
    scene.seen = seen;
    scene.names = state.names;
    const forced = forcedKeys();
    const where = seen.whole ? "" : JSON.stringify(view);
    const stacks = seen.mode === STACKS;
    const key = JSON.stringify([zoom, [...forced], state.names, scene.classes.mode, seen.mode,
      where, stacks || forced.size ? version : 0]);
    if (key !== layoutKey) {
      layoutKey = key;
      labelled = { key: "", crowd: labelled.crowd };
      const start = performance.now();
      layoutSymbols(seen, zoom, forced);
      if (stacks) layoutMs = performance.now() - start;
    }
    // Over a crowd names follow the counts, but not while the brush is moved.
    const crowd = stacks || scene.busy ? labelled.crowd : version;
    const far = places.count > PLACES_EVERYWHERE ? JSON.stringify(view) : "";
    const names = `${zoneKey}/${far}/${seen.mode}/${crowd}`;
    if (names === labelled.key) return;
    labelled = { key: names, crowd };
    placeNames(zoom, far ? view : null);
  }

  function placeNames(zoom, within) {
    const { seen } = scene;
    const occupancy = scene.layout.occupancy.fork();
    const cores = new Map(scene.layout.cores);
    if (seen.mode === SYMBOLS) reserve(zoom, occupancy, cores);
    scene.labels = layoutLabels({
      places, convention: state.names, zoom, occupancy, cores, within,
      pills: scene.layout.pills, zones: zoneLayer.anchors(), quiet: seen.mode !== STACKS,
    });
  }

  /** Keep names off the circles of a crowd, and name the largest. */
  function reserve(zoom, occupancy, cores) {
    const world = TILE * 2 ** zoom;
    const sized = [...scene.seen.sites].map((site) => ({ site, count: tally.at(site) }))
      .sort((a, b) => b.count - a.count);
    sized.forEach(({ site, count }, i) => {
      const radius = radiusOf(count, sized[0].count);
      const side = 2 * radius;
      occupancy.add(boxAround(sites.x[site] * world, sites.y[site] * world, side, side));
      if (i < NAMED_MOST) cores.set(sites.place[site], radius);
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
      scene.layout = emptyLayout();
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

  /** @returns {{shown: number, mapped: number}} events in the window, and those with a site */
  function totals() {
    return scene.aggregates?.seen ?? tally.totals();
  }

  /** Whether the server's counts, where it makes them, are those of all that is in view. */
  function covered() {
    return !scene.aggregates || scene.aggregates.covers(viewBox(), map.getZoom());
  }

  return { configure, refresh, relayout, caption, extent, sites, tally, totals, covered };
}
