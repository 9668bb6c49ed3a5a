// Whose the wheel is. A map inside a page that scrolls takes it once the reader has taken hold of
// the map, or with Ctrl; else who scrolls past is carried off to another sea.

import { element } from "./cards.js";

const HINT_MS = 1600;
const OVER = ".leaflet-control, .leaflet-popup, .tl-dock";

/**
 * @param {L.Map} map
 * @param {() => boolean} alone whether there is nothing else to scroll
 * @returns {{remove: Function}}
 */
export function createWheel(map, alone) {
  const container = map.getContainer();
  const key = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl";
  const hint = element("div", "tl-hint", `Click the map or hold ${key} to zoom with the wheel`);
  hint.setAttribute("aria-hidden", "true");
  container.append(hint);
  let held = false;
  let timer = 0;

  function hold() {
    held = true;
    hide();
  }

  function leave() {
    held = false;
    hide();
  }

  function hide() {
    clearTimeout(timer);
    hint.classList.remove("tl-hint-shown");
  }

  function wheel(event) {
    // A pinch on a touch pad comes as a wheel with Ctrl.
    if (held || event.ctrlKey || event.metaKey || alone()) return;
    event.stopPropagation();
    if (event.target.closest?.(OVER)) return;
    clearTimeout(timer);
    hint.classList.add("tl-hint-shown");
    timer = setTimeout(hide, HINT_MS);
  }

  // Before Leaflet's own, which are on the same element.
  const early = { capture: true, passive: true };
  container.addEventListener("wheel", wheel, early);
  container.addEventListener("pointerdown", hold, early);
  container.addEventListener("pointerleave", leave);
  return {
    remove() {
      hide();
      container.removeEventListener("wheel", wheel, early);
      container.removeEventListener("pointerdown", hold, early);
      container.removeEventListener("pointerleave", leave);
      hint.remove();
    },
  };
}
