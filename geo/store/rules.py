"""What must hold of every row: the rules that follow from `geo.schema`, and those between cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import pandas as pd

from geo.schema import (
    ACLED_EVENT_TYPES,
    CLAIMS,
    EVENTS,
    PARTIES,
    SOURCES,
    TABLES,
    Column,
    Table,
)
from geo.store.cells import KINDS, is_day, is_filled, numbers

_DEATHS: Final = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")

Holds = Callable[[pd.DataFrame], "pd.Series[bool]"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that must hold of every row.

    Parameters
    ----------
    column : str
        The cell blamed when it does not.
    expected, remedy : str
        As in `errors.Fault`.
    holds : callable
        Frame of text to a boolean per row; True for blank cells that may be blank.
    """

    column: str
    expected: str
    remedy: str
    holds: Holds


def _column_rules(column: Column) -> list[Rule]:
    rules = []
    if column.required:
        remedy = f"fill in: {column.description}"
        rules.append(Rule(column.name, "a value", remedy, lambda t: is_filled(t[column.name])))
    if column.kind == "code":
        expected = f"one of {', '.join(column.vocabulary)}"
        rules.append(
            Rule(
                column.name,
                expected,
                "use a code of the data dictionary",
                lambda t: t[column.name].isin([*column.vocabulary, ""]),
            )
        )
    else:
        expected, remedy, test = KINDS[column.kind]
        remedy += "" if column.required else ", or leave it blank if it is not known"
        rules.append(
            Rule(
                column.name,
                expected,
                remedy,
                lambda t: (t[column.name] == "") | test(t[column.name]),
            )
        )
    return rules


def _blame_each(columns: tuple[str, ...], expected: str, remedy: str, holds: Holds) -> list[Rule]:
    """One rule for each cell of a contradiction: which of them is wrong only the author knows."""
    return [Rule(column, expected, remedy, holds) for column in columns]


def _at_most(lower: str, upper: str) -> list[Rule]:
    def holds(table: pd.DataFrame) -> pd.Series[bool]:
        return ~(numbers(table[lower]) > numbers(table[upper]))

    expected = f"{lower} no greater than {upper}"
    return _blame_each((lower, upper), expected, f"correct {lower} or {upper}", holds)


def _ends_after_start(table: pd.DataFrame) -> pd.Series[bool]:
    known = is_day(table["date_start"]) & is_day(table["date_end"])
    return ~known | (table["date_end"] >= table["date_start"])


def _precision_has_room(table: pd.DataFrame) -> pd.Series[bool]:
    return table["date_prec"].isin(["day", ""]) | (table["date_start"] != table["date_end"])


def _sub_type_fits(table: pd.DataFrame) -> pd.Series[bool]:
    main_codes, mains = pd.factorize(table["event_type"])
    sub_codes, subs = pd.factorize(table["sub_event_type"])
    codes, pairs = pd.factorize(main_codes.astype(np.int64) * max(len(subs), 1) + sub_codes)
    fits = [
        str(subs[pair % len(subs)])
        in ("", *ACLED_EVENT_TYPES.get(str(mains[pair // len(subs)]), ()))
        for pair in pairs.tolist()
    ]
    return pd.Series(np.array(fits, np.bool_)[codes], index=table.index)


def _place_and_precision_agree(table: pd.DataFrame) -> pd.Series[bool]:
    none = table["where_prec"].isin(["none", ""])
    return (table["place_id"] == "") == none


def _parts_within_total(table: pd.DataFrame) -> pd.Series[bool]:
    parts = pd.concat([numbers(table[name]) for name in _DEATHS], axis=1).sum(axis=1)
    return ~(parts > numbers(table["high"]))


def _bearing_of_movement(table: pd.DataFrame) -> pd.Series[bool]:
    return (table["bearing_deg"] == "") | (table["category"] == "movement")


def _key_rule(table: Table) -> Rule:
    return Rule(
        table.key,
        f"each {table.key} once",
        "give one of the rows another identifier",
        lambda rows: ~rows[table.key].duplicated(keep="first") | (rows[table.key] == ""),
    )


_ROW_RULES: Final[Mapping[str, tuple[Rule, ...]]] = {
    EVENTS.name: (
        *_blame_each(
            ("date_start", "date_end"),
            "an end on or after date_start",
            "correct or swap the dates",
            _ends_after_start,
        ),
        Rule(
            "date_prec",
            "a span of more than one day for a precision coarser than day",
            "write the first and last day of the days, week, month or year meant",
            _precision_has_room,
        ),
        *_blame_each(
            ("event_type", "sub_event_type"),
            "a sub-event type of the row's event type",
            "correct one of the two, see the ACLED codebook",
            _sub_type_fits,
        ),
        *_blame_each(
            ("place_id", "where_prec"),
            "where_prec none where place_id is blank, and only there",
            "name the place, or write none and leave place_id blank",
            _place_and_precision_agree,
        ),
        *_at_most("low", "best"),
        *_at_most("best", "high"),
        *_at_most("low", "high"),
        *_at_most("wounded_low", "wounded_high"),
        *(rule for part in _DEATHS for rule in _at_most(part, "high")),
        Rule(
            "high",
            "deaths by side that add up to no more than high",
            "correct the deaths or the total",
            _parts_within_total,
        ),
        Rule(
            "bearing_deg",
            "a bearing only where category is movement",
            "leave it blank",
            _bearing_of_movement,
        ),
    ),
    CLAIMS.name: (
        Rule(
            "paragraph",
            "a paragraph counted from 1",
            "count the paragraphs of the source from 1, or leave it blank",
            lambda table: ~(numbers(table["paragraph"]) == 0),
        ),
    ),
    SOURCES.name: (
        Rule(
            "published_basis",
            "a basis wherever published_on is given",
            "write stated or inferred",
            lambda table: (table["published_on"] == "") | (table["published_basis"] != ""),
        ),
    ),
    PARTIES.name: (),
}


@lru_cache(maxsize=len(TABLES))
def rules_of(table: Table) -> tuple[Rule, ...]:
    """All rules of a table; a rule's place in the tuple is its number."""
    of_columns = [rule for column in table.columns for rule in _column_rules(column)]
    return (*of_columns, _key_rule(table), *_ROW_RULES[table.name])
