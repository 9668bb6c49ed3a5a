"""Text for print: cleaned of what is no text, broken into lines, cut where it must be."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from geo.brief.fonts import width_px

# Share of an em above and below the baseline that letters of our fonts take.
ASCENT: Final = 0.80
DESCENT: Final = 0.24
LINE: Final = 1.28
_ELLIPSIS: Final = "…"
_MEASURED_FIRST: Final = 64


@dataclass(frozen=True, slots=True)
class Style:
    """Size, weight and slope of a text; pixels of the page."""

    size_px: float
    bold: bool = False
    italic: bool = False

    @property
    def line_px(self) -> float:
        """Distance of two baselines."""
        return self.size_px * LINE

    def width(self, text: str) -> float:
        """Width of one line."""
        return width_px(text, self.size_px, bold=self.bold, italic=self.italic)


def clean(text: str) -> str:
    r"""Drop what no renderer should be handed: controls, surrogates, marks that turn the line.

    Examples
    --------
    >>> clean("Parukh\x00\u202e  is\nquiet\ud800")
    'Parukh is quiet'
    """
    spaced = (" " if character.isspace() else character for character in text)
    kept = (one for one in spaced if not unicodedata.category(one).startswith("C"))
    return " ".join("".join(kept).split())


def wrap(text: str, style: Style, width: float, max_lines: int | None = None) -> list[str]:
    """Break a text into lines that are no wider than a width.

    Parameters
    ----------
    text : str
        Cleaned text.
    style : Style
        How it will be drawn.
    width : float
        In pixels.
    max_lines : int, optional
        The last line ends in an ellipsis where the text needs more.

    Examples
    --------
    >>> wrap("one two three", Style(16), 70)
    ['one two', 'three']
    """
    lines: list[str] = []
    line, taken, space = "", 0.0, style.width("n n") - 2 * style.width("n")
    for word in _words(text, style, width):
        if max_lines is not None and len(lines) > max_lines:
            # What follows is cut off, however much it is.
            break
        needed = style.width(word)
        if line and taken + space + needed > width:
            lines.append(line)
            line, taken = word, needed
        else:
            line, taken = (f"{line} {word}", taken + space + needed) if line else (word, needed)
    lines += [line] if line else []
    if max_lines is not None and len(lines) > max_lines:
        lines = [*lines[: max_lines - 1], cut(" ".join(lines[max_lines - 1 :]), style, width)]
    return lines


def _words(text: str, style: Style, width: float) -> Iterator[str]:
    """Words of a text; one that is wider than the line is broken."""
    for word in text.split():
        rest = word
        while len(rest) > 1 and not fits(rest, style, width):
            taken = longest(rest, style, width)
            yield rest[:taken]
            rest = rest[taken:]
        yield rest


def fits(text: str, style: Style, width: float) -> bool:
    """Whether a text is no wider than a width; of a long one no more is measured than it takes.

    A word of ten thousand letters would otherwise be measured whole for each of its lines.
    """
    return _start_beyond(text, style, width) is None


def _start_beyond(text: str, style: Style, width: float) -> int | None:
    """Number of characters from the start, doubled until they are too wide; None where all fit."""
    taken = _MEASURED_FIRST
    while taken < len(text):
        if style.width(text[:taken]) > width:
            return taken
        taken *= 2
    return len(text) if style.width(text) > width else None


def longest(text: str, style: Style, width: float) -> int:
    """How many characters from the start of a text fit a width, at least one."""
    low, high = 1, _start_beyond(text, style, width) or len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if style.width(text[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    return low


def cut(text: str, style: Style, width: float) -> str:
    """Cut a text to a width with an ellipsis."""
    if fits(text, style, width):
        return text
    room = width - style.width(_ELLIPSIS)
    return text[: longest(text, style, room)].rstrip(" ,;:·") + _ELLIPSIS


def listed(words: Sequence[str]) -> str:
    """Join words with commas and a last *and*.

    Examples
    --------
    >>> listed(["A", "B", "C"])
    'A, B and C'
    """
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
