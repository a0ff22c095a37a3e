from datetime import date
from decimal import Decimal

import pytest

from navcheck.core.messages import ENGLISH, Message, Tongue, say, say_many

NB = {"{count} svar": "{count} svar", "the day {day}": "dagen {day}", "yes": "ja", "it says {what}": "det står {what}"}
NORSK = Tongue("nb", lambda text: NB.get(text, text), lambda one, many, count: one if count == 1 else many)
NYNORSK = Tongue("nn", lambda text: text, lambda one, many, count: one if count == 1 else many)
NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("number", "norsk", "english"),
    [
        (0, "0", "0"),
        (-5, "-5", "-5"),
        (999, "999", "999"),
        (1000, f"1{NBSP}000", "1,000"),
        (10_000, f"10{NBSP}000", "10,000"),
        (20_000, f"20{NBSP}000", "20,000"),
        (1_234_567, f"1{NBSP}234{NBSP}567", "1,234,567"),
        (-12_345, f"-12{NBSP}345", "-12,345"),
        (Decimal("0.5"), "0,5", "0.5"),
        (Decimal("12.50"), "12,50", "12.50"),
        (Decimal("1234.5"), f"1{NBSP}234,5", "1,234.5"),
        (Decimal("3.0"), "3,0", "3.0"),
        (Decimal(-10_000), f"-10{NBSP}000", "-10,000"),
    ],
)
def test_a_number_is_written_as_each_language_does(number: Decimal | int, norsk: str, english: str) -> None:
    assert (NORSK.number(number), NYNORSK.number(number), ENGLISH.number(number)) == (norsk, norsk, english)


def test_a_date_is_written_as_each_language_does() -> None:
    day = date(2026, 1, 2)
    assert (NORSK.day(day), NYNORSK.day(day), ENGLISH.day(day)) == ("02.01.2026", "02.01.2026", "2026-01-02")


def test_what_goes_into_a_message_is_said_in_its_language_too() -> None:
    assert NORSK(say("the day {day}", day=date(2026, 11, 21))) == "dagen 21.11.2026"
    assert ENGLISH(say("the day {day}", day=date(2026, 11, 21))) == "the day 2026-11-21"
    assert NORSK(say("it says {what}", what=say("yes"))) == "det står ja"
    assert NORSK(say("it says {what}", what="yes")) == "det står yes"
    assert NORSK(say("it says {what}", what=12_345)) == f"det står 12{NBSP}345"
    assert NORSK(say("it says {what}", what=Decimal("1.5"))) == "det står 1,5"
    assert NORSK(say("it says {what}", what=True)) == "det står True"


@pytest.mark.parametrize("text", ["{0}", "{count}", "{question.text}", "{", "}}", "%s"])
def test_what_was_written_is_never_a_format(text: str) -> None:
    assert ENGLISH(say("it says {what}", what=text)) == f"it says {text}"


@pytest.mark.parametrize(
    ("count", "english"), [(0, "0 answers"), (1, "1 answer"), (2, "2 answers"), (12_345, "12,345 answers")]
)
def test_a_count_chooses_its_sentence(count: int, english: str) -> None:
    message = say_many("{count} answer", "{count} answers", count)
    assert ENGLISH(message) == str(message) == english


def test_a_message_that_depends_on_no_count_is_its_own_text() -> None:
    assert str(Message("done")) == "done"
    assert NORSK("yes") == "ja"


def test_a_text_is_picked_in_the_language_else_in_the_nearest_there_is() -> None:
    words = {"en": "yes", "nn": "jau", "nb": "ja"}
    assert [tongue.pick(words) for tongue in (NORSK, NYNORSK, ENGLISH)] == ["ja", "jau", "yes"]
    assert [tongue.pick({"nn": "jau", "en": "yes"}) for tongue in (NORSK, NYNORSK, ENGLISH)] == ["jau", "jau", "yes"]
    assert [tongue.pick({"en": "yes", "nb": "ja"}) for tongue in (NORSK, NYNORSK, ENGLISH)] == ["ja", "ja", "yes"]
    assert [tongue.pick({"en": "yes"}) for tongue in (NORSK, NYNORSK)] == ["yes", "yes"]
