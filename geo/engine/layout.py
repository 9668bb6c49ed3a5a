"""The layout in which an engine keeps a dataset: tables, columns and codes.

A folder in this layout holds `truceline.json` (the manifest), `events/<year>.parquet` and
`events/<year>-on.parquet`, `details.parquet`, `claims.parquet`, `places.parquet`,
`toponyms.parquet` and `party_sets.parquet`, and, as they were, `places.geojson`, `sources.csv` and
`parties.csv`.

`events` has the columns that questions are asked of. A year's file holds the events that begin and
end in it, and `<year>-on` those that end in a later one, so that a window of dates reads its own
years and little else. Within a file rows are in order of category, of how they are drawn, and then
of the ground (neighbours there are neighbours in the file), so that a filter of categories and a
view of the map read few row groups. `details` has the rest of each event, in order of `row`: a page
of events reads one or two of its row groups.

Codes are positions in the vocabularies of `schema`; an event's place is its position in the
gazetteer, its `party_set` the number of the distinct set of parties that speak of it. `row` is
the event's position by first day and id, which is the order of `Dataset.events`: the key by which
pages are turned.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from geo.errors import DataFaultsError, Fault
from geo.linkage.events import AREA_PRECS, DRAWN, SYMBOL_PRECS
from geo.schema import (
    ASPECTS,
    CATEGORIES,
    CLAIMS,
    DATE_PRECS,
    EVENTS,
    SCOPES,
    STATUSES,
    WHERE_PRECS,
)
from geo.strict_json import parse

MANIFEST: Final = "truceline.json"
FORMAT: Final = 2
REMEDY: Final = "convert the dataset again with python -m geo convert"
EVENTS_FOLDER: Final = "events"
TABLE_FILES: Final = ("details", "claims", "places", "toponyms", "party_sets")
ROW_GROUP_ROWS: Final = 122_880

CODES: Final[dict[str, tuple[str, ...]]] = {
    "scope": tuple(SCOPES),
    "date_prec": tuple(DATE_PRECS),
    "where_prec": tuple(WHERE_PRECS),
    "category": tuple(CATEGORIES),
    "status": tuple(STATUSES),
    "drawn": tuple(DRAWN.categories),
}
# Columns of `schema.EVENTS` that questions are asked of, as they are; dates, the place and what
# follows from it are there in other forms.
ASKED: Final = (
    "scope",
    "where_prec",
    "category",
    "low",
    "best",
    "high",
    "wounded_low",
    "wounded_high",
    "bearing_deg",
)
# What only a reader of single events asks for.
DETAILS: Final = tuple(
    name
    for name in EVENTS.column_names
    if name not in ASKED and name not in ("date_start", "date_end", "place_id")
)
NO_PARTIES: Final = 0
# One bit for each aspect that some claim on an event is about.
ASPECT_BITS: Final = {aspect: 1 << place for place, aspect in enumerate(ASPECTS)}
SYMBOL: Final = CODES["drawn"].index("symbol")
AREA: Final = CODES["drawn"].index("area")
LISTED: Final = CODES["drawn"].index("listed")
SYMBOL_CODES: Final = tuple(CODES["where_prec"].index(prec) for prec in SYMBOL_PRECS)
AREA_CODES: Final = tuple(CODES["where_prec"].index(prec) for prec in AREA_PRECS)


def code_of(column: str, word: str) -> int:
    """Code of a word in a column.

    Examples
    --------
    >>> code_of("category", "strike"), code_of("drawn", "listed")
    (1, 2)
    """
    return CODES[column].index(word)


def columns_digest() -> str:
    """Digest of all that a converted folder takes from `schema`: it is old where they differ."""
    tables = [[table.name, *table.column_names] for table in (EVENTS, CLAIMS)]
    said = json.dumps([tables, CODES, ASPECT_BITS])
    return hashlib.sha256(said.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder in this layout holds.

    Parameters
    ----------
    version : str
        Of the data it was made from, as of `store.folder.version`.
    events, claims, places : int
        Rows.
    first_day, last_day : int or None
        First day of the earliest and last day of the latest event, in days since 1970-01-01;
        None without events.
    made_from : str
        Name of the folder or file.
    columns : str
        Digest of the columns and vocabularies that there were when it was made.
    format : int
        Of the layout.
    """

    version: str
    events: int
    claims: int
    places: int
    first_day: int | None
    last_day: int | None
    made_from: str
    columns: str = ""
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        """Write it; a folder without it is no dataset yet, so it is written last."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (folder / MANIFEST).write_text(text + "\n", encoding="utf-8", newline="\n")


def is_converted(folder: Path) -> bool:
    """Whether a folder is in this layout rather than one of CSV files."""
    return (folder / MANIFEST).is_file()


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a folder.

    Raises
    ------
    DataFaultsError
        If it is not a manifest of this format.
    """
    try:
        content = parse((folder / MANIFEST).read_bytes())
        manifest = Manifest(**content)
    except (OSError, ValueError, TypeError) as error:
        fault = Fault(MANIFEST, None, None, repr(error), "a manifest", REMEDY)
        raise DataFaultsError([fault]) from None
    if manifest.format != FORMAT:
        found = str(manifest.format)
        raise DataFaultsError([Fault(MANIFEST, None, "format", found, str(FORMAT), REMEDY)])
    if manifest.columns != columns_digest():
        expected = f"{columns_digest()}, the columns of this version"
        raise DataFaultsError(
            [Fault(MANIFEST, None, "columns", manifest.columns, expected, REMEDY)]
        )
    return manifest


def event_files(folder: Path) -> list[Path]:
    """Files of what is asked of events, the largest first.

    DuckDB reckons how many rows there are by the first file; from a small one it concludes that
    events are fewer than what they are joined with, and keeps all of them in memory.
    """
    files = (folder / EVENTS_FOLDER).glob("*.parquet")
    return sorted(files, key=lambda file: (-file.stat().st_size, file.name))
