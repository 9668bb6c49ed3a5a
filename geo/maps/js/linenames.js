// Names of lines: close beside the line, and again where it goes on, so that each view has one.

import { segmentHitsBox } from "./boxes.js";
import { textWidth } from "./text.js";

const HEIGHT = 15;
const GAP_PX = 7;
const STEP_PX = 26;
const REPEAT_PX = 380;
const STATIONS_MOST = 120;
// Other places of the same name, for views whose frame would cut it.
const ELSEWHERE_MOST = 8;

/**
 * @param {object} candidate of labels.js, with `zone.path` in mercator units
 * @param {object} occupancy @param {number} world width of the world in pixels
 * @returns {Array<object>} the name, as often as it stands
 */
export function placeAlong(candidate, occupancy, world) {
  const { style, name, zone } = candidate;
  const path = zone.path.map(({ x, y }) => ({ x: x * world, y: y * world }));
  const segments = path.slice(1).map((point, i) =>
    ({ x0: path[i].x, y0: path[i].y, x1: point.x, y1: point.y }));
  const width = textWidth(name, style.font) + 4;
  const placed = [];
  for (const { x, y } of stations(segments)) {
    const near = placed.find((one) => Math.hypot(one.x - x, one.y - y) < REPEAT_PX);
    if (near?.elsewhere.length >= ELSEWHERE_MOST) continue;
    const spot = sides({ x, y }, width).find(({ box }) => !occupancy.collides(box, null, true) &&
      !occupancy.underLeader(box) && !segments.some((line) => segmentHitsBox(line, box)));
    if (!spot) continue;
    if (near) near.elsewhere.push({ ...spot, x, y });
    else {
      occupancy.add(spot.box);
      placed.push({ ...candidate, ...spot, lines: [name], x, y, area: false, marker: false,
        elsewhere: [] });
    }
  }
  return placed;
}

/** Points of a line at even distances, from its middle outwards. */
function stations(segments) {
  const lengths = segments.map(({ x0, y0, x1, y1 }) => Math.hypot(x1 - x0, y1 - y0));
  const length = lengths.reduce((sum, one) => sum + one, 0);
  const step = Math.max(STEP_PX, length / STATIONS_MOST);
  const found = [];
  let passed = 0;
  let next = (length / 2) % step;
  segments.forEach(({ x0, y0, x1, y1 }, i) => {
    for (; next <= passed + lengths[i] && lengths[i]; next += step) {
      const share = (next - passed) / lengths[i];
      found.push({ at: next, x: x0 + (x1 - x0) * share, y: y0 + (y1 - y0) * share });
    }
    passed += lengths[i];
  });
  return found.sort((a, b) => Math.abs(a.at - length / 2) - Math.abs(b.at - length / 2));
}

/** Where a text may stand beside a point: right, left, over, under. */
function sides({ x, y }, width) {
  const up = GAP_PX + HEIGHT / 2;
  return [["left", GAP_PX, 0], ["right", -GAP_PX, 0], ["center", 0, -up], ["center", 0, up]]
    .map(([align, dx, dy]) => {
      const left = { left: x + dx, right: x + dx - width, center: x - width / 2 }[align];
      return { align, tx: x + dx, ty: y + dy, box: { x0: left - 2, x1: left + width,
        y0: y + dy - HEIGHT / 2, y1: y + dy + HEIGHT / 2 } };
    });
}
