"""A picture of a page, as the docs keep it."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
# Lossless: text and greys stay as they are, in a third of the bytes of a PNG.
SUFFIX = ".webp"


def take_picture(page: Page, name: str) -> Path:
    """Write what is in the window, and return the file.

    Parameters
    ----------
    page : Page
        Settled.
    name : str
        Of the picture, without suffix.
    """
    file = IMAGES / f"{name}{SUFFIX}"
    IMAGES.mkdir(parents=True, exist_ok=True)
    shown = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    shown.save(file, lossless=True, quality=100, method=6)
    return file
