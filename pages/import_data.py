"""Import: another source's file, what is taken of it and what is not, for this session."""

from geo.ui import imports, session
from geo.ui.startup import open_dataset

dataset = open_dataset()
session.open_filter(dataset)
imports.show(dataset)
