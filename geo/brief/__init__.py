"""The brief: one document model, and renderers for pictures, documents, slides and tables.

`compose` makes a `Brief` from a filter, a dataset and what the analyst writes; `render` turns it
into bytes, which are the same for the same input in any process, folder and time zone.
"""

from geo.brief.batch import weekly
from geo.brief.checklist import Item, checklist
from geo.brief.compose import compose
from geo.brief.model import Brief
from geo.brief.options import EXTENTS, THEMES, BriefOptions
from geo.brief.render import FORMATS, MIME_TYPES, form_of, render, write
from geo.brief.sizes import SIZES

__all__ = [
    "EXTENTS",
    "FORMATS",
    "MIME_TYPES",
    "SIZES",
    "THEMES",
    "Brief",
    "BriefOptions",
    "Item",
    "checklist",
    "compose",
    "form_of",
    "render",
    "weekly",
    "write",
]
