// What every panel is made of. Text is placed with textContent, always.

export const SVG = "http://www.w3.org/2000/svg";

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

/** A shape of an SVG drawing. */
export function drawn(tag, attributes) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

/** A button that is read as a link. */
export function action(text, onClick, className = "action") {
  const node = element("button", className, text);
  node.type = "button";
  node.addEventListener("click", onClick);
  return node;
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
