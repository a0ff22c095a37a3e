"""A county's survey of a few offices for tests of what offices hand in."""

from pathlib import Path

from navcheck.core.model import Answer, Response
from navcheck.files.documents import load
from tests.program import run

CHECKLIST = """
navcheck: checklist/1
id: alle
version: "1"
title: {en: Every type}
topics:
  - id: tema
    title: {en: Topic}
    heading: {en: How they are found}
    shows: tekst
    questions:
      - {id: tekst, type: text, text: {en: How do you find them}}
      - id: valg
        type: choice
        choices: {ja: {label: {en: "Yes"}}, nei: {label: {en: "No"}}}
        text: {en: Do you have a routine}
      - id: flere
        type: choices
        choices:
          ingen: {label: {en: None of these}, alone: true}
          bolig: {label: {en: Own home}}
          rus: {label: {en: Sober}}
        text: {en: Which of these must always hold}
      - {id: tall, type: number, max: "5000", text: {en: How many take part}, when: {valg: [ja]}}
      - {id: dato, type: date, text: {en: When was it last done}}
"""
COUNTY = """
navcheck: county/1
id: fylket
name: Fylket
authority: Statsforvalteren
offices:
  - {id: risor, name: Nav Risør}
  - {id: lister, name: Nav Lister, aliases: [Nav Åseral]}
"""
GIVEN = """
tekst: Hver måned
valg: ja
flere: [bolig, rus]
tall: 12
dato: 2026-11-01
"""


def write(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def open_county(folder: Path) -> Path:
    """Open the county's survey; return its folder."""
    checklist = write(folder / "alle.yaml", CHECKLIST)
    county = write(folder / "fylket.yaml", COUNTY)
    ran = run("start", checklist, "--county", county, "--id", "fylket-2026", folder=folder)
    assert ran.code == 0, ran.err
    return folder / "fylket-2026"


def open_alone(folder: Path, name: str) -> Path:
    """Open an office's own survey in another place; return its folder."""
    folder.mkdir()
    checklist = write(folder / "alle.yaml", CHECKLIST)
    ran = run("start", checklist, "--office", name, "--id", "egen", folder=folder)
    assert ran.code == 0, ran.err
    return folder / "egen"


def response(path: Path) -> Response:
    return load(path, Response).document


def values(answers: dict[str, Answer]) -> dict[str, object]:
    return {name: answer.value or answer.instead for name, answer in answers.items()}


def files(survey: Path) -> dict[str, bytes]:
    """All that an office has sent, by name."""
    found = (path for part in ("drafts", "received") for path in (survey / part).glob("*"))
    return {path.relative_to(survey).as_posix(): path.read_bytes() for path in found}
