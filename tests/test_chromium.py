"""The browser of the tests has no network, and what asks for one is seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.chromium import offline_page

PAGE = '<img src="http://10.9.8.7/a.png"><img src="https://elsewhere.test/b.png">'


@pytest.mark.browser
def test_a_request_off_the_machine_fails_and_is_remembered(
    browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "page.html"
    file.write_text(f"<!DOCTYPE html>{PAGE}", encoding="utf-8")
    failed: list[str] = []
    opened = offline_page(browser)
    offline = opened.__enter__()
    offline.page.on("requestfailed", lambda request: failed.append(request.failure or ""))
    offline.page.goto(file.as_uri())
    with pytest.raises(AssertionError):
        opened.__exit__(None, None, None)
    assert offline.elsewhere == ["http://10.9.8.7/a.png", "https://elsewhere.test/b.png"]
    assert failed == ["net::ERR_PROXY_CONNECTION_FAILED"] * 2
