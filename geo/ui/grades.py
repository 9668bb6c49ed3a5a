"""Grades that the analyst sets in this session, over those of the data. None is ever guessed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd
import streamlit as st

Grades = Mapping[str, Mapping[str, str]]
_KEYS: Final = {
    "reliability": ("source_id", "truceline_reliability"),
    "credibility": ("claim_id", "truceline_credibility"),
}


def set_grades() -> Grades:
    """Grades set in this session: `reliability` by source and `credibility` by claim.

    What is returned follows later grades, so that a download offered before has them too.
    """
    return {grade: st.session_state.setdefault(kept, {}) for grade, (_, kept) in _KEYS.items()}


def graded(rows: pd.DataFrame, grades: Grades) -> pd.DataFrame:
    """Put grades into a table that has both a grade and what it grades.

    Parameters
    ----------
    rows : DataFrame
        Claims or sources.
    grades : mapping
        As `set_grades` gives them.
    """
    columns = {}
    for grade, (key, _) in _KEYS.items():
        if {grade, key} <= set(rows.columns):
            asked = grades[grade]
            own = rows[grade].astype(object)
            columns[grade] = rows[key].map(asked).astype(object).where(rows[key].isin(asked), own)
    return rows.assign(**columns)


def set_grade(grade: str, one: str, code: str) -> None:
    """Set the grade of a source or a claim; blank takes it away."""
    st.session_state.setdefault(_KEYS[grade][1], {})[one] = code


def grade_text(reliability: str, credibility: str) -> str:
    """Write both grades as analysts do; what is not graded is a dash, blank where neither is.

    Examples
    --------
    >>> grade_text("B", "2"), grade_text("B", ""), grade_text("", "")
    ('B2', 'B–', '')
    """
    if not reliability and not credibility:
        return ""
    return f"{reliability or '–'}{credibility or '–'}"
