"""P10: no personal number passes the guard, whatever spells it, and none passes the doors that lead to a report.

Where a text enters, every number in every spelling is tried where that is quick, else a spread sample; that what lets
none through is the guard itself is shown by taking it away.
"""

import json
import signal
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import pytest
from openpyxl.utils import get_column_letter

from navcheck.cli.answering import answer_survey
from navcheck.cli.session import Session
from navcheck.cli.sitting import Wanted
from navcheck.core.form import Form
from navcheck.core.guard import check_text
from navcheck.core.messages import ENGLISH
from navcheck.core.model import Answer
from navcheck.core.privacy import hide_stops
from navcheck.core.text import quote
from navcheck.files.survey_folder import open_folder
from tests.cli.test_answer import Typist
from tests.intake.filled import Handed, filled_page, filled_workbook
from tests.personal_numbers import EACH, FIGURES, FOUR_SERIES, TEXTS_AROUND, Spelled, all_spelled, echoed, naive, spread
from tests.personal_survey import BATCH, QUESTIONS, TABLES, Texts, all_bytes, batches, rows_of, start_texts, unguarded
from tests.program import TODAY, Ran, run
from tests.promises import PROMISES, Proof
from tests.terminal import ENTER, Terminal

SHARE = PROMISES["P10"].share
SAID = "this looks like a national identity number: [hidden]"
FORMS: Mapping[str, tuple[str, Callable[[Form, Handed], bytes]]] = {
    "workbook": ("skjema-{}.xlsx", filled_workbook),
    "page": ("svar-{}.json", filled_page),
}

pytestmark = [pytest.mark.proof("P10"), pytest.mark.timeout(1800)]


def counted(proof: Proof, texts: Texts, passed: Iterable[Spelled]) -> None:
    """Count what was tried and what passed, and say of each spelling how many did."""
    missed = Counter(str(one) for one in passed)
    for n in range(len(texts)):
        proof.count(survived=n >= missed.total())
    assert missed.total() <= (1 - SHARE) * len(texts), missed


def stopped_at(ran: Ran) -> set[str]:
    """Return the cells of the problems that are personal numbers, of what was printed as data."""
    told = [problem for file in json.loads(ran.out)["files"] for problem in file["problems"]]
    return {one["cell"] for one in told if one["code"] == "personal-number"}


def cell_of(kind: str, n: int) -> str:
    row, column = divmod(n, EACH)
    return f"[{row}].{QUESTIONS[column]}" if kind == "json" else f"{get_column_letter(column + 2)}{row + 2}"


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return start_texts(tmp_path_factory.mktemp("texts"))


# The guard


def test_every_number_is_stopped_in_every_spelling_and_every_text(proof: Proof) -> None:
    texts = proof.some(all_spelled(), EACH * 12)
    around = [[about.format(one.text) for about in TEXTS_AROUND] for one in texts]
    passed = [one for one, written in zip(texts, around, strict=True) if not all(map(check_text, written))]
    unseen = sum(not naive(one.text) for one in texts)
    proof.control(tried=len(texts), lost=unseen)
    assert unseen > len(texts) / 2
    counted(proof, texts, passed)


@pytest.mark.parametrize("shown", FIGURES)
def test_every_number_that_a_spreadsheet_took_for_a_figure_is_stopped(proof: Proof, shown: str) -> None:
    texts = [
        Spelled(series, shown, number, FIGURES[shown](number))
        for series, numbers in FOUR_SERIES.items()
        for number in numbers
    ]
    counted(proof, texts, [one for one in texts if not check_text(one.text)])
    assert sum(one.number.startswith("0") for one in texts) > 100


def test_every_number_is_hidden_where_a_message_quotes_it(proof: Proof) -> None:
    texts = proof.some(all_spelled(), EACH * 12)
    counted(
        proof, texts, [one for one in texts if echoed(quote(one.text), [one]) or echoed(hide_stops(one.text), [one])]
    )


# The prompt


class Refused(Typist):
    """Types texts at one prompt, and keeps which of them were not refused."""

    def __init__(self, texts: Texts) -> None:
        super().__init__([*(one.text for one in texts), KeyboardInterrupt])
        self.texts = texts
        self.seen: list[bool] = []
        self.said: list[str] = []

    def line(self, prompt: str, default: str = "") -> str:
        self.seen.append(any(SAID in one for one in self.shown))
        self.said += self.shown
        self.shown.clear()
        return super().line(prompt, default)

    @property
    def passed(self) -> Texts:
        return [one for one, was_refused in zip(self.texts, self.seen[1:], strict=False) if not was_refused]


