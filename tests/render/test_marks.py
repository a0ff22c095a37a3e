import pytest

from navcheck.core.matrix import Cell
from navcheck.core.messages import ENGLISH
from navcheck.core.words import Severity, SignalKind, Status
from navcheck.render.marks import ASCII, FULL, SHORT, UNICODE, Mark, Symbols, mark, marks_shown, symbols_for

EVERY: tuple[Mark, ...] = (*Severity, *SignalKind, *Status)


@pytest.mark.parametrize("one", EVERY)
def test_every_mark_has_words(one: Mark) -> None:
    assert ENGLISH(SHORT[one])
    assert ENGLISH(FULL[one])


def test_only_what_may_be_a_breach_is_called_so() -> None:
    assert ENGLISH(FULL[Severity.BREACH]) == "possible breach"
    assert ENGLISH(FULL[Status.CLAIMED]) == "stated, not documented"


@pytest.mark.parametrize("symbols", [UNICODE, ASCII])
def test_no_sign_stands_for_two_things(symbols: Symbols) -> None:
    signs = [symbols.of(one) for one in (*Severity, *Status)]
    assert len({*signs, symbols.of(SignalKind.CONFLICT)}) == len(signs) + 1
    assert {symbols.of(kind) for kind in SignalKind} == {symbols.signal}


def test_signs_are_those_of_the_design() -> None:
    assert "".join(map(UNICODE.of, (*Severity, *Status))) == "✗!↑✓~•○?–□"
    assert "".join(map(ASCII.of, (*Severity, *Status))) == "x!^v~o0?-_"


def test_what_was_not_asked_has_no_sign() -> None:
    assert UNICODE.label(Status.NOT_ASKED, "not asked") == "not asked"


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp850", "latin-1", "no-such-encoding", None])
def test_a_console_that_lacks_a_sign_gets_ascii(encoding: str | None) -> None:
    assert symbols_for(encoding) is ASCII


@pytest.mark.parametrize("encoding", ["utf-8", "UTF8", "utf-16"])
def test_unicode_gets_its_signs(encoding: str) -> None:
    assert symbols_for(encoding) is UNICODE


@pytest.mark.parametrize(
    ("cell", "expected", "shown"),
    [
        (Cell(("ja",), Status.ANSWERED), Status.ANSWERED, ()),
        (Cell(("ja",), Status.MET), Status.MET, ()),
        (Cell(("ja",), Status.CLAIMED), Status.CLAIMED, (Status.CLAIMED,)),
        (Cell(("nei",), Status.ANSWERED, Severity.RISK, SignalKind.CONFLICT), Severity.RISK, (Severity.RISK,)),
        (Cell(("nei",), Status.ANSWERED, None, SignalKind.CONFLICT), SignalKind.CONFLICT, (SignalKind.CONFLICT,)),
        (Cell((), Status.UNANSWERED), Status.UNANSWERED, (Status.UNANSWERED,)),
        (Cell((), Status.UNKNOWN, Severity.RISK), Severity.RISK, (Status.UNKNOWN, Severity.RISK)),
        (Cell((), Status.NOT_ASKED), Status.NOT_ASKED, (Status.NOT_ASKED,)),
    ],
)
def test_mark_is_the_worst_gap_then_the_signal_then_the_status(
    cell: Cell, expected: Mark, shown: tuple[Mark, ...]
) -> None:
    assert mark(cell) is expected
    assert marks_shown(cell) == shown
