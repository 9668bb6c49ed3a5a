"""Run the notebooks of the docs and keep what they print: python -m scripts.run_notebooks.

A map is a megabyte, and where notebooks are read without being run no script of theirs runs: in its
place a picture is kept that a browser made of it. A test fails when another output differs.
"""

from __future__ import annotations

import html
import os
import re
import tempfile
from base64 import b64encode
from pathlib import Path
from typing import Any, Final

import nbformat
from nbclient import NotebookClient
from nbformat.v4 import new_output
from playwright.sync_api import Browser, sync_playwright

from tests.chromium import launch, offline_page, wait_until

ROOT = Path(__file__).resolve().parents[1]
# Files that a notebook reads from the folder it is run in; they lie beside the repository.
NEEDED: Final[dict[str, dict[str, Path]]] = {
    "notebook": {},
    "notebook-ucdp": {
        "GEDEvent_v23_1.csv": ROOT.parent / "shared" / "data" / "ucdp_ged231_sample1000_49cols.csv"
    },
}
RUN_SECONDS: Final = 120
WIDTH_PX, HEIGHT_PX = 900, 640
_MAP: Final = "<iframe title="


def path_of(name: str) -> Path:
    """File of a notebook."""
    return ROOT / "docs" / f"{name}.ipynb"


def run(name: str) -> Any:
    """Run a notebook from top to bottom in a folder of its own; return it with its outputs."""
    notebook = nbformat.read(path_of(name), as_version=4)
    with tempfile.TemporaryDirectory() as folder:
        for wanted, file in NEEDED[name].items():
            (Path(folder) / wanted).write_bytes(file.read_bytes())
        client = NotebookClient(
            notebook, timeout=RUN_SECONDS, resources={"metadata": {"path": folder}}
        )
        return client.execute(env={**os.environ, "PYTHONPATH": str(ROOT)})


def is_map(output: Any) -> bool:
    """Whether an output is a map, or the picture of one."""
    data = output.get("data", {})
    return "image/png" in data or data.get("text/html", "").startswith(_MAP)


def keep(name: str, browser: Browser) -> None:
    """Run a notebook and write it back, with pictures in place of its maps."""
    notebook = run(name)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        for index, output in enumerate(cell.get("outputs", [])):
            if is_map(output):
                picture = _picture(browser, output["data"]["text/html"])
                said = re.search("<title>(.*?)</title>", html.unescape(output["data"]["text/html"]))
                data = {
                    "image/png": b64encode(picture).decode(),
                    "text/plain": html.unescape(said[1]) if said else "",
                }
                cell.outputs[index] = new_output("display_data", data)
    nbformat.validate(notebook)
    nbformat.write(notebook, path_of(name))


def _picture(browser: Browser, shown: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        # A notebook puts the output into its page as it is.
        page = Path(folder) / "map.html"
        page.write_text(f"<!DOCTYPE html><body style='margin:0'>{shown}", encoding="utf-8")
        with offline_page(browser, WIDTH_PX, HEIGHT_PX) as offline:
            offline.page.goto(page.as_uri())
            handle = offline.page.wait_for_selector("iframe")
            frame = handle.content_frame() if handle else None
            if frame is None:
                raise RuntimeError("the notebook's map has no frame")
            wait_until(frame, "window.truceline && truceline.state().serialApplied !== null")
            frame.evaluate("truceline.ready")
            offline.page.wait_for_timeout(500)
            picture: bytes = offline.page.screenshot()
            return picture


def main() -> None:
    """Run and keep every notebook."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for name in NEEDED:
            keep(name, browser)
        browser.close()


if __name__ == "__main__":
    main()
