"""Reading a spreadsheet: what the file is, whether it is safe to open, where its table is, and its rows as typed.

Nothing here knows organisations, Django or the database. ``spreadsheet.opened`` is the way in.
"""

from imports.reading.layout import Cell, Cells, as_text, heading_key
from imports.reading.problems import UnreadableFileError
from imports.reading.spreadsheet import Spreadsheet, opened

__all__ = ["Cell", "Cells", "Spreadsheet", "UnreadableFileError", "as_text", "heading_key", "opened"]
