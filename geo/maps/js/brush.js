// The time brush: a histogram with a window on it. It shows and changes the window of the map,
// and says when the reader has let go of it.

import { createBar } from "./brushbar.js";
import { createDrag, dragged, grip } from "./brushdrag.js";
import { createBrushKeys } from "./brushkeys.js";
import { longDay, moveBy, moveWindow, windowText } from "./calendar.js";
import { element } from "./cards.js";
import { dataExtent } from "./frame.js";
import { createHistogram } from "./histogram.js";
import { createPlayer } from "./player.js";
import { reducedMotion } from "./theme.js";
import { mainSpan, neighbourhood } from "./timespan.js";

const FIRST_PLAYED = 24;

/**
 * @param {HTMLElement} dock element it stands in
 * @param {object} options `dataset`, `window()` → the map's, `preview(window)` while it changes,
 *   `commit(window)` when it has changed, `resized()`
 * @returns {object} `show(classes, passes, palette)`, `place()`, `reveal()`, `dragging()`,
 *   `playing()`, `changing()`, `forget()`, `span()`, `counted()`, `remove()`
 */
export function createBrush(dock, { dataset, window: current, preview, commit, resized }) {
  const { events } = dataset;
  const extent = dataExtent(events);
  const whole = events.count ? extent : { from: 0, to: 365 };
  const main = mainSpan(events, whole);
  let span = main;
  let shown = null;
  let before = null;

  const root = element("section", "tl-brush tl-panel");
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
  const box = slider("tl-brush-window", "Window of dates");
  const handles = { from: slider("tl-brush-handle tl-brush-from", "First day"),
    to: slider("tl-brush-handle tl-brush-to", "Last day") };
  plot.append(box, handles.from, handles.to);
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

  /** Move the window; false at the end of the time line. */
  function step(direction, unit) {
    let [from, to] = finite();
    const stop = direction > 0 ? Math.max(whole.to, span.to) : Math.min(whole.from, span.from);
    const moved = moveWindow([from, to], unit, direction);
    if (direction > 0 ? moved[0] > stop : moved[1] < stop) return false;
    [from, to] = moved;
    change([from, to]);
    follow(from, to);
    return true;
  }

  /** A window with two ends; all dates become the first part of the time line. */
  function finite() {
    const [from, to] = current();
    if (from !== null && to !== null) return [from, to];
    const days = span.to - span.from + 1;
    const first = from ?? span.from;
    return [first, to ?? Math.min(span.to, first + Math.ceil(days / FIRST_PLAYED))];
  }

  function play() {
    if (!player.playing()) {
      const [from, to] = current();
      if (from === null || to === null || to >= Math.max(span.to, main.to)) {
        const [first, last] = finite();
        const length = last - first;
        change([span.from, span.from + Math.min(length, Math.ceil((span.to - span.from) / 4))]);
      }
    }
    player.toggle();
  }

  /** Keep the window in sight while it moves on. */
  function follow(from, to) {
    if (from >= span.from && to <= span.to) return;
    const by = to > span.to ? to - span.to : from - span.from;
    const length = span.to - span.from;
    if (to - from > length) zoom(neighbourhood(from, to, whole));
    else zoom({ from: span.from + by, to: span.from + by + length });
  }

  const drag = createDrag(plot, {
    hover: (x) => grip(x, ...edges(), covers()),
    grab(x) {
      player.stop();
      before ??= current();
      const [from, to] = limits();
      const open = current().map((day) => day === null);
      return { kind: grip(x, ...edges(), covers()), from, to, open, anchor: dayAt(x) };
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
    part: (node) => (node === box ? "window"
      : Object.keys(handles).find((name) => handles[name] === node) ?? null),
    nudge(part, way, widen) {
      player.stop();
      const unit = bar.unit() === "window" && (part !== "window" || widen) ? "day" : bar.unit();
      if (part === "window" && !widen) step(way, unit);
      else {
        const [from, to] = finite();
        const end = part === "window" ? (way < 0 ? "from" : "to") : part;
        const moved = moveBy(unit, end === "from" ? from : to, way);
        if (end === "from") change([Math.min(moved, to), to]);
        else change([from, Math.max(moved, from)]);
      }
    },
    jump(part, way) {
      player.stop();
      const [from, to] = finite();
      if (part === "from") change([way < 0 ? span.from : to, to]);
      else if (part === "to") change([from, way < 0 ? from : span.to]);
      else if (way < 0) change([span.from, span.from + to - from]);
      else change([span.to - (to - from), span.to]);
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
    if (shown) histogram.draw(events, shown.classes, shown.passes, span, shown.palette);
  }

  /** Put the window and its handles where the map's window is. */
  function place() {
    const [from, to] = limits();
    const [x0, x1] = edges();
    histogram.light(x0, x1);
    box.style.transform = `translateX(${x0}px)`;
    box.style.width = `${Math.max(1, x1 - x0)}px`;
    handles.from.style.transform = `translateX(${x0}px)`;
    handles.to.style.transform = `translateX(${x1}px)`;
    say(box, from, span.from, span.to, `${longDay(from)} to ${longDay(to)}`);
    say(handles.from, from, span.from, to, longDay(from));
    say(handles.to, to, from, span.to, longDay(to));
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
    show(classes, passes, palette) {
      shown = { classes, passes, palette };
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

function contains(outer, inner) {
  return outer.from <= inner.from && outer.to >= inner.to;
}

function slider(className, label) {
  const node = element("div", className);
  node.tabIndex = 0;
  node.setAttribute("role", "slider");
  node.setAttribute("aria-label", label);
  return node;
}

function say(node, now, least, most, text) {
  node.setAttribute("aria-valuemin", String(least));
  node.setAttribute("aria-valuemax", String(most));
  node.setAttribute("aria-valuenow", String(now));
  node.setAttribute("aria-valuetext", text);
}
