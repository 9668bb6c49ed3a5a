"""Names of a place by language, each with who says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from scripts.linked_parts import Json

LANGUAGES = ("en", "hy", "az", "ru")

SIDE_OF_LANGUAGE = {"hy": "armenian", "az": "azerbaijan", "ru": "russia"}

POSITION_ONLY = {"own", "cc", "gncc"}
"""Sources that give positions or identifiers but no names."""


class Citations:
    """Turns the short source keys of the facts file into citations.

    Parameters
    ----------
    sources : mapping
        Label, often with a URL in it, by key.
    """

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = sources

    def of(self, keys: Iterable[str]) -> list[Json]:
        """Return the citations of some keys.

        Parameters
        ----------
        keys : iterable of str
            Keys of the facts file or of ``place_edits.json``, or
            ``report NNN``.

        Returns
        -------
        list of dict
            Objects with ``label`` and, where the source is a page, ``@id``.
        """
        return [self._one(key) for key in keys]

    def _one(self, key: str) -> Json:
        text = self._sources.get(key, key)
        found = re.search(r"https?://\S+[^\s:,;.]", text)
        # An address that the facts cut short would lead nowhere: it stays part of the label.
        if found is None or "..." in found.group() or text.startswith("...", found.end()):
            return {"label": text}
        label = (text[: found.start()] + text[found.end() :]).strip(" :;,")
        if label.startswith("(") and label.count("(") == 1:
            label = label[1:].replace(")", "", 1)
        return {"label": label or found.group().split("/")[2], "@id": found.group()}


def build_names(
    facts: Json, edits: Json, pairs: Sequence[Json], citations: Citations
) -> list[Json]:
    """Return the names of one place, the preferred one of a language first.

    Parameters
    ----------
    facts : dict
        The place in the facts file.
    edits : dict
        The place in ``place_edits.json``.
    pairs : sequence
        Armenian-side and Azerbaijani-side form of contested names.
    citations : Citations
        Resolver of source keys.

    Returns
    -------
    list of dict
        Linked Places names.
    """
    added: dict[str, dict[str, list[str]]] = {
        language: {toponym: [key] for toponym, key in rows}
        for language, rows in edits.get("names", {}).items()
    }
    explicit = edits.get("citations", {})
    usual = [key for key in facts["coord_source"] if key not in POSITION_ONLY] or ["descriptive"]
    users = {**side_of_forms(title_of(facts, edits), facts, pairs), **edits.get("used_by", {})}
    names: list[Json] = []
    for language in LANGUAGES:
        listed = list(facts["names"].get(language, []))
        if language == "en":
            listed.insert(0, title_of(facts, edits))
        for toponym in dict.fromkeys([*listed, *added.get(language, {})]):
            doubtful = is_doubtful(toponym, language, edits)
            keys = explicit.get(toponym) or added.get(language, {}).get(toponym)
            keys = keys or (["mem"] if doubtful else usual)
            name: Json = {"toponym": toponym, "lang": language, "citations": citations.of(keys)}
            if doubtful or "mem" in keys:
                name["certainty"] = "uncertain"
            side = users.get(toponym) if language == "en" else SIDE_OF_LANGUAGE[language]
            if side:
                name["used_by"] = [side]
            names.append(name)
    return names


def side_of_forms(title: str, facts: Json, pairs: Sequence[Json]) -> dict[str, str]:
    """Map the English forms of a contested pair to the side that uses them.

    Parameters
    ----------
    title : str
        Title of the place.
    facts : dict
        The place in the facts file; only settlements carry pairs, districts
        and regions of the same name do not.
    pairs : sequence
        Armenian-side and Azerbaijani-side forms.

    Returns
    -------
    dict
        ``armenian`` or ``azerbaijan`` by toponym.
    """
    if facts["fclass"] != "P":
        return {}
    for armenian, azerbaijani in pairs:
        if title in (armenian, azerbaijani):
            return {armenian: "armenian", azerbaijani: "azerbaijan"}
    return {}


def is_doubtful(toponym: str, language: str, edits: Json) -> bool:
    """Tell whether a name is marked as unverified.

    Parameters
    ----------
    toponym : str
        The name.
    language : str
        Its language.
    edits : dict
        The place in ``place_edits.json``; ``uncertain`` is a list of names,
        or names by language where two languages spell alike.

    Returns
    -------
    bool
        True if so.
    """
    marked = edits.get("uncertain", [])
    return toponym in (marked.get(language, []) if isinstance(marked, dict) else marked)


def title_of(facts: Json, edits: Json) -> str:
    """Return the clean English title of a place.

    Parameters
    ----------
    facts : dict
        The place in the facts file.
    edits : dict
        The place in ``place_edits.json``.

    Returns
    -------
    str
        Title without slash or bracket.
    """
    return str(edits.get("title") or re.split(r" / | \(", facts["name"])[0])
