"""`status`: how far each office is, and which municipalities no response covers."""

from collections import Counter

from navcheck.cli.failing import fails_on
from navcheck.cli.reading import read_survey
from navcheck.cli.session import Session
from navcheck.cli.show import ON_SCREEN, choose
from navcheck.core.coverage import count_uncovered
from navcheck.core.progress import progress_of
from navcheck.core.words import Progress
from navcheck.files.survey_folder import open_folder
from navcheck.render.progress import RENDERERS

DONE, FOUND = 0, 1


def show_status(session: Session, survey: str, form: str, fail_on: tuple[str, ...]) -> int:
    """Print how far each office is.

    Raises:
        NavcheckError: `format`, `option`, and what opening the survey raises.

    """
    # What a screen reader reads has no columns.
    form = "cards" if session.plain and form == "terminal" else form
    render = choose(RENDERERS, form)
    one, problems = read_survey(open_folder(session.places.survey(survey)), back=0)
    rows = progress_of(one, session.today)
    counts = Counter(row.progress.value for row in rows)
    found = fails_on(
        fail_on,
        {
            **{word.value: counts[word] for word in Progress if word is not Progress.RESPONDED},
            "missing": sum(not row.has_responded for row in rows),
            "uncovered": count_uncovered(one),
        },
    )
    session.complain(problems)
    if form in ON_SCREEN:
        session.out(render(one, rows, session.tongue, session.width))
    else:
        session.data(render(one, rows, session.tongue, session.width))
    return FOUND if problems or found else DONE
