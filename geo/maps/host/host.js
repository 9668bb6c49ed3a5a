// The live map in st_folium's frame: keeps commands until the modules have loaded, follows the
// page's theme, and reports to Streamlit where there is one. Nothing else knows of either.

// A command leaves out what is none.
const NOTHING = { mask: null, aggregates: null, selected: null, fly: null, together: null };

/**
 * @param {L.Map} map whose `truceline` st_folium calls with each command
 * @param {string} payload link to the payload
 * @param {string} main link to the entry module, unless it is in one file with this one
 */
export async function attach(map, payload, main = import.meta.url) {
  const absolute = (link) => new URL(link, document.baseURI).href;
  const state = { value: null, serial: 0, alone: false };
  const waiting = map.waiting ?? [];
  let handle = null;

  map.truceline = (command) => {
    const heard = reconciled(command, state.value);
    state.alone = heard.together === null;
    if (heard.mask?.url) heard.mask = { url: absolute(heard.mask.url) };
    if (heard.aggregates) {
      const { cells, days } = heard.aggregates;
      Object.assign(heard.aggregates, { cells: { url: absolute(cells.url) },
        days: { url: absolute(days.url) } });
    }
    if (handle) handle.apply(heard);
    else waiting.push(command);
  };
  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || event.data?.type !== "streamlit:render") return;
    if (event.data.theme) handle?.setTheme(themeOf(event.data.theme.backgroundColor));
  });
  try {
    const { mount } = await import(absolute(main));
    handle = await mount(map, absolute(payload), {
      details: "host",
      theme: pageTheme(),
      emit: (message) => report(state, message),
      // Streamlit titles the frame by its component; this is what readers hear.
      named: (text) => window.frameElement?.setAttribute("aria-label", text),
    });
  } catch (fault) {
    const note = document.createElement("p");
    note.className = "tl-fault";
    note.textContent = `The map could not be loaded: ${fault.message}`;
    map.getContainer().append(note);
    throw fault;
  }
  waiting.splice(0).forEach(map.truceline);
  followDates(handle, state);
}

/**
 * Show a window as soon as the page's dates are changed; the bar over the page says it, see
 * `geo/ui/panel/foresee.js`. Maps that are compared have dates of their own.
 */
function followDates(handle, state) {
  const ended = new AbortController();
  window.parent.document.addEventListener("truceline:window", ({ detail }) => {
    if (state.alone) handle.foresee(detail.before, detail.window);
  }, { signal: ended.signal });
  window.addEventListener("pagehide", () => ended.abort());
}

/** A command in full; what the reader did after Python sent it stands. */
function reconciled(command, value) {
  const heard = { ...NOTHING, ...structuredClone(command) };
  if (value?.select_serial > command.seen) heard.selected = value.selected;
  if (value?.window_serial > command.seen) heard.window = value.window;
  return heard;
}

/**
 * Report to Streamlit, always with the whole state, since of several values between two reruns
 * Python sees the last: `{selected, select_serial, window, window_serial, view, serial, cause}`.
 */
function report(state, message) {
  state.serial = Math.max(state.serial + 1, Date.now());
  const { serial } = state;
  const value = { selected: null, view: null, ...state.value, serial, cause: message.kind };
  if (message.kind === "select") {
    Object.assign(value, { selected: message.event, select_serial: serial });
  } else if (message.kind === "window") {
    Object.assign(value, { window: message.window, window_serial: serial });
  } else if (message.kind === "view") {
    const { center, zoom, bounds } = message;
    value.view = { center, zoom, bounds };
  }
  state.value = value;
  window.Streamlit?.setComponentValue(value);
}

function pageTheme() {
  const style = getComputedStyle(document.documentElement);
  const colour = style.getPropertyValue("--background-color").trim();
  return colour ? themeOf(colour) : undefined;
}

function themeOf(colour) {
  const probe = document.createElement("i");
  probe.style.forcedColorAdjust = "none";
  // Where the reader has chosen the colours, the map goes with what is under its panels.
  probe.style.color = matchMedia("(forced-colors: active)").matches ? "Canvas" : colour;
  document.body.append(probe);
  const rgb = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).map(Number);
  probe.remove();
  return rgb.length > 2 && 0.3 * rgb[0] + 0.6 * rgb[1] + 0.1 * rgb[2] < 110 ? "dark" : "light";
}
