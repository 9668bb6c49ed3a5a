"""Every page, in light and dark, from a wide screen to a phone: WCAG 2.2 AA as far as axe sees."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.chromium import offline_page
from tests.ui import axe
from tests.ui.tour import STOPS, dress

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", params=list(STOPS))
def stop(request: pytest.FixtureRequest, browser: Browser, app: str) -> Iterator[Page]:
    with offline_page(browser) as offline:
        STOPS[request.param](offline.page, app)
        yield offline.page


def test_axe_finds_nothing(stop: Page) -> None:
    """Every rule in one theme at either width, and those of colour in the other as well."""
    found = {}
    for width, scheme, rules in (
        (1440, "light", axe.LEVELS),
        (1440, "dark", axe.COLOURS),
        (390, "dark", axe.LEVELS),
        (390, "light", axe.COLOURS),
    ):
        dress(stop, width, scheme)
        found[width, scheme] = axe.faults(stop, rules)
    assert not any(found.values()), found
