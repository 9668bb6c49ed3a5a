"""Apps that show the planted data or let it be edited, and how one loses a defence."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, Route

from geo.linkage import Dataset
from tests.chromium import running_app
from tests.hostile.planted import plant


@contextmanager
def planted_app() -> Iterator[tuple[str, Dataset, Path]]:
    """An app that shows the planted dataset, the dataset, and a folder for files."""
    with tempfile.TemporaryDirectory(prefix="truceline-planted-") as home:
        dataset = plant(Path(home) / "data")
        with running_app(dataset.path) as address:
            yield address, dataset, Path(home)


@contextmanager
def edited_app() -> Iterator[tuple[str, Path]]:
    """An app that edits a folder with the planted data, and the folder."""
    with tempfile.TemporaryDirectory(prefix="truceline-edited-") as home:
        folder = plant(Path(home) / "data").path
        with running_app(folder, TRUCELINE_EDIT=str(folder)) as address:
            yield address, folder


def without(replaced: dict[str, Callable[[str], str]]) -> Callable[[Page], None]:
    """Serve some of our scripts changed: how a test of the test takes a defence away."""

    def tamper(page: Page) -> None:
        def serve(route: Route) -> None:
            change = next(c for name, c in replaced.items() if f"/{name}" in route.request.url)
            answer = route.fetch()
            route.fulfill(response=answer, body=change(answer.text()))

        for name in replaced:
            page.route(f"**/{name}*", serve)

    return tamper
