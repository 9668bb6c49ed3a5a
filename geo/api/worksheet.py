"""An event and its claims open for editing: what they were, what they shall be, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from geo.api.editing import faults_of, proposed_claim_id, proposed_event_id
from geo.edits.applying import BY_NAME
from geo.edits.change import Change, Conflict
from geo.edits.folder import EditFolder
from geo.edits.tabletext import Cells
from geo.errors import Fault, UsageError
from geo.schema import CLAIMS, EVENTS

Version = Literal["mine", "theirs"]


@dataclass
class Sheet:
    """One row on the worksheet.

    Parameters
    ----------
    key : str
        What it is called on the worksheet, whatever its id is changed to.
    table : str
        Name of its table.
    before : mapping of str to str or None
        The row as it was opened; None for a new one.
    cells : dict of str to str
        The row as it shall be.
    removed : bool
        Whether it shall be deleted.
    """

    key: str
    table: str
    before: Cells | None
    cells: dict[str, str]
    removed: bool = False

    @property
    def row_id(self) -> str:
        """Its id; that of a row which is there already does not change."""
        return (self.cells if self.before is None else self.before)[BY_NAME[self.table].key]

    @property
    def change(self) -> Change | None:
        """What is to be saved of it; None where nothing is."""
        if self.removed:
            gone = self.before is not None
            return Change(self.table, self.row_id, self.before, None) if gone else None
        if self.before is not None and dict(self.before) == self.cells:
            return None
        return Change(self.table, self.row_id, self.before, dict(self.cells))


@dataclass
class Worksheet:
    """One event, its claims, and rows that they need.

    Parameters
    ----------
    sheets : list of Sheet
        The event first.
    """

    sheets: list[Sheet] = field(default_factory=list)
    _serial: int = 0

    @property
    def event(self) -> Sheet:
        """The event."""
        return self.sheets[0]

    def changes(self) -> list[Change]:
        """What is to be saved, what others refer to first."""
        found = [one.change for one in self.sheets]
        return [change for change in found if change is not None]

    def find(self, key: str) -> Sheet | None:
        """A row by what it is called here."""
        return next((one for one in self.sheets if one.key == key), None)

    def add(self, table: str, **cells: str) -> Sheet:
        """Add a new row; the columns left out are blank."""
        self._serial += 1
        blank = dict.fromkeys(BY_NAME[table].column_names, "")
        sheet = Sheet(f"new-{self._serial}", table, None, blank | cells)
        self.sheets.append(sheet)
        return sheet

    def take(self, cells: Mapping[str, Any], removed: object) -> None:
        """Take what was typed.

        Parameters
        ----------
        cells : mapping
            By key of the row, its cells by column. What names no row or column here is not taken.
        removed : object
            List of the keys of rows that shall be deleted.
        """
        for sheet in self.sheets:
            typed = cells.get(sheet.key)
            sheet.removed = isinstance(removed, list) and sheet.key in removed
            if not isinstance(typed, Mapping):
                continue
            for name in BY_NAME[sheet.table].column_names:
                cell = typed.get(name)
                fixed = name == BY_NAME[sheet.table].key and sheet.before is not None
                if isinstance(cell, str) and not fixed:
                    sheet.cells[name] = cell.replace("\r\n", "\n").strip()
        if self.event.removed:
            for sheet in self.sheets:
                sheet.removed = sheet.removed or sheet.table == CLAIMS.name

    def name_new_rows(self, folder: EditFolder) -> None:
        """Give new rows without an id one that is free, and new claims their event."""
        taken = {table: set(folder.rows(table)) for table in BY_NAME}
        event = self.event.cells
        if not event["event_id"]:
            event["event_id"] = proposed_event_id(
                event["title"], event["date_start"], taken[EVENTS.name].__contains__
            )
        for sheet in self.sheets:
            if sheet.table == CLAIMS.name and sheet.before is None:
                sheet.cells["event_id"] = event["event_id"]
                if not sheet.cells["claim_id"] and event["event_id"]:
                    sheet.cells["claim_id"] = proposed_claim_id(
                        event["event_id"], taken[CLAIMS.name].__contains__
                    )
                taken[CLAIMS.name].add(sheet.cells["claim_id"])

    def faults(self, folder: EditFolder) -> tuple[dict[str, dict[str, list[Fault]]], list[Fault]]:
        """Find what is wrong with the rows as they shall be, by the rules of `geo check`.

        Returns
        -------
        dict
            By key of the row and column.
        list of Fault
            Those of rows that are not on the worksheet.
        """
        changed = [one for one in self.sheets if one.change is not None]
        found = faults_of(folder, self.changes())
        of_rows: dict[str, dict[str, list[Fault]]] = {}
        others: list[Fault] = []
        for fault, at in found:
            if at is None:
                others.append(fault)
            else:
                by_column = of_rows.setdefault(changed[at].key, {})
                by_column.setdefault(fault.column or "", []).append(fault)
        return of_rows, others

    def resolve(self, conflict: Conflict, version: Version, columns: Mapping[str, Version]) -> None:
        """Settle a conflict as the editor chose; the row is then as if it were opened now.

        Parameters
        ----------
        conflict : Conflict
            Of a row on the worksheet.
        version : {"mine", "theirs"}
            Which holds where one of them deleted the row.
        columns : mapping of str to {"mine", "theirs"}
            Which cells hold. Where nothing is said, mine do where they left a cell alone.
        """
        sheet = next(
            one
            for one in self.sheets
            if one.change is not None
            and (one.table, one.row_id) == (conflict.wanted.table, conflict.wanted.row_id)
        )
        now = conflict.now
        if now is None:
            # They deleted it: mine puts it back as a new row.
            if version == "theirs" or sheet.removed:
                self.sheets.remove(sheet)
            sheet.before = None
        elif sheet.removed:
            sheet.removed = version == "mine"
            sheet.before, sheet.cells = now, dict(now)
        else:
            mine, opened = sheet.cells, sheet.before or {}
            sheet.before = now
            sheet.cells = {
                name: mine[name]
                if columns.get(name, "mine" if opened.get(name) == cell else "theirs") == "mine"
                else cell
                for name, cell in now.items()
            }


def open_event(folder: EditFolder, event_id: str) -> Worksheet:
    """Open an event with its claims.

    Raises
    ------
    UsageError
        If there is no such event.
    """
    event = folder.rows(EVENTS.name).get(event_id)
    if event is None:
        raise UsageError(f"expected an event of {folder.path}, found {event_id!r}")
    claims = [
        Sheet(f"{CLAIMS.name}/{claim_id}", CLAIMS.name, cells, dict(cells))
        for claim_id, cells in folder.rows(CLAIMS.name).items()
        if cells["event_id"] == event_id
    ]
    return Worksheet([Sheet(f"{EVENTS.name}/{event_id}", EVENTS.name, event, dict(event)), *claims])


def new_event() -> Worksheet:
    """Open a blank event."""
    worksheet = Worksheet()
    worksheet.add(EVENTS.name)
    return worksheet
