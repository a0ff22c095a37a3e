"""`export`: every answer of one or more surveys as rows of one table, written as they are read."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from navcheck.cli.reading import read_survey
from navcheck.cli.session import Session
from navcheck.cli.show import choose
from navcheck.core.messages import Message, say, say_many
from navcheck.core.problems import NavcheckError, Problem, refuse
from navcheck.core.round import Round
from navcheck.core.text import quote
from navcheck.core.tidy import TidyRow, tidy
from navcheck.files.survey_folder import SurveyFolder, open_folder
from navcheck.render.tidy import csv_lines, json_lines

WRITERS: Mapping[str, Callable[[Iterable[TidyRow]], Iterator[str]]] = {"csv": csv_lines, "jsonl": json_lines}
DONE, IN_PART = 0, 1


def export_surveys(session: Session, surveys: tuple[str, ...], form: str, *, drafts: bool) -> int:
    """Print the tidy table of all the surveys, one survey in memory at a time.

    Raises:
        NavcheckError: `format`, `survey-twice`, every problem of the surveys' own files, and what reading one raises.

    """
    write = choose(WRITERS, form)
    problems: list[Problem] = []
    folders = _open(session, surveys)
    rows = (row for folder in folders for row in _rows(session, folder, problems, drafts=drafts))
    for piece in write(rows):
        session.data(piece)
    return IN_PART if problems else DONE


def _open(session: Session, surveys: tuple[str, ...]) -> tuple[SurveyFolder, ...]:
    """Open every survey before the first row is written, and refuse all that is wrong at once."""
    opened: dict[str, SurveyFolder] = {}
    problems: list[Problem] = []
    for name in surveys:
        try:
            folder = open_folder(session.places.survey(name))
        except NavcheckError as error:
            problems += error.problems
            continue
        if folder.survey.id in opened:
            message = say("the survey {id} is given twice", id=quote(folder.survey.id))
            problems.append(Problem("survey-twice", message, None, say("give each survey once; its id tells its rows")))
        opened.setdefault(folder.survey.id, folder)
    refuse(problems)
    return tuple(opened.values())


def _rows(session: Session, folder: SurveyFolder, problems: list[Problem], *, drafts: bool) -> Iterator[TidyRow]:
    one, found = read_survey(folder, drafts=drafts)
    session.complain(found)
    problems += found
    for message in _left_out(one):
        session.tell(say("{name}: {reason}", name=one.survey.id, reason=message))
    yield from tidy(one)


def _left_out(one: Round) -> Iterator[Message]:
    if count := one.drafts_left_out:
        yield say_many("{count} draft is not counted", "{count} drafts are not counted", count)
    for left in one.left_out:
        yield say("{name}: {reason}", name=left.name, reason=left.reason)
