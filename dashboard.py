"""What is run for every session: the page asked for, within the frame of all pages."""

from geo.ui.startup import open_app, show_version

open_app().run()
show_version()
