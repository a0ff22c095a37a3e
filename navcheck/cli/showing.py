"""`show`: one checklist, to read and to fill in on paper."""

from collections.abc import Callable, Mapping

from navcheck.cli.session import Session
from navcheck.cli.show import choose, symbols_of
from navcheck.core.messages import say
from navcheck.core.model import Checklist
from navcheck.core.selection import select
from navcheck.files.documents import load
from navcheck.render.checklist import Sheet, format_markdown, format_terminal
from navcheck.render.marks import UNICODE

FORMS: Mapping[str, Callable[[Sheet, int], str]] = {"terminal": format_terminal, "markdown": format_markdown}


def show_checklist(session: Session, name: str, form: str, topics: tuple[str, ...], *, everything: bool) -> int:
    """Print a checklist with its core and the optional topics asked for.

    Raises:
        NavcheckError: `format`, `no-checklist`, `unknown-topic`, or what is wrong with the file.

    """
    render = choose(FORMS, form)
    whole = load(session.places.checklist(name), Checklist).document
    optional = tuple(topic for topic in whole.topics if topic.optional)
    checklist = whole if everything else select(whole, topics)
    shown = {topic.id for topic in checklist.topics}
    left_out = tuple(topic for topic in optional if topic.id not in shown)
    if left_out:
        session.tell(say("Optional topics are left out; --with TOPIC shows one, --all shows them all."))
    if form == "terminal":
        symbols = symbols_of(session)
        session.out(render(Sheet(checklist, session.tongue, symbols, left_out), session.width))
    else:
        session.data(render(Sheet(checklist, session.tongue, UNICODE, left_out), session.width))
    return 0
