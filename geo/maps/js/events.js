// The canvas of events: uncertainty circles, leader lines, symbols, captions, counts, rings.

import { CAPTION_FONT } from "./captions.js";
import { createCanvas } from "./canvas.js";
import { groundPixels, worldSize } from "./mercator.js";
import { fontOf, haloText } from "./text.js";

const NEAR = 1;
const PALE = 0.42;
const PALE_COUNT = 0.6;

/**
 * @param {L.Map} map @param {string} pane @param {string} circlePane pane under it
 * @param {() => object} scene current `{layout, frame, dataset, palette, glyphs, selected, focus}`
 * @returns {{redraw: Function, remove: Function}}
 */
export function createEventLayer(map, pane, circlePane, scene) {
  const circles = createCanvas(map, circlePane, (ctx, view) => drawCircles(ctx, view, scene()));
  const symbols = createCanvas(map, pane, (ctx, view) => drawSymbols(ctx, view, scene()));
  return {
    redraw() {
      circles.redraw();
      symbols.redraw();
    },
    remove() {
      circles.remove();
      symbols.remove();
    },
  };
}

function drawCircles(ctx, view, { frame, dataset, palette }) {
  const { events, places } = dataset;
  const world = worldSize(view.zoom);
  for (const stack of frame.stacks) {
    const radiusKm = places.radiusKm[stack.place];
    if (stack.area || !radiusKm) continue;
    const near = stack.events.filter((event) => events.wherePrec[event] === NEAR);
    if (!near.length) continue;
    const radius = groundPixels(radiusKm * 1000, places.y[stack.place], view.zoom);
    const x = places.x[stack.place] * world - view.origin.x;
    const y = places.y[stack.place] * world - view.origin.y;
    if (radius < 7 || outside(view, x, y, radius)) continue;
    ctx.globalAlpha = near.some((event) => frame.certain(event) === 2) ? 1 : PALE;
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    ctx.fillStyle = palette.name === "dark" ? "rgba(255,255,255,0.07)" : "rgba(255,255,255,0.32)";
    ctx.fill();
    ctx.setLineDash([5, 4]);
    ctx.lineWidth = 1.4;
    ctx.strokeStyle = palette.leader;
    ctx.stroke();
    ctx.setLineDash([]);
  }
  ctx.globalAlpha = 1;
}

function drawSymbols(ctx, view, { layout, palette, glyphs, selected, focus }) {
  const local = (glyph) => ({ x: glyph.x - view.origin.x, y: glyph.y - view.origin.y });
  const visible = layout.glyphs.filter((glyph) => {
    const { x, y } = local(glyph);
    return !outside(view, x, y, 160);
  });
  for (const glyph of visible) {
    if (glyph.leader) drawLeader(ctx, view, glyph, palette);
  }
  for (const glyph of visible) {
    if (glyph.leader) drawFoot(ctx, view, glyph, palette);
  }
  for (const glyph of visible) {
    const { x, y } = local(glyph);
    ctx.globalAlpha = glyph.certain ? 1 : glyph.kind === "area" ? PALE_COUNT : PALE;
    if (glyph.kind === "area") drawPill(ctx, x, y, glyph, palette);
    else glyphs.draw(ctx, x, y, glyph, palette, view.dpr);
    ctx.globalAlpha = glyph.certain ? 1 : 0.7;
    if (glyph.caption) drawCaption(ctx, view, glyph, palette);
    ctx.globalAlpha = 1;
    if (glyph.kind === "stack") drawCount(ctx, x, y, glyph);
    if (selected !== null && glyph.events.includes(selected)) {
      drawRing(ctx, x, y, glyph, palette.accent, palette.halo, []);
    }
    if (focus !== null && glyph.events.includes(focus)) {
      drawRing(ctx, x, y, glyph, palette.panel_ink, palette.halo, [5, 3]);
    }
  }
}

function outside(view, x, y, margin) {
  return x < -margin || y < -margin || x > view.width + margin || y > view.height + margin;
}

function drawLeader(ctx, view, glyph, palette) {
  const x0 = glyph.ax - view.origin.x;
  const y0 = glyph.ay - view.origin.y;
  const x1 = glyph.x - view.origin.x;
  const y1 = glyph.y - view.origin.y;
  ctx.globalAlpha = glyph.certain ? 1 : 0.6;
  ctx.lineCap = "round";
  for (const [width, color] of [[3.2, palette.halo], [1.1, palette.leader]]) {
    ctx.beginPath();
    ctx.moveTo(x0, y0);
    ctx.lineTo(x1, y1);
    ctx.lineWidth = width;
    ctx.strokeStyle = color;
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
}

function drawFoot(ctx, view, glyph, palette) {
  ctx.beginPath();
  ctx.arc(glyph.ax - view.origin.x, glyph.ay - view.origin.y, 3.2, 0, 2 * Math.PI);
  ctx.fillStyle = palette.leader;
  ctx.fill();
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = palette.halo;
  ctx.stroke();
}

function drawCaption(ctx, view, glyph, palette) {
  const { text, side, x, y } = glyph.caption;
  haloText(ctx, text, x - view.origin.x, y - view.origin.y, {
    font: CAPTION_FONT,
    fill: palette.label,
    halo: palette.halo,
    align: side === "right" ? "left" : "right",
    haloWidth: 4,
  });
}

function drawCount(ctx, x, y, glyph) {
  const at = glyph.diameter * 0.4;
  drawBadge(ctx, x + at, y + at, glyph.count > 999 ? "999+" : String(glyph.count));
}

/** How many events a symbol stands for. */
export function drawBadge(ctx, x, y, text) {
  const height = 17;
  const width = Math.max(height, 9 + 7.5 * text.length);
  ctx.beginPath();
  ctx.roundRect(x - width / 2, y - height / 2, width, height, height / 2);
  ctx.fillStyle = "#14202C";
  ctx.fill();
  ctx.lineWidth = 1.6;
  ctx.strokeStyle = "#FFFFFF";
  ctx.stroke();
  ctx.fillStyle = "#FFFFFF";
  ctx.font = fontOf("700 11px");
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(text, x, y + 0.5);
}

/** A count for events known only to an area; dashed, as everything is that is not located. */
export function drawPill(ctx, x, y, glyph, palette) {
  const { width } = glyph;
  const height = glyph.diameter;
  ctx.beginPath();
  ctx.roundRect(x - width / 2, y - height / 2, width, height, 6);
  ctx.fillStyle = palette.panel;
  ctx.fill();
  ctx.setLineDash([4, 3]);
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = palette.panel_ink;
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.fillStyle = palette.panel_ink;
  ctx.font = fontOf("700 12px");
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(String(glyph.count), x, y + 0.5);
}

/** A ring about a symbol: solid for what is chosen, dashed for where the keyboard stands. */
export function drawRing(ctx, x, y, glyph, color, halo, dash) {
  const width = (glyph.width ?? glyph.diameter) + 11;
  const height = glyph.diameter + 11;
  const corner = glyph.width ? 9 : height / 2;
  for (const [line, stroke] of [[6, halo], [3.2, color]]) {
    ctx.beginPath();
    ctx.roundRect(x - width / 2, y - height / 2, width, height, corner);
    ctx.setLineDash(dash);
    ctx.lineWidth = line;
    ctx.strokeStyle = stroke;
    ctx.stroke();
  }
  ctx.setLineDash([]);
}
