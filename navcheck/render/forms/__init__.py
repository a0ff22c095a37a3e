"""Forms for offices without Python: a workbook, a page, and what to build in a form tool."""
