"""A survey with all that a report can be built from: earlier rounds, figures, plans, comments, texts, a template."""

import shutil
from datetime import date
from io import BytesIO
from pathlib import Path

from docx import Document

from tests.program import run
from tests.two_rounds import make_rounds

TEXT = "# Ingress\n\nVi har lest svarene.\n"
COMMENTS = """\
navcheck: comments/1
comments:
  - {office: askedal, date: 2026-11-10, text: Rutinen er på plass}
...
"""
FORMATS = ("docx", "xlsx", "html", "md", "csv", "json")
OUTPUTS = tuple(f"rapport.{form}" for form in FORMATS)


def make_desk(folder: Path) -> Path:
    """Open three rounds in a folder, and put everything on the desk of the last; return its survey's folder."""
    rounds = make_rounds(folder)
    for survey, day in ((rounds.before, date(2025, 11, 3)), (rounds.now, date(2026, 11, 3))):
        assert run("plan", survey, "--update", today=day).code == 0
    (rounds.now / "facts.csv").write_text("office,fact,value,as_of,source\n", "utf-8")
    (rounds.now / "comments.yaml").write_text(COMMENTS, "utf-8")
    texts = rounds.now / "report" / "tekst"
    texts.mkdir(parents=True)
    (texts / "10-ingress.md").write_text(TEXT, "utf-8")
    (rounds.now / "report" / "mal.docx").write_bytes(template("Garamond"))
    return rounds.now


def copy_desk(survey: Path, to: Path) -> Path:
    """Copy a survey with its siblings to another folder."""
    shutil.copytree(survey.parent, to, dirs_exist_ok=True)
    return to / survey.name


def template(font: str) -> bytes:
    """Make a Word document with a font of its own."""
    document, stream = Document(), BytesIO()
    document.styles["Normal"].font.name = font
    document.save(stream)
    return stream.getvalue()


def edit(path: Path) -> bytes:
    """Work on a document as Word does: open it, write in it, save it; return what it holds then."""
    document = Document(str(path))
    document.add_paragraph("Vår egen vurdering.")
    document.save(str(path))
    return path.read_bytes()
