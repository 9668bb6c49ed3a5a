// What the map shows, as data: for tests, which cannot read a canvas.

import { CERTAIN, DAY_MAX, DAY_MIN, windowLimits } from "./days.js";
import { STACKS } from "./survey.js";

/**
 * @param {L.Map} map @param {object} state @param {object} scene see main.js
 * @param {Array<object>} labels names that are visible @param {object} crowd @param {object} brush
 * @param {object} model
 * @returns {object} window, drawn events (container pixels), zones, labels, selection, view
 */
export function describe(map, state, scene, labels, crowd, brush, model) {
  const origin = map.getPixelBounds().min;
  const limits = windowLimits(state.window);
  const open = (day) => (day === DAY_MIN || day === DAY_MAX ? null : day);
  // The count of an opened area stays on the map, but its events stand around it.
  const shown = scene.layout.glyphs.filter((glyph) => !glyph.opened);
  return {
    window: [open(limits.from), open(limits.to)],
    drawn: shown.flatMap((glyph) => glyph.events.map((event) => ({
      event,
      certain: scene.frame.certain(event) === CERTAIN,
      x: glyph.x - origin.x,
      y: glyph.y - origin.y,
      spread: glyph.spread,
    }))),
    zones: [...scene.zones].map(([index, { faded }]) => {
      const { place, start, end, role } = scene.dataset.zones[index];
      return { place, start: open(start), end: open(end), role, faded };
    }),
    labels: labels.map((label) => label.name),
    boxes: labels.map(({ name, box }) => ({ name, x0: box.x0 - origin.x, x1: box.x1 - origin.x,
      y0: box.y0 - origin.y, y1: box.y1 - origin.y })),
    selected: state.selected,
    focus: state.focus,
    spot: state.spot,
    view: viewOf(map),
    serialApplied: state.serialApplied,
    covered: model.covered(),
    counts: { shown: scene.seen.shown, mapped: scene.seen.mapped },
    mode: scene.seen.mode,
    colour: scene.classes.mode,
    crowd: scene.seen.mode === STACKS ? [] : crowd.drawn().map((symbol) => ({
      ...symbol, x: symbol.x - origin.x, y: symbol.y - origin.y,
    })),
    brush: { span: brush.span(), unit: brush.counted().unit },
    theme: scene.palette.name,
  };
}

/**
 * The counters of the window, by site.
 *
 * @param {object} scene
 * @returns {{place: Array<number>, area: Array<number>, counts: Array<number>,
 *   possible: Array<number>, width: number}} `counts` by site and class, sites as in `place`
 */
export function counters({ sites, tally }) {
  return {
    place: [...sites.place], area: [...sites.area], width: tally.width,
    counts: [...tally.counts.subarray(0, sites.count * tally.width)],
    possible: [...tally.possible.subarray(0, sites.count)],
  };
}

/**
 * @param {L.Map} map
 * @returns {{center: Array<number>, zoom: number, bounds: Array<number>}} latitude first in the
 *   centre; west, south, east, north in the bounds
 */
export function viewOf(map) {
  const round = (v) => Math.round(v * 1e5) / 1e5;
  const center = map.getCenter();
  const bounds = map.getBounds();
  const sides = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  return {
    center: [round(center.lat), round(center.lng)], zoom: map.getZoom(), bounds: sides.map(round),
  };
}
