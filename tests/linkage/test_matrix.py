"""The matrix says of every party exactly what its claims say, in any order and on any page."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.claims import Voice, denies_toll, toll_over_sides
from geo.filters import EventFilter
from geo.linkage import ORDERS, Dataset, claim_matrix, stances_in, toll_positions
from geo.linkage.matrix import STANCE_BITS
from geo.schema import ASPECTS, SIDES, STANCES

WITHDRAWAL = "nk-20220327-parukh-withdrawal"
DEATH = "nk-20220307-nakhchivan-border-death"
SHOOTOUT = "nk-20230305-shootout"
ALL = EventFilter()


def counted_by_hand(dataset: Dataset, event_id: str, party: str) -> set[str]:
    claims = dataset.claims_on(event_id)
    return set(claims["stance"][claims["party"] == party])


@pytest.mark.parametrize("order", ORDERS)
def test_every_cell_is_what_the_claims_say(dataset: Dataset, order: str) -> None:
    matrix = claim_matrix(dataset, dataset.selection(ALL), order)  # type: ignore[arg-type]
    ids, cells = matrix.events()["event_id"].tolist(), matrix.cells()
    assert sorted(ids) == sorted(dataset.events["event_id"])
    for event_id, row in zip(ids, cells, strict=True):
        for party, cell in zip(matrix.parties["party_id"], row, strict=True):
            assert set(stances_in(cell)) == counted_by_hand(dataset, event_id, party)


def test_a_page_is_a_part_of_the_whole(dataset: Dataset) -> None:
    matrix = claim_matrix(dataset, dataset.selection(ALL), "contested")
    pages = [matrix.cells(at, at + 7) for at in range(0, len(matrix), 7)]
    assert sum(len(page) for page in pages) == len(matrix)
    assert (pd.concat(map(pd.DataFrame, pages)).to_numpy() == matrix.cells()).all()
    whole = matrix.frame()
    assert whole[7:14].reset_index(drop=True).equals(matrix.frame(7, 14))


def test_parties_stand_by_side_and_only_those_that_speak(dataset: Dataset) -> None:
    asked = EventFilter(date(2022, 3, 27), date(2022, 3, 27), status=("contested",))
    matrix = claim_matrix(dataset, dataset.selection(asked))
    assert matrix.parties["party_id"].tolist() == ["azerbaijan-mod", "russia-mod"]
    every = claim_matrix(dataset, dataset.selection(ALL)).parties
    ranks = [list(SIDES).index(side) for side in every["side"]]
    assert ranks == sorted(ranks)
    assert set(every["party_id"]) == set(dataset.claims["party"])


def test_the_contested_come_first_and_the_rest_by_sides_then_date(dataset: Dataset) -> None:
    matrix = claim_matrix(dataset, dataset.selection(ALL), "contested")
    keys = []
    for event in matrix.events().itertuples():
        claims = dataset.claims_on(event.event_id)
        named = claims[claims["side"] != "none"]
        against = named[named["stance"].isin(["denies", "disputes"])]
        keys.append((-against["side"].nunique(), -named["side"].nunique(), event.date_start))
    assert keys == sorted(keys)
    assert keys[0][0] < 0 == keys[-1][0]


def test_by_date_is_the_order_of_the_events(dataset: Dataset) -> None:
    days = claim_matrix(dataset, dataset.selection(ALL)).events()["date_start"]
    assert days.is_monotonic_increasing


def test_events_without_a_claim_are_counted_and_left_out(dataset: Dataset) -> None:
    early = dataset.as_of(date(2022, 3, 27))
    # The events of today with the claims of then: most have none.
    stripped = Dataset(
        path=dataset.path,
        version="stripped",
        gazetteer=dataset.gazetteer,
        events=dataset.events,
        claims=dataset.claims[dataset.claims["claim_id"].isin(early.claims["claim_id"])],
        sources=dataset.sources,
        parties=dataset.parties,
    )
    matrix = claim_matrix(stripped, stripped.selection(ALL))
    assert (len(matrix), matrix.unclaimed) == (len(early.events), early.withheld.events_later)
    assert len(matrix.frame()) == len(matrix)


def test_nothing_selected_is_an_empty_matrix(dataset: Dataset) -> None:
    nothing = dataset.selection(EventFilter(date(1600, 1, 1), date(1600, 1, 2)))
    for order in ORDERS:
        matrix = claim_matrix(dataset, nothing, order)
        assert (len(matrix), matrix.unclaimed, len(matrix.frame())) == (0, 0, 0)


def test_the_death_of_7_march_is_contested_0_to_1(dataset: Dataset) -> None:
    matrix = claim_matrix(dataset, dataset.selection(ALL))
    event = matrix.frame().set_index("event_id").loc[DEATH]
    assert event["status"] == "contested"
    assert (event["claimed_low"], event["claimed_high"]) == (0, 1)
    assert (event["low"], event["high"]) == (1, 1), "no source reports a 0"
    positions = {one.side: one for one in toll_positions(dataset.claims_on(DEATH))}
    assert positions["azerbaijan"].denies
    assert positions["azerbaijan"].statements == ()
    assert positions["armenian"].statements == ("One Armenian soldier died.",)


def test_5_march_2023_is_one_side_and_3_and_2_are_5(dataset: Dataset) -> None:
    event = dataset.event(SHOOTOUT)
    assert event is not None
    assert event["status"] == "one_side"
    assert (event["deaths_b"], event["deaths_a"]) == (3, 2)
    assert event["deaths_a"] + event["deaths_b"] == event["low"] == event["best"] == event["high"]
    named = dataset.claims_on(SHOOTOUT).query("side != 'none'")
    assert set(named["side"]) == {"russia"}


def test_a_denial_without_a_figure_makes_no_toll(dataset: Dataset) -> None:
    event = claim_matrix(dataset, dataset.selection(ALL)).frame().set_index("event_id")
    row = event.loc["nk-20220326-russia-accuses-breach"]
    assert (row["azerbaijan-mod"], row["status"]) == ("asserts;denies", "contested")
    assert pd.isna(row["claimed_low"])
    assert pd.isna(row["claimed_high"])


VOICES = st.builds(
    Voice, st.sampled_from(list(SIDES)), st.sampled_from(list(STANCES)), st.sampled_from([*ASPECTS])
)


@settings(max_examples=60)
@given(st.lists(VOICES, max_size=5), st.integers(0, 9), st.none() | st.integers(0, 9))
def test_a_toll_is_only_ever_widened_to_none(
    voices: list[Voice], low: int, more: int | None
) -> None:
    high = None if more is None else low + more
    widened = toll_over_sides(low, high, voices)
    assert widened in {(low, high), (0, high)}
    frame = pd.DataFrame([(v.side, v.stance, v.aspect) for v in voices])
    frame = frame.reindex(columns=range(3)).set_axis(["side", "stance", "aspect"], axis=1)
    assert bool(denies_toll(frame).any()) == (toll_over_sides(5, 5, voices) == (0, 5))


@given(st.sets(st.sampled_from(list(STANCES))))
def test_a_cell_holds_any_set_of_stances(stances: set[str]) -> None:
    cell = sum(STANCE_BITS[stance] for stance in stances)
    assert set(stances_in(cell)) == stances
