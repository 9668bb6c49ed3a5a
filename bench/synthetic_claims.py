"""Claims of a synthetic dataset, and the sources that they are from."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from bench.synthetic_columns import pick, repeat, take, text
from geo.schema import PARTIES
from geo.store.folder import BUILT_IN

CLAIMS_PER_EVENT: Final = 0.05
SOURCE_COUNT: Final = 200


def source_columns() -> dict[str, Any]:
    """Columns of `schema.SOURCES` as text."""
    numbers = range(SOURCE_COUNT)
    return {
        "source_id": [f"s{number:03d}" for number in numbers],
        "publisher": [f"Channel {number}" for number in numbers],
        "title": [f"Log of incidents {number}" for number in numbers],
        "published_on": ["2024-01-15"] * SOURCE_COUNT,
        "published_basis": ["stated"] * SOURCE_COUNT,
        "dateline": [""] * SOURCE_COUNT,
        "kind": ["press"] * SOURCE_COUNT,
        "url": [""] * SOURCE_COUNT,
    }


def claim_columns(events: int, rng: np.random.Generator, prefix: str = "syn") -> dict[str, Any]:
    """Columns of `schema.CLAIMS` as text, on events with ids of that prefix."""
    count = int(events * CLAIMS_PER_EVENT)
    parties = pd.read_csv(BUILT_IN / PARTIES.file)["party_id"].tolist()
    numbers = pa.array(np.arange(count))
    about = pa.array(np.sort(rng.integers(0, max(events, 1), count)))
    stance = pick([0.8, 0.15, 0.05], count, rng)
    return {
        "claim_id": pc.binary_join_element_wise(
            f"c{prefix[3:]}", pc.utf8_lpad(text(numbers), 8, "0"), "-"
        ),
        "event_id": pc.binary_join_element_wise(prefix, pc.utf8_lpad(text(about), 8, "0"), "-"),
        "party": take(parties, rng.integers(0, len(parties), count)),
        "stance": take(["asserts", "denies", "disputes"], stance),
        "aspect": repeat("occurrence", count),
        "statement": take(
            ["Says that it is so.", "Denies it.", "Disputes how it is told."], stance
        ),
        "said_on": repeat("", count),
        "source_id": take(
            [f"s{n:03d}" for n in range(SOURCE_COUNT)], rng.integers(0, SOURCE_COUNT, count)
        ),
        "paragraph": text(pa.array(rng.integers(1, 30, count))),
    }
