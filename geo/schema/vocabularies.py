"""Codes and what they mean, in the order in which they are shown.

Event types are ACLED's vocabulary (ACLED Codebook, 2023).
"""

SCOPES = {
    "event": "belongs to the case and its region",
    "background": "earlier or long-running, told to explain the case",
    "outside": "happened away from the region, told for its bearing on it",
}
DATE_PRECS = {
    "day": "both ends are known to the day; under way on every day of the span",
    "days": "somewhere within the span of a few days",
    "week": "somewhere within the span of about a week",
    "month": "somewhere within the span of about a month",
    "year": "somewhere within the span of about a year or more",
}
WHERE_PRECS = {
    "exact": "the place itself",
    "near": "within the position radius around the place",
    "district": "somewhere in the district named",
    "region": "somewhere in the region named",
    "none": "no location reported",
}
CATEGORIES = {
    "clash": "exchange of fire between armed actors",
    "strike": "shelling, drone or air strike",
    "blockade": "blockade, checkpoint or cut infrastructure",
    "movement": "advance, withdrawal or deployment of forces; its arrow is upright where no "
    "direction is reported",
    "violation": "accusation of a breach of the ceasefire",
    "statement": "statement, demand, order, call, letter or agreement",
    "attack": "violence against people who do not fight",
    "other": "reported event of none of these kinds: protest, riot, arrest, looting",
}
STANCES = {
    "asserts": "says that it is so",
    "denies": "says that it is not so",
    "disputes": "contests part of it, or how it is framed, without a flat denial",
}
ASPECTS = {
    "occurrence": "that it happened",
    "responsibility": "who did it",
    "casualties": "how many were killed or wounded",
    "location": "where it happened",
    "timing": "when it happened",
    "withdrawal": "whether forces left",
    "motive": "why it was done",
}
# Derived from claims by `geo.claims`, never stored.
STATUSES = {
    "corroborated": "asserted by two or more sides, denied by none",
    "one_side": "asserted by one side only",
    "contested": "asserted, and denied or disputed",
    "reported": "told by a report, by no named party",
}
SIDES = {
    "azerbaijan": "Azerbaijan",
    "armenian": "Armenia and Karabakh Armenians",
    "russia": "Russia",
    "other": "Other parties",
    "none": "No named party",
}
SOURCE_KINDS = {
    "agency": "news agency report",
    "press": "newspaper, broadcaster or site",
    "analysis": "analytical article",
    "reference": "reference work cited for dates or positions",
}
PUBLISHED_BASES = {
    "stated": "the publication states the day",
    "inferred": "earliest day consistent with the text",
}
# The Admiralty code, as in NATO's AJP-2.1: letters grade a source, figures one piece of what it
# tells. Set by an analyst; blank is not graded, which differs from F and 6.
RELIABILITIES = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITIES = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}
ACLED_EVENT_TYPES: dict[str, tuple[str, ...]] = {
    "Battles": (
        "Armed clash",
        "Government regains territory",
        "Non-state actor overtakes territory",
    ),
    "Protests": (
        "Peaceful protest",
        "Protest with intervention",
        "Excessive force against protesters",
    ),
    "Riots": ("Violent demonstration", "Mob violence"),
    "Explosions/Remote violence": (
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    ),
    "Violence against civilians": (
        "Sexual violence",
        "Attack",
        "Abduction/forced disappearance",
    ),
    "Strategic developments": (
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    ),
}
ACLED_SUB_EVENT_TYPES = tuple(sub for subs in ACLED_EVENT_TYPES.values() for sub in subs)

UNATTRIBUTED_SIDE = "none"
