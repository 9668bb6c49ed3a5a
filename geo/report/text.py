"""A report as text: paragraphs, sentences and the printed dateline, by character offsets."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Final

from geo.limits import MAX_REPORT_CHARS
from geo.report.dateline import printed_dateline
from geo.report.lexicon import word_set
from geo.spans import FIRST_DAY, LAST_DAY

# Twice the longest sentence seen; what people write runs to 500.
MAX_SENTENCE_CHARS: Final = 1_000
# A full stop after these ends no sentence.
_ABBREVIATIONS: Final = word_set("abbreviations")
_LONGEST_ABBREVIATION: Final = max(map(len, _ABBREVIATIONS))
_SENTENCE_END: Final = re.compile(
    # Taken whole, from its first mark: a run of marks is looked at once.
    r"(?<![.!?…])[.!?…]++[”\"’')\]]*+(?=\s++(?:[“\"‘'(\[]?[^\W\d_a-zà-ž]|[“\"‘]?\d)|\s*+$)"
)
_BLANKS: Final = re.compile(r"\s*")
_PARAGRAPH: Final = re.compile(r"\S[^\n]*")
_WORD: Final = re.compile(r"[^\W_]+(?:[.][^\W_](?=[.])|[’'][^\W_]+)*|\S")
_QUOTED: Final = re.compile(r"“[^”\n]*(?:”|$|(?=\n))|\"[^\"\n]*(?:\"|$|(?=\n))")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of characters of a report.

    Parameters
    ----------
    start, end : int
        Character offsets, the end exclusive.
    """

    start: int
    end: int

    def __contains__(self, offset: object) -> bool:
        return isinstance(offset, int) and self.start <= offset < self.end

    def meets(self, start: int, end: int) -> bool:
        """Whether any character lies in both."""
        return start < self.end and end > self.start


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark with where it stands."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """The word without case, typographic apostrophes made plain."""
        return self.text.lower().replace("’", "'")


_START: Final = attrgetter("start")
_WORD_END: Final = attrgetter("end")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence.

    Parameters
    ----------
    start, end : int
        Character offsets in the report, the end exclusive.
    paragraph : int
        Number of the non-blank line that it is in, counted from 1.
    words : tuple of Word
        Its words and marks.
    """

    start: int
    end: int
    paragraph: int
    words: tuple[Word, ...] = field(repr=False)

    def __contains__(self, offset: object) -> bool:
        return isinstance(offset, int) and self.start <= offset < self.end

    def index_at(self, offset: int) -> int:
        """Index of the first word that ends after an offset."""
        return bisect_right(self.words, offset, key=_WORD_END)

    def index_from(self, offset: int) -> int:
        """Index of the first word that begins at an offset or after it."""
        return bisect_left(self.words, offset, key=_START)


