"""The brief as one picture, PNG or SVG: the same bytes from the same brief, anywhere."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG

from geo.brief.canvas import Canvas
from geo.brief.fonts import DPI
from geo.brief.furniture import draw_locator
from geo.brief.legend import draw_legend
from geo.brief.mapview import draw_map
from geo.brief.model import Brief
from geo.brief.panel import draw_panel
from geo.brief.sizes import MARGIN, SIZES, Box, Page
from geo.brief.text import Style, cut, wrap

BAND: Final = "#14222E"
BAND_INK: Final = "#FFFFFF"
BAND_QUIET: Final = "#C9D3DB"
SMALL: Final = Style(14)
SMALL_BOLD: Final = Style(14.5, bold=True)
LOCATOR_PX: Final = 236.0
_SETTINGS: Final = {
    "text.parse_math": False,
    "text.usetex": False,
    "text.hinting": "none",
    "text.hinting_factor": 1,
    "text.antialiased": True,
    "lines.scale_dashes": False,
    "path.simplify": True,
    "path.sketch": None,
    "path.effects": [],
    "axes.unicode_minus": True,
    "svg.fonttype": "path",
    "svg.hashsalt": "truceline",
    "svg.image_inline": True,
}
# matplotlib's settings and fonts belong to the process; Streamlit draws from many threads.
_DRAWING: Final = threading.Lock()


@contextmanager
def drawing() -> Iterator[None]:
    """Settings of our own for matplotlib, one drawing at a time."""
    with _DRAWING, matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_SETTINGS)
        yield


def whole_page(brief: Brief) -> Canvas:
    """Draw the page; call it within `drawing`."""
    page = SIZES[brief.options.size]
    canvas = Canvas(page.width, page.height, brief.options.theme)
    _header(canvas, brief, page)
    _block(canvas, brief, page)
    draw_panel(canvas, brief, page.columns)
    _footer(canvas, brief, page.footer_box)
    return canvas


def map_block(brief: Brief) -> Canvas:
    """Draw the map with its legend alone, for documents; call it within `drawing`."""
    page = SIZES[brief.options.size]
    box = page.block_box.grown(3)
    canvas = Canvas(box.width, box.height, brief.options.theme, (box.x, box.y))
    _block(canvas, brief, page)
    return canvas


def png(brief: Brief, *, block: bool = False, scale: float | None = None) -> bytes:
    """Brief as PNG.

    Parameters
    ----------
    brief : Brief
        What to draw.
    block : bool
        Only the map with its legend.
    scale : float, optional
        Pixels of the file per pixel of the page; by the page's size where it is left out.
    """
    factor = scale or SIZES[brief.options.size].scale
    buffer = io.BytesIO()
    with drawing():
        canvas = map_block(brief) if block else whole_page(brief)
        canvas.figure.set_dpi(DPI * factor)
        FigureCanvasAgg(canvas.figure).print_png(
            buffer, metadata={"Software": None, "Title": brief.headline}
        )
    return buffer.getvalue()


def svg(brief: Brief, *, block: bool = False) -> bytes:
    """Brief as SVG, all text as outlines so that it looks the same without our fonts."""
    buffer = io.BytesIO()
    with drawing():
        canvas = map_block(brief) if block else whole_page(brief)
        metadata = {"Title": brief.headline, "Date": None, "Creator": None}
        canvas.figure.set_dpi(72)
        FigureCanvasSVG(canvas.figure).print_svg(buffer, metadata=metadata)
    return buffer.getvalue()


def _block(canvas: Canvas, brief: Brief, page: Page) -> None:
    placed = draw_map(canvas, brief, page.map_box)
    strip = page.legend_box
    locator = Box(strip.right - LOCATOR_PX, strip.y, LOCATOR_PX, strip.height)
    draw_legend(
        canvas, brief, placed, Box(strip.x, strip.y, strip.width - LOCATOR_PX - 16, strip.height)
    )
    draw_locator(canvas, brief, locator)


def _header(canvas: Canvas, brief: Brief, page: Page) -> None:
    band = Box(0, 0, page.width, page.header)
    canvas.rect(band, fill=BAND, order=0)
    width = page.width - 2 * MARGIN
    handling = brief.options.handling.upper()
    as_of = f"Information as of {brief.as_of}" if brief.as_of else "No dated source"
    if brief.as_of and brief.options.time_zone:
        as_of += f" ({brief.options.time_zone})"
    right = "   ".join(filter(None, (as_of, handling)))
    mark = Style(18, bold=True)
    lines, title = _headline(brief.headline, width, 2 if page.header > 100 else 1)
    for index, line in enumerate(lines):
        canvas.text(MARGIN, 43 + index * title.line_px, line, title, BAND_INK, order=5)
    bottom = page.header - 18
    canvas.text(page.width - MARGIN, bottom, right, mark, BAND_INK, align="right", order=5)
    quiet = Style(18)
    room = width - mark.width(right) - 30
    subtitle = brief.subtitle
    if quiet.width(subtitle) > room:
        quiet = Style(15)
    canvas.text(MARGIN, bottom, cut(subtitle, quiet, room), quiet, BAND_QUIET, order=5)


def _headline(said: str, width: float, most: int) -> tuple[list[str], Style]:
    """Lines of the headline at the largest size that lets it in whole."""
    style = Style(20, bold=True)
    for size in (31, 28, 25, 22, 20, 18, 16, 15):
        style = Style(size, bold=True)
        lines = wrap(said, style, width)
        if len(lines) <= (most if size <= 28 else 1):
            return lines, style
    return wrap(said, style, width, most), style


def _footer(canvas: Canvas, brief: Brief, box: Box) -> None:
    theme = canvas.theme
    rights = [
        f"Filter: {brief.sentence}",
        f"Map {brief.map_id}   Data {brief.data_version}",
    ]
    last = f"{brief.disclaimer} Place names: {brief.names}."
    projection = f"Lambert azimuthal equal-area, WGS 84. Basemap: {brief.credits}."
    sources = "Sources: " + (
        "   ".join(f"{source.letter} {source.label}." for source in brief.sources) or "none."
    )
    quiet = [sources, " ".join((*brief.notes, projection))]
    step = 18.0
    room = int((box.height + 4) / step)
    tail = _closing(rights, last, box.width)
    room -= len(tail)
    lines: list[str] = []
    for index, said in enumerate(quiet):
        left = room - len(lines) - (len(quiet) - 1 - index)
        lines += wrap(said, SMALL, box.width, max(left, 1))
    y = box.y + 15
    canvas.line(
        [(box.x, box.y - 3), (box.right, box.y - 3)], stroke=theme.panel_line, width=1, order=3
    )
    for line in lines:
        canvas.text(box.x, y, line, SMALL, theme.panel_quiet)
        y += step
    for said, style, ink in tail:
        canvas.text(box.x, y, said, style, getattr(theme, ink))
        y += step


def _closing(rights: list[str], last: str, width: float) -> list[tuple[str, Style, str]]:
    """Disclaimer, filter sentence, map id and data version: always whole but for the filter."""
    lines = [(line, SMALL_BOLD, "panel_ink") for line in wrap(last, SMALL_BOLD, width)]
    ids = rights[1]
    room = width - SMALL.width(ids + "   ")
    said = cut(rights[0], SMALL, room)
    return [*lines, (f"{ids}   {said}", SMALL, "panel_quiet")]
