"""Events of any filter as files for other programs, each with filter, licence and version inside.

One implementation for the page, the command line and Python: `FORMATS[name].write(Extract)`.
"""

from geo.exports.extract import Extract
from geo.exports.formats import FORMATS, ExportFormat

__all__ = ["FORMATS", "ExportFormat", "Extract"]
