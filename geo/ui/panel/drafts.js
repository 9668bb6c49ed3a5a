// The review of a draft: the report with its mentions on one side, drafted records on the other.
// It keeps its elements between reruns; decisions go to Python as one state, `review`.

import { cards } from "./draftcards.js";
import { element, within } from "./dom.js";
import { reportText } from "./drafttext.js";

const KINDS = { toponym: "Place", date: "Date", toll: "Toll", party: "Party", trigger: "Event" };
const KEYS = [["↓ ↑", "field"], ["N P", "record"], ["C", "confirm"], ["E", "correct"],
  ["R", "reject"], ["U", "undo"], ["Shift+C", "confirm the rest but guesses"],
  ["Shift+R", "reject the record"]];

/** Draw a draft once; later calls only take the new way to send decisions. */
export function drafts(data, root, component) {
  root.send = (decisions) => component.setStateValue("review", { id: data.id, decisions });
  if (root.draftId === data.id) return undefined;
  root.draftId = data.id;
  const review = { decisions: structuredClone(data.review), send: (d) => root.send(d) };
  const text = reportText(data);
  const list = cards(data, review, (spans) => text.show(spans));
  text.onPick = (offset) => list.focusAt(offset);
  return [head(), within(element("div", "draft"), text.node, list.node)];
}

function head() {
  const legend = element("div", "draft-legend");
  for (const [kind, label] of Object.entries(KINDS)) {
    within(legend, element("mark", `m-${kind}`, label));
  }
  const keys = element("div", "draft-keys");
  for (const [key, label] of KEYS) {
    within(keys, within(element("span", ""), element("kbd", "", key),
      document.createTextNode(` ${label}`)));
  }
  return within(element("div", "draft-head"), legend, keys);
}
