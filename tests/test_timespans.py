from datetime import date

import pytest

from geo.spans import Window
from geo.timespans import Timespan

MARCH_2022 = Window(date(2022, 3, 1), date(2022, 3, 31))


def test_without_an_end_only_the_start_is_meant() -> None:
    span = Timespan.from_linked_places({"start": {"in": "1700"}})
    assert not span.meets(MARCH_2022)
    assert span.meets(Window(date(1700, 6, 1), date(1700, 6, 2)))


def test_an_end_known_only_at_the_earliest_stays_open() -> None:
    span = Timespan.from_linked_places(
        {"start": {"in": "2022-08-30"}, "end": {"earliest": "2023-04-23"}}
    )
    assert span.open_end
    assert span.meets(Window(date(2024, 1, 1), date(2024, 1, 1)))
    assert not span.meets(MARCH_2022)


def test_the_last_day_belongs_to_the_span() -> None:
    span = Timespan.from_linked_places({"start": {"in": "2020-11-10"}, "end": {"in": "2022-08-25"}})
    assert span.meets(Window(date(2022, 8, 25), date(2022, 8, 25)))
    assert not span.meets(Window(date(2022, 8, 26), date(2022, 8, 26)))


@pytest.mark.parametrize(
    "bad",
    [
        {"start": {"in": "24 March 2022"}, "end": {"in": "2023"}},
        {"start": {"in": "2023"}, "end": {"in": "2022"}},
        {"start": "2022", "end": {"in": "2023"}},
        {"start": {"in": "2022"}, "end": {"in": "99999999999"}},
    ],
)
def test_bad_spans_are_refused(bad: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"expected|ends"):
        Timespan.from_linked_places(bad)
