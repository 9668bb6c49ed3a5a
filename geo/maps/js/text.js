// Text on canvas: one family, a cache of widths, halos.

const FAMILY = '"Noto Sans", "DejaVu Sans", system-ui, sans-serif';
const LONGEST = 60;

const ruler = document.createElement("canvas").getContext("2d");
const widths = new Map();

/** @param {string} font CSS font without family, as "600 12px" @returns {string} */
export function fontOf(font) {
  return `${font} ${FAMILY}`;
}

/**
 * Width of a text in CSS pixels.
 *
 * @param {string} text @param {string} font as for `fontOf` @param {number} [spacing] px between
 * @returns {number}
 */
export function textWidth(text, font, spacing = 0) {
  const key = `${font}|${spacing}|${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    if (widths.size > 20000) widths.clear();
    ruler.font = fontOf(font);
    ruler.letterSpacing = `${spacing}px`;
    width = ruler.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}

/** Data may hold names of any length; the map shows the beginning. */
export function clip(text, longest = LONGEST) {
  const clean = String(text ?? "").replace(/\s+/g, " ").trim();
  return clean.length > longest ? `${clean.slice(0, longest - 1)}…` : clean;
}

/**
 * Break a text into at most three lines of about equal length.
 *
 * @param {string} text @param {number} limit characters that fit in a line
 * @returns {Array<string>}
 */
export function wrap(text, limit) {
  if (text.length <= limit) return [text];
  const target = Math.max(limit, Math.ceil(text.length / 3));
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines.length - 1;
    const joined = lines[last] ? `${lines[last]} ${word}` : word;
    if (joined.length > target && lines[last] && lines.length < 3) lines.push(word);
    else lines[last] = joined;
  }
  return lines;
}

/**
 * Draw a text with a halo at a baseline-middle position.
 *
 * @param {CanvasRenderingContext2D} ctx
 * @param {string} text @param {number} x @param {number} y
 * @param {{font: string, fill: string, halo: string, align?: string, spacing?: number,
 *   haloWidth?: number}} style
 */
export function haloText(ctx, text, x, y, style) {
  ctx.font = fontOf(style.font);
  ctx.letterSpacing = `${style.spacing ?? 0}px`;
  ctx.textAlign = style.align ?? "left";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = style.haloWidth ?? 3.5;
  ctx.strokeStyle = style.halo;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = style.fill;
  ctx.fillText(text, x, y);
  ctx.letterSpacing = "0px";
}
