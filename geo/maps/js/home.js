// The way back: one button that shows all events of the window, wherever the map was taken to.

const SVG = "http://www.w3.org/2000/svg";
const NAME = "Show all events of these dates";
// Four corners of a frame about a dot.
const ICON = "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5M12 12h.01";
const AIR_PX = 44;
// A single place is shown with what lies around it.
const CLOSEST = 11;
// Far fewer than this stand out by being far off; of more, the outermost make a map of the world.
const FEW = 50;
const TRIMMED = 0.01;

/**
 * @param {L.Map} map
 * @param {object} parts `scene` (see main.js), `dockHeight()` pixels of the foot that are covered
 * @returns {{remove: Function}}
 */
export function createHome(map, { scene, dockHeight }) {
  const first = { center: map.getCenter(), zoom: map.getZoom() };
  const bar = map.zoomControl?.getContainer();
  if (!bar) return { remove() {} };
  const button = document.createElement("a");
  button.className = "tl-home tl-icon";
  button.href = "#";
  button.title = NAME;
  button.setAttribute("role", "button");
  button.setAttribute("aria-label", NAME);
  button.append(icon());
  L.DomEvent.disableClickPropagation(button);

  function go(event) {
    event.preventDefault();
    const box = boundsOf(scene);
    if (!box) map.setView(first.center, first.zoom);
    else {
      map.fitBounds(box, { maxZoom: CLOSEST, paddingTopLeft: [AIR_PX, AIR_PX],
        paddingBottomRight: [AIR_PX, AIR_PX + dockHeight()] });
    }
  }

  function space(event) {
    if (event.key === " ") go(event);
  }

  button.addEventListener("click", go);
  button.addEventListener("keydown", space);
  bar.append(button);
  return { remove: () => button.remove() };
}

/**
 * Where the events of the window stand; counts on areas only where there is nothing else, since an
 * area's middle may lie far from all that happened.
 *
 * @returns {L.LatLngBounds|null} null where nothing is mapped, or the server counts what is in view
 */
function boundsOf({ sites, tally, aggregates }) {
  if (aggregates) return null;
  const all = [...sites.place.keys()].filter((site) => tally.at(site) > 0);
  const points = all.filter((site) => !sites.area[site]);
  const shown = points.length ? points : all;
  if (!shown.length) return null;
  const side = 256;
  const [x0, x1] = middle(shown.map((site) => sites.x[site] * side));
  const [y0, y1] = middle(shown.map((site) => sites.y[site] * side));
  const { EPSG3857 } = L.CRS;
  return L.latLngBounds(EPSG3857.pointToLatLng(L.point(x0, y1), 0),
    EPSG3857.pointToLatLng(L.point(x1, y0), 0));
}

/** First and last of some numbers, without the outermost of many. */
function middle(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const cut = sorted.length > FEW ? Math.ceil(sorted.length * TRIMMED) : 0;
  return [sorted[cut], sorted[sorted.length - 1 - cut]];
}

function icon() {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICON);
  svg.append(path);
  return svg;
}
