"""The same answers in, whatever they come in: fifteen offices with every kind of question, and any valid response."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from navcheck.core.form import Form
from navcheck.core.guard import check_text
from navcheck.core.model import Answer, Evidence
from navcheck.core.text import clean
from navcheck.core.typed import read_instead
from navcheck.core.words import Instead, Proof
from navcheck.files.survey_folder import open_folder
from tests.intake.exports import FORMATS, Answers
from tests.intake.fifteen import fifteen, start, stored
from tests.intake.filled import Handed, filled_page, filled_workbook
from tests.program import run


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return start(tmp_path_factory.mktemp("formats"))


@pytest.fixture
def survey(opened: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(opened, tmp_path / "prove-2026"))


# The forms that navcheck makes: one an office, under the names that they come back by.
FORMS: dict[str, tuple[str, Callable[[Form, Handed], bytes]]] = {
    "filled workbook": ("skjema-{}-nb.xlsx", filled_workbook),
    "filled page": ("svar-{}.json", filled_page),
}


def files_of(name: str, survey: Path, answers: Answers, folder: Path) -> Iterator[Path]:
    """Write answers to files in one format: one file, or one an office."""
    opened = open_folder(survey)
    if name in FORMATS:
        file, write = FORMATS[name]
        yield written(folder / file, write(opened.checklist, answers))
    else:
        file, fill = FORMS[name]
        for office in opened.survey.offices:
            if office.name in answers:
                form = Form(opened.survey, opened.checklist, office)
                yield written(folder / file.format(office.id), fill(form, Handed(answers[office.name])))


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", [*FORMATS, *FORMS])
def test_fifteen_offices_answers_are_the_same_whatever_they_come_in(name: str, survey: Path, tmp_path: Path) -> None:
    answers = fifteen(survey)
    files = list(files_of(name, survey, answers, tmp_path))
    ran = run("import", survey, *files)
    assert (ran.code, len(answers)) == (0, 15), ran.err
    assert stored(survey) == answers
    again = run("import", survey, *files, language="nb")
    assert (again.code, again.out) == (0, "")
    assert again.err.count(f"Fantes fra før: {15 // len(files)}.") == len(files)


# Without the letter that a table read in the wrong encoding is known by, and refused for.
WORDS = st.text(
    st.characters(codec="cp1252", exclude_categories=["Cc", "Cf", "Zs"], exclude_characters="Ã") | st.just(" "),
    min_size=1,
    max_size=40,
)


def harmless(text: str) -> bool:
    """Tell whether import gives a text back as it is: no spaces around it, and no word for another kind of answer.

    In a table of text an apostrophe that comes first guards a formula, and is taken off.
    """
    return (
        not text.startswith("'")
        and text == text.strip() == clean(text)
        and read_instead(text) is None
        and check_text(text) is None
    )


TEXTS = WORDS.filter(harmless)
DAYS = st.dates(date(1990, 1, 1), date(2030, 1, 1))
EVIDENCE = st.builds(
    Evidence,
    title=st.none() | TEXTS.filter(lambda text: "\n" not in text),
    date=st.none() | DAYS,
    proof=st.sampled_from(Proof),
)
SEVERAL = st.sampled_from([("brosjyre",), ("samtale",), ("brosjyre", "samtale"), ("ingen",)])
VALUES: Mapping[str, st.SearchStrategy[object]] = {
    "rutine": st.sampled_from(["ja", "delvis", "nei"]),
    "kanaler": SEVERAL,
    "deltakere": st.integers(0, 5000).map(str),
    "andel": st.integers(0, 400).map(lambda quarters: f"{quarters / 4:g}"),
    "siden": DAYS.map(date.isoformat),
    "hvordan": TEXTS,
}


def answer_of(values: st.SearchStrategy[object], most_documents: int) -> st.SearchStrategy[Answer]:
    documents = st.lists(EVIDENCE, max_size=most_documents).map(tuple)
    extra = {"comment": st.none() | TEXTS, "evidence": documents}
    return (
        st.builds(Answer, value=values, **extra)
        | st.builds(Answer, instead=st.just(Instead.UNKNOWN), **extra)
        | st.builds(Answer, instead=st.just(Instead.NOT_APPLICABLE), **{**extra, "comment": TEXTS})
    )


def responses(documents: Mapping[str, int]) -> st.SearchStrategy[dict[str, Answer]]:
    """Make responses with as many documents to a question as a format has room for."""
    answers = {name: answer_of(values, documents.get(name, 0)) for name, values in VALUES.items()}
    return st.fixed_dictionaries({}, optional=answers).filter(bool)


RESPONSES = responses(dict.fromkeys(VALUES, 2))
FORM_RESPONSES = responses({"rutine": 1})
MANY = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("name", FORMATS)
@given(one=RESPONSES, other=RESPONSES)
@MANY
def test_any_valid_response_comes_back_as_it_was(
    name: str, one: dict[str, Answer], other: dict[str, Answer], opened: Path
) -> None:
    assert_comes_back(name, {"NAV Risør": one, "NAV Åmli": other}, opened)


@pytest.mark.parametrize("name", FORMS)
@given(one=FORM_RESPONSES)
@MANY
def test_any_response_that_a_form_holds_comes_back_as_it_was(name: str, one: dict[str, Answer], opened: Path) -> None:
    assert_comes_back(name, {"NAV Åmli": one}, opened)


def assert_comes_back(name: str, answers: Answers, opened: Path) -> None:
    folder = Path(shutil.copytree(opened, opened.parent / "any" / "prove-2026", dirs_exist_ok=True))
    try:
        ran = run("import", folder, *files_of(name, folder, answers, folder.parent))
        assert ran.code == 0, ran.err
        assert stored(folder) == answers
    finally:
        shutil.rmtree(folder.parent)
