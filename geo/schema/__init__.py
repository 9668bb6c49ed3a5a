"""The data dictionary: tables, columns and vocabularies as plain data.

Everything that must agree on the shape of the data reads it from here: the validator, the data
package, `docs/data-dictionary.md` and the exports.
"""

from geo.schema.derived import DERIVED_COLUMNS
from geo.schema.tables import (
    CLAIMS,
    EVENTS,
    PARTIES,
    PLACES_FILE,
    SOURCES,
    TABLES,
    TOLL_COLUMNS,
    Column,
    Kind,
    Table,
)
from geo.schema.vocabularies import (
    ACLED_EVENT_TYPES,
    ACLED_SUB_EVENT_TYPES,
    ASPECTS,
    CATEGORIES,
    CREDIBILITIES,
    DATE_PRECS,
    PUBLISHED_BASES,
    RELIABILITIES,
    SCOPES,
    SIDES,
    SOURCE_KINDS,
    STANCES,
    STATUSES,
    UNATTRIBUTED_SIDE,
    WHERE_PRECS,
)

__all__ = [
    "ACLED_EVENT_TYPES",
    "ACLED_SUB_EVENT_TYPES",
    "ASPECTS",
    "CATEGORIES",
    "CLAIMS",
    "CREDIBILITIES",
    "DATE_PRECS",
    "DERIVED_COLUMNS",
    "EVENTS",
    "PARTIES",
    "PLACES_FILE",
    "PUBLISHED_BASES",
    "RELIABILITIES",
    "SCOPES",
    "SIDES",
    "SOURCES",
    "SOURCE_KINDS",
    "STANCES",
    "STATUSES",
    "TABLES",
    "TOLL_COLUMNS",
    "UNATTRIBUTED_SIDE",
    "WHERE_PRECS",
    "Column",
    "Kind",
    "Table",
]
