"""Columns beside the map: judgements, the list of events, information gaps."""

from __future__ import annotations

from typing import Final

from geo.brief.canvas import Canvas
from geo.brief.column import Block, bulleted, flow
from geo.brief.eventlist import DENSITIES, Density, event_rows
from geo.brief.model import Brief

JUDGEMENT_COLOUR: Final = "#0072B2"
GAP_COLOUR: Final = "#D55E00"


def draw_panel(canvas: Canvas, brief: Brief) -> None:
    """Draw the columns beside or under the map.

    The list gets as much room a row as lets every event in; where none does, the last rows are
    left out and counted.
    """
    blocks, _ = _plan(brief)
    flow(canvas, blocks, brief.page.columns)


def listed_events(brief: Brief) -> int:
    """How many events find room in the list of the picture."""
    return _plan(brief)[1]


def _plan(brief: Brief) -> tuple[list[Block], int]:
    columns = brief.page.columns
    width = columns[0].width
    before = bulleted("Key judgements", brief.options.judgements, JUDGEMENT_COLOUR, width)
    after = bulleted("Information gaps", brief.options.gaps, GAP_COLOUR, width)

    def planned(densities: tuple[Density, Density], most: int) -> list[Block]:
        return [*before, *event_rows(brief, densities, width, most), *after]

    def fits(blocks: list[Block]) -> bool:
        return flow(None, blocks, columns) is None

    everything = len(brief.events)
    for densities in DENSITIES:
        if fits(blocks := planned(densities, everything)):
            return blocks, everything
    low, high = 0, everything
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(planned(DENSITIES[-1], middle)) else (low, middle - 1)
    return planned(DENSITIES[-1], low), low
