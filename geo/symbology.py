"""What a thing looks like on a map: classes, glyph paths, colours and legends, as plain data.

Everything that draws (the browser map, the HTML export, later the printed brief) reads the
tables of this module, so a symbol means the same on screen and on paper.  The module imports
nothing but the standard library and contains no drawing code.

Glyphs are SVG path data in a box of 24 by 24 units centred on (12, 12), y downwards.  Shape
carries the meaning and colour repeats it; the fills are from the Okabe-Ito and Tol palettes,
which keep apart under the common colour-vision deficiencies.

Examples
--------
>>> [category.code for category in CATEGORIES]
['clash', 'strike', 'blockade', 'movement', 'violation', 'statement']
>>> toll_diameter(None), toll_diameter(3), toll_diameter(100)
(24, 30, 60)
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

__all__ = [
    "CATEGORIES",
    "HALO",
    "KEYLINE",
    "PARTIES",
    "STATUSES",
    "THEMES",
    "TOLL_CLASSES",
    "WHERE_PRECS",
    "ZONE_STYLES",
    "Category",
    "Party",
    "Status",
    "Theme",
    "TollClass",
    "WherePrec",
    "ZoneStyle",
    "as_json",
    "toll_diameter",
]

KEYLINE = "#1A1A1A"
HALO = "#FFFFFF"


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


CATEGORIES: tuple[Category, ...] = (
    Category(
        code="clash",
        label="Armed clash",
        fill="#D55E00",
        ink="#FFFFFF",
        frame="M12 1.75A10.25 10.25 0 1 1 12 22.25A10.25 10.25 0 1 1 12 1.75Z",
        glyph=(
            "M12 9.5L15.2 6.3L17.7 8.8L14.5 12L17.7 15.2L15.2 17.7L12 14.5"
            "L8.8 17.7L6.3 15.2L9.5 12L6.3 8.8L8.8 6.3Z"
        ),
    ),
    Category(
        code="strike",
        label="Shelling or drone strike",
        fill="#882255",
        ink="#FFFFFF",
        frame=(
            "M12 0.8L14.91 4.98L19.92 4.08L19.02 9.09L23.2 12L19.02 14.91L19.92 19.92"
            "L14.91 19.02L12 23.2L9.09 19.02L4.08 19.92L4.98 14.91L0.8 12L4.98 9.09"
            "L4.08 4.08L9.09 4.98Z"
        ),
        glyph="M12 8.7A3.3 3.3 0 1 1 12 15.3A3.3 3.3 0 1 1 12 8.7Z",
    ),
    Category(
        code="blockade",
        label="Blockade or checkpoint",
        fill="#F0C040",
        ink="#111111",
        frame=(
            "M4.5 2.5H19.5A2 2 0 0 1 21.5 4.5V19.5A2 2 0 0 1 19.5 21.5H4.5"
            "A2 2 0 0 1 2.5 19.5V4.5A2 2 0 0 1 4.5 2.5Z"
        ),
        glyph="M6.5 10.1H17.5V13.9H6.5Z",
    ),
    Category(
        code="movement",
        label="Troop movement",
        fill="#0072B2",
        ink="#FFFFFF",
        frame="M12 0.8L23 12.2H17.4V23H6.6V12.2H1Z",
        glyph="",
        turns=True,
    ),
    Category(
        code="violation",
        label="Ceasefire-violation claim",
        fill="#33BBEE",
        ink="#111111",
        frame=(
            "M4 2H20A2.2 2.2 0 0 1 22.2 4.2V15.6A2.2 2.2 0 0 1 20 17.8H12.4L8.2 22.8"
            "L7.4 17.8H4A2.2 2.2 0 0 1 1.8 15.6V4.2A2.2 2.2 0 0 1 4 2Z"
        ),
        glyph=(
            "M10.5 4.4H13.5L13 11.4H11ZM12 12.4A1.55 1.55 0 1 1 12 15.5A1.55 1.55 0 1 1 12 12.4Z"
        ),
    ),
    Category(
        code="statement",
        label="Diplomatic statement or order",
        fill="#999999",
        ink="#111111",
        frame="M4.6 1.6H14.6L20 7V22.4H4.6Z",
        glyph=(
            "M7.4 10H17.2V11.8H7.4ZM7.4 13.6H17.2V15.4H7.4ZM7.4 17.2H14.2V19H7.4ZM14 2.4V7.6H19.2Z"
        ),
    ),
)

STATUSES: tuple[Status, ...] = (
    Status(
        "corroborated", "Reported by two or more sides", ring="solid", badge="", color="#332288"
    ),
    Status("one_side", "Claimed by one side", ring="ring", badge="", color="#CC9933"),
    Status("contested", "Denied or disputed", ring="dashed", badge="?", color="#CC3377"),
    Status("reported", "Reported, no party named", ring="grey", badge="", color="#888888"),
)

WHERE_PRECS: tuple[WherePrec, ...] = (
    WherePrec("exact", "At the place", mark="none"),
    WherePrec("near", "Near the place (dashed circle)", mark="circle"),
    WherePrec("district", "Somewhere in the district", mark="count"),
    WherePrec("region", "Somewhere in the region", mark="count"),
    WherePrec("none", "No location", mark="unmapped"),
)

TOLL_CLASSES: tuple[TollClass, ...] = (
    TollClass(0, 24, "none or not reported"),
    TollClass(4, 30, "1–4"),
    TollClass(24, 38, "5–24"),
    TollClass(99, 48, "25–99"),
    TollClass(None, 60, "100 or more"),
)

ZONE_STYLES: dict[str, ZoneStyle] = {
    "peacekeeping": ZoneStyle(
        label="Russian peacekeeper zone",
        stroke="#0072B2",
        stroke_dark="#58A9DC",
        fill="#0072B2",
        weight=2.2,
        fill_opacity=0.13,
        dash="12 4 2 4",
        casing="halo",
    ),
    "corridor": ZoneStyle(
        label="Lachin corridor",
        stroke="#117733",
        stroke_dark="#57B07C",
        fill="#117733",
        weight=2.0,
        fill_opacity=0.15,
        dash="12 5",
    ),
    "contact_line": ZoneStyle(
        label="Line of contact",
        stroke="#1A1A1A",
        stroke_dark="#E6E9EC",
        fill="",
        weight=2.6,
        fill_opacity=0.0,
        dash="",
        casing="halo",
    ),
    "disputed": ZoneStyle(
        label="Disputed region",
        stroke="#6B6B6B",
        stroke_dark="#A9AEB3",
        fill="",
        weight=1.8,
        fill_opacity=0.0,
        dash="0.1 5",
        cap="round",
        hatch="sparse",
    ),
    "border": ZoneStyle(
        label="State border",
        stroke="#777777",
        stroke_dark="#9AA0A6",
        fill="",
        weight=1.4,
        fill_opacity=0.0,
        dash="9 3 2 3",
    ),
    "district": ZoneStyle(
        label="District",
        stroke="#B4AEA1",
        stroke_dark="#4C545C",
        fill="",
        weight=1.0,
        fill_opacity=0.0,
        dash="",
    ),
    "area": ZoneStyle(
        label="Area",
        stroke="#6B6B6B",
        stroke_dark="#8C939A",
        fill="#6B6B6B",
        weight=1.4,
        fill_opacity=0.08,
        dash="4 4",
    ),
}

PARTIES: dict[str, Party] = {
    "azerbaijan": Party("Azerbaijan", "AZ", "#44AA99"),
    "armenian": Party("Armenia and Karabakh Armenians", "AM/NK", "#882255"),
    "russia": Party("Russia", "RU", "#0072B2"),
    "other": Party("Other", "–", "#777777"),
    "none": Party("No party named", "·", "#777777"),
}

THEMES: dict[str, Theme] = {
    "light": Theme(
        land="#F4F2EB",
        outside="#F4F2EB",
        water="#A9CBE0",
        water_line="#86B2CE",
        border="#77736B",
        district="#CBC6BA",
        label="#16191D",
        label_quiet="#4A4F55",
        label_water="#3F7196",
        label_area="#75726B",
        halo="#FBFAF6",
        panel="#FFFFFF",
        panel_ink="#16191D",
        panel_quiet="#5B6168",
        panel_line="#D5D2CB",
        accent="#C4006A",
        leader="#24282D",
    ),
    "dark": Theme(
        land="#23282E",
        outside="#23282E",
        water="#12303F",
        water_line="#2A566C",
        border="#9AA0A6",
        district="#3B424A",
        label="#F2F4F5",
        label_quiet="#BFC5CB",
        label_water="#7FB4D4",
        label_area="#9BA1A8",
        halo="#1A1E22",
        panel="#1C2127",
        panel_ink="#EEF1F3",
        panel_quiet="#AAB2BA",
        panel_line="#3A424B",
        accent="#FF6DB6",
        leader="#D8DDE1",
    ),
}


def toll_diameter(killed: float | None) -> int:
    """Diameter of the symbol of an event with so many reported deaths.

    Parameters
    ----------
    killed : float or None
        Number of deaths that sizes the symbol; None where none is reported.

    Returns
    -------
    int
        Diameter in CSS pixels.

    Examples
    --------
    >>> [toll_diameter(n) for n in (None, 0, 1, 4, 5, 24, 25, 99, 100, 1000)]
    [24, 24, 30, 30, 38, 38, 48, 48, 60, 60]
    """
    number = killed or 0
    for toll_class in TOLL_CLASSES:
        if toll_class.max is None or number <= toll_class.max:
            return toll_class.diameter_px
    raise AssertionError("the last toll class has no limit")


def as_json() -> dict[str, Any]:
    """All tables of this module as one JSON-ready object.

    Returns
    -------
    dict
        Lists for what is referred to by position (categories, statuses, location precisions,
        toll classes), mappings for what is referred to by code.

    Examples
    --------
    >>> sorted(as_json())[:4]
    ['categories', 'halo', 'keyline', 'parties']
    >>> as_json()["statuses"][2]["badge"]
    '?'
    """
    return {
        "categories": [asdict(category) for category in CATEGORIES],
        "statuses": [asdict(status) for status in STATUSES],
        "where_precs": [asdict(where_prec) for where_prec in WHERE_PRECS],
        "toll_classes": [asdict(toll_class) for toll_class in TOLL_CLASSES],
        "zone_styles": {code: asdict(style) for code, style in ZONE_STYLES.items()},
        "parties": {code: asdict(party) for code, party in PARTIES.items()},
        "keyline": KEYLINE,
        "halo": HALO,
        "theme": {name: asdict(theme) for name, theme in THEMES.items()},
    }