def sit(survey: Path, texts: Texts) -> Refused:
    typist = Refused(texts)
    session = Session(ENGLISH, TODAY, survey.parent, survey.parent, quiet=True)
    answer_survey(session, Wanted(str(survey), office="k0"), typist)
    return typist


def test_every_number_is_refused_at_the_prompt_and_none_is_kept(survey: Path, proof: Proof) -> None:
    texts, before = proof.some(all_spelled(), EACH), all_bytes(survey)
    typist = sit(survey, texts)
    assert len(typist.seen) == len(texts) + 1
    assert not echoed("\n".join(typist.said), texts)
    assert all_bytes(survey) == before
    counted(proof, texts, typist.passed)


@pytest.mark.slow
def test_at_a_real_terminal_nothing_is_repeated_and_nothing_kept(survey: Path, proof: Proof) -> None:
    texts = [one for one in proof.some(spread(EACH)[::5], 3) if one.text.isprintable()]
    before = all_bytes(survey)
    for one in texts:
        terminal = Terminal("answer", survey, "--office=k1")
        terminal.until("Spørsmål q0?")
        terminal.press(one.text, ENTER)
        terminal.until("[hidden]")
        typed = terminal.raw.split("\n")
        terminal.kill(signal.SIGKILL)
        answered = [line for line in typed if "hidden" in line or "take it out" in line]
        proof.count(survived=bool(answered) and not echoed("".join(answered), [one]))
        assert answered
        assert all_bytes(survey) == before


# Tables


@pytest.mark.slow
@pytest.mark.parametrize("kind", TABLES)
def test_every_number_is_a_problem_in_its_own_cell_of_a_table(
    survey: Path, proof: Proof, tmp_path: Path, kind: str
) -> None:
    texts, before = proof.some(all_spelled(), EACH), all_bytes(survey)
    for n, batch in enumerate(batches(texts)):
        path = tmp_path / f"svar-{n}.{kind}"
        path.write_bytes(TABLES[kind](rows_of([one.text for one in batch])))
        shown, told = run("import", survey, path), run("import", survey, path, "--json")
        assert (shown.code, told.code) == (1, 1)
        assert not echoed(shown.out + shown.err + told.out + told.err, batch)
        stopped = stopped_at(told)
        counted(proof, batch, [one for n, one in enumerate(batch) if cell_of(kind, n) not in stopped])
    assert all_bytes(survey) == before


@pytest.mark.slow
def test_without_the_guard_every_number_reaches_the_report(proof: Proof, tmp_path: Path) -> None:
    texts, copy = spread(EACH), start_texts(tmp_path)
    (path := tmp_path / "svar.csv").write_bytes(TABLES["csv"](rows_of([one.text for one in texts])))
    with unguarded():
        assert run("import", copy, path).code == 0
        assert run("report", copy, "--named", "--format", "json").code == 0
    reached = echoed((copy / "report" / "rapport.json").read_text("utf-8").replace("\\n", "\n"), texts)
    proof.control(tried=len(texts), lost=len(reached))
    assert len(reached) == len(texts)
    # With the guard again, what stands there already is said and left out.
    ran = run("report", copy, "--named", "--format", "json")
    assert SAID in ran.err
    assert not echoed(ran.out + ran.err + (copy / "report" / "rapport.json").read_text("utf-8"), texts)


# Filled forms


@pytest.mark.slow
@pytest.mark.parametrize("in_comments", [False, True], ids=["answers", "comments"])
@pytest.mark.parametrize("kind", FORMS)
def test_every_number_in_a_filled_form_is_a_problem(
    survey: Path, proof: Proof, tmp_path: Path, kind: str, *, in_comments: bool
) -> None:
    (name, fill), folder, texts = FORMS[kind], open_folder(survey), proof.some(spread(BATCH), EACH)
    before, files = all_bytes(survey), list[Path]()
    for n, row in enumerate(rows_of([one.text for one in texts])[1:]):
        form = Form(folder.survey, folder.checklist, folder.survey.offices[n])
        files.append(tmp_path / name.format(form.office and form.office.id))
        files[-1].write_bytes(fill(form, handed(row[1:], in_comments=in_comments)))
    ran = run("import", survey, *files, "--json")
    found = ran.out.count('"personal-number"')
    assert ran.code == 1
    assert not echoed(ran.out + ran.err, texts)
    assert all_bytes(survey) == before
    counted(proof, texts, texts[found:])


def handed(texts: Sequence[str], *, in_comments: bool) -> Handed:
    """Hand in texts that no model would hold: as the answers, or as comments to them."""
    written = {
        name: Answer.model_construct(value="nei" if in_comments else text, comment=text if in_comments else None)
        for name, text in zip(QUESTIONS, texts, strict=False)
    }
    return Handed(written)
