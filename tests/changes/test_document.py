"""Hostile text in a comparison's Markdown is shown letter for letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from geo.changes import WindowPair, as_markdown, compare
from geo.changes.document import quote_markdown
from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.spans import Window

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HOSTILE = (
    '![i](http://elsewhere.invalid/i.png) [l](javascript:x) <img src=x onerror="y"> `c` **b** '
    "| cell | {{7*7}} ${7} :tada: &amp; ~~s~~ # h"
)


def shown(markdown: str) -> str:
    """Text that a reader sees, where nothing but plain text is allowed."""
    found = []
    for token in MARKDOWN.parse(markdown):
        for inline in token.children or ():
            assert inline.type in ("text", "text_special"), inline
            found.append(inline.content)
    return "".join(found)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    line = quote_markdown(text)
    assert "\n" not in line
    assert shown(f"- {line}") == " ".join(text.split())


@pytest.mark.parametrize("text", ["- a", "1. a", "12) a", "# a", "> a", "+ a", "=== a", "a\n# b"])
def test_no_text_begins_a_block(text: str) -> None:
    tokens = MARKDOWN.parse(f"- {quote_markdown(text)}")
    assert [t.type for t in tokens].count("list_item_open") == 1
    assert not [t for t in tokens if t.type in ("heading_open", "blockquote_open", "hr")]


def test_a_hostile_dataset_makes_no_markup(dataset: Dataset) -> None:
    events = dataset.events.assign(title=HOSTILE)
    hostile = replace(dataset, events=events)
    asked = EventFilter(date(2022, 3, 20), date(2022, 3, 26))
    compared = compare(hostile, WindowPair(asked, Window(date(2022, 3, 27), date(2022, 3, 28))))
    assert HOSTILE in shown(as_markdown(compared))
