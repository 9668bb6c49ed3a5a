// Counts that the server has made, where there are too many events to send: squares of the view,
// and days for the histogram. The layout is in geo/maps/aggregates.py.

import { decompress, readBlob } from "./columns.js";
import { fetched } from "./fetched.js";
import { worldSize } from "./mercator.js";
import { DENSITY } from "./survey.js";

const NONE = -1;
const LEAST_PX = 8;

/**
 * @param {{cells: {url: string}, days: {url: string}, shown: number, mapped: number}} said by a
 *   command
 * @returns {Promise<object>} what `scene.aggregates` holds
 */
export async function fetchAggregates({ cells, days, shown, mapped }) {
  const [squares, counted] = await Promise.all([read(cells.url), countedDays(days.url)]);
  return { ...asSites(squares, shown, mapped), days: counted };
}

async function read(url) {
  return readBlob(await decompress(await (await fetched(url)).arrayBuffer()));
}

// A move of the map asks for other squares of the same days.
let latest = { url: "", columns: null };

async function countedDays(url) {
  if (latest.url !== url) latest = { url, columns: (await read(url)).columns };
  return latest.columns;
}

/** Squares as if each were a place with its counts, so that they are drawn as places are. */
function asSites({ count, zoom, left, top, right, bottom, columns: { x, y, n } }, shown, mapped) {
  const side = 2 ** -zoom;
  const width = count ? n.length / count : 1;
  const all = Int32Array.from({ length: count }, (_, i) => i);
  return {
    sites: {
      count,
      x: Float64Array.from(x, (column) => (column + 0.5) * side),
      y: Float64Array.from(y, (row) => (row + 0.5) * side),
      place: new Int32Array(count).fill(NONE),
    },
    tally: {
      counts: n,
      width,
      at: (site) => n.subarray(site * width, (site + 1) * width).reduce((a, b) => a + b, 0),
    },
    /** Pixels from square to square: far out, as many squares in one as it takes to see them. */
    pitch(mapZoom) {
      let pitch = worldSize(mapZoom) * side;
      while (pitch < LEAST_PX) pitch *= 2;
      return pitch;
    },
    /** Whether all that a view shows was counted, in squares of its zoom. */
    covers(view, mapZoom) {
      // Beyond the square world there is nothing to count.
      const least = (edge) => Math.max(edge, 0) / side;
      const most = (edge) => Math.min(edge, 1) / side;
      return worldSize(Math.floor(mapZoom)) * side === LEAST_PX && left <= least(view.x0) &&
        top <= least(view.y0) && right >= most(view.x1) && bottom >= most(view.y1);
    },
    seen: { mode: DENSITY, sites: all, events: mapped, whole: false, shown, mapped },
  };
}

/** Sum days into bins, as histogram.js counts events. */
export function sumDays({ day, n }, width, edges) {
  const counts = new Int32Array((edges.length - 1) * width);
  let bin = 0;
  for (let i = 0; i < day.length; i += 1) {
    if (day[i] < edges[0]) continue;
    while (bin < edges.length - 1 && day[i] >= edges[bin + 1]) bin += 1;
    if (bin === edges.length - 1) break;
    for (let c = 0; c < width; c += 1) counts[bin * width + c] += n[i * width + c];
  }
  return counts;
}
