"""Which offices of this round are which of the last: by id, by the ids that they had, else by municipality.

Offices merge and split. A unit holds those that are one and the same on both sides, so that nothing counts twice.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from navcheck.core.model import Office

# The ids of an office then and of one now.
Link = tuple[str, str]
# A municipality's number, and the part of it that an office serves.
Place = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Unit:
    """Offices of the last round and of this one that are held against each other; one side may be empty.

    `by_municipality` where no id joins some of them, only a municipality that was the one's and is the other's.
    """

    before: tuple[Office, ...]
    now: tuple[Office, ...]
    by_municipality: bool = False

    @property
    def is_paired(self) -> bool:
        """Whether there is something on both sides to hold against each other."""
        return bool(self.before and self.now)

    @property
    def names(self) -> str:
        """What the offices are called now, else what they were called."""
        return ", ".join(office.name for office in self.now or self.before)


def pair_offices(before: tuple[Office, ...], now: tuple[Office, ...]) -> tuple[Unit, ...]:
    """Put every office of both rounds into exactly one unit, in the order of this round; those that are gone come last.

    Args:
        before: the last round's offices.
        now: this round's.

    """
    named = _named(before, now)
    served = _served(before, now, _Links.of(named))
    return tuple(_units(before, now, _Links.of([*named, *served]), {new for _, new in served}))


@dataclass(frozen=True, slots=True)
class _Links:
    """What hangs together with each office, from either side."""

    now: Mapping[str, set[str]]
    before: Mapping[str, set[str]]

    @classmethod
    def of(cls, links: Iterable[Link]) -> "_Links":
        now, before = defaultdict(set), defaultdict(set)
        for old, new in links:
            now[old].add(new)
            before[new].add(old)
        return cls(dict(now), dict(before))

    def reached(self, new: str) -> tuple[set[str], set[str]]:
        """Return the ids, then and now, of all that hang together with an office of this round."""
        olds: set[str] = set()
        news, waiting = {new}, [new]
        while waiting:
            for old in self.before.get(waiting.pop(), set()) - olds:
                olds.add(old)
                more = self.now[old] - news
                news |= more
                waiting += more
        return olds, news


def _named(before: tuple[Office, ...], now: tuple[Office, ...]) -> list[Link]:
    known = {old.id for old in before}
    return [(name, new.id) for new in now for name in {new.id, *new.was} if name in known]


def _served(before: tuple[Office, ...], now: tuple[Office, ...], named: _Links) -> list[Link]:
    """Link offices that no id joins to those that served their municipalities, or that serve them now."""
    then, later = {old.id: _places(old) for old in before}, {new.id: _places(new) for new in now}
    # What is served on both sides of an id has not changed hands.
    kept = {old: _all(later[new] for new in news) for old, news in named.now.items()}
    had = {new: _all(then[old] for old in olds) for new, olds in named.before.items()}
    by_place: dict[Place, list[str]] = defaultdict(list)
    for new, places in later.items():
        for place in places:
            by_place[place].append(new)
    return [
        (old, new)
        for old, places in then.items()
        for place in places - kept.get(old, set())
        for new in by_place.get(place, ())
        if (old not in kept or new not in had) and place not in had.get(new, ())
    ]


def _places(office: Office) -> set[Place]:
    return {(one.no, one.part) for one in office.municipalities}


def _all(places: Iterable[set[Place]]) -> set[Place]:
    return set().union(*places)


def _units(before: tuple[Office, ...], now: tuple[Office, ...], links: _Links, by_place: set[str]) -> Iterator[Unit]:
    order = {old.id: n for n, old in enumerate(before)}, {new.id: n for n, new in enumerate(now)}
    seen: set[str] = set()
    for office in now:
        if office.id in seen:
            continue
        olds, news = links.reached(office.id)
        seen |= news
        yield Unit(
            tuple(before[n] for n in sorted(order[0][old] for old in olds)),
            tuple(now[n] for n in sorted(order[1][new] for new in news)),
            bool(news & by_place),
        )
    yield from (Unit((old,), ()) for old in before if old.id not in links.now)
