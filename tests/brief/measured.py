"""A brief measured: what stands on its page, the ink of its letters, and what is in the way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.text import Text
from matplotlib.textpath import TextPath

from geo.brief.canvas import Canvas
from geo.brief.model import Brief
from geo.brief.picture import drawing, whole_page
from geo.brief.sizes import Box

MIN_TEXT_PX = 14.0
# Ink of neighbouring letters may share a pixel's edge.
TOUCH_PX = 0.75


@dataclass
class Drawn:
    """What stands on a page: name, kind, name of what it stands in on purpose, box."""

    name: str
    kind: str
    within: str
    box: Box


def ink_of(artist: Text, renderer: RendererAgg) -> Box:
    """Box of the letters' outlines; matplotlib's own extent is that of a line of any text."""
    font = artist.get_fontproperties()
    size = font.get_size_in_points() / 0.72
    outline = TextPath((0, 0), artist.get_text(), size=size, prop=font)
    points = np.asarray(outline.vertices)[np.asarray(outline.codes) != TextPath.CLOSEPOLY]
    (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
    _, baseline = artist.get_position()
    left = artist.get_window_extent(renderer).x0
    return Box(float(left + x0), float(baseline - y1), float(x1 - x0), float(y1 - y0))


def drawn(brief: Brief) -> tuple[Canvas, list[Drawn]]:
    """Everything drawn, texts by the outlines that matplotlib itself makes."""
    with drawing():
        canvas = whole_page(brief)
        renderer = FigureCanvasAgg(canvas.figure).get_renderer()
        inks = {}
        for artist in canvas.figure.findobj(Text):
            if artist.get_gid():
                inks[artist.get_gid()] = ink_of(artist, renderer)
    found = []
    for mark in canvas.marks:
        box = inks[mark.name] if mark.kind == "text" else mark.box
        found.append(Drawn(mark.name, mark.kind, mark.within, box))
    assert len(inks) == sum(mark.kind == "text" for mark in canvas.marks)
    return canvas, found


def overlaps(found: list[Drawn]) -> list[tuple[Drawn, Drawn]]:
    """Pairs that share more than an edge, but for what stands in the other on purpose."""
    parents = {one.name: one.within for one in found}

    def stands_in(one: Drawn, other: Drawn) -> bool:
        holder = one.within
        while holder and holder != other.name:
            holder = parents.get(holder, "")
        return bool(holder)

    shrunk = [one.box.grown(-TOUCH_PX / 2) for one in found]
    x0, y0, x1, y1 = np.array([(b.x, b.y, b.right, b.bottom) for b in shrunk]).T
    meet = (x0 < x1[:, None]) & (x0[:, None] < x1) & (y0 < y1[:, None]) & (y0[:, None] < y1)
    pairs = [(found[i], found[j]) for i, j in np.argwhere(np.triu(meet, 1))]
    return [
        (one, other)
        for one, other in pairs
        if not stands_in(one, other) and not stands_in(other, one)
    ]


def assert_sound(brief: Brief) -> None:
    """Fail where texts overlap, are cut off, leave their part, or are too small to be read."""
    canvas, found = drawn(brief)
    assert overlaps(found) == []
    page = canvas.page
    cut_off = [one for one in found if not page.contains(one.box)]
    assert cut_off == []
    # What belongs to the map stays in its frame, and the panel's texts in the panel.
    names = {one.name: one for one in found}
    for one in found:
        if one.kind in ("card", "disc"):
            assert brief.page.map_box.contains(one.box), one
        if one.within in names and names[one.within].kind == "card":
            assert names[one.within].box.contains(one.box), one
    sizes = [
        artist.get_fontsize() / 0.72
        for artist in canvas.figure.findobj(Text)
        if artist.get_text() and artist.get_text() != "?"
    ]
    assert min(sizes) >= MIN_TEXT_PX - 1e-6
