"""Build and run what is committed as a stranger would: python -m scripts.release_check.

A clone of the repository in a temporary folder, a new virtual environment from the lock file, the
commands of the README, and the app drawing the Situation page in a browser. Nothing of the working
folder is used but its commits; the browser is driven from the environment that runs this.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Final

ROOT = Path(__file__).resolve().parents[1]
PAGE: Final = "?from=2022-03-24&to=2022-03-28"
# What each must print; the numbers are those of the built-in data.
COMMANDS: Final = (
    (("check",), "no faults"),
    (("events", "--from", "2022-03-27", "--to", "2022-03-27", "--format", "json"), "parukh"),
    (("zones", "--on", "2023-03-05"), '"FeatureCollection"'),
    (("places", "Фаррух"), "parukh"),
)


class FailedError(Exception):
    """A step of the check did not do what it must."""


def version_is_in_the_changelog(clone: Path) -> str:
    """Hold the version of pyproject.toml against the newest heading of the changelog.

    While work goes on the newest heading is *Unreleased*; a tagged commit must have its own.
    """
    project = tomllib.loads((clone / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    version = project["version"]
    changelog = (clone / "CHANGELOG.md").read_text(encoding="utf-8")
    found = re.search(r"^## (.+)$", changelog, re.MULTILINE)
    newest = found[1] if found else "none"
    tagged = f"v{version}" in _output("git", "tag", "--points-at", "HEAD", folder=clone).split()
    wanted = {version} if tagged else {version, "Unreleased"}
    if newest.split(" ")[0] not in wanted:
        raise FailedError(f"CHANGELOG.md: expected {' or '.join(sorted(wanted))}, found {newest}")
    return f"{version}, newest heading {newest}"


def install(clone: Path) -> str:
    """Make the environment of the README from the lock file alone."""
    _output(sys.executable, "-m", "venv", ".venv", folder=clone)
    lock = ("-r", "requirements.lock")
    _output(_python(clone), "-m", "pip", "install", "--quiet", "--no-deps", *lock, folder=clone)
    _output(_python(clone), "-m", "pip", "check", folder=clone)
    listed = _output(_python(clone), "-m", "pip", "list", "--format", "freeze", folder=clone)
    return f"{len(listed.splitlines())} packages, none missing or in conflict"


def commands(clone: Path) -> str:
    """Run commands of each kind, and the brief and the map as files."""
    for command, wanted in COMMANDS:
        printed = _output(_python(clone), "-m", "geo", *command, folder=clone)
        if wanted not in printed:
            raise FailedError(f"python -m geo {' '.join(command)}: expected {wanted!r}")
    window = ("--from", "2022-03-24", "--to", "2022-03-28")
    made = []
    for command, name in (("map", "map.html"), ("brief", "brief.pdf"), ("brief", "brief.pptx")):
        _output(_python(clone), "-m", "geo", command, *window, "-o", name, folder=clone)
        made.append(f"{name} {(clone / name).stat().st_size / 1024:.0f} kB")
    return f"{len(COMMANDS)} commands; {', '.join(made)}"


def page(clone: Path) -> str:
    """Start the app as the README says and have a browser without a network draw its first page."""
    from playwright.sync_api import sync_playwright

    from tests.chromium import launch, offline_page, running_app
    from tests.ui.page import open_page

    started = running_app(folder=clone, python=_python(clone))
    with started as address, sync_playwright() as playwright:
        browser = launch(playwright)
        with offline_page(browser) as offline:
            frame = open_page(offline.page, address, PAGE)
            drawn = frame.evaluate("truceline.state().drawn.length")
        browser.close()
    if not drawn:
        raise FailedError("the map drew no event")
    return f"{drawn} symbols drawn, no request left the machine"


def _python(clone: Path) -> str:
    folder = clone / ".venv" / ("Scripts" if sys.platform == "win32" else "bin")
    return str(folder / "python")


def _output(*command: str, folder: Path) -> str:
    # UTF-8 whatever the system prefers: names are in four scripts.
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise FailedError(f"{' '.join(command)}: exit {done.returncode}\n{done.stderr}")
    return done.stdout


STEPS: Final[tuple[Callable[[Path], str], ...]] = (
    version_is_in_the_changelog,
    install,
    commands,
    page,
)


def main() -> int:
    """Run every step on a clone; stop at the first that fails."""
    folder = Path(tempfile.mkdtemp(prefix="truceline-release-"))
    clone = folder / "truceline"
    try:
        _output("git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(clone), folder=folder)
        commit = _output("git", "describe", "--always", "--tags", folder=clone).strip()
        print(f"checking {commit} in {clone}", flush=True)
        for step in STEPS:
            started = time.monotonic()
            said = step(clone)
            seconds = time.monotonic() - started
            print(f"ok     {step.__name__.replace('_', ' ')} ({seconds:.0f} s): {said}", flush=True)
        left = _output("git", "status", "--porcelain", "--untracked-files=no", folder=clone)
        if left:
            raise FailedError(f"running it changed files of the repository:\n{left}")
    except FailedError as error:
        print(f"FAILED {error}", file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
