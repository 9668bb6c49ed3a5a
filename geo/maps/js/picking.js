// Which symbol lies under a point.

/**
 * The symbol under a point, the uppermost first.
 *
 * @param {Array<object>} glyphs placed symbols, in drawing order
 * @param {number} x @param {number} y world pixels @param {number} slack extra pixels
 * @returns {object|null}
 */
export function pick(glyphs, x, y, slack) {
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
