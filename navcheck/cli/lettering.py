"""`letters`: one letter a municipality, in its written language, as files for the county to send."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from navcheck.cli.reading import read_survey
from navcheck.cli.sending import Sending, Wish, deliver, prepare
from navcheck.cli.session import Session
from navcheck.core.answers import choose_between
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
from navcheck.core.progress import deadline_passed, progress_of
from navcheck.core.text import did_you_mean, quote
from navcheck.core.words import Progress
from navcheck.render.letters import format_html, format_markdown

DONE, IN_PART = 0, 1
FORMATS: Mapping[str, Callable[[Letter, Tongue], str]] = {"md": format_markdown, "html": format_html}
# What letters leave to the county, and how it is filled in.
CURES = (
    (CONTACT_BLANK, say("The letters do not say whom to ask, but {blank}. Fill it in with --contact.")),
    (DEADLINE_BLANK, say("The survey has no deadline, and the letters say {blank}. Write «deadline» in survey.yaml.")),
    (
        COMMENTS_BLANK,
        say(
            "The survey has no deadline for comments, and the letters say {blank}. Write «comment_deadline» in "
            "survey.yaml."
        ),
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
        raise NavcheckError(Problem("letter-kind", message, None, did_you_mean(kind, KINDS) or choose_between(KINDS)))
    sending, code = _narrowed(session, prepare(session, wish), KINDS[kind], named=bool(wish.offices))
    if not sending.offices:
        if not wish.offices:
            session.tell(KINDS[kind].nobody)
        return code
    letters = tuple(letters_of(sending, kind, sending.offices, session.today))
    stems = told_apart(f"{kind}-{one.to.stem}" for one in letters)
    files = {
        f"{stem}.{ending}": write(one.letter, one.tongue).encode()
        for stem, one in zip(stems, letters, strict=True)
        for ending, write in FORMATS.items()
    }
    deliver(session, sending, files)
    tell_left(session, sending, letters)
    _tell_enclosures(session, sending, KINDS[kind], letters)
    return code


def _narrowed(session: Session, sending: Sending, kind: Kind, *, named: bool) -> tuple[Sending, int]:
    """Leave out the offices that get no letter of the kind, and say why to a county that named them.

    Returns:
        What goes out, with what its offices have sent, and the exit code.

    """
    if not kind.no_letter:
        return sending, DONE
    one, problems = read_survey(sending.opened, back=0)
    session.complain(problems)
    wanted, offices = {office.id for office in sending.offices}, []
    for each in progress_of(one, session.today):
        if each.office.id not in wanted:
            continue
        if (reason := kind.why_not(each)) is None:
            offices.append(each.office)
        elif named or each.progress is Progress.UNREADABLE:
            session.tell(reason)
    entries = {entry.office.id: entry for entry in one.entries}
    return replace(sending, offices=tuple(offices), entries=entries), IN_PART if problems else DONE


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
    """Say once how to make what the letters enclose."""
    if kind.encloses is not None and any(one.letter.attachments for one in letters):
        session.tell(kind.encloses.told)
        session.tell(Message(f"  navcheck {kind.encloses.command.format(survey=sending.survey.id)}"))
