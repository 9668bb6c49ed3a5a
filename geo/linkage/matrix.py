"""Who says what of which event: events in rows, parties in columns, stances where they meet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.claims import denies_toll
from geo.filters.event_filter import certainty_column
from geo.linkage.dataset import Dataset
from geo.linkage.selection import Selection
from geo.schema import SIDES, STANCES, UNATTRIBUTED_SIDE

Order = Literal["date", "contested"]
ORDERS: Final[tuple[Order, ...]] = get_args(Order)
# A party may deny one aspect of an event and assert another: a cell is a set of stances.
STANCE_BITS: Final = {stance: 1 << at for at, stance in enumerate(STANCES)}
_CONTRADICTIONS: Final = ("denies", "disputes")
_FIRST_COLUMNS: Final = (
    "event_id",
    "date_start",
    "date_end",
    "date_prec",
    "title",
    "status",
    "certainty",
    "low",
    "high",
    "claimed_low",
    "claimed_high",
)
Ints = npt.NDArray[np.int64]


def stances_in(cell: int) -> list[str]:
    """Stances that a cell holds; none of them is silence.

    Examples
    --------
    >>> stances_in(STANCE_BITS["denies"] | STANCE_BITS["asserts"]), stances_in(0)
    (['asserts', 'denies'], [])
    """
    return [stance for stance, bit in STANCE_BITS.items() if cell & bit]


@dataclass(frozen=True)
class ClaimMatrix:
    """The events of a selection that somebody makes a claim on, by the parties that do.

    Cells are worked out for the rows asked for only, so that a million events can be paged.

    Parameters
    ----------
    selection : Selection
        What it was made from.
    positions : ndarray of int64, shape (n,)
        Rows of the matrix, in its order: positions in the selection.
    parties : DataFrame
        Its columns: `party_id`, `title`, `side`, grouped by side in the order of `schema.SIDES`.
    claims : DataFrame
        All claims on these events.
    unclaimed : int
        Events of the selection on which there is no claim; they are not in the matrix.
    """

    selection: Selection
    positions: Ints
    parties: pd.DataFrame
    claims: pd.DataFrame
    unclaimed: int

    def __len__(self) -> int:
        return len(self.positions)

    def events(self, start: int = 0, stop: int | None = None) -> pd.DataFrame:
        """Events of some rows.

        Returns
        -------
        DataFrame
            With `certainty`, and with `claimed_low` and `claimed_high`: the toll over what all
            sides say, see `claims.toll_over_sides`.
        """
        at = self.positions[start:stop]
        taken = self.selection.events.iloc[self.selection.rows[at]]
        denied = np.isin(taken.index, self.claims["event_row"][denies_toll(self.claims)])
        reported = taken["low"].notna() | taken["high"].notna()
        return taken.assign(
            certainty=certainty_column(self.selection.certainty[at]),
            claimed_low=taken["low"].mask(reported & denied, 0),
            claimed_high=taken["high"],
        )

    def cells(self, start: int = 0, stop: int | None = None) -> npt.NDArray[np.int8]:
        """Stances of every party on the events of some rows.

        Parameters
        ----------
        start, stop : int
            Which rows, as in a slice.

        Returns
        -------
        ndarray of int8, shape (rows, parties)
            Sums of `STANCE_BITS`; 0 where the party is silent.
        """
        rows = self.selection.rows[self.positions[start:stop]]
        line_of = np.full(len(self.selection.events), -1, np.int64)
        line_of[rows] = np.arange(len(rows))
        lines = line_of[self.claims["event_row"].to_numpy()]
        here = lines >= 0
        columns = pd.Index(self.parties["party_id"]).get_indexer(pd.Index(self.claims["party"]))
        bits = self.claims["stance"].map(STANCE_BITS).to_numpy(np.int8)
        cells = np.zeros((len(rows), len(self.parties)), np.int8)
        np.bitwise_or.at(cells, (lines[here], columns[here]), bits[here])
        return cells

    def frame(self, start: int = 0, stop: int | None = None) -> pd.DataFrame:
        """Write some rows out: what and when, then a column of stances for each party.

        Returns
        -------
        DataFrame
            `event_id`, `date_start`, `date_end`, `date_prec`, `title`, `status`, `certainty`,
            `low`, `high`, `claimed_low`, `claimed_high`, then one column by party id; several
            stances of one party are joined by `;`, silence is blank.
        """
        words = np.array([";".join(stances_in(cell)) for cell in range(1 << len(STANCES))], object)
        events = self.events(start, stop)[list(_FIRST_COLUMNS)].reset_index(drop=True)
        said = words[self.cells(start, stop)]
        return pd.concat([events, pd.DataFrame(said, columns=self.parties["party_id"])], axis=1)


def claim_matrix(dataset: Dataset, selection: Selection, order: Order = "date") -> ClaimMatrix:
    """Set the parties of a selection against its events.

    Parameters
    ----------
    dataset : Dataset
        Where the claims are.
    selection : Selection
        Made by `Dataset.selection`.
    order : {"date", "contested"}
        `contested` puts first what most sides deny or dispute, of these what most sides speak of,
        and of equals the earlier.
    """
    claims = dataset.claims_of(selection)
    position_of = np.full(len(selection.events), -1, np.int64)
    position_of[selection.rows] = np.arange(len(selection))
    positions = position_of[claims["event_row"].to_numpy()]
    rows = np.unique(positions)
    if order == "contested":
        named = (claims["side"] != UNATTRIBUTED_SIDE).to_numpy(dtype=bool)
        against = claims["stance"].isin(_CONTRADICTIONS).to_numpy(dtype=bool) & named
        sides = pd.factorize(claims["side"])[0].astype(np.int64)
        speaking = _distinct(positions[named], sides[named], len(selection))[rows]
        denying = _distinct(positions[against], sides[against], len(selection))[rows]
        rows = rows[np.lexsort((rows, -speaking, -denying))]
    speak = dataset.parties[dataset.parties["party_id"].isin(claims["party"].unique())]
    rank = speak["side"].map({side: at for at, side in enumerate(SIDES)}).astype(int)
    parties = speak.iloc[np.argsort(rank.to_numpy(), kind="stable")].reset_index(drop=True)
    return ClaimMatrix(selection, rows, parties, claims, len(selection) - len(rows))


def _distinct(positions: Ints, sides: Ints, count: int) -> Ints:
    """Count the different sides at each position."""
    pairs = np.unique(positions * (len(SIDES) + 1) + sides)
    return np.bincount(pairs // (len(SIDES) + 1), minlength=count)
