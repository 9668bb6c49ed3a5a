"""PDF, SVG, PPTX, HTML and tables hold what the brief holds, in the form that readers need."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pypdf
import pytest
from PIL import Image
from playwright.sync_api import Browser, expect
from pptx import Presentation

from geo.brief import SIZES, Brief, BriefOptions, compose, render, write
from geo.errors import UsageError
from geo.filters import EventFilter
from geo.linkage import Dataset
from tests.brief.samples import NOTHING, PARUKH, PARUKH_DAYS, WORDS
from tests.chromium import offline_page

A4_PT = (595.3, 841.9)


@pytest.fixture(scope="module")
def brief(dataset: Dataset) -> Brief:
    return compose(dataset, PARUKH_DAYS, WORDS)


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("size", SIZES)
def test_pictures_have_the_size_of_their_page(dataset: Dataset, size: str) -> None:
    made = compose(dataset, PARUKH, WORDS.replace(size=size))
    image = Image.open(io.BytesIO(render(made, "png")))
    page = made.page
    assert image.size == (page.width * page.scale, page.height * page.scale)


def test_svg_is_xml_without_scripts_or_links(brief: Brief) -> None:
    root = ElementTree.fromstring(render(brief, "svg"))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    names = {element.tag.rsplit("}", 1)[-1] for element in root.iter()}
    assert not names & {"script", "image", "foreignObject", "a", "text"}
    for element in root.iter():
        for name, value in element.attrib.items():
            if name.endswith("href"):
                assert value.startswith("#"), value
    assert brief.headline in {element.text for element in root.iter()}


def test_pdf_is_tagged_titled_and_its_text_selectable(brief: Brief) -> None:
    made = render(brief, "pdf")
    with pikepdf.open(io.BytesIO(made)) as document:
        assert str(document.Root.Lang) == "en"
        assert bool(document.Root.MarkInfo.Marked)
        assert "/StructTreeRoot" in document.Root
        assert str(document.docinfo["/Title"]) == brief.headline
        assert "/CreationDate" not in document.docinfo
        box = [float(side) for side in document.pages[0].MediaBox]
        assert (box[2], box[3]) == pytest.approx(A4_PT[::-1], abs=1), "landscape"
    pages = pypdf.PdfReader(io.BytesIO(made)).pages
    text = squeezed(" ".join(page.extract_text() for page in pages))
    assert len(pages) > 3
    for event in brief.events:
        assert squeezed(event.title) in text, event.title
        assert squeezed(event.event_id) in text
        for claim in event.claims:
            assert squeezed(claim.statement) in text, claim.claim_id
    for said in (brief.headline, brief.disclaimer, brief.sentence, brief.map_id, *WORDS.gaps):
        assert squeezed(said) in text


def test_the_map_shares_its_page_with_the_headline_however_long_the_legend(
    dataset: Dataset,
) -> None:
    made = compose(dataset, PARUKH_DAYS.replace(scope=()))
    pages = pypdf.PdfReader(io.BytesIO(render(made, "pdf"))).pages
    assert squeezed(made.headline) in squeezed(pages[0].extract_text())
    assert squeezed(made.events[0].title) in squeezed(pages[1].extract_text())


def test_a_headline_made_from_the_filter_is_not_said_twice(dataset: Dataset) -> None:
    made = compose(dataset, PARUKH)
    assert (made.headline, made.subtitle) == (
        "Reported events in or near Askeran District, 24–28 March 2022",
        "8 events, 8 mapped",
    )
    given = compose(dataset, PARUKH, WORDS).subtitle
    assert given == "Askeran District | reported events, 24–28 March 2022 | 8 events, 8 mapped"


def test_pdf_in_portrait_names_places_in_armenian(dataset: Dataset) -> None:
    made = compose(dataset, PARUKH.replace(names="hy"), BriefOptions(size="a4-portrait"))
    reader = pypdf.PdfReader(io.BytesIO(render(made, "pdf")))
    box = reader.pages[0].mediabox
    assert (box.width, box.height) == pytest.approx(A4_PT, abs=1)
    assert "Փառուխ" in " ".join(page.extract_text() for page in reader.pages)


def test_slides_are_native_and_can_be_edited(brief: Brief) -> None:
    deck = Presentation(io.BytesIO(render(brief, "pptx")))
    first, *tables = list(deck.slides)
    assert first.shapes.title.text_frame.text == brief.headline
    assert first.shapes.title.is_placeholder
    (picture,) = [shape for shape in first.shapes if shape.name == "Map"]
    assert "list of events" in picture._element.nvPicPr.cNvPr.get("descr")
    texts = "\n".join(s.text_frame.text for s in first.shapes if s.has_text_frame)
    assert all(line in texts for line in (*WORDS.judgements, *WORDS.gaps))
    rows = [
        [cell.text_frame.text for cell in row.cells]
        for slide in tables
        for shape in slide.shapes
        if shape.has_table
        for row in list(shape.table.rows)[1:]
    ]
    assert [row[0] for row in rows] == [str(event.number) for event in brief.events]
    for row, event in zip(rows, brief.events, strict=True):
        assert row[2].startswith(event.title)
        assert row[5] == " ".join(event.sources)
    for slide in deck.slides:
        notes = slide.notes_slide.notes_text_frame.text
        assert all(source.label in notes for source in brief.sources)
        assert brief.sentence in notes
        edges = [(s.left + s.width, s.top) for s in slide.shapes]
        assert all(right <= deck.slide_width and top < deck.slide_height for right, top in edges)


@pytest.mark.parametrize("size", ["16:9", "4:3"])
def test_the_first_slide_names_the_numbers_on_its_map(dataset: Dataset, size: str) -> None:
    asked = EventFilter(date(2022, 12, 12), date(2023, 3, 6))
    made = compose(dataset, asked, BriefOptions(size=size))
    deck = Presentation(io.BytesIO(render(made, "pptx")))
    texts = [s.text_frame.text for s in deck.slides[0].shapes if s.has_text_frame]
    (listed,) = [text for text in texts if made.events[0].title in text]
    assert made.on_map
    for event in made.on_map:
        assert f"{event.number}  {event.when_short}  {event.title}" in listed
    named = sum(event.title in listed for event in made.events)
    assert (f"{len(made.events) - named} more" in listed) == (named < len(made.events))


@pytest.mark.parametrize("size", ["16:9", "4:3"])
def test_under_the_analysts_words_the_first_slide_still_names_its_numbers(
    dataset: Dataset, size: str
) -> None:
    made = compose(dataset, PARUKH, WORDS.replace(size=size))
    first = Presentation(io.BytesIO(render(made, "pptx"))).slides[0]
    texts = [s for s in first.shapes if s.has_text_frame]
    (said,) = [s for s in texts if WORDS.judgements[0] in s.text_frame.text]
    (listed,) = [s for s in texts if s.name == "List"]
    assert listed.top >= said.top + said.height
    event = made.events[0]
    assert f"{event.number}  {event.when_short}  {event.title}" in listed.text_frame.text
    named = sum(event.title in listed.text_frame.text for event in made.events)
    more = f"{len(made.events) - named} more on the next slides"
    assert (more in listed.text_frame.text) == (named < len(made.events))


def test_slides_open_in_libreoffice(brief: Brief, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed; the test above reads the slides by python-pptx")
    file = write(brief, tmp_path / "brief.pptx")
    home = f"-env:UserInstallation=file://{tmp_path / 'office'}"
    command = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), file]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    reader = pypdf.PdfReader(tmp_path / "brief.pdf")
    text = squeezed(" ".join(page.extract_text() for page in reader.pages))
    assert len(reader.pages) == len(Presentation(file).slides)
    assert all(squeezed(event.title) in text for event in brief.events)


@pytest.mark.browser
def test_html_asks_for_nothing_and_shows_everything(
    brief: Brief, browser: Browser, tmp_path: Path
) -> None:
    file = write(brief, tmp_path / "brief.html")
    with offline_page(browser) as offline:
        asked: list[str] = []
        offline.page.on("request", lambda request: asked.append(request.url))
        offline.page.goto(file.as_uri())
        expect(offline.page.get_by_role("heading", level=1)).to_have_text(brief.headline)
        drawn = offline.page.locator("figure img")
        assert drawn.evaluate("image => image.complete && image.naturalWidth > 500")
        body = squeezed(offline.page.inner_text("body"))
        assert all(squeezed(event.title) in body for event in brief.events)
        offline.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        body = squeezed(offline.page.inner_text("body"))
        assert all(squeezed(c.statement) in body for e in brief.events for c in e.claims)
        wide = offline.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0
        assert [url for url in asked if not url.startswith(("data:", file.as_uri()))] == []


def test_tables_hold_exactly_the_rows_shown(brief: Brief) -> None:
    rows = list(csv.DictReader(io.StringIO(render(brief, "csv").decode())))
    assert [row["event_id"] for row in rows] == [event.event_id for event in brief.events]
    assert [int(row["number"]) for row in rows] == [event.number for event in brief.events]
    clashes = next(row for row in rows if row["event_id"] == "nk-20220324-clashes-24-25")
    assert (clashes["low"], clashes["shown"]) == ("3", "map")
    assert rows[0]["low"] == "", "blank is not 0"
    collection = json.loads(render(brief, "geojson"))
    assert collection["map_id"] == brief.map_id
    for feature, event in zip(collection["features"], brief.events, strict=True):
        assert feature["properties"]["number"] == event.number
        if event.lon is None:
            assert feature["geometry"] is None
        else:
            lon, lat = feature["geometry"]["coordinates"]
            assert (lon, lat) == pytest.approx((event.lon, event.lat))


@pytest.mark.parametrize("form", ["png", "svg", "pdf", "pptx", "html", "csv", "geojson"])
def test_a_filter_that_matches_nothing_is_a_brief_too(dataset: Dataset, form: str) -> None:
    assert render(compose(dataset, NOTHING), form)


def test_an_unknown_format_is_refused(brief: Brief, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="format: expected any of png"):
        write(brief, tmp_path / "brief.docx")
    assert list(tmp_path.iterdir()) == []
