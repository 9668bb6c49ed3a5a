"""Modules as one file: a browser waits for each file, and the server takes a while to send it.

Our modules keep to a few forms, which make a bundler of a page: named imports from files beside
them, at the start of a line, and named or default exports of what they declare.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["bundle", "in_order"]

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([a-z]+\.js)";$', re.MULTILINE)
_EXPORT = re.compile(
    r"^export (default )?((?:async )?function\*?|const|class)(?: (\w+))?", re.MULTILINE
)
_LEFT_OVER = re.compile(r"^(?:import\b(?!\()|export\b).*", re.MULTILINE)
_DEFAULT = "byDefault"


def in_order(sources: Mapping[str, str]) -> dict[str, str]:
    """Put modules after those that they import.

    Parameters
    ----------
    sources : mapping of str to str
        Source by file name.

    Returns
    -------
    dict of str to str
        The same in dependency order.

    Raises
    ------
    ValueError
        If modules import each other in a ring.

    Examples
    --------
    >>> list(in_order({"a.js": 'import { b } from "./b.js";', "b.js": "export const b = 1;"}))
    ['b.js', 'a.js']
    """
    ordered: dict[str, str] = {}

    def add(name: str, path: tuple[str, ...]) -> None:
        if name in ordered:
            return
        if name in path:
            raise ValueError(f"modules import each other: {' → '.join((*path, name))}")
        for needed in _IMPORT.finditer(sources[name]):
            add(needed[2], (*path, name))
        ordered[name] = sources[name]

    for name in sources:
        add(name, ())
    return ordered


def bundle(sources: Mapping[str, str], offered: Mapping[str, str]) -> str:
    """Write modules as one.

    Parameters
    ----------
    sources : mapping of str to str
        Source by file name.
    offered : mapping of str to str
        What the one module exports: by name, the file that exports it.

    Returns
    -------
    str
        An ES module that imports nothing.

    Raises
    ------
    ValueError
        If modules import each other in a ring, or one has an import or export of another form.

    Examples
    --------
    >>> modules = {
    ...     "a.js": 'import { b } from "./b.js";',
    ...     "b.js": "export const b = 1;",
    ... }
    >>> print(bundle(modules, {"b": "b.js"}))
    const $b = (() => {
    const b = 1;
    return { b };
    })();
    const $a = (() => {
    const { b } = $b;
    return {  };
    })();
    export const { b } = $b;
    <BLANKLINE>
    """
    parts = [_scoped(name, source) for name, source in in_order(sources).items()]
    for name, file in offered.items():
        if name == "default":
            parts.append(f"export default {_scope(file)}.default;")
        else:
            parts.append(f"export const {{ {name} }} = {_scope(file)};")
    return "\n".join(parts) + "\n"


def _scope(file: str) -> str:
    return f"${file.removesuffix('.js')}"


def _scoped(name: str, source: str) -> str:
    """One module as a function that returns what the module exports."""
    exported: list[str] = []

    def declare(found: re.Match[str]) -> str:
        named = found[3] or _DEFAULT
        exported.append(f"default: {named}" if found[1] else named)
        return f"{found[2]} {named}"

    def take(found: re.Match[str]) -> str:
        return f"const {{{found[1].replace(' as ', ': ')}}} = {_scope(found[2])};"

    body = _EXPORT.sub(declare, _IMPORT.sub(take, source))
    if left := _LEFT_OVER.search(body):
        raise ValueError(f"{name}: expected named imports and plain exports, found {left[0]!r}")
    returned = f"return {{ {', '.join(exported)} }};"
    return f"const {_scope(name)} = (() => {{\n{body.strip()}\n{returned}\n}})();"
