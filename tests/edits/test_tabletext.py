"""The text of a table: whatever is in it, a change and the way back keep every byte."""

from __future__ import annotations

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from geo.edits.tabletext import parse
from geo.schema import PARTIES

_TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"), max_size=12
)
_ROWS = st.dictionaries(
    st.text("abcdé-1", min_size=1, max_size=4), st.tuples(_TEXT, _TEXT), min_size=1, max_size=6
)


@settings(max_examples=150)
@given(_ROWS, st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]), st.sampled_from(["\n", "\r\n"]))
def test_any_table_comes_back_byte_for_byte(
    rows: dict[str, tuple[str, str]], quoting: int, end: str
) -> None:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, quoting=quoting, lineterminator=end)  # type: ignore[arg-type]
    writer.writerow(PARTIES.column_names)
    writer.writerows([key, *cells] for key, cells in rows.items())
    content = buffer.getvalue().encode()
    text = parse(content, PARTIES)
    assert text.content == content
    assert {key: (row["title"], row["side"]) for key, row in text.rows.items()} == rows
    one = next(iter(rows))
    line, before = text.line(one), text.before(one)
    assert line is not None
    changed = text.with_row(one, {**text.rows[one], "title": 'other, "one"\r\nline'})
    assert parse(changed.content, PARTIES).rows == changed.rows
    back = changed.with_row(one, text.rows[one], line.text)
    assert back.content == content
    gone = text.without(one)
    assert gone.with_row(one, text.rows[one], line.text, before).content == content
