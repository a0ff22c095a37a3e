"""The report as a workbook, sheet by sheet."""
