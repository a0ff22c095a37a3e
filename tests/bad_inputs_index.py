"""The bad files in tests/bad_inputs: what the index says of each, where it belongs, and the command that reads it.

`index.tsv` has a line for each problem of each file: the file, what kind it is, the problem's place (line:column, or a
table's cell or line) and its code; of files that are imported also its message in English, and the options of that
import. Whoever a number in these files names is nobody: the month is raised by 80.
"""

import csv
import io
import json
import re
import shutil
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from navcheck.core.privacy import find_stops
from tests.program import Ran, run

FOLDER = Path(__file__).parent / "bad_inputs"
TABLE = "Nav-kontor;rutine\nNav Risør;Ja\n"
CHECKLIST = """\
navcheck: checklist/1
id: prove
version: "1"
title: {nb: Prøve}
scales:
  janei: {ja: {label: {nb: Ja}, status: met}, nei: {label: {nb: Nei}}}
  virkning: {uendret: {label: {nb: Uendret}}, utsatt: {label: {nb: Utsatt}}}
topics:
  - id: tema
    title: {nb: Tema}
    heading: {nb: Tema}
    shows: corona
    questions:
      - {id: rutine, type: choice, scale: janei, text: {nb: Har dere en rutine?}}
      - id: kanaler
        type: choices
        text: {nb: Hvordan informerer dere?}
        choices:
          brosjyre: {label: {nb: Brosjyre}}
          samtale: {label: {nb: Samtale}}
          ingen: {label: {nb: Ingen av dem}, alone: true}
      - {id: deltakere, type: number, persons: true, min: 0, max: 500, text: {nb: Hvor mange deltar?}}
      - {id: siden, type: date, text: {nb: Siden når?}}
      - {id: corona, type: text, codes: virkning, text: {nb: Hva gjorde Corona?}}
"""


@dataclass(frozen=True, slots=True)
class Reading:
    """How files of a kind are read.

    Attributes:
        words: the command, without the survey and the file in it.
        place: where in a survey a file of this kind lies; one without a place is named to the command.
        code: what the command ends with where the file is bad.
        has_data: whether the command tells its problems as data, with their codes.

    """

    words: tuple[str, ...] = ("check", "FILE")
    place: str | None = None
    code: int = 1
    has_data: bool = True


_IN_A_SURVEY = ("check", "SURVEY")
_IMPORT = ("import", "SURVEY", "FILE", "--dry-run")
READINGS: Mapping[str, Reading] = {
    **dict.fromkeys(("bytes", "checklist", "county", "survey", "plan", "comments", "confirmed"), Reading()),
    "response": Reading(_IN_A_SURVEY, "received/risor-1.yaml"),
    "coding": Reading(_IN_A_SURVEY, "coding.yaml"),
    "facts": Reading(_IN_A_SURVEY, "facts.csv"),
    "text": Reading(("report", "SURVEY"), "report/tekst/10-ingress.md", code=2),
    "template": Reading(("report", "SURVEY"), "report/mal.docx", code=2),
    "manifest": Reading(("verify", "SURVEY"), "report/manifest.json", code=2),
    "answers": Reading(("answer", "SURVEY", "--office", "risor", "--answers", "FILE"), has_data=False),
    **dict.fromkeys(("table", "workbook", "objects", "form"), Reading(_IMPORT)),
    # A map that cannot be used is a wrong call.
    "map": Reading(("import", "SURVEY", "TABLE", "--dry-run", "--map", "FILE"), code=2),
}
IMPORTED = tuple(kind for kind, one in READINGS.items() if one.words[0] == "import")


NOTED = "noted"  # what is read all the same; the kind stands behind


@dataclass(frozen=True)
class Bad:
    """One file of the index, with the place, code and message of each of its problems, or notes."""

    name: str
    problems: tuple[tuple[str, str, str], ...]
    options: tuple[str, ...]

    @property
    def path(self) -> Path:
        return FOLDER / self.name

    @property
    def kind(self) -> str:
        return self.name.partition("/")[0]

    @property
    def reading(self) -> Reading:
        if self.kind != NOTED:
            return READINGS[self.kind]
        kind = self.name.split("/")[1]
        # In a survey only what cannot be used is told; a file by itself is told all of.
        return Reading(_IMPORT if kind in IMPORTED else ("check", "FILE"), code=0)

    @property
    def code(self) -> int:
        """What the command ends with."""
        return self.reading.code

    def place_in(self, survey: Path) -> Path:
        """Return where the file lies when it is read."""
        return self.path if self.reading.place is None else survey / self.reading.place


