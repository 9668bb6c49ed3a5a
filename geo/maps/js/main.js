// The map: state in, drawing out. A command, a click or the brush changes the state; the model
// works out what follows (events in the window, stacks, names, zones), and one frame draws it.

import { createBasemap } from "./basemap.js";
import { createBrush } from "./brush.js";
import { createTooltip, element, eventTitle } from "./cards.js";
import { bytesOfBase64 } from "./columns.js";
import { createCrowd } from "./crowd.js";
import { createEventLayer } from "./events.js";
import { createFurniture } from "./furniture.js";
import { createGlyphs } from "./glyphs.js";
import { inUse, inView } from "./inuse.js";
import { createKeyboard } from "./keyboard.js";
import { createLabelLayer } from "./labels.js";
import { createLegend } from "./legend.js";
import { createMeter } from "./meter.js";
import { createModel } from "./model.js";
import { fetchMask, loadPayload } from "./payload.js";
import { createGlyphPicker } from "./picking.js";
import { createPointer } from "./pointer.js";
import { createPopup } from "./popup.js";
import { describe, viewOf } from "./report.js";
import { STACKS } from "./survey.js";
import { applyTheme, preferredTheme, reducedMotion } from "./theme.js";
import { createZoneLayer } from "./zones.js";

const PANES = ["tl-land", "tl-districts", "tl-water", "tl-disputed", "tl-zones", "tl-borders",
  "tl-crowd", "tl-circles", "tl-labels", "tl-events"];
const FIRST_Z_INDEX = 210;
const VIEW_DELAY_MS = 300;
const LEGEND_MS = 250;

/**
 * Mount the map of events on a Leaflet map.
 *
 * @param {L.Map} map without tiles and without attribution control
 * @param {string|object} payload URL of the payload, or the payload
 * @param {{emit: Function, theme?: "light"|"dark", details: "host"|"popup"}} host
 * @returns {Promise<{apply: Function, setTheme: Function, destroy: Function, dataset: object,
 *   ready: Promise<void>}>}
 */
