"""Events of a synthetic dataset: most of them in bursts, around few places, with heavy tails."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from bench.synthetic_columns import Ints, pick, repeat, take, text
from bench.synthetic_places import COLUMNS, ROWS, district_id
from geo.schema import EVENTS

FIRST_DAY: Final = np.datetime64("2018-01-01", "D")
DAYS: Final = 6 * 365
BURSTS: Final = 90
IN_BURSTS: Final = 0.6

# Category, share, ACLED types, words of the title.
KINDS: Final = (
    ("clash", 0.34, "Battles", "Armed clash", "Exchange of fire near"),
    (
        "strike",
        0.26,
        "Explosions/Remote violence",
        "Shelling/artillery/missile attack",
        "Shelling reported at",
    ),
    ("blockade", 0.04, "Strategic developments", "Other", "Road closed at"),
    ("movement", 0.09, "Strategic developments", "Other", "Troops seen moving near"),
    ("violation", 0.17, "", "", "Breach of the ceasefire alleged at"),
    ("statement", 0.10, "", "", "Statement on"),
)
# Precision of the date, share, days that the span has.
DATE_PRECS: Final = (
    ("day", 0.9, 1),
    ("days", 0.04, 3),
    ("week", 0.03, 7),
    ("month", 0.025, 30),
    ("year", 0.005, 365),
)
WHERE: Final = (("exact", 0.55), ("near", 0.32), ("district", 0.11), ("none", 0.02))
SIDES: Final = ("Forces of A", "Forces of B", "Unidentified armed group", "Peacekeepers")


def event_columns(
    count: int,
    villages: list[str],
    titles: dict[str, str],
    rng: np.random.Generator,
    prefix: str = "syn",
) -> dict[str, Any]:
    """Columns of `schema.EVENTS` as text; ids begin with the prefix."""
    burst = np.where(rng.random(count) < IN_BURSTS, rng.integers(0, BURSTS, count), -1)
    start = _days(burst, rng)
    order = np.argsort(start, kind="stable")
    start, burst = start[order], burst[order]
    prec = pick([share for _, share, _ in DATE_PRECS], count, rng)
    end = start + np.array([days - 1 for _, _, days in DATE_PRECS])[prec]
    where = pick([share for _, share in WHERE], count, rng)
    place = _places(burst, where, len(villages), rng)
    ids = [*villages, *(district_id(cell) for cell in range(COLUMNS * ROWS)), ""]
    kind = pick([kind[1] for kind in KINDS], count, rng)
    numbers = pa.array(np.arange(count))
    names = pa.array([titles.get(one, "an unnamed place") for one in ids]).take(pa.array(place))
    title = pc.binary_join_element_wise(take([kind[4] for kind in KINDS], kind), names, " ")
    toll = _toll(kind, rng)
    return {
        "event_id": pc.binary_join_element_wise(prefix, pc.utf8_lpad(text(numbers), 8, "0"), "-"),
        "title": title,
        "summary": pc.binary_join_element_wise(
            "Local channels report, under entry", text(numbers), "of the log:", title, " "
        ),
        "scope": repeat("event", count),
        "date_start": _dates(start),
        "date_end": _dates(end),
        "date_prec": take([code for code, _, _ in DATE_PRECS], prec),
        "place_id": take(ids, place),
        "where_prec": take([code for code, _ in WHERE], where),
        "category": take([kind[0] for kind in KINDS], kind),
        "event_type": take([kind[2] for kind in KINDS], kind),
        "sub_event_type": take([kind[3] for kind in KINDS], kind),
        "side_a": take(SIDES, rng.integers(0, len(SIDES), count)),
        "side_b": take([*SIDES, ""], rng.integers(0, len(SIDES) + 1, count)),
        **{name: repeat("", count) for name in EVENTS.column_names if name.startswith("deaths")},
        "low": text(toll),
        "best": text(toll),
        "high": text(pc.add(toll, pa.array(rng.integers(0, 4, count)))),
        "wounded_low": repeat("", count),
        "wounded_high": repeat("", count),
        "bearing_deg": _bearings(kind, rng),
    }


def _days(burst: Ints, rng: np.random.Generator) -> Ints:
    """Day of each event: spread over all years, or soon after its burst began."""
    began = rng.integers(0, DAYS, BURSTS)
    lasts = rng.uniform(1, 20, BURSTS)
    in_burst = began[burst] + rng.exponential(lasts[burst]).astype(np.int64)
    anywhere = (DAYS * rng.beta(2.0, 1.4, len(burst))).astype(np.int64)
    return np.minimum(np.where(burst >= 0, in_burst, anywhere), DAYS - 1)


def _places(burst: Ints, where: Ints, villages: int, rng: np.random.Generator) -> Ints:
    """Number of each event's place: Zipf in all, around one town within a burst."""
    weights = (np.arange(villages) + 3.0) ** -1.1
    rank = np.searchsorted(np.cumsum(weights) / weights.sum(), rng.random(len(burst)))
    shuffled = rng.permutation(villages)
    centre = rng.integers(0, villages, BURSTS)
    village = np.where(burst >= 0, (rank + centre[burst]) % villages, shuffled[rank % villages])
    district = villages + rng.integers(0, COLUMNS * ROWS, len(burst))
    prec = np.array([code for code, _ in WHERE])[where]
    place = np.where(prec == "district", district, village)
    return np.where(prec == "none", villages + COLUMNS * ROWS, place)


def _toll(kind: Ints, rng: np.random.Generator) -> pa.Array:
    deadly = (kind < 2) & (rng.random(len(kind)) < 0.25)
    killed = rng.zipf(2.2, len(kind)).clip(0, 5000) - 1
    return pa.array(killed, mask=~deadly)


def _bearings(kind: Ints, rng: np.random.Generator) -> pa.Array:
    known = (np.array([name for name, *_ in KINDS])[kind] == "movement") & (
        rng.random(len(kind)) < 0.5
    )
    return text(pa.array(rng.integers(0, 360, len(kind)), mask=~known))


def _dates(days: Ints) -> pa.Array:
    distinct, codes = np.unique(days, return_inverse=True)
    return take(np.datetime_as_string(FIRST_DAY + distinct), codes)
