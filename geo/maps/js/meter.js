// How long each frame's own work takes; read by benchmarks and tests.

const KEPT = 4096;

/** @returns {{time: Function, frames: Array<number>}} `time(work)` runs it and notes its ms */
export function createMeter() {
  const frames = [];
  return {
    frames,
    time(work) {
      const start = performance.now();
      work();
      frames.push(performance.now() - start);
      if (frames.length > KEPT) frames.splice(0, KEPT / 2);
    },
  };
}
