// Where symbols may stand about a place, in pixels and degrees clockwise from east.

/** Radii of the rings a stack is spread on, and those of one that was opened on purpose. */
export const REACH = [32, 40, 48, 58, 70, 84];
export const REACH_FAR = [...REACH, 102, 126, 150, 180, 215];
export const RING_STEP = 5;
export const RING_DIRECTIONS = 360 / RING_STEP;
export const WIDEST_GAP = 60;
/** Air about a symbol. */
export const GAP = 4;

const SWERVE = [0, 12, -12, 24, -24, 38, -38];
const NORTH = -90;
/** How far each direction leans away from north, from -1 to 1. */
const LEAN = Array.from({ length: RING_DIRECTIONS }, (_, i) =>
  -Math.cos(((i * RING_STEP - NORTH) * Math.PI) / 180));

/** Where a count may stand that is not on the middle of its area, nearest first. */
export const AREA_SPOTS = [[0, 0]];
for (let radius = 26; radius <= 156; radius += 26) {
  for (let turn = 0; turn < 12; turn += 1) {
    const angle = (turn * Math.PI) / 6 + Math.PI / 2;
    AREA_SPOTS.push([radius * 1.3 * Math.cos(angle), radius * Math.sin(angle)]);
  }
}

/** Ways to leave the preferred spot, nearest first. */
function detours(reach) {
  const ways = [];
  for (const radius of reach) {
    for (const swerve of SWERVE) {
      ways.push({ radius, swerve, cost: radius + Math.abs(swerve) * 0.7 });
    }
  }
  return ways.sort((a, b) => a.cost - b.cost);
}
/** Off the place a little, and off it a lot. */
export const NEAR_WAYS = detours(REACH);
export const FAR_WAYS = detours(REACH_FAR);

/**
 * So many of the open directions, as far apart as they go, as near to north as they can.
 *
 * @returns {{angles: Array<number>, gap: number}|null} degrees clockwise from east
 */
export function directions(open, count, least) {
  const most = 360 / Math.max(1, count);
  if (least > most || open.filter(Boolean).length < count) return null;
  for (let gap = Math.max(least, WIDEST_GAP); ; gap = Math.max(least, gap - RING_STEP)) {
    // So many do not go so far apart, wherever they begin.
    if (gap > most) continue;
    let best = null;
    for (let start = 0; start < RING_DIRECTIONS; start += 1) {
      const angles = [];
      for (let i = start; i < start + RING_DIRECTIONS && angles.length < count; i += 1) {
        const angle = i * RING_STEP;
        const last = angles[angles.length - 1];
        if (!open[i % RING_DIRECTIONS] || (angles.length && angle - last < gap)) continue;
        if (angles.length && angles[0] + 360 - angle < gap) break;
        angles.push(angle);
      }
      if (angles.length < count) continue;
      const lean = angles.reduce(
        (sum, angle) => sum + LEAN[(angle / RING_STEP) % RING_DIRECTIONS], 0,
      );
      if (!best || lean < best.lean - 1e-9) best = { angles, gap, lean };
    }
    if (best) return best;
    if (gap <= least) return null;
  }
}
