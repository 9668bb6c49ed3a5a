"""The Places page: a search in any script, and all that is known of the place chosen.

The place chosen is the filter's, so that it stands in the URL and holds on every other page.
"""

from __future__ import annotations

import json
from typing import Any, Final

import streamlit as st

from geo.filters import EventFilter
from geo.gazetteer import Match, Reason
from geo.gazetteer.export import linked_places
from geo.gazetteer.profile import language_title, profile
from geo.linkage import Dataset
from geo.maps.view import shows, view_of
from geo.spans import day_number
from geo.ui import place_events, session, toolbar
from geo.ui.as_of import as_filtered
from geo.ui.component import draw
from geo.ui.frame import show_map
from geo.ui.panels import show_details

FOUND_MAX: Final = 30
BUSY_MAX: Final = 12
_QUERY: Final = "places_query"
_FOUND: Final = "places_found"
_PLACE: Final = "places_place"
_SHOWN: Final = "places_shown"


def show(whole: Dataset) -> None:
    """Draw the page."""
    dataset = as_filtered(whole, session.current())
    places = session.current().place
    chosen = places[0] if places else None
    _look(dataset, chosen)
    event_filter = session.current()
    # Each part has a container of its own, drawn or not: what stands below must not move, since a
    # message of the map that is on its way would be drawn where the map stood.
    bar, box, found = (st.container() for _ in range(3))
    body = st.container(key=None if chosen is None else "place")
    with bar:
        toolbar.show()
    box.text_input(
        "Find a place",
        key=_QUERY,
        placeholder="any name, in any script: Farrukh, Fərrux, Փառուխ, Фаррух",
        max_chars=200,
        on_change=_take_query,
        args=(dataset,),
    )
    with found:
        _show_found(dataset, event_filter, chosen)
    if chosen is not None:
        asked = event_filter.replace(place=(chosen,))
        about, around = body.columns([3, 4], gap="medium")
        with about:
            _show_place(dataset, chosen, asked)
        with around:
            _show_map(dataset, chosen)
            place_events.show(dataset, chosen, asked)
    session.write_url()


def _look(dataset: Dataset, chosen: str | None) -> None:
    """Have the map go to the place chosen, unless a permalink looks at it in a way of its own."""
    before, st.session_state[_SHOWN] = st.session_state.get(_SHOWN), chosen
    if chosen is None or (chosen == before and not session.came_from_page()):
        return
    place, view = dataset.gazetteer[chosen], session.current().view
    wanted = view_of(place)
    if wanted and (session.came_from_page() or view is None or not shows(view, place)):
        session.fly_to(wanted)


def _take_query(dataset: Dataset) -> None:
    """Choose the place that a query names beyond doubt; of several, the reader chooses."""
    session.acted()
    named = [match for match in dataset.gazetteer.find(st.session_state[_QUERY]) if match.whole]
    if len(named) == 1:
        _choose(dataset, named[0].place.id)


def _choose(dataset: Dataset, place_id: str) -> None:
    if place_id not in dataset.gazetteer:
        return
    session.change(place=(place_id,))
    session.select(None)
    if view := view_of(dataset.gazetteer[place_id]):
        session.fly_to(view)


def _take_choice(dataset: Dataset, panel: str) -> None:
    _choose(dataset, str(st.session_state[panel]["choose"]))


def _show_found(dataset: Dataset, event_filter: EventFilter, chosen: str | None) -> None:
    query: str = st.session_state.get(_QUERY) or ""
    names = event_filter.names
    gazetteer = dataset.gazetteer
    note = ""
    if query.strip():
        found = gazetteer.find(query)
        heading = f"{len(found)} place{'' if len(found) == 1 else 's'} named so, or in part"
        if len(found) > FOUND_MAX:
            note = f"The first {FOUND_MAX} are shown."
        if not found:
            heading = f"No place is named “{query}”."
            found = gazetteer.suggest(query)
            note = "These names are only like it:" if found else "No name is like it either."
        rows = [_row(dataset, match, names, chosen) for match in found[:FOUND_MAX]]
    elif chosen is None or len(event_filter.place) > 1:
        ids = event_filter.place or _busiest(dataset)
        heading = "Places of the filter" if event_filter.place else "Places with most events"
        counted = dataset.events["place_id"].value_counts()
        rows = [_plain_row(dataset, one, names, chosen) for one in ids]
        for row in rows:
            row["about"] += f" · {_events(int(counted.get(row['id'], 0)))}"
    else:
        return
    draw(
        "matches",
        {"heading": heading, "note": note, "rows": rows},
        _FOUND,
        on_choose_change=lambda: _take_choice(dataset, _FOUND),
    )


def _events(count: int) -> str:
    return f"{count} event{'' if count == 1 else 's'}"


def _busiest(dataset: Dataset) -> list[str]:
    counted = dataset.events["place_id"].value_counts()
    return [str(one) for one in counted.index if one in dataset.gazetteer][:BUSY_MAX]


def _plain_row(dataset: Dataset, place_id: str, names: str, chosen: str | None) -> dict[str, Any]:
    place = dataset.gazetteer[place_id]
    parents = dataset.gazetteer.whereabouts(place_id, names)
    kinds = ", ".join(label or code for code, label in place.types)
    return {
        "id": place_id,
        "title": place.name(names),
        "about": ", ".join(filter(None, [kinds, f"part of {parents}" if parents else ""])),
        "why": "",
        "chosen": place_id == chosen,
        "suggestion": False,
    }


def _row(dataset: Dataset, match: Match, names: str, chosen: str | None) -> dict[str, Any]:
    language = f" ({language_title(match.name.lang)})" if match.name.lang else ""
    suggestion = match.reason is Reason.SUGGESTION
    part = "" if match.whole or suggestion else ", in part"
    return {
        **_plain_row(dataset, match.place.id, names, chosen),
        "why": f"{match.name.text}{language}: {match.reason}{part}",
        "suggestion": suggestion,
    }


def _show_place(dataset: Dataset, place_id: str, event_filter: EventFilter) -> None:
    draw(
        "place",
        {
            "place": profile(dataset.gazetteer, place_id, event_filter.names),
            "window": [
                None if day is None else day_number(day)
                for day in (event_filter.start, event_filter.end)
            ],
        },
        _PLACE,
        on_choose_change=lambda: _take_choice(dataset, _PLACE),
    )
    document = json.dumps(
        linked_places(dataset.gazetteer, [place_id]), ensure_ascii=False, indent=1
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        draw("linked_places", {"text": document}, "places_copy")
        st.download_button(
            "Download",
            document,
            file_name=f"{place_id}_{dataset.version}.geojson",
            mime="application/geo+json",
            icon=":material/download:",
            on_click="ignore",
        )


@st.fragment
def _show_map(dataset: Dataset, place_id: str) -> None:
    """Draw the map; a click on it or a movement reruns only this."""
    event_filter = session.current().replace(place=(place_id,))
    show_map(dataset, event_filter)
    event_id = session.selected()
    if event_id is not None:
        selection = dataset.selection(event_filter)
        in_filter = selection.position_of(dataset.row_of(event_id)) is not None
        show_details(dataset, event_id, event_filter.names, in_filter=in_filter)
    session.write_url()
