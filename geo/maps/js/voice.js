// What is heard of the map. Its state is at hand for whoever comes to it, and is said when it has
// changed and come to rest; steps from event to event are said at once.

import { longDay, windowText } from "./calendar.js";
import { element } from "./cards.js";

const REST_MS = 700;
const NAME = "Map of reported events";

/**
 * @param {HTMLElement} container of the map
 * @param {object} map `window()` → first and last day or null, `totals()`, `inView()` →
 *   events in view, `busy()` → true while the brush is moved, `named(text)` is told the map's name
 *   with its dates
 * @returns {{say: (text: string) => void, rest: () => void, remove: () => void}} `rest` tells the
 *   state once nothing has changed for a while, and the same state once
 */
export function createVoice(container, { window: current, totals, inView, busy, named }) {
  const live = element("div", "tl-sr");
  live.setAttribute("role", "status");
  live.setAttribute("aria-live", "polite");
  const known = element("div", "tl-sr");
  known.id = `tl-state-${Math.random().toString(36).slice(2)}`;
  container.setAttribute("aria-describedby", known.id);
  container.append(known, live);
  let timer;

  function dates() {
    const [from, to] = current();
    if (from === null && to === null) return "all dates";
    if (from === null) return `until ${longDay(to)}`;
    return to === null ? `from ${longDay(from)}` : windowText(from, to);
  }

  function described() {
    const { shown, mapped } = totals();
    return `${dates()}: ${shown} event${shown === 1 ? "" : "s"}, ${mapped} on the map, ` +
      `${inView()} of them in view.`;
  }

  function tell() {
    if (busy()) {
      rest();
      return;
    }
    const text = described();
    named(`${NAME}, ${dates()}`);
    // The first state is there to be asked for: nobody has changed anything yet.
    if (known.textContent && known.textContent !== text) live.textContent = text;
    known.textContent = text;
  }

  function rest() {
    clearTimeout(timer);
    timer = setTimeout(tell, REST_MS);
  }

  return {
    say(text) {
      // It is not to be talked over by the state, which the reader has gone on from.
      clearTimeout(timer);
      known.textContent = described();
      live.textContent = text;
    },
    rest,
    remove() {
      clearTimeout(timer);
      container.removeAttribute("aria-describedby");
      live.remove();
      known.remove();
    },
  };
}
