"""Compare: two windows side by side, and what differs between them."""

from geo.ui import compare, session, sidebar
from geo.ui.startup import open_dataset

dataset = open_dataset()
session.open_filter(dataset)
sidebar.show(dataset)
compare.show(dataset)
