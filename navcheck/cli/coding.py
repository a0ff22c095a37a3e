"""`code`: the county reads its offices' words as codes, at the keyboard or one by options, and sees every reading."""

from navcheck.ask.asking import Ask
from navcheck.cli.answering_by_file import refuse_together
from navcheck.cli.coding_by_options import Wanted as Wanted  # noqa: PLC0414 -- the command takes both from here
from navcheck.cli.coding_by_options import change_reading_by_options
from navcheck.cli.coding_talk import read_words
from navcheck.cli.failing import fails_on
from navcheck.cli.reading import read_survey
from navcheck.cli.session import Session
from navcheck.core.round import Round
from navcheck.files.survey_folder import open_folder
from navcheck.render.coding_list import coding_counts, coding_data, format_coding

DONE, IN_PART = 0, 1


def code_survey(
    session: Session, wanted: Wanted, fail_on: tuple[str, ...], *, as_json: bool, ask: Ask | None = None
) -> int:
    """Read words at the keyboard, change one reading, or list them all.

    Raises:
        NavcheckError: `no-terminal`, what is wrong with the options, and what reading or saving the survey raises.

    """
    listing = {"--json": as_json, "--list": wanted.listed and not as_json, "--fail-on": bool(fail_on)}
    for option in (name for name, is_given in listing.items() if is_given):
        refuse_together(option, list(wanted.given))
    folder = open_folder(session.places.survey(wanted.survey))
    one, problems = read_survey(folder)
    session.complain(problems)
    code = DONE
    if wanted.given:
        change_reading_by_options(session, folder, one, wanted)
    elif any(listing.values()):
        code = _list(session, one, fail_on, as_json=as_json)
    else:
        code = read_words(session, folder, one, ask)
    return code or (IN_PART if problems else DONE)


def _list(session: Session, one: Round, fail_on: tuple[str, ...], *, as_json: bool) -> int:
    is_failing = fails_on(fail_on, coding_counts(one))
    if as_json:
        session.data(coding_data(one, session.tongue))
    else:
        session.out(format_coding(one, session.tongue, width=session.width))
    return IN_PART if is_failing else DONE
