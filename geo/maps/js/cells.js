// A grid of cells over the map, a square in each: its colour the main class, its size how many
// events. Sizes rather than shades, since shades of six colours cannot be told apart.

import { worldSize } from "./mercator.js";

const CELL = 13;
const STEPS = 6;
const SIDE_LEAST = 2;

/**
 * Draw the density of all sites in and about the view.
 *
 * @param {CanvasRenderingContext2D} ctx @param {object} view of canvas.js
 * @param {object} scene or the server's counts, which stand for it
 * @param {number} [pitch] pixels from square to square
 * @returns {{at: Function, list: Function}} `at(x, y)` the cell under a point in world pixels
 */
export function paintCells(ctx, view, { seen, sites, tally, classes }, pitch = CELL) {
  const { counts, width } = tally;
  const world = worldSize(view.zoom);
  // Cells are tied to the ground, so that they stay where they are while the map is moved.
  const left = Math.floor(view.origin.x / pitch);
  const top = Math.floor(view.origin.y / pitch);
  const columns = Math.ceil(view.width / pitch) + 1;
  const rows = Math.ceil(view.height / pitch) + 1;
  const sums = new Int32Array(columns * rows * width);
  const totals = new Int32Array(columns * rows);
  const cellOf = (site) => {
    const cx = Math.floor((sites.x[site] * world) / pitch) - left;
    const cy = Math.floor((sites.y[site] * world) / pitch) - top;
    return cx < 0 || cy < 0 || cx >= columns || cy >= rows ? -1 : cy * columns + cx;
  };
  let most = 1;
  for (let k = 0; k < seen.sites.length; k += 1) {
    const site = seen.sites[k];
    const cell = cellOf(site);
    if (cell < 0) continue;
    for (let c = 0; c < width; c += 1) {
      const n = counts[site * width + c];
      sums[cell * width + c] += n;
      totals[cell] += n;
    }
    if (totals[cell] > most) most = totals[cell];
  }
  // A scale in steps of powers of two holds still while the window moves.
  const scale = Math.max(1, Math.ceil(Math.log2(most + 1)));
  const main = new Uint8Array(totals.length);
  for (let cell = 0; cell < totals.length; cell += 1) main[cell] = mainClass(sums, cell, width);
  const x0 = left * pitch - view.origin.x;
  const y0 = top * pitch - view.origin.y;
  for (let c = 0; c < width; c += 1) {
    ctx.fillStyle = classes.list[c].fill;
    for (let cell = 0; cell < totals.length; cell += 1) {
      if (!totals[cell] || main[cell] !== c) continue;
      const step = Math.ceil((Math.log2(totals[cell] + 1) / scale) * STEPS) / STEPS;
      const side = Math.round(SIDE_LEAST + (pitch - 1 - SIDE_LEAST) * step);
      const inset = (pitch - side) / 2;
      ctx.fillRect(x0 + (cell % columns) * pitch + inset,
        y0 + Math.floor(cell / columns) * pitch + inset, side, side);
    }
  }

  function describe(cell) {
    const inside = [...seen.sites].filter((site) => cellOf(site) === cell);
    const busiest = inside.reduce((a, b) => (tally.at(b) > tally.at(a) ? b : a));
    return {
      kind: "cell", crowd: `${left + (cell % columns)}/${top + Math.floor(cell / columns)}`,
      count: totals[cell], place: sites.place[busiest], sites: inside.length, events: [],
      byClass: [...sums.subarray(cell * width, (cell + 1) * width)], diameter: pitch,
      x: (left + (cell % columns) + 0.5) * pitch,
      y: (top + Math.floor(cell / columns) + 0.5) * pitch,
    };
  }

  return {
    at(x, y) {
      const cx = Math.floor(x / pitch) - left;
      const cy = Math.floor(y / pitch) - top;
      if (cx < 0 || cy < 0 || cx >= columns || cy >= rows) return null;
      const cell = cy * columns + cx;
      return totals[cell] ? describe(cell) : null;
    },
    list: () => [...totals.keys()].filter((cell) => totals[cell]).map((cell) => ({
      cell, key: `${left + (cell % columns)}/${top + Math.floor(cell / columns)}`,
      count: totals[cell], x: (left + (cell % columns) + 0.5) * pitch,
      y: (top + Math.floor(cell / columns) + 0.5) * pitch,
    })),
  };
}

function mainClass(sums, cell, width) {
  let main = 0;
  for (let c = 1; c < width; c += 1) {
    if (sums[cell * width + c] > sums[cell * width + main]) main = c;
  }
  return main;
}
