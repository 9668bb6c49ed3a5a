// The time brush: a histogram with a window on it. It shows and changes the window of the map,
// and says when the reader has let go of it.

import { createBar } from "./brushbar.js";
import { createDrag, dragged, grip } from "./brushdrag.js";
import { createParts } from "./brushparts.js";
import { createBrushKeys } from "./brushkeys.js";
import { createSteps } from "./brushsteps.js";
import { windowText } from "./calendar.js";
import { element } from "./cards.js";
import { DAY_MIN } from "./days.js";
import { createHistogram } from "./histogram.js";
import { jumped, nudged, withEnds } from "./windows.js";
import { createPlayer } from "./player.js";
import { reducedMotion } from "./theme.js";
import { contains, mainSpan, neighbourhood } from "./timespan.js";

/**
 * @param {HTMLElement} dock element it stands in
 * @param {object} options `dataset`, `window()` → the map's, `preview(window)` while it changes,
 *   `commit(window)` when it has changed, `resized()`
 * @returns {object} `show(classes, passes, palette, days)`, `place()`, `reveal()`, `dragging()`,
 *   `playing()`, `changing()`, `forget()`, `span()`, `counted()`, `remove()`
 */
export function createBrush(dock, { dataset, window: current, preview, commit, resized }) {
  const { events, extent } = dataset;
  const whole = extent.from > DAY_MIN ? extent : { from: 0, to: 365 };
  const main = mainSpan(events, whole);
  let span = main;
  let shown = null;
  let before = null;

  const root = element("div", "tl-brush tl-panel");
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", "Dates");
  const plot = element("div", "tl-brush-plot");
  const player = createPlayer({
    advance: () => step(1, bar.unit()),
    changed(playing) {
      bar.setPlaying(playing);
      if (!playing) settle();
    },
    reduced: reducedMotion,
  });
  const bar = createBar({
    play,
    speed: player.setRate,
    step(direction, unit) {
      player.stop();
      step(direction, unit);
      settle();
    },
    typed(from, to) {
      player.stop();
      commitNow([from, to]);
    },
    everything() {
      player.stop();
      span = main;
      commitNow([null, null]);
    },
    closer: () => zoom(neighbourhood(...limits(), whole)),
    wider: () => zoom(contains(span, main) ? whole : main),
    resized,
  });
  root.append(bar.node, plot);
  const histogram = createHistogram(plot);
  const parts = createParts(plot);
  dock.prepend(root);
  L.DomEvent.disableClickPropagation(root);
  L.DomEvent.disableScrollPropagation(root);

  /** First and last day of the window, an open end at that of the data. */
  function limits() {
    const [from, to] = current();
    const first = from ?? Math.min(whole.from, to ?? whole.from);
    return [first, Math.max(first, to ?? Math.max(whole.to, first))];
  }

  function scale() {
    return plot.clientWidth / (span.to + 1 - span.from);
  }
  const pixel = (day) => Math.max(0, Math.min(plot.clientWidth, (day - span.from) * scale()));
  const dayAt = (x) => span.from + x / scale();

  function edges() {
    const [from, to] = limits();
    return [pixel(from), pixel(to + 1)];
  }

  // ---- from reader to window -------------------------------------------------------------

  function change(next) {
    before ??= current();
    preview(next);
  }

  /** Tell what the window has become, if it has. */
  function settle() {
    if (before === null || player.playing() || drag.active()) return;
    const changed = JSON.stringify(before) !== JSON.stringify(current());
    before = null;
    if (changed) commit(current());
  }

  function commitNow(next) {
    change(next);
    settle();
  }

  const finite = () => withEnds(current(), span);
  const { step, begin } = createSteps({ finite, change, zoom, whole, main, span: () => span });

  function play() {
    if (!player.playing()) begin(current());
    player.toggle();
  }

  const drag = createDrag(plot, {
    hover: (x) => grip(x, ...edges(), covers()),
    grab(x) {
      player.stop();
      before ??= current();
      const [from, to] = limits();
      const open = current().map((day) => day === null);
      const kind = grip(x, ...edges(), covers());
      parts.focus(kind);
      return { kind, from, to, open, anchor: dayAt(x) };
    },
    move: (one, x) => preview(dragged(one, dayAt(x), span)),
    drop: settle,
    click(one, x) {
      if (one.kind === "new" && !covers()) {
        const [from, to] = limits();
        const start = Math.round(dayAt(x) - (to - from + 1) / 2);
        preview([start, start + to - from]);
      }
      settle();
    },
  });

  const keys = createBrushKeys(root, {
    part: parts.part,
    nudge(part, way, widen) {
      player.stop();
      const unit = bar.unit() === "window" && (part !== "window" || widen) ? "day" : bar.unit();
      if (part === "window" && !widen) step(way, unit);
      else change(nudged(finite(), part, way, unit));
    },
    jump(part, way) {
      player.stop();
      change(jumped(finite(), part, way, span));
    },
    play,
    settle,
    cancel() {
      if (!drag.cancel()) return false;
      const back = before;
      before = null;
      preview(back);
      return true;
    },
  });

  // ---- from window to picture ------------------------------------------------------------

  function covers() {
    const [from, to] = limits();
    return from <= span.from && to >= span.to;
  }

  function zoom(next) {
    if (next.from === span.from && next.to === span.to) return;
    span = next;
    redraw();
    place();
  }

  function redraw() {
    if (shown) histogram.draw(events, shown, span);
  }

  /** Put the window and its handles where the map's window is. */
  function place() {
    const [from, to] = limits();
    const [x0, x1] = edges();
    histogram.light(x0, x1);
    parts.place(x0, x1);
    parts.speak([from, to], span);
    const [first, last] = current();
    const text = first === null && last === null ? "All dates" : windowText(from, to);
    const near = neighbourhood(from, to, whole);
    bar.show([first, last], text, {
      canCloser: near.from > span.from || near.to < span.to,
      canWider: !contains(span, whole),
    });
  }

  const watch = new ResizeObserver(() => {
    redraw();
    place();
    resized();
  });
  watch.observe(plot);

  return {
    /** Draw the histogram of what passes the filters; the window may lie outside what is shown. */
    show(classes, passes, palette, days = null) {
      shown = { classes, passes, palette, days };
      redraw();
      place();
    },
    place,
    /** After a command: bring its window into sight. */
    reveal() {
      const [from, to] = current();
      const out = (day) => day !== null && (day < span.from || day > span.to);
      if (out(from) || out(to)) zoom(neighbourhood(...limits(), whole));
    },
    dragging: () => drag.active(),
    playing: () => player.playing(),
    /** True while the reader has changed the window and not let go of it. */
    changing: () => before !== null || drag.active() || player.playing(),
    /** Forget a change that was never told, since a command has set another window. */
    forget() {
      before = null;
      player.stop();
    },
    span: () => span,
    counted: histogram.counted,
    remove() {
      before = null;
      player.stop();
      keys.remove();
      watch.disconnect();
      root.remove();
    },
  };
}
