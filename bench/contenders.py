"""Who is measured: our page and its peers, with what tells that each has painted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from geo.spans import day_number

# Two windows of equal length, the second right after the first: "Later" goes from one to the other.
WINDOWS = (
    (date(2018, 1, 1), date(2020, 12, 30)),
    (date(2020, 12, 31), date(2023, 12, 30)),
)
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
    later, earlier : str or None
        Selectors of the buttons that change the window; None where there is nothing to change.
    """

    name: str
    script: str
    painted: Painted
    query: str = ""
    later: str | None = '.stButton button:has-text("Later")'
    earlier: str | None = '.stButton button:has-text("Earlier")'


def _ours(window: int, count: int) -> str:
    del count
    first, last = (day_number(day) for day in WINDOWS[window])
    shows = f"JSON.stringify(frame.truceline.state().window) === '[{first},{last}]'"
    return f"frame.truceline && frame.truceline.state().serialApplied !== null && {shows}"


def _paths(window: int, count: int) -> str:
    del window
    return f'frame.document.querySelectorAll("path.leaflet-interactive").length === {count}'


def _clusters(window: int, count: int) -> str:
    del window
    return (
        '[...frame.document.querySelectorAll(".leaflet-marker-icon")].reduce((sum, icon) =>'
        ' sum + (icon.classList.contains("marker-cluster") ? Number(icon.textContent) : 1), 0)'
        f" === {count}"
    )


def _deck(window: int, count: int) -> str:
    del window
    return f"benchDrawn.includes({count})"


def _empty(window: int, count: int) -> str:
    del window, count
    return 'frame.document.querySelector(".leaflet-pane") !== null'


OURS = Contender(
    "Truceline",
    "app.py",
    _ours,
    query=f"?from={WINDOWS[0][0]}&to={WINDOWS[0][1]}",
    later=".st-key-move_1 button",
    earlier=".st-key-move_-1 button",
)
EMPTY = Contender("empty st_folium page", "bench/peers/empty.py", _empty, later=None, earlier=None)
PEERS = (
    Contender("st.pydeck_chart", "bench/peers/deck.py", _deck),
    Contender("FastMarkerCluster", "bench/peers/fast_cluster.py", _clusters),
    Contender("feature_group_to_add", "bench/peers/feature_group.py", _paths),
    Contender("CircleMarker loop", "bench/peers/circle_loop.py", _paths),
)
