"""`agenda`: what a network of offices meets about, and what its adviser prepares."""

from collections.abc import Callable, Mapping

from navcheck.cli.failing import fails_on
from navcheck.cli.naming import find_word
from navcheck.cli.reading import read_survey
from navcheck.cli.session import Session
from navcheck.cli.show import choose, show
from navcheck.core.agenda import Agenda, Meeting, agenda_of, meeting_of
from navcheck.core.matrix import build_matrix
from navcheck.core.messages import Tongue, say_many
from navcheck.core.words import Edition
from navcheck.files.survey_folder import open_folder
from navcheck.render.agenda import lay_out_agenda, lay_out_meeting
from navcheck.render.agenda_data import agenda_data, meeting_data
from navcheck.render.marks import Symbols
from navcheck.render.outline import format_markdown, format_terminal

FOR_MEETING: Mapping[str, Callable[[Meeting, Tongue, int, Symbols], str]] = {
    "terminal": lambda meeting, tongue, width, _symbols: format_terminal(lay_out_meeting(meeting, tongue), width),
    "markdown": lambda meeting, tongue, _width, _symbols: format_markdown(lay_out_meeting(meeting, tongue)),
    "json": lambda meeting, tongue, _width, _symbols: meeting_data(meeting, tongue),
}
FOR_ADVISER: Mapping[str, Callable[[Agenda, Tongue, int, Symbols], str]] = {
    "terminal": lambda agenda, tongue, width, symbols: format_terminal(lay_out_agenda(agenda, tongue, symbols), width),
    "markdown": lambda agenda, tongue, _width, symbols: format_markdown(lay_out_agenda(agenda, tongue, symbols)),
    "json": lambda agenda, tongue, _width, _symbols: agenda_data(agenda, tongue),
}
DONE, IN_PART = 0, 1


def show_agenda(session: Session, survey: str, edition: str, form: str, fail_on: tuple[str, ...]) -> int:
    """Print one of the two editions.

    Raises:
        NavcheckError: `option`, `format`, and what reading the survey raises.

    """
    is_for_meeting = find_word(Edition, edition, "--edition") is not Edition.ADVISER
    write_meeting, write_agenda = choose(FOR_MEETING, form), choose(FOR_ADVISER, form)
    one, problems = read_survey(open_folder(session.places.survey(survey)))
    matrix = build_matrix(one)
    agenda, meeting = agenda_of(matrix), meeting_of(matrix)
    counts = {
        "gap-without-example": sum(not point.examples for point in agenda.points),
        "theme-without-sharer": sum(not theme.examples for theme in (*meeting.unshared, *meeting.held_back)),
    }
    is_found = fails_on(fail_on, counts)
    session.complain(problems)
    if is_for_meeting:
        show(session, meeting, write_meeting, form)
    else:
        show(session, agenda, write_agenda, form)
    if is_for_meeting and (count := len(meeting.held_back)):
        session.tell(
            say_many(
                "{count} theme is left out: it would tell which office it is about.",
                "{count} themes are left out: they would tell which office they are about.",
                count,
            )
        )
    return IN_PART if problems or is_found else DONE
