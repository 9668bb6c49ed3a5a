"""An engine with a dataset: every question, answered as a table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import lru_cache
from typing import Any, Final

import ibis
import ibis.expr.types as ir
import numpy as np
import pandas as pd
import pyarrow as pa

from geo.engine import listings, questions
from geo.engine.backend import Backend
from geo.engine.cover import Zone
from geo.engine.layout import REMEDY, Manifest
from geo.engine.membership import ZoneJoin, zone_ids
from geo.engine.mercator import box_of, shift_of
from geo.engine.placed import places_within
from geo.engine.predicates import Vocabulary
from geo.engine.questions import Class, Step
from geo.engine.tables import Box, Tables
from geo.errors import Fault
from geo.filters import EventFilter
from geo.gazetteer import Gazetteer
from geo.toponym import fold

CELL_PX: Final = 8
COMPILED_KEPT: Final = 512
LISTED_ROWS: Final = 1000
Bounds = tuple[float, float, float, float]


class Engine:
    """A dataset that may be larger than memory, asked by the one filter.

    Parameters
    ----------
    backend : Backend
        That holds its tables.
    manifest : Manifest
        What is in them.
    gazetteer : Gazetteer
        Its places, in the order by which events refer to them.
    parties, sources : DataFrame
        The columns of `schema.PARTIES` and `schema.SOURCES`.
    """

    def __init__(
        self,
        backend: Backend,
        manifest: Manifest,
        gazetteer: Gazetteer,
        parties: pd.DataFrame,
        sources: pd.DataFrame,
    ) -> None:
        self.backend = backend
        self.manifest = manifest
        self.gazetteer = gazetteer
        self.parties = parties
        self.sources = sources
        found = backend.tables()
        self.tables = Tables(**{field.name: found[field.name] for field in fields(Tables)})
        sets = backend.run_sql(backend.compile(found["party_sets"])).to_pydict()
        self._known = Vocabulary(
            self._place_numbers,
            {n: frozenset(ids) for n, ids in zip(sets["party_set"], sets["parties"], strict=True)},
        )
        self._within = places_within(gazetteer)
        # To build and compile an expression takes as long as a small answer does.
        self._compiled = lru_cache(maxsize=COMPILED_KEPT)(self._compile)
        self._zone_join = ZoneJoin(backend, self.tables.places)

    @property
    def party_sets(self) -> Mapping[int, Collection[str]]:
        """Parties of each number of a set of parties; `layout.NO_PARTIES` is none of them."""
        return self._known.party_sets

    def counts(self, asked: EventFilter) -> dict[str, int]:
        """Count events and tolls: see `questions.counts`; what is missing is left out."""
        (row,) = self._ask(questions.counts, asked).to_pylist()
        return {name: int(value) for name, value in row.items() if value is not None}

    def histogram(self, asked: EventFilter, step: Step, by: Class = "category") -> pd.DataFrame:
        """Count by class and day, week or month: see `questions.histogram`."""
        return _frame(self._ask(questions.histogram, asked, step, by))

    def marks(self, asked: EventFilter) -> pd.DataFrame:
        """What a browser needs to draw each event that passes: see `listings.marks`."""
        return _frame(self._ask(listings.marks, asked))

    def viewport_cells(
        self,
        asked: EventFilter,
        bounds: Bounds | None,
        zoom: float,
        cell_px: int = CELL_PX,
        by: Class = "category",
    ) -> pd.DataFrame:
        """Aggregate what a view of the map shows, by cell and class: see `questions.grid`.

        Parameters
        ----------
        asked : EventFilter
            Which events.
        bounds : tuple of float or None
            West, south, east and north in degrees; None for the world.
        zoom : float
            As Leaflet counts.
        cell_px : int
            Width of a cell in pixels, a power of two.
        by : {"category", "status", "party_set"}
            The class.
        """
        return _frame(self._ask(questions.grid, asked, _box(bounds), shift_of(zoom, cell_px), by))

    def cell_counts(
        self, asked: EventFilter, box: Box | None, shift: int, by: Class = "category"
    ) -> pd.DataFrame:
        """Count what a box of positions holds, by cell and class: see `questions.cell_counts`."""
        return _frame(self._ask(questions.cell_counts, asked, box, shift, by))

    def areas(self, asked: EventFilter) -> pd.DataFrame:
        """Count the events drawn as a count on an area: see `questions.by_area`."""
        return _frame(self._ask(questions.by_area, asked))

    def page(
        self,
        asked: EventFilter,
        limit: int,
        after: int | None = None,
        before: int | None = None,
        bounds: Bounds | None = None,
    ) -> pd.DataFrame:
        """One page of events in order of date and id: see `listings.page`."""
        rows = _frame(self._ask(listings.page, asked, limit, after, before, _box(bounds)))
        return rows.sort_values("row", ignore_index=True)

    def count_before(
        self, asked: EventFilter, row: int | None = None, bounds: Bounds | None = None
    ) -> int:
        """Count the events that pass and stand before a row: see `listings.before`."""
        (answer,) = self._ask(listings.before, asked, row, _box(bounds)).to_pylist()
        return int(answer["events"])

    def claims_of(self, rows: Sequence[int]) -> pd.DataFrame:
        """All claims on events given by `row`, in the order of these and of their file."""
        claims = self.tables.claims
        if len(rows) > LISTED_ROWS:
            # Too many to be listed in a statement.
            asked = claims.filter(claims["row"].between(min(rows), max(rows)))
        else:
            asked = claims.filter(claims["row"].isin(rows)) if rows else claims.limit(0)
        found = _frame(self.backend.run_sql(self.backend.compile(asked)))
        found = found[found["row"].isin(rows)]
        return found.sort_values(["row", "file_row"], ignore_index=True)

    def by_attribute(
        self, asked: EventFilter, attributes: pd.DataFrame, value: str
    ) -> pd.DataFrame:
        """Count events by an attribute of their place: see `listings.by_attribute`."""
        table = ibis.memtable(attributes[["place_id", value]])
        counted = listings.by_attribute(self.tables, asked, self._known, table, value)
        return _frame(self.backend.run(counted))

    def by_name(self, names: Sequence[str]) -> pd.DataFrame:
        """Find the places that bear names, in any spelling that folds to the same."""
        asked = pd.DataFrame({"name": list(names), "folded": [fold(name) for name in names]})
        found = listings.by_name(self.tables, ibis.memtable(asked))
        return _frame(self.backend.run(found))

    def members(self, asked: EventFilter, zones: Sequence[Zone]) -> pd.DataFrame:
        """Which events that pass lie in which zones on their days: see `membership.members`.

        Events not drawn as a symbol are in none: where they happened is not known well enough.

        Returns
        -------
        DataFrame
            `row` (int64) and `zone` (categorical, its id), by row and zone.
        """
        ids = zone_ids(zones)
        # One whole number for each pair takes a third less than two columns, and sorts faster.
        pairs = [
            batch["row"].to_numpy().astype(np.int64) * len(ids) + batch["zone"].to_numpy()
            for batch in self.member_batches(asked, zones)
        ]
        found = np.concatenate(pairs or [np.empty(0, np.int64)])
        del pairs
        found.sort()
        codes = (found % max(len(ids), 1)).astype(np.int32)
        found //= max(len(ids), 1)
        names = pd.Categorical.from_codes(codes, dtype=pd.CategoricalDtype(ids))
        return pd.DataFrame({"row": found, "zone": names}, copy=False)

    def member_batches(self, asked: EventFilter, zones: Sequence[Zone]) -> Iterator[pa.RecordBatch]:
        """Pairs of `members` as they are found: `row`, and `zone` as position in `zone_ids`.

        However many there are, only some thousands of them are in memory.
        """
        if zones:
            sql = self._compiled(self._zone_join.question, _selecting(asked), tuple(zones))
            yield from self.backend.stream_sql(sql)

    def missing_rows(self) -> list[Fault]:
        """Tables with fewer or more rows than the manifest says: files are missing or strange."""
        faults = []
        expected = {name: getattr(self.manifest, name) for name in ("events", "claims", "places")}
        expected["details"] = self.manifest.events
        for name, count in expected.items():
            table = getattr(self.tables, name)
            answer = self.backend.run_sql(self.backend.compile(table.aggregate(rows=table.count())))
            (row,) = answer.to_pylist()
            if row["rows"] != count:
                found = f"{row['rows']} rows"
                faults.append(Fault(name, None, None, found, f"{count} rows", REMEDY))
        return faults

    def close(self) -> None:
        """Let go of the backend."""
        self.backend.close()

    def _ask(self, question: Callable[..., ir.Table], asked: EventFilter, *rest: Any) -> pa.Table:
        return self.backend.run_sql(self._compiled(question, _selecting(asked), *rest))

    def _compile(self, question: Callable[..., ir.Table], asked: EventFilter, *rest: Any) -> str:
        return self.backend.compile(question(self.tables, asked, self._known, *rest))

    def _place_numbers(self, place_id: str) -> tuple[int, ...]:
        return self._within.get(place_id, ())


def _selecting(asked: EventFilter) -> EventFilter:
    # Where the map looks and which names it shows selects nothing.
    return asked.replace(view=None, names=EventFilter().names)


def _box(bounds: Bounds | None) -> Box | None:
    return None if bounds is None else Box(*box_of(bounds))


def _frame(answer: pa.Table) -> pd.DataFrame:
    rows: pd.DataFrame = answer.to_pandas()
    return rows
