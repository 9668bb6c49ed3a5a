"""Documents made by hypothesis: any JSON, with texts that look like its own signs."""

from __future__ import annotations

from hypothesis import strategies as st

TEXT = st.text(st.sampled_from('a"\\[]{},:é\n'), max_size=9)
JSON = st.recursive(
    st.none() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)
