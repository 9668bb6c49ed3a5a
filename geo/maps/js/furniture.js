// Scale bar, credit line and disclaimer: what a map must carry to be quoted.

import { element } from "./cards.js";
import { groundPixels } from "./mercator.js";

const STEPS = [1, 2, 5];
const WIDEST_PX = 120;
const ROOM_FOR_THREE_PX = 75;

/**
 * @param {L.Map} map @param {{credit: Array<string>, notice: string, version: string}} dataset
 * @returns {{dock: HTMLElement, dockHeight: Function, remove: Function}} `dock` is the foot of the
 *   map, over which legend and scale stand; it ends with the credit line
 */
export function createFurniture(map, dataset) {
  const corner = map.getContainer().querySelector(".leaflet-bottom.leaflet-right");
  const box = element("div", "tl-furniture leaflet-control");
  const scale = element("div", "tl-scale");
  const bar = element("div", "tl-scale-bar");
  bar.append(element("i", ""), element("i", ""));
  const ticks = element("div", "tl-scale-ticks");
  scale.append(ticks, bar);
  const credit = element("div", "tl-credit");
  if (dataset.notice) credit.append(element("span", "tl-notice", dataset.notice));
  const version = dataset.version ? [`data version ${dataset.version}`] : [];
  credit.append(element("span", "", [...dataset.credit, ...version].join(" · ")));
  box.append(scale);
  corner.append(box);
  const container = map.getContainer();
  const dock = element("div", "tl-dock");
  dock.append(credit);
  container.append(dock);
  L.DomEvent.disableClickPropagation(credit);
  const lift = () => container.style.setProperty("--tl-dock", `${dock.offsetHeight}px`);
  const watch = new ResizeObserver(lift);
  watch.observe(dock);
  lift();

  function update() {
    const middle = map.getSize().divideBy(2);
    const y = map.project(map.containerPointToLatLng(middle), 0).y / 256;
    const perKm = groundPixels(1000, y, map.getZoom());
    const km = niceLength(WIDEST_PX / perKm);
    bar.style.width = `${Math.round(km * perKm)}px`;
    const unit = km < 1 ? "m" : "km";
    const number = km < 1 ? km * 1000 : km;
    ticks.style.width = bar.style.width;
    // The middle is left out where the figures would run into each other.
    const half = km * perKm >= ROOM_FOR_THREE_PX ? [element("span", "", `${number / 2}`)] : [];
    ticks.replaceChildren(
      element("span", "", "0"), ...half,
      element("span", "", `${number} ${unit}`),
    );
  }
  map.on("zoomend moveend resize", update);
  update();
  return {
    dock,
    /** @returns {number} pixels of the map's foot that the dock covers */
    dockHeight: () => dock.offsetHeight,
    remove() {
      map.off("zoomend moveend resize", update);
      watch.disconnect();
      container.style.removeProperty("--tl-dock");
      dock.remove();
      box.remove();
    },
  };
}

/** The largest of 1, 2 or 5 times a power of ten that is not above a length. */
function niceLength(longest) {
  const power = 10 ** Math.floor(Math.log10(longest));
  return power * Math.max(...STEPS.filter((step) => step * power <= longest), 1);
}
