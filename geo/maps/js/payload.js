// From the payload (a URL or an object) to columns that can be scanned quickly.

import { DAY_MAX, DAY_MIN } from "./days.js";
import { mercatorX, mercatorY } from "./mercator.js";

/**
 * Load and decode a payload.
 *
 * @param {string|object} source URL or the payload itself
 * @returns {Promise<object>} dataset: typed columns of events and places, zones, symbology, and
 *   `basemap`, an object of promises of GeoJSON, so that events need not wait for the ground
 */
export async function loadPayload(source) {
  let base = document.baseURI;
  let raw = source;
  if (typeof source === "string") {
    base = new URL(source, document.baseURI).href;
    raw = await fetchJson(base);
  }
  const basemap = {};
  for (const [name, part] of Object.entries(raw.basemap ?? {})) {
    basemap[name] = typeof part === "string" ? fetchJson(new URL(part, base).href) : part;
  }
  return {
    version: raw.version,
    credit: raw.credit ?? [],
    notice: raw.notice ?? "",
    symbology: raw.symbology,
    conventions: raw.conventions ?? [],
    events: decodeEvents(raw.events),
    places: decodePlaces(raw.places),
    zones: (raw.zones ?? []).map(decodeZone),
    basemap,
  };
}

async function fetchJson(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} for ${url}`);
  return response.json();
}

function decodeEvents(raw) {
  const numbers = (Type, column, missing) => Type.from(column, (v) => v ?? missing);
  return {
    count: raw.count,
    start: numbers(Int32Array, raw.start, DAY_MIN),
    end: numbers(Int32Array, raw.end, DAY_MAX),
    continuous: numbers(Uint8Array, raw.continuous, 0),
    category: numbers(Uint8Array, raw.category, 0),
    status: numbers(Uint8Array, raw.status, 0),
    place: numbers(Int32Array, raw.place, -1),
    wherePrec: numbers(Uint8Array, raw.where_prec, 0),
    killed: numbers(Float64Array, raw.killed, NaN),
    bearing: numbers(Float32Array, raw.bearing ?? new Array(raw.count).fill(null), NaN),
    id: raw.id,
    title: raw.title,
    when: raw.when,
    toll: raw.toll,
    claims: raw.claims ?? [],
  };
}

function decodePlaces(raw) {
  const x = new Float64Array(raw.count);
  const y = new Float64Array(raw.count);
  for (let i = 0; i < raw.count; i += 1) {
    // A place without a position is NaN: it is in tables and names, never on the map.
    x[i] = raw.lon[i] === null ? NaN : mercatorX(raw.lon[i]);
    y[i] = raw.lat[i] === null ? NaN : mercatorY(raw.lat[i]);
  }
  return {
    count: raw.count,
    id: raw.id,
    x,
    y,
    radiusKm: Float64Array.from(raw.radius_km, (v) => v ?? 0),
    rank: Uint8Array.from(raw.rank, (v) => v ?? 6),
    kind: raw.kind,
    label: raw.label,
  };
}

function decodeZone(zone) {
  return { ...zone, start: zone.start ?? DAY_MIN, end: zone.end ?? DAY_MAX };
}

/**
 * A bitset (base64, least significant bit first) as a test on event numbers.
 *
 * @param {string|null|undefined} base64
 * @returns {(event: number) => boolean}
 */
export function decodeMask(base64) {
  if (base64 === null || base64 === undefined) return () => true;
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  return (event) => ((bytes[event >> 3] ?? 0) >> (event & 7)) % 2 === 1;
}
