// Symbols: shape by category, ring by status, size by toll. Each look is drawn once, at the
// device's resolution, and then copied: a map may hold thousands.

import { fontOf } from "./text.js";

const BOX = 24;
const TURN_STEP = 5;
const GREY = "#767676";

/** A colour thinned with white. */
function mix(color, white) {
  const parts = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
  return `rgb(${parts.map((v) => Math.round(v + (255 - v) * white)).join(",")})`;
}

/**
 * @param {object} symbology
 * @returns {{diameter: Function, sprite: Function, draw: Function}}
 */
export function createGlyphs(symbology) {
  const paths = symbology.categories.map((category) => ({
    frame: new Path2D(category.frame),
    glyph: category.glyph ? new Path2D(category.glyph) : null,
  }));
  const sprites = new Map();

  /** @param {number} killed deaths, NaN unknown @returns {number} diameter in CSS pixels */
  function diameter(killed) {
    const number = Number.isNaN(killed) ? 0 : killed;
    const found = symbology.toll_classes.find((c) => c.max === null || number <= c.max);
    return found.diameter_px;
  }

  function paint(ctx, category, status, size, bearing, palette, look) {
    const ring = symbology.statuses[status].ring;
    const { frame, glyph } = paths[category];
    const unit = size / BOX;
    const px = (n) => n / unit;
    const ringWidth = Math.max(2.4, Math.min(5, size * 0.1));
    const keyline = size < 34 ? 1.1 : 1.4;
    ctx.save();
    ctx.scale(unit, unit);
    ctx.rotate((bearing * Math.PI) / 180);
    ctx.translate(-BOX / 2, -BOX / 2);
    ctx.lineJoin = "round";
    // Halo, then keyline, both outside the shape so that the shape keeps its size.
    const stroke = (width, color, dash = []) => {
      ctx.setLineDash(dash);
      ctx.lineWidth = px(width);
      ctx.strokeStyle = color;
      ctx.stroke(frame);
      ctx.setLineDash([]);
    };
    stroke(2 * (keyline + 1.5), palette.symbolHalo);
    stroke(2 * keyline, ring === "dashed" ? look.fill : palette.keyline);
    ctx.fillStyle = { solid: look.fill, grey: mix(look.fill, 0.72) }[ring] ?? "#FFFFFF";
    ctx.fill(frame);
    if (ring !== "solid") {
      // The ring lies inside the shape: clip, and stroke twice as wide.
      ctx.save();
      ctx.clip(frame);
      if (ring === "grey") stroke(1.3 * ringWidth, GREY);
      else stroke(2 * ringWidth, look.fill);
      ctx.restore();
    }
    // Contested: the keyline itself is broken, and the ring keeps the shape readable.
    if (ring === "dashed") {
      stroke(1.3 * keyline + 0.5, palette.keyline, [px(size * 0.13), px(size * 0.09)]);
    }
    if (glyph) {
      ctx.fillStyle = ring === "solid" ? look.ink : palette.keyline;
      const shrink = ring === "solid" ? 1 : 0.86;
      ctx.translate(BOX / 2, BOX / 2);
      ctx.scale(shrink, shrink);
      ctx.translate(-BOX / 2, -BOX / 2);
      ctx.fill(glyph);
    }
    ctx.restore();
  }

  function badge(ctx, text, size) {
    const radius = Math.max(6.5, size * 0.17);
    const at = size * 0.4;
    ctx.beginPath();
    ctx.arc(at, -at, radius, 0, 2 * Math.PI);
    ctx.fillStyle = "#1A1A1A";
    ctx.fill();
    ctx.lineWidth = 1.4;
    ctx.strokeStyle = "#FFFFFF";
    ctx.stroke();
    ctx.fillStyle = "#FFFFFF";
    ctx.font = fontOf(`700 ${Math.round(radius * 1.5)}px`);
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillText(text, at, -at + radius * 0.09);
  }

  /** @returns {{canvas: HTMLCanvasElement, half: number}} the drawn symbol, half its width */
  function sprite(category, status, size, bearing, palette, dpr, own = null) {
    const look = own ?? symbology.categories[category];
    const turns = symbology.categories[category].turns && !Number.isNaN(bearing);
    const turn = turns ? Math.round(bearing / TURN_STEP) * TURN_STEP : 0;
    const key = `${category}/${status}/${size}/${turn}/${dpr}/${palette.name}/${look.fill}`;
    let found = sprites.get(key);
    if (!found) {
      const half = Math.ceil(size * 0.62 + 8);
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(2 * half * dpr);
      canvas.height = canvas.width;
      const ctx = canvas.getContext("2d");
      ctx.scale(dpr, dpr);
      ctx.translate(half, half);
      paint(ctx, category, status, size, turn, palette, look);
      const text = symbology.statuses[status].badge;
      if (text) badge(ctx, text, size);
      found = { canvas, half };
      sprites.set(key, found);
    }
    return found;
  }

  /** Draw a symbol centred on (x, y), set on whole device pixels so that it stays crisp. */
  function draw(ctx, x, y, spec, palette, dpr) {
    const { canvas, half } = sprite(
      spec.category, spec.status, spec.diameter, spec.bearing, palette, dpr, spec.look,
    );
    const snap = (v) => Math.round(v * dpr) / dpr;
    ctx.drawImage(canvas, snap(x - half), snap(y - half), 2 * half, 2 * half);
  }

  return { diameter, sprite, draw };
}
