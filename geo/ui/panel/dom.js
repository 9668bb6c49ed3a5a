// Elements of the panels. Text from data is placed with textContent and in no other way.

const SVG = "http://www.w3.org/2000/svg";
const KEYLINE = "#1A1A1A";

export function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined && text !== null) node.textContent = text;
  return node;
}

export function within(parent, ...children) {
  parent.append(...children.filter(Boolean));
  return parent;
}

export function svg(tag, attributes = {}) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

/** The symbol of a category; its paths and colours are the symbology's. */
export function drawing({ frame, glyph, fill, ink }) {
  const drawn = svg("svg", { viewBox: "-1 -1 26 26", "aria-hidden": "true" });
  drawn.append(
    svg("path", { d: frame, fill, stroke: KEYLINE, "fill-rule": "evenodd" }),
    svg("path", { d: glyph, fill: ink, stroke: "none", "fill-rule": "evenodd" }),
  );
  return drawn;
}

export function button(name, label, action, className = "") {
  const node = element("button", className, name);
  node.type = "button";
  if (label !== name) {
    node.title = label;
    node.setAttribute("aria-label", label);
  }
  node.addEventListener("click", action);
  return node;
}

/** A button that is read as a link. */
export function action(text, onClick, className = "action") {
  return button(text, text, onClick, className);
}

/** A link out: nothing is fetched before it is clicked, and where from is not said. */
export function outward(text, url) {
  if (!/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : "")) {
    return element("span", "", text);
  }
  const node = element("a", "", text);
  node.href = url;
  node.target = "_blank";
  node.rel = "noreferrer noopener";
  return node;
}
