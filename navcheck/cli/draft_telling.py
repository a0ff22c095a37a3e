"""What is told of a draft that lay waiting when a new number was received."""

from collections.abc import Iterable, Sequence

from navcheck.cli.session import Session
from navcheck.core.messages import say
from navcheck.core.model import Asked
from navcheck.core.rebasing import Rebased
from navcheck.files.waiting_drafts import Waiting


def tell_drafts(session: Session, waiting: Iterable[Waiting], *, handed_in: bool = False) -> None:
    """Say of each draft what it took over, what stays and what is answered; of one that was handed in, what is not."""
    for one in waiting:
        session.complain(one.problems)
        if one.rebased is not None and not handed_in:
            _tell_draft(session, one, one.rebased)
        if one.rebased is not None and one.rebased.open:
            ids = _ids(one.rebased.open)
            session.tell(say("{office}: still asked to elaborate {ids}.", office=one.office.name, ids=ids))


def _tell_draft(session: Session, one: Waiting, rebased: Rebased) -> None:
    values = {"office": one.office.name, "number": one.number}
    if rebased.is_needed:
        session.tell(say("{office}: the draft is brought up to number {number}.", **values))
    else:
        session.tell(say("{office}: the draft says nothing beyond number {number}, and is removed.", **values))
    if rebased.own:
        session.tell(say("{office}: what was changed in the draft stays: {ids}.", ids=rebased.own, **values))
    if rebased.answered:
        session.tell(
            say("{office}: number {number} answers what was asked about {ids}.", ids=_ids(rebased.answered), **values)
        )


def _ids(asked: Sequence[Asked]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.question for one in asked))
