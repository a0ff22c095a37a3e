"""`gaps`: the points to follow up and the signals, all of them or those that are asked for."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from navcheck.cli.failing import fails_on
from navcheck.cli.naming import find_offices, find_word
from navcheck.cli.reading import read_survey
from navcheck.cli.session import Session
from navcheck.cli.show import choose, show
from navcheck.core.answers import nearest_or_all
from navcheck.core.messages import Message, say
from navcheck.core.problems import NavcheckError, Problem
from navcheck.core.text import quote
from navcheck.core.words import Severity, SignalKind, Standing
from navcheck.files.survey_folder import open_folder

if TYPE_CHECKING:
    from navcheck.core.matrix import Matrix
    from navcheck.core.narrowing import Narrowing
    from navcheck.core.round import Round

DONE, IN_PART = 0, 1
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for on the command line."""

    survey: str
    offices: tuple[str, ...] = ()
    question: str = ""
    topic: str = ""
    severities: tuple[str, ...] = ()
    drafts: bool = False


def show_gaps(session: Session, wanted: Wanted, form: str, fail_on: tuple[str, ...]) -> int:
    """Print the points to follow up and the signals.

    Raises:
        NavcheckError: `format`, `option`, `unknown-office`, `unknown-question`, `unknown-topic`, and what reading the
            survey raises.

    """
    from navcheck.core.matrix import build_matrix, narrow
    from navcheck.render import GAP_RENDERERS

    render = choose(GAP_RENDERERS, form)
    one, problems = read_survey(open_folder(session.places.survey(wanted.survey)), drafts=wanted.drafts)
    by = _narrowing(one, wanted)
    matrix = build_matrix(one)
    shown = narrow(matrix, by) if by else matrix
    found = fails_on(fail_on, _counts(shown))
    session.complain(problems)
    show(session, shown, render, form)
    return IN_PART if problems or found else DONE


def _narrowing(one: "Round", wanted: Wanted) -> "Narrowing":
    from navcheck.core.narrowing import Narrowing

    severities = [find_word(Severity, word, "--severity") for word in wanted.severities]
    topics = {topic.id: topic for topic in one.checklist.topics}
    return Narrowing(
        find_offices(one.survey, wanted.offices) if wanted.offices else (),
        _named(one.checklist.by_id, wanted.question, "unknown-question", say("there is no question {id}")),
        _named(topics, wanted.topic, "unknown-topic", say("the checklist has no topic {id}")),
        tuple(severity for severity in Severity if severity in severities),
    )


def _named(known: Mapping[str, Found], name: str, code: str, message: Message) -> Found | None:
    """Return what has this id; nothing where none is asked for."""
    if not name or name in known:
        return known.get(name)
    hint = nearest_or_all(name, known)
    raise NavcheckError(Problem(code, Message(message.text, {"id": quote(name)}), None, hint))


def _counts(matrix: "Matrix") -> dict[str, int]:
    """Count what is shown by the words that `--fail-on` takes."""
    kinds = Counter(signal.kind for signal in matrix.signals)
    standings = Counter(row.standing for row in matrix.rows if matrix.narrowing.has_office(row.office))
    return {
        **{severity.value: matrix.severity(severity) for severity in Severity},
        "signal": len(matrix.signals),
        **{kind.value: kinds[kind] for kind in SignalKind},
        "uncoded": sum(one.count for one in matrix.uncoded),
        **{standing.value: standings[standing] for standing in (Standing.MISSING, Standing.UNREADABLE)},
    }
