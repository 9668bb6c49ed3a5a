// Land, water, districts and borders: drawn once, recoloured with the theme, never rebuilt.

const HIDDEN_MS = 200;
// The background is water; the world's land lies on it coarsely, the region's in detail.
const LAYERS = [
  { part: "world", pane: "tl-land", style: (p) => area(p.outside) },
  {
    part: "world", pane: "tl-land", lines: "shared",
    style: (p) => line(p.border, 1.1, "9 3 2 3"),
  },
  { part: "countries", pane: "tl-land", style: (p) => area(p.land) },
  { part: "districts", pane: "tl-districts", lines: "all", style: (p) => line(p.district, 0.9) },
  { part: "water", pane: "tl-water", style: (p) => area(p.water) },
  { part: "water", pane: "tl-water", lines: "all", style: (p) => line(p.water_line, 0.8) },
  {
    part: "countries", pane: "tl-borders", lines: "shared",
    style: (p) => line(p.halo, 4, "", 0.7),
  },
  {
    part: "countries", pane: "tl-borders", lines: "shared",
    style: (p) => line(p.border, 1.3, "9 3 2 3"),
  },
];

function area(fill, stroke = null, weight = 0) {
  return { stroke: Boolean(stroke), color: stroke, weight, fill: true, fillColor: fill,
    fillOpacity: 1 };
}

function line(color, weight, dash = "", opacity = 1) {
  return { stroke: true, color, weight, dashArray: dash || null, opacity, fill: false };
}

/**
 * Polygons as lines, without the edges that only come from cutting the data to a rectangle.
 *
 * "shared" keeps the edges that two features have in common: borders, but neither coasts nor the
 * shores of lakes, which a country's polygon leaves out.
 */
function outlines(collection, which) {
  const owned = collection.features.flatMap((feature, owner) => ringsOf(feature.geometry)
    .map((ring) => ({ owner, ring })));
  const limits = [0, 1].map((axis) => owned.flatMap(({ ring }) => ring)
    .reduce(([low, high], p) => [Math.min(low, p[axis]), Math.max(high, p[axis])], [180, -180]));
  const cut = (a, b) => limits.some(([low, high], axis) =>
    a[axis] === b[axis] && (a[axis] === low || a[axis] === high));
  const name = (a, b) =>
    (a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]) ? `${a}|${b}` : `${b}|${a}`);
  const owners = new Map();
  if (which === "shared") {
    for (const { owner, ring } of owned) {
      for (let i = 1; i < ring.length; i += 1) {
        const key = name(ring[i - 1], ring[i]);
        if (!owners.has(key)) owners.set(key, owner);
        else if (owners.get(key) !== owner) owners.set(key, -1);
      }
    }
  }
  const paths = [];
  for (const { owner, ring } of owned) {
    let path = [];
    for (let i = 1; i < ring.length; i += 1) {
      const [a, b] = [ring[i - 1], ring[i]];
      const key = which === "shared" ? name(a, b) : "";
      // Of the two owners of a shared edge the first to come draws it.
      const drop = cut(a, b) || (which === "shared" && owners.get(key) !== -1);
      if (which === "shared" && !drop) owners.set(key, owner);
      if (drop) {
        if (path.length > 1) paths.push(path);
        path = [];
      } else {
        if (!path.length) path.push(a);
        path.push(b);
      }
    }
    if (path.length > 1) paths.push(path);
  }
  const geometry = { type: "MultiLineString", coordinates: paths };
  return { type: "Feature", properties: {}, geometry };
}

function ringsOf(geometry) {
  if (geometry?.type === "Polygon") return geometry.coordinates;
  return geometry?.type === "MultiPolygon" ? geometry.coordinates.flat() : [];
}

/** After the next frame, or soon where the page is not looked at and draws none. */
const drawn = () => new Promise((done) => {
  requestAnimationFrame(() => setTimeout(done));
  setTimeout(done, HIDDEN_MS);
});

/**
 * @param {L.Map} map @param {object} parts promises of GeoJSON by name @param {object} palette
 * @returns {{ready: Promise<void>, recolour: Function, remove: Function}}
 */
export function createBasemap(map, parts, palette) {
  const renderers = new Map();
  const layers = [];
  let colours = palette;
  let removed = false;

  async function add({ part, pane, style, lines }) {
    const data = await parts[part];
    if (!data || removed) return;
    if (!renderers.has(pane)) renderers.set(pane, L.canvas({ pane, padding: 0.5 }));
    const layer = L.geoJSON(lines ? outlines(data, lines) : data, {
      pane,
      renderer: renderers.get(pane),
      interactive: false,
      smoothFactor: 0.7,
      // Point features have no place in a base map, and Leaflet would fetch an icon for them.
      filter: (feature) => Boolean(feature.geometry) && !/Point/.test(feature.geometry.type),
      style: () => style(colours),
    });
    layer.addTo(map);
    layers.push({ layer, style });
  }

  /**
   * One after another, so that what is listed later lies on top; each leaves the browser time to
   * draw, and the events do not wait for the ground.
   */
  async function addAll() {
    for (const entry of LAYERS) {
      await parts[entry.part];
      await drawn();
      await add(entry);
    }
  }

  return {
    ready: addAll(),
    recolour(next) {
      colours = next;
      for (const { layer, style } of layers) layer.setStyle(style(next));
    },
    remove() {
      removed = true;
      for (const { layer } of layers) layer.remove();
    },
  };
}
