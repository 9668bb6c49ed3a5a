// Which things may lie under a point: a grid of cells, each with the things that reach into it.

const CELL = 64;
const ROW = 1 << 22;

/**
 * @returns {{add: Function, at: Function}} `add(item, x0, y0, x1, y1)` in the order of drawing,
 *   `at(x, y)` → items whose box may hold the point, in the order they were added
 */
export function createGrid() {
  const cells = new Map();
  return {
    add(item, x0, y0, x1, y1) {
      for (let cx = Math.floor(x0 / CELL); cx <= Math.floor(x1 / CELL); cx += 1) {
        for (let cy = Math.floor(y0 / CELL); cy <= Math.floor(y1 / CELL); cy += 1) {
          const key = cx * ROW + cy;
          if (!cells.has(key)) cells.set(key, []);
          cells.get(key).push(item);
        }
      }
    },
    at: (x, y) => cells.get(Math.floor(x / CELL) * ROW + Math.floor(y / CELL)) ?? [],
  };
}
