"""The list of licences is that of the lock files, and none forbids what ours allows."""

from __future__ import annotations

import re
from importlib import metadata

import pytest

from scripts import build_licences
from scripts.build_licences import ACCEPTED, ACCEPTED_IN_DEVELOPMENT, PAGE, parts, tables

ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


def listed(title: str) -> dict[str, tuple[str, str]]:
    """Version and licence of each package in a table of the page."""
    section = PAGE.read_text(encoding="utf-8").partition(f"## {title}\n")[2].partition("\n## ")[0]
    rows = {name: (version, licence) for name, version, licence in ROW.findall(section)}
    rows.pop("package")
    return rows


@pytest.mark.parametrize(("title", "packages"), tables().items())
def test_the_page_lists_what_the_lock_files_pin(title: str, packages: dict[str, str]) -> None:
    assert {name: version for name, (version, _) in listed(title).items()} == packages


@pytest.mark.parametrize("title", tables())
def test_the_page_says_what_the_installed_packages_say(title: str) -> None:
    installed = {
        one.name.lower().replace("_", "-").replace(".", "-") for one in metadata.distributions()
    }
    compared = {name: stated for name, stated in listed(title).items() if name in installed}
    assert len(compared) > 20
    for name, (_, licence) in compared.items():
        assert licence == build_licences.licence_of(name), name


def test_no_licence_forbids_what_ours_allows() -> None:
    accepted = dict(zip(tables(), (ACCEPTED, ACCEPTED_IN_DEVELOPMENT), strict=True))
    for title, licences in accepted.items():
        for name, (_, licence) in listed(title).items():
            assert parts(licence) <= licences, name


def test_a_copyleft_licence_is_not_accepted() -> None:
    assert not parts("MIT AND AGPL-3.0-only") <= ACCEPTED
    assert not parts("None") <= ACCEPTED_IN_DEVELOPMENT
