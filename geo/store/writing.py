"""Writing a dataset folder: all of it or nothing.

The files are written into a hidden folder beside the one wanted, flushed to the disk, and the
folder is renamed. Who looks at the target sees no folder or a whole one, also after a power cut.
"""

from __future__ import annotations

import csv
import json
import os
import re
import secrets
import shutil
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TextIO

from geo.errors import UsageError
from geo.schema import PLACES_FILE, Table

_END_OF_FEATURES: Final = re.compile(r"\s*\]\s*\}\s*\Z")
_INDENTED: Final = re.compile(r"^  \{\s*$", re.MULTILINE)


class FolderWriter:
    """A dataset folder that is being written.

    Parameters
    ----------
    target : Path
        Where it is to stand; must not exist, or be empty.

    Raises
    ------
    UsageError
        If something stands there already.
    OSError
        If nothing can be written there.

    Notes
    -----
    A context manager: what is not published when it ends is removed.
    """

    def __init__(self, target: Path) -> None:
        self.target = target.absolute()
        if self.target.exists() and (
            not self.target.is_dir() or next(self.target.iterdir(), None) is not None
        ):
            raise UsageError(
                f"expected a folder that does not exist yet or is empty, found {self.target}; "
                "name another one, or move this one away"
            )
        self.target.parent.mkdir(parents=True, exist_ok=True)
        self.path = self.target.with_name(f".{self.target.name}.{secrets.token_hex(6)}")
        self.path.mkdir()
        self._open: list[TextIO] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()
        shutil.rmtree(self.path, ignore_errors=True)

    def rows(self, file: str, header: Iterable[str]) -> Any:
        """Begin a CSV file and return its `csv.writer`; it stays open until `close`."""
        stream = (self.path / file).open("w", encoding="utf-8", newline="")
        self._open.append(stream)
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        return writer

    def table(self, table: Table, rows: Iterable[Mapping[str, str]]) -> None:
        """Write a whole table; columns that a row leaves out are blank."""
        writer = self.rows(table.file, table.column_names)
        writer.writerows([row.get(name, "") for name in table.column_names] for row in rows)

    def places(self, features: Iterable[Mapping[str, Any]], head: Mapping[str, Any]) -> None:
        """Write the gazetteer, a feature a line so that versions can be compared.

        Parameters
        ----------
        features : iterable of mapping
            Linked Places features.
        head : mapping
            Further members of the collection, such as its licence.
        """
        with (self.path / PLACES_FILE).open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(_places_lines(features, head))

    def document(self, file: str, value: Mapping[str, Any]) -> None:
        """Write a JSON file."""
        text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
        (self.path / file).write_text(text + "\n", encoding="utf-8", newline="\n")

    def close(self) -> Path:
        """Close all files and return the folder, which can then be checked."""
        self._close()
        return self.path

    def publish(self) -> Path:
        """Let the folder stand at its target.

        Raises
        ------
        UsageError
            If another one has come to stand there meanwhile.
        """
        self._close()
        for file in self.path.iterdir():
            _flush(file)
        _flush(self.path)
        try:
            if self.target.exists():
                self.target.rmdir()
            self.path.rename(self.target)
        except OSError as error:
            raise UsageError(f"cannot publish {self.target}: {error.strerror}") from error
        _flush(self.target.parent)
        return self.target

    def _close(self) -> None:
        while self._open:
            self._open.pop().close()


def extended_places(text: str, features: Sequence[Mapping[str, Any]]) -> str:
    r"""Text of a gazetteer with more features; what stands there stays as it is written.

    Parameters
    ----------
    text : str
        A FeatureCollection.
    features : sequence of mapping
        Linked Places features to come last.

    Examples
    --------
    >>> extended_places('{"type": "FeatureCollection", "features": [\n{"a": 1}\n]}\n', [{"a": 2}])
    '{"type": "FeatureCollection", "features": [\n{"a": 1},\n{"a": 2}\n]}\n'
    """
    if not features:
        return text
    document = json.loads(text)
    document["features"] += features
    end = _END_OF_FEATURES.search(text)
    if end is not None:
        indented = _INDENTED.search(text) is not None
        added = (_written(feature, indented=indented) for feature in features)
        longer = text[: end.start()] + "".join(f",\n{one}" for one in added) + text[end.start() :]
        # The features may be another list than the one that ends last.
        if json.loads(longer) == document:
            return longer
    head = {key: value for key, value in document.items() if key not in ("type", "features")}
    return "".join(_places_lines(document["features"], head))


def _written(feature: Mapping[str, Any], *, indented: bool) -> str:
    if not indented:
        return json.dumps(feature, ensure_ascii=False, allow_nan=False)
    lines = json.dumps(feature, ensure_ascii=False, allow_nan=False, indent=1)
    return textwrap.indent(lines, "  ")


def _places_lines(features: Iterable[Mapping[str, Any]], head: Mapping[str, Any]) -> Iterator[str]:
    opening = json.dumps({"type": "FeatureCollection", **head}, ensure_ascii=False)
    yield f'{opening[:-1]}, "features": ['
    for number, feature in enumerate(features):
        line = json.dumps(feature, ensure_ascii=False, allow_nan=False)
        yield f"{',' if number else ''}\n{line}"
    yield "\n]}\n"


def _flush(path: Path) -> None:
    """Have the system write a file or a folder to the disk; Windows cannot do so for folders."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
