from datetime import date

import pytest

from navcheck.core.guard import LONGEST_TEXT, check_text
from navcheck.core.model import Answer
from navcheck.core.problems import Location, Problem
from navcheck.core.typed import read_day, read_number, read_typed, typed_day
from navcheck.core.words import Instead
from tests.core.one_topic import one_topic

AT = Location("svar.csv", cell="B2")
NO_BREAK = "\N{NO-BREAK SPACE}"
NARROW = "\N{NARROW NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
SYNTHETIC = "01816550072"  # month + 80: nobody's

CHECKLIST = one_topic("""
scales:
  praksis:
    alle: {label: {nb: I alle saker, nn: I alle saker, en: In all cases}, status: met}
    noen: {label: {nb: I noen saker, nn: I nokre saker, en: In some cases}}
questions:
  - {id: praksis, type: choice, scale: praksis}
  - id: kanaler
    type: choices
    choices:
      brosjyre: {label: {nb: Brosjyre, en: Leaflet}}
      samtale: {label: {nb: Samtale, en: Talk}}
      ingen: {label: {nb: Ingen av dem}, alone: true}
  - {id: deltakere, type: number, min: 0, max: 99999}
  - {id: siden, type: date}
  - {id: hvordan, type: text}
""")


def read(question: str, typed: str) -> Answer | Problem | None:
    return read_typed(CHECKLIST, CHECKLIST.by_id[question], typed, AT)


def value(question: str, typed: str) -> object:
    answer = read(question, typed)
    return answer.value if isinstance(answer, Answer) else answer


def refused(question: str, typed: str) -> Problem:
    problem = read(question, typed)
    assert isinstance(problem, Problem)
    return problem


@pytest.mark.parametrize("question", ["praksis", "kanaler", "deltakere", "siden", "hvordan"])
@pytest.mark.parametrize("typed", ["", "  ", "\n\t", "\u200b", NO_BREAK])
def test_nothing_written_is_no_answer(question: str, typed: str) -> None:
    assert read(question, typed) is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12", "12"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("1 234", "1234"),
        (f"1{NO_BREAK}234,5", "1234.5"),
        (f"12{NARROW}345", "12345"),
        ("3,0", "3"),
        ("0,50", "0.5"),
        ("0,0001", "0.0001"),
        (f"{MINUS}5", "-5"),
        (f"{MINUS}1 234,5", "-1234.5"),
        ("-0", "0"),
        ("100", "100"),
        ("0012", "12"),
    ],
)
def test_a_norwegian_number_is_kept_as_files_write_it(typed: str, kept: str) -> None:
    assert read_number(typed) == kept


@pytest.mark.parametrize(
    "typed", ["12 34", "1 23", "1 2345", "1234 567", "tolv", "1e3", "1_000", "12 stk", "½", "1.2.3"]
)
def test_what_is_no_number_is_refused_and_never_guessed(typed: str) -> None:
    assert refused("deltakere", typed).code == "number"


def test_a_number_is_held_to_its_limits() -> None:
    assert value("deltakere", "99 999") == "99999"
    assert refused("deltakere", "100 000").code == "too-high"
    assert refused("deltakere", "-1").code == "too-low"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("21.11.2026", "2026-11-21"),
        ("1.2.2026", "2026-02-01"),
        ("29.02.2028", "2028-02-29"),
        ("2026-11-21", "2026-11-21"),
    ],
)
def test_a_date_is_written_in_either_order(typed: str, kept: str) -> None:
    assert read_day(typed) == kept
    assert value("siden", typed) == kept
    assert typed_day(f" {typed} ") == date.fromisoformat(kept)


@pytest.mark.parametrize(
    "typed", ["29.02.2026", "31.4.2026", "21.11.26", "21/11/2026", "11.21.2026", "i fjor", "2026-2-1"]
)
def test_what_is_no_day_of_the_calendar_is_refused(typed: str) -> None:
    assert refused("siden", typed).code == "day"
    assert typed_day(typed) is None


@pytest.mark.parametrize(
    "typed", ["noen", "NOEN", "I noen saker", "i  nokre saker.", "In some cases", " I NOEN SAKER ", "i noen\u00a0saker"]
)
def test_a_choice_is_named_by_its_id_or_its_label_in_any_language(typed: str) -> None:
    assert value("praksis", typed) == "noen"


