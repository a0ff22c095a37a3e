"""`pack`: all that one office is sent, in one zip that holds nothing of any other office."""

from collections.abc import Iterator, Mapping
from datetime import date

from navcheck.cli.lettering import Worded, letters_of, tell_left
from navcheck.cli.sending import Sending, Wish, deliver, prepare
from navcheck.cli.session import Session
from navcheck.core.form import Form
from navcheck.core.letters import Written, language_of, told_apart
from navcheck.core.messages import Tongue
from navcheck.core.model import Office
from navcheck.core.progress import due_of

LETTER = "oversending"
AT_HAND, READ_ME = "2-dette-ma-du-ha-klart.html", "les-meg.txt"
# With the office in their names: fifteen of them come back into one folder.
WORKBOOKS: Mapping[str, str] = {
    Written.BOKMAL: "3-skjema-{office}-bokmal.xlsx",
    Written.NYNORSK: "3-skjema-{office}-nynorsk.xlsx",
}
PAGE = "4-skjema-{office}.html"


def pack_survey(session: Session, wish: Wish) -> int:
    """Write a zip for each office and print their paths.

    Raises:
        NavcheckError: as `prepare` and `deliver`.

    """
    from navcheck.render.forms.zipping import write_zip

    sending = prepare(session, wish)
    letters = {office.id: tuple(_letters(sending, office, session.today)) for office in sending.offices}
    files = {
        f"{sending.survey.id}-{office.id}.zip": write_zip(_members(sending, office, letters[office.id]))
        for office in sending.offices
    }
    code = deliver(session, sending, files)
    tell_left(session, sending, [one for found in letters.values() for one in found])
    return code


def _letters(sending: Sending, office: Office, day: date) -> Iterator[Worded]:
    """Write the letters as if this office were the only one asked: others are none of its business."""
    return letters_of(sending, LETTER, (office,), day)


def _members(sending: Sending, office: Office, letters: tuple[Worded, ...]) -> Mapping[str, bytes]:
    """Return what lies in an office's zip, its own language first."""
    from navcheck.render.at_hand import format_at_hand
    from navcheck.render.forms.page import write_page
    from navcheck.render.forms.workbook import write_workbook
    from navcheck.render.letters import format_html
    from navcheck.render.read_me import Contents, write_read_me

    tongues = _own_first(sending, office)
    own, form = next(iter(tongues.values())), Form(sending.survey, sending.checklist, office)
    stems = told_apart(f"1-brev-{one.to.slug}" for one in letters)
    named = {f"{stem}.html": one for stem, one in zip(stems, letters, strict=True)}
    books = {WORKBOOKS[language].format(office=office.id): tongue for language, tongue in tongues.items()}
    page = PAGE.format(office=office.id)
    contents = Contents(tuple(named), AT_HAND, tuple(books), page, due_of(sending.survey, office.id))
    return {
        **{name: format_html(one.letter, one.tongue).encode() for name, one in named.items()},
        AT_HAND: format_at_hand(form, tuple(tongues.values())).encode(),
        **{name: write_workbook(form, tongue) for name, tongue in books.items()},
        page: write_page(form, tongues),
        READ_ME: write_read_me(contents, own),
    }


def _own_first(sending: Sending, office: Office) -> dict[str, Tongue]:
    own = language_of(office, sending.language)
    return {language: sending.tongues[language] for language in sorted(Written, key=lambda one: one != own)}
