"""What the docs say is what the program does, and they say it of all that it does."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

import geo
from geo.changes.windows import SECOND_PARAMS
from geo.cli.commands import main
from geo.filters import FIELDS
from geo.schema import CLAIMS, DERIVED_COLUMNS, EVENTS, TABLES
from scripts.build_cli_reference import REFERENCE, reference
from scripts.build_dictionary import DICTIONARY, PACKAGE, dictionary, package_text
from tests import documented

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
BY_HAND = "".join(
    page.read_text(encoding="utf-8")
    for page in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md"))
    if page != REFERENCE
)
SHOWN = re.findall(r"^\$ python -m geo (.+)\n((?:(?!```|\$).*\n)*)", README, re.MULTILINE)


def test_the_data_dictionary_follows_the_schema() -> None:
    assert DICTIONARY.read_text(encoding="utf-8") == dictionary()
    assert PACKAGE.read_text(encoding="utf-8") == package_text()


def test_every_file_of_the_data_package_exists() -> None:
    for resource in json.loads(PACKAGE.read_bytes())["resources"]:
        assert (PACKAGE.parent / resource["path"]).is_file()


def test_the_command_reference_follows_the_commands() -> None:
    assert REFERENCE.read_text(encoding="utf-8") == reference()


def test_every_command_and_option_is_explained_and_every_command_shown_in_use() -> None:
    page = REFERENCE.read_text(encoding="utf-8")
    assert documented.unexplained_commands(main, page, BY_HAND) == set()


def test_every_column_is_in_the_dictionary() -> None:
    page = DICTIONARY.read_text(encoding="utf-8")
    assert documented.unexplained_columns(TABLES, page) == set()


def exported(*command: str) -> dict[str, object]:
    """First record that a command prints as JSON."""
    found = json.loads(CliRunner().invoke(main, command).stdout)
    record: dict[str, object] = (found["matches"] if isinstance(found, dict) else found)[0]
    return record


def test_every_column_of_frames_and_exports_is_in_the_dictionary() -> None:
    everything = geo.load()
    day = ("--from", "2022-03-27", "--to", "2022-03-27", "--format", "json")
    for name, fields, stored in (
        ("events", everything.events.columns, EVENTS.column_names),
        ("events", exported("events", *day), EVENTS.column_names),
        ("claims", everything.claims.columns, CLAIMS.column_names),
        ("claims", exported("claims", *day), CLAIMS.column_names),
        ("places", everything.places.reset_index().columns, ()),
        ("places", exported("places", "parukh", "--format", "json"), ()),
        ("zones", exported("zones", "--on", "2023-03-05", "--format", "json"), ()),
    ):
        unexplained = documented.unexplained_fields(name, fields, stored, DERIVED_COLUMNS)
        assert unexplained == set(), name


@pytest.mark.parametrize("param", [spec.param for spec in FIELDS])
def test_every_filter_is_in_the_readme(param: str) -> None:
    assert f"`{param}`" in README


def test_every_other_parameter_of_the_address_is_in_the_settings() -> None:
    modules = [*(ROOT / "geo" / "ui").glob("*.py"), *(ROOT / "pages").glob("*.py")]
    of_pages = {param for file in modules for param in documented.page_parameters(file)}
    assert of_pages
    assert documented.undocumented_keys(of_pages | set(SECOND_PARAMS), SETTINGS) == set()


def test_every_setting_is_documented() -> None:
    variables = documented.variables(documented.source_files())
    assert "TRUCELINE_DATA" in variables
    assert documented.undocumented_keys(variables, SETTINGS) == set()
    configured = documented.configured(ROOT / ".streamlit" / "config.toml")
    assert documented.undocumented_keys(configured, SETTINGS) == set()


def test_outputs_are_shown_at_all() -> None:
    assert len(SHOWN) >= 3


@pytest.mark.parametrize(("command", "output"), SHOWN)
def test_the_readme_shows_what_the_program_prints(command: str, output: str) -> None:
    result = CliRunner().invoke(main, shlex.split(command), catch_exceptions=False)
    printed = result.output
    for line in output.splitlines():
        if line.strip() not in ("", "…"):
            assert line.strip("…: ") in printed, line


def test_links_between_docs_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
