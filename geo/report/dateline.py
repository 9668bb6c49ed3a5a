"""The dateline as it is printed: a town, an agency, a day, then a dash."""

from __future__ import annotations

import re
from typing import Final

# A town in capitals, an agency in brackets, a month and day, then a dash or colon. No part ends in
# a blank, so that a run of blanks can be read in one way only.
_DATELINE: Final = re.compile(
    r"\s*(?:date\s+\d{4}-\d\d-\d\d\s+)?"
    r"(?P<town>[^\W\d_](?:[\w.’' -]{0,39}?[\w.’'-]|(?= )))"
    r"(?:\s*[,/]\s*[^\W\d_](?:[\w. ]{0,29}[\w.]|(?= )))*?"
    r"\s*(?:\([^)\n–—]{0,40}\)?\s*)?[–—:]\s"
    r"|\s*(?:date\s+\d{4}-\d\d-\d\d\s+)?(?P<loud>[A-Z][A-Z’' -]{2,30})"
    r"(?:,[^–—\n]{1,30}?)?\s*(?:\([^)\n]{1,40}\)\s*)?[-–—:]\s"
)
_DATELINE_CHARS: Final = 300


def printed_dateline(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Start and end of the dateline that a paragraph begins with, None where it has none.

    Parameters
    ----------
    text : str
        The report.
    start, end : int
        Character offsets of the paragraph, the end exclusive.

    Examples
    --------
    >>> printed_dateline("TBILISI (Own) – A post fell.", 0, 28)
    (0, 16)
    >>> printed_dateline("A post fell – nobody was hurt.", 0, 30)
    """
    found = _DATELINE.match(text, start, min(end, start + _DATELINE_CHARS))
    if found and (found["loud"] or "(" in found[0] or found["town"].isupper()):
        return found.span()
    return None
