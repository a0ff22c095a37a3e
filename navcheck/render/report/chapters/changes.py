"""What has changed since last time: what cannot be compared, what became of the points, and how it went over rounds."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from navcheck.core.messages import Tongue, say
from navcheck.render.comparison import count_moves, lay_out_comparison, tell_history, tell_otherwise
from navcheck.render.differing import Differing, period_names
from navcheck.render.marks import UNICODE
from navcheck.render.report.blocks import Block, Heading, Line, Paragraph, Share, Trend
from navcheck.render.report.chapters.counted import share
from navcheck.render.report.chapters.spans import heading, listing, node_listing, paragraph, plain, told_blocks
from navcheck.render.rules import capital

if TYPE_CHECKING:
    from navcheck.core.report import Report
    from navcheck.core.topic_counts import Past

OVER_THE_ROUNDS = say("Offices with at least one point to follow up, by topic")
IS_CHANGED = say("The checklist is not the same in all rounds, so a change may come from what was asked.")
_FEWEST_ROUNDS = 2


def changes(report: "Report", tongue: Tongue) -> Iterator[Block]:
    """Tell what became of the last round's points: in the public edition as counts."""
    one = report.comparison
    if one is None:
        return
    yield heading(1, say("Changes since {before}", before=period_names(one)["before"]), tongue)
    if report.is_named:
        page = lay_out_comparison(one, tongue, UNICODE)
        for section in page.sections:
            yield Heading(2, section.text)
            yield from node_listing(section.under)
        yield from told_blocks(page.told)
    else:
        if differing := tuple(Differing(one, tongue).nodes()):
            yield heading(2, say("What differs between the rounds"), tongue)
            yield from node_listing(differing)
        yield heading(2, say("Points to follow up, counted"), tongue)
        yield from listing(map(capital, count_moves(one, tongue)))
        yield from (Paragraph(plain(words)) for words in tell_history(one, tongue))
        yield from told_blocks(tell_otherwise(one, tongue))
    yield from _over_the_rounds(report, tongue)


def _over_the_rounds(report: "Report", tongue: Tongue) -> Iterator[Block]:
    past, lines = report.past, trend_lines(report, tongue)
    if not lines:
        return
    yield heading(2, say("Over the rounds"), tongue)
    yield Trend(tongue(OVER_THE_ROUNDS), tongue(say("Topic")), tuple(each.period for each in past), lines)
    yield paragraph(say("Offices whose response is read, out of those that were asked:"), tongue)
    yield from listing(f"{each.period}: {share(each.responded, each.asked, tongue)}" for each in past)
    if is_changed(past):
        yield paragraph(IS_CHANGED, tongue)


def trend_lines(report: "Report", tongue: Tongue) -> tuple[Line, ...]:
    """Return how many offices had a point in each topic, round by round; nothing of one round alone."""
    past = report.past
    topics = [one.topic for one in past[-1].topics.values() if one.judged] if len(past) >= _FEWEST_ROUNDS else []
    return tuple(Line(tongue.pick(one.title), tuple(_share(each, one.id) for each in past)) for one in topics)


def is_changed(past: "tuple[Past, ...]") -> bool:
    """Tell whether a change may come from what was asked."""
    return len({each.checklist for each in past}) > 1


def _share(past: "Past", topic: str) -> Share | None:
    """Return a topic's count in one round; nothing where it was not asked, or could give no point."""
    count = past.topics.get(topic)
    return Share(count.offices, count.of) if count is not None and count.judged and count.of else None
