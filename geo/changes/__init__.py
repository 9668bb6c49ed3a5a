"""What differs: between two windows of one dataset, and between two versions of it."""

from geo.changes.comparison import BOTH, FIRST, SECOND, Comparison, compare
from geo.changes.document import as_markdown
from geo.changes.record import as_record
from geo.changes.windows import WindowPair

__all__ = [
    "BOTH",
    "FIRST",
    "SECOND",
    "Comparison",
    "WindowPair",
    "as_markdown",
    "as_record",
    "compare",
]
