"""The brief of a filter, for a notebook or a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from geo.brief import Brief, Item, checklist, render, write


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
        return [item for item in checklist(self.model) if not item.done]

    def render(self, form: str) -> bytes:
        """Brief in a format of `geo.brief.FORMATS`."""
        return render(self.model, form)

    def save(self, path: Path | str) -> Path:
        """Write it in the format of the file's suffix, and return the file's path.

        Parameters
        ----------
        path : path-like
            A file; or a folder, for a PNG named `NKR_<place>_<yyyymmdd>`.
        """
        file = Path(path)
        return write(self.model, file / f"{self.model.file_stem}.png" if file.is_dir() else file)

    def _repr_png_(self) -> bytes:
        return render(self.model, "png")
