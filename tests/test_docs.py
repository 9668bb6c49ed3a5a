"""What the docs say is what the program does."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from geo.cli.commands import main
from geo.filters import FIELDS
from scripts.build_dictionary import DICTIONARY, PACKAGE, dictionary, package_text

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"^\$ python -m geo (.+)\n((?:(?!```|\$).*\n)*)", README, re.MULTILINE)


def test_the_data_dictionary_follows_the_schema() -> None:
    assert DICTIONARY.read_text(encoding="utf-8") == dictionary()
    assert PACKAGE.read_text(encoding="utf-8") == package_text()


def test_every_file_of_the_data_package_exists() -> None:
    for resource in json.loads(PACKAGE.read_bytes())["resources"]:
        assert (PACKAGE.parent / resource["path"]).is_file()


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"python -m geo {command}" in README


@pytest.mark.parametrize("spec", FIELDS, ids=lambda spec: spec.param)
def test_every_filter_is_in_the_readme(spec: object) -> None:
    assert f"`{spec.param}`" in README  # type: ignore[attr-defined]


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
