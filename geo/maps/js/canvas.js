// A canvas over the map, larger than the view, that moves with the map for free while it is
// dragged, is scaled while it zooms, and is drawn anew when the map comes to rest.

const PADDING = 0.3;

/**
 * @param {L.Map} map @param {string} pane name of the Leaflet pane it lives in
 * @param {(ctx: CanvasRenderingContext2D, view: object) => void} draw gets `view`: `origin`
 *   (world pixels of the canvas' corner), `zoom`, `width`, `height`, `dpr`
 * @param {() => number} [padding] share of the view drawn beyond each side
 * @returns {{redraw: Function, remove: Function, element: HTMLCanvasElement}}
 */
export function createCanvas(map, pane, draw, padding = () => PADDING) {
  const element = document.createElement("canvas");
  element.className = "tl-canvas leaflet-zoom-animated";
  element.setAttribute("aria-hidden", "true");
  map.getPane(pane).appendChild(element);
  const ctx = element.getContext("2d");
  let drawn = null;

  function redraw() {
    const size = map.getSize();
    const pad = size.multiplyBy(padding()).round();
    const width = size.x + 2 * pad.x;
    const height = size.y + 2 * pad.y;
    const dpr = window.devicePixelRatio || 1;
    if (element.width !== Math.round(width * dpr) || element.height !== Math.round(height * dpr)) {
      element.width = Math.round(width * dpr);
      element.height = Math.round(height * dpr);
      element.style.width = `${width}px`;
      element.style.height = `${height}px`;
    }
    const corner = map.containerPointToLayerPoint(pad.multiplyBy(-1)).round();
    L.DomUtil.setTransform(element, corner, 1);
    const zoom = map.getZoom();
    drawn = { zoom, center: map.getCenter(), pad };
    ctx.setTransform(dpr, 0, 0, dpr, 0, 0);
    ctx.clearRect(0, 0, width, height);
    const origin = corner.add(map.getPixelOrigin());
    draw(ctx, { origin, zoom, width, height, dpr, pad });
  }

  function transformTo(center, zoom) {
    if (!drawn) return;
    // Where the drawn corner lies once the map is centred on `center` at `zoom`.
    const scale = map.getZoomScale(zoom, drawn.zoom);
    const half = map.getSize().divideBy(2);
    const shift = map.project(drawn.center, zoom).subtract(map.project(center, zoom));
    const corner = half.add(shift).subtract(half.add(drawn.pad).multiplyBy(scale));
    const panePosition = L.DomUtil.getPosition(map.getPane("mapPane")) ?? L.point(0, 0);
    L.DomUtil.setTransform(element, corner.subtract(panePosition), scale);
  }

  const handlers = {
    zoomanim: (event) => transformTo(event.center, event.zoom),
    zoom: () => transformTo(map.getCenter(), map.getZoom()),
    viewreset: redraw,
    moveend: redraw,
    resize: redraw,
  };
  map.on(handlers);
  return {
    element,
    redraw,
    remove() {
      map.off(handlers);
      element.remove();
    },
  };
}
