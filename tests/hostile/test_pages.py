"""Every page and exported file, in a browser, with every text in every field; nothing runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from geo.linkage import Dataset
from tests.chromium import WAIT_MS, wait_until
from tests.hostile import visit_data, visit_files, visit_inputs
from tests.hostile.apps import edited_app, planted_app, without
from tests.hostile.pages import PAGES
from tests.hostile.planted import DAYS
from tests.hostile.tally import Tally
from tests.hostile.visit import Visit

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore:Glyph .* missing from font"),
]
Planted = tuple[str, Dataset, Path]


@pytest.fixture(scope="module")
def planted() -> Iterator[Planted]:
    with planted_app() as found:
        yield found


@pytest.mark.parametrize("page", PAGES)
def test_a_page(browser: Browser, planted: Planted, page: Callable[[Visit, str], None]) -> None:
    visit = Visit(browser, Tally(page.__name__))
    page(visit, planted[0])
    assert visit.tally.harms() == {}
    assert visit.tally.cases


def test_the_situation_with_every_tooltip(browser: Browser, planted: Planted) -> None:
    visit = Visit(browser, Tally("situation"))
    visit_data.situation(visit, *planted[:2])
    assert visit.tally.harms() == {}


def test_the_exported_files_with_every_popup(browser: Browser, planted: Planted) -> None:
    visit = Visit(browser, Tally("exports"))
    visit_files.exports(visit, *planted[1:])
    assert visit.tally.harms() == {}


def test_the_form_and_the_history_of_an_edited_folder(browser: Browser) -> None:
    visit = Visit(browser, Tally("edit"))
    with edited_app() as (address, folder):
        visit_inputs.edit(visit, address, folder)
    assert visit.tally.harms() == {}


def as_markup(script: str) -> str:
    """A panel's script that takes text for markup."""
    return re.sub(r"\.textContent = ", ".innerHTML = ", script)


def test_with_text_taken_for_markup_it_is_reported(browser: Browser, planted: Planted) -> None:
    tamper = without({"panel-": as_markup})
    visit = Visit(browser, Tally("undefended"), tamper, bypass_csp=True)
    with visit.page("Claims") as page:
        page.goto(f"{planted[0]}/claims?{DAYS}")
        wait_until(page, "window.hacked === 1")
    assert {"scripts", "requests"} <= set(visit.tally.harms())


def test_the_policy_alone_stops_scripts_and_requests(browser: Browser, planted: Planted) -> None:
    visit = Visit(browser, Tally("policy"), without({"panel-": as_markup}))
    stopped: list[str | None] = []
    with visit.page("Claims") as page:
        page.on("requestfailed", lambda one: stopped.append(one.failure))
        page.goto(f"{planted[0]}/claims?{DAYS}")
        page.locator("table").first.wait_for(state="attached", timeout=WAIT_MS)
        expect(page.locator("svg[onload]").first).to_be_attached()
        assert page.evaluate("window.hacked") is None
    assert any("refused" in one for one in visit.tally.scripts)
    # The browser tells of a request also where the policy stops it before it is made.
    assert stopped
    assert set(stopped) == {"csp"}


def test_the_page_of_faults(browser: Browser, planted: Planted) -> None:
    # Last, since it spoils the data.
    visit = Visit(browser, Tally("faults"))
    visit_data.faults(visit, *planted[:2])
    assert visit.tally.harms() == {}
