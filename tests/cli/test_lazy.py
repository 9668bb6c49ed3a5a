"""A command imports what it needs, and help imports nothing that draws or counts."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest

from geo.cli.commands import main
from geo.cli.lazy import Deferred

SAY_IMPORTED = """
import sys
from geo.cli.commands import main
try:
    main(sys.argv[1:], prog_name="python -m geo")
except SystemExit as done:
    assert not done.code, done.code
print(*sys.modules, file=sys.stderr)
"""


def imported_by(*args: str) -> tuple[str, set[str]]:
    """What a command printed, and the modules that its process imported."""
    command = [sys.executable, "-c", SAY_IMPORTED, *args]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    return done.stdout, set(done.stderr.splitlines()[-1].split())


def test_help_imports_neither_tables_nor_drawing() -> None:
    said, modules = imported_by("--help")
    assert "\n  zones    List the zones, routes and lines in force on a day.\n" in said
    assert {"click", "geo.cli.lazy"} <= modules
    assert modules.isdisjoint({"pandas", "matplotlib", "duckdb", "ibis", "streamlit", "folium"})


def test_listing_events_imports_no_drawing() -> None:
    said, modules = imported_by("events", "--from", "2022-03-27", "--to", "2022-03-27")
    assert "nk-20220327-parukh-withdrawal" in said
    assert "pandas" in modules
    assert modules.isdisjoint({"matplotlib", "duckdb", "ibis", "streamlit", "folium", "pptx"})


@pytest.mark.parametrize("name", sorted(main.commands))
def test_help_says_of_each_command_what_it_says_of_itself(name: str) -> None:
    deferred = main.commands[name]
    assert isinstance(deferred, Deferred)
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.name == name
    assert deferred.get_short_help_str(200) == command.get_short_help_str(200)


def test_a_command_that_is_not_there_is_refused() -> None:
    assert main.get_command(click.Context(main), "evnets") is None
