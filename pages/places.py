"""Places: search in any script, names by language, parts, time, events, map."""

from geo.ui import places, session, sidebar
from geo.ui.startup import open_dataset

dataset = open_dataset()
session.open_filter(dataset)
sidebar.show(dataset)
places.show(dataset)
