"""What the docs say is what the program does, and they say it of all that it does."""

from __future__ import annotations

import doctest
import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import geo
from geo.changes.windows import SECOND_PARAMS
from geo.cli.commands import main
from geo.filters import FIELDS
from geo.schema import CATEGORIES, CLAIMS, DERIVED_COLUMNS, EVENTS, TABLES
from scripts.build_cli_reference import REFERENCE, reference
from scripts.build_dictionary import DICTIONARY, PACKAGE, dictionary, package_text
from tests import documented

ROOT = Path(__file__).resolve().parents[1]
# Two printed pages, with a picture and a table.
README_WORDS_MAX = 900
README = (ROOT / "README.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
FENCED = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHOWN = re.compile(r"^\$ python -m geo (.+)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


def shown(page: Path) -> list[tuple[str, list[str]]]:
    """Commands of a page and the lines that it shows of what they print."""
    blocks = FENCED.findall(page.read_text(encoding="utf-8"))
    found = [pair for block in blocks for pair in SHOWN.findall(block)]
    return [(command, output.splitlines()) for command, output in found]


BY_HAND = "".join(page.read_text(encoding="utf-8") for page in PAGES if page != REFERENCE)
# What is shown of importing needs the files on the page; tests/test_how_to.py writes them first.
WITH_COMMANDS = [page for page in PAGES if shown(page) and page.name != "import.md"]
WITH_PYTHON = [page for page in PAGES if "\n>>> " in page.read_text(encoding="utf-8")]


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


def test_the_readme_lists_every_category() -> None:
    assert f"| `category` | {', '.join(CATEGORIES)} |" in README


def test_every_other_parameter_of_the_address_is_in_the_settings() -> None:
    modules = [*(ROOT / "geo" / "ui").glob("*.py"), *(ROOT / "pages").glob("*.py")]
    of_pages = {param for file in modules for param in documented.page_parameters(file)}
    assert of_pages
    assert documented.undocumented_keys(of_pages | set(SECOND_PARAMS), SETTINGS) == set()


def test_every_setting_is_documented() -> None:
    variables = documented.variables(documented.source_files())
    assert "TRUCELINE_DATA" in variables
    assert documented.undocumented_keys(variables, SETTINGS) == set()
    of_app = [
        ROOT / "app.py",
        *(ROOT / "geo" / "ui").glob("*.py"),
        *(ROOT / "geo" / "api").glob("*.py"),
    ]
    assert [option for option in documented.app_options(of_app) if option not in SETTINGS] == []
    configured = documented.configured(ROOT / ".streamlit" / "config.toml")
    assert documented.undocumented_keys(configured, SETTINGS) == set()


def missing_line(wanted: list[str], printed: list[str]) -> str | None:
    """First line of a page that is not printed in this order; … stands for anything left out."""
    rest = iter(printed)
    for line in wanted:
        pattern = re.compile(".*".join(map(re.escape, line.split("…"))))
        if line.strip() not in ("", "…") and not any(pattern.fullmatch(one) for one in rest):
            return line
    return None


def test_a_line_that_is_not_printed_is_seen() -> None:
    printed = ["a 1", "b 2", "c 3"]
    assert missing_line(["a …", "…", "c 3"], printed) is None
    assert missing_line(["a 2"], printed) == "a 2"
    assert missing_line(["b 2", "a 1"], printed) == "a 1"


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=lambda page: page.name)
def test_a_page_shows_what_the_program_prints(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for needed in ("data", "tests/reports"):
        shutil.copytree(ROOT / needed, tmp_path / needed)
    monkeypatch.chdir(tmp_path)
    for command, wanted in shown(page):
        result = CliRunner().invoke(main, shlex.split(command), catch_exceptions=False)
        assert result.exit_code == 0, command
        assert missing_line(wanted, result.output.splitlines()) is None, command


@pytest.mark.parametrize("page", WITH_PYTHON, ids=lambda page: page.name)
def test_the_python_of_a_page_does_what_it_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = "".join(FENCED.findall(page.read_text(encoding="utf-8")))
    examples = doctest.DocTestParser().get_doctest(text, {}, page.name, str(page), 0)
    runner = doctest.DocTestRunner()
    result = runner.run(examples)
    assert result.attempted
    assert result.failed == 0


def test_every_page_is_in_the_index_and_shows_commands() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    named = [page for page in PAGES if page.parent.name in ("docs", "how-to")]
    for page in named:
        if page.name != "README.md":
            assert f"({page.relative_to(ROOT / 'docs').as_posix()}" in index, page.name
    assert len(WITH_COMMANDS) >= 6


def test_the_readme_is_no_longer_than_two_pages() -> None:
    assert len(README.split()) <= README_WORDS_MAX


def test_links_between_docs_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_test_that_the_security_page_names_exists() -> None:
    page = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", page)
    assert len(named) > 15
    for file, test in named:
        source = (ROOT / file).read_text(encoding="utf-8")
        assert not test or f"def {test}(" in source, f"{file}::{test}"


def test_every_threat_has_a_test() -> None:
    page = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ") and "…" not in line]
    assert len(rows) > 10
    assert all("::test_" in row for row in rows)
