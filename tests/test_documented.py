"""The tests of the docs see what is not documented: each is shown something new."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from geo.schema import Column, Table
from scripts.build_cli_reference import reference
from tests import documented


@click.group()
def tool() -> None:
    """A command line of its own."""


@tool.command()
@click.option("--colour", help="Colour of the answer.")
def told(colour: str) -> None:
    """Say something."""


@tool.group()
def inner() -> None:
    """Commands within."""


@inner.command()
def deep() -> None:
    """Say it from within."""


IN_USE = "python -m geo told --colour red\npython -m geo inner deep\n"


def test_what_is_documented_passes() -> None:
    assert documented.unexplained_commands(tool, reference(tool), IN_USE) == set()


@pytest.mark.parametrize(
    ("option", "help_text", "missing"),
    [
        (None, "Says more.", {"added", "added: no example"}),
        ("--size", "Says more.", {"added", "added: no example", "added --size"}),
        (None, None, {"added", "added: no example"}),
    ],
)
def test_a_new_command_or_option_is_seen(
    option: str | None, help_text: str | None, missing: set[str]
) -> None:
    params: list[click.Parameter] = [click.Option([option])] if option else []
    wider = click.Group("wider", dict(tool.commands))
    wider.add_command(click.Command("added", params=params, help=help_text))
    assert documented.unexplained_commands(wider, reference(tool), IN_USE) == missing


def test_a_new_column_is_seen() -> None:
    page = (
        "## boats.csv\n\n| `boat_id` (key) | id |\n| `speed` | count |\n\n## other.csv\n| `hue` |\n"
    )
    columns = (
        Column("boat_id", "id", "which"),
        Column("speed", "count", ""),
        Column("hue", "text", "colour"),
    )
    boats = Table("boats", "boat_id", "Boats.", columns)
    assert documented.unexplained_columns([boats], page) == {"boats.speed", "boats.hue"}


def test_a_new_field_of_an_export_is_seen() -> None:
    derived = {"boats": {"knots": "speed"}}
    fields = documented.unexplained_fields("boats", ["id", "knots", "draught"], ["id"], derived)
    assert fields == {"draught"}


def test_a_new_variable_is_seen(tmp_path: Path) -> None:
    name = "TRUCELINE_" + "WIND"
    module = tmp_path / "geo" / "wind.py"
    module.parent.mkdir()
    module.write_text(f'import os\nWIND = os.environ.get("{name}")\n', encoding="utf-8")
    found = documented.variables(documented.source_files(tmp_path))
    assert documented.undocumented_keys(found, "| `TRUCELINE_DATA` |") == {name}


def test_a_new_option_of_the_app_is_seen(tmp_path: Path) -> None:
    module = tmp_path / "startup.py"
    module.write_text('"""See `--old`."""\nif word.startswith("--wind="):\n    pass\n', "utf-8")
    assert documented.app_options([module]) == {"--wind"}


def test_a_new_line_of_the_configuration_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[server]\nport = 1\n[theme.light]\nhue = 2\nsize = 3\n", encoding="utf-8")
    page = "`server.address` `theme.light.*` `hue`"
    keys = documented.configured(file)
    assert documented.undocumented_keys(keys, page) == {"server.port", "theme.light.size"}


def test_a_new_parameter_of_a_page_is_seen(tmp_path: Path) -> None:
    module = tmp_path / "page.py"
    module.write_text(
        'import streamlit as st\nst.query_params.get("wind")\nst.query_params["tide"]\n', "utf-8"
    )
    assert documented.page_parameters(module) == {"wind", "tide"}
    module.write_text("st.query_params.get(f(1))\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="which parameter"):
        documented.page_parameters(module)
