"""The one filter object: from one table of fields come its URL, its mask and its sentence.

A filter that is added to `FIELDS` and `EventFilter` reaches the address bar, the command line, the
mask and the sentence printed on every export; nothing else has to know of it.
"""

from geo.filters.event_filter import EventFilter
from geo.filters.fields import FIELDS, Field, View

__all__ = ["FIELDS", "EventFilter", "Field", "View"]
