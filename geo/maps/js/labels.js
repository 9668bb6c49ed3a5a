// Names of places: ranked, thinned by zoom, kept off the symbols and off each other.

import { boxAround, overlaps } from "./boxes.js";
import { createCanvas } from "./canvas.js";
import { framed } from "./framed.js";
import { placeAlong } from "./linenames.js";
import { worldSize } from "./mercator.js";
import { clip, haloText, textWidth, wrap } from "./text.js";
import { strokeColour } from "./zones.js";

// Rank 1 shows from the smallest scale on, rank 6 only close up.
const FROM_ZOOM = [0, 0, 5.5, 7.5, 8.5, 9.5, 10.5];
const EVENT_BONUS = 2;
const AREA_FROM_ZOOM = {
  state: 3.5, disputed: 7, peacekeeping: 8.5, zone: 8.5, corridor: 9, contact_line: 8.5,
  district: 9.5, natural: 8.5, area: 9, border: 99, other: 9,
};
const ZONE_KINDS = new Set(["zone", "peacekeeping", "corridor", "contact_line", "disputed"]);
const SMALL = 5;
const LAST = 99;
const STATE_UP_TO_ZOOM = 11;

const STYLES = {
  state: { font: "500 14px", spacing: 4, color: "label_area", upper: true },
  capital: { font: "700 14px", color: "label" },
  town: { font: "600 13px", color: "label" },
  settlement: { font: "500 12.5px", color: "label" },
  hamlet: { font: "400 12px", color: "label_quiet" },
  zone: { font: "600 12.5px", color: "label" },
  disputed: { font: "italic 500 13px", color: "label_area", spacing: 1.2, upper: true },
  district: { font: "500 11px", spacing: 1, color: "label_area" },
  natural: { font: "italic 400 12px", color: "label_water" },
};

/** The style of a place's name, by its kind and its rank. */
function styleOf(kind, rank) {
  if (kind === "capital") return STYLES.capital;
  if (ZONE_KINDS.has(kind)) return STYLES[kind] ?? STYLES.zone;
  if (kind in AREA_FROM_ZOOM) return STYLES[kind] ?? STYLES.district;
  if (rank <= 3) return STYLES.town;
  return rank <= 4 ? STYLES.settlement : STYLES.hamlet;
}

/**
 * The name of a place in a convention, clipped; empty where it has none.
 *
 * @param {object} places decoded @param {number} place @param {string} convention code
 * @returns {string}
 */
export function placeName(places, place, convention) {
  const column = places.label[convention] ?? places.label.en;
  return clip(column?.[place] || places.label.en?.[place] || "");
}

/** Room a name takes beside its place, for the layout of symbols; null where it has none. */
export function nameBox(places, place, convention, zoom) {
  const kind = places.kind[place];
  if (kind in AREA_FROM_ZOOM) return null;
  if (zoom < FROM_ZOOM[places.rank[place]] - EVENT_BONUS) return null;
  const style = kind === "capital" ? STYLES.capital : STYLES.town;
  return { width: textWidth(placeName(places, place, convention), style.font) + 6, height: 16 };
}

/**
 * Choose and place the names.
 *
 * @param {object} options `places`, `convention`, `zoom`, `occupancy`, `cores` (place → radius
 *   to keep clear, for places with symbols), `pills` (place → count standing on its area),
 *   `zones` (place → {kind, x, y, path} of zones drawn, the path of lines only), `within` (part of the world in mercator units
 *   beyond which no name is placed, or null), `quiet` (true to leave out small places without
 *   events)
 * @returns {Array<object>} names with position and style, in world pixels
 */
