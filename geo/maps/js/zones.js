// Zones on the clock: drawn only where in force, faded where they ended inside the window.

import { DAY_MAX } from "./days.js";
import { worldSize } from "./mercator.js";

const SVG = "http://www.w3.org/2000/svg";
const LINE_REACH_PX = 7;
const SPEAKS_FIRST = ["contact_line", "corridor", "peacekeeping", "disputed"];

/**
 * Which zones are drawn for a window.
 *
 * @param {Array<object>} zones decoded
 * @param {{from: number, to: number}} limits window @param {{to: number}} extent of the data,
 *   what an open end of the window amounts to
 * @returns {Map<number, {faded: boolean}>} zone number → how to draw it
 */
export function zonesInForce(zones, limits, extent) {
  const drawn = new Map();
  const last = Math.min(limits.to, Math.max(extent.to, limits.from));
  zones.forEach((zone, i) => {
    // An open end means that it may have gone on: nothing says that it ended.
    const end = zone.open_end ? DAY_MAX : zone.end;
    if (end < limits.from || zone.start > limits.to) return;
    drawn.set(i, { faded: end < last });
  });
  return drawn;
}

/**
 * @param {L.Map} map @param {string} pane of zones @param {string} disputedPane under it
 * @param {object} dataset @param {object} palette
 * @returns {{show: Function, recolour: Function, remove: Function, at: Function,
 *   inView: Function, anchors: Function}}
 */
export function createZoneLayer(map, pane, disputedPane, dataset, palette) {
  const renderers = {
    [pane]: L.svg({ pane, padding: 0.5 }),
    [disputedPane]: L.svg({ pane: disputedPane, padding: 0.5 }),
  };
  const styles = dataset.symbology.zone_styles;
  const built = new Map();
  let colours = palette;
  let drawn = new Map();

  function build(index) {
    const zone = dataset.zones[index];
    const style = styles[zone.kind] ?? styles.area;
    const own = zone.kind === "disputed" || zone.kind === "district" ? disputedPane : pane;
    const options = (look) => ({
      ...look, pane: own, renderer: renderers[own], interactive: false, smoothFactor: 0.8,
      lineCap: style.cap, lineJoin: "round",
    });
    const layers = [];
    const feature = { type: "Feature", properties: {}, geometry: zone.geometry };
    for (const part of strokes(style, zone)) {
      const layer = L.geoJSON(feature, { ...options({}), style: () => options(part({}, colours)) });
      layers.push({ layer, part });
    }
    built.set(index, layers);
    return layers;
  }

  function dress(index) {
    for (const { layer, part } of built.get(index)) {
      layer.setStyle(part(drawn.get(index) ?? {}, colours));
    }
  }

  return {
    /** Draw exactly these zones. Those already on the map stay: nothing flickers. */
    show(next) {
      for (const [index, layers] of built) {
        if (!next.has(index)) layers.forEach(({ layer }) => layer.remove());
      }
      drawn = next;
      for (const index of next.keys()) {
        const layers = built.get(index) ?? build(index);
        for (const { layer } of layers) if (!map.hasLayer(layer)) layer.addTo(map);
        dress(index);
      }
      hatches(map.getPane(pane), map.getPane(disputedPane), styles, colours);
    },
    recolour(next) {
      colours = next;
      for (const index of drawn.keys()) dress(index);
      hatches(map.getPane(pane), map.getPane(disputedPane), styles, colours);
    },
    remove() {
      for (const layers of built.values()) layers.forEach(({ layer }) => layer.remove());
      Object.values(renderers).forEach((renderer) => renderer.remove());
    },
    /** Zones under a point, the most telling first. */
    at: (latlng) => zonesAt(map, dataset.zones, drawn, latlng),
    /** Zones of which some part may be in view. */
    inView: () => [...drawn.keys()].filter((index) =>
      built.get(index)[0].layer.getBounds().intersects(map.getBounds())),
    /** Where the names of the drawn zones go. */
    anchors: () => nameAnchors(dataset.zones, drawn),
  };
}

/** The strokes a zone is made of, lowest first, as functions of its state and the colours. */
function strokes(style, zone) {
  const line = zone.geometry.type.endsWith("LineString");
  const parts = [];
  if (style.casing) {
    parts.push((state, c) => ({
      stroke: true, color: c.halo, weight: style.weight + 2.6, dashArray: null,
      opacity: state.faded ? 0.35 : 0.8, fill: false,
    }));
  }
  parts.push((state, c) => ({
    stroke: true,
    color: strokeColour(style, c),
    weight: zone.role === "route" ? style.weight + 0.8 : style.weight,
    dashArray: state.faded ? "3 6" : (zone.role === "route" ? "" : style.dash) || null,
    opacity: state.faded ? 0.55 : 1,
    fill: Boolean(style.fill || style.hatch) && !line,
    fillColor: style.hatch ? `url(#tl-hatch-${style.hatch})` : style.fill,
    fillOpacity: (style.hatch ? 1 : style.fill_opacity) * (state.faded ? 0.45 : 1),
  }));
  return parts;
}

