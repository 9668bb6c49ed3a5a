// Maps that look at the same ground: where one is moved, the others follow.

const NEAR = 1e-6;

/**
 * Let a map join others of the same browser and origin, by the number that they share.
 *
 * A map says where it looks when it is moved, and when another asks on joining. What it is told it
 * follows without saying so again.
 *
 * @param {L.Map} map
 * @returns {{join: (number: number|null) => void, led: () => boolean, remove: () => void}} `join`
 *   with null leaves; `led` says whether the last move was another map's
 */
export function createTogether(map) {
  let channel = null;
  let joined = null;
  let following = false;
  let led = false;
  let pending = 0;

  function join(number) {
    if (number === joined) return;
    leave();
    joined = number;
    if (number === null) return;
    channel = new BroadcastChannel(`truceline-maps-${number}`);
    channel.onmessage = ({ data }) => (data.asks ? say() : follow(data));
    channel.postMessage({ asks: true });
    map.on("move zoom", saySoon);
  }

  function saySoon() {
    led = following;
    if (following || pending) return;
    // Several movements may come between two frames.
    pending = requestAnimationFrame(say);
  }

  function say() {
    cancelAnimationFrame(pending);
    pending = 0;
    const { lat, lng } = map.getCenter();
    channel.postMessage({ lat, lng, zoom: map.getZoom() });
  }

  function follow({ lat, lng, zoom }) {
    const at = map.getCenter();
    const still = Math.abs(at.lat - lat) < NEAR && Math.abs(at.lng - lng) < NEAR;
    if (still && map.getZoom() === zoom) return;
    cancelAnimationFrame(pending);
    pending = 0;
    following = true;
    try {
      map.setView([lat, lng], zoom, { animate: false });
    } finally {
      following = false;
    }
  }

  function leave() {
    cancelAnimationFrame(pending);
    pending = 0;
    map.off("move zoom", saySoon);
    channel?.close();
    channel = null;
    joined = null;
    led = false;
  }

  return { join, led: () => led, remove: leave };
}