export function layoutLabels({ places, convention, zoom, occupancy, cores, pills, zones, within, quiet }) {
  const world = worldSize(zoom);
  const candidates = [];
  for (let place = 0; place < places.count; place += 1) {
    const zone = zones.get(place);
    const kind = places.kind[place] === "zone" ? zone?.kind ?? "zone" : places.kind[place];
    const area = kind in AREA_FROM_ZOOM;
    const hasEvents = cores.has(place);
    if (quiet && !hasEvents && places.rank[place] >= SMALL) continue;
    // A line is named on the line: the place's own point may lie off the part in force.
    const onLine = zone && kind === "contact_line";
    const x = onLine || Number.isNaN(places.x[place]) ? zone?.x : places.x[place];
    const y = onLine || Number.isNaN(places.y[place]) ? zone?.y : places.y[place];
    if (within && !onLine && (x < within.x0 || x > within.x1 || y < within.y0 || y > within.y1)) continue;
    if (x === undefined || (ZONE_KINDS.has(kind) && !zone)) continue;
    if (kind === "state" && zoom > STATE_UP_TO_ZOOM) continue;
    const from = area ? AREA_FROM_ZOOM[kind] : FROM_ZOOM[places.rank[place]];
    if (zoom < from - (hasEvents ? EVENT_BONUS : 0)) continue;
    const name = placeName(places, place, convention);
    if (!name) continue;
    const plain = styleOf(kind, places.rank[place]);
    const style = hasEvents && !area && kind !== "capital" ? STYLES.town : plain;
    candidates.push({
      place, name, style, area, zone, kind, x: x * world, y: y * world,
      // A line can be named anywhere along it, so other names come first.
      order: onLine ? LAST
        : (hasEvents && !area ? 0 : 10) + (kind === "state" ? -1 : places.rank[place]),
    });
  }
  candidates.sort((a, b) => a.order - b.order || a.place - b.place);
  const labels = [];
  for (const candidate of candidates) {
    if (candidate.zone?.path && candidate.kind === "contact_line") {
      labels.push(...placeAlong(candidate, occupancy, world));
      continue;
    }
    const label = candidate.area
      ? placeArea(candidate, occupancy, pills.get(candidate.place), reachAt(zoom))
      : placePoint(candidate, occupancy, cores.get(candidate.place));
    if (label) labels.push(label);
  }
  return labels;
}

function placePoint(candidate, occupancy, core) {
  const { style, name, x, y, kind } = candidate;
  const width = textWidth(name, style.font) + 4;
  const height = 15;
  const gap = (core ?? 4) + 4;
  const up = gap * 0.7 + height / 2;
  const spots = [
    ["left", gap, 0], ["right", -gap, 0], ["left", gap * 0.7, -up + 2], ["left", gap * 0.7, up - 2],
    ["right", -gap * 0.7, -up + 2], ["right", -gap * 0.7, up - 2],
    ["center", 0, gap + height / 2], ["center", 0, -gap - height / 2],
  ];
  const marker = core === undefined;
  if (marker && occupancy.collides(boxAround(x, y, 7, 7), null, true)) return null;
  for (const [align, dx, dy] of spots) {
    const left = { left: x + dx, right: x + dx - width, center: x + dx - width / 2 }[align];
    const box = {
      x0: left - 2, x1: left + width, y0: y + dy - height / 2, y1: y + dy + height / 2,
    };
    if (occupancy.collides(box, null, true) || occupancy.underLeader(box)) continue;
    occupancy.add(box);
    if (marker) occupancy.add(boxAround(x, y, 8, 8));
    return {
      ...candidate, lines: [name], align, tx: x + dx, ty: y + dy, box, marker: marker && kind,
    };
  }
  return null;
}

/** How far, in pixels, the name of an area may stand off its middle before it misleads. */
function reachAt(zoom) {
  return Math.min(110, 24 * 2 ** Math.max(0, zoom - 7));
}

