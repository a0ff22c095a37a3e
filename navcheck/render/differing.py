"""What differs between two rounds before any point is compared: what was asked, of whom, and who did not answer."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from navcheck.core.compare import Comparison, silent
from navcheck.core.messages import Message, Tongue, say, say_many
from navcheck.core.text import office_key
from navcheck.core.versions import Change, Fate
from navcheck.core.words import Standing
from navcheck.render.outline import Node
from navcheck.render.said import name_of, quoted

if TYPE_CHECKING:
    from navcheck.core.model import Checklist, Office
    from navcheck.core.pairing import Unit
    from navcheck.core.round import Round

_FATES = {
    Fate.REWORDED: say("worded otherwise, compared all the same"),
    Fate.FRESH: say("cannot be compared, it takes other answers than before"),
    Fate.DROPPED: say("not asked any more"),
    Fate.NEW: say("not asked last time"),
}


class Differing:
    """Puts what differs between two rounds into words."""

    def __init__(self, one: Comparison, tongue: Tongue) -> None:
        self.one, self.tongue = one, tongue
        self.names = period_names(one)

    def nodes(self) -> Iterator[Node]:
        """Yield the checklist's versions first, then the offices, then who has not responded."""
        if not self.one.is_same_version:
            yield Node(self.tongue(self._versions()), tuple(Node(self._change(one)) for one in self.one.changed))
        if offices := tuple(Node(self.tongue(message)) for message in self._offices()):
            yield Node(self.tongue(say("The offices are not the same.")), offices)
        for side, name in ((self.one.before, self.names["before"]), (self.one.now, self.names["now"])):
            yield from (Node(self.tongue(message)) for message in _lacking(side, name))

    def _versions(self) -> Message:
        then, now = self.one.before.checklist, self.one.now.checklist
        values = {"before": _version(then), "now": _version(now)}
        if not self.one.changed:
            return say("The checklist was {before} and is {now}; all questions are the same.", **values)
        return say_many(
            "The checklist was {before} and is {now}. {compared} of {count} question can be compared.",
            "The checklist was {before} and is {now}. {compared} of {count} questions can be compared.",
            len(now.by_id),
            compared=self.one.compared,
            **values,
        )

    def _change(self, change: Change) -> str:
        checklist = (self.one.before if change.fate is Fate.DROPPED else self.one.now).checklist
        messages = [_FATES[change.fate]] if change.fate in _FATES else []
        if change.was is not None:
            messages.append(say("was {id}", id=change.was))
        if change.lost:
            messages.append(say("without {values}", values=self._lost(change)))
        if change.is_judged_otherwise and change.is_comparable:
            messages.append(
                say("other answers fall short than before, so a point may be new or closed for that reason")
            )
        name = name_of(checklist, checklist.by_id[change.question], self.tongue)
        return f"{name}: {'; '.join(map(self.tongue, messages))}"

    def _lost(self, change: Change) -> str:
        checklist = self.one.before.checklist
        choices = checklist.choices_of(checklist.by_id[change.was or change.question])
        return ", ".join(quoted(self.tongue.pick(choices[value].label)) for value in change.lost)

    def _offices(self) -> Iterator[Message]:
        for unit in self.one.units:
            if not unit.before:
                yield say("new office: {name}", name=unit.names)
            elif not unit.now:
                yield say("office that is not asked any more: {name}", name=unit.names)
            elif max(len(unit.before), len(unit.now)) > 1:
                yield self._joined(unit)
            elif office_key(unit.before[0].name) != office_key(unit.now[0].name) and not unit.by_municipality:
                yield say("{name} was called {before}", name=unit.names, before=unit.before[0].name)
            if unit.by_municipality and unit.is_paired:
                yield self._by_municipality(unit)

    def _joined(self, unit: "Unit") -> Message:
        then = say_many("{count} office in {period}", "{count} offices in {period}", len(unit.before),
                        period=self.names["before"])  # fmt: skip
        return say(
            "{names}: {then} ({old}), {count} in {period}",
            names=unit.names,
            then=then,
            old=_listed(unit.before),
            count=len(unit.now),
            period=self.names["now"],
        )

    def _by_municipality(self, unit: "Unit") -> Message:
        places = [municipalities_of(offices) for offices in (unit.before, unit.now)]
        shared = [name for no, name in places[1].items() if no in places[0]]
        return say_many(
            "{names} is held against {before} by the municipality that they serve: {places}",
            "{names} is held against {before} by the municipalities that they serve: {places}",
            len(shared),
            names=unit.names,
            before=_listed(unit.before),
            places=", ".join(shared),
        )


def period_names(one: Comparison) -> dict[str, str]:
    """Name the two rounds by their periods; by their surveys where these are not known, or the same."""
    periods = {"now": one.now.survey.period, "before": one.before.survey.period}
    if None in periods.values() or periods["now"] == periods["before"]:
        return {"now": one.now.survey.id, "before": one.before.survey.id}
    return {side: str(period) for side, period in periods.items()}


def municipalities_of(offices: "tuple[Office, ...]") -> dict[str, str]:
    """Return the municipalities that offices serve, by number: their names, else the numbers."""
    return {place.no: place.name or place.no for office in offices for place in office.municipalities}


def _version(one: "Checklist") -> str:
    return f"{one.id} {one.version}"


def _listed(offices: "tuple[Office, ...]") -> str:
    return ", ".join(office.name for office in offices)


def _lacking(one: "Round", period: str) -> Iterator[Message]:
    """Say of which offices a round knows nothing, and whether drafts are among what it knows."""
    if lacking := silent(one):
        yield say_many(
            "{period}: no response from {lacking} of {count} office: {names}",
            "{period}: no response from {lacking} of {count} offices: {names}",
            len(one.entries),
            period=period,
            lacking=len(lacking),
            names=_listed(lacking),
        )
    if drafts := sum(entry.standing is Standing.DRAFT for entry in one.entries):
        yield say_many("{count} draft is counted too", "{count} drafts are counted too", drafts)
