"""The nation or the body of a party that is only half named: "the ministry", "its army"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from geo.report.mentions import PartyMention
from geo.report.partyids import party_id

_MINISTRIES: Final = ("mod", "mfa", "interior-ministry")
_ANY: Final = ""


def completed(found: Sequence[PartyMention]) -> list[PartyMention]:
    """Give "the ministry" and "its army" the nation or the body that was named before.

    Parameters
    ----------
    found : sequence of PartyMention
        In order of the text; those without a `party` are completed.
    """
    named = _Named(found)
    done = []
    for mention in found:
        whole = mention if mention.party else _complete(mention, named)
        named.add(whole)
        done.append(whole)
    return done


class _Named:
    """What has been named so far, by what is asked of it: the last one of a kind."""

    def __init__(self, found: Sequence[PartyMention]) -> None:
        self._count = 0
        # By nation, body and word of the mention, blank for any: its number and itself.
        self._latest: dict[tuple[str, str, str], tuple[int, PartyMention]] = {}
        self.last_body = self.last_ministry = self.last_nation = ""
        self._first_ministry: dict[str, tuple[int, str]] = {}
        for number, one in enumerate(found):
            if one.body in _MINISTRIES:
                self._first_ministry.setdefault(one.nation, (number, one.body))

    def add(self, mention: PartyMention) -> None:
        self._count += 1
        self.last_body = mention.body or self.last_body
        self.last_nation = mention.nation or self.last_nation
        if mention.body in _MINISTRIES:
            self.last_ministry = mention.body
        if mention.party:
            for nation in (mention.nation, _ANY):
                for word in (*mention.text.lower().split(), _ANY):
                    self._latest[nation, mention.body, word] = self._count, mention

    def latest(self, nation: str, body: str, word: str) -> PartyMention | None:
        """The last party of a nation and a body, rather one whose mention has a word in it."""
        bodies = ("ministry", *_MINISTRIES) if body == "ministry" else (body,)
        for said in (word, _ANY):
            found = [
                self._latest[nation, one, said]
                for one in bodies
                if (nation, one, said) in self._latest
            ]
            if found:
                return max(found, key=lambda one: one[0])[1]
        return None

    def first_ministry(self, nation: str) -> str:
        """The ministry of a nation, or of nobody in particular, that the report names first."""
        found = [self._first_ministry[one] for one in {nation, ""} if one in self._first_ministry]
        return min(found)[1] if found else ""


def _complete(mention: PartyMention, named: _Named) -> PartyMention:
    own = mention.text.lower().startswith(("its", "their"))
    body, nation = mention.body, mention.nation
    if body == "counterpart":
        body = named.last_body or "government"
        return replace(mention, party=party_id(nation, body), body=body)
    # "The authorities" are rather those called so before than another government.
    same = None if own else named.latest(nation, body, mention.text.split()[-1].lower())
    if same is not None:
        return replace(mention, party=same.party, nation=same.nation, body=same.body)
    nation = nation or named.last_nation
    if body == "ministry":
        body = named.first_ministry(nation) or named.last_ministry or "government"
    party = party_id(nation, body) if nation else ""
    return replace(mention, party=party, nation=nation, body=body)
