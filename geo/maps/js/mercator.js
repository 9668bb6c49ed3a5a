// Web mercator as fractions of the world square: independent of zoom, so computed once.

const MAX_LATITUDE = 85.0511287798;
const EQUATOR_M = 40075016.686;
const TILE = 256;

/** @param {number} lon @returns {number} 0 at 180° west, 1 at 180° east */
export function mercatorX(lon) {
  return (lon + 180) / 360;
}

/** @param {number} lat @returns {number} 0 in the north, 1 in the south */
export function mercatorY(lat) {
  const clamped = Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, lat));
  const sin = Math.sin((clamped * Math.PI) / 180);
  return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
}

/** @param {number} zoom @returns {number} width of the world in CSS pixels */
export function worldSize(zoom) {
  return TILE * 2 ** zoom;
}

/**
 * Pixels that a ground distance takes at a latitude (given as mercator y) and zoom.
 *
 * @param {number} metres @param {number} y mercator y of the place @param {number} zoom
 * @returns {number}
 */
export function groundPixels(metres, y, zoom) {
  const latitude = Math.atan(Math.sinh(Math.PI * (1 - 2 * y)));
  return (metres / (EQUATOR_M * Math.cos(latitude))) * worldSize(zoom);
}
