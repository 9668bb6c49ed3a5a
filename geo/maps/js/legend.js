// The legend: only what is on the map now, drawn with the map's own symbols.

import { element } from "./cards.js";
import { drawBadge, drawPill } from "./events.js";
import { strokeColour } from "./zones.js";

const NARROW = 900;
// Zoom buttons, own head and some air.
const ABOVE_PX = 156;
// Hairlines of the ground, which explain themselves.
const GROUND = new Set(["border", "district"]);
const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {L.Map} map @param {object} symbology @param {object} glyphs from `createGlyphs`
 * @param {() => void} onToggle called when its size changes
 * @returns {{fit: Function, update: Function, remove: Function}}
 */
export function createLegend(map, symbology, glyphs, onToggle) {
  const box = element("section", "tl-legend tl-panel");
  const button = element("button", "tl-legend-head", "Legend");
  const body = element("div", "tl-legend-body");
  button.type = "button";
  body.id = `tl-legend-${Math.random().toString(36).slice(2)}`;
  button.setAttribute("aria-controls", body.id);
  box.append(button, body);
  const corner = map.getContainer().querySelector(".leaflet-bottom.leaflet-left");
  corner.append(box);
  box.classList.add("leaflet-control");
  L.DomEvent.disableClickPropagation(box);
  L.DomEvent.disableScrollPropagation(box);
  let content = "";

  function open(state) {
    box.classList.toggle("tl-open", state);
    button.setAttribute("aria-expanded", String(state));
    onToggle();
  }
  const roomy = () => open(map.getSize().x >= NARROW);
  button.addEventListener("click", () => {
    // Who opens or closes it has decided for every width.
    map.off("resize", roomy);
    open(!box.classList.contains("tl-open"));
  });
  map.on("resize", roomy);
  roomy();

  function row(list, picture, text, title = "") {
    const item = element("li", "");
    item.append(picture, element("span", "", text));
    if (title) item.title = title;
    list.append(item);
  }

  function symbol(category, status, palette, alpha = 1) {
    const spec = { category, status, diameter: 18, bearing: NaN };
    return picture(30, 26, (ctx, dpr) => {
      ctx.globalAlpha = alpha;
      glyphs.draw(ctx, 15, 13, spec, palette, dpr);
    });
  }

  return {
    /** Keep within the map's height above the dock. */
    fit(dockHeight) {
      const room = map.getSize().y - dockHeight - ABOVE_PX;
      body.style.maxHeight = `${Math.max(40, room)}px`;
    },
    /**
     * @param {object} used Sets of what the map shows, see inuse.js
     * @param {object} classes what colours tell apart @param {object} palette
     */
    update(used, classes, palette) {
      const key = JSON.stringify([
        ...Object.values(used).map((set) => [...set].sort()), palette.name, classes.mode,
        window.devicePixelRatio,
      ]);
      if (key === content) return;
      content = key;
      const list = element("ul", "tl-legend-list");
      symbology.categories.forEach((category, i) => {
        if (used.categories.has(i)) row(list, symbol(i, 0, palette), category.label);
      });
      const colours = element("ul", "tl-legend-list");
      const crowded = used.marks.has("symbols") || used.marks.has("density");
      if (crowded || classes.mode !== "category") {
        classes.list.forEach(({ fill, label }, i) => {
          if (used.classes.has(i)) row(colours, dotPicture(fill, palette), label);
        });
      }
      if (used.marks.has("symbols")) {
        row(colours, sizesPicture(palette), "Larger: more events at a place");
      }
      if (used.marks.has("density")) {
        row(colours, shadesPicture(palette), "Larger: more events; main colour");
      }
      const sample = [...used.categories].sort()[0] ?? 0;
      const second = element("ul", "tl-legend-list");
      symbology.statuses.forEach((status, i) => {
        if (used.statuses.has(i)) row(second, symbol(sample, i, palette), status.label);
      });
      if (used.marks.has("possible")) {
        row(second, symbol(sample, 0, palette, 0.42), "Possibly in these dates");
      }
      if (used.marks.has("near")) row(second, circlePicture(palette), "Location approximate");
      if (used.marks.has("area")) row(second, pillPicture(palette), "Known to an area only");
      if (used.marks.has("stack")) row(second, stackPicture(), "Several events: click to spread");
      if (used.marks.has("toll")) row(second, element("b", "", "3†"), "Reported killed");
      const third = element("ul", "tl-legend-list");
      for (const [code, style] of Object.entries(symbology.zone_styles)) {
        if (used.zones.has(code) && !GROUND.has(code)) {
          row(third, zonePicture(style, palette), style.label);
        }
      }
      if (used.marks.has("faded")) row(third, fadedPicture(), "Ended within these dates");
      body.replaceChildren(...[list, colours, second, third].filter((part) => part.childElementCount));
      box.hidden = !body.childElementCount;
      onToggle();
    },
    remove() {
      map.off("resize", roomy);
      box.remove();
    },
  };
}

