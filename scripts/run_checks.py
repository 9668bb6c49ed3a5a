"""Run every check, all of them even when one fails: the same on any system.

Lint, format, types, import contract, docstrings, then doctests, unit and browser tests.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = sys.executable


def numpydoc_files() -> list[str]:
    """Modules whose public docstrings numpydoc validates."""
    return sorted(str(path.relative_to(ROOT)) for path in (ROOT / "geo").rglob("*.py"))


def checks() -> dict[str, list[str]]:
    """Name and command of each check, in the order in which they run."""
    return {
        "lint": [PYTHON, "-m", "ruff", "check", "."],
        "format": [PYTHON, "-m", "ruff", "format", "--check", "."],
        "types": [PYTHON, "-m", "mypy"],
        "import contract": [str(Path(PYTHON).with_name("lint-imports")), "--no-cache"],
        "docstrings": [PYTHON, "-m", "numpydoc", "lint", *numpydoc_files()],
        # A file is one worker's, since its tests share an app.
        "tests": [
            PYTHON,
            "-m",
            "pytest",
            "-q",
            "-n",
            "auto",
            "--maxprocesses",
            "4",
            "--dist",
            "loadfile",
            *sys.argv[1:],
        ],
    }


def main() -> int:
    """Run all checks and report each; return how many failed."""
    failed = []
    for name, command in checks().items():
        started = time.monotonic()
        code = subprocess.run(command, cwd=ROOT, check=False).returncode
        seconds = time.monotonic() - started
        print(f"{'ok    ' if code == 0 else 'FAILED'} {name} ({seconds:.0f} s)", flush=True)
        failed += [name] if code else []
    if failed:
        print(f"failed: {', '.join(failed)}")
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
