// The map: state in, drawing out. A command or a click changes the state; one function then
// works out what follows (events in the window, stacks, names, zones), and one frame draws it.

import { createBasemap } from "./basemap.js";
import { createTooltip, element } from "./cards.js";
import { CERTAIN, shortSpan, windowLimits } from "./days.js";
import { createEventLayer } from "./events.js";
import { computeFrame, dataExtent } from "./frame.js";
import { createFurniture } from "./furniture.js";
import { createGlyphs } from "./glyphs.js";
import { createKeyboard } from "./keyboard.js";
import { createLabelLayer, layoutLabels, nameBox } from "./labels.js";
import { createLegend } from "./legend.js";
import { decodeMask, loadPayload } from "./payload.js";
import { pick } from "./picking.js";
import { createPointer } from "./pointer.js";
import { createPopup } from "./popup.js";
import { describe, viewOf } from "./report.js";
import { layoutStacks } from "./stacks.js";
import { applyTheme, preferredTheme, reducedMotion } from "./theme.js";
import { createZoneLayer, zonesInForce } from "./zones.js";

const PANES = ["tl-land", "tl-districts", "tl-water", "tl-disputed", "tl-zones", "tl-borders",
  "tl-circles", "tl-labels", "tl-events"];
const FIRST_Z_INDEX = 210;
const VIEW_DELAY_MS = 300;
const NEAR = 1;

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
  const { events, places, symbology } = dataset;
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
    window: [null, null], mask: null, names: "en", zones: true, present: false,
    selected: null, focus: null, expanded: new Set(), serialApplied: null, flown: null,
  };
  // What the drawing modules read: all that follows from the state.
  const scene = { dataset, symbology, glyphs: createGlyphs(symbology), names: "en", panels: [],
    zones: new Map(), selected: null, focus: null };
  const extent = dataExtent(events);
  let layoutKey = "";
  let pending = 0;
  let viewTimer = 0;

  scene.palette = applyTheme(container, symbology, host.theme ?? preferredTheme());
  const basemap = createBasemap(map, dataset.basemap, scene.palette);
  const zoneLayer = createZoneLayer(map, "tl-zones", "tl-disputed", dataset, scene.palette);
  const furniture = createFurniture(map, dataset);
  const tooltip = createTooltip(container);
  const live = element("div", "tl-sr");
  live.setAttribute("aria-live", "polite");
  container.append(live);
  const legend = createLegend(map, symbology, scene.glyphs, schedule);
  recompute();
  const labelLayer = createLabelLayer(map, "tl-labels", () => scene);
  const eventLayer = createEventLayer(map, "tl-events", "tl-circles", () => scene);

  // ---- from state to picture -------------------------------------------------------------

  /** Which events and zones the state leaves. */
  function recompute() {
    const limits = windowLimits(state.window);
    scene.frame = computeFrame(dataset, limits, decodeMask(state.mask));
    scene.zones = state.zones ? zonesInForce(dataset.zones, limits, extent) : new Map();
    zoneLayer.show(scene.zones);
    layoutKey = "";
    const { shown, mapped } = scene.frame;
    const plural = shown === 1 ? "" : "s";
    live.textContent = `${shown} event${plural} in the window, ${mapped} on the map`;
    relayout();
  }

  /** Where symbols and names stand at this zoom; dragging the map changes nothing. */
  function relayout() {
    const zoom = map.getZoom();
    const forced = new Set(state.expanded);
    for (const event of [state.selected, state.focus]) {
      const stack = event === null ? null : stackOf(event);
      if (stack && stack.events.length > 1) forced.add(stack.key);
      else if (stack?.area) forced.add(stack.key);
    }
    const key = JSON.stringify([zoom, [...forced], state.names]);
    if (key === layoutKey) return;
    layoutKey = key;
    scene.names = state.names;
    scene.layout = layoutStacks(scene.frame.stacks, {
      dataset, zoom, glyphs: scene.glyphs, certain: scene.frame.certain, forced,
      caption, labelBox: (place) => nameBox(places, place, state.names, zoom),
    });
    scene.labels = layoutLabels({
      places, convention: state.names, zoom, occupancy: scene.layout.occupancy,
      cores: scene.layout.cores, pills: scene.layout.pills, zones: zoneLayer.anchors(),
    });
  }

  function caption(event) {
    const toll = events.toll[event] && events.toll[event] !== "0" ? `${events.toll[event]}†` : "";
    const span = shortSpan(events.start[event], events.end[event], scene.frame.manyYears);
    return { long: [span, toll].filter(Boolean).join(" · "), short: toll };
  }

  function stackOf(event) {
    return scene.frame.stacks.find((stack) => stack.events.includes(event)) ?? null;
  }

  function schedule() {
    if (!pending) pending = requestAnimationFrame(draw);
  }

  function draw() {
    pending = 0;
    scene.selected = state.selected;
    scene.focus = state.focus;
    relayout();
    updateLegend();
    measurePanels();
    labelLayer.redraw();
    eventLayer.redraw();
  }

  function measurePanels() {
    const origin = container.getBoundingClientRect();
    legend.fit(furniture.creditBox());
    scene.panels = [...container.querySelectorAll(".tl-legend, .tl-credit, .tl-scale")]
      .filter((node) => node.offsetParent)
      .map((node) => node.getBoundingClientRect())
      .map((r) => ({ x0: r.left - origin.left, x1: r.right - origin.left,
        y0: r.top - origin.top, y1: r.bottom - origin.top }));
  }

  function inView(glyph, origin, size) {
    const x = glyph.x - origin.x;
    const y = glyph.y - origin.y;
    return x >= 0 && y >= 0 && x <= size.x && y <= size.y;
  }

  function updateLegend() {
    const used = { categories: new Set(), statuses: new Set(), marks: new Set(), zones: new Set() };
    const origin = map.getPixelBounds().min;
    const size = map.getSize();
    for (const glyph of scene.layout.glyphs) {
      if (!inView(glyph, origin, size)) continue;
      if (glyph.kind === "area") used.marks.add("area");
      if (glyph.kind === "stack") used.marks.add("stack");
      for (const event of glyph.events) {
        used.categories.add(events.category[event]);
        used.statuses.add(events.status[event]);
        if (scene.frame.certain[event] !== CERTAIN) used.marks.add("possible");
        if (events.wherePrec[event] === NEAR) used.marks.add("near");
        if (caption(event).short) used.marks.add("toll");
      }
    }
    for (const index of zoneLayer.inView()) {
      used.zones.add(dataset.zones[index].kind);
      if (scene.zones.get(index).faded) used.marks.add("faded");
    }
    legend.update(used, scene.palette);
  }

  // ---- from reader to state --------------------------------------------------------------

  function glyphAt(containerPoint, slack) {
    const origin = map.getPixelBounds().min;
    return pick(scene.layout.glyphs, containerPoint.x + origin.x, containerPoint.y + origin.y,
      slack);
  }

  function select(event) {
    state.selected = event;
    state.focus = event === null ? null : state.focus;
    schedule();
    host.emit({ kind: "select", event });
    if (host.details === "popup") showCard(event);
  }

  function showCard(event) {
    popup.hide();
    if (event === null) return;
    relayout();
    const glyph = scene.layout.glyphs.find((g) => g.kind !== "area" && g.events.includes(event));
    if (glyph) popup.show(scene, event, glyph);
  }

  /** A stack or a count opens or closes; a symbol of one event is selected. */
  function onGlyph(glyph) {
    if (glyph.kind !== "stack" && glyph.kind !== "area") {
      select(glyph.event);
      return;
    }
    const keys = glyph.keys ?? [glyph.key];
    const open = keys.every((key) => state.expanded.has(key));
    state.expanded = new Set(open ? [] : keys);
    schedule();
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

  const popup = createPopup(map);
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
      const status = symbology.statuses[events.status[state.focus]].label;
      live.textContent = `${next + 1} of ${reachable.length}: ${events.title[state.focus]}, ` +
        `${events.when[state.focus]}, ${status}`;
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
    updateLegend();
  }

  function emitView() {
    host.emit({ kind: "view", ...viewOf(map) });
  }

  // The canvases redraw themselves on moveend; the layout must have followed the zoom by then.
  const early = { viewreset: relayoutNow, zoomend: relayoutNow, resize: measurePanels };
  function relayoutNow() {
    relayout();
    measurePanels();
  }
  map.on(early);
  map.on("moveend", onRest);

  // ---- from host to state ----------------------------------------------------------------

  function apply(command) {
    const before = JSON.stringify([state.window, state.mask, state.zones]);
    state.window = command.window ?? [null, null];
    state.mask = command.mask ?? null;
    state.zones = command.zones ?? true;
    state.names = command.names ?? state.names;
    const selected = command.selected ?? null;
    if (selected !== state.selected) state.focus = null;
    state.selected = selected;
    state.present = command.present ?? false;
    container.classList.toggle("tl-present", state.present);
    if (command.fly && command.serial !== state.flown) fly(command.fly);
    state.flown = command.serial ?? null;
    state.serialApplied = command.serial ?? null;
    if (JSON.stringify([state.window, state.mask, state.zones]) !== before) recompute();
    schedule();
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
    schedule();
  }

  draw();
  onRest();
  const ready = basemap.ready.then(() => {
    container.dataset.truceline = "ready";
  });
  container.dataset.truceline = "mounted";
  // Read by tests and by nothing else.
  const report = () => describe(map, state, scene, labelLayer.shown());
  window.truceline = { ready, state: report };
  return {
    apply,
    setTheme,
    dataset,
    ready,
    destroy() {
      cancelAnimationFrame(pending);
      clearTimeout(viewTimer);
      map.off(early);
      map.off("moveend", onRest);
      popup.hide();
      for (const part of [pointer, keyboard, tooltip, legend, furniture, labelLayer, eventLayer,
        zoneLayer, basemap]) part.remove();
      live.remove();
      delete container.dataset.truceline;
      delete window.truceline;
    },
  };
}
