// Which symbol lies under a point.

import { createGrid } from "./grid.js";

const SLACK_MOST = 12;
const BADGE = 12;

/**
 * @returns {(layout: {glyphs: Array<object>}, x: number, y: number, slack: number) => object|null}
 *   the uppermost symbol of a layout under a point in world pixels
 */
export function createGlyphPicker() {
  let indexed = null;
  let grid = null;
  return (layout, x, y, slack) => {
    if (indexed !== layout) {
      indexed = layout;
      grid = createGrid();
      for (const glyph of layout.glyphs) addGlyph(grid, glyph);
    }
    return pick(grid.at(x, y), x, y, slack);
  };
}

function addGlyph(grid, glyph) {
  const wide = (glyph.width ?? glyph.diameter) / 2 + BADGE + SLACK_MOST;
  const high = glyph.diameter / 2 + BADGE + SLACK_MOST;
  const box = glyph.caption?.box ?? { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity };
  grid.add(glyph, Math.min(glyph.x - wide, box.x0), Math.min(glyph.y - high, box.y0),
    Math.max(glyph.x + wide, box.x1), Math.max(glyph.y + high, box.y1));
}

/**
 * The symbol under a point, the uppermost first.
 *
 * @param {Array<object>} glyphs placed symbols, in drawing order
 * @param {number} x @param {number} y world pixels @param {number} slack extra pixels
 * @returns {object|null}
 */
function pick(glyphs, x, y, slack) {
  for (let i = glyphs.length - 1; i >= 0; i -= 1) {
    const glyph = glyphs[i];
    const halfWidth = (glyph.width ?? glyph.diameter) / 2 + slack;
    const halfHeight = glyph.diameter / 2 + slack;
    const dx = Math.abs(x - glyph.x);
    const dy = Math.abs(y - glyph.y);
    if (glyph.width ? dx <= halfWidth && dy <= halfHeight : Math.hypot(dx, dy) <= halfHeight) {
      return glyph;
    }
    // The count sits outside the symbol and is what people aim at.
    if (glyph.kind === "stack") {
      const at = glyph.diameter * 0.4;
      if (Math.hypot(x - glyph.x - at, y - glyph.y - at) <= 9 + slack) return glyph;
    }
    const box = glyph.caption?.box;
    if (box && x >= box.x0 && x <= box.x1 && y >= box.y0 && y <= box.y1) return glyph;
  }
  return null;
}
