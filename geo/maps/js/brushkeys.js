// The brush without a mouse: arrows move the window, shift widens it, space plays.

const SETTLE_MS = 450;

/**
 * @param {HTMLElement} root of the brush
 * @param {object} actions `part(element)` → "window", "from", "to" or null, `nudge(part,
 *   direction, widen)`, `jump(part, direction)`, `play`, `settle`, `cancel` → true if there was
 *   a drag to give up
 */
export function createBrushKeys(root, actions) {
  let timer = 0;

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && actions.cancel()) {
      event.stopPropagation();
      return;
    }
    const part = actions.part(event.target);
    if (!part) return;
    const way = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (way) actions.nudge(part, way, event.shiftKey);
    else if (event.key === "Home") actions.jump(part, -1);
    else if (event.key === "End") actions.jump(part, 1);
    else if (event.key === " ") actions.play();
    else return;
    event.preventDefault();
    event.stopPropagation();
    // A held key is one change, not fifty.
    clearTimeout(timer);
    if (event.key !== " ") timer = setTimeout(actions.settle, SETTLE_MS);
  }

  root.addEventListener("keydown", onKey);
  return {
    remove() {
      clearTimeout(timer);
      root.removeEventListener("keydown", onKey);
    },
  };
}
