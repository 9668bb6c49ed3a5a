"""What a thing looks like on a map: classes, glyph paths, colours and legends, as plain data.

Everything that draws (the browser map, the HTML export, later the printed brief) reads the
tables of this module, so a symbol means the same on screen and on paper.  The module imports
nothing but the standard library and contains no drawing code.

Glyphs are SVG path data in a box of 24 by 24 units centred on (12, 12), y downwards.  Shape
carries the meaning and colour repeats it; the fills are from the Okabe-Ito and Tol palettes,
which keep apart under the common colour-vision deficiencies.

Examples
--------
>>> [category.label for category in CATEGORIES[:2]]
['Armed clash', 'Shelling or drone strike']
>>> toll_diameter(None), toll_diameter(3), toll_diameter(100)
(24, 30, 60)
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from geo.symbology.classes import (
    Category,
    Party,
    Status,
    Theme,
    TollClass,
    WherePrec,
    ZoneStyle,
)
from geo.symbology.ground import THEMES, ZONE_STYLES
from geo.symbology.symbols import (
    CATEGORIES,
    HALO,
    KEYLINE,
    PARTIES,
    STATUSES,
    TOLL_CLASSES,
    WHERE_PRECS,
)

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
