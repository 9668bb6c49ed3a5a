"""Run all hostile cases and print one table; the exit code is 1 where any did harm."""

from __future__ import annotations

import sys
import time

from tests.hostile import groups
from tests.hostile.tally import table
from tests.hostile.watch import Watch


def main(browser: bool = True) -> int:
    """Run the groups, with those in a browser last."""
    started = time.monotonic()
    tallies = list(groups.run(Watch()))
    if browser:
        from tests.hostile import pages

        tallies += pages.run()
    print(table(tallies))
    for tally in tallies:
        for harm, cases in tally.harms().items():
            for case in cases:
                print(f"{harm}: {tally.group}: {case}", file=sys.stderr)
    count = sum(len(tally.cases) for tally in tallies)
    print(f"{count} cases in {time.monotonic() - started:.0f} s")
    return int(any(tally.harms() for tally in tallies))


if __name__ == "__main__":
    sys.exit(main("--no-browser" not in sys.argv[1:]))
