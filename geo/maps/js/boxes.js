// Which rectangles of the map are taken. A coarse grid keeps each question cheap.

const CELL = 64;
const ROW = 1 << 22;
const LINE_STEP = 7;

/**
 * An index of taken rectangles and leader lines in world pixels.
 *
 * @returns {{add: Function, remove: Function, collides: Function, addLeader: Function,
 *   fork: Function, underLeader: Function, lineHits: Function, crosses: Function}}
 */
export function createOccupancy(cells = new Map(), leaders = []) {
  function* keys(box) {
    const x1 = Math.floor(box.x1 / CELL);
    const y1 = Math.floor(box.y1 / CELL);
    for (let cx = Math.floor(box.x0 / CELL); cx <= x1; cx += 1) {
      for (let cy = Math.floor(box.y0 / CELL); cy <= y1; cy += 1) yield cx * ROW + cy;
    }
  }

  return {
    /** Take a rectangle; `owner` may later ask to overlook its own, `soft` ones can be yielded. */
    add(box) {
      for (const key of keys(box)) {
        if (!cells.has(key)) cells.set(key, []);
        cells.get(key).push(box);
      }
      return box;
    },
    remove(box) {
      for (const key of keys(box)) {
        const list = cells.get(key) ?? [];
        const at = list.indexOf(box);
        if (at >= 0) list.splice(at, 1);
      }
    },
    collides(box, owner = null, overSoft = false) {
      for (const key of keys(box)) {
        for (const other of cells.get(key) ?? []) {
          if (owner !== null && other.owner === owner) continue;
          if (overSoft && other.soft) continue;
          if (other.x0 < box.x1 && other.x1 > box.x0 && other.y0 < box.y1 && other.y1 > box.y0) {
            return true;
          }
        }
      }
      return false;
    },
    addLeader(line) {
      leaders.push(line);
    },
    /** A copy that can be added to without a trace here. */
    fork() {
      const copied = new Map([...cells].map(([key, boxes]) => [key, [...boxes]]));
      return createOccupancy(copied, [...leaders]);
    },
    /** True if a leader passes through the rectangle. */
    underLeader(box) {
      return leaders.some((line) => segmentHitsBox(line, box));
    },
    /** True if the line passes through something that is taken by another owner. */
    lineHits(line, owner, overSoft) {
      const steps = Math.ceil(Math.hypot(line.x1 - line.x0, line.y1 - line.y0) / LINE_STEP);
      for (let i = 1; i < steps; i += 1) {
        const x = line.x0 + ((line.x1 - line.x0) * i) / steps;
        const y = line.y0 + ((line.y1 - line.y0) * i) / steps;
        if (this.collides(boxAround(x, y, 2, 2), owner, overSoft)) return true;
      }
      return false;
    },
    /** True if the line crosses a leader of another glyph (a shared foot is no crossing). */
    crosses(line) {
      return leaders.some((other) => segmentsCross(line, other));
    },
  };
}

/** @returns {{x0: number, y0: number, x1: number, y1: number}} box of a size about a centre */
export function boxAround(x, y, width, height, extra = {}) {
  return {
    x0: x - width / 2, y0: y - height / 2, x1: x + width / 2, y1: y + height / 2, ...extra,
  };
}

/** True if two segments cross in their interiors. */
function segmentsCross(a, b) {
  const side = (p, q, x, y) => (q.x - p.x) * (y - p.y) - (q.y - p.y) * (x - p.x);
  const [a0, a1] = [{ x: a.x0, y: a.y0 }, { x: a.x1, y: a.y1 }];
  const [b0, b1] = [{ x: b.x0, y: b.y0 }, { x: b.x1, y: b.y1 }];
  return (
    side(a0, a1, b.x0, b.y0) * side(a0, a1, b.x1, b.y1) < -1e-6 &&
    side(b0, b1, a.x0, a.y0) * side(b0, b1, a.x1, a.y1) < -1e-6
  );
}

export function overlaps(a, b) {
  return a.x0 < b.x1 && a.x1 > b.x0 && a.y0 < b.y1 && a.y1 > b.y0;
}

/** True if a segment passes through a box. */
export function segmentHitsBox(line, box) {
  const dx = line.x1 - line.x0;
  const dy = line.y1 - line.y0;
  let low = 0;
  let high = 1;
  for (const [delta, start, min, max] of [
    [dx, line.x0, box.x0, box.x1],
    [dy, line.y0, box.y0, box.y1],
  ]) {
    if (Math.abs(delta) < 1e-9) {
      if (start < min || start > max) return false;
      continue;
    }
    const t0 = (min - start) / delta;
    const t1 = (max - start) / delta;
    low = Math.max(low, Math.min(t0, t1));
    high = Math.min(high, Math.max(t0, t1));
  }
  return low <= high;
}
