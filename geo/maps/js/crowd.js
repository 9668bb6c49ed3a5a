// Many events: a circle for each place, its area the number of events, its colour their main
// class. Very many: a grid of cells.

import { createCanvas } from "./canvas.js";
import { paintCells } from "./cells.js";
import { ABSENT } from "./days.js";
import { siteKey } from "./frame.js";
import { drawRing } from "./events.js";
import { createGrid } from "./grid.js";
import { worldSize } from "./mercator.js";
import { DENSITY, STACKS, SYMBOLS } from "./survey.js";
import { haloText } from "./text.js";

const OPEN_MAX = 40;
const RADIUS_LEAST = 4;
const RADIUS_MOST = 40;
const SCALE_MOST = 6;
const NUMBERED_FROM = 10;
const PALE = 0.42;
const SPOT_PX = 13;

/**
 * Radius of a place's circle, by area. The scale moves in steps, so that circles do not breathe
 * while the window moves.
 *
 * @param {number} count events at the place @param {number} most at any place in view
 */
export function radiusOf(count, most) {
  const scale = Math.min(SCALE_MOST, RADIUS_MOST / 2 ** Math.ceil(Math.log2(most) / 2));
  return Math.max(RADIUS_LEAST, Math.round(2 * scale * Math.sqrt(count)) / 2);
}

/**
 * @param {L.Map} map @param {string} pane @param {() => object} scene
 * @returns {{redraw: Function, at: Function, spots: Function, drawn: Function, remove: Function}}
 */
