"""The Brief page: the analyst's texts and choices, a live preview, what is missing, downloads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, Final

import streamlit as st

from geo.brief import (
    EXTENTS,
    FORMATS,
    MIME_TYPES,
    SIZES,
    THEMES,
    Brief,
    BriefOptions,
    checklist,
    compose,
    render,
)
from geo.brief.options import MAX_HANDLING_CHARS, MAX_HEADLINE_CHARS, MAX_ZONE_CHARS
from geo.brief.picture import png
from geo.brief.written import picture_text
from geo.errors import UsageError
from geo.linkage import Dataset
from geo.ui import session, toolbar
from geo.ui.as_of import as_filtered

_KEPT: Final = "truceline_brief"
_LABELS: Final = {
    "png": "PNG",
    "svg": "SVG",
    "pdf": "PDF",
    "pptx": "PowerPoint",
    "html": "HTML",
    "csv": "CSV",
    "geojson": "GeoJSON",
}
_ICONS: Final = {
    "png": ":material/image:",
    "svg": ":material/polyline:",
    "pdf": ":material/picture_as_pdf:",
    "pptx": ":material/slideshow:",
    "html": ":material/code:",
    "csv": ":material/table:",
    "geojson": ":material/map:",
}
_DEFAULTS: Final[dict[str, Any]] = {
    "headline": "",
    "judgements": "",
    "gaps": "",
    "as_of": None,
    "handling": "",
    "time_zone": "UTC+4",
    "size": "16:9",
    "theme": "light",
    "extent": "events",
}


@st.fragment
def show(whole: Dataset) -> None:
    """Draw the page; a change of a text reruns only this."""
    toolbar.show()
    dataset = as_filtered(whole, session.current())
    form, picture = st.columns([2, 5], gap="medium")
    with form:
        _inputs(dataset)
    with picture:
        made, problem = _compose(dataset)
        if made is None:
            st.text(f"No brief yet. {problem}")
        else:
            _preview(made)
            _downloads(made)
            _missing(made)
    session.write_url()


def kept() -> dict[str, Any]:
    """What the analyst has written and chosen, kept while other pages are open."""
    values: dict[str, Any] = st.session_state.setdefault(_KEPT, dict(_DEFAULTS))
    return values


def _control(name: str) -> dict[str, Any]:
    """Key and callback of an input whose value outlives the page."""
    key = f"brief_{name}"
    if key not in st.session_state:
        st.session_state[key] = kept()[name]

    def keep() -> None:
        kept()[name] = st.session_state[key]

    return {"key": key, "on_change": keep}


def _inputs(dataset: Dataset) -> None:
    st.text_area(
        "Headline",
        height=110,
        max_chars=MAX_HEADLINE_CHARS,
        placeholder="One sentence that says who reports what",
        **_control("headline"),
    )
    for name, label in (("judgements", "Key judgements"), ("gaps", "Information gaps")):
        st.text_area(
            label, height=110, placeholder="yours, one a line; empty lines are left out",
            **_control(name),
        )  # fmt: skip
    left, right = st.columns(2)
    with left:
        st.date_input(
            "As of",
            format="YYYY-MM-DD",
            min_value=date(1900, 1, 1),
            max_value=date(2100, 12, 31),
            help="The latest publication used, where it is empty.",
            **_control("as_of"),
        )
        st.text_input(
            "Time zone",
            max_chars=MAX_ZONE_CHARS,
            placeholder="not said",
            help="Zone in which the data count their days.",
            **_control("time_zone"),
        )
    with right:
        st.text_input(
            "Handling", max_chars=MAX_HANDLING_CHARS, placeholder="none", **_control("handling")
        )
        st.selectbox(
            "Size", list(SIZES), format_func=lambda code: SIZES[code].label, **_control("size")
        )
    st.selectbox("Map shows", *_extents(dataset), **_control("extent"))
    st.segmented_control(
        "Theme", THEMES, format_func=str.capitalize, required=True, **_control("theme")
    )


def _extents(dataset: Dataset) -> tuple[list[str], int, Callable[[str], str]]:
    """Presets, then the places of the filter; the map's view only where it has one."""
    current = session.current()
    titles = dataset.titles(current.names)
    presets = [code for code in EXTENTS if code != "view" or current.view is not None]
    # A choice that the filter no longer offers must not stay behind.
    offered = [*presets, *current.place]
    if kept()["extent"] not in offered:
        kept()["extent"] = st.session_state["brief_extent"] = "events"
    labels = {code: label.capitalize() for code, label in EXTENTS.items()}
    return offered, 0, lambda code: labels.get(code) or titles.get(code, code)


def options() -> BriefOptions:
    """The analyst's choices.

    Raises
    ------
    UsageError
        If a text is too long to be printed.
    """
    values = kept()
    return BriefOptions(
        headline=values["headline"] or "",
        judgements=tuple((values["judgements"] or "").splitlines()),
        gaps=tuple((values["gaps"] or "").splitlines()),
        as_of=values["as_of"],
        handling=values["handling"] or "",
        time_zone=values["time_zone"] or "",
        size=values["size"],
        theme=values["theme"] or "light",
        extent=values["extent"],
    )


def _compose(dataset: Dataset) -> tuple[Brief | None, str]:
    try:
        return compose(dataset, session.current(), options()), ""
    except UsageError as error:
        return None, str(error)


def _preview(made: Brief) -> None:
    with st.spinner("Drawing the picture…", show_time=True):
        picture = _picture(made, made.map_id, made.data_version)
    st.image(picture, width="stretch", alt=picture_text(made))
    st.text(f"{made.map_id} · {made.counts.sentence()} · {made.file_stem}")


@st.cache_data(show_spinner=False, max_entries=32)
def _picture(_made: Brief, map_id: str, version: str) -> bytes:
    """Picture for the screen; the id says all that it depends on."""
    del map_id, version
    return png(_made, scale=1.0)


def _downloads(made: Brief) -> None:
    with st.container(horizontal=True):
        for form in FORMATS:
            st.download_button(
                _LABELS[form],
                partial(render, made, form),
                file_name=f"{made.file_stem}.{form}",
                mime=MIME_TYPES[form],
                icon=_ICONS[form],
                on_click="ignore",
                key=f"brief_{form}",
            )


def _missing(made: Brief) -> None:
    """Name what is missing, then what is there."""
    items = checklist(made)
    open_items = [item for item in items if not item.done]
    st.header("Before it is sent" if open_items else "Nothing is missing")
    ordered = sorted(items, key=lambda item: item.done)
    st.text("\n".join(f"{'✓' if item.done else '○'}  {item.said}" for item in ordered))
