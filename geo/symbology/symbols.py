"""Symbols of events: categories, statuses, location precision, tolls, parties."""

from __future__ import annotations

from geo.symbology.classes import Category, Party, Status, TollClass, WherePrec

KEYLINE = "#1A1A1A"
HALO = "#FFFFFF"

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
    # The six above are the design's; these two are what imported data cannot do without.
    Category(
        code="attack",
        label="Attack on civilians",
        fill="#CC6677",
        ink="#FFFFFF",
        frame="M12 0.9L23.4 22.2H0.6Z",
        glyph=(
            "M12 8.6A2.3 2.3 0 1 1 12 13.2A2.3 2.3 0 1 1 12 8.6Z"
            "M8.2 20V17.4A3.8 3.8 0 0 1 15.8 17.4V20Z"
        ),
    ),
    Category(
        code="other",
        label="Other reported event",
        fill="#DDDDDD",
        ink="#111111",
        frame="M12 0.8L23.2 12L12 23.2L0.8 12Z",
        glyph=(
            "M5.5 12A1.6 1.6 0 1 1 8.7 12A1.6 1.6 0 1 1 5.5 12Z"
            "M10.4 12A1.6 1.6 0 1 1 13.6 12A1.6 1.6 0 1 1 10.4 12Z"
            "M15.3 12A1.6 1.6 0 1 1 18.5 12A1.6 1.6 0 1 1 15.3 12Z"
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

PARTIES: dict[str, Party] = {
    "azerbaijan": Party("Azerbaijan", "AZ", "#44AA99"),
    "armenian": Party("Armenia and Karabakh Armenians", "AM/NK", "#882255"),
    "russia": Party("Russia", "RU", "#0072B2"),
    "other": Party("Other", "–", "#777777"),
    "none": Party("No party named", "·", "#777777"),
}
