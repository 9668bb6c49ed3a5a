"""Nothing acknowledged is lost, no file is half-written: kills, crowds, full disks, readers.

For longer runs: `python -m tests.edits.writers kill FOLDER 5000 SEED` on a copy of `data`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from geo.edits.applying import BY_NAME
from geo.edits.change import Change
from geo.edits.folder import EditFolder
from geo.edits.replacing import put_in_place, stage
from geo.edits.tabletext import parse
from geo.store.folder import BUILT_IN, load
from geo.store.snapshot import read_files
from tests.edits.edited import CLAIM, EVENT, SHARED, accept_all

ROOT = Path(__file__).resolve().parents[2]
KILLS, WRITERS, EDITS, SETS = 200, 20, 50, 300
pytestmark = pytest.mark.skipif(os.name == "nt", reason="kill -9 and limits are POSIX's")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "edited"
    shutil.copytree(BUILT_IN, folder, ignore=shutil.ignore_patterns("basemap"))
    return folder


def run(*words: object, before: tuple[str, ...] = ()) -> str:
    command = [*before, sys.executable, "-m", "tests.edits.writers", *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_the_log_needs_no_tables_to_be_loaded() -> None:
    said = (
        "import sys, geo.edits.folder; "
        "print(sorted({'pandas', 'numpy', 'shapely'} & {*sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", said], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.long
def test_writers_killed_at_random_moments_lose_nothing(folder: Path) -> None:
    told = run("kill", folder, KILLS, 20261122)
    found = re.match(r"200 writers killed, (\d+) saves acknowledged, none lost, (\d+) more", told)
    assert found is not None, told
    # The kills fell into saves, not only between them.
    assert int(found[1]) > KILLS / 4
    assert int(found[2]) > KILLS / 20
    load(folder)


@pytest.mark.long
def test_a_writer_killed_at_any_step_of_a_save_loses_nothing(folder: Path) -> None:
    told = run("steps", folder, 0, 0)
    assert int(told.split()[0]) >= 12, told


@pytest.mark.long
def test_writers_at_the_same_time_lose_nothing(folder: Path) -> None:
    run("together", folder, WRITERS, EDITS)
    assert load(folder).event(SHARED)["high"] == WRITERS * EDITS // 5  # type: ignore[index]


@pytest.mark.parametrize("rows", [0, 3_000])
def test_a_file_that_may_grow_no_more_is_our_error_and_nothing_is_lost(
    folder: Path, rows: int
) -> None:
    # Without more rows the log meets the limit first; with them the table does.
    claims = folder / "claims.csv"
    line = next(one for one in claims.read_text().splitlines() if one.startswith(CLAIM))
    more = [line.replace(CLAIM, f"more-{number}", 1) for number in range(rows)]
    claims.write_text(claims.read_text() + "".join(f"{one}\n" for one in more))
    limit = max(claims.stat().st_size + 5_000, 400_000)
    told = run("full", folder, limit, 0)
    assert re.match(r"[1-9]\d* saves acknowledged, then: .*Nothing was saved", told), told
    assert ("history.sqlite" in told) == (rows == 0)
    with EditFolder(folder) as edits:
        row = edits.rows("claims")[CLAIM]
        assert edits.save(
            [Change("claims", CLAIM, row, {**row, "said_on": ""})], "", "", accept_all
        )


def namespace() -> tuple[str, ...]:
    """Command that may mount, or nothing where this machine lets nobody."""
    for words in (("unshare", "--mount"), ("unshare", "--user", "--map-root-user", "--mount")):
        mount = [*words, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
        if shutil.which("unshare") and not subprocess.run(mount, capture_output=True).returncode:
            return words
    return ()


def test_a_full_disk_is_our_error_and_nothing_is_lost(folder: Path) -> None:
    inside = namespace()
    if not inside:
        pytest.skip("no tmpfs may be mounted here; the limit on files above tries the same code")
    script = (
        'mount -t tmpfs -o size=900k tmpfs "$1" && cp "$2"/*.csv "$2"/*.geojson "$1" '
        '&& exec "$3" -m tests.edits.writers full "$1" 0 0'
    )
    point = folder.parent / "small"
    point.mkdir()
    command = [*inside, "sh", "-c", script, "sh", str(point), str(folder), sys.executable]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    told = done.stdout
    assert re.match(r"[1-9]\d* saves acknowledged, then: .*Nothing was saved", told), told
    assert re.search("full|No space left", told), told


def serials(folder: Path) -> tuple[str, str]:
    files = [folder / name for name in ("events.csv", "claims.csv")]
    contents = read_files(files, folder)
    events, claims = (parse(contents[file], BY_NAME[file.stem]).rows for file in files)
    assert (len(events), len(claims)) == (58, 178)
    return events[EVENT]["summary"], claims[CLAIM]["statement"]


@pytest.mark.long
def test_a_reader_sees_only_whole_sets_while_they_are_replaced(folder: Path) -> None:
    run("replace", folder, 1, 0)
    command = [sys.executable, "-m", "tests.edits.writers", "replace", str(folder), str(SETS), "0"]
    seen = set()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as writer:
        while writer.poll() is None:
            said, claimed = serials(folder)
            assert said == claimed, "tables of two different saves"
            seen.add(said)
        assert writer.returncode == 0
    # The reader is not kept out, and keeps nobody out.
    assert len(seen) > SETS / 20
    dataset = load(folder)
    assert dataset.event(EVENT)["summary"].startswith(f"{SETS - 1} ")  # type: ignore[index]


def test_a_file_that_others_replace_is_never_read_half(folder: Path) -> None:
    """Who knows of no lock: a git pull, a script."""
    file = folder / "events.csv"
    whole = file.read_bytes()
    versions = [whole + b"\n" * (number % 9) * 20_000 for number in range(SETS)]
    done = threading.Event()

    def replace() -> None:
        for content in versions:
            stage(file, content)
            put_in_place([file])
        done.set()

    replacing = threading.Thread(target=replace)
    replacing.start()
    reads = 0
    while not done.is_set():
        content = read_files([file], folder)[file]
        assert content in versions
        reads += 1
    replacing.join()
    assert reads > SETS / 20
