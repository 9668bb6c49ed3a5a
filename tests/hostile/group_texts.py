"""Texts planted in data and in reports, and all that is written of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from geo.linkage import Dataset
from geo.report import Drafter
from geo.report.rows import draft_records
from tests.hostile import outputs
from tests.hostile.cases import Tested, case, look_at
from tests.hostile.formulas import formulas
from tests.hostile.planted import plant
from tests.hostile.tally import Tally
from tests.hostile.texts import TEXTS
from tests.hostile.watch import Watch


def texts(watch: Watch, tested: Tested) -> Iterator[Tally]:
    """Each text in every column of a dataset, and all that is written of it."""
    tally = Tally("texts in exports and briefs")
    with case(tally, "planted", watch) as home:
        dataset = plant(home / "data")
        written = dict(tested.written(dataset))
        for name, output in written.items():
            look_at(tally, name, output)
            if name.endswith(".csv"):
                tally.altered += [f"{cell[:40]!r} in {name} runs" for cell in formulas(output)]
        for name, text in TEXTS.items():
            tally.cases.append(name)
            for form, output in written.items():
                if not outputs.holds(form, output, text):
                    tally.altered.append(f"{name} in {form}")
    tally.cases.remove("planted")
    yield tally


def reports(watch: Watch, dataset: Dataset) -> Iterator[Tally]:
    """Reports to draft from: each text within sentences that are drafted from."""
    tally = Tally("reports")
    drafter = Drafter(dataset.gazetteer)
    for name, text in TEXTS.items():
        with case(tally, name, watch):
            said = (
                f"STEPANAKERT — {text} Three soldiers were killed near Askeran on Saturday, "
                f"the ministry said. {text} “{text}” Azerbaijan denied it."
            )
            drafted = drafter.draft(said, date(2022, 3, 28))
            records = draft_records(drafted, dataset.gazetteer, {})
            look_at(tally, name, json.dumps(records))
            if not records["events"]:
                tally.lost.append(name)
            for one in records["mentions"]:
                if said[one["start"] : one["end"]] != one["text"]:
                    tally.altered.append(name)
    yield tally
