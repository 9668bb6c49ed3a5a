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

from geo.brief.sizes import Box

GAPS_PX: Final = (12.0, 20.0, 30.0, 42.0, 56.0, 72.0)
DIRECTIONS: Final = 24
CLEAR_PX: Final = 4.0
CELL_PX: Final = 8.0
_SAMPLE_PX: Final = 4.0
Floats = npt.NDArray[np.float64]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place found: the box, and the end of its leader where it needs one."""

    box: Box
    leader_to: Point | None = None


class Busy:
    """How much a reader would miss what lies under each cell of the frame.

    Parameters
    ----------
    frame : Box
        The map.
    """

    def __init__(self, frame: Box) -> None:
        self.frame = frame
        rows, columns = (math.ceil(side / CELL_PX) + 1 for side in (frame.height, frame.width))
        self._weights = np.zeros((rows, columns))
        self._sums: Floats | None = None

    def add_points(self, points: Floats, weight: float) -> None:
        """Add weight to the cells of points; shape (n, 2), pixels."""
        cells = np.floor((points - (self.frame.x, self.frame.y)) / CELL_PX).astype(int)
        rows, columns = self._weights.shape
        inside = (
            (cells[:, 0] >= 0) & (cells[:, 0] < columns) & (cells[:, 1] >= 0) & (cells[:, 1] < rows)
        )
        distinct = np.unique(cells[inside], axis=0)
        self._weights[distinct[:, 1], distinct[:, 0]] += weight
        self._sums = None

    def add_disc(self, x: float, y: float, radius: float, weight: float) -> None:
        """Add weight to the cells of a disc."""
        steps = np.arange(-radius, radius + CELL_PX, CELL_PX)
        grid = np.stack(np.meshgrid(steps, steps), axis=-1).reshape(-1, 2)
        near = grid[np.hypot(grid[:, 0], grid[:, 1]) <= radius + CELL_PX / 2]
        self.add_points(near + np.array([x, y]), weight)

    def under(self, boxes: Floats) -> Floats:
        """Sum of the weights under boxes; shape (n, 4) of left, top, right, bottom to (n,)."""
        if self._sums is None:
            self._sums = np.pad(self._weights, ((1, 0), (1, 0))).cumsum(0).cumsum(1)
        rows, columns = self._weights.shape
        cells = (boxes - (self.frame.x, self.frame.y) * 2) / CELL_PX
        x0, x1 = (np.clip(np.floor(cells[:, i]).astype(int), 0, columns - 1) for i in (0, 2))
        y0, y1 = (np.clip(np.floor(cells[:, i]).astype(int), 0, rows - 1) for i in (1, 3))
        sums = self._sums
        found: Floats = sums[y1 + 1, x1 + 1] - sums[y0, x1 + 1] - sums[y1 + 1, x0] + sums[y0, x0]
        return found


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
        return bool(self._free(candidate, _edges(others))[0])

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
            inside &= ~_overlap(grown, obstacles).any(axis=1)
        if self.leaders:
            points = np.concatenate([_along(*leader) for leader in self.leaders])
            inside &= ~_hold(candidates, points).any(axis=1)
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
        obstacles = _edges([box for box in self.boxes if box != own])
        candidates, costs = _around(anchor, width, height)
        keep = self._free(candidates, np.vstack([obstacles, _edges([own])]))
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
        if len(obstacles) and _hold(obstacles, _along(start, end)).any():
            return False
        return not any(_cross(start, end, *leader) for leader in self.leaders)

    def place_beside(
        self, offsets: Sequence[tuple[float, float]], width: float, height: float, at: Point
    ) -> Box | None:
        """Place a box at the first free of some offsets of its middle from a point."""
        if not offsets:
            return None
        middles = np.array(offsets) + at
        half = np.array([width / 2, height / 2])
        candidates = np.hstack([middles - half, middles + half])
        keep = self._free(candidates, _edges(self.boxes))
        if not keep.any():
            return None
        # Order counts for a little; what would be covered counts more.
        costs = np.arange(len(offsets)) * 0.6 + self.busy.under(candidates)
        x0, y0, x1, y1 = candidates[np.flatnonzero(keep)[np.argmin(costs[keep])]]
        return Box(float(x0), float(y0), float(x1 - x0), float(y1 - y0))

    def covered(self, box: Box) -> float:
        """What a box there would cover."""
        return float(self.busy.under(_edges([box]))[0])

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


def _edges(boxes: Sequence[Box]) -> Floats:
    edges = [(box.x, box.y, box.right, box.bottom) for box in boxes]
    return np.array(edges, float).reshape(-1, 4)


def _overlap(some: Floats, others: Floats) -> npt.NDArray[np.bool_]:
    a, b = some[:, None, :], others[None, :, :]
    return (
        (a[..., 0] < b[..., 2]) & (b[..., 0] < a[..., 2])
        & (a[..., 1] < b[..., 3]) & (b[..., 1] < a[..., 3])
    )  # fmt: skip


def _hold(boxes: Floats, points: Floats) -> npt.NDArray[np.bool_]:
    b, p = boxes[:, None, :], points[None, :, :]
    return (
        (b[..., 0] < p[..., 0]) & (p[..., 0] < b[..., 2])
        & (b[..., 1] < p[..., 1]) & (p[..., 1] < b[..., 3])
    )  # fmt: skip


def _along(start: Point, end: Point) -> Floats:
    length = math.hypot(end[0] - start[0], end[1] - start[1])
    steps = np.linspace(0, 1, max(int(length / _SAMPLE_PX), 1) + 1)[:, None]
    points: Floats = np.array(start) + steps * (np.array(end) - np.array(start))
    return points


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether two segments cross."""

    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def eight_sides(width: float, height: float, gap: float) -> list[tuple[float, float]]:
    """Offsets of a label's middle from its point: right, left, and around, best first."""
    across, up = gap + width / 2, gap + height / 2
    slant = gap * 0.6
    return [
        (across, 0), (-across, 0), (slant + width / 2, -up + 3), (slant + width / 2, up - 3),
        (-slant - width / 2, -up + 3), (-slant - width / 2, up - 3), (0, up), (0, -up),
    ]  # fmt: skip
