"""The symbol and the words of every mark; meaning is never in a symbol or a colour alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from navcheck.core.messages import Message, Tongue, say
from navcheck.core.words import Severity, SignalKind, Standing, Status

if TYPE_CHECKING:
    from navcheck.core.matrix import Cell
    from navcheck.core.round import Entry

Mark = Severity | SignalKind | Status

# What needs no line of its own under an answer.
PLAIN = frozenset({Status.MET, Status.ANSWERED})
# Answers that are no plain yes or no, in the order in which they are counted; never merged.
SILENT = (Status.UNANSWERED, Status.UNKNOWN, Status.NOT_APPLICABLE, Status.NO_CASES, Status.CLAIMED)


@dataclass(frozen=True, slots=True)
class Symbols:
    """One sign for each severity and status, and one for all signals; what was not asked has none."""

    severities: Mapping[Severity, str]
    statuses: Mapping[Status, str]
    signal: str

    def of(self, mark: Mark) -> str:
        """Return the sign of a mark."""
        if isinstance(mark, SignalKind):
            return self.signal
        return self.severities[mark] if isinstance(mark, Severity) else self.statuses[mark]

    def label(self, mark: Mark, words: str) -> str:
        """Put the sign before the words."""
        return f"{self.of(mark)} {words}".lstrip()

    def fit(self, encoding: str | None) -> bool:
        """Tell whether an encoding can carry every sign."""
        try:
            "".join((*self.severities.values(), *self.statuses.values(), self.signal)).encode(encoding or "ascii")
        except (UnicodeEncodeError, LookupError):
            return False
        return True


def _symbols(severities: str, statuses: str, signal: str) -> Symbols:
    """Deal the signs out in the order of the enums."""
    return Symbols(
        dict(zip(Severity, severities, strict=True)),
        {**dict(zip(list(Status)[:-1], statuses, strict=True)), Status.NOT_ASKED: ""},
        signal,
    )


UNICODE = _symbols("✗!↑", "✓~•○?–□", "◊")
ASCII = _symbols("x!^", "v~o0?-_", "*")


def symbols_for(encoding: str | None) -> Symbols:
    """Choose the signs that an encoding can carry: a console of cp1252 has no ✗."""
    return UNICODE if UNICODE.fit(encoding) else ASCII


def mark(cell: "Cell") -> Mark:
    """Return what is to be said of a cell: its worst gap, else its signal, else its status."""
    return cell.severity or cell.signal or cell.status


def marks_shown(cell: "Cell") -> tuple[Mark, ...]:
    """Return the marks that stand in a cell: where no words do, the status stands for them."""
    worst = mark(cell)
    if not cell.said and worst is not cell.status:
        return cell.status, worst
    return () if cell.said and worst in PLAIN else (worst,)


# In a cell of the table, where room is scarce.
SHORT: Mapping[Mark, Message] = {
    Severity.BREACH: say("possible breach"),
    Severity.RISK: say("risk"),
    Severity.IMPROVEMENT: say("improvement"),
    SignalKind.CONFLICT: say("conflict"),
    SignalKind.NO_SPREAD: say("same answers"),
    SignalKind.SAME_WORDS: say("same words"),
    SignalKind.REPEATS_QUESTION: say("repeats the question"),
    SignalKind.OUTLIER: say("stands out"),
    SignalKind.STALE_FIGURE: say("old figure"),
    SignalKind.REPEAT: say("as last time"),
    SignalKind.GROUP_DIFFERS: say("groups differ"),
    SignalKind.CARRIED: say("carried over"),
    Status.MET: say("met"),
    Status.CLAIMED: say("not documented"),
    Status.ANSWERED: say("answered"),
    Status.NO_CASES: say("no such cases"),
    Status.UNKNOWN: say("don't know"),
    Status.NOT_APPLICABLE: say("not applicable"),
    Status.UNANSWERED: say("unanswered"),
    Status.NOT_ASKED: say("not asked"),
}

# In counts, headings and the legend.
FULL: Mapping[Mark, Message] = {
    **SHORT,
    **dict.fromkeys(SignalKind, say("signal, a reason to look")),
    Severity.RISK: say("risk of failure"),
    Severity.IMPROVEMENT: say("point for improvement"),
    Status.CLAIMED: say("stated, not documented"),
}


# Beside an office whose answers the county wrote down, until the office has confirmed them.
NOT_CONFIRMED = say("not confirmed")


def office_notes(entry: "Entry", tongue: Tongue) -> tuple[str, ...]:
    """Say beside an office's name why its row is empty, or that what counts is not confirmed, or no first response."""
    number = entry.response.number if entry.response is not None else None
    later = say("response no. {number}", number=number) if number is not None and number > 1 else None
    return tuple(f"({tongue(message)})" for message in (standing_words(entry), later) if message)


def standing_words(entry: "Entry") -> Message | None:
    """Say what an office's row needs to say of its response; nothing of one that simply counts."""
    match entry.standing:
        case Standing.RESPONDED:
            return NOT_CONFIRMED if entry.unconfirmed else None
        case Standing.DRAFT:
            return say("draft")
        case Standing.UNREADABLE:
            return say("cannot be read")
        case Standing.MISSING:
            return say("draft, not counted") if entry.has_draft else say("not responded")
        case _:
            assert_never(entry.standing)
