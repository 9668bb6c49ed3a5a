"""All that is written of a dataset, as text, and whether it holds a text letter for letter."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Iterator
from typing import Final

import pypdf
from pptx import Presentation

from geo.brief import BriefOptions, compose, render
from geo.brief.text import clean
from geo.filters import EventFilter
from geo.gazetteer.export import linked_places
from geo.linkage import Dataset, claim_matrix
from geo.maps.columns import event_text
from geo.maps.export import map_page
from geo.maps.payload import build_payload
from geo.records import (
    claims_csv,
    event_records,
    events_csv,
    events_geojson,
    matrix_csv,
    sources_csv,
    zones_geojson,
)
from geo.spans import Window
from geo.store.folder import basemap_folder
from tests.hostile.planted import FULL
from tests.hostile.texts import TEXTS

# Pages are laid out: what does not fit is cut and marked so; they are searched for harm only.
LAID_OUT: Final = ("brief.svg", "brief.pdf", "brief.pptx", "one event.svg")
_SHORT: Final = 900


def written(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Name and text of every export."""
    asked = EventFilter()
    selection = dataset.selection(asked)
    selected = dataset.select(asked)
    zones = dataset.gazetteer.zones_in_force(Window())
    yield "events.csv", events_csv(dataset, selected, "all")
    yield "claims.csv", claims_csv(dataset, selection, "all")
    yield "sources.csv", sources_csv(dataset, dataset.sources)
    yield "matrix.csv", matrix_csv(dataset, claim_matrix(dataset, selection), "all")
    yield "events.json", json.dumps(event_records(dataset, selected, "en"))
    yield "events.geojson", json.dumps(events_geojson(dataset, selected, asked))
    yield "places.geojson", json.dumps(linked_places(dataset.gazetteer, list(dataset.gazetteer)))
    yield "zones.geojson", json.dumps(zones_geojson(zones, "en", dataset.version))
    yield "payload.json", json.dumps(build_payload(dataset, {}, {}, []))
    yield "text.json", json.dumps(event_text(dataset))
    yield "map.html", map_page(dataset, asked, basemap_folder(dataset.path))
    yield from _briefs(dataset)


def _briefs(dataset: Dataset) -> Iterator[tuple[str, str]]:
    said = tuple(text for text in TEXTS.values() if len(text) < _SHORT)
    options = BriefOptions(headline=" ".join(said)[:140], judgements=said[:5], gaps=said[30:35])
    brief = compose(dataset, EventFilter(), options)
    yield "brief.svg", render(brief, "svg").decode()
    yield "brief.html", render(brief, "html").decode()
    yield "brief.pdf", pdf_text(render(brief, "pdf"))
    yield "brief.pptx", slide_text(render(brief, "pptx"))
    yield "brief.csv", render(brief, "csv").decode()
    one = compose(dataset, EventFilter(place=(FULL.replace("event", "place"),)), BriefOptions())
    yield "one event.svg", render(one, "svg").decode()


def pdf_text(data: bytes) -> str:
    """Text of a document."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def slide_text(data: bytes) -> str:
    """Text of slides."""
    slides = Presentation(io.BytesIO(data)).slides
    frames = (
        shape.text_frame for slide in slides for shape in slide.shapes if shape.has_text_frame
    )
    return "\n".join(frame.text for frame in frames)


def holds(name: str, output: str, text: str) -> bool:
    """Whether an export holds a text as it is, or as its own rules say that it is written."""
    if name in LAID_OUT or (name == "zones.geojson"):
        return True
    if name.endswith(".csv"):
        cells = {cell for row in csv.reader(io.StringIO(output)) for cell in row}
        wanted = {text, clean(text), f"'{text}", f"'{clean(text)}"}
        return bool(wanted & cells)
    if name == "brief.html":
        return html.escape(clean(text)) in output
    if name == "map.html":
        return json.dumps(text)[1:-1].translate(_IN_SCRIPT) in output
    return json.dumps(text) in output


_IN_SCRIPT: Final = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
