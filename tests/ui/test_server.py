"""Who may ask the server, and what a browser may do with what it answers."""

from __future__ import annotations

import socket
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from geo.limits import MAX_UPLOAD_MB
from tests.chromium import ROOT, offline_page, wait_until
from tests.ui.page import open_page

pytestmark = pytest.mark.browser
LISTENING = "0A"
LOOPBACK = {"0100007F", "00000000000000000000000001000000"}
PLANT = """document.body.insertAdjacentHTML("beforeend",
  '<img src=x onerror="window.hacked=1"><a href="javascript:window.hacked=1" id=trap>x</a>');
const script = document.createElement("script");
script.textContent = "window.hacked=1";
document.body.append(script);
document.getElementById("trap").click();"""


def ask(app: str, path: str = "/", **headers: str) -> tuple[int, dict[str, str], bytes]:
    parts = urlsplit(app)
    connection = HTTPConnection(str(parts.hostname), parts.port or 80, timeout=20)
    connection.request(
        "GET", path, headers={name.replace("_", "-"): v for name, v in headers.items()}
    )
    answer = connection.getresponse()
    found = {name.lower(): value for name, value in answer.getheaders()}
    body = answer.read() if answer.status != 101 else b""
    connection.close()
    return answer.status, found, body


def websocket(app: str, host: str, origin: str) -> int:
    return ask(
        app,
        "/_stcore/stream",
        Host=host,
        Origin=origin,
        Connection="Upgrade",
        Upgrade="websocket",
        Sec_WebSocket_Version="13",
        Sec_WebSocket_Key="dGhlIHNhbXBsZSBub25jZQ==",
    )[0]


def test_it_listens_on_this_machine_only(app: str) -> None:
    port = f"{urlsplit(app).port:04X}"
    tables = [Path(f"/proc/net/{name}") for name in ("tcp", "tcp6")]
    rows = [line.split() for file in tables if file.exists() for line in file.open()]
    addresses = {
        row[1].split(":")[0] for row in rows if row[1].endswith(f":{port}") and row[3] == LISTENING
    }
    if rows:
        assert addresses
        assert addresses <= LOOPBACK
    else:
        with pytest.raises(OSError, match=r"refused|timed out"):
            socket.create_connection((socket.gethostname(), int(port, 16)), timeout=2)


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/component/panel/panel.js"])
def test_a_foreign_host_is_refused(app: str, path: str) -> None:
    assert ask(app, path, Host="elsewhere.invalid")[0] == 400
    assert ask(app, path)[0] in (200, 404)


def test_a_foreign_page_gets_no_session(app: str) -> None:
    own = urlsplit(app).netloc
    assert websocket(app, own, app) == 101
    assert websocket(app, own, "http://elsewhere.invalid") == 403
    assert websocket(app, "elsewhere.invalid", app) in (400, 403)


def test_every_answer_has_the_headers(app: str) -> None:
    frame = "/component/streamlit_folium.st_folium/index.html"
    for path in ("/", "/claims", "/_stcore/health", frame, "/nowhere/at.all"):
        _, headers, _ = ask(app, path)
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'self'" in policy
        assert ("'unsafe-eval'" in policy) == (path == frame)
        scripts = next(one for one in policy.split("; ") if one.startswith("script-src"))
        assert ("'unsafe-inline'" in scripts) == (path == frame)
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


def test_the_agent_interface_is_off(app: str) -> None:
    assert ask(app, "/_stcore/agent/openapi.json")[0] in (200, 404)
    assert ask(app, "/_stcore/agent/interact")[0] in (403, 404, 405)


def test_a_planted_script_does_not_run(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        open_page(offline.page, app)
        offline.page.evaluate(PLANT)
        offline.page.wait_for_timeout(300)
        assert offline.page.evaluate("window.hacked") is None
        assert len(offline.refused) >= 3
        offline.page.evaluate("fetch('http://elsewhere.invalid/').catch(() => 0)")
        assert "http://elsewhere.invalid/" in offline.refused[-1]
        offline.refused.clear()


def test_without_the_policy_it_would_run(browser: Browser, app: str) -> None:
    with offline_page(browser, bypass_csp=True) as offline:
        open_page(offline.page, app)
        offline.page.evaluate(PLANT)
        wait_until(offline.page, "window.hacked === 1")


def test_uploads_are_bounded_by_the_server_too() -> None:
    config = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    assert f"maxUploadSize = {MAX_UPLOAD_MB}\n" in config
