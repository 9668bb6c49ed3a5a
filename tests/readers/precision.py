"""UCDP's codes of precision, and what we say for them."""

from __future__ import annotations

WHERE = {
    "1": "exact",
    "2": "near",
    "3": "district",
    "4": "region",
    "5": "region",
    "6": "region",
    "7": "region",
}
DATES = {"1": "day", "2": "days", "3": "week", "4": "month", "5": "year"}
