"""Run the command line."""

import sys
from io import TextIOWrapper

from geo.cli.commands import main

for stream in (sys.stdout, sys.stderr):
    # Windows consoles and pipes default to a code page without Armenian or Azerbaijani letters.
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8")

main(prog_name="python -m geo")
