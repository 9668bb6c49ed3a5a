"""Every command: what it refuses, with which exit code, and where its data come from."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.asking import run


@pytest.mark.parametrize(
    "args",
    [
        ("events", "--from", "24.03.2022"),
        ("events", "--from", "2022-03-28", "--to", "2022-03-24"),
        ("events", "--category", "raid"),
        ("events", "--place", "atlantis"),
        ("events", "--party", "nobody"),
        ("events", "--view", "1,2"),
        ("zones",),
        ("zones", "--on", "yesterday"),
        ("places", "parukh", "--names", "fr"),
        ("places", "parukh", "--format", "xml"),
        ("places", "!?"),
        ("map",),
    ],
)
def test_wrong_usage_exits_with_2(args: tuple[str, ...]) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert result.stdout == ""


def test_faulty_data_exits_with_1_and_says_so_on_stderr(copied_data: Path) -> None:
    (copied_data / "claims.csv").unlink()
    result = run("events", "--data", str(copied_data))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "claims.csv" in result.stderr


def test_the_module_runs_as_a_program_and_keeps_stdout_for_data() -> None:
    command = [sys.executable, "-m", "geo", "events", "--q", "parukh", "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)
    assert "events: " in done.stderr


def test_the_data_folder_comes_from_the_environment(
    copied_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRUCELINE_DATA", str(copied_data))
    assert json.loads(run("check", "--json").stdout)["data"] == str(copied_data)


def test_what_is_no_day_is_refused() -> None:
    result = run("events", "--asof", "26 March")
    assert result.exit_code == 2
    assert "asof: expected a day as YYYY-MM-DD" in result.stderr
