"""Pages and where their parts stand, in pixels of a page 1080 px across its shorter side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MARGIN: Final = 24.0
GAP: Final = 22.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; y runs downwards.

    Examples
    --------
    >>> Box(0, 0, 10, 10).overlaps(Box(9, 9, 5, 5)), Box(0, 0, 10, 10).overlaps(Box(10, 0, 5, 5))
    (True, False)
    """

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Larger x."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Larger y."""
        return self.y + self.height

    @property
    def center(self) -> tuple[float, float]:
        """Middle of the box."""
        return (self.x + self.width / 2, self.y + self.height / 2)

    def overlaps(self, other: Box) -> bool:
        """Whether the two share an area."""
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )

    def contains(self, other: Box) -> bool:
        """Whether the other lies wholly inside."""
        return (
            self.x <= other.x
            and other.right <= self.right
            and self.y <= other.y
            and other.bottom <= self.bottom
        )

    def grown(self, by: float) -> Box:
        """The same box, larger on each side."""
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def moved(self, dx: float, dy: float) -> Box:
        """The same box elsewhere."""
        return Box(self.x + dx, self.y + dy, self.width, self.height)


@dataclass(frozen=True, slots=True)
class Page:
    """One page size and its parts.

    Parameters
    ----------
    label : str
        As offered to the user.
    width, height : int
        Pixels.
    header : float
        Height of the band with the headline.
    footer : float
        Height of the band with sources and disclaimer.
    map_width : float
        Width of the map and of the legend under it.
    map_bottom, legend_height : float
        Lower edge of the map; height of the legend.
    columns : tuple of Box
        Where judgements, events and gaps flow.
    scale : float
        Pixels of a PNG file per pixel of the page.
    """

    label: str
    width: int
    height: int
    header: float
    footer: float
    map_width: float
    map_bottom: float
    legend_height: float
    columns: tuple[Box, ...]
    scale: float = 1.0

    @property
    def map_box(self) -> Box:
        """Frame of the map."""
        top = self.header + 12
        return Box(MARGIN, top, self.map_width, self.map_bottom - top)

    @property
    def legend_box(self) -> Box:
        """Strip under the map for the legend and the locator."""
        return Box(MARGIN, self.map_bottom + 8, self.map_width, self.legend_height)

    @property
    def footer_box(self) -> Box:
        """Band for sources, notes and disclaimer."""
        top = self.height - self.footer
        return Box(MARGIN, top, self.width - 2 * MARGIN, self.footer - 10)

    @property
    def block_box(self) -> Box:
        """The map with its legend, as documents show it."""
        top = self.map_box.y
        return Box(MARGIN, top, self.map_width, self.legend_box.bottom - top)


def _landscape(
    label: str,
    width: int,
    map_width: float,
    footer: float,
    scale: float = 1,
    legend: float = 190.0,
) -> Page:
    header = 92.0
    bottom = 1080 - footer - 8
    left = MARGIN + map_width + GAP
    column = Box(left, header + 12, width - MARGIN - left, bottom - header - 12)
    return Page(
        label, width, 1080, header, footer, map_width, bottom - legend - 8, legend, (column,), scale
    )


def _portrait(label: str, map_bottom: float, columns: int, scale: float) -> Page:
    width, height, header, legend, footer = 1080, 1527, 152.0, 190.0, 146.0
    top = map_bottom + 8 + legend + 14
    inner = width - 2 * MARGIN
    each = (inner - (columns - 1) * GAP) / columns
    room = height - footer - 8 - top
    boxes = tuple(Box(MARGIN + i * (each + GAP), top, each, room) for i in range(columns))
    return Page(label, width, height, header, footer, inner, map_bottom, legend, boxes, scale)


SIZES: Final[dict[str, Page]] = {
    "16:9": _landscape("16:9 screen", 1920, 1310, 104, legend=166.0),
    "4:3": _landscape("4:3 slide", 1440, 900, 130),
    "a4-landscape": _landscape("A4 landscape", 1527, 970, 130, scale=2),
    "a4-portrait": _portrait("A4 portrait", 760, 2, scale=2),
}
# With many events the list is wider, so that a title takes one line.
_LONG_LIST: Final = 14
_LONG: Final[dict[str, Page]] = {
    "16:9": _landscape("16:9 screen", 1920, 1010, 104),
    "4:3": _landscape("4:3 slide", 1440, 800, 130),
    "a4-landscape": _landscape("A4 landscape", 1527, 840, 130, scale=2),
    "a4-portrait": _portrait("A4 portrait", 640, 1, scale=2),
}


def page_of(size: str, events: int) -> Page:
    """Page of a size, with room for a list of so many events."""
    return (_LONG if events > _LONG_LIST else SIZES)[size]
