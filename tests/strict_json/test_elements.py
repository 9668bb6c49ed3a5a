"""An array of a document, element by element: the same as the document parsed whole."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.limits import MAX_JSON_DEPTH
from geo.strict_json import Elements
from tests.strict_json.made import JSON, TEXT


def read(data: bytes, most: int = 1_000, most_values: int = 1_000) -> Elements:
    return Elements(data, "features", most, most_values)


@given(
    before=st.dictionaries(TEXT, JSON, max_size=3),
    features=st.lists(JSON, max_size=4),
    after=st.dictionaries(TEXT, JSON, max_size=3),
    indent=st.none() | st.just(1),
    bom=st.booleans(),
)
@settings(max_examples=100, deadline=None)
def test_elements_are_those_of_the_document(
    before: dict[str, object],
    features: list[object],
    after: dict[str, object],
    indent: int | None,
    bom: bool,
) -> None:
    document = {**before, "features": features, **after}
    text = json.dumps(document, indent=indent, ensure_ascii=False)
    found = read(text.encode("utf-8-sig" if bom else "utf-8"))
    assert [one.value for one in found] == features
    assert len(found) == len(features)
    assert found.document == {**document, "features": []}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"features": [1, 2}', "Expecting"),
        (b'{"features": [1,]}', r"Expecting value: line 1 column 17"),
        (b'{"features": [{"a"\n: 1}, {"b": }]}', r"Expecting value: line 2 column 13"),
        (b'{"features": [1]} x', r"Extra data: line 1 column 19"),
        (b'\xef\xbb\xbf{"features": [1], "b"}', r"Expecting ':' delimiter: line 1 column"),
        (b'{"features": [1], "features": [2]}', "each name once in an object, found 'features'"),
        (b'{"features": [1, 2', "an array of features that is closed"),
        (b'{"features": [[1}]}', "Expecting"),
        (b'{"a": [1]', "Expecting"),
    ],
)
def test_what_is_no_json_is_refused_and_placed(data: bytes, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        list(read(data))


@pytest.mark.parametrize("data", [b'{"features": [1, "\xff"]}', b'{"features": [1], "a": "\xff"}'])
def test_what_is_no_utf8_is_placed(data: bytes) -> None:
    with pytest.raises(UnicodeDecodeError) as caught:
        list(read(data))
    assert caught.value.start == data.index(b"\xff")


def test_an_element_too_large_costs_itself_only() -> None:
    large = [[1, 2]] * 400
    found = list(read(json.dumps({"features": [1, large, {"a": 2}]}).encode()))
    assert [one.value for one in found] == [1, None, {"a": 2}]
    assert found[1].values == 1 + 399 + 2 * 400
    assert [one.value for one in read(json.dumps({"features": large}).encode())] == large


def test_bounds_are_asked_of_all_that_is_beside_the_array() -> None:
    with pytest.raises(ValueError, match="at most 1000 values, found"):
        read(json.dumps({"a": [1] * 1_100, "features": [1]}).encode())
    with pytest.raises(ValueError, match="at most 2 elements, found 3"):
        read(b'{"features": [1, 2, 3]}', most=2)
    deep = b"[" * MAX_JSON_DEPTH + b"]" * MAX_JSON_DEPTH
    with pytest.raises(ValueError, match=f"at most {MAX_JSON_DEPTH} levels"):
        read(b'{"features": [' + deep + b"]}")


def test_a_name_written_with_escapes_is_the_same_name() -> None:
    found = read(b'{"f\\u0065atures": [1, {"a": 2}]}')
    assert ([one.value for one in found], len(found)) == ([1, {"a": 2}], 2)


def test_elements_with_two_members_of_one_name_are_told_apart() -> None:
    found = list(read(b'{"features": [{"a": 1}, {"a": 1, "a": 2}, {"a": {"b": 1, "b": 1}}, 3]}'))
    assert [one.repeated for one in found] == [None, "a", "b", None]


def test_what_is_wrong_with_one_of_many_is_of_that_one() -> None:
    plain = [{"a": row} for row in range(2_500)]
    parts = [json.dumps(one).encode() for one in plain]
    parts[1_500] = b'{"b": 1, "b": 2}'
    found = list(read(b'{"features": [%b]}' % b",".join(parts), most=2_500, most_values=9_999))
    assert [row for row, one in enumerate(found) if one.repeated] == [1_500]
    assert [one.value for one in found] == [*plain[:1_500], {"b": 2}, *plain[1_501:]]
    parts[1_500] = b'{"b": }'
    with pytest.raises(ValueError, match="Expecting value: line 1 column"):
        list(read(b'{"features": [%b]}' % b",".join(parts), most=2_500, most_values=9_999))
