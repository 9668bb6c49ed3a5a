// Where the words beside a symbol stand.

import { textWidth } from "./text.js";

export const CAPTION_FONT = "600 12px";
const CAPTION_HEIGHT = 15;

/**
 * The caption beside a symbol: the whole text, else the toll alone, else null; false if there is no
 * room for a toll.
 *
 * @param {{long: string, short: string}} words @param {number} x @param {number} y of the symbol
 * @param {number} size its diameter @param {(box: object) => boolean} free
 * @param {boolean} away whether to the left is better
 */
export function captionAt(words, x, y, size, free, away) {
  for (const text of [words.long, words.short]) {
    if (!text) continue;
    const width = textWidth(text, CAPTION_FONT);
    for (const side of away ? ["left", "right"] : ["right", "left"]) {
      const gap = size / 2 + 7;
      const x0 = side === "right" ? x + gap : x - gap - width;
      const box = {
        x0: x0 - 1, x1: x0 + width + 1, y0: y - CAPTION_HEIGHT / 2, y1: y + CAPTION_HEIGHT / 2,
      };
      if (free(box)) return { text, side, x: side === "right" ? x0 : x0 + width, y, box };
    }
  }
  return words.short ? false : null;
}
