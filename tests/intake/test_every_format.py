"""The same answers in, whatever they come in: fifteen offices with every kind of question, and any valid response."""

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from navcheck.core.model import Answer, Checklist, Evidence
from navcheck.core.words import Instead, Proof
from navcheck.files.survey_folder import open_folder
from tests.intake.exports import FORMATS, Answers
from tests.program import run

CHECKLIST = """\
navcheck: checklist/1
id: prove
version: "1"
title: {nb: Prøve}
scales:
  janei: {ja: {label: {nb: Ja}, status: met}, delvis: {label: {nb: Delvis}}, nei: {label: {nb: Nei}}}
topics:
  - id: tema
    title: {nb: Tema}
    heading: {nb: Tema}
    questions:
      - id: rutine
        type: choice
        scale: janei
        text: {nb: Har dere en skriftlig rutine?}
        evidence: {ask: true, what: {nb: Rutinen}}
      - id: kanaler
        type: choices
        text: {nb: Hvordan informerer dere?}
        choices:
          brosjyre: {label: {nb: "Brosjyre, plakat"}}
          samtale: {label: {nb: I samtaler}}
          ingen: {label: {nb: Ingen av dem}, alone: true}
      - {id: deltakere, type: number, min: 0, max: 5000, text: {nb: Hvor mange deltar?}}
      - {id: andel, type: number, min: 0, max: 100, text: {nb: Hvor stor andel?}}
      - {id: siden, type: date, text: {nb: Siden når?}}
      - {id: hvordan, type: text, text: {nb: "Hvordan går dere fram?"}}
"""


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("formats")
    (folder / "prove.yaml").write_text(CHECKLIST, "utf-8")
    ran = run("start", folder / "prove.yaml", "--county", "agder", "--id", "prove-2026", folder=folder)
    assert ran.code == 0, ran.err
    return folder / "prove-2026"


@pytest.fixture
def survey(opened: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(opened, tmp_path / "prove-2026"))


def stored(survey: Path) -> dict[str, Mapping[str, Answer]]:
    folder = open_folder(survey)
    found = {office.name: folder.received(office.id) for office in folder.survey.offices}
    return {name: response.answers for name, response in found.items() if response is not None}


def fifteen(survey: Path) -> Answers:
    """Answers of every kind, no two offices alike."""
    names = [office.name for office in open_folder(survey).survey.offices]
    kinds: list[dict[str, Answer]] = [
        {
            "rutine": Answer(
                value="ja",
                comment="Fornyet i år; «alle» kjenner den",
                evidence=(Evidence(title="Rutine for KVP", date=date(2026, 3, 1), proof=Proof.WRITTEN),),
            ),
            "kanaler": Answer(value=("brosjyre", "samtale")),
            "deltakere": Answer(value="12"),
            "andel": Answer(value="12.5"),
            "siden": Answer(value="2020-01-15"),
            "hvordan": Answer(value="Vi går gjennom lista\nhver måned; også om sommeren"),
        },
        {
            "rutine": Answer(instead=Instead.UNKNOWN, comment="Må spørre"),
            "kanaler": Answer(value=("ingen",)),
            "deltakere": Answer(value="0"),
            "siden": Answer(instead=Instead.NOT_APPLICABLE, comment="Ikke begynt"),
            "hvordan": Answer(value='="Som før" -- og «Åmli»'),
        },
        {
            "rutine": Answer(
                value="delvis", evidence=(Evidence(proof=Proof.SAID), Evidence(title="Notat", proof=Proof.SHOWN))
            ),
            "kanaler": Answer(instead=Instead.UNKNOWN),
            "deltakere": Answer(value="1234"),
            "andel": Answer(value="0.25"),
            "hvordan": Answer(value="-"),
        },
    ]
    return {
        name: {**kinds[n % 3], "hvordan": Answer(value=f"{kinds[n % 3]['hvordan'].value} ({n})")}
        for n, name in enumerate(names)
    }


@pytest.mark.parametrize("name", FORMATS)
def test_fifteen_offices_answers_are_the_same_whatever_they_come_in(name: str, survey: Path, tmp_path: Path) -> None:
    file, write = FORMATS[name]
    answers = fifteen(survey)
    path = tmp_path / file
    path.write_bytes(write(open_folder(survey).checklist, answers))
    ran = run("import", survey, path)
    assert (ran.code, len(answers)) == (0, 15), ran.err
    assert stored(survey) == answers
    again = run("import", survey, path, language="nb")
    assert (again.code, again.out) == (0, "")
    assert "Fantes fra før: 15" in again.err


WORDS = st.text(
    st.characters(codec="cp1252", exclude_categories=["Cc", "Cf", "Zs"]) | st.just(" "), min_size=1, max_size=40
)


def harmless(text: str) -> bool:
    """Tell whether import gives a text back as it is: no spaces around it, and no word for another kind of answer."""
    from navcheck.core.guard import check_text
    from navcheck.core.text import clean
    from navcheck.core.typed import read_instead

    return text == text.strip() == clean(text) and read_instead(text) is None and check_text(text) is None


TEXTS = WORDS.filter(harmless)
DAYS = st.dates(date(1990, 1, 1), date(2030, 1, 1))
EVIDENCE = st.builds(
    Evidence,
    title=st.none() | TEXTS.filter(lambda text: "\n" not in text),
    date=st.none() | DAYS,
    proof=st.sampled_from(Proof),
)


def answer_of(values: st.SearchStrategy[object]) -> st.SearchStrategy[Answer]:
    extra = {"comment": st.none() | TEXTS, "evidence": st.lists(EVIDENCE, max_size=2).map(tuple)}
    return (
        st.builds(Answer, value=values, **extra)
        | st.builds(Answer, instead=st.just(Instead.UNKNOWN), **extra)
        | st.builds(Answer, instead=st.just(Instead.NOT_APPLICABLE), **{**extra, "comment": TEXTS})
    )


SEVERAL = st.sampled_from([("brosjyre",), ("samtale",), ("brosjyre", "samtale"), ("ingen",)])
RESPONSES = st.fixed_dictionaries(
    {},
    optional={
        "rutine": answer_of(st.sampled_from(["ja", "delvis", "nei"])),
        "kanaler": answer_of(SEVERAL),
        "deltakere": answer_of(st.integers(0, 5000).map(str)),
        "andel": answer_of(st.integers(0, 400).map(lambda quarters: f"{quarters / 4:g}")),
        "siden": answer_of(DAYS.map(date.isoformat)),
        "hvordan": answer_of(TEXTS),
    },
).filter(bool)


@pytest.mark.parametrize("name", FORMATS)
@given(one=RESPONSES, other=RESPONSES)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_valid_response_comes_back_as_it_was(
    name: str, one: dict[str, Answer], other: dict[str, Answer], opened: Path
) -> None:
    file, write = FORMATS[name]
    answers: Answers = {"NAV Risør": one, "NAV Åmli": other}
    checklist: Checklist = open_folder(opened).checklist
    folder = Path(shutil.copytree(opened, opened.parent / "any" / "prove-2026", dirs_exist_ok=True))
    try:
        path = folder.parent / file
        path.write_bytes(write(checklist, answers))
        ran = run("import", folder, path)
        assert ran.code == 0, ran.err
        assert stored(folder) == answers
    finally:
        shutil.rmtree(folder.parent)
