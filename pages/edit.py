"""Edit: events and claims of the folder that the app was started to edit."""

from geo.ui import edit, session
from geo.ui.startup import folder_to_edit, open_dataset

dataset = open_dataset()
session.open_filter(dataset)
folder = folder_to_edit()
if folder is not None:
    edit.show(dataset, folder)
