"""Who gets a letter or a draft of a kind: whoever gets none is left out, and the county is told why."""

from dataclasses import replace

from navcheck.cli.sending import Sending
from navcheck.cli.session import Session
from navcheck.core.letter_kinds import Kind
from navcheck.core.progress import progress_of
from navcheck.core.round import Round
from navcheck.core.words import Progress


def narrowed(session: Session, sending: Sending, kind: Kind, one: Round, *, named: bool) -> Sending:
    """Leave out the offices that get nothing of the kind, and say why to a county that named them.

    Returns:
        What goes out, with what its offices have sent.

    """
    wanted, offices = {office.id for office in sending.offices}, []
    for each in progress_of(one, session.today):
        if each.office.id not in wanted:
            continue
        if (reason := kind.why_not(each)) is None:
            offices.append(each.office)
        elif named or each.progress is Progress.UNREADABLE:
            session.tell(reason)
    entries = {entry.office.id: entry for entry in one.entries}
    return replace(sending, offices=tuple(offices), entries=entries)
