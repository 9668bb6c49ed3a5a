// When the host is told where the map looks: at rest, and before that where counts are missing.

const DELAY_MS = 300;
const AGAIN_MS = 250;

/**
 * @param {L.Map} map @param {() => boolean} covered whether all that is in view was counted
 * @param {() => void} rested called when the map comes to rest @param {() => void} say
 * @returns {{rest: Function, remove: Function}} `rest()` says where the map looks now, in a while
 */
export function createLookout(map, covered, rested, say) {
  let timer = 0;
  let askedAt = 0;

  function sayIn(delay) {
    clearTimeout(timer);
    timer = setTimeout(say, delay);
  }

  function rest() {
    // What has not been counted yet is waited for; the address of what is drawn can wait.
    sayIn(covered() ? DELAY_MS : 0);
    rested();
  }

  /** Ask for what a map that is being moved will show, before the reader lets go. */
  function move() {
    if (covered() || performance.now() < askedAt + AGAIN_MS) return;
    askedAt = performance.now();
    sayIn(0);
  }

  map.on("moveend", rest);
  map.on("move", move);
  return {
    rest,
    remove() {
      clearTimeout(timer);
      map.off("moveend", rest);
      map.off("move", move);
    },
  };
}
