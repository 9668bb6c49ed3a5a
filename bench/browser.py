"""What a reader waits for, measured in a real browser: the clock is the page's own."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median, quantiles

from playwright.sync_api import Browser, Frame, Page, WebSocket

from tests.chromium import Offline

MAP = 'iframe[title="streamlit_folium.st_folium"]'
QUIET_SECONDS = 1.0
DRAG_SECONDS = 3.0
DRAG_PX = 120

# By the page's clock, the moment of the last click, release or key; how many points WebGL was told
# to draw.
_WATCH = """
for (const kind of ["click", "keydown", "mouseup"]) {
  addEventListener(kind, () => {
    // Frames have clocks of their own; all times are by the page's.
    const since = performance.timeOrigin - top.performance.timeOrigin;
    top.benchActed = performance.now() + since;
  }, true);
}
window.benchDrawn = [];
for (const context of [window.WebGLRenderingContext, window.WebGL2RenderingContext]) {
  if (!context) continue;
  for (const name of ["drawArraysInstanced", "drawElementsInstanced"]) {
    const draw = context.prototype[name];
    if (!draw) continue;
    context.prototype[name] = function (...given) {
      window.benchDrawn.push(given[given.length - 1]);
      return draw.apply(this, given);
    };
  }
}
"""
# Wait for a condition, then for the frame that shows it; tell when that was.
_WAIT = """
([condition, limit]) => { window.benchPainted = (async () => {
  const holds = new Function("frame", `return (${condition});`);
  const until = performance.now() + limit;
  for (;;) {
    await new Promise(requestAnimationFrame);
    const element = document.querySelector('iframe[title="streamlit_folium.st_folium"]');
    let held = false;
    try { held = holds(element && element.contentWindow); } catch (error) { held = false; }
    if (held) break;
    if (performance.now() > until) return null;
  }
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return [performance.now(), window.benchActed ?? 0];
})(); }
"""


@dataclass
class Traffic:
    """Bytes over the page's websocket, both ways, and when the last of them came."""

    bytes: int = 0
    last: float = field(default_factory=time.monotonic)

    def watch(self, socket: WebSocket) -> None:
        """Count what a socket carries."""
        socket.on("framesent", self._count)
        socket.on("framereceived", self._count)

    def _count(self, payload: str | bytes) -> None:
        self.bytes += len(payload.encode() if isinstance(payload, str) else payload)
        self.last = time.monotonic()


@dataclass
class Watched:
    """A page whose paints and traffic are measured."""

    page: Page
    traffic: Traffic
    elsewhere: list[str]

    def painted_ms(
        self, condition: str, limit_seconds: float, act: Callable[[], None] | None = None
    ) -> tuple[float, float] | None:
        """Page time at which a condition holds and is painted, and time of the last click or key.

        None if it takes longer than the limit. `act` is done while the page already waits.
        """
        self.page.evaluate(_WAIT, [condition, limit_seconds * 1000])
        if act is not None:
            act()
        found: list[float] | None = self.page.evaluate("window.benchPainted")
        return None if found is None else (found[0], found[1])

    def settle(self) -> None:
        """Wait until the websocket has been quiet for a while."""
        while time.monotonic() - self.traffic.last < QUIET_SECONDS:
            self.page.wait_for_timeout(100)

    def change(
        self,
        act: Callable[[], None],
        condition: str,
        limit_seconds: float,
        *,
        rested: bool = True,
    ) -> tuple[float, int] | None:
        """Milliseconds from an action's last click or key to the paint; bytes till all is quiet.

        It waits for quiet first, unless the action has begun already and the page has not `rested`.
        """
        if rested:
            self.settle()
        before = self.traffic.bytes
        self.page.evaluate("window.benchDrawn.length = 0")
        times = self.painted_ms(condition, limit_seconds, act)
        if times is None:
            return None
        self.traffic.last = time.monotonic()
        self.settle()
        return times[0] - times[1], self.traffic.bytes - before


def watch_clock() -> str:
    """Script that a page is to run before any other, so that `Watched` can measure it."""
    return _WATCH


@contextmanager
def watched_page(browser: Browser) -> Iterator[Watched]:
    """Open a page of its own, with nothing cached and no network but this machine.

    What it asks of other machines is refused and noted in `elsewhere`.
    """
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    offline = Offline(context.new_page())
    traffic = Traffic()
    offline.page.on("websocket", traffic.watch)
    offline.page.add_init_script(_WATCH)
    try:
        yield Watched(offline.page, traffic, offline.elsewhere)
    finally:
        context.close()


@dataclass(frozen=True)
class Drag:
    """A drag of the time brush with the mouse.

    Parameters
    ----------
    in_window : int
        Events in the window.
    fps : float
        Frames that the browser made, a second.
    median_ms, p95_ms : float
        Time that the map's own script took for a frame.
    """

    in_window: int
    fps: float
    median_ms: float
    p95_ms: float


def drag_brush(page: Page, in_window: int) -> Drag | None:
    """Drag the window of the brush to and fro; None where the page has no brush."""
    handle = page.query_selector(MAP)
    frame = handle.content_frame() if handle else None
    box = _brush_box(frame)
    if frame is None or box is None:
        return None
    x, y = box
    page.mouse.move(x, y)
    page.mouse.down()
    # The first movement starts the drag and may build what later ones use.
    page.mouse.move(x + 4, y)
    frame.evaluate(
        """() => {
          window.benchTicks = [];
          window.benchFrom = truceline.frames.length;
          const tick = (now) => {
            benchTicks.push(now);
            window.benchRaf = requestAnimationFrame(tick);
          };
          window.benchRaf = requestAnimationFrame(tick);
        }"""
    )
    started = time.monotonic()
    step = 0
    while time.monotonic() - started < DRAG_SECONDS:
        step += 1
        turn = step % (2 * DRAG_PX)
        page.mouse.move(x + 4 - min(turn, 2 * DRAG_PX - turn), y)
    ticks, times = frame.evaluate(
        "() => { cancelAnimationFrame(benchRaf);"
        " return [benchTicks, truceline.frames.slice(benchFrom)]; }"
    )
    page.mouse.up()
    seconds = (ticks[-1] - ticks[0]) / 1000
    p95 = quantiles(times, n=20)[-1] if len(times) > 1 else float("nan")
    return Drag(in_window, (len(ticks) - 1) / seconds, median(times), p95)


def _brush_box(frame: Frame | None) -> tuple[float, float] | None:
    """Middle of the brush's window on the page."""
    part = frame.query_selector(".tl-brush-window") if frame else None
    box = part.bounding_box() if part else None
    return None if box is None else (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
