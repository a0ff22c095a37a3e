"""How a report begins: for whom it is, what the adviser wrote, and how many have answered what."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from navcheck.core.messages import Message, Tongue, say, say_many
from navcheck.core.text import normal
from navcheck.core.words import ReportEdition, Standing
from navcheck.render.covered import tell_coverage
from navcheck.render.report.blocks import Block, Facts, Paragraph, Text
from navcheck.render.report.chapters.prose import parse_prose
from navcheck.render.report.chapters.spans import heading, paragraph, plain

if TYPE_CHECKING:
    from navcheck.core.report import OwnText, Report
    from navcheck.core.round import Entry

_NUMBER = re.compile(r"\d{1,9}")
# Own texts from this number on stand behind what is generated.
_BEHIND = 50
EDITIONS = {
    ReportEdition.PUBLIC: say(
        "Public edition: the offices stand here with their own words. Points to follow up are counted, and no office "
        "is named with its points."
    ),
    ReportEdition.NAMED: say("Named edition: it says which offices have which points to follow up."),
    ReportEdition.DRAFT: say("Draft: this is what the report says about {offices}."),
}
_ANNEX = say("This annex belongs to the report. It is made anew from the responses.")


def public_notice(_: "Report", tongue: Tongue) -> Iterator[Block]:
    """Say what the public edition leaves out."""
    yield _notice(EDITIONS[ReportEdition.PUBLIC], tongue)


def named_notice(_: "Report", tongue: Tongue) -> Iterator[Block]:
    """Say that this edition names offices."""
    yield _notice(EDITIONS[ReportEdition.NAMED], tongue)


def annex_notice(_: "Report", tongue: Tongue) -> Iterator[Block]:
    """Say what the annex belongs to; what its edition tells, stands beneath."""
    yield _notice(_ANNEX, tongue)


def draft_notice(report: "Report", tongue: Tongue) -> Iterator[Block]:
    """Say what the draft is, until when, and how to comment."""
    names = tuple(office.name for office in report.offices)
    yield _notice(say(EDITIONS[ReportEdition.DRAFT].text, offices=names), tongue)
    request = say("We ask you to read the draft, and to say if something is wrong, misunderstood or lacking.")
    yield paragraph(request, tongue)
    if report.draft_until is not None:
        yield Facts(((tongue(say("Deadline for comments")), (plain(tongue.day(report.draft_until)),)),))
    yield paragraph(
        say(
            "Write which office and which point each comment is about. Your comments are printed beside the point that "
            "they are about."
        ),
        tongue,
    )


def _notice(message: Message, tongue: Tongue) -> Paragraph:
    return Paragraph(plain(tongue(message)), notice=True)


def own_texts_before(report: "Report", tongue: Tongue) -> Iterator[Block]:
    """Write the adviser's texts that stand first; their files' names say which do."""
    return _own_texts(report, tongue, is_behind=False)


def own_texts_behind(report: "Report", tongue: Tongue) -> Iterator[Block]:
    """Write the adviser's texts that stand behind what is generated."""
    return _own_texts(report, tongue, is_behind=True)


def _own_texts(report: "Report", tongue: Tongue, *, is_behind: bool) -> Iterator[Block]:
    for text in sorted(report.texts, key=_place):
        if (_place(text) >= _BEHIND) is is_behind:
            yield from parse_prose(text.markdown, tongue)


def _place(text: "OwnText") -> float:
    """Return where a text stands; one without a number is the last before what is generated."""
    number = _NUMBER.match(text.name)
    return int(number[0]) if number is not None else _BEHIND - 0.5


def responses(report: "Report", tongue: Tongue) -> Iterator[Block]:
    """Say what was asked, when, and how many have answered; who has not is named."""
    yield heading(1, say("The survey"), tongue)
    pairs = (*_asked(report, tongue), *_answered(report, tongue))
    yield Facts(tuple((tongue(caption), texts) for caption, texts in pairs))


_Pair = tuple[Message, tuple[Text, ...]]


def _asked(report: "Report", tongue: Tongue) -> Iterator[_Pair]:
    survey, checklist = report.survey, report.matrix.round.checklist
    title, count = tongue.pick(checklist.title), sum(1 for _ in checklist.questions())
    version = f"{checklist.id} {checklist.version}"
    name = version if normal(title) == normal(version) else f"{title} ({version})"
    yield say("Checklist"), (plain(name),)
    questions = say_many("{count} question", "{count} questions", count)
    topics = say_many("{count} topic", "{count} topics", len(checklist.topics))
    yield say("Questions"), (plain(tongue(say("{questions} in {topics}", questions=questions, topics=topics))),)
    if survey.period is not None:
        yield say("Period"), (plain(survey.period),)
    for caption, day in ((say("As of"), survey.as_of), (say("Deadline for answers"), survey.deadline)):
        if day is not None:
            yield caption, (plain(tongue.day(day)),)
    if survey.before is not None and report.matrix.round.before is None:
        lost = say("«{before}» could not be read: nothing is compared with it, and no point is raised.",
                   before=survey.before)  # fmt: skip
        yield say("Last round"), (plain(tongue(lost)),)


def _answered(report: "Report", tongue: Tongue) -> Iterator[_Pair]:
    matrix = report.matrix
    entries = matrix.round.entries
    count = say_many("{responded} of {count} office has responded", "{responded} of {count} offices have responded",
                     len(entries), responded=matrix.standing(Standing.RESPONDED))  # fmt: skip
    yield say("Responses"), (plain(tongue(count)),)
    for caption, standing in _NOT_RESPONDED:
        if names := _names(one for one in entries if one.standing is standing):
            yield caption, (plain(names),)
    if names := _names(one for one in entries if one.unconfirmed):
        yield say("Written down by the county, not confirmed by the office"), (plain(names),)
    if told := tuple(plain(one.text) for one in tell_coverage(matrix.round, tongue)):
        yield say("Coverage"), told


_NOT_RESPONDED = (
    (say("Not responded"), Standing.MISSING),
    (say("Response cannot be read"), Standing.UNREADABLE),
    (say("Draft, counted too"), Standing.DRAFT),
)


def _names(entries: "Iterator[Entry]") -> str:
    return ", ".join(entry.office.name for entry in entries)