export async function mount(map, payload, host) {
  const dataset = await loadPayload(payload);
  const { symbology, words } = dataset;
  const container = map.getContainer();
  container.classList.add("tl-map");
  container.setAttribute("role", "application");
  container.setAttribute("aria-roledescription", "map");
  container.setAttribute("aria-label", "Map of reported events. Arrow keys pan; n and p step " +
    "through the events in view, Enter selects, Escape clears.");
  PANES.forEach((name, i) => {
    const pane = map.getPane(name) ?? map.createPane(name);
    pane.style.zIndex = String(FIRST_Z_INDEX + 10 * i);
    pane.style.pointerEvents = "none";
  });

  const state = {
    window: [null, null], mask: null, colour: "category", names: "en", zones: true,
    present: false, selected: null, focus: null, expanded: new Set(), serialApplied: null,
    flown: null, commanded: "", committed: "",
  };
  // What the drawing modules read: all that follows from the state.
  const scene = { dataset, symbology, glyphs: createGlyphs(symbology), names: "en", panels: [],
    zones: new Map(), selected: null, focus: null, busy: false };
  const meter = createMeter();
  let latest = null;
  let pending = 0;
  let viewTimer = 0;
  let legendDue = 0;
  let drawnKey = null;
  let stale = false;

  scene.palette = applyTheme(container, symbology, host.theme ?? preferredTheme());
  const basemap = createBasemap(map, dataset.basemap, scene.palette);
  const zoneLayer = createZoneLayer(map, "tl-zones", "tl-disputed", dataset, scene.palette);
  const furniture = createFurniture(map, dataset);
  const tooltip = createTooltip(container);
  const live = element("div", "tl-sr");
  live.setAttribute("aria-live", "polite");
  container.append(live);
  const legend = createLegend(map, symbology, scene.glyphs, schedule);
  const model = createModel(map, dataset, state, scene, zoneLayer);
  model.configure(state.colour, null);
  model.refresh();
  model.relayout();
  const brush = createBrush(furniture.dock, {
    dataset,
    window: () => state.window,
    preview(window) {
      // Several movements of the pointer may come between two frames.
      state.window = window;
      stale = true;
      schedule();
    },
    commit(window) {
      refresh();
      state.committed = JSON.stringify(window);
      announce();
      schedule();
      host.emit({ kind: "window", window });
    },
    resized: schedule,
  });
  brush.show(scene.classes, scene.passes, scene.palette);
  const crowd = createCrowd(map, "tl-crowd", () => scene);
  const labelLayer = createLabelLayer(map, "tl-labels", () => scene);
  const eventLayer = createEventLayer(map, "tl-events", "tl-circles", () => scene);
  const glyphPicker = createGlyphPicker();

  // ---- from state to picture -------------------------------------------------------------

  function announce() {
    const { shown, mapped } = model.tally.totals();
    const plural = shown === 1 ? "" : "s";
    live.textContent = `${shown} event${plural} in the window, ${mapped} on the map`;
  }

  function refresh() {
    if (!stale) return;
    stale = false;
    model.refresh();
  }

  function schedule() {
    if (!pending) pending = requestAnimationFrame(() => meter.time(draw));
  }

  function draw() {
    pending = 0;
    scene.busy = brush.dragging() || brush.playing();
    scene.selected = state.selected;
    scene.focus = state.focus;
    refresh();
    model.relayout();
    brush.place();
    if (!scene.busy || performance.now() > legendDue) {
      legendDue = performance.now() + LEGEND_MS;
      legend.update(inUse(map, scene, zoneLayer, model.caption), scene.classes, scene.palette);
      measurePanels();
    }
    crowd.redraw();
    // While the brush is moved over a crowd, symbols and names mostly stay as they are.
    const key = [scene.layout, scene.labels, scene.selected, scene.focus];
    if (scene.busy && drawnKey?.every((part, i) => part === key[i])) return;
    drawnKey = key;
    labelLayer.redraw();
    eventLayer.redraw();
  }

  function measurePanels() {
    const origin = container.getBoundingClientRect();
    legend.fit(furniture.dockHeight());
    scene.panels = [...container.querySelectorAll(".tl-legend, .tl-credit, .tl-scale, .tl-brush")]
      .filter((node) => node.offsetParent)
      .map((node) => node.getBoundingClientRect())
      .map((r) => ({ x0: r.left - origin.left, x1: r.right - origin.left,
        y0: r.top - origin.top, y1: r.bottom - origin.top }));
  }

  // ---- from reader to state --------------------------------------------------------------

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

  const popup = createPopup(map, furniture.dockHeight);
  const pointer = createPointer(map, {
    scene, glyphAt, zonesAt: zoneLayer.at, tooltip, onGlyph, onEmpty: clear,
  });
  const keyboard = createKeyboard(container, {
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

  function onRest() {
    clearTimeout(viewTimer);
    viewTimer = setTimeout(emitView, VIEW_DELAY_MS);
    schedule();
  }

  function emitView() {
    host.emit({ kind: "view", ...viewOf(map) });
  }

  // The canvases redraw themselves on moveend; the layout must have followed the zoom by then.
  const early = { viewreset: relayoutNow, zoomend: relayoutNow, resize: relayoutNow };
  function relayoutNow() {
    model.relayout();
    measurePanels();
  }
  map.on(early);
  map.on("moveend", onRest);

  // ---- from host to state ----------------------------------------------------------------

  /** Take a command; one whose mask is yet to come waits for it, and a later one replaces it. */
  function apply(command) {
    latest = command;
    const mask = command.mask ?? null;
    const key = mask?.url ?? mask;
    if (key === state.mask) take(command, key, scene.passes);
    else if (!mask?.url) take(command, key, mask === null ? null : bytesOfBase64(mask));
    else {
      fetchMask(mask.url).then((bits) => {
        if (latest === command) take(command, key, bits);
      });
    }
  }

  function take(command, maskKey, passes) {
    const colour = command.colour ?? "category";
    const regroup = maskKey !== state.mask || colour !== state.colour;
    const zones = command.zones ?? true;
    const before = JSON.stringify([state.window, state.zones]);
    takeWindow(command.window ?? [null, null]);
    Object.assign(state, { mask: maskKey, colour, zones });
    state.names = command.names ?? state.names;
    const selected = command.selected ?? null;
    if (selected !== state.selected) state.focus = null;
    state.selected = selected;
    state.present = command.present ?? false;
    container.classList.toggle("tl-present", state.present);
    if (command.fly && command.serial !== state.flown) fly(command.fly);
    state.flown = command.serial ?? null;
    state.serialApplied = command.serial ?? null;
    if (regroup) model.configure(colour, passes);
    if (regroup || JSON.stringify([state.window, state.zones]) !== before) {
      stale = true;
      refresh();
      announce();
    }
    if (regroup) brush.show(scene.classes, scene.passes, scene.palette);
    brush.reveal();
    // At once, so that a click that comes before the next frame meets what it will show.
    model.relayout();
    schedule();
  }

  /** What the reader does with the brush stands against all but a new window. */
  function takeWindow(window) {
    const said = JSON.stringify(window);
    const news = said !== state.commanded && said !== state.committed;
    state.commanded = said;
    if (brush.dragging() || (brush.changing() && !news)) return;
    brush.forget();
    state.window = window;
  }

  function fly({ center, zoom }) {
    // The first view is a setting, not a journey.
    const first = state.serialApplied === null;
    map.setView(center, zoom, { animate: !first && !reducedMotion() });
  }

  function setTheme(name) {
    if (name === scene.palette.name) return;
    scene.palette = applyTheme(container, symbology, name);
    basemap.recolour(scene.palette);
    zoneLayer.recolour(scene.palette);
    brush.show(scene.classes, scene.passes, scene.palette);
    drawnKey = null;
    schedule();
  }

  announce();
  draw();
  onRest();
  const ready = basemap.ready.then(() => {
    container.dataset.truceline = "ready";
  });
  container.dataset.truceline = "mounted";
  // Read by tests and by nothing else.
  const report = () => describe(map, state, scene, labelLayer.shown(), crowd, brush);
  window.truceline = { ready, state: report, frames: meter.frames };
  return {
    apply,
    setTheme,
    /** What the reader has set: `window`, `selected`, and the `serial` of the last command. */
    now: () => ({ window: state.window, selected: state.selected, serial: state.serialApplied }),
    dataset,
    ready,
    destroy() {
      cancelAnimationFrame(pending);
      clearTimeout(viewTimer);
      map.off(early);
      map.off("moveend", onRest);
      popup.hide();
      for (const part of [pointer, keyboard, tooltip, legend, brush, furniture, crowd, labelLayer,
        eventLayer, zoneLayer, basemap]) part.remove();
      live.remove();
      delete container.dataset.truceline;
      delete window.truceline;
    },
  };
}
