"""Where cards and names stand: ranked, near their place, and never on one another.

The placer is greedy. What stands is an obstacle to what comes after: boxes must not overlap, a
leader must neither cross another leader nor run through a box. Among the places left, the nearest
is taken, with a malus for covering what a reader would miss.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from geo.brief.busy import Busy
from geo.brief.contact import Floats, Point, along, cross, edges, hold, overlap
from geo.brief.sizes import Box

GAPS_PX: Final = (12.0, 20.0, 30.0, 42.0, 56.0, 72.0)
DIRECTIONS: Final = 24
CLEAR_PX: Final = 4.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A place found: the box, and the end of its leader where it needs one."""

    box: Box
    leader_to: Point | None = None


@dataclass
class Board:
    """The map's frame with what stands on it.

    Parameters
    ----------
    frame : Box
        Nothing may stand outside it.
    busy : Busy
        What is better not covered.
    boxes : list of Box
        What must not be covered.
    leaders : list of tuple of Point
        Lines that must not be crossed.
    """

    frame: Box
    busy: Busy
    boxes: list[Box] = field(default_factory=list)
    leaders: list[tuple[Point, Point]] = field(default_factory=list)

    def copy(self) -> Board:
        """The same board, to try something on."""
        return Board(self.frame, self.busy, list(self.boxes), list(self.leaders))

    def free(self, box: Box, *, ignore: Box | None = None) -> bool:
        """Whether a box could stand there."""
        others = [other for other in self.boxes if other != ignore]
        candidate = np.array([[box.x, box.y, box.right, box.bottom]])
        return bool(self._free(candidate, edges(others))[0])

    def _free(self, candidates: Floats, obstacles: Floats) -> npt.NDArray[np.bool_]:
        frame = self.frame
        inside = (
            (candidates[:, 0] >= frame.x + CLEAR_PX)
            & (candidates[:, 1] >= frame.y + CLEAR_PX)
            & (candidates[:, 2] <= frame.right - CLEAR_PX)
            & (candidates[:, 3] <= frame.bottom - CLEAR_PX)
        )
        if len(obstacles):
            grown = candidates + CLEAR_PX * np.array([-1, -1, 1, 1])
            inside &= ~overlap(grown, obstacles).any(axis=1)
        if self.leaders:
            points = np.concatenate([along(*leader) for leader in self.leaders])
            inside &= ~hold(candidates, points).any(axis=1)
        return inside

    def place_card(self, anchor: Point, width: float, height: float, own: Box) -> Spot | None:
        """Place a box near an anchor that it points to with a leader.

        Parameters
        ----------
        anchor : tuple of float
            Where it belongs.
        width, height : float
            Its size.
        own : Box
            The anchor's own mark, which the leader may touch.

        Returns
        -------
        Spot or None
            None where there is no free place near enough.
        """
        obstacles = edges([box for box in self.boxes if box != own])
        candidates, costs = _around(anchor, width, height)
        keep = self._free(candidates, np.vstack([obstacles, edges([own])]))
        candidates, costs = candidates[keep], costs[keep]
        if not len(candidates):
            return None
        costs = costs + 1.1 * self.busy.under(candidates)
        for index in np.argsort(costs, kind="stable"):
            x0, y0, x1, y1 = candidates[index]
            end = (min(max(anchor[0], x0), x1), min(max(anchor[1], y0), y1))
            if self._leader_free(anchor, end, obstacles):
                return Spot(Box(x0, y0, x1 - x0, y1 - y0), (float(end[0]), float(end[1])))
        return None

    def _leader_free(self, start: Point, end: Point, obstacles: Floats) -> bool:
        if len(obstacles) and hold(obstacles, along(start, end)).any():
            return False
        return not any(cross(start, end, *leader) for leader in self.leaders)

    def place_beside(
        self, offsets: Sequence[tuple[float, float]], width: float, height: float, at: Point
    ) -> Box | None:
        """Place a box at the first free of some offsets of its middle from a point."""
        if not offsets:
            return None
        middles = np.array(offsets) + at
        half = np.array([width / 2, height / 2])
        candidates = np.hstack([middles - half, middles + half])
        keep = self._free(candidates, edges(self.boxes))
        if not keep.any():
            return None
        # Order counts for a little; what would be covered counts more.
        costs = np.arange(len(offsets)) * 0.6 + self.busy.under(candidates)
        x0, y0, x1, y1 = candidates[np.flatnonzero(keep)[np.argmin(costs[keep])]]
        return Box(float(x0), float(y0), float(x1 - x0), float(y1 - y0))

    def covered(self, box: Box) -> float:
        """What a box there would cover."""
        return float(self.busy.under(edges([box]))[0])

    def add(self, box: Box, leader: tuple[Point, Point] | None = None) -> None:
        """Let something stand there from now on."""
        self.boxes.append(box)
        if leader is not None:
            self.leaders.append(leader)


def _around(anchor: Point, width: float, height: float) -> tuple[Floats, Floats]:
    """Boxes around a point, and what each costs by its distance and direction."""
    angles = np.arange(DIRECTIONS) * 2 * math.pi / DIRECTIONS
    dx, dy = np.cos(angles), np.sin(angles)
    with np.errstate(divide="ignore"):
        support = np.minimum(width / 2 / np.abs(dx), height / 2 / np.abs(dy))
    gaps = np.array(GAPS_PX)[:, None]
    reach = gaps + support
    x, y = anchor[0] + reach * dx, anchor[1] + reach * dy
    boxes = np.stack([x - width / 2, y - height / 2, x + width / 2, y + height / 2], axis=-1)
    # To the right and above is where readers look first.
    costs = gaps + 3 * (1 - dx) / 2 + 2 * (1 + dy) / 2
    return boxes.reshape(-1, 4), np.broadcast_to(costs, boxes.shape[:2]).reshape(-1)


def eight_sides(width: float, height: float, gap: float) -> list[tuple[float, float]]:
    """Offsets of a label's middle from its point: right, left, and around, best first."""
    across, up = gap + width / 2, gap + height / 2
    slant = gap * 0.6
    return [
        (across, 0), (-across, 0), (slant + width / 2, -up + 3), (slant + width / 2, up - 3),
        (-slant - width / 2, -up + 3), (-slant - width / 2, up - 3), (0, up), (0, -up),
    ]  # fmt: skip
