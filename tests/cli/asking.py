"""The command line as an analyst or a script would ask it."""

from __future__ import annotations

import json
from typing import Any

from click.testing import CliRunner, Result

from geo.cli.commands import main


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args))


def events(*args: str) -> list[dict[str, Any]]:
    result = run("events", "--format", "json", *args)
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found
