"""Pages that take texts and files from their reader."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import expect

from geo.api.editing import open_for_editing, save
from geo.edits.change import Change
from tests.hostile.features import collection, point
from tests.hostile.planted import DAYS, FULL
from tests.hostile.shown import COLLECT, plain
from tests.hostile.texts import TEXTS
from tests.hostile.visit import Visit
from tests.ui.page import type_dateline


def brief(visit: Visit, address: str) -> None:
    """The preview, with texts in its inputs."""
    with visit.page("Brief") as page:
        page.goto(f"{address}/brief?{DAYS}")
        page.wait_for_selector('[data-testid="stImage"] img')
        page.get_by_label("Headline", exact=True).fill(TEXTS["image"] + TEXTS["expression"])
        page.get_by_label("Key judgements", exact=True).fill(TEXTS["picture"])
        page.keyboard.press("Tab")
        expect(page.get_by_text("Headline is made from the filter")).to_have_count(0)


def drafts(visit: Visit, address: str) -> None:
    """A report that is drafted from, with every text in it."""
    said = "ASKERAN — Three soldiers were killed near Askeran on Saturday, the ministry said.\n"
    report = said + "\n".join(f"{text} Two were killed near Parukh." for text in TEXTS.values())
    with visit.page("Drafts") as page:
        page.goto(f"{address}/drafts")
        page.get_by_role("textbox", name="Text of the report").fill(report)
        page.get_by_role("textbox", name="Publisher").fill(TEXTS["image"])
        type_dateline(page, "2022", "03", "28")
        page.get_by_role("button", name="Draft", exact=True).click()
        page.locator(".draft-card").first.wait_for()
        shown = page.evaluate(COLLECT)
        visit.expect_in("Drafts", plain(shown.replace("␞", "")))


def imports(visit: Visit, address: str) -> None:
    """A file with a hostile name whose rows are taken, and one whose rows come back."""
    with visit.page("Import") as page, tempfile.TemporaryDirectory() as home:
        page.goto(f"{address}/import_data")
        page.get_by_role("combobox").first.click()
        page.get_by_role("option", name="GeoJSON").click()
        rows = [
            point(properties={"title": text, "date": "2022-03-27" if taken else text})
            for text in TEXTS.values()
            for taken in (True, False)
        ]
        file = Path(home) / "{{191919*7337}} <img src=x onerror=window.hacked=1> ![i](x).geojson"
        file.write_bytes(collection(*rows))
        page.locator("input[type=file]").set_input_files(file)
        expect(page.get_by_role("heading", name="What is taken")).to_be_visible()
        metrics = page.get_by_test_id("stMetric")
        expect(metrics.nth(2)).to_contain_text("Rejected")
        counts = " ".join(metrics.all_inner_texts()).split()
        if counts[2:6] != [str(2 * len(TEXTS)), "Accepted", str(len(TEXTS)), "Rejected"]:
            visit.tally.unaccounted.append(f"Import: {counts}")


def edit(visit: Visit, address: str, folder: Path) -> None:
    """The form of an event with a claim of each text, and a history of hostile authors."""
    with open_for_editing(folder) as edits:
        for number, text in enumerate((TEXTS["image"], TEXTS["expression"], TEXTS["picture"])):
            row = edits.rows("events")[f"event-{number}"]
            after = {**row, "side_b": f"changed {text}"}
            save(edits, [Change("events", f"event-{number}", row, after)], text, text)
    with visit.page("Edit") as page:
        page.goto(f"{address}/edit?event={FULL}")
        expect(page.locator(".edit-card.of-claims")).to_have_count(len(TEXTS))
        visit.expect_texts("Edit", page)
        page.get_by_text("History").first.click()
        visit.expect_in(
            "history",
            plain(page.evaluate(COLLECT)),
            but=tuple(name for name in TEXTS if name not in ("image", "expression", "picture")),
        )
