// What differs between two windows: figures side by side, then a sentence for each change.

import { element, within } from "./dom.js";

/** @returns {Array<Node>} */
export function comparison(data) {
  return [
    element("p", "sentence", `${data.counts} Filter: ${data.filter}.`),
    within(
      element("div", "comparison"),
      figures(data),
      within(
        element("div"),
        data.empty && element("p", "sentence", "Nothing differs between the two windows."),
        ...data.sections.map(section),
      ),
    ),
  ];
}

function figures({ windows, figures: rows }) {
  const head = within(element("tr"), element("td"),
    ...[...windows, "Difference"].map((text) => scoped(element("th", "", text), "col")));
  const body = rows.map(([label, ...cells]) => within(
    element("tr"), scoped(element("th", "", label), "row"),
    ...cells.map((text) => element("td", "", text)),
  ));
  return within(element("div", "compared"), within(element("table"),
    element("caption", "sr", "Figures of both windows"),
    within(element("thead"), head), within(element("tbody"), ...body)));
}

function scoped(cell, scope) {
  cell.scope = scope;
  return cell;
}

function section({ heading, sentences }) {
  return within(
    element("section", "changes"),
    element("h2", "", heading),
    within(element("ul"), ...sentences.map((text) => element("li", "", text))),
  );
}
