// What the host says: the full state, in order, the last one wins.

import { fetchAggregates } from "./aggregates.js";
import { bytesOfBase64 } from "./columns.js";
import { fetchMask } from "./payload.js";

/**
 * @param {L.Map} map
 * @param {object} parts of the map, see main.js: `state`, `scene`, `model`, `brush`, `announce`,
 *   `schedule`, `showBrush`, `retime` (bring the model to the state's window)
 * @returns {{apply: Function, foresee: Function}}
 */
export function createCommands(map, {
  state, scene, model, brush, announce, schedule, showBrush, retime,
}) {
  let latest = null;

  /** Take a command; one whose files are yet to come waits, and a later one replaces it. */
  function apply(command) {
    latest = command;
    const mask = command.mask ?? null;
    const key = mask?.url ?? mask;
    let passes = mask === null ? null : scene.passes;
    if (key !== state.mask && mask !== null) {
      passes = mask.url ? fetchMask(mask.url) : bytesOfBase64(mask);
    }
    const counted = command.aggregates ?? null;
    const countedKey = counted && `${counted.cells.url} ${counted.days.url}`;
    const aggregates = countedKey === state.aggregates ? scene.aggregates
      : counted && fetchAggregates(counted);
    if (!(passes instanceof Promise || aggregates instanceof Promise)) {
      take(command, key, passes, countedKey, aggregates);
      return;
    }
    Promise.all([passes, aggregates]).then(([bits, squares]) => {
      if (latest === command) take(command, key, bits, countedKey, squares);
    });
  }

  function take(command, maskKey, passes, countedKey, aggregates) {
    const recounted = countedKey !== state.aggregates;
    state.aggregates = countedKey;
    scene.aggregates = aggregates;
    const colour = command.colour ?? "category";
    const regroup = maskKey !== state.mask || colour !== state.colour;
    const zones = command.zones ?? true;
    const before = JSON.stringify([state.window, state.zones]);
    takeWindow(command.window ?? [null, null]);
    Object.assign(state, { mask: maskKey, colour, zones });
    state.names = command.names ?? state.names;
    const selected = command.selected ?? null;
    if (selected !== state.selected) Object.assign(state, { focus: null, spot: null });
    state.selected = selected;
    present(command.present ?? false);
    if (command.fly && command.serial !== state.flown) fly(command.fly);
    state.flown = command.serial ?? null;
    state.serialApplied = command.serial ?? null;
    if (regroup) model.configure(colour, passes);
    if (regroup || recounted || JSON.stringify([state.window, state.zones]) !== before) {
      retime();
      announce();
    }
    if (regroup || recounted) showBrush();
    brush.reveal();
    // At once, so that a click that comes before the next frame meets what it will show.
    model.relayout();
    schedule();
  }

  /** What the reader does with the brush stands against all but a new window. */
  function takeWindow(window) {
    const said = JSON.stringify(window);
    const news = said !== state.commanded && said !== state.committed;
    state.commanded = said;
    if (brush.dragging() || (brush.changing() && !news)) return;
    brush.forget();
    state.window = window;
  }

  /**
   * Show a window that the page is about to command. Counts made by the server come with the
   * command; what the reader does with the brush, or another window, is left alone.
   */
  function foresee(before, window) {
    const other = JSON.stringify(state.window) !== JSON.stringify(before);
    if (other || state.aggregates || brush.changing()) return;
    state.window = window;
    retime();
    announce();
    brush.reveal();
    model.relayout();
    schedule();
  }

  /** Show the map alone, as high as its frame, for screen capture. */
  function present(alone) {
    const changed = alone !== state.present;
    state.present = alone;
    map.getContainer().classList.toggle("tl-present", alone);
    if (changed) map.invalidateSize({ pan: false });
  }

  function fly({ center, zoom }) {
    // The first view is a setting, not a journey.
    const first = state.serialApplied === null;
    map.setView(center, zoom, first ? { animate: false } : {});
  }

  return { apply, foresee };
}
