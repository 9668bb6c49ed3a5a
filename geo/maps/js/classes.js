// What colours tell apart: the category, whose claims, or how well attested.

const SEVERAL = { code: "several", label: "Claims of several sides", letter: "2+",
  fill: "#DDAA33", ink: "#111111" };

/**
 * @param {object} dataset @param {"category"|"party"|"status"} mode
 * @returns {{mode: string, of: Uint8Array, count: number, list: Array<object>}} class of each
 *   event, and of each class `code`, `label`, `fill`, `ink` and, for parties, `letter`
 */
export function classesOf({ events, symbology }, mode) {
  if (mode === "party") {
    const list = Object.entries(symbology.parties).map(([code, { label, letter, color }]) =>
      ({ code, label, letter, fill: color, ink: "#FFFFFF" }));
    list.push(SEVERAL);
    return { mode, of: events.side, count: list.length, list };
  }
  if (mode === "status") {
    const list = symbology.statuses.map(({ code, label, color }) =>
      ({ code, label, fill: color, ink: "#FFFFFF" }));
    return { mode, of: events.status, count: list.length, list };
  }
  const list = symbology.categories.map(({ code, label, fill, ink }) =>
    ({ code, label, fill, ink }));
  return { mode: "category", of: events.category, count: list.length, list };
}
