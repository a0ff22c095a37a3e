"""`letters`: one letter a municipality, in its written language, as files for the county to send."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from navcheck.cli.sending import Sending, Wish, deliver, prepare
from navcheck.cli.session import Session
from navcheck.core.answers import choose_between
from navcheck.core.covering_letter import write_covering_letter
from navcheck.core.letters import CONTACT_BLANK, DEADLINE_BLANK, Addressee, Letter, Occasion, addressees, told_apart
from navcheck.core.messages import Tongue, say
from navcheck.core.model import Office
from navcheck.core.problems import NavcheckError, Problem
from navcheck.core.text import did_you_mean, quote
from navcheck.render.letters import format_html, format_markdown

KINDS: Mapping[str, Callable[[Occasion], Letter]] = {"oversending": write_covering_letter}
FORMATS: Mapping[str, Callable[[Letter, Tongue], str]] = {"md": format_markdown, "html": format_html}
# What letters leave to the county, and how it is filled in.
CURES = (
    (CONTACT_BLANK, say("The letters do not say whom to ask, but {blank}. Fill it in with --contact.")),
    (DEADLINE_BLANK, say("The survey has no deadline, and the letters say {blank}. Write «deadline» in survey.yaml.")),
)


@dataclass(frozen=True, slots=True)
class Worded:
    """A letter with the language that it is written in."""

    to: Addressee
    letter: Letter
    tongue: Tongue


def write_letters(session: Session, wish: Wish, kind: str) -> int:
    """Write the letters of a kind and print their paths.

    Raises:
        NavcheckError: `letter-kind`, and as `prepare` and `deliver`.

    """
    if kind not in KINDS:
        message = say("there is no letter of the kind {name}", name=quote(kind))
        raise NavcheckError(Problem("letter-kind", message, None, did_you_mean(kind, KINDS) or choose_between(KINDS)))
    sending = prepare(session, wish)
    letters = tuple(letters_of(sending, kind, sending.offices, session.today))
    stems = told_apart(f"{kind}-{one.to.stem}" for one in letters)
    files = {
        f"{stem}.{ending}": write(one.letter, one.tongue).encode()
        for stem, one in zip(stems, letters, strict=True)
        for ending, write in FORMATS.items()
    }
    code = deliver(session, sending, files)
    tell_left(session, sending, letters)
    return code


def letters_of(sending: Sending, kind: str, offices: tuple[Office, ...], day: date) -> Iterator[Worded]:
    """Write a letter of a kind to each of the offices' municipalities."""
    for to in addressees(offices):
        occasion = Occasion(sending.survey, sending.checklist, to, day, sending.contact)
        yield Worded(to, KINDS[kind](occasion), sending.tongues[to.language(sending.language)])


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
