"""Claims: who says what of which event."""

from geo.ui import claims, session, sidebar
from geo.ui.startup import open_dataset

dataset = open_dataset()
session.open_filter(dataset)
sidebar.show(dataset)
claims.show(dataset)
