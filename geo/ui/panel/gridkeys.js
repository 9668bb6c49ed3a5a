// Keys of a grid, after the ARIA Authoring Practices: one cell is in the tab order, arrows move it,
// Enter or Space opens the row, Escape closes it.

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** Steer a grid; `state.focus` remembers the cell from one drawing to the next. */
export function gridKeys(table, state, { toggle, held }) {
  const start = table.querySelector(
    state.focus ? `tr[data-id="${CSS.escape(state.focus.id)}"]` : "tr.line");
  enter(start?.cells[Math.min(state.focus?.column ?? 0, (start?.cells.length ?? 1) - 1)] ??
    table.querySelector("tbody th"), held);

  table.addEventListener("click", (event) => {
    const line = event.target.closest("tr.line");
    if (!line) return;
    toggle(line);
    enter(event.target.closest("th, td"), true);
  });

  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("tbody th, tbody td");
    if (!cell || event.target !== cell || event.altKey || event.metaKey) return;
    const goal = target(cell, event);
    if (goal) enter(goal, true);
    else if (!act(cell, event.key)) return;
    event.preventDefault();
  });

  function target(cell, { key, ctrlKey }) {
    const rows = [...table.tBodies[0].rows];
    const row = cell.parentElement;
    const at = rows.indexOf(row);
    if (key === "Home" || key === "End") {
      const line = ctrlKey ? (key === "Home" ? rows[0] : rows.at(-1)) : row;
      return key === "Home" ? line.cells[0] : line.cells[line.cells.length - 1];
    }
    if (!STEPS[key]) return null;
    const [down, across] = STEPS[key];
    const next = rows[at + down];
    if (!next) return cell;
    const opened = row.classList.contains("opened");
    const column = opened ? state.focus?.column ?? 0 : cell.cellIndex;
    if (down === 0) return opened ? cell : row.cells[column + across] ?? cell;
    return next.cells[Math.min(column, next.cells.length - 1)];
  }

  function act(cell, key) {
    const opened = cell.parentElement.classList.contains("opened");
    const line = opened ? cell.parentElement.previousElementSibling : cell.parentElement;
    const open = line.nextElementSibling?.classList.contains("opened");
    if (key === "Enter" || key === " " || (key === "Escape" && open)) {
      toggle(line);
      if (opened) enter(line.cells[0], true);
      return true;
    }
    return false;
  }

  function enter(cell, focused) {
    if (!cell) return;
    for (const other of table.querySelectorAll("[tabindex='0']")) other.tabIndex = -1;
    cell.tabIndex = 0;
    const line = cell.parentElement;
    const id = line.dataset.id ?? line.dataset.of;
    const column = line.dataset.id ? cell.cellIndex : state.focus?.column ?? 0;
    state.focus = { id, column };
    if (!focused) return;
    cell.focus({ preventScroll: false });
  }
}
