"""`compare`: what became of the last round's points."""

from collections.abc import Callable, Mapping

from navcheck.cli.failing import fails_on
from navcheck.cli.reading import read_survey
from navcheck.cli.session import Session
from navcheck.cli.show import choose, show
from navcheck.core.compare import Comparison, compare
from navcheck.core.messages import Tongue, say
from navcheck.core.problems import NavcheckError, Problem
from navcheck.core.round import Round
from navcheck.files.survey_folder import open_folder
from navcheck.render.comparison import lay_out_comparison
from navcheck.render.comparison_data import comparison_data
from navcheck.render.marks import UNICODE, Symbols
from navcheck.render.outline import format_markdown, format_terminal

RENDERERS: Mapping[str, Callable[[Comparison, Tongue, int, Symbols], str]] = {
    "terminal": lambda one, tongue, width, symbols: format_terminal(lay_out_comparison(one, tongue, symbols), width),
    "markdown": lambda one, tongue, _width, _symbols: format_markdown(lay_out_comparison(one, tongue, UNICODE)),
    "json": lambda one, tongue, _width, _symbols: comparison_data(one, tongue),
}
DONE, IN_PART = 0, 1


def compare_survey(
    session: Session, survey: str, before: str, form: str, fail_on: tuple[str, ...], *, drafts: bool
) -> int:
    """Print what became of the last round's points, and which are new.

    Raises:
        NavcheckError: `no-last-round`, `format`, `option`, and what reading the surveys raises.

    """
    render = choose(RENDERERS, form)
    now, last, problems = _read(session, survey, before, drafts=drafts)
    one = compare(now, last, last.before)
    is_found = fails_on(fail_on, one.counts)
    session.complain(problems)
    show(session, one, render, form)
    return IN_PART if problems or is_found else DONE


def _read(session: Session, survey: str, before: str, *, drafts: bool) -> tuple[Round, Round, tuple[Problem, ...]]:
    """Read a survey and the one to compare it with, and the one before that where there is one."""
    folder = open_folder(session.places.survey(survey))
    if before:
        own, path = folder.path.resolve(), session.places.survey(before)
        if path.resolve() == own:
            message = say("a round cannot be compared with itself")
            raise NavcheckError(Problem("same-round", message, None, say("say an earlier round, with --before")))
        last, found = read_survey(open_folder(path), later=(own,))
        now, problems = read_survey(folder, drafts=drafts, back=0)
        return now, last, (*problems, *found)
    if folder.survey.before is None:
        message = say("the survey names no last round to compare with")
        raise NavcheckError(Problem("no-last-round", message, None, say("say which one, with --before")))
    now, problems = read_survey(folder, drafts=drafts, back=2)
    if now.before is None:
        raise NavcheckError(*problems)
    return now, now.before, problems
