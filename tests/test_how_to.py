"""What the pages on import and export show is what the program prints."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from geo.cli.commands import main
from tests.shared import shared

PAGES = Path(__file__).resolve().parents[1] / "docs" / "how-to"
FILES = re.compile(r"^```\w+ (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHOWN = re.compile(r"^\$ python -m geo (.+)\n((?:(?!```|\$).*\n)*)", re.MULTILINE)


@pytest.mark.parametrize("page", ["import", "export"])
def test_the_page_shows_what_the_program_prints(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (PAGES / f"{page}.md").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    shutil.copy(shared("data", "ucdp_ged231_sample1000_49cols.csv"), "GEDEvent_v23_1.csv")
    for name, content in FILES.findall(text):
        Path(name).write_text(content, encoding="utf-8")
    shown = SHOWN.findall(text)
    assert len(shown) >= 4
    for command, output in shown:
        result = CliRunner().invoke(main, shlex.split(command))
        assert result.exception is None or isinstance(result.exception, SystemExit)
        for line in output.splitlines():
            for part in filter(None, (part.strip() for part in line.split("…"))):
                assert part in result.output, (command, part)
