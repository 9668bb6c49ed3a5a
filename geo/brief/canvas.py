"""A page to draw on, in pixels with y downwards, that remembers where everything stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from shapely.geometry.base import BaseGeometry

from geo.brief import fonts
from geo.brief.glyphs import Layer, badge_of, badge_radius, reach_px, symbol
from geo.brief.paths import path_of, rectangle, rounded
from geo.brief.sizes import Box
from geo.brief.text import ASCENT, DESCENT, Style
from geo.symbology import THEMES, Theme

_BADGE_INK: Final = "#FFFFFF"
_BADGE_FILL: Final = "#1A1A1A"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something drawn that must neither overlap its like nor be cut off.

    Parameters
    ----------
    kind : {"text", "symbol", "card", "disc"}
        What it is.
    name : str
        Key of the artist, unique on the page.
    box : Box
        Where it stands.
    within : str
        Name of the mark that it stands in on purpose, such as a text in its card; empty for none.
    """

    kind: str
    name: str
    box: Box
    within: str = ""


class Canvas:
    """A page.

    Parameters
    ----------
    width, height : float
        Pixels.
    theme : str
        Key of `symbology.THEMES`.
    offset : tuple of float
        Page position of the left upper corner, where only a part of a page is drawn.
    """

    def __init__(
        self, width: float, height: float, theme: str, offset: tuple[float, float] = (0.0, 0.0)
    ) -> None:
        fonts.register()
        self.page = Box(offset[0], offset[1], width, height)
        self.theme: Theme = THEMES[theme]
        self.dark = theme == "dark"
        self.marks: list[Mark] = []
        inches = (width / fonts.DPI, height / fonts.DPI)
        self.figure = Figure(figsize=inches, dpi=fonts.DPI, facecolor=self.theme.panel)
        self.axes: Axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_xlim(self.page.x, self.page.right)
        self.axes.set_ylim(self.page.bottom, self.page.y)
        self.axes.axis("off")

    def note(self, kind: str, box: Box, within: str = "", name: str = "") -> str:
        """Remember a mark; return its name."""
        found = name or f"{kind}-{len(self.marks)}"
        self.marks.append(Mark(kind, found, box, within))
        return found

    def text(
        self,
        x: float,
        baseline: float,
        said: str,
        style: Style,
        color: str,
        *,
        align: str = "left",
        halo: bool = False,
        within: str = "",
        order: float = 10,
        clip: Box | None = None,
    ) -> Box:
        """Write one line; return its box.

        Parameters
        ----------
        x, baseline : float
            Where the line begins, or its middle or end as `align` says; its baseline.
        said : str
            The line. Nothing in it is read as mathematics.
        style, color : Style, str
            Look.
        align : {"left", "center", "right"}
            What `x` means.
        halo : bool
            Whether a light edge sets it off the map.
        within, order, clip : str, float, Box, optional
            See `Mark`; drawing order; unused parts of the page.
        """
        box = text_box(x, baseline, said, style, align)
        if not said:
            return box
        name = self.note("text", box, within)
        artist = self.axes.text(
            x,
            baseline,
            said,
            fontproperties=fonts.properties(style.size_px, bold=style.bold, italic=style.italic),
            color=color,
            ha=align,
            va="baseline",
            zorder=order,
            parse_math=False,
            gid=name,
        )
        if halo:
            edge = withStroke(linewidth=3.4 * fonts.POINTS_PER_PX, foreground=self.theme.halo)
            artist.set_path_effects([edge])
        return box

    def path(
        self,
        path: Path,
        *,
        fill: str = "",
        stroke: str = "",
        width: float = 0.0,
        dash: Sequence[float] = (),
        cap: str = "butt",
        opacity: float = 1.0,
        order: float = 1,
        clip: Box | Path | None = None,
    ) -> None:
        """Draw a path; widths and dashes in pixels."""
        patch = PathPatch(
            path,
            facecolor=fill or "none",
            edgecolor=stroke or "none",
            linewidth=width * fonts.POINTS_PER_PX,
            alpha=opacity,
            zorder=order,
            capstyle=cap,
            joinstyle="round",
        )
        if dash:
            patch.set_linestyle((0, [one * fonts.POINTS_PER_PX for one in dash]))
        # Limits are fixed: add_patch would measure every path to adjust them.
        self.axes.add_artist(patch)
        if isinstance(clip, Box):
            clip = rectangle(clip)
        if clip is not None:
            patch.set_clip_path(clip, self.axes.transData)

    def shape(self, geometry: BaseGeometry, **look: Any) -> None:
        """Draw a line or an area that is already in pixels."""
        found = path_of(geometry)
        if found is not None:
            self.path(found, **look)

    def rect(self, box: Box, *, radius: float = 0.0, **look: Any) -> None:
        """Draw a rectangle, with round corners if asked."""
        self.path(rounded(box, radius) if radius else rectangle(box), **look)

    def line(self, points: Iterable[tuple[float, float]], **look: Any) -> None:
        """Draw a line through points."""
        self.path(Path(np.array(list(points), float)), **look)

    def symbol(
        self,
        x: float,
        y: float,
        category: str,
        status: str,
        size: float,
        *,
        bearing: float | None = None,
        pale: bool = False,
        within: str = "",
        order: float = 8,
    ) -> Box:
        """Draw an event's symbol about a point; return the box that it takes."""
        # On a dark page the dark keyline needs a light edge.
        halo = "#FFFFFF" if self.dark or not within else self.theme.panel
        layers = symbol(category, status, size, bearing_deg=bearing, pale=pale, halo=halo)
        for layer in layers:
            self._layer(layer, x, y, order)
        left, up, right, down = reach_px(status, size)
        box = Box(x - left, y - up, left + right, up + down)
        name = self.note("symbol", box, within)
        if said := badge_of(status):
            radius = badge_radius(size)
            at = (x + 0.4 * size, y - 0.4 * size)
            self.path(
                Path.circle(at, radius), fill=_BADGE_FILL, stroke=halo, width=1.2, order=order
            )
            style = Style(radius * 1.7, bold=True)
            self.text(
                at[0], at[1] + 0.36 * style.size_px, said, style, _BADGE_INK,
                align="center", within=name, order=order + 0.5,
            )  # fmt: skip
        return box

    def _layer(self, layer: Layer, x: float, y: float, order: float) -> None:
        path = Path(np.asarray(layer.path.vertices, float) + np.array([x, y]), layer.path.codes)
        self.path(
            path,
            fill=layer.fill,
            stroke=layer.stroke,
            width=layer.width_px,
            dash=layer.dash_px,
            order=order,
            clip=path if layer.inside else None,
        )


def text_box(x: float, baseline: float, said: str, style: Style, align: str = "left") -> Box:
    """Box of a line of text."""
    width = style.width(said)
    left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[align] * width
    return Box(left, baseline - ASCENT * style.size_px, width, (ASCENT + DESCENT) * style.size_px)
