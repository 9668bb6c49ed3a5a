// The brush by mouse, pen or finger: what is grabbed, and what the window becomes.

const GRIP_OUT = 14;
const GRIP_IN = 5;
const CLICK_PX = 3;

/**
 * What lies under a position: a handle, the window, or free time.
 *
 * @param {number} x @param {number} x0 @param {number} x1 pixels of the window
 * @param {boolean} covers the window takes all of the time line, so that it cannot be moved
 * @returns {"from"|"to"|"move"|"new"}
 */
export function grip(x, x0, x1, covers) {
  const inner = Math.min(GRIP_IN, (x1 - x0) / 3);
  if (x >= x0 - GRIP_OUT && x <= x0 + inner) return "from";
  if (x >= x1 - inner && x <= x1 + GRIP_OUT) return "to";
  return x > x0 && x < x1 && !covers ? "move" : "new";
}

/**
 * The window of a drag.
 *
 * @param {object} drag `{kind, from, to, open: [bool, bool], anchor}` at its start; `anchor` in
 *   days, with fraction
 * @param {number} day under the pointer, with fraction
 * @param {{from: number, to: number}} span that is shown
 * @returns {[number|null, number|null]}
 */
export function dragged(drag, day, span) {
  const { kind, from, to, anchor } = drag;
  const clamp = (d) => Math.max(span.from, Math.min(span.to, d));
  if (kind === "from") {
    return [Math.min(clamp(Math.round(day)), to), drag.open[1] ? null : to];
  }
  if (kind === "to") {
    return [drag.open[0] ? null : from, Math.max(clamp(Math.round(day) - 1), from)];
  }
  if (kind === "new") {
    const [a, b] = [anchor, day].sort((p, q) => p - q);
    return [clamp(Math.floor(a)), clamp(Math.floor(b))];
  }
  const by = Math.round(day - anchor);
  const shift = Math.max(Math.min(by, Math.max(0, span.to - to)), Math.min(0, span.from - from));
  return [from + shift, to + shift];
}

/**
 * @param {HTMLElement} plot
 * @param {object} actions `grab(x)` → drag, `move(drag, x)`, `drop(drag)`, `click(drag, x)`,
 *   `hover(x)` → kind
 */
export function createDrag(plot, actions) {
  let drag = null;
  let startX = 0;
  let moved = false;

  const at = (event) => event.clientX - plot.getBoundingClientRect().left;

  function down(event) {
    if (event.button !== 0 || drag) return;
    startX = at(event);
    moved = false;
    drag = actions.grab(startX);
    plot.setPointerCapture(event.pointerId);
    plot.dataset.drag = drag.kind;
  }
  function move(event) {
    const x = at(event);
    if (!drag) {
      plot.dataset.grip = actions.hover(x);
      return;
    }
    moved ||= Math.abs(x - startX) >= CLICK_PX;
    if (moved) actions.move(drag, x);
  }
  function up(event) {
    if (!drag) return;
    const done = end();
    if (moved) actions.drop(done);
    else actions.click(done, at(event));
  }
  function end() {
    const done = drag;
    drag = null;
    delete plot.dataset.drag;
    return done;
  }
  const handlers = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: up };
  for (const [name, handler] of Object.entries(handlers)) plot.addEventListener(name, handler);
  return {
    active: () => drag !== null,
    /** Give up the drag; returns it. */
    cancel: () => (drag ? end() : null),
  };
}
