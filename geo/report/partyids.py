"""Ids of parties: a nation and a body, whether or not the dataset has them yet."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from geo.report.lexicon import nations, rows

_NK_ARMED: Final = ("mod", "army", "defence-army")


def party_id(nation: str, body: str) -> str:
    """Id of a body of a nation.

    Examples
    --------
    >>> party_id("armenia", "mod"), party_id("nk", "army"), party_id("us", "mfa")
    ('armenia-mod', 'nk-defence-army', 'us-state-department')
    >>> party_id("armenia", "side"), party_id("azerbaijan", "side"), party_id("eu", "government")
    ('armenian-side', 'azerbaijan-government', 'eu')
    """
    if nation == "nk":
        return "nk-defence-army" if body in _NK_ARMED else "nk-authorities"
    if nation == "us" and body in ("mfa", "state-department"):
        return "us-state-department"
    if nation == "armenia" and body == "side":
        return "armenian-side"
    if nation == "un":
        return "un-secretary-general" if body == "secretary-general" else "un"
    if nation and not nations()[nation].ccode:
        return nation
    if body in ("ministry", "counterpart"):
        return ""
    if body in ("army", "peacekeepers"):
        # Their word is published by the ministry.
        return f"{nation}-mod"
    if body == "media":
        return "local-media"
    return f"{nation}-{'government' if body in ('', 'side') else body}"


@lru_cache(maxsize=1024)
def party_side(party: str) -> str:
    """Side of a party, a code of `schema.SIDES`; `none` where its id names no nation.

    Examples
    --------
    >>> party_side("armenia-mod"), party_side("un"), party_side("telegram")
    ('armenian', 'other', 'none')
    """
    if party == "armenian-side":
        return "armenian"
    nation = nations().get(party.split("-")[0])
    fixed = {row["party"]: row["nation"] for row in rows_of_fixed()}
    nation = nation or nations().get(fixed.get(party, ""))
    return "none" if nation is None else nation.side


@lru_cache(maxsize=1024)
def party_title(party: str) -> str:
    """Title of a party in the words of `data/parties.csv`.

    Examples
    --------
    >>> party_title("armenia-border-service"), party_title("icrc")
    ('Armenia State Border Service', 'International Committee of the Red Cross')
    """
    first, _, body = party.partition("-")
    nation = nations().get(first)
    if nation is None:
        return party.replace("-", " ").capitalize()
    titles = {row["body"]: row["title"] for row in rows("bodies")}
    name = max(nation.names, key=len) if not nation.ccode else nation.names[0]
    return f"{name} {titles.get(body, body)}".strip() if body else name


@lru_cache(maxsize=1)
def rows_of_fixed() -> tuple[dict[str, str], ...]:
    """Parties whose name says by itself whose they are."""
    return rows("fixed_parties")
