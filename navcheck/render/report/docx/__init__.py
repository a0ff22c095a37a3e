"""The report as a Word document. The body is written as XML, since python-docx looks up each cell from the start."""
