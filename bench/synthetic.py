"""Seeded dataset folders of any size, in our own format and skewed as real conflict data are.

`python -m bench.synthetic --events 1000000 --places 20000 --seed 1 --into DIR`
"""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path
from typing import Any, Final

import click
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from bench.synthetic_places import COLUMNS, ROWS, district_id, place_features
from geo.schema import CLAIMS, EVENTS, PARTIES, PLACES_FILE, SOURCES, Table
from geo.store.folder import BUILT_IN

FIRST_DAY: Final = np.datetime64("2018-01-01", "D")
DAYS: Final = 6 * 365
BURSTS: Final = 90
IN_BURSTS: Final = 0.6
CLAIMS_PER_EVENT: Final = 0.05
SOURCE_COUNT: Final = 200

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

Ints = npt.NDArray[np.int64]


def write_dataset(folder: Path, events: int, places: int, seed: int) -> None:
    """Write a whole dataset folder; the same arguments write the same bytes.

    Parameters
    ----------
    folder : Path
        Made where it is missing; files in it are overwritten.
    events, places : int
        How many rows.
    seed : int
        Seed of all randomness.
    """
    rng = np.random.default_rng(seed)
    folder.mkdir(parents=True, exist_ok=True)
    features, villages = place_features(places, rng)
    document = {"type": "FeatureCollection", "features": features}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    (folder / PLACES_FILE).write_text(text, encoding="utf-8", newline="\n")
    titles = {f["@id"].rsplit(":", 1)[1]: f["properties"]["title"] for f in features}
    _write(folder, EVENTS, event_columns(events, villages, titles, rng))
    _write(folder, SOURCES, source_columns())
    _write(folder, CLAIMS, claim_columns(events, rng))
    shutil.copyfile(BUILT_IN / PARTIES.file, folder / PARTIES.file)


def _write(folder: Path, table: Table, columns: dict[str, Any]) -> None:
    names = [column.name for column in table.columns if not column.optional]
    rows = pa.table({name: columns[name] for name in names})
    pyarrow.csv.write_csv(
        rows, folder / table.file, pyarrow.csv.WriteOptions(quoting_style="needed")
    )


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
    prec = _pick([share for _, share, _ in DATE_PRECS], count, rng)
    end = start + np.array([days - 1 for _, _, days in DATE_PRECS])[prec]
    where = _pick([share for _, share in WHERE], count, rng)
    place = _places(burst, where, len(villages), rng)
    ids = [*villages, *(district_id(cell) for cell in range(COLUMNS * ROWS)), ""]
    kind = _pick([kind[1] for kind in KINDS], count, rng)
    numbers = pa.array(np.arange(count))
    names = pa.array([titles.get(one, "an unnamed place") for one in ids]).take(pa.array(place))
    title = pc.binary_join_element_wise(_take([kind[4] for kind in KINDS], kind), names, " ")
    toll = _toll(kind, rng)
    return {
        "event_id": pc.binary_join_element_wise(prefix, pc.utf8_lpad(_text(numbers), 8, "0"), "-"),
        "title": title,
        "summary": pc.binary_join_element_wise(
            "Local channels report, under entry", _text(numbers), "of the log:", title, " "
        ),
        "scope": _repeat("event", count),
        "date_start": _dates(start),
        "date_end": _dates(end),
        "date_prec": _take([code for code, _, _ in DATE_PRECS], prec),
        "place_id": _take(ids, place),
        "where_prec": _take([code for code, _ in WHERE], where),
        "category": _take([kind[0] for kind in KINDS], kind),
        "event_type": _take([kind[2] for kind in KINDS], kind),
        "sub_event_type": _take([kind[3] for kind in KINDS], kind),
        "side_a": _take(SIDES, rng.integers(0, len(SIDES), count)),
        "side_b": _take([*SIDES, ""], rng.integers(0, len(SIDES) + 1, count)),
        **{name: _repeat("", count) for name in EVENTS.column_names if name.startswith("deaths")},
        "low": _text(toll),
        "best": _text(toll),
        "high": _text(pc.add(toll, pa.array(rng.integers(0, 4, count)))),
        "wounded_low": _repeat("", count),
        "wounded_high": _repeat("", count),
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
    return _text(pa.array(rng.integers(0, 360, len(kind)), mask=~known))


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
    stance = _pick([0.8, 0.15, 0.05], count, rng)
    return {
        "claim_id": pc.binary_join_element_wise(
            f"c{prefix[3:]}", pc.utf8_lpad(_text(numbers), 8, "0"), "-"
        ),
        "event_id": pc.binary_join_element_wise(prefix, pc.utf8_lpad(_text(about), 8, "0"), "-"),
        "party": _take(parties, rng.integers(0, len(parties), count)),
        "stance": _take(["asserts", "denies", "disputes"], stance),
        "aspect": _repeat("occurrence", count),
        "statement": _take(
            ["Says that it is so.", "Denies it.", "Disputes how it is told."], stance
        ),
        "said_on": _repeat("", count),
        "source_id": _take(
            [f"s{n:03d}" for n in range(SOURCE_COUNT)], rng.integers(0, SOURCE_COUNT, count)
        ),
        "paragraph": _text(pa.array(rng.integers(1, 30, count))),
    }


def _pick(shares: list[float], count: int, rng: np.random.Generator) -> Ints:
    return rng.choice(len(shares), count, p=np.array(shares) / sum(shares))


def _take(words: Any, codes: Ints) -> pa.Array:
    return pa.array(list(words), pa.string()).take(pa.array(codes))


def _repeat(word: str, count: int) -> pa.Array:
    return pa.repeat(pa.scalar(word), count)


def _text(numbers: pa.Array) -> pa.Array:
    """Numbers as text, blank where there is none."""
    return pc.fill_null(pc.cast(numbers, pa.string()), "")


def _dates(days: Ints) -> pa.Array:
    distinct, codes = np.unique(days, return_inverse=True)
    return _take(np.datetime_as_string(FIRST_DAY + distinct), codes)


@click.command()
@click.option("--events", default=10_000, show_default=True)
@click.option("--places", default=20_000, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--into", required=True, type=click.Path(file_okay=False, path_type=Path))
def main(events: int, places: int, seed: int, into: Path) -> None:
    """Write a synthetic dataset folder."""
    started = time.perf_counter()
    write_dataset(into, events, places, seed)
    click.echo(f"wrote {into} in {time.perf_counter() - started:.1f} s", err=True)


if __name__ == "__main__":
    main()
