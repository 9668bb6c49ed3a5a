"""Drafts: from the text of a report to confirmed events and claims."""

from geo.ui import drafts, session
from geo.ui.startup import open_dataset

dataset = open_dataset()
session.open_filter(dataset)
drafts.show(dataset)
session.write_url()