export function createCrowd(map, pane, scene) {
  const sprites = new Map();
  let drawn = [];
  let grid = null;
  let cells = null;
  let blank = true;

  const canvas = createCanvas(map, pane, (ctx, view) => {
    const now = scene();
    drawn = [];
    grid = null;
    cells = null;
    blank = now.seen.mode === STACKS;
    if (now.seen.mode === SYMBOLS) drawSymbols(ctx, view, now);
    if (now.seen.mode === DENSITY) cells = drawDensity(ctx, view, now);
    drawFocus(ctx, view, now);
    // While the brush is dragged the map stands still: nothing outside is seen.
  }, () => (scene().busy ? 0 : 0.3));

  /** The circle or cell that the keyboard stands on. */
  function drawFocus(ctx, view, { spot, palette }) {
    const at = spot !== null && spots().find(({ key }) => key === spot);
    if (!at) return;
    const { x, y, diameter } = at;
    drawRing(ctx, x - view.origin.x, y - view.origin.y, { diameter }, palette.panel_ink,
      palette.halo, [5, 3]);
  }

  /** What is drawn, the busiest first, each with the way to its glyph. */
  function spots() {
    if (!cells) {
      return drawn.map((symbol) => ({ key: `s${symbol.site}`, count: symbol.count, x: symbol.x,
        y: symbol.y, diameter: 2 * symbol.radius, glyph: () => siteGlyph(symbol) }));
    }
    return cells.list().sort((a, b) => b.count - a.count || a.cell - b.cell)
      .map(({ key, count, x, y }) => ({ key, count, x, y, diameter: SPOT_PX,
        glyph: () => cells.at(x, y) }));
  }

  /** The server's counts are of the window it was told last: pale until it has heard of this. */
  function drawDensity(ctx, view, now) {
    const { aggregates } = now;
    if (!aggregates) return paintCells(ctx, view, now);
    ctx.globalAlpha = now.busy ? PALE : 1;
    const found = paintCells(ctx, view, { ...now, ...aggregates }, aggregates.pitch(view.zoom));
    ctx.globalAlpha = 1;
    return found;
  }

  function drawSymbols(ctx, view, { seen, sites, tally, classes, palette }) {
    const { counts, width, possible } = tally;
    const world = worldSize(view.zoom);
    let most = 1;
    for (const site of seen.sites) {
      let count = 0;
      let main = 0;
      for (let c = 0; c < width; c += 1) {
        const n = counts[site * width + c];
        count += n;
        if (n > counts[site * width + main]) main = c;
      }
      if (count > most) most = count;
      drawn.push({ site, count, main, sure: possible[site] < count, x: sites.x[site] * world,
        y: sites.y[site] * world, radius: 0 });
    }
    drawn.sort((a, b) => b.count - a.count || a.site - b.site);
    for (const symbol of drawn) {
      symbol.radius = radiusOf(symbol.count, most);
      const x = symbol.x - view.origin.x;
      const y = symbol.y - view.origin.y;
      ctx.globalAlpha = symbol.sure ? 1 : PALE;
      const { image, half } = sprite(symbol.radius, classes.list[symbol.main].fill,
        sites.area[symbol.site], palette, view.dpr);
      ctx.drawImage(image, x - half, y - half, 2 * half, 2 * half);
    }
    ctx.globalAlpha = 1;
    for (const symbol of drawn) {
      if (symbol.radius < NUMBERED_FROM) break;
      const { fill, ink } = classes.list[symbol.main];
      haloText(ctx, short(symbol.count), symbol.x - view.origin.x, symbol.y - view.origin.y,
        { font: "700 11px", fill: ink, halo: fill, align: "center", haloWidth: 2 });
    }
  }

  function sprite(radius, fill, area, palette, dpr) {
    const key = `${radius}/${fill}/${area}/${dpr}/${palette.name}`;
    let found = sprites.get(key);
    if (!found) {
      const half = Math.ceil(radius + 3);
      const image = document.createElement("canvas");
      image.width = Math.round(2 * half * dpr);
      image.height = image.width;
      const ctx = image.getContext("2d");
      ctx.scale(dpr, dpr);
      ctx.beginPath();
      ctx.arc(half, half, radius, 0, 2 * Math.PI);
      ctx.globalAlpha = 0.86;
      ctx.fillStyle = fill;
      ctx.fill();
      ctx.globalAlpha = 1;
      ctx.lineWidth = radius > 6 ? 1.4 : 1;
      ctx.strokeStyle = palette.halo;
      // Events known only to an area: a broken outline, as everything that is not located.
      if (area && radius > 6) {
        ctx.setLineDash([3, 2.5]);
        ctx.strokeStyle = palette.panel_ink;
      }
      ctx.stroke();
      found = { image, half };
      sprites.set(key, found);
    }
    return found;
  }

  /** A place as the pointer and the tooltip know symbols. */
  function siteGlyph({ site, count, radius, x, y }) {
    const { sites, tally, passesTo } = scene();
    const byClass = [...tally.counts.subarray(site * tally.width, (site + 1) * tally.width)];
    const base = { crowd: site, key: siteKey(sites, site), place: sites.place[site], count, x, y,
      diameter: 2 * radius, byClass };
    const listed = [...sites.rows(site)].filter((event) => passesTo(event) !== ABSENT);
    const area = sites.area[site] === 1;
    const kind = count > OPEN_MAX ? "list" : area ? "area" : count > 1 ? "stack" : "single";
    return { ...base, kind, events: listed, event: listed[0] };
  }

  return {
    spots,
    redraw() {
      // Nothing was drawn and nothing is to be: the canvas need not be cleared again.
      if (blank && scene().seen.mode === STACKS) return;
      canvas.redraw();
    },
    /** The place or cell under a point in world pixels, or null. */
    at(x, y, slack) {
      if (scene().seen.mode === DENSITY) return cells?.at(x, y) ?? null;
      if (!grid) {
        grid = createGrid();
        for (const symbol of drawn) {
          const reach = symbol.radius + 12;
          grid.add(symbol, symbol.x - reach, symbol.y - reach, symbol.x + reach,
            symbol.y + reach);
        }
      }
      // The smaller lie on top; of those in reach the nearest is meant.
      let best = null;
      let least = Infinity;
      for (const symbol of grid.at(x, y)) {
        const distance = Math.hypot(symbol.x - x, symbol.y - y);
        if (distance > symbol.radius + slack) continue;
        const order = distance <= symbol.radius ? symbol.radius / 1e4 : distance;
        if (order <= least) [best, least] = [symbol, order];
      }
      return best && siteGlyph(best);
    },
    /** What is drawn, in world pixels; for tests. */
    drawn: () => (cells ? cells.list() : drawn),
    remove: () => canvas.remove(),
  };
}

function short(count) {
  return count < 10000 ? String(count) : `${Math.round(count / 1000)}k`;
}
