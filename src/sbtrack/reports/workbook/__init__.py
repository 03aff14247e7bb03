"""The weekly workbook as neutral sheets: one file a sheet, and the book."""
