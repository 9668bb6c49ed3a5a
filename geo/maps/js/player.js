// Play and pause: the window moves by one step so many times a second.

export const SPEEDS = [{ label: "1×", rate: 2 }, { label: "2×", rate: 4 },
  { label: "4×", rate: 8 }, { label: "8×", rate: 16 }];
const RATE_REDUCED = 1;

/**
 * @param {{advance: () => boolean, changed: (playing: boolean) => void,
 *   reduced: () => boolean}} actions `advance` moves the window and says whether it can go on
 * @returns {{toggle: Function, stop: Function, playing: () => boolean, setRate: Function}}
 */
export function createPlayer({ advance, changed, reduced }) {
  let rate = SPEEDS[0].rate;
  let request = 0;
  let due = 0;

  function frame(now) {
    request = requestAnimationFrame(frame);
    if (now < due) return;
    // A slow frame is not made up for by several steps at once.
    due = Math.max(due + 1000 / (reduced() ? RATE_REDUCED : rate), now);
    if (!advance()) player.stop();
  }

  const player = {
    playing: () => request !== 0,
    setRate(next) {
      rate = next;
    },
    start() {
      if (request) return;
      due = 0;
      request = requestAnimationFrame(frame);
      changed(true);
    },
    stop() {
      if (!request) return;
      cancelAnimationFrame(request);
      request = 0;
      changed(false);
    },
    toggle() {
      if (request) player.stop();
      else player.start();
    },
  };
  return player;
}
