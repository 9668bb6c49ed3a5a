"""What a toponym stands for: ground, a government, a mere adjective, or the dateline.

"Baku denies", "troops near Baku", "Azerbaijani troops" and "BAKU (Agency) –" hold one name and four
different things; only the second is a place on a map. The roles follow the distinctions of Gritta,
Pilehvar and Collier, "A pragmatic guide to geoparsing evaluation" (2020). Rules look at the words
around a name, never at which name it is, apart from its kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile
from typing import Final

from geo.gazetteer import Gazetteer
from geo.report.lexicon import demonyms, word_set
from geo.report.mentions import PlaceMention, Role
from geo.report.text import Report, Sentence

_INSTITUTIONS: Final = word_set("institutions")
_SEATED: Final = _INSTITUTIONS - {
    "ally",
    "troops",
    "forces",
    "adviser",
    "embassy",
    "ambassador",
}
_QUALIFIED: Final = _INSTITUTIONS | word_set("qualified")
_GROUND: Final = word_set("ground")
_LOCATIVE: Final = word_set("locative")
_MOTION: Final = word_set("motion")
_ENTERING: Final = word_set("entering")
_GIVEN_BY: Final = word_set("given_by")
_ATTACKS: Final = frozenset(
    ["attack", "attacks", "assault", "offensive", "strike", "strikes", "raid", "raids"]
)
_DETERMINERS: Final = word_set("determiners")
_LISTING: Final = frozenset(["and", "or", ",", ")", ".", ";"])
_NEAR_WORDS: Final = 8
# As many as any rule looks at, and some.
_FAR_WORDS: Final = 12


def decide_roles(
    report: Report, mentions: Sequence[PlaceMention], gazetteer: Gazetteer
) -> list[PlaceMention]:
    """Give each toponym its role.

    Parameters
    ----------
    report : Report
        The text.
    mentions : sequence of PlaceMention
        In order of the text, as `toponyms.NameIndex.find` gives them.
    gazetteer : Gazetteer
        Kinds of the places.

    Returns
    -------
    list of PlaceMention
        The same mentions with a role of `mentions.ROLES`.
    """
    decided: list[PlaceMention] = []
    for mention in mentions:
        kind = gazetteer[mention.place_id].kind
        speaks = kind in ("state", "capital") or _is_state(gazetteer, mention.place_id)
        place = _Around(report, mention)
        role = place.role(speaks=speaks, region=kind == "disputed")
        left = decided[-1] if decided else None
        if left is not None and place.joined_to(left) and left.role != "dateline":
            role = _joined_role(role, left.role, speaks=speaks)
        decided.append(replace(mention, role=role))
    return decided


def _is_state(gazetteer: Gazetteer, place_id: str) -> bool:
    return any("state" in label for _, label in gazetteer[place_id].types)


def _joined_role(role: Role, left: Role, *, speaks: bool) -> Role:
    """Of "A and B" both are ground or both governments, unless B says otherwise itself."""
    if role == "adjective" or left == "adjective" or not speaks:
        return role
    return left


@lru_cache(maxsize=1)
def _lower_demonyms() -> frozenset[str]:
    return frozenset(word.lower() for word in demonyms())


class _Around:
    """The words around a toponym."""

    def __init__(self, report: Report, mention: PlaceMention) -> None:
        self.report = report
        self.mention = mention
        self.sentence: Sentence = report.sentence_at(mention.start)
        words = self.sentence.words
        first = self.sentence.index_at(mention.start)
        while first and words[first - 1].lower in _DETERMINERS:
            first -= 1
        self.before = [word.lower for word in words[max(first - _FAR_WORDS, 0) : first]]
        last = self.sentence.index_from(mention.end)
        self.after = [word.lower for word in words[last : last + _FAR_WORDS]]
        self.possessive = report.text[mention.end : mention.end + 2] in ("'s", "’s") or (
            report.text[mention.end - 1 : mention.end + 1] in ("s'", "s’")
        )
        if self.possessive and self.after[:1] == ["s"]:
            self.after = self.after[1:]
        if self.after[:2] == ["'", "s"] or self.after[:2] == ["’", "s"]:
            self.after = self.after[2:]

    def joined_to(self, left: PlaceMention) -> bool:
        """Whether only "and", "or" or a comma stands between it and the toponym to its left."""
        between = self.report.text[left.end : self.mention.start].split()
        if left.start < self.sentence.start or len(between) > 4:
            return False
        if between == [","] and self.after[:1] and self.after[0] not in _LISTING:
            # After a bare comma a new clause may begin: "in Ukraine, Russia is …".
            return False
        # Names that the gazetteer lacks may stand in the list: "Russia, France and the US".
        listed = [word.strip(",") for word in between]
        joined = bool(between) and (between[-1] in ("and", "or", ",", "the", "&"))
        return joined and all(
            word in ("", "and", "or", "the", "&") or word[:1].isupper() for word in listed
        )

    def role(self, *, speaks: bool, region: bool) -> Role:
        """Decide by the nearest words that decide anything."""
        mention = self.mention
        if self.report.printed(mention.start):
            return "dateline"
        if mention.role == "adjective" or self._compound():
            return "adjective"
        if self._qualifies(speaks=speaks, region=region):
            return "adjective"
        if not speaks:
            return self._of_region() if region else "location"
        if self.possessive:
            owned = set(self._owned())
            ground = owned & _GROUND and not owned & _INSTITUTIONS
            return "location" if ground else "government"
        return self._by_preposition() or "government"

    def _owned(self) -> list[str]:
        """The words of what it owns: those up to the next preposition, three at most."""
        owned = takewhile(lambda word: word not in _LOCATIVE and word != "of", self.after[:3])
        return list(owned)

    def _compound(self) -> bool:
        """As in "Russian-brokered", "Turkey-NATO": a hyphen with a word behind it."""
        text, end = self.report.text, self.mention.end
        return text[end : end + 1] in "-–" and text[end + 1 : end + 2].isalpha()

    def _qualifies(self, *, speaks: bool, region: bool) -> bool:
        if self.possessive or not self.after or self.report.text[self.mention.end] != " ":
            return False
        following = self.after[0]
        if following in _QUALIFIED and (speaks or region or following in ("nations", "war")):
            return True
        start = self.report.text[self.mention.end + 1 : self.mention.end + 2]
        if following in _lower_demonyms() and start.isupper() and (speaks or region):
            return True
        # "Second Karabakh War", "U.S. Department of State", "Karabakh Armenian forces".
        return start.isupper() and following in _INSTITUTIONS

    def _of_region(self) -> Role:
        """A region speaks only where it owns the body that does."""
        if self.before[-1:] == ["of"] and set(self.before[-4:-1]) & _INSTITUTIONS:
            return "government"
        if self.possessive and set(self.after[:3]) & _INSTITUTIONS:
            return "government"
        speaking = self.after[:1] and self.after[0] in (
            "said",
            "says",
            "accused",
            "reported",
            "denied",
        )
        return "government" if speaking and self.before[-1:] != ["in"] else "location"

    def _by_preposition(self) -> Role | None:
        before = self.before
        if not before:
            return None
        last, earlier = before[-1], before[-1 - _NEAR_WORDS : -1]
        nearest = earlier[-1] if earlier else ""
        if last in _LOCATIVE:
            if last == "from":
                return "government" if nearest in _GIVEN_BY else "location"
            of_body = last == "in" and nearest in _SEATED
            return "government" if of_body else "location"
        if last == "to":
            return "location" if set(earlier) & _MOTION else "government"
        if last == "of":
            near = set(earlier[-2:])
            return "location" if near & _GROUND and not near & _INSTITUTIONS else "government"
        if last == "on":
            return "location" if nearest in _ATTACKS else "government"
        if last in ("with", "between"):
            return (
                "location"
                if set(earlier) & {"border", "road", "linking", "links", "link"}
                else "government"
            )
        return "location" if last in _ENTERING else None
