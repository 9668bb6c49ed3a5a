"""The brief of a filter, for a notebook or a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

# Drawing takes a second to import: who asks for no brief need not wait for it.
if TYPE_CHECKING:
    from geo.brief import Brief, Item


@dataclass(frozen=True, eq=False)
class Report:
    """A brief that shows itself in a notebook and can be saved in any format.

    Parameters
    ----------
    model : Brief
        All that it prints.
    """

    model: Brief

    @property
    def missing(self) -> list[Item]:
        """What it still lacks before it can be defended."""
        from geo.brief import checklist

        return [item for item in checklist(self.model) if not item.done]

    def render(self, form: str) -> bytes:
        """Brief in a format of `geo.brief.FORMATS`."""
        from geo.brief import render

        return render(self.model, form)

    def save(self, path: Path | str) -> Path:
        """Write it in the format of the file's suffix, and return the file's path.

        Parameters
        ----------
        path : path-like
            A file; or a folder, for a PNG named `NKR_<place>_<yyyymmdd>`.
        """
        from geo.brief import write

        file = Path(path)
        return write(self.model, file / f"{self.model.file_stem}.png" if file.is_dir() else file)

    def _repr_png_(self) -> bytes:
        return self.render("png")
