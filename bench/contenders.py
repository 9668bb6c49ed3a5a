"""Who is measured: our page and its peers, with what tells that each has painted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from playwright.sync_api import Page

from geo.spans import day_number
from tests.ui.page import MAP, type_date

# First days of the windows, all of them open at their end: each change leaves out some events more.
# No window comes twice, since Streamlit sends what it has sent before by reference.
STARTS = (date(2018, 1, 1), *(date(2018, month, 1) for month in range(4, 12)))
Painted = Callable[[int, int], str]


@dataclass(frozen=True)
class Contender:
    """One way to show events on a map.

    Parameters
    ----------
    name : str
        As in the table of results.
    script : str
        What Streamlit runs.
    query : str
        Added to the address.
    painted : callable
        Number of a window and of its symbols to a condition in JavaScript, of `frame`, the window
        of the map's frame; it holds once that window is on the map.
    change : callable or None
        Goes to the window of a number; None where there is nothing to change.
    """

    name: str
    script: str
    painted: Painted
    query: str = ""
    change: Callable[[Page, int], None] | None = None


def _type_start(page: Page, window: int) -> None:
    type_date(page, "From", STARTS[window].isoformat())


def _type_on_map(page: Page, window: int) -> None:
    bar = page.frame_locator(MAP).get_by_role("group", name="Dates")
    box = bar.get_by_label("From", exact=True)
    if not box.is_visible():
        bar.get_by_role("button", name="More controls").click()
    box.fill(STARTS[window].isoformat())
    box.press("Enter")


def _press_button(page: Page, window: int) -> None:
    del window
    page.get_by_role("button", name="Later").click()


def _ours(window: int, count: int) -> str:
    del count
    first = day_number(STARTS[window])
    shows = f"JSON.stringify(frame.truceline.state().window) === '[{first},null]'"
    return f"frame.truceline && frame.truceline.state().serialApplied !== null && {shows}"


def _paths(window: int, count: int) -> str:
    del window
    return f'frame.document.querySelectorAll("path.leaflet-interactive").length === {count}'


def _clusters(window: int, count: int) -> str:
    del window
    return (
        '[...frame.document.querySelectorAll(".leaflet-marker-icon")].reduce((sum, icon) =>'
        ' sum + (icon.classList.contains("marker-cluster") ? Number(icon.textContent) : 1), 0)'
        f' + frame.document.querySelectorAll("path.leaflet-interactive").length === {count}'
    )


def _deck(window: int, count: int) -> str:
    del window
    return f"benchDrawn.includes({count})"


def _empty(window: int, count: int) -> str:
    del window, count
    return 'frame.document.querySelector(".leaflet-pane") !== null'


OURS = Contender(
    "Truceline, date typed on the map",
    "app.py",
    _ours,
    query=f"?from={STARTS[0]}",
    change=_type_on_map,
)
OURS_BY_PAGE = replace(OURS, name="Truceline, date typed in the page", change=_type_start)
EMPTY = Contender("empty st_folium page", "bench/peers/empty.py", _empty)
PEERS = tuple(
    Contender(name, f"bench/peers/{script}.py", painted, change=_press_button)
    for name, script, painted in (
        ("st.pydeck_chart", "deck", _deck),
        ("FastMarkerCluster", "fast_cluster", _clusters),
        ("feature_group_to_add", "feature_group", _paths),
        ("CircleMarker loop", "circle_loop", _paths),
    )
)
