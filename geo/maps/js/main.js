// The map: state in, drawing out. A command, a click or the brush changes the state; the model
// works out what follows (events in the window, stacks, names, zones), and one frame draws it.

import { createBasemap } from "./basemap.js";
import { createBrush } from "./brush.js";
import { createTooltip } from "./cards.js";
import { createCommands } from "./commands.js";
import { createCrowd } from "./crowd.js";
import { createEventLayer } from "./events.js";
import { createFurniture } from "./furniture.js";
import { createGlyphs } from "./glyphs.js";
import { createHome } from "./home.js";
import { inUse } from "./inuse.js";
import { createLabelLayer } from "./labels.js";
import { createLegend } from "./legend.js";
import { createLookout } from "./lookout.js";
import { createMeter } from "./meter.js";
import { createModel } from "./model.js";
import { preparePanes } from "./panes.js";
import { loadPayload } from "./payload.js";
import { createPopup } from "./popup.js";
import { createReader } from "./reader.js";
import { counters, describe, viewOf } from "./report.js";
import { createStops } from "./stops.js";
import { applyTheme, calm, preferredTheme } from "./theme.js";
import { createTogether } from "./together.js";
import { createVoice } from "./voice.js";
import { createWheel } from "./wheel.js";
import { createZoneLayer } from "./zones.js";

const OPTIONS = { minZoom: 4, maxZoom: 15, zoomSnap: 0.5, zoomDelta: 0.5 };
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
  const { symbology } = dataset;
  Object.assign(map.options, OPTIONS);
  if (dataset.home) {
    const { center, zoom } = dataset.home;
    map.options.minZoom = Math.min(OPTIONS.minZoom, zoom);
    map.setView(center, zoom, { animate: false });
  }
  calm(map);
  const container = preparePanes(map);

  const state = {
    window: [null, null], mask: null, colour: "category", names: "en", zones: true,
    present: false, selected: null, focus: null, spot: null, expanded: new Set(),
    serialApplied: null, flown: null, commanded: "", committed: "", aggregates: null,
  };
  // What the drawing modules read: all that follows from the state.
  const scene = { dataset, symbology, glyphs: createGlyphs(symbology), names: "en", panels: [],
    zones: new Map(), aggregates: null, selected: null, focus: null, spot: null, busy: false };
  const meter = createMeter();
  let pending = 0;
  let legendDue = 0;
  let drawnKey = null;
  let stale = false;

  scene.palette = applyTheme(container, symbology, host.theme ?? preferredTheme());
  const basemap = createBasemap(map, dataset.basemap, scene.palette);
  const zoneLayer = createZoneLayer(map, "tl-zones", "tl-disputed", dataset, scene.palette);
  const furniture = createFurniture(map, dataset);
  const tooltip = createTooltip(container);
  const legend = createLegend(map, symbology, scene.glyphs, schedule);
  const model = createModel(map, dataset, state, scene, zoneLayer);
  model.configure(state.colour, null);
  model.refresh();
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
      voice.rest();
      schedule();
      host.emit({ kind: "window", window });
    },
    resized: schedule,
  });
  const showBrush = () =>
    brush.show(scene.classes, scene.passes, scene.palette, scene.aggregates?.days);
  showBrush();
  const crowd = createCrowd(map, "tl-crowd", () => scene);
  const labelLayer = createLabelLayer(map, "tl-labels", () => scene);
  const eventLayer = createEventLayer(map, "tl-events", "tl-circles", () => scene);

  // ---- from state to picture -------------------------------------------------------------

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
    scene.spot = state.spot;
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
    const key = [scene.layout, scene.labels, scene.selected, scene.focus, scene.spot];
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

  const home = createHome(map, { scene, dockHeight: furniture.dockHeight });
  // A page of its own, or a map that fills its frame, has nothing else to scroll.
  const wheel = createWheel(map, () => window.parent === window || state.present);
  const together = createTogether(map);
  const popup = createPopup(map, furniture.dockHeight);
  const stops = createStops(map, { state, scene, crowd });
  const voice = createVoice(container, {
    window: () => state.window, totals: model.totals, inView: stops.inView,
    busy: () => brush.dragging() || brush.playing(),
    named: host.named ?? (() => {}),
  });
  const reader = createReader(map, {
    state, scene, model, crowd, popup, tooltip, zoneLayer, voice, stops, schedule, host,
  });

  // The map that leads has said what both look at.
  const lookout = createLookout(map, model.covered, schedule, () => {
    if (!together.led()) host.emit({ kind: "view", ...viewOf(map) });
  });

  // The canvases redraw themselves on moveend; the layout must have followed the zoom by then.
  const early = { viewreset: relayoutNow, zoomend: relayoutNow, resize: relayoutNow };
  function relayoutNow() {
    model.relayout();
    measurePanels();
  }
  map.on(early);

  const commands = createCommands(map, {
    state, scene, model, brush, announce: voice.rest, schedule, showBrush,
    retime() {
      stale = true;
      refresh();
    },
  });

  function apply(command) {
    commands.apply(command);
    together.join(command.together ?? null);
  }

  function setTheme(name) {
    if (name === scene.palette.name) return;
    scene.palette = applyTheme(container, symbology, name);
    basemap.recolour(scene.palette);
    zoneLayer.recolour(scene.palette);
    showBrush();
    drawnKey = null;
    schedule();
  }

  // Hosts say their first command at once; laid out before it, everything would be twice.
  lookout.rest();
  const ready = basemap.ready.then(() => {
    container.dataset.truceline = "ready";
  });
  container.dataset.truceline = "mounted";
  // Read by tests and by nothing else.
  const report = () => describe(map, state, scene, labelLayer.shown(), crowd, brush, model);
  window.truceline = { ready, state: report, frames: meter.frames,
    counts: () => counters(scene), histogram: brush.counted };
  return {
    apply,
    foresee: commands.foresee,
    setTheme,
    /** What the reader has set: `window`, `selected`, and the `serial` of the last command. */
    now: () => ({ window: state.window, selected: state.selected, serial: state.serialApplied }),
    dataset,
    ready,
    destroy() {
      cancelAnimationFrame(pending);
      map.off(early);
      popup.hide();
      for (const part of [home, wheel, lookout, together, reader, voice, tooltip, legend, brush,
        furniture, crowd, labelLayer, eventLayer, zoneLayer, basemap]) part.remove();
      delete container.dataset.truceline;
      delete window.truceline;
    },
  };
}
