import { element, within } from "./dom.js";

/** What one side says: its claims, each with who speaks and where it is told. */
export function side({ code, title, claims }, heading) {
  return within(
    element("section", `side ${code}`),
    element(heading, "", title),
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
