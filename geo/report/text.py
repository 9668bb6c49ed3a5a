"""A report as text: paragraphs, sentences and the printed dateline, by character offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

from geo.limits import MAX_REPORT_CHARS
from geo.report.lexicon import word_set

MAX_SENTENCE_CHARS: Final = 2_000
# A full stop after these ends no sentence.
_ABBREVIATIONS: Final = word_set("abbreviations")
_SENTENCE_END: Final = re.compile(
    r"[.!?…]+[”\"’')\]]*(?=\s+[“\"‘'(\[]?[^\W\d_a-zà-ž]|\s+[“\"‘]?\d|\s*$)"
)
_PARAGRAPH: Final = re.compile(r"\S[^\n]*")
_WORD: Final = re.compile(r"[^\W_]+(?:[.][^\W_](?=[.])|[’'][^\W_]+)*|\S")
_QUOTED: Final = re.compile(r"“[^”\n]*(?:”|$|(?=\n))|\"[^\"\n]*(?:\"|$|(?=\n))")
# A town in capitals, an agency in brackets, a month and day, then a dash or colon.
_DATELINE: Final = re.compile(
    r"\s*(?:date\s+\d{4}-\d\d-\d\d\s+)?"
    r"(?P<town>[^\W\d_][\w.’' -]{1,40}?)"
    r"(?:\s*[,/]\s*[^\W\d_][\w. ]{1,30})*?"
    r"\s*(?:\([^)\n–—]{0,40}\)?)?\s*[–—:]\s"
    r"|\s*(?:date\s+\d{4}-\d\d-\d\d\s+)?(?P<loud>[A-Z][A-Z’' -]{2,30})"
    r"(?:,[^–—\n]{1,30}?)?\s*(?:\([^)\n]{1,40}\))?\s*[-–—:]\s"
)


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
        return bisect_right([word.end for word in self.words], offset)


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
        If the text is blank or longer than `MAX_REPORT_CHARS`.

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
                before = re.search(r"[\w.]*$", line[start : mark.start()])
                word = before[0].lower() if before else ""
                if (
                    mark[0] == "."
                    and (word in _ABBREVIATIONS or re.fullmatch(r"[^\W\d_]", word))
                    and mark.end() < len(line)
                ):
                    continue
                yield from self._sentences(
                    paragraph.start + start, paragraph.start + mark.end(), number
                )
                start = mark.end() + len(line[mark.end() :]) - len(line[mark.end() :].lstrip())
            if line[start:].strip():
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
        found = []
        for paragraph in self.paragraphs:
            match = _DATELINE.match(self.text, paragraph.start, paragraph.end)
            if match and (match["loud"] or "(" in match[0] or match["town"].isupper()):
                found.append((match.start(), match.end()))
                break
        return tuple(found)

    @cached_property
    def quotations(self) -> tuple[Stretch, ...]:
        """What stands in double quotation marks."""
        return tuple(Stretch(*one.span()) for one in _QUOTED.finditer(self.text))

    def quoted(self, offset: int) -> bool:
        """Whether a character stands in quotation marks."""
        return any(offset in one for one in self.quotations)
