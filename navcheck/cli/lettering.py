"""`letters`: one letter a municipality, in its written language, as files for the county to send."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from navcheck.cli.addressing import narrowed
from navcheck.cli.drafting import ENCLOSED, draft_files
from navcheck.cli.reading import read_survey
from navcheck.cli.report_material import Material, gather
from navcheck.cli.sending import Sending, Wish, deliver, prepare
from navcheck.cli.session import Session
from navcheck.core.answers import nearest_or_all
from navcheck.core.letter_kinds import KINDS, Kind
from navcheck.core.letters import (
    COMMENTS_BLANK,
    CONTACT_BLANK,
    DEADLINE_BLANK,
    Addressee,
    Letter,
    Occasion,
    addressees,
    told_apart,
)
from navcheck.core.messages import Message, Tongue, say
from navcheck.core.model import Office
from navcheck.core.problems import NavcheckError, Problem
from navcheck.core.progress import deadline_passed
from navcheck.core.text import quote
from navcheck.render.letters import format_html, format_markdown

DONE, IN_PART = 0, 1


def _docx(letter: Letter, tongue: Tongue) -> bytes:
    from navcheck.render.letter_blocks import lay_out_letter
    from navcheck.render.report.docx.writer import write_docx

    return write_docx(lay_out_letter(letter, tongue))


FORMATS: Mapping[str, Callable[[Letter, Tongue], bytes]] = {
    "md": lambda letter, tongue: format_markdown(letter, tongue).encode(),
    "html": lambda letter, tongue: format_html(letter, tongue).encode(),
    "docx": _docx,
}
# What letters leave to the county, and how it is filled in.
CURES = (
    (CONTACT_BLANK, say("The letters do not say whom to ask, but {blank}. Fill it in with --contact.")),
    (DEADLINE_BLANK, say("The survey has no deadline, and the letters say {blank}. Write «deadline» in survey.yaml.")),
    (
        COMMENTS_BLANK,
        say("The survey has no deadline for comments, and the letters say {blank}. Give it with --comments-until."),
    ),
)


@dataclass(frozen=True, slots=True)
class Worded:
    """A letter with the language that it is written in."""

    to: Addressee
    letter: Letter
    tongue: Tongue


def write_letters(session: Session, wish: Wish, kind: str) -> int:
    """Write the letters of a kind and print their paths; nothing where nobody is to be written to.

    Raises:
        NavcheckError: `letter-kind`, and as `prepare`, `read_survey` and `deliver`.

    """
    if kind not in KINDS:
        message = say("there is no letter of the kind {name}", name=quote(kind))
        raise NavcheckError(Problem("letter-kind", message, None, nearest_or_all(kind, KINDS)))
    sending, material, code = _chosen(session, prepare(session, wish), KINDS[kind], named=bool(wish.offices))
    if not sending.offices:
        if not wish.offices:
            session.tell(KINDS[kind].nobody)
        return code
    letters = tuple(letters_of(sending, kind, sending.offices, session.today))
    stems = told_apart(f"{kind}-{one.to.stem}" for one in letters)
    files: dict[str, bytes] = {}
    for stem, one in zip(stems, letters, strict=True):
        files |= {f"{stem}.{ending}": write(one.letter, one.tongue) for ending, write in FORMATS.items()}
        if material is not None:
            files |= draft_files(material, stem, one.to, one.tongue, ENCLOSED)
    deliver(session, sending, files)
    tell_left(session, sending, letters)
    _tell_enclosures(session, sending, KINDS[kind], letters)
    return code


def _chosen(session: Session, sending: Sending, kind: Kind, *, named: bool) -> tuple[Sending, Material | None, int]:
    """Leave out the offices that get no letter of the kind, and read the report where the letters enclose parts of it.

    Returns:
        What goes out, with what its offices have sent, what the report is made of, and the exit code.

    """
    if not kind.no_letter:
        return sending, None, DONE
    material = gather(sending.opened.path, session.today, drafts=False) if kind.with_draft else None
    if material is not None:
        one, problems = material.report.matrix.round, material.problems
    else:
        one, problems = read_survey(sending.opened, back=0)
    session.complain(problems)
    return narrowed(session, sending, kind, one, named=named), material, IN_PART if problems else DONE


def letters_of(sending: Sending, kind: str, offices: tuple[Office, ...], day: date) -> Iterator[Worded]:
    """Write a letter of a kind to each of the offices' municipalities."""
    for to in addressees(offices):
        occasion = Occasion(sending.survey, sending.checklist, to, day, sending.contact, sending.entries)
        yield Worded(to, KINDS[kind].write(occasion), sending.tongues[to.language(sending.language)])


def tell_left(session: Session, sending: Sending, letters: Iterable[Worded]) -> None:
    """Say what the county has to see to before the letters can be sent."""
    letters = tuple(letters)
    if sending.survey.authority is None:
        session.tell(
            say(
                "The survey does not say who asks: the letters are from «{sender}». Write «authority» in survey.yaml.",
                sender=letters[0].letter.sender,
            )
        )
    for one in letters:
        if not one.to.is_municipality:
            session.tell(
                say(
                    "The survey does not say which municipalities {office} serves: the letter is addressed to the "
                    "office. Write them in survey.yaml, or address the letter yourself.",
                    office=one.to.offices[0].name,
                )
            )
    for blank, cure in CURES:
        named = [one.tongue(blank) for one in letters if blank in one.letter.blanks]
        if named:
            session.tell(say(cure.text, blank=named[0]))
    for day in sorted({one.letter.until for one in letters if one.letter.until and one.letter.until < one.letter.day}):
        session.tell(deadline_passed(day))


def _tell_enclosures(session: Session, sending: Sending, kind: Kind, letters: Iterable[Worded]) -> None:
    """Say once what lies beside the letters, or how to make what they enclose."""
    if kind.with_draft:
        session.tell(say("Beside each letter lies the draft that it encloses. Read both through before you send them."))
    if kind.encloses is not None and any(one.letter.attachments for one in letters):
        session.tell(kind.encloses.told)
        session.tell(Message(f"  navcheck {kind.encloses.command.format(survey=sending.survey.id)}"))
