// What the reader does on the map: points, clicks, steps from event to event.

import { eventTitle } from "./cards.js";
import { inView } from "./inuse.js";
import { createKeyboard } from "./keyboard.js";
import { createGlyphPicker } from "./picking.js";
import { createPointer } from "./pointer.js";
import { STACKS } from "./survey.js";
import { reducedMotion } from "./theme.js";

/**
 * @param {L.Map} map
 * @param {object} parts of the map, see main.js: `state`, `scene`, `model`, `crowd`, `popup`,
 *   `tooltip`, `zoneLayer`, `live` (element that speaks), `schedule`, `host`
 * @returns {{remove: Function}}
 */
export function createReader(map, {
  state, scene, model, crowd, popup, tooltip, zoneLayer, live, schedule, host,
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
    state.focus = event === null ? null : state.focus;
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
    map.setView(map.unproject(L.point(x, y), zoom), zoom + 2, { animate: !reducedMotion() });
  }

  /** Close what is open and drop the selection; false if there was neither. */
  function clear() {
    const selected = state.selected !== null;
    const open = state.expanded.size > 0 || state.focus !== null;
    state.expanded.clear();
    state.focus = null;
    if (selected) select(null);
    else if (open) schedule();
    return selected || open;
  }

  const pointer = createPointer(map, {
    scene, glyphAt, zonesAt: zoneLayer.at, tooltip, onGlyph, onEmpty: clear,
  });
  const keyboard = createKeyboard(map.getContainer(), {
    step(by) {
      const origin = map.getPixelBounds().min;
      const size = map.getSize();
      const reachable = [...new Set(scene.layout.glyphs
        .filter((glyph) => inView(glyph, origin, size)).flatMap((glyph) => glyph.events))]
        .sort((a, b) => a - b);
      if (!reachable.length) return;
      const at = reachable.indexOf(state.focus ?? state.selected ?? -1);
      const next = at < 0 ? (by > 0 ? 0 : reachable.length - 1)
        : (at + by + reachable.length) % reachable.length;
      state.focus = reachable[next];
      const status = symbology.statuses[dataset.events.status[state.focus]].label;
      live.textContent = `${next + 1} of ${reachable.length}: ` +
        `${eventTitle(scene, state.focus)}, ${words.when(state.focus)}, ${status}`;
      schedule();
    },
    choose() {
      if (state.focus !== null) select(state.focus);
    },
    clear() {
      tooltip.hide();
      clear();
    },
  });

  return {
    remove() {
      pointer.remove();
      keyboard.remove();
    },
  };
}
