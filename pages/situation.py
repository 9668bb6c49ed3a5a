"""Situation: what happened where and when, and who says so."""

from geo.ui import present, session, sidebar, situation
from geo.ui.startup import open_situation, presents

dataset, engine = open_situation()
session.open_filter(dataset)
if presents():
    present.show(dataset)
else:
    room = sidebar.keep_room()
    situation.show(dataset, engine)
    sidebar.show(dataset, room)
