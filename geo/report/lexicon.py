"""The words that drafting knows, read from the CSV files in `data`.

Everything that names a nation, a body, a person, a kind of event or a manner of speaking stands in
these files and not in the code, so that another conflict needs another dictionary and no new rules.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Nation:
    """A state or body of states, with what it and its people are called.

    Parameters
    ----------
    id : str
        First part of the ids of its parties.
    ccode : str
        ISO 3166 code, blank for what is no state.
    side : str
        A code of `schema.SIDES`.
    names, adjectives, people, seats : tuple of str
        "Azerbaijan"; "Azerbaijani"; "Azerbaijanis"; capitals that stand for the government.
    """

    id: str
    ccode: str
    side: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    seats: tuple[str, ...]


@lru_cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Rows of one dictionary file, by column; read once, so not to be changed."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def words(cell: str) -> tuple[str, ...]:
    """Split a cell of several words or patterns.

    Examples
    --------
    >>> words("Azerbaijani|Azeri"), words("")
    (('Azerbaijani', 'Azeri'), ())
    """
    return tuple(word for word in cell.split("|") if word)


@lru_cache(maxsize=1)
def nations() -> dict[str, Nation]:
    """All nations by id."""
    lists = ("names", "adjectives", "people", "seats")
    return {
        row["nation"]: Nation(
            row["nation"], row["ccode"], row["side"], *(words(row[name]) for name in lists)
        )
        for row in rows("nations")
    }


@lru_cache(maxsize=1)
def demonyms() -> frozenset[str]:
    """All that nations and their people are called, as "Azerbaijani", "Turks"."""
    return frozenset(
        word for nation in nations().values() for word in (*nation.adjectives, *nation.people)
    )


@lru_cache(maxsize=1)
def homonyms() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Names that also mean a place elsewhere: what it is, and the words that give it away."""
    return {row["name"]: (row["means"], words(row["cues"])) for row in rows("homonyms")}


@lru_cache(maxsize=1)
def _word_sets() -> dict[str, frozenset[str]]:
    return {row["name"]: frozenset(words(row["words"])) for row in rows("words")}


def word_set(name: str) -> frozenset[str]:
    """One of the lists of words in `words.csv`, in lower case.

    Examples
    --------
    >>> "ministry" in word_set("institutions"), "goat" in word_set("institutions")
    (True, False)
    """
    return _word_sets()[name]
