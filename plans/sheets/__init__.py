"""The plan document as a workbook: a sheet for each of its lists, a row for each item, named as in the schema."""

from plans.sheets.reading import is_workbook, read_workbook
from plans.sheets.writing import as_workbook

__all__ = ["as_workbook", "is_workbook", "read_workbook"]
