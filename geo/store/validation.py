"""Validation of tables against `geo.schema`, all faults at once.

The schema is data; pandera runs it. Each check carries the number of its `Rule`, which knows the
column, what was expected and how to mend it, so that a failure can be said in full. pandera says
which rules are broken; which rows break them is asked of the rules, since a frame of a million
failure cases would not fit into memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import pandas as pd
import pandera.pandas as pa

from geo.errors import Fault
from geo.schema import CLAIMS, SOURCES, TABLES, Table
from geo.store.cells import each_distinct
from geo.store.rules import Rule, rules_of


@lru_cache(maxsize=len(TABLES))
def table_schema(table: Table) -> pa.DataFrameSchema:
    """Build the pandera schema of a table; each check's `error` is the number of its rule."""
    checks = [
        pa.Check(rule.holds, error=str(number), n_failure_cases=1)
        for number, rule in enumerate(rules_of(table))
    ]
    columns = {name: pa.Column(str, nullable=False) for name in table.column_names}
    return pa.DataFrameSchema(columns, checks=checks, strict=True)


def check_table(rows: pd.DataFrame, table: Table) -> list[Fault]:
    """Find every fault of one table.

    Parameters
    ----------
    rows : DataFrame of str
        As read by `tables.read_table`.
    table : Table
        What it should hold.

    Returns
    -------
    list of Fault
        In row order.
    """
    if rows.empty:
        return []
    try:
        table_schema(table).validate(rows, lazy=True)
    except pa.errors.SchemaErrors as errors:
        broken = sorted({int(number) for number in errors.failure_cases["check"]})
        faults = [
            fault for number in broken for fault in _faults_of(rows, table, rules_of(table)[number])
        ]
        # The sort is stable: of one row, faults stay in the order of the rules.
        return sorted(faults, key=lambda fault: fault.row or 0)
    return []


def _faults_of(rows: pd.DataFrame, table: Table, rule: Rule) -> list[Fault]:
    """Every row that breaks a rule; pandera has kept only one of them."""
    cells = rows.loc[~rule.holds(rows), rule.column]
    return [
        Fault(table.file, row, rule.column, cell or None, rule.expected, rule.remedy)
        for row, cell in zip(cells.index.tolist(), cells.tolist(), strict=True)
    ]


def check_references(
    tables: Mapping[str, pd.DataFrame], place_ids: frozenset[str] | None
) -> list[Fault]:
    """Find every cell that names something that does not exist.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        All tables by name, as text.
    place_ids : frozenset of str or None
        Ids of the gazetteer; None where it cannot be read.

    Returns
    -------
    list of Fault
        None for references to a file that could not be read at all: its own fault says enough.
    """
    faults = []
    for table in TABLES:
        for column in table.columns:
            if not column.references:
                continue
            target, key = column.references.split(".")
            known = place_ids if target == "places" else frozenset(tables[target][key].tolist())
            if not known:
                continue
            cells = tables[table.name][column.name]
            found = each_distinct(cells, known.__contains__)
            for row, value in cells[(cells != "") & ~found].items():
                expected = f"an id that is in {target}"
                remedy = f"correct it, or add it to {target}"
                faults.append(
                    Fault(table.file, int(str(row)), column.name, value, expected, remedy)
                )
    return faults


def check_said_on(tables: Mapping[str, pd.DataFrame]) -> list[Fault]:
    """Find claims said to be made after their source was published.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        All tables by name, as text.
    """
    claims, sources = tables[CLAIMS.name], tables[SOURCES.name]
    published = dict(zip(sources["source_id"], sources["published_on"], strict=True))
    faults = []
    for row, said_on, source_id in zip(
        claims.index, claims["said_on"], claims["source_id"], strict=True
    ):
        last = published.get(source_id, "")
        # ISO days compare as text; what is no such day has a fault of its own.
        if said_on and last and said_on > last:
            expected = f"a day no later than {last}, when {source_id} was published"
            remedy = "correct one of the two days"
            faults.append(Fault(CLAIMS.file, int(row), "said_on", said_on, expected, remedy))
    return faults
