"""Two rounds side by side, laid out for people: first what cannot be held against each other, then the points."""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from navcheck.core.compare import GRAVER, MILDER, Apart, Comparison, Item, Reason
from navcheck.core.messages import NO_BREAK_SPACE, Message, Tongue, say
from navcheck.core.words import Move, Severity, Standing, Status
from navcheck.render.differing import Differing, period_names
from navcheck.render.marks import FULL, UNICODE, Symbols
from navcheck.render.outline import Node, Page
from navcheck.render.points import ONLY_THE_AUTHORITY
from navcheck.render.said import answer_words, name_of, quoted
from navcheck.render.told import Told

if TYPE_CHECKING:
    from navcheck.core.model import Checklist
    from navcheck.core.sight import Side, View

COUNTED = {
    Move.NEW: say("new"),
    Move.CAME_BACK: say("came back"),
    Move.FIRST_SEEN: say("seen for the first time"),
    Move.MOVED: say("graver or milder"),
    Move.SAME: say("unchanged"),
    Move.UNSEEN: say("not seen now"),
    Move.CLOSED: say("closed"),
}
_HEADINGS = {
    Move.NEW: say("New points ({count})"),
    Move.CAME_BACK: say("Points that came back ({count})"),
    Move.FIRST_SEEN: say("Seen for the first time: nothing told of it last time ({count})"),
    Move.MOVED: say("Graver or milder than last time ({count})"),
    Move.SAME: say("The same as last time ({count})"),
    Move.UNSEEN: say("Not seen now: nothing tells whether it is closed ({count})"),
    Move.CLOSED: say("Closed points ({count})"),
}
_DIRECTIONS = {GRAVER: say("graver"), MILDER: say("milder")}
_APART = say("cannot be compared")
_ALONE = say("no office to compare with")
_RAISED = say("raised")
_NO_RESPONSE = {Standing.UNREADABLE: say("cannot be read")}


def lay_out_comparison(one: Comparison, tongue: Tongue, symbols: Symbols) -> Page:
    """Lay a comparison out: what differs in what was asked and of whom, the counts, then the points by their fate."""
    words = _Words(one, tongue, symbols)
    title = say("{title}: {now} compared with {before}", title=one.now.survey.title, **words.names)
    return Page(
        tongue(title),
        one.now.survey.authority or "",
        "",
        tuple(section for section in words.sections() if section.under),
        tuple(words.told()),
    )


def count_moves(one: Comparison, tongue: Tongue) -> Iterator[str]:
    """Count the points by their fate; names nobody."""
    counts = one.counts
    yield from (f"{tongue(words)} {tongue.number(counts[move])}" for move, words in COUNTED.items())
    if one.apart:
        yield f"{tongue(_APART)} {tongue.number(len(one.apart))}"


def tell_history(one: Comparison, tongue: Tongue) -> Iterator[str]:
    """Say that a new point may have been there before, where nobody has looked."""
    if one.earlier is None and one.counts[Move.NEW]:
        yield tongue(say("No round before the last was read: a new point may be one that came back."))


def tell_otherwise(one: Comparison, tongue: Tongue) -> Iterator[Told]:
    """Tell how many have answered each question otherwise than last time."""
    changed = tuple(
        tongue(
            say(
                "{question}: {count} of {both}",
                question=name_of(one.now.checklist, each.question, tongue),
                count=each.count,
                both=each.both,
            )
        )
        for each in one.otherwise
        if each.count
    )
    if changed:
        yield Told(tongue(say("Answered otherwise than last time, with or without a point:")), changed)


