"""Other people's files: UCDP GED, ACLED, plain GeoJSON, and tables by a declared mapping.

Each reader takes a file's bytes and yields, for every row, a record, a shape or a rejection with
its reasons: accepted + rejected = read. What a file as a whole is not is an `UnreadableError`.
"""

from geo.readers.content import Content, read_content
from geo.readers.places import URN, PlaceBook
from geo.readers.record import Named, Record, Rejected, Shape, Spot, UnreadableError
from geo.readers.source import Read, Source

__all__ = [
    "URN",
    "Content",
    "Named",
    "PlaceBook",
    "Read",
    "Record",
    "Rejected",
    "Shape",
    "Source",
    "Spot",
    "UnreadableError",
    "read_content",
]
