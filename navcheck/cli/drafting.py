"""`report --draft-for`: what the report says about single offices, for them to comment on before it is published."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from navcheck.cli.addressing import narrowed
from navcheck.cli.answering_by_file import refuse_together
from navcheck.cli.naming import named_tongue
from navcheck.cli.report_building import build, choose_names, read_new_template
from navcheck.cli.report_material import Material, gather
from navcheck.cli.sending import Sending, deliver, prepare
from navcheck.cli.sending import Wish as Order
from navcheck.cli.session import Session
from navcheck.core.letter_kinds import DRAFT
from navcheck.core.letters import Addressee, addressees, told_apart
from navcheck.core.messages import Message, Tongue, say
from navcheck.core.problems import Problem, refuse
from navcheck.core.progress import deadline_passed
from navcheck.core.text import quote
from navcheck.core.words import ReportEdition

if TYPE_CHECKING:
    from navcheck.cli.report_wish import Wish

DONE, IN_PART = 0, 1
# What people read; the others hold the whole survey.
FORMS = ("docx", "html", "md")
ENCLOSED = ("docx", "html")


def write_drafts(session: Session, wish: "Wish") -> int:
    """Write what the report says about each of some offices, and print the paths.

    Raises:
        NavcheckError: `format`, `options-apart`, `option`, and as `prepare`, `gather` and `deliver`.

    """
    apart = {"--named": wish.named, "--public": wish.public, "--drafts": wish.drafts}
    refuse_together("--draft-for", [option for option, is_given in apart.items() if is_given])
    forms = _forms(wish.formats)
    own = named_tongue(wish.language)
    order = Order(wish.survey, wish.folder, wish.draft_for, comments_until=wish.comments_until)
    sending = prepare(session, order)
    material = gather(sending.opened.path, session.today, drafts=False)
    session.complain(material.problems)
    sending = narrowed(session, sending, DRAFT, material.report.matrix.round, named=True)
    if sending.offices:
        deliver(session, sending, _files(sending, material, wish, forms, own))
        _tell(session, sending)
    return IN_PART if material.problems else DONE


def _files(
    sending: Sending, material: Material, wish: "Wish", forms: tuple[str, ...], own: Tongue | None
) -> dict[str, bytes]:
    """Write the drafts to each municipality of the offices, in its language where no other is asked for."""
    if wish.template is not None:
        material = replace(material, template=read_new_template(wish.template))
    to = addressees(sending.offices)
    files: dict[str, bytes] = {}
    for stem, one in zip(told_apart(f"utkast-{one.stem}" for one in to), to, strict=True):
        files |= draft_files(material, stem, one, own or sending.tongues[one.language(None)], forms)
    return files


def _tell(session: Session, sending: Sending) -> None:
    """Say what the county has to see to before the drafts can be sent."""
    until = sending.survey.comment_deadline
    if until is None:
        session.tell(
            say("The survey has no deadline for comments, and the drafts name no day. Give it with --comments-until.")
        )
    elif until < session.today:
        session.tell(deadline_passed(until))
    session.tell(say("Nothing is sent. Read the drafts through; this writes the letters that go with them:"))
    only = "".join(f" --office {office.id}" for office in sending.offices)
    session.tell(Message(f"  navcheck letters {sending.survey.id} --kind utkast{only}"))


def draft_files(material: Material, stem: str, to: Addressee, tongue: Tongue, forms: Iterable[str]) -> dict[str, bytes]:
    """Write what the report says about each of an addressee's offices, by the names of the files.

    Args:
        material: the whole report, and the county's own Word document, whose styles are used.
        stem: what the names begin with, as those of the addressee's letter do.
        to: who gets the drafts.
        tongue: their language.
        forms: their formats.

    """
    names = dict.fromkeys(choose_names(tuple(forms)), ReportEdition.DRAFT)
    files: dict[str, bytes] = {}
    for office in to.offices:
        draft = replace(material, report=material.report.draft_for((office,)))
        # The office's own name is in it where the municipality's is another.
        start = stem if office.id == to.slug or not to.is_municipality else f"{stem}-{office.id}"
        files |= {f"{start}-{name}": built.raw for name, built in build(draft, names, tongue).items()}
    return files


def _forms(given: tuple[str, ...]) -> tuple[str, ...]:
    """Return the formats that are wanted."""
    cure = say("choose between {words}", words=FORMS)
    refuse(
        Problem("format", say("a draft is not written as {name}", name=quote(name)), None, cure)
        for name in given
        if name not in FORMS
    )
    return tuple(name for name in FORMS if name in (given or ENCLOSED))
