// A date span as a bar in a window of days.

import { svg } from "./dom.js";

const HEIGHT = 4;
// Per cent of the window: a day can be seen, and the two ends of what is vague are two.
const LEAST = { precise: 1, vague: 3 };

/**
 * The days of an event as a part of the window: never narrower than it is known. What was under way
 * on each of its days is full; what lies somewhere within them is pale, with a mark at either end
 * that the window holds, so that a week or a month cannot pass for a day however wide the window.
 */
export function bar({ first, last, precise }, [from, to]) {
  const length = Math.max(to + 1 - from, 1);
  const x0 = Math.min(Math.max(first - from, 0) / length, 1);
  const x1 = Math.max(Math.min(last + 1 - from, length) / length, 0);
  const drawn = svg("svg", { viewBox: `0 0 100 ${HEIGHT}`, preserveAspectRatio: "none",
    class: precise ? "span" : "span vague", "aria-hidden": "true" });
  drawn.append(svg("rect", { x: 0, y: 1.5, width: 100, height: 1, class: "ground" }));
  if (x1 <= x0) return drawn;
  const width = Math.max(100 * (x1 - x0), precise ? LEAST.precise : LEAST.vague);
  const left = Math.min(100 * x0, 100 - width);
  drawn.append(svg("rect", { x: left, y: 0, width, height: HEIGHT, class: "days" }));
  if (!precise) {
    if (first >= from) drawn.append(end(left));
    if (last <= to) drawn.append(end(left + width));
  }
  return drawn;
}

function end(x) {
  return svg("line", { x1: x, x2: x, y1: 0, y2: HEIGHT, class: "end",
    "vector-effect": "non-scaling-stroke" });
}
