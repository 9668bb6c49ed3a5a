"""The commands. Data goes to stdout, messages to stderr.

Exit codes: 0 done, 1 the data has faults, 2 wrong usage.
"""

from __future__ import annotations

from typing import Final

from geo.cli.lazy import LazyGroup

# Where each command is, and the first line of its help, which a test compares with the command's.
_COMMANDS: Final = {
    "brief": (
        "geo.cli.brief:brief",
        "Write a brief: the same bytes for the same filter, texts and data.",
    ),
    "check": (
        "geo.cli.listing:check",
        "Check a dataset folder; every fault is named with file, row, column and remedy.",
    ),
    "claims": (
        "geo.cli.listing:claims",
        "List what each party says of these events, or set parties against events (matrix).",
    ),
    "compare": (
        "geo.cli.changes:compare",
        "Say what differs between two windows: events, status, tolls, zones, areas.",
    ),
    "convert": (
        "geo.cli.scale:convert",
        "Convert a dataset FOLDER for the engine: checked row by row, of any size.",
    ),
    "diff": (
        "geo.cli.changes:diff",
        "List what changed between two dataset folders: rows added, removed, changed by field.",
    ),
    "draft": (
        "geo.cli.draft:draft",
        "Draft events and claims from a REPORT in plain text, each field with its reason.",
    ),
    "edit": (
        "geo.cli.edits:edit",
        "Make DIR an editable copy of a dataset where there is none, and say how to edit it.",
    ),
    "engine": (
        "geo.cli.scale:engine",
        "Say which engine answers for a dataset, how many rows it has, and how fast it counts.",
    ),
    "events": (
        "geo.cli.listing:events",
        "List events with status, certainty and claims, or export them; see docs/how-to/export.md.",
    ),
    "history": (
        "geo.cli.edits:history",
        "List the changes of an edited folder DIR, the newest first; or take a save back.",
    ),
    "import": (
        "geo.cli.imports:import_data",
        "Make a dataset folder of a file of UCDP GED, ACLED, GeoJSON, Linked Places, or a table.",
    ),
    "map": (
        "geo.cli.picture:draw_map",
        "Write a map as one HTML file that opens offline with its data inside.",
    ),
    "places": (
        "geo.cli.listing:places",
        "Find places by any of their names, in any script; all of them without a QUERY.",
    ),
    "zones": ("geo.cli.listing:zones", "List the zones, routes and lines in force on a day."),
}

main: Final = LazyGroup(
    _COMMANDS,
    name="main",
    help="Truceline: places, events and conflicting claims on one clock.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
