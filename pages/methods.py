"""Methods: symbols, definitions, zone vintages, sources, licences, data version."""

from geo.ui import methods
from geo.ui.startup import open_dataset

methods.show(open_dataset())
