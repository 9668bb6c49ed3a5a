"""Run every check, all of them even when one fails: the same on any system.

Lint, format, types, import contract, docstrings; beside them doctests, unit and browser tests.
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
    """Name and command of each check of the source, in the order in which they run."""
    return {
        "lint": [PYTHON, "-m", "ruff", "check", "."],
        "format": [PYTHON, "-m", "ruff", "format", "--check", "."],
        "types": [PYTHON, "-m", "mypy"],
        "import contract": [str(Path(PYTHON).with_name("lint-imports")), "--no-cache"],
        "docstrings": [PYTHON, "-m", "numpydoc", "lint", *numpydoc_files()],
    }


def tests() -> list[str]:
    """Command of the tests, with what this script was called with."""
    # A file is one worker's, since its tests share an app; tests/conftest.py orders the files.
    order = ["--dist", "loadfile", "--no-loadscope-reorder"]
    workers = ["-n", "auto", "--maxprocesses", "4"]
    return [PYTHON, "-m", "pytest", "-q", "--durations=25", *workers, *order, *sys.argv[1:]]


def say(name: str, code: int, started: float) -> list[str]:
    """Report a check that has ended; return its name if it failed."""
    seconds = time.monotonic() - started
    print(f"{'ok    ' if code == 0 else 'FAILED'} {name} ({seconds:.0f} s)", flush=True)
    return [name] if code else []


def main() -> int:
    """Run all checks and report each; return how many failed."""
    failed = []
    begun = time.monotonic()
    with subprocess.Popen(tests(), cwd=ROOT) as tested:
        for name, command in checks().items():
            started = time.monotonic()
            # What it says comes in one piece, between the lines of the tests.
            done = subprocess.run(
                command,
                cwd=ROOT,
                check=False,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
            sys.stdout.buffer.write(b"\n" + done.stdout)
            failed += say(name, done.returncode, started)
        failed += say("tests", tested.wait(), begun)
    if failed:
        print(f"failed: {', '.join(failed)}")
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
