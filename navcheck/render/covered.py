"""Which municipalities no response is known to cover, as sentences below a list: silence is named, place by place."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from navcheck.core.coverage import Coverage, coverage_of
from navcheck.core.messages import Message, Tongue, say
from navcheck.core.sorting import norwegian_key
from navcheck.render.told import Told

if TYPE_CHECKING:
    from navcheck.core.model.survey import Municipality
    from navcheck.core.round import Round


def tell_coverage(one: "Round", tongue: Tongue) -> Iterator[Told]:
    """Tell which municipalities no response is known to cover; nothing where the survey knows no municipality."""
    coverage = coverage_of(one)
    if coverage is not None:
        yield from (Told(tongue(message)) for message in _sentences(coverage))


def _sentences(coverage: Coverage) -> Iterator[Message]:
    if coverage.without:
        yield say(
            "Municipalities without a known response: {count} of {total}: {names}",
            count=len(coverage.without),
            total=coverage.total,
            names=_names(coverage.without),
        )
    elif coverage.unknown:
        yield say("The municipalities that are known have a response: {total} of {total}", total=coverage.total)
    else:
        yield say("Every municipality has a known response: {total} of {total}", total=coverage.total)
    if coverage.partly:
        yield say("Known for some of the offices only: {names}", names=_names(coverage.partly))
    if coverage.unknown:
        yield say(
            "The municipalities are not known for: {offices}",
            offices=tuple(office.name for office in coverage.unknown),
        )


def _names(places: "Iterable[Municipality]") -> tuple[str, ...]:
    return tuple(sorted((place.name or place.no for place in places), key=norwegian_key))
