"""A group of commands, each imported when it is asked for: help waits for no drawing library."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import cast

import click


class Deferred(click.Command):
    """What help says of a command whose module is not imported yet.

    Parameters
    ----------
    name : str
        As it is typed.
    source : str
        Module and attribute of the command, as ``package.module:attribute``.
    summary : str
        First paragraph of the command's help.
    """

    def __init__(self, name: str, source: str, summary: str) -> None:
        super().__init__(name, help=summary)
        self.source = source

    def load(self) -> click.Command:
        """Import the command."""
        module, attribute = self.source.split(":")
        return cast(click.Command, getattr(import_module(module), attribute))


class LazyGroup(click.Group):
    """A group that knows what its commands are for before it imports any of them.

    Parameters
    ----------
    deferred : mapping of str to tuple of str
        Source and summary of each command, see `Deferred`, by its name.
    **settings : object
        As for `click.Group`.
    """

    def __init__(self, deferred: Mapping[str, tuple[str, str]], **settings: object) -> None:
        super().__init__(**settings)  # type: ignore[arg-type]
        for name, (source, summary) in deferred.items():
            self.add_command(Deferred(name, source, summary))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Find a command by name and import it."""
        command = self.commands.get(cmd_name)
        return command.load() if isinstance(command, Deferred) else command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        click.Group(commands=self.commands).format_commands(ctx, formatter)