def index() -> list[Bad]:
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    options: dict[str, tuple[str, ...]] = {}
    with (FOLDER / "index.tsv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            assert row["kind"] == row["file"].partition("/")[0]
            found[row["file"]] += [(row["place"], row["code"], row["message"])] if row["code"] or row["message"] else []
            options[row["file"]] = tuple(row["options"].split())
    return [Bad(name, tuple(problems), options[name]) for name, problems in found.items()]


ALL = index()


def open_survey(folder: Path) -> Path:
    """Open a survey of Agder's offices that asks one question of every type."""
    (folder / "prove.yaml").write_text(CHECKLIST, "utf-8")
    ran = run("start", folder / "prove.yaml", "--county", "agder", "--id", "prove-2026", folder=folder)
    assert ran.code == 0, ran.err
    return folder / "prove-2026"


def lay(bad: Bad, survey: Path) -> list[str | Path]:
    """Put a file where it belongs, and return the words of the command that reads it."""
    if bad.reading.place is not None:
        bad.place_in(survey).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(bad.path, bad.place_in(survey))
    return [*words_of(bad.reading, bad.path, survey), *bad.options]


def words_of(reading: Reading, path: Path, survey: Path) -> list[str | Path]:
    """Return the words of the command that reads a file."""
    table = survey.parent / "good.csv"
    table.write_text(TABLE, "utf-8")
    places = {"SURVEY": survey, "FILE": path, "TABLE": table}
    return [places.get(word, word) for word in reading.words]


def contents(folder: Path) -> dict[str, bytes]:
    """Return all that lies in a folder, but for the mark of a lock."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != ".navcheck.lock")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def read(bad: Bad, survey: Path, *words: str, language: str = "en") -> Ran:
    """Have a file read where it belongs, and hold that this writes nothing."""
    command = lay(bad, survey)
    before = contents(survey.parent)
    ran = run(*command, *words, language=language)
    assert contents(survey.parent) == before
    return ran


Told = Mapping[str, str | int | None]


def problems_of(bad: Bad, survey: Path, language: str = "en") -> list[Told]:
    """Return the problems of a file; where the command has no data, what its lines say."""
    if not bad.reading.has_data:
        return [*_lines(read(bad, survey, language=language).err, bad.place_in(survey).as_posix())]
    told = json.loads(read(bad, survey, "--json", language=language).out)
    one = told["files"][0] if "files" in told else told
    return [*one["problems"], *(one.get("notes", ()) if bad.kind == NOTED else ())]


def _lines(said: str, name: str) -> Iterator[Told]:
    for line, cure in pairwise([*said.splitlines(), ""]):
        if line.startswith(f"{name}:"):
            at, _, message = line.removeprefix(f"{name}:").partition(": ")
            row, _, column = at.partition(":")
            hint = cure.strip() if cure.startswith("    ") else None
            yield {"code": "", "line": row or None, "column": column or None, "cell": None} | {
                "message": message,
                "hint": hint,
            }


def place(problem: Told) -> str:
    """Return a problem's place inside its file."""
    if problem["cell"]:
        return f"{problem['sheet']}!{problem['cell']}" if problem["sheet"] else str(problem["cell"])
    return ":".join(str(problem[part]) for part in ("line", "column") if problem[part] is not None)


def letters(raw: bytes) -> str:
    """Return all that can be read in a file, in the parts of a workbook too."""
    if not raw.startswith(b"PK"):
        return raw.decode("utf-8", "replace")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    except zipfile.BadZipFile:
        return ""


def harm(bad: Bad, said: str) -> list[str]:
    """Find what a run must not say: something of a person, of our insides, or what steers a terminal."""
    text = letters(bad.path.read_bytes())
    numbers = {re.sub(r"\D", "", text[found.start : found.end]) for found in find_stops(text)}
    found = ["a personal number" for number in numbers if number[6:] in said or number[:6] in said]
    without_zero = [one for one in re.findall(r"(?<!\d)\d{10}(?!\d)", text) if find_stops(f"0{one}")]
    found += ["a number without its zero" for one in without_zero if one[5:] in said or one[:5] in said]
    found += ["a traceback"] if "Traceback" in said else []
    steering = re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202e]", said)
    return [*found, "a character that steers a terminal"] if steering else found