def test_a_near_miss_is_suggested_and_never_taken() -> None:
    problem = refused("praksis", "I noen sake")
    assert (problem.code, problem.at) == ("unknown-value", AT)
    assert str(problem.hint) == "did you mean «I noen saker»?"
    assert str(refused("praksis", "xyz").hint) == "choose between In all cases, In some cases"


@pytest.mark.parametrize("typed", ["Brosjyre; Samtale", "brosjyre;samtale", "Leaflet ; Talk;", ";Brosjyre;;Samtale"])
def test_several_choices_stand_with_semicolons_between(typed: str) -> None:
    assert value("kanaler", typed) == ("brosjyre", "samtale")


def test_one_of_several_choices_is_still_a_list() -> None:
    assert value("kanaler", "Samtale") == ("samtale",)


def test_one_wrong_choice_among_several_refuses_them_all() -> None:
    assert refused("kanaler", "Brosjyre; plakat").code == "unknown-value"
    assert refused("kanaler", "Brosjyre, Samtale").code == "unknown-value"
    assert refused("kanaler", "Ingen av dem; Samtale").code == "alone"


def test_semicolons_alone_choose_nothing() -> None:
    assert refused("kanaler", " ; ;").code == "one-or-many"


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("vet ikke", Instead.UNKNOWN),
        ("Veit ikkje.", Instead.UNKNOWN),
        ("Don't know", Instead.UNKNOWN),
        ("vet-ikke", Instead.UNKNOWN),
        ("Ikke aktuelt", Instead.NOT_APPLICABLE),
        ("ikkje aktuelt", Instead.NOT_APPLICABLE),
        ("NOT APPLICABLE", Instead.NOT_APPLICABLE),
        ("ikke-aktuelt", Instead.NOT_APPLICABLE),
    ],
)
@pytest.mark.parametrize("question", ["praksis", "kanaler", "deltakere", "siden"])
def test_not_knowing_and_not_applicable_are_said_in_any_language(question: str, typed: str, instead: Instead) -> None:
    assert read(question, typed) == Answer(instead=instead)


@pytest.mark.parametrize("typed", ["12,5", "21.11.2026", "a; b", "[b]fet[/b]", "{0}", "=1+1", "nei"])
def test_a_text_question_takes_any_words_as_they_are(typed: str) -> None:
    assert value("hvordan", f" {typed}\n") == typed


def test_a_text_keeps_its_lines_and_loses_what_cannot_be_seen() -> None:
    assert value("hvordan", "første\r\nandre\x1b[31m\u202e rad") == "første\nandre rad"


@pytest.mark.parametrize("question", ["praksis", "kanaler", "deltakere", "siden", "hvordan"])
@pytest.mark.parametrize("typed", [SYNTHETIC, f"gjelder {SYNTHETIC[:6]} {SYNTHETIC[6:]}", f"ja; {SYNTHETIC}"])
def test_a_personal_number_is_refused_in_any_question_and_not_repeated(question: str, typed: str) -> None:
    problem = refused(question, typed)
    assert (problem.code, problem.at) == ("personal-number", AT)
    assert SYNTHETIC[:6] not in f"{problem.message} {problem.hint}"
    assert SYNTHETIC[6:] not in f"{problem.message} {problem.hint}"


def test_a_text_has_a_longest_length() -> None:
    assert check_text("å" * LONGEST_TEXT) is None
    assert value("hvordan", "å" * LONGEST_TEXT) == "å" * LONGEST_TEXT
    assert refused("hvordan", "å" * (LONGEST_TEXT + 1)).code == "text-too-long"


def test_a_name_that_two_choices_share_is_not_guessed() -> None:
    checklist = one_topic("""
    questions:
      - id: rutine
        type: choice
        choices: {a: {label: {nb: Ja, en: A little}}, b: {label: {nb: Alltid, nn: Ja}}, ofte: {label: {nb: Ofte}}}
    """)
    given = {typed: read_typed(checklist, checklist.by_id["rutine"], typed) for typed in ("Alltid", "Ofte", "A little")}
    assert given == {"Alltid": Answer(value="b"), "Ofte": Answer(value="ofte"), "A little": Answer(value="a")}
    assert isinstance(read_typed(checklist, checklist.by_id["rutine"], "Ja"), Problem)
