// Draws the panels beside the map. All text arrives as data and is placed with textContent.

import { element, SVG, within } from "./elements.js";

const VIEWS = { summary, details, symbols };
// Views in files of their own, each with a stylesheet beside it, fetched when first shown.
const FILES = { matches: "place", place: "place", chronology: "place", linked_places: "place" };

export default async function (component, link) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".panel");
  root.data = data;
  const file = FILES[data.view];
  const view = file ? (await import(link(`${file}.js`)))[data.view] : VIEWS[data.view];
  // Newer data may have come while the file was on its way.
  if (root.data !== data) return;
  if (!parentElement.querySelector("link")) {
    parentElement.prepend(...["panel", file].filter(Boolean).map((name) => {
      const sheet = element("link");
      sheet.rel = "stylesheet";
      sheet.href = link(`${name}.css`);
      return sheet;
    }));
  }
  root.replaceChildren(...view(data, component));
}

/** A row of figures, each with what it counts, and the filter in words. */
function summary(data) {
  const figures = within(
    element("dl", "figures"),
    ...data.figures.map(({ label, value, note }) =>
      within(
        element("div", "figure"),
        element("dt", "", label),
        element("dd", "", value),
        note && element("p", "note", note),
      ),
    ),
  );
  const problems = data.problems.map((text) => element("p", "problem", `Not applied. ${text}`));
  return [...problems, element("p", "sentence", data.sentence), figures];
}

/** One event: when, where, how sure, toll, and the claims side against side. */
function details(data) {
  const { event } = data;
  if (!event) return [element("p", "hint", data.hint)];
  const status = within(
    element("p", `status ${event.status}`),
    element("strong", "", event.status_label),
    document.createTextNode(` – ${event.status_meaning}`),
  );
  const facts = element("dl", "facts");
  for (const { label, value } of event.facts) {
    within(facts, element("dt", "", label), element("dd", "", value));
  }
  return [
    within(
      element("div", "details"),
      event.note && element("p", "problem", event.note),
      element("h3", "", event.title),
      status,
      element("p", "", event.summary),
      element("h4", "", "Claims, side against side"),
      within(element("div", "sides"), ...event.sides.map(side)),
      element("h4", "", "As coded"),
      facts,
    ),
  ];
}

function side({ code, title, claims }) {
  return within(
    element("section", `side ${code}`),
    element("h5", "", title),
    ...claims.map((claim) =>
      within(
        element("article", `claim ${claim.stance}`),
        within(
          element("p", "who"),
          element("strong", "", claim.party),
          document.createTextNode(` ${claim.stance} `),
          element("span", "aspect", claim.aspect),
        ),
        element("p", "", claim.statement),
        element("p", "note", claim.source),
      ),
    ),
  );
}

/** The symbols of the map with what they mean. */
function symbols({ symbols: rows }) {
  const list = element("dl", "symbols");
  for (const { frame, glyph, fill, ink, label, meaning } of rows) {
    const drawing = document.createElementNS(SVG, "svg");
    drawing.setAttribute("viewBox", "-1 -1 26 26");
    drawing.setAttribute("aria-hidden", "true");
    for (const [path, colour, line] of [[frame, fill, "#1A1A1A"], [glyph, ink, "none"]]) {
      const node = document.createElementNS(SVG, "path");
      node.setAttribute("d", path);
      node.setAttribute("fill", colour);
      node.setAttribute("stroke", line);
      node.setAttribute("fill-rule", "evenodd");
      drawing.append(node);
    }
    within(list, within(element("dt", ""), drawing, element("span", "", label)),
      element("dd", "", meaning));
  }
  return [list];
}