@dataclass(frozen=True)
class Report:
    """A report to be coded.

    Parameters
    ----------
    text : str
        The report as it was published.
    dateline : date
        Day of publication: what weekdays and "last week" are counted from.

    Raises
    ------
    ValueError
        If the text is blank or longer than `MAX_REPORT_CHARS`, or the dateline not within
        the days that a dataset may hold.

    Examples
    --------
    >>> report = Report("TBILISI (Own) – A post fell on Nov. 2. It was empty.", date(2020, 11, 4))
    >>> [report.text[one.start:one.end] for one in report.sentences]
    ['TBILISI (Own) – A post fell on Nov. 2.', 'It was empty.']
    >>> report.text[:report.dateline_end]
    'TBILISI (Own) – '
    """

    text: str
    dateline: date

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a report has text, found none")
        if len(self.text) > MAX_REPORT_CHARS:
            most = f"expected a report of {MAX_REPORT_CHARS} characters at most"
            raise ValueError(f"{most}, found {len(self.text)}")
        if not FIRST_DAY <= self.dateline <= LAST_DAY:
            days = f"expected a dateline from {FIRST_DAY} to {LAST_DAY}"
            raise ValueError(f"{days}, found {self.dateline}")

    @cached_property
    def paragraphs(self) -> tuple[Stretch, ...]:
        """Non-blank lines, captions and titles included, as claims count them."""
        found = _PARAGRAPH.finditer(self.text)
        return tuple(Stretch(one.start(), one.start() + len(one[0].rstrip())) for one in found)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences, in order."""
        return tuple(self._split())

    def _split(self) -> Iterator[Sentence]:
        for number, paragraph in enumerate(self.paragraphs, 1):
            line = self.text[paragraph.start : paragraph.end]
            start = 0
            for mark in _SENTENCE_END.finditer(line):
                word = _last_word(line, start, mark.start())
                if (
                    mark[0] == "."
                    and (word in _ABBREVIATIONS or re.fullmatch(r"[^\W\d_]", word))
                    and mark.end() < len(line)
                ):
                    continue
                yield from self._sentences(
                    paragraph.start + start, paragraph.start + mark.end(), number
                )
                start = _after_blanks(line, mark.end())
            if start < len(line):
                yield from self._sentences(paragraph.start + start, paragraph.end, number)

    def _sentences(self, start: int, end: int, number: int) -> Iterator[Sentence]:
        """One sentence; what is too long to be one is cut at a space, to bound the work."""
        while end - start > MAX_SENTENCE_CHARS:
            cut = self.text.rfind(" ", start + 1, start + MAX_SENTENCE_CHARS)
            cut = cut if cut > 0 else start + MAX_SENTENCE_CHARS
            yield self._sentence(start, cut, number)
            start = cut
        if self.text[start:end].strip():
            yield self._sentence(start, end, number)

    def _sentence(self, start: int, end: int, number: int) -> Sentence:
        words = tuple(
            Word(one[0], start + one.start(), start + one.end())
            for one in _WORD.finditer(self.text[start:end])
        )
        return Sentence(start, end, number, words)

    def sentence_at(self, offset: int) -> Sentence:
        """Sentence that a character stands in."""
        starts = self._starts
        return self.sentences[max(bisect_right(starts, offset) - 1, 0)]

    @cached_property
    def _starts(self) -> list[int]:
        return [one.start for one in self.sentences]

    @cached_property
    def dateline_end(self) -> int:
        """Offset at which the printed dateline ends; 0 where none is printed."""
        return max((end for _, end in self.printed_datelines), default=0)

    @cached_property
    def printed_datelines(self) -> tuple[tuple[int, int], ...]:
        """Starts and ends of what stands before a paragraph's first sentence as its dateline."""
        for paragraph in self.paragraphs:
            found = printed_dateline(self.text, paragraph.start, paragraph.end)
            if found is not None:
                return (found,)
        return ()

    @cached_property
    def quotations(self) -> tuple[Stretch, ...]:
        """What stands in double quotation marks."""
        return tuple(Stretch(*one.span()) for one in _QUOTED.finditer(self.text))

    def quoted(self, offset: int) -> bool:
        """Whether a character stands in quotation marks."""
        return self.quotation_at(offset) >= 0

    def quotation_at(self, offset: int) -> int:
        """Number of the quotation that a character stands in, -1 for none."""
        number = bisect_right(self.quotations, offset, key=_START) - 1
        return number if number >= 0 and offset in self.quotations[number] else -1

    def printed(self, offset: int) -> bool:
        """Whether a character stands in the printed dateline."""
        return any(start <= offset < end for start, end in self.printed_datelines)


def _after_blanks(line: str, at: int) -> int:
    blanks = _BLANKS.match(line, at)
    return blanks.end() if blanks else at


def _last_word(line: str, start: int, end: int) -> str:
    """The letters and points before an offset, in lower case; what is too long is nothing known."""
    first = end
    least = max(start, end - _LONGEST_ABBREVIATION - 1)
    while first > least and (line[first - 1].isalnum() or line[first - 1] in "_."):
        first -= 1
    return line[first:end].lower()
