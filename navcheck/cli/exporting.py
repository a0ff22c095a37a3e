"""`export`: every answer of one or more surveys as rows of one table, written survey by survey as they are read."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from navcheck.cli.reading import read_survey
from navcheck.cli.session import Session
from navcheck.cli.show import choose
from navcheck.core.messages import Message, say, say_many
from navcheck.core.problems import NavcheckError, Problem, refuse
from navcheck.core.round import Round
from navcheck.core.text import quote
from navcheck.core.tidy import TidyRow, tidy
from navcheck.files.processes import in_order, useful_workers
from navcheck.files.survey_folder import SurveyFolder, open_folder
from navcheck.render.tidy import csv_head, csv_rows, json_lines

# The head of the table, and its rows.
WRITERS: Mapping[str, tuple[str, Callable[[Iterable[TidyRow]], Iterator[str]]]] = {
    "csv": (csv_head(), csv_rows),
    "jsonl": ("", json_lines),
}
DONE, IN_PART = 0, 1


@dataclass(frozen=True, slots=True)
class Exported:
    """One survey's rows as they are printed, and what is to be said of them; or why there are none."""

    rows: str
    problems: tuple[Problem, ...] = ()
    left_out: tuple[Message, ...] = ()
    refused: tuple[tuple[Problem, ...], int] | None = None


def export_surveys(session: Session, surveys: tuple[str, ...], form: str, *, drafts: bool) -> int:
    """Print the tidy table of all the surveys, a few surveys in memory at a time.

    Raises:
        NavcheckError: `format`, `survey-twice`, every problem of the surveys' own files, and what reading one raises.

    """
    head, _ = choose(WRITERS, form)
    folders = _open(session, surveys)
    workers = useful_workers(sum(len(folder.survey.offices) for folder in folders)) if len(folders) > 1 else 1
    is_whole = True
    # Without what was listed of a folder so far, which cannot be sent.
    for one in in_order(partial(_export, form, drafts), [replace(folder) for folder in folders], workers):
        if one.refused is not None:
            raise NavcheckError(*one.refused[0], exit_code=one.refused[1])
        session.complain(one.problems)
        for message in one.left_out:
            session.tell(message)
        session.data(head + one.rows)
        head, is_whole = "", is_whole and not one.problems
    return DONE if is_whole else IN_PART


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


def _export(form: str, drafts: bool, folder: SurveyFolder) -> Exported:
    _, rows = WRITERS[form]
    try:
        one, found = read_survey(folder, drafts=drafts)
    except NavcheckError as error:
        return Exported("", refused=(error.problems, error.exit_code))
    left_out = (say("{name}: {reason}", name=one.survey.id, reason=message) for message in _left_out(one))
    return Exported("".join(rows(tidy(one))), found, tuple(left_out))


def _left_out(one: Round) -> Iterator[Message]:
    if count := one.drafts_left_out:
        yield say_many("{count} draft is not counted", "{count} drafts are not counted", count)
    for left in one.left_out:
        yield say("{name}: {reason}", name=left.name, reason=left.reason)
