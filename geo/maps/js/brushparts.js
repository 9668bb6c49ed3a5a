// The window on the brush and its handles, as elements that screen readers know as sliders.

import { longDay } from "./calendar.js";
import { element } from "./cards.js";

/**
 * @param {HTMLElement} plot
 * @returns {object} `box`, `handles` by name, `place(x0, x1)` in pixels, `speak(window, span)`,
 *   `part(element)` → "window", "from", "to" or null
 */
export function createParts(plot) {
  const box = slider("tl-brush-window", "Window of dates");
  const handles = { from: slider("tl-brush-handle tl-brush-from", "First day"),
    to: slider("tl-brush-handle tl-brush-to", "Last day") };
  plot.append(box, handles.from, handles.to);
  return {
    focus: (kind) => (handles[kind] ?? box).focus({ preventScroll: true }),
    part: (node) => (node === box ? "window"
      : Object.keys(handles).find((name) => handles[name] === node) ?? null),
    place(x0, x1) {
      box.style.transform = `translateX(${x0}px)`;
      box.style.width = `${Math.max(1, x1 - x0)}px`;
      handles.from.style.transform = `translateX(${x0}px)`;
      handles.to.style.transform = `translateX(${x1}px)`;
    },
    speak([from, to], span) {
      say(box, from, span.from, span.to, `${longDay(from)} to ${longDay(to)}`);
      say(handles.from, from, span.from, to, longDay(from));
      say(handles.to, to, from, span.to, longDay(to));
    },
  };
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
