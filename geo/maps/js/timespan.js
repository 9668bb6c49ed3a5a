// Which days the brush shows: the bulk of the data, all of them, or the window's neighbourhood.

// So many events may be left out: a fiftieth, or a few where there are few.
const STRAYS = 0.02;
const STRAYS_FEW = 0.1;
const FEW = 8;
const YEAR = 366;
const AROUND = 2.5;
const AROUND_LEAST = 14;

/**
 * The span of the data without a few events far before or after all others.
 *
 * A war of the 1990s in data of the 2020s would leave the years of interest a sliver.
 *
 * @param {object} events decoded columns, by first day
 * @param {{from: number, to: number}} extent of all events
 * @returns {{from: number, to: number}}
 */
export function mainSpan({ start, end, count }, extent) {
  if (count < 2) return extent;
  const most = Math.floor(Math.max(count * STRAYS, Math.min(FEW, count * STRAYS_FEW)));
  let first = 0;
  let last = count - 1;
  const far = (gap, rest) => gap > YEAR && gap > rest / 2;
  for (let k = 1; k <= most; k += 1) {
    if (far(start[k] - start[k - 1], start[last] - start[k])) first = k;
  }
  for (let k = 1; k <= most && last - k > first; k += 1) {
    const at = count - 1 - k;
    if (far(start[at + 1] - start[at], start[at] - start[first])) last = at;
  }
  let to = start[last];
  for (let i = first; i <= last; i += 1) if (end[i] > to) to = end[i];
  const room = Math.max(start[last] - start[first], YEAR);
  return { from: start[first], to: Math.min(to, start[last] + room) };
}

/** A span about a window in which it is easy to grasp, not reaching beyond a limit. */
export function neighbourhood(from, to, limit) {
  const margin = Math.max(AROUND_LEAST, Math.round((to - from + 1) * AROUND));
  return {
    from: Math.max(from - margin, Math.min(limit.from, from)),
    to: Math.min(to + margin, Math.max(limit.to, to)),
  };
}
