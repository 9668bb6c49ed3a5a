// Where events stand: at a place, or on the area of a place for events known no better than that.

const DISTRICT = 2;
const NOWHERE = 4;

/**
 * @param {object} events decoded columns @param {object} places decoded
 * @returns {{count: number, place: Int32Array, area: Uint8Array, x: Float64Array,
 *   y: Float64Array, of: Int32Array, byKey: Function, rows: Function}} `of[event]` is the event's site, `count`
 *   for events that are not on the map; `rows(site)` are its events, by first day
 */
export function createSites(events, places) {
  const numbers = new Int32Array(2 * places.count).fill(-1);
  const of = new Int32Array(events.count);
  const place = [];
  const area = [];
  for (let i = 0; i < events.count; i += 1) {
    const at = events.place[i];
    if (at < 0 || events.wherePrec[i] >= NOWHERE || Number.isNaN(places.x[at])) {
      of[i] = -1;
      continue;
    }
    const wide = events.wherePrec[i] >= DISTRICT ? 1 : 0;
    const key = 2 * at + wide;
    if (numbers[key] < 0) {
      numbers[key] = place.length;
      place.push(at);
      area.push(wide);
    }
    of[i] = numbers[key];
  }
  const count = place.length;
  // Rows by site, site after site: `first[site]` to `first[site + 1]`.
  const first = new Int32Array(count + 2);
  for (let i = 0; i < of.length; i += 1) {
    if (of[i] < 0) of[i] = count;
    first[of[i] + 1] += 1;
  }
  for (let s = 0; s <= count; s += 1) first[s + 1] += first[s];
  const next = first.slice();
  const rows = new Int32Array(events.count);
  for (let i = 0; i < of.length; i += 1) {
    rows[next[of[i]]] = i;
    next[of[i]] += 1;
  }
  return {
    count,
    place: Int32Array.from(place),
    area: Uint8Array.from(area),
    x: Float64Array.from(place, (p) => places.x[p]),
    y: Float64Array.from(place, (p) => places.y[p]),
    of,
    /** The site of a stack's key (see frame.js), −1 if there is none. */
    byKey: (key) => numbers[2 * Number(key.slice(1)) + (key[0] === "a" ? 1 : 0)] ?? -1,
    rows: (site) => rows.subarray(first[site], first[site + 1]),
  };
}
