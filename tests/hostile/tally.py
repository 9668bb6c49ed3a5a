"""What is counted: of every kind of harm, how often it was done, and by which case."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Final

HARMS: Final = {
    "scripts": "scripts run",
    "expressions": "template expressions evaluated",
    "requests": "requests off the machine",
    "exceptions": "unhandled exceptions",
    "files": "files read outside the data folder",
    "unaccounted": "cases where accepted + rejected ≠ read",
    "lost": "good rows not drawn",
    "altered": "texts not letter for letter",
    "unclear": "refusals that do not say what was expected",
}


@dataclass
class Tally:
    """What a group of cases did; each harm is a list of the cases that did it."""

    group: str
    cases: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    expressions: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    exceptions: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    unaccounted: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    altered: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)

    def harms(self) -> dict[str, list[str]]:
        """Cases by the harm that they did; what did none is left out."""
        found = {name: getattr(self, name) for name in HARMS}
        return {name: cases for name, cases in found.items() if cases}


def table(tallies: list[Tally]) -> str:
    """One line for each group, one column for each harm, and what the columns are."""
    names = list(HARMS)
    width = max(len(tally.group) for tally in tallies)
    head = f"{'':{width}}  cases  " + "  ".join(names)
    lines = [head]
    for tally in [*tallies, _sum(tallies)]:
        counts = "  ".join(f"{len(getattr(tally, name)):{len(name)}}" for name in names)
        lines.append(f"{tally.group:{width}}  {len(tally.cases):5}  {counts}")
    lines += ["", *(f"{name}: {meaning}" for name, meaning in HARMS.items())]
    return "\n".join(lines)


def _sum(tallies: list[Tally]) -> Tally:
    total = Tally("all")
    for tally in tallies:
        for one in fields(Tally)[1:]:
            getattr(total, one.name).extend(getattr(tally, one.name))
    return total
