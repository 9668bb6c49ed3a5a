"""What is imported is required, what is required is used, and the lock files pin all of it."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scripts.build_licences import DEVELOPMENT, RUNTIME, pins

ROOT = Path(__file__).resolve().parents[1]
OURS = {"geo", "tests", "bench", "scripts", "pages"}
# Loaded by what asks for it, or run as a program.
NOT_IMPORTED = {
    "axe-playwright-python": "tests/ui/axe.py reads the axe-core in it",
    "ipykernel": "runs the notebooks",
    "import-linter": "scripts/run_checks.py",
    "mypy": "scripts/run_checks.py",
    "numpydoc": "scripts/run_checks.py",
    "pandas-stubs": "read by mypy",
    "pytest-xdist": "pytest -n",
    "ruff": "scripts/run_checks.py",
    "types-geopandas": "read by mypy",
    "types-shapely": "read by mypy",
    "xstatic-jquery": "imported as xstatic",
    "xstatic-leaflet": "imported as xstatic",
    "xstatic-leaflet-markercluster": "imported as xstatic",
}
# Not in the development environment: `requirements-spark.txt`.
OPTIONAL = {"pyspark"}


def required(name: str) -> dict[str, Requirement]:
    """Requirements of a file, without those of the file that it includes."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    asked = [Requirement(line.partition("#")[0]) for line in lines if line[:1].isalnum()]
    return {canonicalize_name(one.name): one for one in asked}


@cache
def distributions() -> dict[str, list[str]]:
    return dict(packages_distributions())


def imported(files: Iterable[Path]) -> set[str]:
    """Packages whose modules these files import, by the names that PyPI has them under."""
    modules = {module for file in files for module in _modules(file)}
    outside = modules - OURS - OPTIONAL - set(sys.stdlib_module_names) - {"xstatic"}
    found = distributions()
    return {canonicalize_name(found.get(module, [module])[0]) for module in outside}


def _modules(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def sources(*folders: str) -> list[Path]:
    return [file for folder in folders for file in (ROOT / folder).rglob("*.py")]


RUNS = required("requirements.txt")
FUZZES = required("requirements-fuzz.txt")
DEVELOPS = required("requirements-dev.txt")


def test_what_runs_requires_what_it_imports() -> None:
    assert imported([*sources("geo", "pages"), ROOT / "app.py"]) <= set(RUNS)


def test_what_is_required_to_run_is_imported() -> None:
    assert set(RUNS) - set(NOT_IMPORTED) == imported([*sources("geo", "pages"), ROOT / "app.py"])


def test_tests_and_benchmarks_require_what_they_import() -> None:
    used = imported(sources("tests", "bench", "scripts"))
    assert used <= set(RUNS) | set(DEVELOPS) | set(FUZZES)
    assert set(DEVELOPS) - set(NOT_IMPORTED) <= used


@pytest.mark.parametrize(
    ("lock", "asked"), [(RUNTIME, RUNS), (DEVELOPMENT, RUNS | DEVELOPS)], ids=["run", "develop"]
)
def test_the_lock_pins_what_is_required(lock: Path, asked: dict[str, Requirement]) -> None:
    pinned = pins(lock)
    for name, requirement in asked.items():
        for version in pinned[name].split(" or "):
            assert requirement.specifier.contains(version, prereleases=True), (name, version)


def test_both_locks_pin_the_same_versions() -> None:
    run, develop = pins(RUNTIME), pins(DEVELOPMENT)
    assert run.items() <= develop.items()
