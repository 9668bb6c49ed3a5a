"""What stands beside the map of the first slide: the analyst's words, and the events by number."""

from __future__ import annotations

from itertools import accumulate
from typing import Any, Final

from pptx.dml.color import RGBColor
from pptx.util import Emu, Pt

from geo.brief.model import Brief
from geo.brief.text import Style, wrap

LIST_PT: Final = 11
# Where what stands beside the map begins and ends, and the least that a list is worth.
BODY_TOP_PT: Final = 91.0
FOOT_PT: Final = 505.0
LIST_LEAST_PT: Final = 70.0
LIST_LEAST_WIDE_PT: Final = 180.0
INSET_PT: Final = 4.0
# The letters of the fonts that readers have, at most, over those of the font that is measured.
WIDEST_FONT: Final = 1.15
INK: Final = RGBColor(0x16, 0x19, 0x1D)
QUIET: Final = RGBColor(0x5B, 0x61, 0x68)
BLUE: Final = RGBColor(0x00, 0x72, 0xB2)
ORANGE: Final = RGBColor(0xD5, 0x5E, 0x00)


def write_beside(slide: Any, brief: Brief, left: int, width: int) -> None:
    """Write the analyst's words beside the map, and under them the events that it has numbers of.

    Parameters
    ----------
    slide : Slide
        That has the map.
    brief : Brief
        What it shows.
    left, width : int
        What is free of the slide, in English Metric Units; a strip too narrow for text stays empty.
    """
    foot = BODY_TOP_PT
    if brief.options.judgements or brief.options.gaps:
        foot = _words(slide, brief, left, width)
    if Emu(width).pt > LIST_LEAST_WIDE_PT and FOOT_PT - foot > LIST_LEAST_PT:
        _event_list(slide, brief, left, width, foot)


def _event_list(slide: Any, brief: Brief, left: int, width: int, top_pt: float) -> None:
    """Write what the numbers on the map stand for, as many events as there is room for."""
    style, room_px = Style(LIST_PT * WIDEST_FONT), Emu(width).pt - 15
    lines = (FOOT_PT - top_pt) // (1.25 * LIST_PT) - 2
    said = [(f"{one.number}  ", f"{one.when_short}  ", one.title) for one in brief.events]
    taken = accumulate(len(wrap("".join(parts), style, room_px)) + 0.4 for parts in said)
    shown = sum(so_far <= lines for so_far in taken)
    box = slide.shapes.add_textbox(left, Pt(top_pt), width, Pt(FOOT_PT - top_pt))
    box.name, frame = "List", box.text_frame
    frame.word_wrap = True
    for index, (number, when, title) in enumerate(said[:shown]):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(0.4 * LIST_PT)
        for text, colour, bold in (
            (number, INK, True),
            (when, QUIET, False),
            (title, INK, False),
        ):
            run = paragraph.add_run()
            run.text = text
            run.font.size, run.font.bold, run.font.color.rgb = Pt(LIST_PT), bold, colour
    if shown < len(said):
        paragraph = frame.add_paragraph() if shown else frame.paragraphs[0]
        run = paragraph.add_run()
        run.text = f"{len(said) - shown} more on the next slides"
        run.font.size, run.font.italic, run.font.color.rgb = Pt(LIST_PT), True, QUIET


def _words(slide: Any, brief: Brief, left: int, width: int) -> float:
    """Write judgements and gaps; return where they end, in points from the slide's top."""
    box = slide.shapes.add_textbox(left, Pt(BODY_TOP_PT), width, Pt(LIST_PT))
    frame = box.text_frame
    frame.word_wrap = True
    first = True
    taken = 2 * INSET_PT
    for title, lines, colour in (
        ("Key judgements", brief.options.judgements, BLUE),
        ("Information gaps", brief.options.gaps, ORANGE),
    ):
        for index, line in enumerate((title, *lines) if lines else ()):
            paragraph = frame.paragraphs[0] if first else frame.add_paragraph()
            first = False
            run = paragraph.add_run()
            run.text = line if index == 0 else f"• {line}"
            size, bold = (14, True) if index == 0 else (12, False)
            run.font.size, run.font.bold = Pt(size), bold
            run.font.color.rgb = colour if index == 0 else INK
            paragraph.space_after = Pt(4)
            broken = wrap(run.text, Style(size * WIDEST_FONT, bold=bold), Emu(width).pt - 15)
            taken += len(broken) * 1.25 * size + 4
    box.height = Pt(taken)
    return BODY_TOP_PT + taken