class _Words:
    """Puts one comparison into words."""

    def __init__(self, one: Comparison, tongue: Tongue, symbols: Symbols) -> None:
        self.one, self.tongue, self.symbols = one, tongue, symbols
        self.arrow = "→" if symbols is UNICODE else "->"
        self.names = period_names(one)

    def sections(self) -> Iterator[Node]:
        tongue = self.tongue
        yield Node(tongue(say("What differs between the rounds")), tuple(Differing(self.one, tongue).nodes()))
        yield Node(tongue(say("Points to follow up")), tuple(map(Node, self._counts())))
        for move, heading in _HEADINGS.items():
            items = [item for item in self.one.items if item.move is move]
            yield Node(tongue(say(heading.text, count=len(items))), tuple(self._by_question(items)))
        heading = say("Cannot be compared ({count})", count=len(self.one.apart))
        yield Node(tongue(heading), tuple(self._by_question(self.one.apart)))

    def told(self) -> Iterator[Told]:
        yield from tell_otherwise(self.one, self.tongue)
        if self.one.raised:
            message = say(
                "{raised}: the other lists show it as {severity}, since it was a point last time too",
                raised=_RAISED,
                severity=FULL[Severity.RISK],
            )
            yield Told(self.tongue(message))
        sides = (side for item in self.one.items for side in (item.then, item.now))
        if any(side.severity is Severity.BREACH for side in (*sides, *(one.side for one in self.one.apart))):
            yield Told(self.tongue(ONLY_THE_AUTHORITY))

    def _counts(self) -> Iterator[str]:
        yield " · ".join(count_moves(self.one, self.tongue))
        yield from tell_history(self.one, self.tongue)

    def _by_question(self, items: "list[Item] | tuple[Apart, ...]") -> Iterator[Node]:
        """Name each question once, with a line for each of the offices."""
        for (is_now, question), group in groupby(items, key=_asked):
            checklist = (self.one.now if is_now else self.one.before).checklist
            name = name_of(checklist, checklist.by_id[question], self.tongue)
            yield Node(name, tuple(Node(self._line(item)) for item in group))

    def _line(self, item: "Item | Apart") -> str:
        if isinstance(item, Apart):
            period = self.names["now" if item.is_now else "before"]
            notes = [period, *([self.tongue(_ALONE)] if item.reason is Reason.OFFICE else [])]
            notes += self._raised(item.side) if item.is_now else []
            return f"{item.unit.names} ({', '.join(notes)}): {self._side(item.side, is_now=item.is_now)}"
        notes = [*([self.tongue(_DIRECTIONS[item.direction])] if item.direction else []), *self._raised(item.now)]
        noted = f" ({', '.join(notes)})" if notes else ""
        then, now = self._side(item.then, is_now=False), self._side(item.now, is_now=True)
        # What is the same in the same words is said once.
        said = now if item.move is Move.SAME and then == now else f"{then} {self.arrow} {now}"
        return f"{item.unit.names}{noted}: {said}"

    def _raised(self, side: "Side") -> list[str]:
        """Say of a point of this round that the other lists hold it graver."""
        is_raised = any((view.office.id, side.question.id) in self.one.raised for view in side.views)
        return [self.tongue(_RAISED)] if is_raised else []

    def _side(self, side: "Side", *, is_now: bool) -> str:
        checklist = (self.one.now if is_now else self.one.before).checklist
        said = [(view.office.name, self._view(checklist, side, view)) for view in side.views]
        return "; ".join(f"{name}: {words}" for name, words in said) if len(said) > 1 else said[0][1]

    def _view(self, checklist: "Checklist", side: "Side", view: "View") -> str:
        words = words_of(checklist, side, view, self.tongue)
        told = quoted(words) if words is not None else self.tongue(_silence(view))
        if view.gap is not None:
            label = self.symbols.label(view.gap.severity, self.tongue(FULL[view.gap.severity]))
            return f"{label.replace(' ', NO_BREAK_SPACE, 1)}: {told}"
        if view.status is Status.CLAIMED:
            return f"{told} ({self.tongue(FULL[Status.CLAIMED])})"
        return f"{told} ({self.tongue(say('not coded'))})" if view.is_unread else told


def words_of(checklist: "Checklist", side: "Side", view: "View", tongue: Tongue) -> str | None:
    """Return an office's own words, a small number of persons held back; nothing where it gave none."""
    return answer_words(checklist, side.question, view.answer, tongue) if view.answer is not None else None


def _asked(item: Item | Apart) -> tuple[bool, str]:
    return (item.is_now, item.side.question.id) if isinstance(item, Apart) else (True, item.now.question.id)


def _silence(view: "View") -> Message:
    return FULL[view.status] if view.status is not None else _NO_RESPONSE.get(view.standing, say("not responded"))
