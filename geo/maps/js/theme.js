// Light and dark: one table of colours, from the symbology, for canvas, SVG and CSS alike.

/**
 * @param {HTMLElement} container of the map
 * @param {object} symbology @param {"light"|"dark"} name
 * @returns {object} the palette, with `name`, `keyline` and `symbolHalo`
 */
export function applyTheme(container, symbology, name) {
  const palette = symbology.theme[name] ?? symbology.theme.light;
  container.classList.toggle("tl-dark", name === "dark");
  for (const [key, value] of Object.entries(palette)) {
    container.style.setProperty(`--tl-${key.replaceAll("_", "-")}`, value);
  }
  return { ...palette, name, keyline: symbology.keyline, symbolHalo: symbology.halo };
}

/** @returns {"light"|"dark"} what the reader's system asks for */
export function preferredTheme() {
  return window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** @returns {boolean} whether the reader asks for as little movement as possible */
export function reducedMotion() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/**
 * Let a map go where it is sent at once, without flight or slide, while the reader asks for that.
 *
 * @param {L.Map} map
 */
export function calm(map) {
  const { setView, panBy } = map;
  const still = (options) => (reducedMotion() ? { ...options, animate: false } : options);
  map.setView = (center, zoom, options) => setView.call(map, center, zoom, still(options));
  map.panBy = (offset, options) => panBy.call(map, offset, still(options));
  // What is thrown stays where it is let go of.
  if (reducedMotion()) map.options.inertia = false;
}
