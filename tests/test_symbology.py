import re

import pytest

from geo import schema, symbology

PATH = re.compile(r"[MLHVAZ0-9.\- ]+")
BOX = 24


def luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_orders_are_those_of_the_contract() -> None:
    data = symbology.as_json()
    codes = {key: [entry["code"] for entry in data[key]] for key in ("categories", "statuses")}
    # Converted files hold positions in these lists: what is new comes after.
    assert codes["categories"][:8] == [
        "clash",
        "strike",
        "blockade",
        "movement",
        "violation",
        "statement",
        "attack",
        "other",
    ]
    assert codes["statuses"] == ["corroborated", "one_side", "contested", "reported"]
    assert [entry["code"] for entry in data["where_precs"]] == [
        "exact",
        "near",
        "district",
        "region",
        "none",
    ]
    assert list(data["parties"]) == ["azerbaijan", "armenian", "russia", "other", "none"]


def test_colours_are_those_of_the_design() -> None:
    fills = {category.code: (category.fill, category.ink) for category in symbology.CATEGORIES}
    # What imported data need beside the design's six.
    assert fills["attack"] == ("#CC6677", "#FFFFFF")
    assert fills["other"] == ("#DDDDDD", "#111111")
    assert (
        fills.items()
        >= {
            "clash": ("#D55E00", "#FFFFFF"),
            "strike": ("#882255", "#FFFFFF"),
            "blockade": ("#F0C040", "#111111"),
            "movement": ("#0072B2", "#FFFFFF"),
            "violation": ("#33BBEE", "#111111"),
            "statement": ("#999999", "#111111"),
        }.items()
    )
    assert len({fill for fill, _ in fills.values()}) == len(fills)


@pytest.mark.parametrize("category", symbology.CATEGORIES, ids=lambda c: c.code)
def test_glyph_is_readable_on_its_frame(category: symbology.Category) -> None:
    assert contrast(category.fill, category.ink) >= 3


@pytest.mark.parametrize("name", sorted(symbology.THEMES))
def test_text_is_readable(name: str) -> None:
    theme = symbology.THEMES[name]
    for ink in (theme.label, theme.label_quiet):
        assert contrast(ink, theme.land) >= 4.5
    for ink in (theme.panel_ink, theme.panel_quiet):
        assert contrast(ink, theme.panel) >= 4.5


@pytest.mark.parametrize("category", symbology.CATEGORIES, ids=lambda c: c.code)
def test_paths_are_plain_and_inside_the_box(category: symbology.Category) -> None:
    for path in (category.frame, category.glyph):
        assert path == "" or PATH.fullmatch(path)
        numbers = [float(n) for n in re.findall(r"-?\d+\.?\d*", path)]
        assert all(0 <= number <= BOX for number in numbers)


def test_every_category_has_a_symbol_in_the_order_of_the_vocabulary() -> None:
    # The map's columns hold a category by its place in this order.
    assert [category.code for category in symbology.CATEGORIES] == list(schema.CATEGORIES)


def test_shapes_differ_so_that_colour_is_redundant() -> None:
    frames = [category.frame for category in symbology.CATEGORIES]
    assert len({*frames}) == len(frames)


def test_tolls_grow_and_the_last_class_is_open() -> None:
    diameters = [c.diameter_px for c in symbology.TOLL_CLASSES]
    assert diameters == [24, 30, 38, 48, 60]
    assert [c.max for c in symbology.TOLL_CLASSES] == [0, 4, 24, 99, None]
    assert symbology.toll_diameter(4.5) == 38
