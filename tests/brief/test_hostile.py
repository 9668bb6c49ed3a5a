"""Text from data that would run, break or mislead a renderer is set as plain text."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from xml.etree import ElementTree

import pypdf
import pytest
from playwright.sync_api import Browser
from pptx import Presentation

from geo.brief import Brief, BriefOptions, compose, render, write
from geo.brief.text import clean
from geo.filters import EventFilter
from geo.store.folder import load
from tests.brief.measured import assert_sound
from tests.chromium import offline_page

PAYLOADS = (
    "$\\frac{1}{0}$ and $$",
    '#eval("1+1") #image("/etc/passwd") *bold* _under_ `raw` \\u{41} @cite <label>',
    "{{7*7}} {% raw %} ${window.ran=1}",
    "<img src=x onerror=window.ran=1><script>window.ran=1</script>",
    "]]></svg><svg onload=window.ran=1>",
    "=HYPERLINK(1)",
    "عربي עברית 漢字 🜨",
)


@pytest.fixture
def brief(copied_data: Path) -> Brief:
    file = copied_data / "events.csv"
    head, *rows = csv.reader(io.StringIO(file.read_text(encoding="utf-8")))
    column, summary = head.index("title"), head.index("summary")
    for index, row in enumerate(rows):
        row[column] = row[summary] = PAYLOADS[index % len(PAYLOADS)]
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows([head, *rows])
    file.write_text(buffer.getvalue(), encoding="utf-8")
    words = BriefOptions(headline=PAYLOADS[0], judgements=PAYLOADS[:5], gaps=PAYLOADS[2:])
    asked = EventFilter.from_params({"from": "2022-03-24", "to": "2022-03-28"})[0]
    return compose(load(copied_data), asked, words)


def test_pictures_show_it_as_it_is(brief: Brief) -> None:
    assert_sound(brief)
    for element in ElementTree.fromstring(render(brief, "svg")).iter():
        assert not element.tag.endswith("script")
        assert not any(name.startswith("on") for name in element.attrib)


def test_typst_sets_it_as_text(brief: Brief) -> None:
    reader = pypdf.PdfReader(io.BytesIO(render(brief, "pdf")))
    text = "".join("".join(page.extract_text().split()) for page in reader.pages)
    assert '#eval("1+1")#image("/etc/passwd")*bold*_under_`raw`\\u{41}@cite<label>' in text
    assert "{{7*7}}" in text


def test_slides_hold_it_as_text(brief: Brief) -> None:
    deck = Presentation(io.BytesIO(render(brief, "pptx")))
    assert deck.slides[0].shapes.title.text_frame.text == PAYLOADS[0]


@pytest.mark.browser
def test_html_runs_none_of_it(brief: Brief, browser: Browser, tmp_path: Path) -> None:
    file = write(brief, tmp_path / "brief.html")
    with offline_page(browser) as offline:
        offline.page.goto(file.as_uri())
        assert offline.page.evaluate("window.ran") is None
        assert "<img src=x onerror=window.ran=1>" in offline.page.inner_text("body")
        assert offline.page.locator("img:not([src^='data:'])").count() == 0


@pytest.mark.parametrize(
    ("said", "kept"),
    [("a\x00b\x1b[31mc", "ab[31mc"), ("\ud800x", "x"), ("a\u202eb\u2066c", "abc"), (" \n ", "")],
)
def test_what_is_no_text_is_dropped(said: str, kept: str) -> None:
    assert clean(said) == kept
    options = BriefOptions(headline=said, judgements=(said,), handling=said)
    assert options.headline == kept
