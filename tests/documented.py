"""What a reader of the docs must find there: commands, columns, URL fields and settings.

Each function takes what it looks through, so that a test can hand it something undocumented.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

import click

from geo.schema import Table
from scripts.build_cli_reference import commands

ROOT = Path(__file__).resolve().parents[1]
VARIABLE = re.compile(r"\bTRUCELINE_[A-Z_]*[A-Z]\b")
OPTION = re.compile(r"--[a-z][a-z-]*")
CODE = ("*.py", "*.sh", "*.js", "*.toml", "Makefile")
FOLDERS = ("geo", "pages", "scripts", "bench", "tests", ".streamlit")


def source_files(root: Path = ROOT) -> Iterator[Path]:
    """Files that may read a setting: code, scripts, the Makefile, configuration."""
    for pattern in CODE:
        yield from root.glob(pattern)
        for folder in FOLDERS:
            yield from (root / folder).rglob(pattern)


def variables(files: Iterable[Path]) -> set[str]:
    """Environment variables of ours that any of these files names."""
    return {name for file in files for name in VARIABLE.findall(file.read_text(encoding="utf-8"))}


def configured(file: Path) -> set[str]:
    """Dotted keys that a TOML file sets."""

    def keys(table: dict[str, object], before: str) -> Iterator[str]:
        for name, value in table.items():
            if isinstance(value, dict):
                yield from keys(value, f"{before}{name}.")
            else:
                yield f"{before}{name}"

    return set(keys(tomllib.loads(file.read_text(encoding="utf-8")), ""))


def app_options(files: Iterable[Path]) -> set[str]:
    """Options that the app itself takes, behind `streamlit run app.py --`."""
    words = {
        node.value.removesuffix("=")
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return {word for word in words if OPTION.fullmatch(word)}


def undocumented_keys(keys: Iterable[str], page: str) -> set[str]:
    """Keys that a page names neither in full nor by their table, as `theme.light.*`, and name."""
    return {
        key
        for key in keys
        if f"`{key}`" not in page
        and not (f"`{key.rpartition('.')[0]}.*`" in page and f"`{key.rpartition('.')[2]}`" in page)
    }


def page_parameters(file: Path) -> set[str]:
    """Parameters of the address that a module of the pages reads beside the filter's.

    Raises
    ------
    AssertionError
        Where the name of one cannot be told from the source.
    """
    tree = ast.parse(file.read_text(encoding="utf-8"))
    asked: list[ast.expr] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and _is_query(node.value):
            asked.append(node.slice)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of_query = _is_query(node.func.value)
            if of_query and node.func.attr in ("get", "get_all", "pop", "setdefault"):
                asked.append(node.args[0])
    return {_value(name, file) for name in asked}


def _is_query(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "query_params"


def _value(name: ast.expr, file: Path) -> str:
    if isinstance(name, ast.Constant) and isinstance(name.value, str):
        return name.value
    assert isinstance(name, ast.Name), f"{file.name}:{name.lineno}: which parameter is this?"
    module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
    value = getattr(import_module(module), name.id, None)
    assert isinstance(value, str), f"{file.name}:{name.lineno}: which parameter is {name.id}?"
    return value


def unexplained_commands(group: click.Group, reference: str, pages: str) -> set[str]:
    """Commands and options that say nothing of themselves, or that no page shows in use."""
    missing = set()
    for name, command in commands(group):
        if not command.help or f"\n## {name}\n" not in reference:
            missing.add(name)
        if not re.search(rf"python -m geo {re.escape(name)}\b", pages):
            missing.add(f"{name}: no example")
        for option in command.params:
            if isinstance(option, click.Option) and not (option.help or option.hidden):
                missing.add(f"{name} {option.opts[0]}")
    return missing


def unexplained_columns(tables: Iterable[Table], dictionary: str) -> set[str]:
    """Columns without a meaning, or that the page does not list under their table."""
    missing = set()
    for table in tables:
        section = dictionary.partition(f"## {table.file}\n")[2].partition("\n## ")[0]
        for column in table.columns:
            listed = re.search(rf"^\| `{column.name}`", section, re.MULTILINE)
            if not (column.description.strip() and listed):
                missing.add(f"{table.name}.{column.name}")
    return missing


def unexplained_fields(
    name: str, fields: Iterable[str], stored: Iterable[str], derived: dict[str, dict[str, str]]
) -> set[str]:
    """Fields of a table or an export that are neither stored columns nor explained as derived."""
    return set(fields) - set(stored) - set(derived.get(name, {}))
