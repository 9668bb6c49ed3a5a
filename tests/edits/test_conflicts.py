"""Who edits a row that somebody else has changed is shown both, and nothing is saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.edits.change import Change, ConflictError
from geo.edits.folder import EditFolder
from tests.edits.edited import CLAIM, EVENT, accept_all, reword


def test_the_second_of_two_editors_is_shown_both_versions(folder: Path) -> None:
    with EditFolder(folder) as first, EditFolder(folder) as second:
        ours, theirs = reword(first, "by the first"), reword(second, "by the second")
        other = second.rows("claims")[CLAIM]
        first.save(ours, "Ana", "read again", accept_all)
        with pytest.raises(ConflictError, match="Nothing was saved") as raised:
            second.save(theirs, "Bo", "", accept_all)
        (conflict,) = raised.value.conflicts
        assert conflict.now is not None
        assert (conflict.now["summary"], conflict.wanted.after["summary"]) == (  # type: ignore[index]
            "by the first",
            "by the second",
        )
        assert conflict.by is not None
        assert (conflict.by.who, conflict.by.why) == ("Ana", "read again")
        # Rows that the first did not touch are no conflict.
        assert second.save(
            [Change("claims", CLAIM, other, {**other, "paragraph": "9"})], "Bo", "", accept_all
        )
        # The second has seen the first's version and wants its own all the same.
        again = Change("events", EVENT, conflict.now, conflict.wanted.after)
        second.save([again], "Bo", "", accept_all)
        assert [entry.who for entry in second.history("events", EVENT)] == ["Bo", "Ana"]


def test_a_row_deleted_meanwhile_and_an_id_given_meanwhile_are_conflicts(folder: Path) -> None:
    with EditFolder(folder) as first, EditFolder(folder) as second:
        claim = first.rows("claims")[CLAIM]
        new = {**claim, "claim_id": "new"}
        first.save(
            [Change("claims", CLAIM, claim, None), Change("claims", "new", None, new)],
            "",
            "",
            accept_all,
        )
        for change in (
            Change("claims", CLAIM, claim, {**claim, "paragraph": "9"}),
            Change("claims", "new", None, {**new, "paragraph": "9"}),
        ):
            with pytest.raises(ConflictError):
                second.save([change], "", "", accept_all)
        second.save([Change("claims", "new", new, {**new, "paragraph": "9"})], "Bo", "", accept_all)
        # What has been changed since is not taken back in silence.
        with pytest.raises(ConflictError, match="claims new"):
            first.undo(1, "", "", accept_all)


def test_a_row_changed_by_hand_is_a_conflict_for_who_edits_it(folder: Path) -> None:
    file = folder / "events.csv"
    with EditFolder(folder) as edits:
        mine = reword(edits, "mine")
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("Baku denies", "Baku DENIES"), encoding="utf-8")
        with pytest.raises(ConflictError) as raised:
            edits.save(mine, "Ana", "", accept_all)
    (conflict,) = raised.value.conflicts
    assert conflict.by is not None
    assert conflict.by.origin == "outside"
