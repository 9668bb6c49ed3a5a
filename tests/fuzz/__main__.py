"""Fuzz one target: with atheris where it is installed, else with mutations of sound files.

atheris (PyPI, Linux and macOS) follows which lines a file reaches and mutates towards new ones:
`pip install -r requirements-fuzz.txt`.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

READERS = ("ucdp", "acled", "geojson", "linked-places", "table", "truceline")
TARGETS = (*READERS, "mapping", "folder", "places", "json", "address", "days", "report")
# Only what is imported here is followed line by line.
FOLLOWED = (
    "geo.changes.windows",
    "geo.filters",
    "geo.gazetteer",
    "geo.readers",
    "geo.report",
    "geo.spans",
    "geo.store",
    "geo.strict_json",
    "geo.timespans",
)


def mutated(seed: bytes, chance: random.Random) -> bytes:
    """A sound file with some bytes changed, cut out, doubled or swapped for hostile ones."""
    data = bytearray(seed)
    pieces = (b"\0", b'"', b",", b"\n", b"{", b"[", b"NaN", b"1e999", b"\xff", b"-", b"9" * 40)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) + 1)
        end = min(at + chance.randint(1, 24), len(data))
        choice = chance.randrange(4)
        if choice == 0 and at < len(data):
            data[at] = chance.randrange(256)
        elif choice == 1:
            del data[at:end]
        elif choice == 2:
            data[at:at] = data[at:end]
        else:
            data[at:end] = chance.choice(pieces)
    return bytes(data)


def by_mutation(name: str, runs: int, first: int) -> None:
    """Run a target on mutations; the same numbers give the same files."""
    from tests.fuzz.targets import SEEDS, run

    chance = random.Random(first)
    for number in range(runs):
        data = mutated(chance.choice(SEEDS[name]), chance)
        try:
            run(name, data)
        except BaseException:
            print(f"run {number} of seed {first}: {data!r}", file=sys.stderr)
            raise


def by_atheris(name: str, runs: int, first: int, corpus: Path, seconds: int) -> None:
    """Run a target under atheris; what breaks it is written to a file `crash-…`."""
    import atheris  # type: ignore[import-not-found]

    with atheris.instrument_imports(include=list(FOLLOWED)):
        from tests.fuzz.targets import SEEDS, run
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(SEEDS[name]):
        (corpus / f"seed-{number}").write_bytes(seed)
    limits = [f"-runs={runs}", f"-seed={first}", "-max_len=4096", "-rss_limit_mb=2048"]
    limits.append(f"-max_total_time={seconds}")
    atheris.Setup([sys.argv[0], *limits, str(corpus)], lambda data: run(name, data))
    atheris.Fuzz()


def main() -> None:
    """Read the arguments and fuzz."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--runs", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--by", choices=["atheris", "mutation"], default="atheris")
    parser.add_argument("--corpus", type=Path, help="Folder that keeps what atheris finds.")
    parser.add_argument("--seconds", type=int, default=0, help="End after these, with atheris.")
    asked = parser.parse_args()
    started = time.monotonic()
    if asked.by == "atheris":
        corpus = asked.corpus or Path(tempfile.mkdtemp(prefix="truceline-fuzz-"))
        by_atheris(asked.target, asked.runs, asked.seed, corpus, asked.seconds)
    else:
        by_mutation(asked.target, asked.runs, asked.seed)
    seconds = time.monotonic() - started
    print(f"{asked.target}: {asked.runs} runs in {seconds:.0f} s, no fault")


if __name__ == "__main__":
    main()
