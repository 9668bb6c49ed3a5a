"""Reports made to cost work, and what drafting them takes: `python -m bench.adversarial`.

Each text repeats one thing that drafting looks for, or one thing that its patterns may try in many
ways, up to a length. The table shows seconds at growing lengths and how fast they grow: 1 is
linear, 2 quadratic. `tests/report/test_work.py` holds the growth in steps, without a clock.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import date
from itertools import cycle, islice
from math import log
from typing import Final

import click

from geo.gazetteer import Gazetteer
from geo.limits import MAX_REPORT_CHARS
from geo.report import Drafter
from geo.report.duplicates import duplicate_hints
from geo.report.lexicon import nations, rows, words
from geo.report.rows import draft_records
from geo.store.folder import BUILT_IN, load

DATELINE: Final = date(2022, 3, 28)
SHORT, LONG = 5_000, 40_000
MIXTURES: Final = 6
# Longer than any name that a pattern joins from several words.
_JOINS: Final = {
    "blanks": " ",
    "full stops": ". ",
    "commas": ", ",
    "lines": ".\n\n",
    "and": " and ",
    "said": " said ",
    "brackets": " (",
    "dashes": " – ",
}
# What a pattern may read in many ways, or look for to the end of the text again and again.
_UNITS: Final = {
    "digits": "9",
    "digit pairs": "12 ",
    "thousands": "999,",
    "ones with points": "1.1",
    "blanks": " ",
    "tabs": "\t",
    "lines": "\n",
    "line ends": "x\n",
    "no-break spaces": "\u00a0",
    "capitals": "W",
    "small letters": "w",
    "capital words": "Ab ",
    "letters with points": "a.",
    "letters and blanks": "a ",
    "accents": "é",
    "stacked marks": "\u0301",
    "full stops": ".",
    "full stops and blanks": ". ",
    "marks": "!?",
    "ellipses": "… ",
    "hyphens": "-",
    "hyphened": "a-",
    "dashes": "–",
    "apostrophes": "'",
    "elided": "a'",
    "owners": "Armenia's ",
    "straight quotes": '"',
    "opening quotes": "“",
    "quotations": "“a” ",
    "closing quotes": ".”",
    "opening brackets": "(",
    "nested brackets": "((a) ",
    "square brackets": "[",
    "commas": ",",
    "commas and blanks": ", ",
    "semicolons": ";",
    "colons": "a: ",
    "capital commas": "Ab, ",
    "underscores": "_",
    "between": "between 1 ",
    "hundreds": "hundred ",
    "million": "a million million ",
    "no": "no ",
    "the": "the ",
    "of": "of ",
    "the village of": "near the village of ",
    "qualified nation": "Armenian ",
    "between nation and body": "Armenia separatist separatist separatist ",
    "said to speak": "said the ministry ",
    "by": "by the ",
    "figures": "3 soldiers and ",
    "figures without harm": "3 soldiers, 4 men, 5 ",
    "harm without figures": "killed and wounded, ",
    "introduced": "Foreign Minister Ab Cd",
    "introduced by one": "spokesman Ab Cd of Armenia's foreign ministry ",
    "border": "border with Armenia and Nakhchivan ",
    "cited": "(Ab.az, March 10) ",
    "unclosed citation": "(Ab, 10 March ",
    "dates in words": "two hundred and twenty million days ago ",
    "days in a row": "the second consecutive day on Saturday ",
    "the next day": "the next day, ",
    "dateline": "PARIS (AFP) – ",
    "dateline without dash": "PARIS, Ab, ",
    "told again": "Clashes near Parukh on 24 March. ",
    "told elsewhere": "The army fired. The army denied it. ",
    "claimed again": "Armenia said troops clashed. Azerbaijan denied it. ",
    "going on": "“It fell.” ",
    "a deployment": "deploying a",
    "a road": "road a ",
    "violating": "break a ",
    "breaching": "violat",
    "calling": "called a ",
    "holding": "held the ",
    "cutting": "cut the ",
    "may": "may any ",
    "an": "an any ",
}


def lexicon(gazetteer: Gazetteer) -> dict[str, list[str]]:
    """Words of each kind that drafting knows, as they may stand in a report."""
    told = list(nations().values())
    found = {
        "nations": [one for nation in told for one in (*nation.names, *nation.seats)],
        "peoples": [one for nation in told for one in (*nation.adjectives, *nation.people)],
        "persons": [row["name"] for row in rows("persons")],
        "homonyms": [row["name"] for row in rows("homonyms")],
        "places": [name.text for place in gazetteer.values() for name in place.names],
        "dates": ["24 March", "March 24–25, 2022", "2022-03-24", "Saturday", "late 2020", "May"],
        "numbers": ["14", "2,000", "two hundred and six", "at least 49", "dozens", "a dozen"],
    }
    for name, column in (
        ("bodies", "patterns"),
        ("fixed_parties", "patterns"),
        ("triggers", "patterns"),
        ("speech", "verbs"),
        ("harm", "words"),
    ):
        found[name] = [_plain(one) for row in rows(name) for one in words(row[column])]
    for row in rows("words"):
        found[row["name"]] = list(words(row["words"]))
    return {name: [one for one in listed if one] for name, listed in found.items()}


def _plain(pattern: str) -> str:
    """Something like what a pattern means: its letters and blanks."""
    return "".join(one for one in pattern if one.isalpha() or one == " ").strip()


def texts(gazetteer: Gazetteer, length: int) -> Iterator[tuple[str, str]]:
    """Name and text of each adversarial report, of a length in characters."""
    known = lexicon(gazetteer)
    for kind, listed in known.items():
        for name, join in _JOINS.items():
            yield f"{kind}, {name}", _filled((f"{one}{join}" for one in cycle(listed)), length)
    for name, unit in _UNITS.items():
        yield name, _filled(cycle([unit]), length)
        # A pattern that is sought from every word of it, and one that ends the run.
        yield f"{name}, with words", _filled(cycle(["Troops clashed: ", unit * 80]), length)
    every = [one for listed in known.values() for one in listed]
    for number in range(MIXTURES):
        yield f"mixture {number}", _filled(_mixed(every, random.Random(number)), length)


def _mixed(every: list[str], chance: random.Random) -> Iterator[str]:
    joins = list(_JOINS.values())
    while True:
        yield chance.choice(every) + chance.choice(joins)


def _filled(parts: Iterator[str], length: int) -> str:
    # Each part has one character at least.
    return "".join(islice(parts, length))[:length]


def draft_whole(drafter: Drafter, text: str) -> dict[str, object]:
    """What the command does with a report, but for the hints."""
    return draft_records(drafter.draft(text, DATELINE), drafter.gazetteer, {})


@click.command()
@click.option("--only", default="", help="Only texts whose name holds this.")
@click.option("--longest", default=MAX_REPORT_CHARS, help="Characters of the last column.")
@click.option("--slowest", default=25, help="Rows to print.")
def main(only: str, longest: int, slowest: int) -> None:
    """Print processor seconds for each text at several lengths, the slowest first."""
    dataset = load(BUILT_IN)
    drafter = Drafter(dataset.gazetteer)
    lengths = (SHORT, LONG, longest)
    taken: dict[str, list[float]] = {}
    draft_whole(drafter, "Troops clashed near Parukh.")
    for length in lengths:
        for name, text in texts(dataset.gazetteer, length):
            if only not in name or not text.strip():
                continue
            started = time.process_time()
            drafted = drafter.draft(text, DATELINE)
            hints = duplicate_hints(drafted.events, dataset)
            draft_records(drafted, dataset.gazetteer, hints)
            taken.setdefault(name, []).append(time.process_time() - started)
    columns = "".join(f"{length:>9}" for length in lengths)
    click.echo(f"{len(taken)} texts; processor seconds by characters\n{'':44}{columns}  growth")
    for name, seconds in sorted(taken.items(), key=lambda one: -one[1][-1])[:slowest]:
        growth = log(seconds[1] / seconds[0]) / log(LONG / SHORT)
        told = "".join(f"{one:9.3f}" for one in seconds)
        click.echo(f"{name:44}{told}{growth:8.2f}")


if __name__ == "__main__":
    main()
