"""The brief as one picture, PNG or SVG: the same bytes from the same brief, anywhere."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import matplotlib

from geo.brief.canvas import Canvas
from geo.brief.fonts import DPI
from geo.brief.furniture import draw_locator
from geo.brief.legend import draw_legend
from geo.brief.mapview import draw_map
from geo.brief.model import Brief
from geo.brief.panel import draw_panel
from geo.brief.sizes import MARGIN, Box, Page
from geo.brief.text import Style, clean, cut, wrap

BAND: Final = "#14222E"
BAND_INK: Final = "#FFFFFF"
BAND_QUIET: Final = "#C9D3DB"
SMALL: Final = Style(14)
SMALL_BOLD: Final = Style(14.5, bold=True)
PROJECTION: Final = "Lambert azimuthal equal-area, WGS 84."
LOCATOR_PX: Final = 236.0
LOCATOR_SHARE: Final = 0.2
_SETTINGS: Final[dict[Any, Any]] = {
    "text.parse_math": False,
    "text.usetex": False,
    "text.hinting": "none",
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
    page = brief.page
    canvas = Canvas(page.width, page.height, brief.options.theme)
    _header(canvas, brief, page)
    _block(canvas, brief, page)
    draw_panel(canvas, brief)
    _footer(canvas, brief, page.footer_box)
    return canvas


def map_block(brief: Brief) -> Canvas:
    """Draw the map with its legend alone, for documents; call it within `drawing`."""
    page = brief.page
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
    factor = scale or brief.page.scale
    buffer = io.BytesIO()
    with drawing():
        canvas = map_block(brief) if block else whole_page(brief)
        canvas.figure.savefig(
            buffer,
            format="png",
            dpi=DPI * factor,
            metadata={"Software": None, "Title": brief.headline},
        )
    return buffer.getvalue()


def svg(brief: Brief, *, block: bool = False) -> bytes:
    """Brief as SVG, all text as outlines so that it looks the same without our fonts."""
    buffer = io.BytesIO()
    with drawing():
        canvas = map_block(brief) if block else whole_page(brief)
        metadata = {"Title": brief.headline, "Date": None, "Creator": None}
        canvas.figure.savefig(buffer, format="svg", metadata=metadata)
    return buffer.getvalue()


def _block(canvas: Canvas, brief: Brief, page: Page) -> None:
    placed = draw_map(canvas, brief, page.map_box)
    strip = page.legend_box
    width = min(LOCATOR_PX, LOCATOR_SHARE * strip.width)
    locator = Box(strip.right - width, strip.y, width, strip.height)
    legend = Box(strip.x, strip.y, strip.width - width - 16, strip.height)
    draw_legend(canvas, brief, placed, legend)
    draw_locator(canvas, brief, locator)


def _header(canvas: Canvas, brief: Brief, page: Page) -> None:
    canvas.rect(Box(0, 0, page.width, page.header), fill=BAND, order=0)
    width = page.width - 2 * MARGIN
    tall = page.header > 120
    lines, title = _headline(brief.headline, width, 2 if tall else 1)
    for index, line in enumerate(lines):
        up = (len(lines) - 1 - index) * title.line_px
        canvas.text(MARGIN, page.header - (86 if tall else 49) - up, line, title, BAND_INK, order=5)
    bottom, said = page.header - 18, as_of_line(brief)
    share = 1.0 if tall else 0.46
    mark = _fitting(said, (18, 16, 14), share * width, bold=True)
    align, x = ("left", MARGIN) if tall else ("right", page.width - MARGIN)
    canvas.text(x, bottom, said, mark, BAND_INK, align=align, order=5)
    room = width if tall else width - mark.width(said) - 30
    rest = f"reported events, {brief.days} | {brief.counts.sentence()}"
    quiet = _fitting(brief.subtitle, (18, 16, 15, 14), room)
    # The place may be cut, the counts never.
    place = cut(brief.where, quiet, room - quiet.width(f" | {rest}")) if brief.where else ""
    line = f"{place} | {rest}" if len(place) > 3 else rest
    if " ".join(lines) == clean(brief.headline) and not brief.headline_given:
        # It stands in full above, and says place and dates.
        line = brief.subtitle
    canvas.text(MARGIN, bottom - (28 if tall else 0), line, quiet, BAND_QUIET, order=5)


def _fitting(said: str, sizes: Sequence[float], width: float, *, bold: bool = False) -> Style:
    """Style of the first size that lets a text into a width, else of the last."""
    styles = [Style(size, bold=bold) for size in sizes]
    return next((style for style in styles if style.width(said) <= width), styles[-1])


def as_of_line(brief: Brief) -> str:
    """As-of day with its zone, and the handling mark."""
    zone = f" ({brief.options.time_zone})" if brief.options.time_zone else ""
    what = "Latest source" if brief.hindsight else "Information as of"
    as_of = f"{what} {brief.as_of}{zone}" if brief.as_of else "No dated source"
    return "   ".join(filter(None, (as_of, brief.options.handling.upper())))


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
    """Sources and notes as far as there is room; disclaimer, credits and ids always."""
    theme, step = canvas.theme, 18.0
    closing = _closing(brief, box.width)
    room = int((box.height + 4) / step) - len(closing)
    cited = _cited(brief, box.width, max(room - 1, 1))
    notes = _whole(brief.notes, box.width, max(room - len(cited), 1))
    y = box.y + 15
    rule = [(box.x, box.y - 3), (box.right, box.y - 3)]
    canvas.line(rule, stroke=theme.panel_line, width=1, order=3)
    lines = [(line, SMALL, theme.panel_quiet) for line in (*cited, *notes)][:room]
    for said, style, ink in (*lines, *((s, t, getattr(theme, i)) for s, t, i in closing)):
        canvas.text(box.x, y, said, style, ink)
        y += step


def _cited(brief: Brief, width: float, most: int) -> list[str]:
    """Sources in at most so many lines; those that find no room are counted."""
    labels = [f"[{one.letter}] {one.label}." for one in brief.sources] or ["none."]
    for shown in range(len(labels), 0, -1):
        left_out = len(labels) - shown
        more = [f"{left_out} more in the PDF and HTML."] if left_out else []
        lines = wrap("Sources: " + "   ".join(labels[:shown] + more), SMALL, width)
        if len(lines) <= most:
            return lines
    return wrap(f"Sources: {len(labels)}, listed in the PDF and HTML.", SMALL, width, most)


def _whole(sentences: Sequence[str], width: float, most: int) -> list[str]:
    """As many whole sentences, from the first on, as fit a number of lines."""
    for shown in range(len(sentences), 0, -1):
        lines = wrap(" ".join(sentences[:shown]), SMALL, width)
        if len(lines) <= most:
            return lines
    return []


def _closing(brief: Brief, width: float) -> list[tuple[str, Style, str]]:
    """Lines that are always whole, but for the filter sentence."""
    disclaimer = f"{brief.disclaimer} Place names: {brief.names}."
    lines = [(line, SMALL_BOLD, "panel_ink") for line in wrap(disclaimer, SMALL_BOLD, width)]
    ids = f"Map {brief.map_id}   Data {brief.data_version}   "
    credit = f"{PROJECTION} Basemap: {brief.credits}."
    said = f"Filter: {brief.sentence}"
    if SMALL.width(ids + credit + "   " + said) <= width:
        return [*lines, (f"{ids}{said}.   {credit}", SMALL, "panel_quiet")]
    return [
        *lines,
        *((line, SMALL, "panel_quiet") for line in wrap(credit, SMALL, width)),
        (ids + cut(said, SMALL, width - SMALL.width(ids)), SMALL, "panel_quiet"),
    ]
