// What the reader does on the map: points, clicks, steps from event to event.

import { crowdWords, eventTitle, glyphTooltip } from "./cards.js";
import { createKeyboard } from "./keyboard.js";
import { createGlyphPicker } from "./picking.js";
import { createPointer } from "./pointer.js";
import { STACKS } from "./survey.js";

/**
 * @param {L.Map} map
 * @param {object} parts of the map, see main.js: `state`, `scene`, `model`, `crowd`, `popup`,
 *   `tooltip`, `zoneLayer`, `voice`, `stops`, `schedule`, `host`
 * @returns {{remove: Function}}
 */
export function createReader(map, {
  state, scene, model, crowd, popup, tooltip, zoneLayer, voice, stops, schedule, host,
}) {
  const { dataset } = scene;
  const { symbology, words } = dataset;
  const glyphPicker = createGlyphPicker();

  function glyphAt(containerPoint, slack) {
    const origin = map.getPixelBounds().min;
    const x = containerPoint.x + origin.x;
    const y = containerPoint.y + origin.y;
    const glyph = glyphPicker(scene.layout, x, y, slack);
    return glyph ?? (scene.seen.mode === STACKS ? null : crowd.at(x, y, slack));
  }

  function select(event) {
    state.selected = event;
    if (event === null) stops.leave();
    schedule();
    host.emit({ kind: "select", event });
    if (host.details === "popup") showCard(event);
  }

  async function showCard(event) {
    popup.hide();
    if (event === null) return;
    if (words.pending()) await words.load();
    model.relayout();
    const glyph = scene.layout.glyphs.find((g) => g.kind !== "area" && g.events.includes(event));
    if (glyph) popup.show(scene, event, glyph);
  }

  /** A stack or a count opens or closes; a symbol of one event is selected. */
  function onGlyph(glyph) {
    if (glyph.kind === "cell") zoomIn(glyph);
    else if (glyph.kind === "list") popup.list(scene, glyph, select);
    else if (glyph.kind === "stack" || glyph.kind === "area") toggle(glyph.keys ?? [glyph.key]);
    else select(glyph.event);
  }

  function toggle(keys) {
    const open = keys.every((key) => state.expanded.has(key));
    state.expanded = new Set(open ? [] : keys);
    schedule();
  }

  function zoomIn({ x, y }) {
    const zoom = map.getZoom();
    map.setView(map.unproject(L.point(x, y), zoom), zoom + 2);
  }

  /** Close what is open and drop the selection; false if there was neither. */
  function clear() {
    const selected = state.selected !== null;
    const open = state.expanded.size > 0 || state.focus !== null || state.spot !== null;
    state.expanded.clear();
    stops.leave();
    if (selected) select(null);
    else if (open) schedule();
    return selected || open;
  }

  /** A stop of the keyboard in words. */
  function described({ event }, glyph) {
    if (event === undefined) {
      const { heading, shares } = crowdWords(scene, glyph);
      const parts = shares.map(({ number, label }) => `${number} ${label}`).join(", ");
      return `${heading}: ${parts}. Enter ${glyph.kind === "cell" ? "looks closer" : "opens it"}`;
    }
    const status = symbology.statuses[dataset.events.status[event]].label;
    return `${eventTitle(scene, event)}, ${words.when(event)}, ${status}`;
  }

  /** What Enter does on a place or cell; the keyboard goes on with what has been opened. */
  function open(glyph) {
    stops.leave();
    onGlyph(glyph);
    if (glyph.kind === "list") popup.enter();
    else if (glyph.kind !== "cell") state.focus = glyph.event;
    schedule();
  }

  const pointer = createPointer(map, {
    scene, glyphAt, zonesAt: zoneLayer.at, tooltip, onGlyph, onEmpty: clear,
  });
  const keyboard = createKeyboard(map.getContainer(), {
    step(by) {
      const moved = stops.move(by);
      if (!moved) return;
      const { stop, number, of } = moved;
      const glyph = stop.glyph();
      const { min } = map.getPixelBounds();
      tooltip.show(glyphTooltip(scene, glyph), glyph.x - min.x, glyph.y - min.y);
      voice.say(`${number} of ${of}: ${described(stop, glyph)}`);
      schedule();
    },
    choose() {
      const stop = stops.current();
      if (!stop) return;
      tooltip.hide();
      if (stop.event === undefined) open(stop.glyph());
      else {
        select(stop.event);
        voice.say(`Chosen: ${eventTitle(scene, stop.event)}`);
      }
    },
    clear() {
      tooltip.hide();
      if (popup.listing()) popup.hide();
      else clear();
    },
  });

  const container = map.getContainer();
  container.addEventListener("focusout", tooltip.hide);
  return {
    remove() {
      container.removeEventListener("focusout", tooltip.hide);
      pointer.remove();
      keyboard.remove();
    },
  };
}
