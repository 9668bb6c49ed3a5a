"""Fonts of the brief: Noto Sans from a package, Noto Sans Armenian from beside this module.

The machine's own fonts are never asked, or the same brief would differ between machines. Signs that
Noto Sans lacks, such as "≥", come from the DejaVu Sans that matplotlib brings along.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
import threading
from functools import lru_cache
from pathlib import Path
from typing import Final

import matplotlib
import pymupdf_fonts
from matplotlib.font_manager import FontEntry, FontProperties, fontManager, get_font
from matplotlib.ft2font import FT2Font, LoadFlags

# Family names as typst and HTML see them; matplotlib gets names that no other font can have.
FAMILIES: Final = ("Noto Sans", "Noto Sans Armenian", "DejaVu Sans")
_PRIVATE: Final = tuple(f"Truceline {family}" for family in FAMILIES)
_ARMENIAN: Final = Path(__file__).parent / "fonts"
_DEJAVU: Final = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
_PACKAGED: Final = {
    "NotoSans-Regular.ttf": "notos",
    "NotoSans-Bold.ttf": "notosbo",
    "NotoSans-Italic.ttf": "notosit",
}
_FILES: Final = {
    ("normal", 400): ("NotoSans-Regular.ttf", "NotoSansArmenian-Regular.ttf", "DejaVuSans.ttf"),
    ("normal", 700): ("NotoSans-Bold.ttf", "NotoSansArmenian-Bold.ttf", "DejaVuSans-Bold.ttf"),
    ("italic", 400): (
        "NotoSans-Italic.ttf",
        "NotoSansArmenian-Regular.ttf",
        "DejaVuSans-Oblique.ttf",
    ),
}
# Points of matplotlib per pixel of a page drawn at 100 dots per inch.
POINTS_PER_PX: Final = 0.72
DPI: Final = 100
_MEASURING: Final = threading.Lock()


@lru_cache(maxsize=1)
def font_folder() -> Path:
    """Folder of this process with all font files in it; removed when the process ends."""
    folder = Path(tempfile.mkdtemp(prefix="truceline-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name, code in _PACKAGED.items():
        (folder / name).write_bytes(pymupdf_fonts.myfont(code))
    for files in _FILES.values():
        for name in files[1:]:
            origin = _ARMENIAN if name.startswith("Noto") else _DEJAVU
            shutil.copyfile(origin / name, folder / name)
    return folder


def register() -> None:
    """Tell matplotlib the fonts, again where it has read its list of fonts anew."""
    if any(entry.name == _PRIVATE[0] for entry in fontManager.ttflist):
        return
    for (style, weight), files in _FILES.items():
        for family, name in zip(_PRIVATE, files, strict=True):
            fontManager.ttflist.append(
                FontEntry(
                    fname=str(font_folder() / name),
                    name=family,
                    style=style,
                    variant="normal",
                    weight=weight,
                    stretch="normal",
                    size="scalable",
                )
            )


@lru_cache(maxsize=256)
def properties(size_px: float, *, bold: bool = False, italic: bool = False) -> FontProperties:
    """Font of a text artist.

    Parameters
    ----------
    size_px : float
        Size of an em in pixels of the page.
    bold, italic : bool
        Weight and slope; there is no bold italic.
    """
    return FontProperties(
        family=list(_PRIVATE),
        weight=700 if bold else 400,
        style="italic" if italic else "normal",
        size=size_px * POINTS_PER_PX,
    )


@lru_cache(maxsize=3)
def _face(style: str, weight: int) -> FT2Font:
    paths = [str(font_folder() / name) for name in _FILES[style, weight]]
    font: FT2Font = get_font(paths)
    return font


@lru_cache(maxsize=50_000)
def width_px(text: str, size_px: float, *, bold: bool = False, italic: bool = False) -> float:
    """Width of a line of text as it will be drawn.

    Examples
    --------
    >>> width_px("ii", 16) < width_px("WW", 16)
    True
    """
    if not text:
        return 0.0
    face = _face("italic" if italic else "normal", 700 if bold else 400)
    # A face remembers one text; Streamlit measures from many threads.
    with _MEASURING:
        face.set_size(size_px * POINTS_PER_PX, DPI)
        face.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
        return float(face.get_width_height()[0]) / 64
