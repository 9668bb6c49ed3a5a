"""Claims of a selection, the matrix of events and parties, and both tables with their grades."""

from __future__ import annotations

from typing import Any

import pandas as pd

from geo.linkage import ClaimMatrix, Dataset, Selection
from geo.records.table import VERSION, about, plain, table_csv
from geo.schema import CLAIMS, SOURCES


def claim_table(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """All claims on the events of a selection, each with what it is on, who speaks and where.

    Returns
    -------
    DataFrame
        The columns of `schema.CLAIMS`, then `party_title`, `side`, `source`, `public_on`,
        `reliability` of the source, `title`, `when` and `status` of the event, and the data's
        version.
    """
    claims = dataset.claims_of(selection)
    of_event = dataset.events.iloc[claims["event_row"]]
    added = ["party_title", "side", "source", "public_on", "reliability"]
    return claims[[*CLAIMS.column_names, *added]].assign(
        title=of_event["title"].to_numpy(),
        when=of_event["when"].astype(str).to_numpy(),
        status=of_event["status"].astype(str).to_numpy(),
        **{VERSION: dataset.version},
    )


def claim_records(dataset: Dataset, selection: Selection) -> list[dict[str, Any]]:
    """Rows of `claim_table` as records; blank is None."""
    return [
        {str(name): plain(value) for name, value in row.items()}
        for row in claim_table(dataset, selection).to_dict("records")
    ]


def claims_csv(dataset: Dataset, selection: Selection, said: str) -> str:
    """Rows of `claim_table` as CSV."""
    table = claim_table(dataset, selection).drop(columns=VERSION)
    return table_csv(table.assign(**about(dataset, said)))


def matrix_csv(dataset: Dataset, matrix: ClaimMatrix, said: str) -> str:
    """All rows of a matrix of events and parties as CSV; silence is blank."""
    return table_csv(matrix.frame().assign(**about(dataset, said)))


def sources_csv(dataset: Dataset, sources: pd.DataFrame) -> str:
    """Sources as a dataset folder reads them, grades included."""
    table = sources[list(SOURCES.column_names)]
    return table_csv(table.assign(**about(dataset, "all sources")))


def graded_claims_csv(dataset: Dataset, claims: pd.DataFrame) -> str:
    """Claims as a dataset folder reads them, grades included."""
    table = claims[list(CLAIMS.column_names)]
    return table_csv(table.assign(**about(dataset, "all claims")))
