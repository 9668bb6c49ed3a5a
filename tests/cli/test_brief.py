"""`python -m geo brief`: every format, a folder, weeks, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import geo
from geo.cli.commands import main

DAYS = ("--from", "2022-03-24", "--to", "2022-03-28", "--place", "askeran-district")


def run(*args: str) -> Result:
    return CliRunner().invoke(main, ["brief", *args])


@pytest.mark.parametrize(
    ("suffix", "start"),
    [("png", b"\x89PNG"), ("pdf", b"%PDF"), ("pptx", b"PK"), ("html", b"<!DOCTYPE"), ("csv", b"n")],
)
def test_formats_by_suffix(tmp_path: Path, suffix: str, start: bytes) -> None:
    file = tmp_path / f"brief.{suffix}"
    result = run(*DAYS, "-o", str(file))
    assert result.exit_code == 0, result.output
    assert file.read_bytes().startswith(start)
    assert "8 events, 8 mapped" in result.stderr


def test_texts_and_choices_reach_the_page(tmp_path: Path) -> None:
    file = tmp_path / "brief.html"
    words = ("--headline", "H says", "--judgement", "J1", "--judgement", "J2", "--gap", "G1")
    choices = ("--size", "4:3", "--as-of", "2022-04-01", "--handling", "open", "--names", "az")
    result = run(*DAYS, *words, *choices, "-o", str(file))
    assert result.exit_code == 0, result.output
    page = file.read_text(encoding="utf-8")
    for said in ("H says", "J1", "J2", "G1", "1 April 2022", "OPEN", "Fərrux"):
        assert said in page, said


def test_a_folder_gets_the_name_of_place_and_day(tmp_path: Path) -> None:
    assert run(*DAYS, "-o", str(tmp_path), "--format", "csv").exit_code == 0
    assert [file.name for file in tmp_path.iterdir()] == ["NKR_askeran-district_20220328.csv"]


def test_one_brief_for_each_week(tmp_path: Path) -> None:
    folder = tmp_path / "weeks"
    days = ("--from", "2022-03-07", "--to", "2022-03-28", "--place", "askeran-district")
    result = run(*days, "--batch", "weekly", "--format", "geojson", "-o", str(folder))
    assert result.exit_code == 0, result.output
    assert sorted(file.name for file in folder.iterdir()) == [
        f"NKR_askeran-district_202203{day}.geojson" for day in ("13", "20", "27", "28")
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "brief.docx"), "-o: expected a folder or a suffix among png"),
        (("-o", "x.png", "--as-of", "2022-03-01", *DAYS), "as-of: expected 2022-03-28 or later"),
        (("-o", "x.png", "--as-of", "1 March"), "expected a day as YYYY-MM-DD"),
        (("-o", "x.png", "--extent", "nowhere"), "extent: expected events"),
        (("-o", "x.png", "--headline", "x" * 200), "headline: expected at most 140"),
        (("-o", "x", "--batch", "weekly"), "batch: expected a window with both ends"),
        (("-o", "no/such/folder/x.csv"), "cannot write"),
    ],
)
def test_wrong_usage_says_what_was_expected(
    arguments: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
    assert list(tmp_path.iterdir()) == []


def test_the_python_face_makes_the_same_file(tmp_path: Path) -> None:
    file = tmp_path / "cli.csv"
    assert run(*DAYS, "-o", str(file)).exit_code == 0
    days = geo.load().between("2022-03-24", "2022-03-28").where(place="askeran-district")
    assert days.brief().save(tmp_path / "api.csv").read_bytes() == file.read_bytes()
    assert days.brief(headline="H").model.headline == "H"
    assert any("Headline" in item.said for item in days.brief().missing)
