"""The kinds of things that symbology gives a look to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Category:
    """A kind of event and the symbol that stands for it.

    Parameters
    ----------
    code, label : str
        Machine name, and the name in legends.
    fill, ink : str
        Colour of the frame and of the glyph on it.
    frame, glyph : str
        SVG path data in the 24 by 24 box; `glyph` may be empty.
    turns : bool
        True where the symbol points north and is turned to the event's bearing.
    """

    code: str
    label: str
    fill: str
    ink: str
    frame: str
    glyph: str
    turns: bool = False


@dataclass(frozen=True)
class Status:
    """How well an event is attested and the ring that says so.

    Parameters
    ----------
    code, label : str
        Machine name, and the name in legends.
    ring : str
        ``solid`` (filled symbol), ``ring`` (white with a coloured ring), ``dashed``
        (the same with a broken keyline) or ``grey`` (tinted, with a grey ring).
    badge : str
        Text of the badge at the upper right of the symbol, or empty.
    color : str
        Colour where a map or a histogram is coloured by status.
    """

    code: str
    label: str
    ring: str
    badge: str
    color: str


@dataclass(frozen=True)
class WherePrec:
    """How well the location of an event is known and how it is drawn.

    Parameters
    ----------
    code, label : str
        Machine name, and the name in legends.
    mark : str
        ``none``, ``circle`` (dashed circle of the place's radius on the ground), ``count``
        (a count on the area) or ``unmapped``.
    """

    code: str
    label: str
    mark: str


@dataclass(frozen=True)
class TollClass:
    """A class of reported deaths and the diameter of its symbols.

    Parameters
    ----------
    max : int or None
        Largest toll of the class, None for no limit.
    diameter_px : int
        Diameter in CSS pixels.
    label : str
        The class in words.
    """

    max: int | None
    diameter_px: int
    label: str


@dataclass(frozen=True)
class ZoneStyle:
    """How a kind of zone is drawn.

    Parameters
    ----------
    label : str
        The name in legends.
    stroke, stroke_dark, fill : str
        Colours; `stroke_dark` is for dark maps, `fill` is empty where the area is not filled.
    weight, fill_opacity : float
        Width of the line in pixels, opacity of the fill.
    dash : str
        SVG dash array, empty for a continuous line.
    cap : str
        SVG line cap; ``round`` with a dash of 0.1 makes dots.
    hatch : str
        Empty, ``dense`` or ``sparse`` diagonal hatching in the stroke colour.
    casing : str
        ``halo`` (a wide light line under the line), or empty.
    """

    label: str
    stroke: str
    stroke_dark: str
    fill: str
    weight: float
    fill_opacity: float
    dash: str
    cap: str = "butt"
    hatch: str = ""
    casing: str = ""


@dataclass(frozen=True)
class Party:
    """A side that makes claims.

    Parameters
    ----------
    label, letter, color : str
        Name, short letter code and colour.
    """

    label: str
    letter: str
    color: str


@dataclass(frozen=True)
class Theme:
    """Colours of the base map and of the text on it, for a light or a dark page.

    Parameters
    ----------
    land, outside, water, water_line : str
        Land, land beyond the detailed base map, water and its shore.
    border, district : str
        State borders and district hairlines.
    label, label_quiet, label_water, label_area, halo : str
        Text of settlements, of small places, of water and of areas; the halo behind text.
    panel, panel_ink, panel_quiet, panel_line, accent : str
        Legend and cards: ground, text, secondary text, hairlines, and the selection ring.
    leader : str
        Leader lines from a symbol to its place.
    """

    land: str
    outside: str
    water: str
    water_line: str
    border: str
    district: str
    label: str
    label_quiet: str
    label_water: str
    label_area: str
    halo: str
    panel: str
    panel_ink: str
    panel_quiet: str
    panel_line: str
    accent: str
    leader: str
