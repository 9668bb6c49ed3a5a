// The histogram of the brush: events by first day and class, stacked, and the axis below.

import { sumDays } from "./aggregates.js";
import { axisTicks, binEdges, unitFor } from "./calendar.js";
import { fontOf } from "./text.js";
import { position } from "./tally.js";

const BAR_PX = 5;
const TICK_PX = 78;
const AXIS_PX = 15;
const DIM = 0.34;

/**
 * Count the events that begin in each bin.
 *
 * @param {object} events decoded columns, by first day
 * @param {{of: Uint8Array, count: number}} classes @param {Uint8Array|null} passes bitset
 * @param {Int32Array} edges first days of the bins and the day after the last
 * @returns {Int32Array} counts by bin and class
 */
export function countBins(events, classes, passes, edges) {
  const bins = edges.length - 1;
  const counts = new Int32Array(bins * classes.count);
  for (let b = 0; b < bins; b += 1) {
    const stop = position(events.start, edges[b + 1]);
    for (let i = position(events.start, edges[b]); i < stop; i += 1) {
      if (passes && !((passes[i >> 3] >> (i & 7)) & 1)) continue;
      counts[b * classes.count + classes.of[i]] += 1;
    }
  }
  return counts;
}

/**
 * @param {HTMLElement} plot element that it fills
 * @returns {{draw: Function, light: Function, unit: () => string, bins: Function}}
 */
export function createHistogram(plot) {
  // The same bars twice, pale and full; the full ones are cut to the window, so that dragging
  // moves an edge and draws nothing.
  const [pale, full] = ["tl-bars", "tl-bars tl-bars-in"].map((name) => {
    const canvas = document.createElement("canvas");
    canvas.className = name;
    canvas.setAttribute("aria-hidden", "true");
    plot.append(canvas);
    return canvas;
  });
  let drawn = { unit: "day", edges: new Int32Array([0, 1]), counts: new Int32Array(0) };

  return {
    /**
     * @param {object} events
     * @param {{classes: {of, count, list}, passes: Uint8Array|null, palette: object,
     *   days: object|null}} shown `days` where the server has counted
     * @param {{from: number, to: number}} span
     */
    draw(events, { classes, passes, palette, days }, span) {
      const width = plot.clientWidth;
      const height = plot.clientHeight;
      if (!width || !height) return;
      const unit = unitFor(span, width / BAR_PX);
      const edges = binEdges(unit, span);
      const counts = days ? sumDays(days, classes.count, edges)
        : countBins(events, classes, passes, edges);
      drawn = { unit, edges, counts };
      const scale = width / (span.to + 1 - span.from);
      const bars = stack(counts, classes, edges, (day) => (day - span.from) * scale,
        height - AXIS_PX);
      paint(pale, width, height, (ctx) => {
        ctx.globalAlpha = DIM;
        fillBars(ctx, bars, classes);
        ctx.globalAlpha = 1;
        drawAxis(ctx, span, scale, width, height, palette);
      });
      paint(full, width, height, (ctx) => fillBars(ctx, bars, classes));
    },
    /** Show the full bars between two positions. */
    light(x0, x1) {
      full.style.clipPath = `inset(0 calc(100% - ${x1}px) ${AXIS_PX}px ${x0}px)`;
    },
    /** What was counted last; for tests. */
    counted: () => drawn,
  };
}

/** Rectangles by class, lowest class at the bottom. */
function stack(counts, classes, edges, at, height) {
  const width = classes.count;
  const bins = edges.length - 1;
  let most = 1;
  for (let b = 0; b < bins; b += 1) {
    let sum = 0;
    for (let c = 0; c < width; c += 1) sum += counts[b * width + c];
    most = Math.max(most, sum);
  }
  const room = height - 3;
  const bars = [];
  for (let b = 0; b < bins; b += 1) {
    const x0 = Math.max(0, at(edges[b]));
    const x1 = at(edges[b + 1]);
    const gap = x1 - x0 > 4 ? 1 : 0;
    let sum = 0;
    for (let c = 0; c < width; c += 1) {
      const n = counts[b * width + c];
      if (!n) continue;
      const y1 = height - (sum / most) * room;
      sum += n;
      const y0 = height - (sum / most) * room;
      bars.push({ c, x: x0, y: Math.min(y0, y1 - 1), w: Math.max(1, x1 - x0 - gap), h: y1 - y0 });
    }
  }
  return bars;
}

function fillBars(ctx, bars, classes) {
  for (const bar of bars) {
    ctx.fillStyle = classes.list[bar.c].fill;
    ctx.fillRect(bar.x, bar.y, bar.w, Math.max(1, bar.h));
  }
}

function drawAxis(ctx, span, scale, width, height, palette) {
  const base = height - AXIS_PX;
  ctx.fillStyle = palette.panel_line;
  ctx.fillRect(0, base, width, 1);
  ctx.font = fontOf("400 10.5px");
  ctx.textBaseline = "middle";
  const dayWidth = scale / 2;
  for (const { day, text } of axisTicks(span, width / TICK_PX)) {
    const x = (day - span.from) * scale;
    ctx.fillStyle = palette.panel_quiet;
    ctx.fillRect(Math.round(x), base, 1, 4);
    const room = ctx.measureText(text).width;
    if (x + 4 + room > width) continue;
    ctx.textAlign = "left";
    ctx.fillText(text, x + Math.min(4, dayWidth + 3), base + AXIS_PX / 2 + 1);
  }
}

function paint(canvas, width, height, draw) {
  const dpr = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * dpr);
  canvas.height = Math.round(height * dpr);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const ctx = canvas.getContext("2d");
  ctx.setTransform(dpr, 0, 0, dpr, 0, 0);
  draw(ctx);
}
