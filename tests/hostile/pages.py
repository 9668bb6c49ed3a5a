"""Every page, tooltip, popup, table and exported file in a browser, with every text planted."""

from __future__ import annotations

from typing import Final

from playwright.sync_api import sync_playwright

from tests.chromium import launch
from tests.hostile import visit_addresses, visit_data, visit_files, visit_inputs
from tests.hostile.apps import edited_app, planted_app
from tests.hostile.tally import Tally
from tests.hostile.visit import Visit

PAGES: Final = (
    visit_data.claims,
    visit_data.places,
    visit_data.compare,
    visit_data.sources,
    visit_inputs.brief,
    visit_inputs.drafts,
    visit_inputs.imports,
    visit_data.methods,
    visit_data.present,
    visit_addresses.addresses,
    visit_addresses.addresses_elsewhere,
)


def run() -> list[Tally]:
    """Look at everything in a browser of this machine."""
    tally, files = Tally("pages"), Tally("exported files")
    with sync_playwright() as playwright, planted_app() as (address, dataset, folder):
        chromium = launch(playwright)
        visit = Visit(chromium, tally)
        visit_data.situation(visit, address, dataset)
        for page in PAGES:
            page(visit, address)
        visit_files.exports(Visit(chromium, files), dataset, folder)
        visit_data.faults(visit, address, dataset)
        with edited_app() as (of_editor, edited):
            visit_inputs.edit(visit, of_editor, edited)
        chromium.close()
    return [tally, files]
