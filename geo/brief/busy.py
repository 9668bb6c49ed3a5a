"""What lies under each spot of the map, by how much a reader would miss it."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from geo.brief.contact import Floats
from geo.brief.sizes import Box

CELL_PX: Final = 8.0


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
