"""Run the command line."""

from geo.cli.commands import main

main(prog_name="python -m geo")
