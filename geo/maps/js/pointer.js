// Mouse and touch: what is under the pointer speaks, what is clicked answers.

import { glyphTooltip, zoneTooltip } from "./cards.js";

const ZONE_DWELL_MS = 220;
const SLACK = { hover: 2, click: 3, touch: 10 };

/**
 * @param {L.Map} map
 * @param {object} parts `scene` (see main.js), `glyphAt(point, slack)`, `zonesAt(latlng)`,
 *   `tooltip`, `onGlyph(glyph)`, `onEmpty()` → true if there was something to clear
 * @returns {{remove: Function}}
 */
export function createPointer(map, { scene, glyphAt, zonesAt, tooltip, onGlyph, onEmpty }) {
  const container = map.getContainer();
  let dwell = 0;
  let hovered = null;

  function showZones({ latlng, containerPoint }) {
    const hits = zonesAt(latlng);
    if (hits.length) tooltip.show(zoneTooltip(scene, hits), containerPoint.x, containerPoint.y);
    else tooltip.hide();
  }

  function speak(glyph, { x, y }) {
    tooltip.show(glyphTooltip(scene, glyph), x, y);
    const { words } = scene.dataset;
    if (!words.pending()) return;
    words.load().then(() => {
      if (hovered === glyph) tooltip.show(glyphTooltip(scene, glyph), x, y);
    });
  }

  function leave() {
    clearTimeout(dwell);
    hovered = null;
    tooltip.hide();
    container.classList.remove("tl-hit");
  }

  function click(event) {
    clearTimeout(dwell);
    const touch = event.originalEvent?.pointerType === "touch";
    const glyph = glyphAt(event.containerPoint, touch ? SLACK.touch : SLACK.click);
    if (glyph) {
      tooltip.hide();
      onGlyph(glyph);
    } else if (!onEmpty()) showZones(event);
  }

  function move(event) {
    if (event.originalEvent.target.closest?.(".leaflet-control, .leaflet-popup, .tl-dock")) {
      leave();
      return;
    }
    const glyph = glyphAt(event.containerPoint, SLACK.hover);
    container.classList.toggle("tl-hit", Boolean(glyph));
    clearTimeout(dwell);
    if (!glyph) {
      tooltip.hide();
      // A zone fills much of the view: it speaks only when the pointer rests.
      dwell = setTimeout(() => showZones(event), ZONE_DWELL_MS);
    } else if (!same(glyph, hovered)) {
      speak(glyph, event.containerPoint);
    }
    hovered = glyph;
  }

  /** Symbols of a crowd are made anew for each question. */
  function same(one, other) {
    return one === other || (other !== null && one.crowd !== undefined &&
      one.crowd === other.crowd && one.count === other.count);
  }

  const handlers = { click, mousemove: move, mouseout: leave, movestart: leave };
  map.on(handlers);
  return {
    remove() {
      clearTimeout(dwell);
      map.off(handlers);
    },
  };
}
