"""`answer --answers FILE`: a file instead of a keyboard; all of it holds, or nothing is stored."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from navcheck.core.words import RecordedBy
from tests.cli.one_office import GIVEN, files, open_alone, open_county, response, values, write
from tests.program import TODAY, Ran, run

SYNTHETIC = "01810050019"


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    return open_county(tmp_path)


def answer(survey: Path, text: str, *words: str, office: str = "risor") -> Ran:
    path = write(survey.parent / "svar.yaml", text)
    return run("answer", survey, "--office", office, "--answers", path, *words)


def test_a_bare_list_is_received_as_number_1(survey: Path) -> None:
    ran = answer(survey, GIVEN, "--role", "Nav-leder")
    assert (ran.code, ran.raw) == (0, b"")
    assert "as number 1: 5 answers" in ran.err
    received = response(survey / "received" / "risor-1.yaml")
    assert values(dict(received.answers)) == {
        "tekst": "Hver måned",
        "valg": "ja",
        "flere": ("bolig", "rus"),
        "tall": "12",
        "dato": "2026-11-01",
    }
    assert received.received is not None
    assert (received.received.date, received.received.role) == (TODAY, "Nav-leder")
    assert received.received.recorded_by is RecordedBy.OFFICE


def test_the_order_of_the_file_does_not_matter_and_words_do_as_at_the_keyboard(survey: Path) -> None:
    given = 'dato: 1.11.2026\nflere: Own home\ntall: "1 234,0"\nvalg: "Yes"\ntekst: don\'t know\n'
    assert answer(survey, given).code == 0
    received = response(survey / "received" / "risor-1.yaml")
    assert list(values(dict(received.answers)).items()) == [
        ("tekst", "vet-ikke"),
        ("valg", "ja"),
        ("flere", ("bolig",)),
        ("tall", "1234"),
        ("dato", "2026-11-01"),
    ]


def test_an_answer_may_have_all_that_a_response_file_has(survey: Path) -> None:
    given = """
