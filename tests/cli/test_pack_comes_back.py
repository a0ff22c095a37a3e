"""A pack as an office gets it: opened, filled in as a workbook and as a page, sent back, and received the same."""

import shutil
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from navcheck.core.model import Answer, Evidence, Response
from navcheck.core.words import Instead, Proof
from navcheck.files.survey_folder import open_folder
from tests.browser import chromium, opened
from tests.checklists.shipped import part
from tests.intake.filled import Handed, addresses, cells_of, saved_answer
from tests.keyboard import Keyboard
from tests.office_suite import fill
from tests.program import run

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CORE = part("kvp")
HANDED = Handed(
    {
        "deltakere": Answer(value="12", comment="- fem av dem nye"),
        "hvordan-finne": Answer(value="Vi går gjennom listen hver måned.\n=1+1 er to; æøå, «Åmli»"),
        "gjennomgang": Answer(
            value="tre-mnd",
            evidence=(Evidence(title="Referat fra gjennomgangen", date=date(2026, 3, 1), proof=Proof.WRITTEN),),
        ),
        "rutine": Answer(
            value="ja", comment="Fornyet i år", evidence=(Evidence(title="Rutine for KVP", proof=Proof.SHOWN),)
        ),
        "for-vilkar": Answer(value="alle"),
        "arbeidsevne": Answer(value="fleste", comment="Ikke alltid i tide"),
        "skrevet-ned": Answer(value="noen"),
        "hvordan-informere": Answer(value="- i samtaler"),
        "egen-situasjon": Answer(value="ingen-saker"),
        "muntlig": Answer(value="skriver-ned"),
        "flere-enn-plass": Answer(instead=Instead.NOT_APPLICABLE, comment="Vi har ikke hatt flere søkere"),
        "egne-krav": Answer(value=("rusfri", "bolig", "andre"), comment="«Andre»: at de har bil"),
        "vedtak": Answer(instead=Instead.UNKNOWN),
        "avslag": Answer(value="ingen-saker", evidence=(Evidence(proof=Proof.SAID),)),
        "ubesvart": Answer(value="0"),
        "sen-start": Answer(instead=Instead.UNKNOWN, comment="Må spørre fagsystemet"),
        "innhold-til": Answer(value="felles-med-tillegg"),
        "evaluering": Answer(value="alle"),
        "kontroll": Answer(value="aldri"),
        "utfordringer": Answer(value="12"),
    },
    role="Nav-leder",
    shares=True,
)

pytestmark = [pytest.mark.slow, pytest.mark.needs_tool("soffice", "chromium")]


def test_every_question_of_the_core_is_answered_here() -> None:
    assert list(HANDED.answers) == [question.id for question in CORE.questions()]


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Open a survey and unpack what NAV Risør is sent, beside it."""
    folder = tmp_path_factory.mktemp("pack")
    words = ("--county", "agder", "--id", "kvp-2026", "--deadline", "2026-12-15")
    assert run("start", "kvp", *words, folder=folder).code == 0
    ran = run("pack", "kvp-2026", folder / "ut", "--office", "Risør", "--contact", "post@example.no", folder=folder)
    assert ran.code == 0, ran.err
    with zipfile.ZipFile(folder / "ut" / "kvp-2026-risor.zip") as packed:
        packed.extractall(folder / "hos-risor")
    return folder


@pytest.fixture(scope="module")
def by_workbook(sent: Path) -> Path:
    """Fill in the workbook in LibreOffice, cell by cell."""
    blank, target = sent / "hos-risor" / "3-skjema-risor-bokmal.xlsx", sent / "3-skjema-risor-bokmal.xlsx"
    at = addresses(load_workbook(blank).worksheets[0])
    fill(blank, {at[place]: text for place, text in cells_of(CORE, HANDED).items()}, target)
    return target


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def by_page(sent: Path, browser: "Browser") -> Path:
    return fill_page(browser, sent, HANDED, sent)


def fill_page(browser: "Browser", sent: Path, handed: Handed, folder: Path) -> Path:
    """Fill in the page in Chromium by keyboard alone; return the file that it saves."""
    answers = {name: saved_answer(CORE, name, answer) for name, answer in handed.answers.items()}
    with opened(browser, sent / "hos-risor" / "4-skjema-risor.html") as page:
        Keyboard(page, answers, role=handed.role or "", shares=str(handed.shares).lower()).answer_all()
        with page.expect_download() as downloading:
            page.keyboard.press("Enter")
        target = folder / downloading.value.suggested_filename
        downloading.value.save_as(target)
    return target


@pytest.fixture
def survey(sent: Path, tmp_path: Path) -> Path:
    """Copy the county's survey as it stood when the packs were sent."""
    return Path(shutil.copytree(sent / "kvp-2026", tmp_path / "kvp-2026"))


def received(survey: Path) -> Response:
    response = open_folder(survey).received("risor")
    assert response is not None
    return response


def handed_in(response: Response) -> Handed:
    assert response.received is not None
    return Handed(response.answers, response.received.role, response.shares)


def test_the_workbook_comes_back_as_it_was_filled_in(by_workbook: Path, survey: Path) -> None:
    ran = run("import", survey, by_workbook)
    assert ran.code == 0, ran.err
    assert "NAV Risør" in ran.out
    assert handed_in(received(survey)) == HANDED
    assert list(received(survey).answers) == list(HANDED.answers)


def test_the_page_comes_back_as_the_workbook_does(
    by_workbook: Path, by_page: Path, survey: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copytree(survey, tmp_path / "andre" / "kvp-2026"))
    for place, file in ((survey, by_workbook), (other, by_page)):
        ran = run("import", place, file)
        assert ran.code == 0, ran.err
    assert received(survey).answers == received(other).answers
    assert handed_in(received(other)) == HANDED


def test_one_office_s_workbook_and_page_are_one_response(by_workbook: Path, by_page: Path, survey: Path) -> None:
    assert run("import", survey, by_workbook).code == 0
    ran = run("import", survey, by_page)
    assert (ran.code, ran.raw) == (0, b"")
    assert "New responses: 0. There already: 1." in ran.err
    assert received(survey).number == 1


def test_another_answer_is_told_of_and_becomes_number_two_when_the_county_says_so(
    by_workbook: Path, browser: "Browser", sent: Path, survey: Path, tmp_path: Path
) -> None:
    changed: Mapping[str, Answer] = {**HANDED.answers, "vedtak": Answer(value="alle")}
    by_page = fill_page(browser, sent, Handed(changed, "Nav-leder", shares=False), tmp_path)
    assert run("import", survey, by_workbook).code == 0
    stopped = run("import", survey, by_page)
    assert (stopped.code, stopped.raw) == (1, b"")
    assert "«NAV Risør» has responded already, with other answers: vedtak" in stopped.err
    assert handed_in(received(survey)) == HANDED
    ran = run("import", survey, by_page, "--on-conflict", "update")
    assert ran.code == 0, ran.err
    assert received(survey).number == 2
    assert handed_in(received(survey)) == Handed(changed, "Nav-leder", shares=False)
    assert (survey / "received" / "risor-1.yaml").exists()
