// Counts of events per site and class for the current window, kept up to date by what enters and
// leaves. An event meets a window if it starts no later than its last day and ends no earlier than
// its first. Every event that ended before the first day also started before the last one, so
//
//   in the window = (started by the last day) − (ended before the first day)
//
// and each end of the window is a pointer into the events by first day or by last day. Moving it
// adds or subtracts just the events it passes.

/** First position in a sorted array whose value is not below (`above`: is above) a day. */
export function position(sorted, day, above = false) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < day || (above && sorted[middle] === day)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Numbers 0…n−1 ordered by value, by counting: dates span few days. */
export function orderByDay(days) {
  if (!days.length) return new Int32Array(0);
  let least = days[0];
  let most = days[0];
  for (const day of days) {
    if (day < least) least = day;
    if (day > most) most = day;
  }
  const next = new Int32Array(most - least + 2);
  for (const day of days) next[day - least + 1] += 1;
  for (let d = 1; d < next.length; d += 1) next[d] += next[d - 1];
  const order = new Int32Array(days.length);
  for (let i = 0; i < days.length; i += 1) {
    order[next[days[i] - least]] = i;
    next[days[i] - least] += 1;
  }
  return order;
}

/** Events sorted both ways, and the two pointers. */
function createPointers(start, end) {
  const byEnd = orderByDay(end);
  const ends = Int32Array.from(byEnd, (i) => end[i]);
  return { start, ends, byEnd, started: 0, ended: 0 };
}

/**
 * @param {object} events decoded columns, by first day @param {object} sites see sites.js
 * @returns {object} `configure(classes, passes)`, `move(from, to)`, and what they keep: `counts`
 *   (site × class), `possible` (per site: how many only may have been in the window), `width`
 */
export function createTally(events, sites) {
  const all = createPointers(events.start, events.end);
  // Events that happened some time within their span may or may not have been in a window that
  // their span does not lie in; they are few, and counted once more.
  const loose = [];
  for (let i = 0; i < events.count; i += 1) if (!events.continuous[i]) loose.push(i);
  const looseStart = Int32Array.from(loose, (i) => events.start[i]);
  const looseEnd = Int32Array.from(loose, (i) => events.end[i]);
  const part = createPointers(looseStart, looseEnd);

  const nowhere = sites.count;
  const refused = sites.count + 1;
  const cells = new Int32Array(events.count);
  const cellsByEnd = new Int32Array(events.count);
  const looseSites = new Int32Array(loose.length);
  let limits = null;

  const tally = {
    width: 1,
    counts: new Int32Array(0),
    possible: new Int32Array(sites.count + 2),
    /** How many events the last move touched; for tests and benchmarks. */
    touched: 0,

    /**
     * Set the classes that are counted and the filter, and count afresh.
     *
     * @param {{of: Uint8Array, count: number}} classes class of each event
     * @param {Uint8Array|null} passes bitset
     */
    configure(classes, passes) {
      const width = classes.count;
      const siteOf = (i) =>
        (passes && !((passes[i >> 3] >> (i & 7)) & 1) ? refused : sites.of[i]);
      for (let i = 0; i < cells.length; i += 1) cells[i] = siteOf(i) * width + classes.of[i];
      for (let j = 0; j < cells.length; j += 1) cellsByEnd[j] = cells[all.byEnd[j]];
      for (let k = 0; k < loose.length; k += 1) looseSites[k] = siteOf(loose[k]);
      tally.width = width;
      tally.counts = new Int32Array((sites.count + 2) * width);
      tally.possible.fill(0);
      Object.assign(all, { started: 0, ended: 0 });
      Object.assign(part, { started: 0, ended: 0 });
      const before = limits;
      limits = null;
      if (before) tally.move(before.from, before.to);
    },

    /** Bring the counts to a window; from ≤ to. */
    move(from, to) {
      tally.touched = 0;
      const { counts } = tally;
      const started = position(all.start, to, true);
      const ended = position(all.ends, from);
      shift(counts, cells, all.started, started, 1);
      shift(counts, cellsByEnd, all.ended, ended, -1);
      tally.touched += Math.abs(started - all.started) + Math.abs(ended - all.ended);
      Object.assign(all, { started, ended });
      moveLoose(from, to);
      limits = { from, to };
    },

    /** @returns {{shown: number, mapped: number}} events in the window, and those with a site */
    totals() {
      const sum = (site) => {
        let n = 0;
        for (let c = 0; c < tally.width; c += 1) n += tally.counts[site * tally.width + c];
        return n;
      };
      const shown = all.started - all.ended - sum(refused);
      return { shown, mapped: shown - sum(nowhere) };
    },

    /** @returns {number} events of a site in the window */
    at(site) {
      let n = 0;
      for (let c = 0; c < tally.width; c += 1) n += tally.counts[site * tally.width + c];
      return n;
    },
  };

  /** Loose events: +1 for each that meets the window, −1 for each that surely lies in it. */
  function moveLoose(from, to) {
    const { possible } = tally;
    const started = position(part.start, to, true);
    const ended = position(part.ends, from);
    shift(possible, looseSites, part.started, started, 1);
    for (let j = Math.min(part.ended, ended); j < Math.max(part.ended, ended); j += 1) {
      possible[looseSites[part.byEnd[j]]] -= ended > part.ended ? 1 : -1;
    }
    Object.assign(part, { started, ended });
    // Surely in: starts from the first day on, ends by the last. First one end moves, then the
    // other, each time past events that pass the test at the end that stands still.
    const old = limits ?? { from: Infinity, to };
    const a0 = position(part.start, old.from);
    const a1 = position(part.start, from);
    for (let k = Math.min(a0, a1); k < Math.max(a0, a1); k += 1) {
      if (looseEnd[k] <= old.to) possible[looseSites[k]] += a1 > a0 ? 1 : -1;
    }
    const b0 = position(part.ends, old.to, true);
    const b1 = position(part.ends, to, true);
    for (let j = Math.min(b0, b1); j < Math.max(b0, b1); j += 1) {
      const k = part.byEnd[j];
      if (looseStart[k] >= from) possible[looseSites[k]] -= b1 > b0 ? 1 : -1;
    }
  }

  return tally;
}

function shift(counts, cells, before, after, sign) {
  const [low, high, by] = before < after ? [before, after, sign] : [after, before, -sign];
  for (let i = low; i < high; i += 1) counts[cells[i]] += by;
}