function placeArea(candidate, occupancy, pill, reach) {
  const { style, name } = candidate;
  const { x, y } = pill ?? candidate;
  const text = style.upper ? name.toLocaleUpperCase() : name;
  const lines = wrap(text, 16);
  const spacing = style.spacing ?? 0;
  const width = Math.max(...lines.map((line) => textWidth(line, style.font, spacing))) + 6;
  const height = 17 * lines.length;
  const steps = [[0, 0], [0, -24], [0, 24], [-40, 0], [40, 0], [0, -48], [0, 48], [-70, -24],
    [70, -24], [-70, 24], [70, 24], [0, -76], [0, 76], [-110, 0], [110, 0]]
    .filter((step) => Math.hypot(...step) <= reach);
  if (pill) {
    // Close to the count, which it explains.
    const below = (pill.diameter + height) / 2 + 1;
    const beside = (pill.width + width) / 2 + 3;
    steps.unshift([0, below], [0, -below], [beside, 0], [-beside, 0]);
  }
  for (const [dx, dy] of steps) {
    const box = boxAround(x + dx, y + dy, width, height);
    if (occupancy.collides(box, null, true) || occupancy.underLeader(box)) continue;
    occupancy.add(box);
    return {
      ...candidate, lines, align: "center", tx: x + dx, ty: y + dy, box, marker: false,
    };
  }
  return null;
}

/**
 * @param {L.Map} map @param {string} pane
 * @param {() => object} scene current `{labels, palette, panels, symbology}`; `panels` are the
 *   rectangles of legend and cards in container pixels, under which no name may half hide
 * @returns {{redraw: Function, remove: Function, shown: () => Array<object>}}
 */
export function createLabelLayer(map, pane, scene) {
  let shown = [];
  const canvas = createCanvas(map, pane, (ctx, view) => {
    const { labels, palette, panels, symbology, layout } = scene();
    shown = [];
    const moved = [];
    const covered = (box) => panels.some((p) => overlaps(p, box));
    const taken = (box, label) => layout.occupancy.collides(box, null, true) ||
      covered(inFrame(box)) ||
      [...labels, ...moved].some((other) => other !== label && overlaps(other.box, box));
    const corner = view.origin.add(view.pad);
    const width = view.width - 2 * view.pad.x;
    const inFrame = ({ x0, x1, y0, y1 }) => ({ x0: x0 - corner.x, x1: x1 - corner.x,
      y0: y0 - corner.y, y1: y1 - corner.y });
    for (const laid of labels) {
      const label = framed(laid, corner, width, taken);
      if (!label) continue;
      if (label !== laid) moved.push(label);
      const x = label.tx - view.origin.x;
      const y = label.ty - view.origin.y;
      if (x < -200 || y < -60 || x > view.width + 200 || y > view.height + 60) continue;
      const box = inFrame(label.box);
      if (covered(box)) continue;
      drawLabel(ctx, label, x, y, view, palette, symbology);
      const inside = box.x1 > 0 && box.y1 > 0 && box.x0 < width &&
        box.y0 < view.height - 2 * view.pad.y;
      if (inside) shown.push(label);
    }
  });
  return { ...canvas, shown: () => shown };
}

function drawLabel(ctx, label, x, y, view, palette, symbology) {
  const { style, lines, align, zone, kind } = label;
  let fill = palette[style.color];
  if (ZONE_KINDS.has(kind) && zone && kind !== "disputed") {
    fill = strokeColour(symbology.zone_styles[zone.kind], palette);
  }
  lines.forEach((line, i) => {
    haloText(ctx, line, x, y + (i - (lines.length - 1) / 2) * 17, {
      font: style.font, fill, halo: palette.halo, align, spacing: style.spacing, haloWidth: 3.5,
    });
  });
  if (label.marker) {
    drawMarker(ctx, label.x - view.origin.x, label.y - view.origin.y, label, palette);
  }
}

function drawMarker(ctx, x, y, label, palette) {
  ctx.beginPath();
  if (label.kind === "capital") ctx.rect(x - 3.5, y - 3.5, 7, 7);
  else ctx.arc(x, y, label.style === STYLES.hamlet ? 2.1 : 2.8, 0, 2 * Math.PI);
  ctx.lineWidth = 3.4;
  ctx.strokeStyle = palette.halo;
  ctx.stroke();
  ctx.fillStyle = palette.halo;
  ctx.fill();
  ctx.lineWidth = 1.4;
  ctx.strokeStyle = palette.label;
  ctx.stroke();
}
