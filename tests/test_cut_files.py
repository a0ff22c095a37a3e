"""A file that was cut is noticed: every document that navcheck writes, wherever it is cut, and what offices send in.

What people write by hand has no mark at its end, and a table that is cut where a line ends is a shorter table: of these
nobody can tell. What is said of a table is how many rows it has.
"""

import io
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from navcheck.core.form import Form
from navcheck.core.model import FORMATS, Model
from navcheck.core.problems import NavcheckError
from navcheck.files.documents import BY_HAND, Source, load_any
from navcheck.files.manifest import parse_manifest
from navcheck.files.survey_folder import open_folder
from navcheck.files.yaml_writer import write_yaml
from tests.files.test_documents import WHOLE
from tests.intake.fifteen import fifteen, start
from tests.intake.filled import Handed, filled_page, filled_workbook
from tests.program import EXAMPLE, GOLDEN, run
from tests.promises import Proof

pytestmark = pytest.mark.slow
STEPS = 64
MANIFEST = "manifest.json"
# Texts that look like the mark itself.
TRICKY = {
    "response/1": ("{value: nei}", '{value: nei, comment: "...\\n...\\n"}'),
    "coding/1": ("words: Som før", 'words: "...\\n"'),
    "comments/1": ("text: Enig", 'text: "Enig\\n...\\n"'),
    "survey/1": ("title: KVP i Agder", 'title: "..."'),
}


def tricky(name: str) -> bytes:
    """Write a document of a format as navcheck does, with texts that look like its end."""
    document: Model = load_any(Source("whole", WHOLE[name].replace(*TRICKY.get(name, ("", ""))).encode())).document
    return write_yaml(document)


def written(folder: Path) -> Mapping[str, bytes]:
    """Return what navcheck writes: of each format one, the example's own files, and the record of a report."""
    ours = [name for name, model in FORMATS.items() if model not in BY_HAND]
    assert len(ours) == 6
    agder = Path(shutil.copytree(EXAMPLE, folder / "agder-2020"))
    assert run("report", agder, "--format", "md").code == 0
    kept = (agder / "survey.yaml", agder / "coding.yaml", agder / "received" / "risor-1.yaml")
    made = {path.name: path.read_bytes() for path in (*kept, agder / "report" / MANIFEST)}
    return {name: tricky(name) for name in ours} | made


def is_accepted(name: str, raw: bytes) -> bool:
    """Read a document; a manifest is JSON, in which nothing follows the last brace but the end of its line."""
    try:
        if name == MANIFEST:
            parse_manifest(raw, name)
        else:
            load_any(Source(name, raw))
    except NavcheckError:
        return False
    return True


@pytest.mark.proof("P8")
@pytest.mark.timeout(1800)
def test_what_navcheck_writes_is_refused_when_it_is_cut_at_any_byte(tmp_path: Path, proof: Proof) -> None:
    documents = written(tmp_path)
    assert all(is_accepted(name, raw) for name, raw in documents.items())
    cuts = [(name, end) for name, raw in documents.items() for end in range(len(raw.rstrip(b"}\n")) + 1)]
    cuts += [(name, end) for name, raw in documents.items() if name != MANIFEST for end in (len(raw) - 2, len(raw) - 1)]
    accepted = []
    for name, end in proof.some(cuts, most=200):
        was_accepted = is_accepted(name, documents[name][:end])
        accepted += [(name, end)] if was_accepted else []
        proof.count(survived=not was_accepted)
    assert not accepted


@pytest.mark.proof("P8")
def test_a_stock_loader_takes_many_of_the_cut_files_for_shorter_ones(proof: Proof) -> None:
    raw = (EXAMPLE / "received" / "risor-1.yaml").read_bytes()
    ends = proof.some(range(1, len(raw)), most=100)
    lost = sum(is_a_shorter_one(raw[:end]) for end in ends)
    proof.control(tried=len(ends), lost=lost)
    assert lost > len(ends) // 10


def is_a_shorter_one(raw: bytes) -> bool:
    try:
        found = yaml.safe_load(raw)
    except (yaml.YAMLError, UnicodeDecodeError):
        return False
    return isinstance(found, dict)


FORMS: Mapping[str, Callable[[Form, Handed], bytes]] = {"skjema.xlsx": filled_workbook, "svar.json": filled_page}


@pytest.mark.proof("P8")
@pytest.mark.timeout(1800)
def test_a_filled_form_that_was_cut_on_its_way_brings_nothing_in(tmp_path: Path, proof: Proof) -> None:
    survey = start(tmp_path)
    folder = open_folder(survey)
    office = folder.survey.offices[0]
    form, handed = Form(folder.survey, folder.checklist, office), Handed(fifteen(survey)[office.name])
    accepted = []
    for name, make in FORMS.items():
        whole = make(form, handed)
        assert imported(survey, name, whole) == 0
        for step in proof.some(range(1, STEPS)):
            was_accepted = imported(survey, name, whole[: len(whole) * step // STEPS]) != 1
            accepted += [(name, step)] if was_accepted else []
            proof.count(survived=not was_accepted)
    assert not accepted


def imported(survey: Path, name: str, raw: bytes) -> int:
    path = survey.parent / name
    path.write_bytes(raw)
    return run("import", survey, path, "--dry-run").code


def test_of_a_table_it_is_said_how_many_rows_it_has_since_nothing_else_tells_that_some_are_missing(
    tmp_path: Path,
) -> None:
    survey = start(tmp_path)
    lines = list(io.BytesIO(GOLDEN.read_bytes()))
    said = list(rows_said(survey, lines))
    assert said == list(range(1, len(lines)))


def rows_said(survey: Path, lines: list[bytes]) -> Iterator[int]:
    """Import a table of one row, of two, and so on."""
    for end in range(2, len(lines) + 1):
        path = survey.parent / "svar.tsv"
        path.write_bytes(b"".join(lines[:end]))
        found = re.search(r"(\d+) rows?", run("import", survey, path, "--dry-run").err)
        yield int(found[1]) if found else 0
