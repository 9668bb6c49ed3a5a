// The row of controls over the histogram: play, step, typed dates, what is shown.

import { element } from "./cards.js";
import { dayFromIso, isoFromDay } from "./days.js";
import { SPEEDS } from "./player.js";

const STEPS = [["day", "day"], ["week", "week"], ["month", "month"], ["window", "window"]];
const STEP_WORDS = { day: "one day", week: "one week", month: "one month",
  window: "the length of the window" };
const ICONS = {
  play: "M7 4.5v15l12-7.5z",
  pause: "M6.5 5h4v14h-4zM13.5 5h4v14h-4z",
  earlier: "M15 5.5L8.5 12l6.5 6.5",
  later: "M9 5.5l6.5 6.5L9 18.5",
  closer: "M5 5v14M19 5v14M8 12h8M10.5 9.5L8 12l2.5 2.5M13.5 9.5L16 12l-2.5 2.5",
  wider: "M12 5v14M3 12h6M15 12h6M6 9.5L3.5 12L6 14.5M18 9.5L20.5 12L18 14.5",
  more: "M6 12h.01M12 12h.01M18 12h.01",
};
const FORM = "A day as YYYY-MM-DD, or nothing for no limit.";
const FILLED = new Set(["play", "pause"]);

/**
 * @param {object} actions `play`, `step(direction, unit)`, `typed(from, to)` (days or null),
 *   `everything`, `closer`, `wider`, `speed(rate)`, `resized`
 * @returns {{node: HTMLElement, show: Function, setPlaying: Function, unit: () => string}}
 */
export function createBar(actions) {
  const bar = element("div", "tl-brush-bar");
  const play = iconButton("play", "Play", actions.play);
  const speed = choice("Speed", SPEEDS.map(({ label, rate }) => [String(rate), label]));
  speed.addEventListener("change", () => actions.speed(Number(speed.value)));
  const unit = choice("Step", STEPS);
  const earlier = iconButton("earlier", "", () => actions.step(-1, unit.value));
  const later = iconButton("later", "", () => actions.step(1, unit.value));
  const name = () => {
    rename(earlier, `Earlier by ${STEP_WORDS[unit.value]}`);
    rename(later, `Later by ${STEP_WORDS[unit.value]}`);
  };
  unit.addEventListener("change", name);
  name();

  const from = dateInput("From");
  const to = dateInput("To");
  function read() {
    const days = [from, to].map(({ input }) => dayFromIso(input.value.trim()));
    const bad = [from, to].map(({ input }, i) => input.value.trim() !== "" && days[i] === null);
    const wrong = !bad[1] && days[0] !== null && days[1] !== null && days[0] > days[1];
    from.input.setCustomValidity(bad[0] ? FORM : "");
    to.input.setCustomValidity(bad[1] ? FORM : wrong ? "The last day is before the first." : "");
    if (from.input.reportValidity() && to.input.reportValidity()) actions.typed(...days);
  }
  for (const { input } of [from, to]) {
    input.addEventListener("change", read);
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") read();
    });
  }

  const words = element("span", "tl-brush-words");
  const everything = element("button", "tl-brush-all", "All dates");
  everything.type = "button";
  rename(everything, "Show all dates");
  everything.addEventListener("click", actions.everything);
  const closer = iconButton("closer", "Zoom in on these dates", actions.closer);
  const wider = iconButton("wider", "Show more time", actions.wider);
  const more = iconButton("more", "More controls", () => {
    const open = bar.classList.toggle("tl-brush-open");
    more.setAttribute("aria-expanded", String(open));
    actions.resized();
  });
  more.classList.add("tl-brush-more");
  more.setAttribute("aria-expanded", "false");

  const extra = element("span", "tl-brush-extra");
  const dates = element("span", "tl-brush-dates");
  dates.append(from.label, to.label);
  extra.append(speed, unit, dates, everything);
  const steps = element("span", "tl-brush-steps");
  steps.append(earlier, later);
  const zoom = element("span", "tl-brush-zoom");
  zoom.append(closer, wider);
  bar.append(play, steps, words, extra, zoom, more);

  return {
    node: bar,
    unit: () => unit.value,
    /**
     * @param {Array<number|null>} window @param {string} text of it
     * @param {{canCloser: boolean, canWider: boolean}} zoomable
     */
    show(window, text, { canCloser, canWider }) {
      words.textContent = text;
      [from, to].forEach(({ input }, i) => {
        const value = window[i] === null ? "" : isoFromDay(window[i]);
        if (input.value === value || document.activeElement === input) return;
        input.value = value;
        input.setCustomValidity("");
      });
      everything.disabled = window[0] === null && window[1] === null;
      closer.disabled = !canCloser;
      wider.disabled = !canWider;
    },
    setPlaying(playing) {
      drawIcon(play, playing ? "pause" : "play");
      rename(play, playing ? "Pause" : "Play");
    },
  };
}

function rename(node, text) {
  node.title = text;
  node.setAttribute("aria-label", text);
}

function iconButton(icon, text, action) {
  const node = element("button", "tl-icon");
  node.type = "button";
  rename(node, text);
  drawIcon(node, icon);
  node.addEventListener("click", action);
  return node;
}

function drawIcon(node, icon) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  if (FILLED.has(icon)) svg.classList.add("tl-icon-filled");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", ICONS[icon]);
  svg.append(path);
  node.replaceChildren(svg);
}

function choice(label, options) {
  const node = element("select", "");
  rename(node, label);
  for (const [value, text] of options) {
    const option = element("option", "", text);
    option.value = value;
    node.append(option);
  }
  return node;
}

function dateInput(text) {
  const label = element("label", "");
  label.append(element("span", "", text));
  const input = element("input", "");
  // A date input of the browser may write the month first, and so be misread.
  input.type = "text";
  input.inputMode = "numeric";
  input.placeholder = "YYYY-MM-DD";
  input.maxLength = 10;
  input.spellcheck = false;
  input.autocomplete = "off";
  input.setAttribute("aria-label", text);
  label.append(input);
  return { label, input };
}
