"""Exported files, opened in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from geo.brief import BriefOptions, compose, render
from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.maps.export import map_page
from geo.store.folder import basemap_folder
from tests.chromium import wait_until
from tests.hostile.planted import DAY, VIEW
from tests.hostile.shown import hidden, popups
from tests.hostile.texts import TEXTS
from tests.hostile.visit import Visit

# Print leaves out what turns or joins letters unseen; see `geo.brief.text.clean`.
NOT_PRINTED: Final = ("override", "isolate", "zero width", "beyond the first plane")


def exports(visit: Visit, dataset: Dataset, folder: Path) -> None:
    """The map and the brief as files."""
    asked = EventFilter.from_params({"from": DAY, "to": DAY, "view": VIEW.removeprefix("view=")})[0]
    file = folder / "map.html"
    file.write_text(map_page(dataset, asked, basemap_folder(dataset.path)), encoding="utf-8")
    with visit.page("map.html") as page:
        page.goto(file.as_uri())
        wait_until(page, "() => window.truceline && truceline.state().serialApplied !== null")
        frame = page.main_frame
        visit.expect_tooltips("map.html, tooltips", page, frame, but=hidden(frame, dataset))
        visit.expect_in("map.html, popups", popups(page, dataset))
    made = compose(dataset, EventFilter(), BriefOptions(headline=TEXTS["image"]))
    for form in ("html", "svg"):
        file = folder / f"brief.{form}"
        file.write_bytes(render(made, form))
        with visit.page(file.name) as page:
            page.goto(file.as_uri())
            if form == "html":
                visit.expect_texts("brief.html", page, but=NOT_PRINTED)
