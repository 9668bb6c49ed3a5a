"""How much of anything is taken: the bounds of every file, table, text and shape, in one place.

Nobody's honest file comes near them; a planted one is told which bound it meets, and costs little.
What each means to a user stands in `docs/deployment.md`.
"""

from __future__ import annotations

from typing import Final

# A file of another source: on the command line, and through a browser into a process that others
# share, where it is held in memory.
MAX_FILE_BYTES: Final = 2 << 30
MAX_UPLOAD_MB: Final = 256
MAX_UPLOAD_BYTES: Final = MAX_UPLOAD_MB << 20
# Files that the Import page reads at once, each in a process of its own; its time and its memory.
MAX_IMPORTS: Final = 2
MAX_IMPORT_SECONDS: Final = 900
MAX_IMPORT_BYTES: Final = 3 << 30
# What a session may load of its own, which is held by the process that others share.
MAX_SESSION_EVENTS: Final = 300_000
MAX_SESSION_PLACES: Final = 50_000
# A table of a dataset folder, and its gazetteer and base map, which are parsed whole.
MAX_TABLE_BYTES: Final = 1 << 30
MAX_DOCUMENT_BYTES: Final = 256 << 20
# What the columns of a table mean.
MAX_MAPPING_BYTES: Final = 1 << 20
MAX_ROWS: Final = 5_000_000
# A file that begins with so many rows of which none can be taken is not what it is said to be.
MAX_WORTHLESS_ROWS: Final = 100_000
# What rejected rows become as a table: each with all its cells for each of its reasons.
MAX_REJECTED_CHARS: Final = 512 << 20
# Names of places that somebody is asked to decide on at once.
MAX_UNDECIDED: Final = 10_000
MAX_COLUMNS: Final = 500
# What a reader holds of one cell before any rule is asked, and what the rules let pass.
MAX_CELL_CHARS: Final = 1 << 20
MAX_TEXT_CHARS: Final = 10_000
MAX_ID_CHARS: Final = 120
# A compressed table, once it is opened out.
MAX_DECODED_BYTES: Final = 1 << 30
MAX_VERTICES: Final = 200_000
MAX_JSON_DEPTH: Final = 64
# Numbers, texts, lists and objects of a JSON document that is parsed whole, and of one feature:
# five for each position of the largest geometry.
MAX_JSON_VALUES: Final = 20_000_000
MAX_FEATURE_VALUES: Final = 1_000_000
MAX_REPORT_CHARS: Final = 50_000
MAX_QUERY_CHARS: Final = 200
# Faults that a page lists; a command lists all.
MAX_LISTED: Final = 1_000