tekst: {instead: ikke-aktuelt, comment: Ingen slike saker}
valg: {value: nei, comment: Kommer i høst, evidence: [{title: Utkast, date: 2026-03-01, proof: written}]}
flere: [None of these]
dato: {instead: vet-ikke}
"""
    assert answer(survey, given).code == 0
    answers = response(survey / "received" / "risor-1.yaml").answers
    assert (answers["tekst"].instead, answers["tekst"].comment) == ("ikke-aktuelt", "Ingen slike saker")
    assert answers["valg"].evidence[0].title == "Utkast"
    assert answers["flere"].value == ("ingen",)


def test_the_same_file_twice_changes_nothing_and_says_so(survey: Path) -> None:
    answer(survey, GIVEN)
    before = files(survey)
    ran = answer(survey, GIVEN, "--role", "leder")
    assert (ran.code, files(survey)) == (0, before)
    assert "number 1 already; nothing is changed" in ran.err


def test_other_answers_become_number_2_and_number_1_stays(survey: Path) -> None:
    answer(survey, GIVEN)
    before = files(survey)
    assert answer(survey, GIVEN.replace("måned", "uke")).code == 0
    after = files(survey)
    assert after.keys() - before.keys() == {"received/risor-2.yaml"}
    assert after.items() >= before.items()


@pytest.mark.parametrize(
    ("was", "now", "place", "said"),
    [
        ("valg: ja", "valg: kanskje", "svar.yaml:3:7", "«kanskje» is not an answer to «valg»"),
        ("tall: 12", "tall: mange", "svar.yaml:5:7", "«mange» is not a number"),
        ("tall: 12", "tall: 5001", "svar.yaml:5:7", "above 5,000"),
        ("tall: 12", "tall: [1, 2]", "svar.yaml:5:7", "one value belongs here"),
        ("dato: 2026-11-01", "dato: 31.02.2026", "svar.yaml:6:7", "is not a date"),
        ("flere: [bolig, rus]", "flere: [ingen, rus]", "svar.yaml:4:8", "stands alone"),
        ("flere: [bolig, rus]", "flere: [bolig, vet-ikke]", "svar.yaml:4:8", "is not an answer to «flere»"),
        ("valg: ja", "valgg: ja", "svar.yaml:3:1", "there is no question «valgg»"),
        ("valg: ja", "valg: {verdi: ja}", "svar.yaml:3:8", "«verdi» is not a key"),
        ("valg: ja", "valg: {value: ja, instead: vet-ikke}", "svar.yaml:3:7", "either value or instead"),
        ("dato: 2026-11-01\n", "", "svar.yaml:1:1", "«dato» is not answered"),
        ("dato: 2026-11-01", "dato:", "svar.yaml:1:1", "«dato» is not answered"),
        ("valg: ja", "valg: ikke-aktuelt", "svar.yaml:3:7", "without a reason"),
        ("tekst: Hver måned", f"tekst: Gjelder {SYNTHETIC}", "svar.yaml:2:8", "national identity number"),
    ],
)
def test_what_is_missing_or_cannot_be_used_is_told_with_its_place_and_nothing_is_stored(
    survey: Path, was: str, now: str, place: str, said: str
) -> None:
    assert was in GIVEN
    ran = answer(survey, GIVEN.replace(was, now))
    assert (ran.code, files(survey)) == (1, {})
    assert f"{place}: " in ran.err
    assert said in ran.err
    assert SYNTHETIC not in ran.err


def test_all_problems_come_at_once(survey: Path) -> None:
    ran = answer(survey, "valg: kanskje\ntall: mange\nukjent: 1\n")
    assert [word in ran.err for word in ("kanskje", "mange", "«ukjent»", "«tekst» is not", "«dato» is not")] == [
        True
    ] * 5
    assert "«valg» is not answered" not in ran.err


def test_a_question_that_a_rule_hides_need_not_be_answered_and_if_it_is_that_is_told(survey: Path) -> None:
    hidden = GIVEN.replace("valg: ja", "valg: nei")
    ran = answer(survey, hidden)
    assert ran.code == 0
    assert "1 answer is kept but not counted, since the other answers leave nothing to ask: tall" in ran.err
    assert answer(survey, hidden.replace("tall: 12\n", "")).code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--office", "ris"), "did you mean"),
        (("--office", "risor", "--role", SYNTHETIC), "national identity number"),
        (("--office", "risor", "--only", "tema"), "--answers and --only do not go together"),
        ((), "--office"),
    ],
)
def test_a_wrong_call_is_2(survey: Path, words: tuple[str, ...], said: str) -> None:
    path = write(survey.parent / "svar.yaml", GIVEN)
    ran = run("answer", survey, "--answers", path, *words)
    assert (ran.code, files(survey)) == (2, {})
    assert said in ran.err
    assert SYNTHETIC not in ran.err


def test_a_file_that_is_not_there_is_2(survey: Path) -> None:
    ran = run("answer", survey, "--office", "risor", "--answers", survey / "nei.yaml")
    assert ran.code == 2
    assert "there is no such file" in ran.err


def test_without_a_terminal_it_answers_and_asks_nothing(survey: Path) -> None:
    path = write(survey.parent / "svar.yaml", GIVEN)
    done = subprocess.run(
        [sys.executable, "-m", "navcheck", "answer", str(survey), "--office", "risor", "--answers", str(path)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"NAVCHECK_LANG": "en"},
    )
    assert (done.returncode, done.stdout) == (0, "")
    assert (survey / "received" / "risor-1.yaml").exists()


def test_a_response_file_of_the_office_is_taken_with_what_it_says(survey: Path, tmp_path: Path) -> None:
    own = open_alone(tmp_path / "kontoret", "Nav Åseral")
    answer(own, GIVEN, "--role", "Nav-leder", office="")
    text = (own / "received" / "aseral-1.yaml").read_text("utf-8")
    ran = answer(survey, text.replace("answers:", "minutes: 18\nshares: true\nanswers:"), office="lister")
    assert ran.code == 0, ran.err
    received = response(survey / "received" / "lister-1.yaml")
    assert (received.survey, received.office) == ("fylket-2026", "lister")
    assert (received.minutes, received.shares) == (18, True)
    assert received.received is not None
    assert received.received.role == "Nav-leder"
    other = answer(survey, text)
    assert other.code == 1
    assert "this is the response of «aseral», not of «Nav Risør»" in other.err


def test_a_response_to_another_version_is_refused(survey: Path) -> None:
    answer(survey, GIVEN)
    text = (survey / "received" / "risor-1.yaml").read_text("utf-8").replace('version: "1"', 'version: "2"')
    ran = answer(survey, text)
    assert ran.code == 1
    assert "this answers alle 2, but the survey asks alle 1" in ran.err


def test_what_somebody_has_begun_to_answer_otherwise_is_not_lost(survey: Path) -> None:
    answer(survey, GIVEN)
    draft = survey / "drafts" / "risor.yaml"
    text = (survey / "received" / "risor-1.yaml").read_text("utf-8").replace("number: 1\n", "")
    before, _, after = text.partition("received:")
    draft.write_text(before + "answers:" + after.partition("answers:")[2].replace("måned", "time"), "utf-8")
    stored = files(survey)
    ran = answer(survey, GIVEN.replace("måned", "uke"))
    assert (ran.code, files(survey)) == (1, stored)
    assert "the draft answers «tekst» otherwise" in ran.err
    assert answer(survey, GIVEN.replace("måned", "time")).code == 0
    assert files(survey).keys() == {"received/risor-1.yaml", "received/risor-2.yaml"}


def test_on_behalf_of_an_office_the_county_is_who_recorded_it(survey: Path) -> None:
    assert answer(survey, GIVEN, "--on-behalf").code == 0
    received = response(survey / "received" / "risor-1.yaml").received
    assert received is not None
    assert received.recorded_by is RecordedBy.COUNTY
