"""Features of a GeoJSON document: counted in its bytes, then parsed one at a time.

The JSON is parsed here from bytes, never by a driver that the file chooses.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from geo.limits import MAX_DOCUMENT_BYTES, MAX_FEATURE_VALUES, MAX_ROWS
from geo.readers.content import Content
from geo.readers.record import CellError, UnreadableError
from geo.spreadsheet import MARK
from geo.strict_json import Elements

_WGS84: Final = ("CRS84", "EPSG::4326", "EPSG:4326")
# Members of a collection that we wrote.
_OWN: Final = ("filter", "licence", "version")


class Features:
    """Features of a file, as they stand.

    `own` is what an export of ours says of itself, by the columns of `spreadsheet.MARK`; it is
    empty for other people's files.

    Parameters
    ----------
    content : Content
        The file.

    Raises
    ------
    UnreadableError
        If the file is no GeoJSON in EPSG:4326. Iterating raises it where a feature is no JSON.
    """

    def __init__(self, content: Content) -> None:
        self._content = content
        if len(content.data) > MAX_DOCUMENT_BYTES:
            found = f"{len(content.data)} bytes"
            raise content.unreadable(found, f"at most {MAX_DOCUMENT_BYTES} bytes", "split the file")
        try:
            self._elements = Elements(content.data, "features", MAX_ROWS, MAX_FEATURE_VALUES)
        except ValueError as error:
            raise self._unreadable(error) from None
        document = self._elements.document
        kind = document.get("type") if isinstance(document, dict) else None
        self._alone = kind == "Feature"
        self.own: dict[str, str] = {}
        if self._alone and not len(self._elements):
            return
        if kind != "FeatureCollection" or not isinstance(document.get("features"), list):
            said = None if kind is None else str(kind)
            raise content.unreadable(said, "a FeatureCollection", "write one, see RFC 7946")
        crs = json.dumps(document.get("crs"))
        if document.get("crs") is not None and not any(name in crs for name in _WGS84):
            remedy = "write longitude and latitude in degrees"
            raise content.unreadable(crs, "EPSG:4326, as RFC 7946 asks", remedy)
        told = [document.get(name) for name in _OWN]
        if all(isinstance(one, str) for one in told):
            self.own = dict(zip(MARK, map(str, told), strict=True))

    def __len__(self) -> int:
        return 1 if self._alone else len(self._elements)

    def __iter__(self) -> Iterator[tuple[Any, CellError | None]]:
        """Yield each feature, and why it cannot be taken for one where that is known."""
        if self._alone:
            yield self._elements.document, None
            return
        try:
            for one in self._elements:
                fault = None
                if one.values:
                    expected = f"at most {MAX_FEATURE_VALUES} values"
                    fault = CellError("feature", f"{one.values} values", expected, "simplify it")
                elif one.repeated is not None:
                    expected = "each name once in an object"
                    fault = CellError("feature", one.repeated, expected, "keep one of each name")
                yield one.value, fault
        except ValueError as error:
            raise self._unreadable(error) from None

    def _unreadable(self, error: ValueError) -> UnreadableError:
        if isinstance(error, UnicodeDecodeError):
            found = f"byte {error.start}"
            return self._content.unreadable(found, "UTF-8 text", "save the file as UTF-8")
        return self._content.unreadable(str(error), "GeoJSON", "correct the JSON there")


def cells_of(feature: object) -> dict[str, str]:
    """Properties as text, under their names in lower case."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        properties = {}
    cells = {name.strip().lower(): _text(value) for name, value in properties.items()}
    if len(cells) < len(properties):
        # Names that only differ in case stay as they are.
        counts = Counter(name.strip().lower() for name in properties)
        cells = {
            name if counts[plain := name.strip().lower()] > 1 else plain: _text(value)
            for name, value in properties.items()
        }
    if isinstance(feature, dict) and "id" in feature:
        cells.setdefault("id", _text(feature["id"]))
    return cells


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return json.dumps(value, ensure_ascii=False)