function picture(width, height, paint) {
  const dpr = Math.max(1, window.devicePixelRatio || 1);
  const canvas = document.createElement("canvas");
  canvas.width = width * dpr;
  canvas.height = height * dpr;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  canvas.setAttribute("aria-hidden", "true");
  const ctx = canvas.getContext("2d");
  ctx.scale(dpr, dpr);
  paint(ctx, dpr);
  return canvas;
}

function dotPicture(fill, palette) {
  return picture(30, 26, (ctx) => disc(ctx, 15, 13, 6, fill, palette));
}

function sizesPicture(palette) {
  return picture(30, 26, (ctx) => {
    disc(ctx, 7, 14, 3.5, palette.panel_quiet, palette);
    disc(ctx, 20, 13, 8, palette.panel_quiet, palette);
  });
}

function shadesPicture(palette) {
  return picture(30, 26, (ctx) => {
    ctx.fillStyle = palette.panel_ink;
    [4, 7, 11].forEach((side, i) => {
      ctx.fillRect(6 + 9 * i - side / 2, 13 - side / 2, side, side);
    });
  });
}

function disc(ctx, x, y, radius, fill, palette) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fillStyle = fill;
  ctx.fill();
  ctx.lineWidth = 1;
  ctx.strokeStyle = palette.panel_line;
  ctx.stroke();
}

function circlePicture(palette) {
  return picture(30, 26, (ctx) => {
    ctx.beginPath();
    ctx.arc(15, 13, 9.5, 0, 2 * Math.PI);
    ctx.setLineDash([4, 3]);
    ctx.lineWidth = 1.4;
    ctx.strokeStyle = palette.leader;
    ctx.stroke();
  });
}

function pillPicture(palette) {
  return picture(30, 26, (ctx) => {
    drawPill(ctx, 15, 13, { width: 24, diameter: 19, count: 2 }, palette);
  });
}

function stackPicture() {
  return picture(30, 26, (ctx) => drawBadge(ctx, 15, 13, "6"));
}

function swatch(paint) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("width", "30");
  svg.setAttribute("height", "18");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("tl-swatch");
  paint((name, attributes) => {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    svg.append(node);
  });
  return svg;
}

function zonePicture(style, palette) {
  const line = {
    stroke: strokeColour(style, palette), "stroke-width": style.weight,
    "stroke-dasharray": style.dash, "stroke-linecap": style.cap,
  };
  return swatch((add) => {
    if (!style.fill && !style.hatch) {
      add("path", { d: "M1 9H29", fill: "none", ...line });
      return;
    }
    const hatch = style.hatch ? "url(#tl-hatch-sparse)" : style.fill;
    add("rect", { x: 2, y: 2, width: 26, height: 14, fill: hatch,
      "fill-opacity": style.hatch ? 1 : style.fill_opacity * 1.6, ...line });
  });
}

function fadedPicture() {
  return swatch((add) => {
    add("rect", { x: 2, y: 2, width: 26, height: 14, fill: "none", stroke: "currentColor",
      "stroke-width": 1.8, "stroke-dasharray": "3 5", "stroke-opacity": 0.6 });
  });
}
