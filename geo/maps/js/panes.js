// The map's element: what it is to those who do not see it, and the layers it is drawn in.

const PANES = ["tl-land", "tl-districts", "tl-water", "tl-disputed", "tl-zones", "tl-borders",
  "tl-crowd", "tl-circles", "tl-labels", "tl-events"];
const FIRST_Z_INDEX = 210;
const NAME = "Map of reported events. Arrow keys pan; n and p step through what is in view, Enter " +
  "selects, Escape clears.";

/**
 * @param {L.Map} map
 * @returns {HTMLElement} its container, named and with its panes
 */
export function preparePanes(map) {
  const container = map.getContainer();
  container.classList.add("tl-map");
  container.setAttribute("role", "application");
  container.setAttribute("aria-roledescription", "map");
  container.setAttribute("aria-label", NAME);
  PANES.forEach((name, i) => {
    const pane = map.getPane(name) ?? map.createPane(name);
    pane.style.zIndex = String(FIRST_Z_INDEX + 10 * i);
    pane.style.pointerEvents = "none";
  });
  return container;
}
