"""Which boxes, points and lines on the page touch, many at a time, in pixels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from geo.brief.sizes import Box

_SAMPLE_PX: Final = 4.0
Floats = npt.NDArray[np.float64]
Point = tuple[float, float]


def edges(boxes: Sequence[Box]) -> Floats:
    """Left, top, right and bottom of boxes; shape (n, 4)."""
    edges = [(box.x, box.y, box.right, box.bottom) for box in boxes]
    return np.array(edges, float).reshape(-1, 4)


def overlap(some: Floats, others: Floats) -> npt.NDArray[np.bool_]:
    """Which of some boxes overlap which others; shape (n, m)."""
    a, b = some[:, None, :], others[None, :, :]
    return (
        (a[..., 0] < b[..., 2]) & (b[..., 0] < a[..., 2])
        & (a[..., 1] < b[..., 3]) & (b[..., 1] < a[..., 3])
    )  # fmt: skip


def hold(boxes: Floats, points: Floats) -> npt.NDArray[np.bool_]:
    """Which boxes hold which points; shape (n, m)."""
    b, p = boxes[:, None, :], points[None, :, :]
    return (
        (b[..., 0] < p[..., 0]) & (p[..., 0] < b[..., 2])
        & (b[..., 1] < p[..., 1]) & (p[..., 1] < b[..., 3])
    )  # fmt: skip


def along(start: Point, end: Point) -> Floats:
    """Points along a segment, no farther apart than the eye would miss; shape (n, 2)."""
    length = math.hypot(end[0] - start[0], end[1] - start[1])
    steps = np.linspace(0, 1, max(int(length / _SAMPLE_PX), 1) + 1)[:, None]
    points: Floats = np.array(start) + steps * (np.array(end) - np.array(start))
    return points


def cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether two segments cross."""

    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
