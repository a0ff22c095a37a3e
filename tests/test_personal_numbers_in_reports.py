"""P10: no personal number reaches a report: not from its own chapters, its template, nor any text of any document."""

import io
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx import Document

from tests.cli.report_desk import copy_desk, make_desk, template
from tests.hostile_survey import NOW, Filling, make_hostile
from tests.personal_numbers import EACH, FOUR_SERIES, Spelled, all_spelled, echoed, spread
from tests.personal_survey import BATCH, Texts, all_bytes, unguarded
from tests.program import Ran, run
from tests.promises import Proof

SAID = "this looks like a national identity number: [hidden]"
TWO_LINES = "over two lines"
FILES = 100
EACH_FIELD = 4  # of four fields, one is tried

pytestmark = [pytest.mark.proof("P10"), pytest.mark.slow, pytest.mark.timeout(1800)]


def build(survey: Path) -> Ran:
    return run("report", survey, "--named", "--format", "md", "--format", "json")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_desk(tmp_path_factory.mktemp("desk"))


@pytest.fixture
def survey(made: Path, tmp_path: Path) -> Path:
    return copy_desk(made, tmp_path / "outputs")


# The county's own chapters


def test_every_number_in_a_chapter_stops_the_report_by_its_line(survey: Path, proof: Proof) -> None:
    texts = [one for one in proof.some(all_spelled(), EACH) if one.spelling != TWO_LINES]
    for place in range(0, len(texts), BATCH):
        batch = texts[place : place + BATCH]
        chapter(survey, 0).write_text("\n\n".join(("# Del", *(f"Se {one.text}." for one in batch))), "utf-8")
        check_stopped(survey, proof, batch, [f"/10-del.md:{2 * n + 3}: {SAID}" for n in range(len(batch))])


def test_every_number_that_runs_over_two_lines_stops_the_report_by_its_chapter(survey: Path, proof: Proof) -> None:
    texts = [one for one in proof.some(all_spelled(), EACH) if one.spelling == TWO_LINES]
    for place in range(0, len(texts), FILES):
        batch = texts[place : place + FILES]
        for n, one in enumerate(batch):
            chapter(survey, n).write_text(f"# Del\n\nSe\n{one.text}.\n", "utf-8")
        check_stopped(survey, proof, batch, [f"/{10 + n}-del.md:4: {SAID}" for n in range(len(batch))])


def chapter(survey: Path, n: int) -> Path:
    return survey / "report" / "tekst" / f"{10 + n}-del.md"


def check_stopped(survey: Path, proof: Proof, texts: Texts, places: list[str]) -> None:
    """Build a report, of which each place is a problem and nothing is written."""
    before = all_bytes(survey)
    ran = build(survey)
    missed = [str(one) for one, place in zip(texts, places, strict=True) if place not in ran.err]
    for one in texts:
        proof.count(survived=str(one) not in missed)
    assert not missed
    assert ran.code == 2
    assert not echoed(ran.out + ran.err, texts)
    assert all_bytes(survey) == before


# The template


def test_a_number_in_the_template_stops_the_report(survey: Path, proof: Proof) -> None:
    for one in proof.some(spread(EACH)[:: len(FOUR_SERIES)], 3):
        document, raw = Document(io.BytesIO(template("Garamond"))), io.BytesIO()
        document.sections[0].header.paragraphs[0].add_run(one.text)
        document.save(raw)
        (survey / "report" / "mal.docx").write_bytes(raw.getvalue())
        before = all_bytes(survey)
        ran = run("report", survey, "--named", "--format", "docx")
        held = SAID in ran.err and all_bytes(survey) == before and not echoed(ran.out + ran.err, [one])
        proof.count(survived=held)
        assert held, one


# Every text of every document


@dataclass
class OneIs(Filling):
    """Fill every field harmlessly but one."""

    place: int = 0
    words: str = ""

    def __call__(self, *, lines: bool = False) -> str:
        number, text = len(self.given), super().__call__(lines=lines)
        return self.words if number == self.place else text


def fields(folder: Path) -> int:
    """Count the texts that somebody can write in two rounds' documents."""
    filling = Filling(is_harmless=True)
    make_hostile(folder, filling)
    return len(filling.given)


def reaches(folder: Path, place: int, one: Spelled) -> bool:
    """Put a number into a field, and tell whether it stands in what is said or built of it."""
    make_hostile(folder, OneIs(is_harmless=True, place=place, words=one.text))
    ran = build(folder / NOW)
    assert ran.code in {0, 1, 2}, ran.err
    built = [path.read_text("utf-8") for path in (folder / NOW / "report").glob("rapport.*")]
    shutil.rmtree(folder)
    return bool(echoed("\n\n".join([ran.out, ran.err, *built]).replace("\\n", "\n"), [one]))


def test_a_number_in_any_text_of_any_document_reaches_no_report(tmp_path: Path, proof: Proof) -> None:
    texts = spread(BATCH)
    cases = [(place, texts[place]) for place in range(0, fields(tmp_path / "all"), EACH_FIELD)]
    reached = []
    for place, one in proof.some(cases, 12):
        let_through = reaches(tmp_path / "one", place, one)
        proof.count(survived=not let_through)
        reached += [(place, str(one))] if let_through else []
    assert not reached


def test_without_the_guard_many_texts_bring_a_number_into_the_report(tmp_path: Path, proof: Proof) -> None:
    texts = spread(BATCH)
    cases = proof.some([(place, texts[place]) for place in range(1, fields(tmp_path / "all"), 3 * EACH_FIELD)], 8)
    with unguarded():
        lost = sum(reaches(tmp_path / "one", place, one) for place, one in cases)
    proof.control(tried=len(cases), lost=lost)
    assert lost
