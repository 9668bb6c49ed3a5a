// From the payload (a URL or an object) to columns that can be scanned quickly.

import { bytesOfBase64, decodeColumns, decompress } from "./columns.js";
import { DAY_MAX, DAY_MIN } from "./days.js";
import { fetched, fetchJson } from "./fetched.js";
import { dataExtent } from "./frame.js";
import { mercatorX, mercatorY } from "./mercator.js";
import { createWords } from "./words.js";

/**
 * Load and decode a payload.
 *
 * @param {string|object} source URL or the payload itself
 * @returns {Promise<object>} dataset: typed columns of events and places, zones, symbology,
 *   `words` (see words.js), and `basemap`, an object of promises of GeoJSON, so that events need
 *   not wait for the ground
 */
export async function loadPayload(source) {
  let base = document.baseURI;
  let raw = source;
  if (typeof source === "string") {
    base = new URL(source, document.baseURI).href;
    raw = await fetchJson(base);
  }
  const at = (url) => new URL(url, base).href;
  const basemap = {};
  const columns = readColumns(raw.events.columns, at);
  for (const [name, part] of Object.entries(raw.basemap ?? {})) {
    basemap[name] = typeof part === "string" ? fetchJson(at(part)) : part;
  }
  const events = decodeColumns(await decompress(await columns));
  return {
    version: raw.version,
    home: raw.home ?? null,
    credit: raw.credit ?? [],
    notice: raw.notice ?? "",
    symbology: raw.symbology,
    conventions: raw.conventions ?? [],
    events,
    // Of events that are counted by the server, the payload tells the first and the last day.
    extent: extentOf(raw.events.extent) ?? dataExtent(events),
    words: createWords(events, raw.events.text ?? null, (url) => fetchJson(at(url))),
    places: decodePlaces(raw.places),
    zones: (raw.zones ?? []).map(decodeZone),
    basemap,
  };
}

const extentOf = (days) => days && { from: days[0], to: days[1] };

async function readColumns({ url, base64 }, at) {
  return url === undefined ? bytesOfBase64(base64) : (await fetched(at(url))).arrayBuffer();
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
 * A compressed bitset of the events that pass the filters other than time, least significant bit
 * first.
 *
 * @param {string} url
 * @returns {Promise<Uint8Array>}
 */
export async function fetchMask(url) {
  return new Uint8Array(await decompress(await (await fetched(url)).arrayBuffer()));
}