/** The stroke of a zone: dark colours would vanish on a dark map. */
export function strokeColour(style, colours) {
  return colours.name === "dark" ? style.stroke_dark : style.stroke;
}

/** Hatch patterns, once per SVG renderer and theme. */
function hatches(zonePane, disputedPane, styles, colours) {
  for (const svg of [zonePane, disputedPane].map((p) => p.querySelector("svg"))) {
    if (!svg) continue;
    svg.querySelector("defs.tl-hatches")?.remove();
    const defs = document.createElementNS(SVG, "defs");
    defs.classList.add("tl-hatches");
    for (const [name, pitch] of [["sparse", 11], ["dense", 6]]) {
      const pattern = document.createElementNS(SVG, "pattern");
      const set = (key, value) => pattern.setAttribute(key, value);
      set("id", `tl-hatch-${name}`);
      set("patternUnits", "userSpaceOnUse");
      set("width", pitch);
      set("height", pitch);
      set("patternTransform", "rotate(45)");
      const line = document.createElementNS(SVG, "path");
      line.setAttribute("d", `M0 0V${pitch}`);
      line.setAttribute("stroke", strokeColour(styles.disputed, colours));
      line.setAttribute("stroke-opacity", "0.42");
      line.setAttribute("stroke-width", "1");
      pattern.appendChild(line);
      defs.appendChild(pattern);
    }
    svg.prepend(defs);
  }
}

function rings(geometry) {
  if (geometry.type === "Polygon") return [geometry.coordinates];
  if (geometry.type === "MultiPolygon") return geometry.coordinates;
  return [];
}

function lines(geometry) {
  if (geometry.type === "LineString") return [geometry.coordinates];
  if (geometry.type === "MultiLineString") return geometry.coordinates;
  return [];
}

function inRing(ring, lng, lat) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [xi, yi] = ring[i];
    const [xj, yj] = ring[j];
    if (yi > lat !== yj > lat && lng < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

function zonesAt(map, zones, drawn, latlng) {
  const point = map.latLngToContainerPoint(latlng);
  const hits = [];
  for (const index of drawn.keys()) {
    const { geometry } = zones[index];
    const inArea = rings(geometry).some(
      ([outer, ...holes]) => inRing(outer, latlng.lng, latlng.lat) &&
        !holes.some((hole) => inRing(hole, latlng.lng, latlng.lat)),
    );
    const onLine = lines(geometry).some((path) => {
      const pixels = path.map(([lng, lat]) => map.latLngToContainerPoint([lat, lng]));
      return pixels.some((p, i) => i > 0 &&
        L.LineUtil.pointToSegmentDistance(point, pixels[i - 1], p) <= LINE_REACH_PX);
    });
    if (!inArea && !onLine) continue;
    const rank = SPEAKS_FIRST.indexOf(zones[index].kind);
    hits.push({ index, rank: rank < 0 ? SPEAKS_FIRST.length : rank, size: extentOf(geometry) });
  }
  return hits.sort((a, b) => a.rank - b.rank || a.size - b.size).map((hit) => hit.index);
}

function extentOf(geometry) {
  const points = rings(geometry).flat(2);
  const span = (at) => {
    const values = points.map((p) => p[at]);
    return Math.max(...values) - Math.min(...values);
  };
  return points.length ? span(0) * span(1) : 0;
}

/** A point inside the largest ring, for zones whose place has no position of its own. */
function nameAnchors(zones, drawn) {
  const world = worldSize(0);
  const anchors = new Map();
  for (const index of drawn.keys()) {
    const { place, kind, geometry } = zones[index];
    if (anchors.has(place)) continue;
    const outer = rings(geometry).map(([ring]) => ring).sort((a, b) => b.length - a.length)[0];
    const path = outer ?? lines(geometry)[0];
    if (!path) continue;
    const pixels = path.map(([lng, lat]) => L.CRS.EPSG3857.latLngToPoint(L.latLng(lat, lng), 0));
    const middle = outer
      ? L.bounds(pixels).getCenter()
      : pixels[Math.floor(pixels.length / 2)];
    const unit = ({ x, y }) => ({ x: x / world, y: y / world });
    anchors.set(place, { kind, ...unit(middle), path: outer ? null : pixels.map(unit) });
  }
  return anchors;
}
