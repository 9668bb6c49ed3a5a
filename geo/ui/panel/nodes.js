// Elements of the panels; text is placed with textContent.

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
