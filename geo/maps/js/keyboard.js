// Reaching every event without a mouse: n and p step, Enter selects, Escape clears.

/**
 * @param {HTMLElement} container of the map
 * @param {{step: (by: number) => void, choose: () => void, clear: () => void}} actions
 * @returns {{remove: Function}}
 */
export function createKeyboard(container, actions) {
  const keys = {
    n: () => actions.step(1),
    "]": () => actions.step(1),
    p: () => actions.step(-1),
    "[": () => actions.step(-1),
    Enter: actions.choose,
    Escape: actions.clear,
  };
  function onKey(event) {
    const inForm = event.target.closest?.("button, input, select, a") && event.key !== "Escape";
    if (event.ctrlKey || event.metaKey || event.altKey || inForm) return;
    const action = keys[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }
  container.addEventListener("keydown", onKey);
  return { remove: () => container.removeEventListener("keydown", onKey) };
}
