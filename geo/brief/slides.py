"""The brief as slides to be edited: native title, text, table and notes; the map a picture."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from geo.brief import picture
from geo.brief.beside import INK, QUIET, WIDEST_FONT, write_beside
from geo.brief.entries import BriefEvent
from geo.brief.fixedzip import EPOCH, with_fixed_times
from geo.brief.model import Brief
from geo.brief.text import Style
from geo.brief.written import about, event_cells, picture_text

HEIGHT_IN: Final = 7.5
WIDE_IN: Final = 13.333
MAP_SCALE: Final = 1.5
TITLE_ONLY: Final = 5
ROWS_A_SLIDE: Final = 9
_BAND: Final = RGBColor(0x14, 0x22, 0x2E)
_STRIPES: Final = (RGBColor(0xF4, 0xF5, 0xF6), RGBColor(0xFF, 0xFF, 0xFF))
_SHARES: Final = {
    "No.": 0.05,
    "When": 0.17,
    "Event": 0.40,
    "Where": 0.15,
    "Status": 0.13,
    "Sources": 0.10,
}


def pptx(brief: Brief) -> bytes:
    """Brief as PPTX.

    Parameters
    ----------
    brief : Brief
        What to show. 4:3 where its size is, else 16:9.

    Returns
    -------
    bytes
        The same for the same brief.
    """
    deck = Presentation()
    deck.slide_height = Inches(HEIGHT_IN)
    deck.slide_width = Inches(10 if brief.options.size == "4:3" else WIDE_IN)
    _properties(deck, brief)
    _map_slide(deck, brief)
    for start in range(0, len(brief.events), ROWS_A_SLIDE):
        _table_slide(deck, brief, brief.events[start : start + ROWS_A_SLIDE])
    buffer = io.BytesIO()
    deck.save(buffer)
    return with_fixed_times(buffer.getvalue())


def _properties(deck: Any, brief: Brief) -> None:
    said = deck.core_properties
    said.title, said.subject = brief.headline[:255], brief.sentence[:255]
    said.author = said.last_modified_by = "Truceline"
    said.identifier, said.language, said.version = brief.map_id, "en", brief.data_version
    said.comments = said.keywords = said.category = ""
    said.revision = 1
    said.created = said.modified = said.last_printed = datetime(*EPOCH)


def _slide(deck: Any, title: str, subtitle: str, brief: Brief) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    width = deck.slide_width - Inches(0.7)
    heading = slide.shapes.title
    heading.left, heading.top, heading.width, heading.height = (
        Inches(0.35), Inches(0.15), width, Inches(0.75),
    )  # fmt: skip
    heading.text_frame.word_wrap = True
    heading.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    _write(
        heading.text_frame, [title], _fitting(title, width, (26, 24, 22, 20, 18)), INK, bold=True
    )
    heading.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    small = _fitting(subtitle, width, (13, 12, 11, 10, 9, 8))
    _box(slide, Inches(0.35), Inches(0.9), width, Inches(0.35), [subtitle], small, QUIET)
    ids = f"Map {brief.map_id}, data {brief.data_version}."
    foot = f"{brief.disclaimer} Place names: {brief.names}. {ids}"
    _box(
        slide,
        Inches(0.35),
        Inches(7.1),
        width,
        Inches(0.3),
        [foot],
        _fitting(foot, width, (9, 8, 7)),
        QUIET,
    )
    return slide


def _fitting(said: str, width: int, sizes: Sequence[int]) -> Any:
    """Largest of some sizes at which a text takes one line, whatever font the reader has."""
    room = (Emu(width).pt - 15) / WIDEST_FONT
    return Pt(next((one for one in sizes if Style(one, bold=True).width(said) <= room), sizes[-1]))


def _map_slide(deck: Any, brief: Brief) -> None:
    slide = _slide(deck, brief.headline, f"{brief.subtitle} | {picture.as_of_line(brief)}", brief)
    block = brief.page.block_box
    written = bool(brief.options.judgements or brief.options.gaps)
    wide = deck.slide_width > Inches(11)
    width = deck.slide_width - Inches(0.7) - (Inches(4.1 if wide else 3.1) if written else 0)
    width = min(width, int(Inches(5.75) * block.width / block.height))
    left = Inches(0.35)
    image = io.BytesIO(picture.png(brief.in_theme("light"), block=True, scale=MAP_SCALE))
    shown = slide.shapes.add_picture(image, left, Inches(1.3), width=Emu(int(width)))
    shown.name = "Map"
    shown._element.nvPicPr.cNvPr.set("descr", picture_text(brief))
    at = left + width + Inches(0.2)
    beside = deck.slide_width - at - Inches(0.35)
    write_beside(slide, brief, at, beside)
    slide.notes_slide.notes_text_frame.text = _notes(brief)


def _table_slide(deck: Any, brief: Brief, events: Sequence[BriefEvent]) -> None:
    numbers = f"{events[0].number}–{events[-1].number} of {len(brief.events)}"
    slide = _slide(deck, "Reported events", f"{numbers} | {brief.sentence}", brief)
    width = deck.slide_width - Inches(0.7)
    shape = slide.shapes.add_table(
        len(events) + 1, len(_SHARES), Inches(0.35), Inches(1.35), width, Inches(0.4)
    )
    shape.name = "Events"
    table = shape.table
    small = Pt(11 if deck.slide_width > Inches(11) else 9)
    for column, (name, share) in enumerate(_SHARES.items()):
        table.columns[column].width = Emu(int(width * share))
        head = table.cell(0, column)
        head.fill.solid()
        head.fill.fore_color.rgb = _BAND
        _write(head.text_frame, [name], small, RGBColor(255, 255, 255), bold=True)
    for row, event in enumerate(events, start=1):
        cells = event_cells(event)
        cells["Event"] = "\n".join(filter(None, (cells["Event"], cells["Toll"])))
        for column, name in enumerate(_SHARES):
            lines = cells[name].split("\n")
            _write(table.cell(row, column).text_frame, lines, small, INK)
            cell = table.cell(row, column)
            cell.margin_top = cell.margin_bottom = Pt(2)
            cell.fill.solid()
            cell.fill.fore_color.rgb = _STRIPES[row % 2]
    said = [
        f"{event.number}. {event.title}. {event.summary} ({event.event_id})" for event in events
    ]
    slide.notes_slide.notes_text_frame.text = "\n".join([*said, "", _notes(brief)])


def _notes(brief: Brief) -> str:
    sources = [
        f"{one.letter} {one.label}{f' <{one.url}>' if one.url else ''}" for one in brief.sources
    ]
    lines = [f"{label}: {value}" for label, value in about(brief)]
    return "\n".join(["Sources:", *(sources or ["none"]), "", *lines, brief.disclaimer])


def _box(
    slide: Any,
    left: int,
    top: int,
    width: int,
    height: int,
    lines: list[str],
    size: Any,
    colour: Any,
) -> None:
    frame = slide.shapes.add_textbox(left, top, width, height).text_frame
    frame.word_wrap = True
    _write(frame, lines, size, colour)


def _write(frame: Any, lines: list[str], size: Any, colour: Any, *, bold: bool = False) -> None:
    for index, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line
        run.font.size, run.font.bold, run.font.color.rgb = size, bold, colour
