"""What a change is, before and after it is in the log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

from geo.edits.tabletext import Cells
from geo.errors import TrucelineError

Origin = Literal["edit", "undo", "outside"]
ORIGINS: dict[Origin, str] = {
    "edit": "saved here",
    "undo": "an earlier change taken back here",
    "outside": "found in the file, which something else had written",
}


@dataclass(frozen=True, slots=True)
class Change:
    """A change that somebody wants.

    Parameters
    ----------
    table : str
        Name of a table of `geo.schema`.
    row_id : str
        Key of the row.
    before : mapping of str to str or None
        The row as the editor saw it; None for a new row.
    after : mapping of str to str or None
        The row as it shall be; None to delete it.
    """

    table: str
    row_id: str
    before: Cells | None
    after: Cells | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A change in the log.

    Parameters
    ----------
    serial : int
        Its number; each change has a higher one than those before.
    save : int
        Serial of the first change that was saved along with it.
    at : str
        When, UTC, as ISO 8601 with milliseconds.
    who, why : str
        As the editor wrote them; blank where nobody said.
    origin : {"edit", "undo", "outside"}
        Key of `ORIGINS`.
    table, row_id : str
        The row; `row_id` is blank where only the writing of a file changed, not its cells.
    before, after : mapping of str to str or None
        All cells of the row; None where there was or is none.
    undoes : int or None
        The save that this takes back.
    before_text, follows : str
        How the row was written, and the key of the row before it, for the way back.
    """

    serial: int
    save: int
    at: str
    who: str
    why: str
    origin: Origin
    table: str
    row_id: str
    before: Cells | None
    after: Cells | None
    undoes: int | None
    before_text: str
    follows: str

    @property
    def fields(self) -> list[str]:
        """Columns that differ, in the order of the table."""
        before, after = self.before or {}, self.after or {}
        names = dict.fromkeys([*before, *after])
        return [name for name in names if before.get(name, "") != after.get(name, "")]

    def as_dict(self) -> dict[str, Any]:
        """Return what is told of the change, JSON-ready."""
        told = asdict(self)
        del told["before_text"], told["follows"]
        return told


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it follows from the log.

    Parameters
    ----------
    sha256, earlier_sha256 : str
        Of its content and of the one before it.
    published : bool
        Whether the file in the folder is known to have this content.
    """

    sha256: str
    earlier_sha256: str
    published: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One row's change as the log takes it; the rest is the same for all of a save."""

    table: str
    row_id: str
    before: Cells | None
    after: Cells | None
    before_text: str = ""
    follows: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row that somebody else has changed meanwhile.

    Parameters
    ----------
    wanted : Change
        What was to be saved.
    now : mapping of str to str or None
        The row as it is now; None where it is gone.
    by : Entry or None
        The last change of the row.
    """

    wanted: Change
    now: Cells | None
    by: Entry | None


class ConflictError(TrucelineError):
    """Rows are not what the editor saw; nothing was saved.

    Parameters
    ----------
    conflicts : iterable of Conflict
        All of them.
    """

    def __init__(self, conflicts: Iterable[Conflict]) -> None:
        self.conflicts = tuple(conflicts)
        rows = ", ".join(f"{one.wanted.table} {one.wanted.row_id}" for one in self.conflicts)
        super().__init__(
            f"changed meanwhile: {rows}. Nothing was saved. "
            "Remedy: look at both versions and save the one that holds"
        )


class NotSavedError(TrucelineError):
    """The disk refused; nothing was saved and the files are as they were."""


class UnwrittenError(TrucelineError):
    """The change is in the log, and its file will be written when the folder is next opened."""
