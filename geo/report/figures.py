"""From the figures of a report to UCDP's toll columns of one event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from geo.report.mentions import TollMention

Bounds = tuple[int | None, int | None, int | None]
Columns = dict[str, int | None]


def toll_columns(tolls: Sequence[TollMention], sides: Sequence[str]) -> Columns:
    """Toll columns of an event from all figures given for it.

    Figures of different sides are added up; different figures for one side become a range without
    a best one. A figure for nobody's side in particular is the total where it is no smaller than
    the sum of the others: "five killed, three officials and two soldiers" are five.

    Parameters
    ----------
    tolls : sequence of TollMention
        As told, in order.
    sides : sequence of str
        `side_a` and `side_b` of the event, codes of `schema.SIDES`.

    Returns
    -------
    dict of str to int or None
        `deaths_a`, `deaths_b`, `deaths_civilians`, `deaths_unknown`, `low`, `best`, `high`,
        `wounded_low` and `wounded_high`; None where nothing is reported.

    Examples
    --------
    >>> def killed(number, side):
    ...     return TollMention(0, 0, "", "killed", number, number, number, side)
    >>> columns = toll_columns(
    ...     [killed(5, "none"), killed(3, "armenian"), killed(2, "azerbaijan")],
    ...     ["azerbaijan", "armenian"])
    >>> [columns[name] for name in ("deaths_a", "deaths_b", "deaths_unknown", "low", "high")]
    [2, 3, None, 5, 5]
    """
    deaths = _by_side([one for one in tolls if one.harm in ("killed", "casualties")])
    wounded = _by_side([one for one in tolls if one.harm in ("wounded", "casualties")])
    low, best, high = _total(deaths)
    side_a, side_b = [*sides, "", ""][:2]
    columns: Columns = {
        "deaths_a": _figure(deaths.get((side_a, False))),
        "deaths_b": _figure(deaths.get((side_b, False))),
        "deaths_civilians": _civilians(deaths),
        "deaths_unknown": None,
        "low": low,
        "best": best,
        "high": high,
        "wounded_low": _total(wounded)[0],
        "wounded_high": _total(wounded)[2],
    }
    unknown = _figure(deaths.get(("none", False)))
    if unknown is not None and len(deaths) == 1:
        columns["deaths_unknown"] = unknown
    return columns


def _by_side(tolls: Sequence[TollMention]) -> dict[tuple[str, bool], Bounds]:
    told: defaultdict[tuple[str, bool], list[TollMention]] = defaultdict(list)
    for one in tolls:
        told[(one.side, one.civilian)].append(one)
    return {key: _range(same) for key, same in told.items()}


def _range(tolls: Sequence[TollMention]) -> Bounds:
    """Bounds of several figures for the same people: from the lowest to the highest."""
    if len({(one.low, one.best, one.high) for one in tolls}) == 1:
        return tolls[0].low, tolls[0].best, tolls[0].high
    lows = [
        low
        for one in tolls
        for low in [one.low if one.low is not None else one.best]
        if low is not None
    ]
    highs = [one.high if one.high is not None else one.best for one in tolls]
    closed = [high for high in highs if high is not None]
    return min(lows, default=None), None, max(closed) if len(closed) == len(highs) else None


def _total(by_side: dict[tuple[str, bool], Bounds]) -> Bounds:
    if not by_side:
        return None, None, None
    # Civilians "among them" are counted with their side's figure, which is no smaller.
    whole = {
        key: one for key, one in by_side.items() if not (key[1] and (key[0], False) in by_side)
    }
    sided = [one for (side, _), one in whole.items() if side != "none"]
    summed = _sum(sided) if sided else None
    for (side, _), one in whole.items():
        if side == "none":
            lowest = one[0] or one[1] or one[2] or 0
            total = summed is None or lowest >= (summed[0] or 0)
            return one if total else _sum(list(whole.values()))
    return summed or (None, None, None)


def _sum(bounds: Sequence[Bounds]) -> Bounds:
    columns = list(zip(*bounds, strict=True))
    low = [one for one in columns[0] if one is not None]
    rest = [
        None if None in column else sum(one for one in column if one is not None)
        for column in columns[1:]
    ]
    return sum(low) if low else None, rest[0], rest[1]


def _figure(bounds: Bounds | None) -> int | None:
    if bounds is None:
        return None
    low, best, high = bounds
    return best if best is not None else low if high is None else None


def _civilians(by_side: dict[tuple[str, bool], Bounds]) -> int | None:
    figures = [_figure(one) for (_, civilian), one in by_side.items() if civilian]
    known = [one for one in figures if one is not None]
    return sum(known) if known else None
