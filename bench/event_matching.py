"""Which drafted event is which labelled one, and what is wrong with one that is none."""

from __future__ import annotations

from bench.cases import Case, EventLabel
from geo.report import Draft, DraftEvent


def match_events(
    case: Case, draft: Draft
) -> tuple[list[tuple[DraftEvent, EventLabel]], list[DraftEvent], list[EventLabel]]:
    """Pair drafted events with labels one to one: in the same paragraph first, then anywhere."""
    left, open_labels = list(draft.events), list(case.events)
    pairs: list[tuple[DraftEvent, EventLabel]] = []
    for same_paragraph in (True, False):
        for label in list(open_labels):
            fits = (
                one
                for one in left
                if agrees(one, label)
                and (not same_paragraph or set(one.paragraphs) & set(label.paragraphs))
            )
            match = next(fits, None)
            if match is not None:
                left.remove(match)
                open_labels.remove(label)
                pairs.append((match, label))
    return pairs, left, open_labels


def agrees(event: DraftEvent, label: EventLabel) -> bool:
    """Whether category, place and dates agree."""
    place = (event.place_id or "none") in label.places
    return event.category == label.category and place and _dates_agree(event, label)


def _dates_agree(event: DraftEvent, label: EventLabel) -> bool:
    if label.prec == "day" and event.date_prec == "day":
        long = label.start != label.end
        return event.date_start == label.start and (long or event.date_end == label.end)
    meet = event.date_start <= label.end and label.start <= event.date_end
    holds = label.prec != "day" or event.date_start <= label.start <= event.date_end
    return meet and holds


def fault_of(event: DraftEvent, case: Case) -> str:
    """Which part of a wrong event is wrong, judged by the nearest label of its paragraphs."""
    near = [one for one in case.events if set(one.paragraphs) & set(event.paragraphs)]
    same = [one for one in near if one.category == event.category]
    if not same:
        return "category"
    if any(_dates_agree(event, one) for one in same):
        return "place"
    if any((event.place_id or "none") in one.places for one in same):
        return "date"
    return "date and place"
