"""Sources: what rests on which publication, and how it is graded."""

from geo.ui import session, sidebar, sources
from geo.ui.startup import open_dataset

dataset = open_dataset()
session.open_filter(dataset)
sidebar.show(dataset)
sources.show(dataset)
