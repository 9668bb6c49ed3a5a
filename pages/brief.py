"""Brief: a picture, a document, slides or rows of the filter, that can be defended."""

from geo.ui import brief, session, sidebar
from geo.ui.startup import open_dataset

dataset = open_dataset()
session.open_filter(dataset)
sidebar.show(dataset)
brief.show(dataset)
