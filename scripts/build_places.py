"""Build ``data/places.geojson``, the gazetteer in Linked Places Format.

Three inputs are put together: the facts file (names, positions, sources,
dates of each place), the hand-written ``place_edits.json`` (titles,
descriptions, where single names come from) and ``zone_geometry.json``
(control vertices of the zones). Outlines of districts and borders come from
``data/basemap``, so run ``build_basemap.py`` first.

The drawing of the peacekeeper zone is tested against control points, towns
known to lie inside or outside it, before anything is written.

Usage::

    python -m scripts.build_places --facts /work/shared/facts/places_facts.json
    python -m scripts.build_places --check

Needs ``shapely >= 2.1``, ``pyproj`` and ``numpy``.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scripts.control_points import check
from scripts.linked_parts import Json, read_json
from scripts.linked_places import Gazetteer
from scripts.outlines import Basemap

ROOT = Path(__file__).resolve().parents[1]


def to_text(collection: Json) -> str:
    """Serialise with one coordinate array to a line.

    Parameters
    ----------
    collection : dict
        What to write.

    Returns
    -------
    str
        JSON with a final newline.
    """
    arrays: list[str] = []

    def stash(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                key: keep(item) if key == "coordinates" else stash(item)
                for key, item in value.items()
            }
        if isinstance(value, list):
            return [stash(item) for item in value]
        return value

    def keep(coordinates: Any) -> str:
        arrays.append(json.dumps(coordinates, separators=(",", ":")))
        return f"@{len(arrays) - 1}@"

    text = json.dumps(stash(collection), ensure_ascii=False, indent=1)
    return re.sub(r'"@(\d+)@"', lambda match: arrays[int(match[1])], text) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Build and check the places file, or only check it.

    Parameters
    ----------
    arguments : sequence of str, optional
        Command line without the program name.

    Returns
    -------
    int
        0 if done, 1 if a check failed.
    """
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--facts", type=Path, help="places_facts.json")
    parser.add_argument("--basemap", type=Path, default=ROOT / "data" / "basemap")
    parser.add_argument("--out", type=Path, default=ROOT / "data" / "places.geojson")
    parser.add_argument("--check", action="store_true", help="test the file as it is")
    options = parser.parse_args(arguments)
    if options.check:
        text = options.out.read_text(encoding="utf-8")
    elif options.facts:
        scripts = Path(__file__).parent
        gazetteer = Gazetteer(
            read_json(options.facts),
            read_json(scripts / "place_edits.json"),
            read_json(scripts / "zone_geometry.json"),
            Basemap(options.basemap),
        )
        text = to_text(gazetteer.collection())
    else:
        parser.error("--facts is needed to build")
    faults = check(json.loads(text))
    for fault in faults:
        print(f"fault: {fault}", file=sys.stderr)
    if faults:
        return 1
    if not options.check:
        options.out.write_text(text, encoding="utf-8", newline="\n")
        print(f"{options.out}: {len(text.encode()) / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
