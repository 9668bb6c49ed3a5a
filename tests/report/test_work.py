"""Drafting costs no more a character in a long report than in a short one, whatever it says.

Steps are lines of `geo/report` that are run, a round of a comprehension included; what patterns
cost is measured by `python -m bench.adversarial`.
"""

from __future__ import annotations

import sys
from datetime import date
from types import FrameType
from typing import Any

import pytest

from bench.adversarial import DATELINE, texts
from geo.limits import MAX_REPORT_CHARS
from geo.linkage import Dataset
from geo.report import Drafter, mentions
from geo.report.dates import find_dates
from geo.report.rows import draft_records
from geo.report.taken import Taken
from geo.report.text import MAX_SENTENCE_CHARS, Report

SHORT, LONG = 2_000, 6_000
# Between a length and its treble; a quadratic step would make it nine.
MOST_GROWTH = 4.2
OF_CODE = mentions.__file__.rpartition("/")[0]
# One of each kind of text, and all that mixes them.
NAMES = (
    "places, commas",
    "nations, full stops",
    "peoples, and",
    "persons, said",
    "bodies, lines",
    "fixed_parties, brackets",
    "triggers, full stops",
    "speech, blanks",
    "harm, and",
    "dates, commas",
    "numbers, dashes",
    "homonyms, blanks",
    "letters with points",
    "line ends",
    "figures",
    "introduced",
    "said to speak",
    "told again",
    "told elsewhere",
    "claimed again",
    "going on",
    "border",
    "mixture 0",
    "mixture 1",
)


def steps(drafter: Drafter, text: str) -> int:
    """Lines of the package that drafting a text runs."""
    count = 0

    def step(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        count += event == "line"
        return step

    def enter(frame: FrameType, event: str, _: Any) -> Any:
        return step if frame.f_code.co_filename.startswith(OF_CODE) else None

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        draft_records(drafter.draft(text, DATELINE), drafter.gazetteer, {})
    finally:
        sys.settrace(before)
    return count


@pytest.fixture(scope="module")
def by_name(drafter: Drafter) -> dict[str, tuple[str, str]]:
    short, long = (dict(texts(drafter.gazetteer, length)) for length in (SHORT, LONG))
    return {name: (short[name], long[name]) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_steps_grow_with_the_length(
    drafter: Drafter, by_name: dict[str, tuple[str, str]], name: str
) -> None:
    short, long = by_name[name]
    steps(drafter, short)  # What is read once is read.
    assert steps(drafter, long) <= MOST_GROWTH * steps(drafter, short)


def test_a_longest_report_of_one_mark_ends(drafter: Drafter) -> None:
    for mark in " .-“(A9":
        text = f"PARIS {mark * (MAX_REPORT_CHARS - 30)} Troops clashed."
        assert drafter.draft(text, DATELINE).events


@pytest.mark.parametrize(
    "head",
    [
        "PARIS" + ",Ab" + " " * 12 + (",Ab" + " " * 12) * 12,
        "PARIS" + " " * 4_000 + "(AFP",
        "date 2022-03-28 PARIS (" + " " * 4_000,
    ],
)
def test_a_dateline_is_read_in_one_way(head: str) -> None:
    assert Report(f"{head} Troops clashed.", DATELINE).printed_datelines == ()


@pytest.mark.parametrize(
    "said", ["999999999999 days ago", "two hundred million million years ago", "740000 days ago"]
)
def test_days_before_the_calendar_are_no_dates(said: str) -> None:
    assert find_dates(Report(f"Troops clashed {said} near Parukh.", DATELINE)) == []


@pytest.mark.parametrize(
    "number", ["9" * 5_000, "999," * 900 + "999", "million " * 700, "1 to " + "9" * 5_000]
)
def test_a_number_that_nobody_counts_is_none(drafter: Drafter, number: str) -> None:
    drafted = drafter.draft(f"On Saturday {number} soldiers were killed.", DATELINE)
    assert all((one.best or 0) < 10**13 for one in drafted.tolls)
    draft_records(drafted, drafter.gazetteer, {})


def test_a_dateline_out_of_the_calendar_is_refused(drafter: Drafter) -> None:
    for day in (date.min, date.max):
        with pytest.raises(ValueError, match="expected a dateline"):
            drafter.draft("Troops clashed on Saturday.", day)


def test_a_sentence_without_end_is_cut() -> None:
    report = Report("Ab " * 9_000, DATELINE)
    assert max(one.end - one.start for one in report.sentences) <= MAX_SENTENCE_CHARS
    assert sum(len(one.words) for one in report.sentences) == 9_000


def test_what_is_taken_is_not_taken_again() -> None:
    taken = Taken()
    given = [(5, 9), (0, 2), (8, 12), (2, 5), (4, 6), (9, 10), (0, 20)]
    assert [one for one in given if taken.take(*one)] == [(5, 9), (0, 2), (2, 5), (9, 10)]


def test_names_introduced_again_and_again_are_found_once(
    dataset: Dataset, drafter: Drafter
) -> None:
    text = "Foreign Minister Ab Cdef of Armenia spoke. " * 40
    drafted = drafter.draft(text, DATELINE)
    assert len(drafted.parties) <= 4 * 40


def test_a_first_sentence_that_is_cut_is_no_headline(drafter: Drafter) -> None:
    text = (
        "Troops clashed near Parukh on Saturday, " + "and so on, " * 200 + "it said.\n\nIt ended."
    )
    assert [one.place_id for one in drafter.draft(text, DATELINE).events] == ["parukh"]
