// Events as typed arrays: decompressed, then read in place. The layout is in geo/maps/columns.py.

import { yearSpan } from "./days.js";

const ARRAYS = {
  i4: Int32Array, u4: Uint32Array, i2: Int16Array, u2: Uint16Array, u1: Uint8Array,
  f4: Float32Array,
};
const ALIGN = 8;
const UNKNOWN = -1;

/**
 * @param {ArrayBuffer|Uint8Array} bytes gzip or already decompressed by the server
 * @returns {Promise<ArrayBuffer>}
 */
export async function decompress(bytes) {
  const view = new Uint8Array(bytes);
  if (view[0] !== 0x1f || view[1] !== 0x8b) return view.buffer;
  const stream = new Blob([view]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

/** @param {string} base64 @returns {Uint8Array} */
export function bytesOfBase64(base64) {
  return Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
}

/**
 * @param {ArrayBuffer} buffer decompressed
 * @returns {object} the blob's header, with `columns` as typed arrays by name
 */
export function readBlob(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  const base = Math.ceil((4 + length) / ALIGN) * ALIGN;
  const columns = {};
  for (const { name, dtype, offset, length: size } of header.columns) {
    columns[name] = new ARRAYS[dtype](buffer, base + offset, size);
  }
  return { ...header, columns };
}

/**
 * Read the blob of the events.
 *
 * @param {ArrayBuffer} buffer
 * @returns {object} columns of events, `count`, and for single events `toll(event)` and
 *   `bearingOf(event)` (NaN unknown)
 */
export function decodeColumns(buffer) {
  const { count, columns: raw } = readBlob(buffer);
  return {
    count,
    start: raw.start,
    end: raw.end,
    continuous: raw.continuous,
    category: raw.category,
    status: raw.status,
    wherePrec: raw.where_prec,
    scope: raw.scope,
    side: raw.side,
    // 2**32 − 1 stands for none; as a signed number it is −1.
    place: new Int32Array(raw.place.buffer, raw.place.byteOffset, raw.place.length),
    killed: raw.killed,
    toll: (event) => tollText(raw.killed_low[event], raw.killed_high[event]),
    bearing: (event) => (raw.bearing[event] === UNKNOWN ? NaN : raw.bearing[event]),
    when: (event) => yearSpan(raw.start[event], raw.end[event]),
  };
}

/** A figure as `geo.summary.toll_text` writes it: "3", "2–5", "1,000+", "≤ 5", "". */
function tollText(low, high) {
  const said = (n) => n.toLocaleString("en-US");
  if (low === UNKNOWN && high === UNKNOWN) return "";
  if (low === UNKNOWN) return `≤ ${said(high)}`;
  if (high === UNKNOWN) return `${said(low)}+`;
  return low === high ? said(low) : `${said(low)}–${said(high)}`;
}
