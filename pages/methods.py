"""Methods: symbols, definitions, zone vintages, sources, licences, data version."""

from geo.ui import methods, session
from geo.ui.startup import open_dataset

dataset = open_dataset()
session.open_filter(dataset)
methods.show(dataset)
