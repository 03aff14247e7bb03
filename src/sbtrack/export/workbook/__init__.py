"""Neutral workbooks drawn as .xlsx files: the same book gives the same bytes."""

from sbtrack.export.workbook.write import Progress, write_workbook

__all__ = ["Progress", "write_workbook"]
