"""A real browser with the network cut, and a real server."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    Frame,
    Page,
    Playwright,
    Request,
    expect,
)

ROOT = Path(__file__).resolve().parents[1]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# The last list of features is the one that counts, so Playwright's own stands in ours. Added are
# the two pages of the address bar, which no headless window shows, yet each loads and draws.
FEATURES_OFF = (
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,"
    "HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,PaintHolding,"
    "ThirdPartyStoragePartitioning,OptimizationHints,NetworkTimeServiceQuerying,"
    "PreconnectToSearch,WebUIOmniboxPopup,WebUIOmniboxAimPopup"
)
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    f"--disable-features={FEATURES_OFF}",
]
# All that is not on this machine goes to a proxy that there is not. To stop each request and look
# at it would cut the network too, and the browser's cache with it.
NO_NETWORK = ["--proxy-server=127.0.0.1:9", "--proxy-bypass-list=127.0.0.1;localhost"]
LOCAL = ("127.0.0.1", "")
STORED = "cookies,file_systems,indexeddb,local_storage,service_workers,cache_storage"
START_SECONDS = 60
STOP_SECONDS = 20
WAIT_MS = 30_000
POLL_MS = 50
expect.set_options(timeout=WAIT_MS)


def launch(playwright: Playwright) -> Browser:
    """Start the machine's own Chrome or Chromium; TRUCELINE_CHROMIUM names another."""
    found = os.environ.get("TRUCELINE_CHROMIUM") or next(
        filter(None, map(shutil.which, NAMES)), None
    )
    if found is None:
        raise RuntimeError("no Chrome or Chromium: install one or set TRUCELINE_CHROMIUM")
    return playwright.chromium.launch(executable_path=found, args=[*ARGS, *NO_NETWORK])


class Offline:
    """A page that may reach this machine only, and remembers what else was asked for.

    `refused` holds what the page's Content-Security-Policy did not let through.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.elsewhere: list[str] = []
        self.errors: list[str] = []
        self.refused: list[str] = []
        page.on("request", self._note)
        page.on("websocket", lambda socket: self._check(socket.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: self._hear(message.text))

    def _hear(self, said: str) -> None:
        # What the policy of the page refuses, the browser tells the console only.
        if "Content Security Policy" in said:
            self.refused.append(said)

    def _check(self, url: str) -> bool:
        parts = urlsplit(url)
        local = parts.scheme in ("data", "blob", "about", "file") or parts.hostname in LOCAL
        if not local:
            self.elsewhere.append(url)
        return local

    def _note(self, request: Request) -> None:
        self._check(request.url)


@contextlib.contextmanager
def offline_page(
    browser: Browser,
    width: int = 1440,
    height: int = 900,
    *,
    fresh: bool = False,
    **options: object,
) -> Iterator[Offline]:
    """Open a page with the network cut; any request off the machine fails the test at the end.

    So does whatever breaks the page's Content-Security-Policy.
    """
    viewport = {"width": width, "height": height}
    with watched_page(browser, fresh=fresh, viewport=viewport, **options) as offline:
        yield offline
        assert offline.elsewhere == []
        assert offline.errors == []
        assert offline.refused == []


@contextlib.contextmanager
def watched_page(browser: Browser, *, fresh: bool = False, **settings: Any) -> Iterator[Offline]:
    """Open a page with the network cut; what it asks for and raises is for the caller to judge.

    What pages before left in the browser is gone but for its cache of files, without which each
    would load and compile Streamlit's scripts again; with `fresh` the cache is empty too.
    """
    # Not one context for two pages at a time: they must not know of each other.
    idle = _idle[browser, repr(sorted(settings.items()))]
    context = browser.new_context(**settings) if fresh or not idle else idle.pop()
    try:
        context.set_default_timeout(WAIT_MS)
        offline = Offline(context.new_page())
        yield offline
        if not fresh:
            _leave_nothing(context, offline.page)
            idle.append(context)
    finally:
        if context not in idle:
            context.close()


# Contexts that no page is open in, by browser and settings.
_idle: defaultdict[tuple[Browser, str], list[BrowserContext]] = defaultdict(list)


def _close_idle() -> None:
    """Close what no page is open in: a server that ends waits for connections that are kept."""
    for (browser, _), contexts in _idle.items():
        while contexts:
            context = contexts.pop()
            if browser.is_connected():
                context.close()


def _leave_nothing(context: BrowserContext, page: Page) -> None:
    """Close all pages of a context and forget what they stored."""
    session = context.new_cdp_session(page)
    address = urlsplit(page.url)
    if address.scheme in ("http", "https"):
        origin = f"{address.scheme}://{address.netloc}"
        session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": STORED})
    for one in context.pages:
        one.close()


@contextlib.contextmanager
def running_app(
    data: Path | None = None,
    script: str = "app.py",
    folder: Path = ROOT,
    python: str = sys.executable,
    **variables: str,
) -> Iterator[str]:
    """Run the dashboard, or another script, on a free port of 127.0.0.1 and give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, **({"TRUCELINE_DATA": str(data)} if data else {}), **variables}
    command = [python, "-m", "streamlit", "run", script, "--server.port", str(port)]
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as server:
        try:
            _wait_for(address, server)
            yield address
        finally:
            _close_idle()
            server.terminate()
            try:
                server.wait(timeout=STOP_SECONDS)
            except subprocess.TimeoutExpired:
                server.kill()
                raise


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            output = server.stdout.read().decode() if server.stdout else ""
            raise RuntimeError(f"the app stopped while starting:\n{output}")
        with contextlib.suppress(OSError):
            if urllib.request.urlopen(f"{address}/_stcore/health", timeout=2).status == 200:
                return
        time.sleep(0.2)
    raise RuntimeError("the app did not start in time")


def wait_until(shown: Frame | Page, condition: str) -> None:
    """Wait until a JavaScript condition holds.

    It is asked from here: what Playwright asks in the page by the clock is refused by its content
    security policy, and what it asks by animation frame is lost now and then in a frame that is
    replaced while the machine is busy, and waits for ever beside a drawn map.

    Raises
    ------
    TimeoutError
        If it does not hold in time; the last fault of the condition is its cause.
    """
    until = time.monotonic() + WAIT_MS / 1000
    fault: Error | None = None
    while time.monotonic() < until:
        try:
            if shown.evaluate(condition):
                return
        except Error as error:
            # The frame may be replaced meanwhile, and what is asked for may not be there yet.
            fault = error
        time.sleep(POLL_MS / 1000)
    raise TimeoutError(f"within {WAIT_MS} ms: {condition}") from fault


def painted_after(page: Page, milliseconds: int) -> None:
    """Wait for a time and for two frames, since on a busy machine a frame may take longer."""
    page.wait_for_timeout(milliseconds)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
