"""Symbols of events as small SVG documents, for documents that set their own text."""

from __future__ import annotations

from matplotlib.path import Path

from geo.brief.glyphs import badge_of, badge_radius, reach_px, symbol
from geo.symbology import KEYLINE


def symbol_svg(category: str, status: str, *, bearing_deg: float | None = None) -> str:
    """Symbol as a small SVG document of its own, for documents that set their own text.

    Parameters
    ----------
    category, status : str
        Codes of `schema`; anything else is refused.
    bearing_deg : float, optional
        Direction of an arrow.
    """
    size = 24.0
    left, up, right, down = reach_px(status, size)
    shapes = []
    for index, layer in enumerate(symbol(category, status, size, bearing_deg=bearing_deg)):
        data = path_data(layer.path)
        look = f'fill="{layer.fill or "none"}"'
        if layer.stroke:
            look += f' stroke="{layer.stroke}" stroke-width="{layer.width_px:.2f}"'
        if layer.dash_px:
            look += f' stroke-dasharray="{layer.dash_px[0]:.2f} {layer.dash_px[1]:.2f}"'
        if layer.inside:
            shapes.append(f'<clipPath id="c{index}"><path d="{data}"/></clipPath>')
            look += f' clip-path="url(#c{index})"'
        shapes.append(f'<path d="{data}" {look} stroke-linejoin="round"/>')
    if badge_of(status):
        at, radius = 0.4 * size, badge_radius(size)
        shapes.append(
            f'<circle cx="{at:.2f}" cy="{-at:.2f}" r="{radius:.2f}" fill="{KEYLINE}" '
            'stroke="#FFFFFF" stroke-width="1.2"/>'
            f'<path d="{_question(at, -at, radius)}" fill="none" stroke="#FFFFFF" '
            'stroke-width="1.7" stroke-linecap="round"/>'
        )
    view = f"{-left:.1f} {-up:.1f} {left + right:.1f} {up + down:.1f}"
    width, height = left + right, up + down
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}" width="{width:.1f}" '
        f'height="{height:.1f}">{"".join(shapes)}</svg>'
    )


def path_data(path: Path) -> str:
    """SVG path data of a path.

    Examples
    --------
    >>> from geo.brief.glyphs import shape
    >>> path_data(shape("M0 0H2V2Z"))
    'M0 0L2 0L2 2L0 0Z'
    """
    letters = {Path.MOVETO: "M", Path.LINETO: "L", Path.CURVE3: "Q", Path.CURVE4: "C"}
    written = []
    for points, code in path.iter_segments(simplify=False, curves=True):
        if code == Path.CLOSEPOLY:
            written.append("Z")
        else:
            written.append(
                letters[code] + " ".join(f"{one:.3f}".rstrip("0").rstrip(".") for one in points)
            )
    return "".join(written)


def _question(x: float, y: float, radius: float) -> str:
    """A question mark drawn as lines, so that it needs no font."""
    r = radius * 0.42
    return (
        f"M{x - r:.2f} {y - r:.2f}C{x - r:.2f} {y - 2.2 * r:.2f} {x + r:.2f} {y - 2.2 * r:.2f} "
        f"{x + r:.2f} {y - r:.2f}C{x + r:.2f} {y:.2f} {x:.2f} {y - 0.2 * r:.2f} {x:.2f} "
        f"{y + 0.5 * r:.2f}M{x:.2f} {y + 1.5 * r:.2f}L{x:.2f} {y + 1.55 * r:.2f}"
    )
