"""All groups of cases that need no browser; each says what harm was done."""

from __future__ import annotations

from collections.abc import Iterator

from geo.store.folder import BUILT_IN, load
from tests.hostile import (
    group_asked,
    group_files,
    group_folders,
    group_rows,
    group_shapes,
    group_texts,
)
from tests.hostile.cases import Tested
from tests.hostile.tally import Tally
from tests.hostile.watch import Watch


def run(watch: Watch, tested: Tested | None = None) -> Iterator[Tally]:
    """Run one group after the other."""
    chosen = tested or Tested()
    dataset = load(BUILT_IN)
    yield from group_rows.rows(watch, chosen)
    yield from group_shapes.shapes(watch, chosen)
    yield from group_files.files(watch, chosen)
    yield from group_files.strangers(watch, chosen)
    yield from group_files.names(watch)
    yield from group_folders.folders(watch)
    yield from group_asked.parameters(watch, dataset)
    yield from group_asked.commands(watch)
    yield from group_texts.texts(watch, chosen)
    yield from group_texts.reports(watch, dataset)
