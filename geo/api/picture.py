"""The map of a filter, for a notebook or a file."""

from __future__ import annotations

import html
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.store.folder import basemap_folder


@dataclass(frozen=True, eq=False)
class Map:
    """A map that shows itself in a notebook and can be saved as one file that opens offline.

    Parameters
    ----------
    dataset : Dataset
        All of its events are in the map, so that its dates can be changed there.
    filter : EventFilter
        What it opens with.
    """

    dataset: Dataset
    filter: EventFilter

    @cached_property
    def html(self) -> str:
        """The map as an HTML document with its data inside."""
        # folium and what it needs take a fifth of a second to import.
        from geo.maps.export import map_page

        return map_page(self.dataset, self.filter, basemap_folder(self.dataset.path))

    def save(self, path: Path | str) -> Path:
        """Write the document to a file and return its path."""
        file = Path(path)
        file.write_text(self.html, encoding="utf-8", newline="\n")
        return file

    def _repr_html_(self) -> str:
        from geo.maps.situation import NOTEBOOK_HEIGHT_PX

        # A frame keeps the map's styles and scripts apart from the notebook's.
        return (
            f'<iframe title="Map of reported events" srcdoc="{html.escape(self.html)}" '
            f'style="width:100%;height:{NOTEBOOK_HEIGHT_PX}px;border:0"></iframe>'
        )
