"""What stands in a report, in which order, for whom: a table of sections for each edition."""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING

from navcheck.core.messages import Message, Tongue, say
from navcheck.core.words import ReportEdition
from navcheck.render.report.blocks import Block, Captions, Document
from navcheck.render.report.chapters.changes import changes
from navcheck.render.report.chapters.counted import SHARE, answers_by_question, points_by_topic
from navcheck.render.report.chapters.matrices import matrix_by_question, matrix_by_topic
from navcheck.render.report.chapters.method import made, method, method_in_short, sources
from navcheck.render.report.chapters.opening import (
    annex_notice,
    draft_notice,
    named_notice,
    own_texts_before,
    own_texts_behind,
    public_notice,
    responses,
)
from navcheck.render.report.chapters.own import own_answers, own_topics
from navcheck.render.report.chapters.planned import meeting, plan
from navcheck.render.report.chapters.pointed import comments_counted, points
from navcheck.render.report.chapters.signalled import own_signals, signals
from navcheck.render.said import title_of

if TYPE_CHECKING:
    from navcheck.core.report import Report

Section = Callable[["Report", Tongue], Iterator[Block]]

PUBLIC: tuple[Section, ...] = (
    public_notice,
    own_texts_before,
    responses,
    points_by_topic,
    matrix_by_topic,
    answers_by_question,
    signals,
    changes,
    plan,
    comments_counted,
    own_texts_behind,
    method,
)
NAMED: tuple[Section, ...] = (
    named_notice,
    own_texts_before,
    responses,
    points_by_topic,
    matrix_by_topic,
    matrix_by_question,
    points,
    signals,
    changes,
    plan,
    meeting,
    own_texts_behind,
    method,
)
DRAFT: tuple[Section, ...] = (
    draft_notice,
    own_topics,
    own_answers,
    points,
    own_signals,
    method_in_short,
    sources,
    made,
)
ANNEX: tuple[Section, ...] = (
    annex_notice,
    named_notice,
    responses,
    matrix_by_topic,
    matrix_by_question,
    points,
    signals,
    method,
)
PUBLIC_ANNEX: tuple[Section, ...] = (
    annex_notice,
    public_notice,
    responses,
    points_by_topic,
    matrix_by_topic,
    answers_by_question,
    signals,
    method,
)
_SECTIONS: Mapping[ReportEdition, tuple[Section, ...]] = {
    ReportEdition.PUBLIC: PUBLIC,
    ReportEdition.NAMED: NAMED,
    ReportEdition.DRAFT: DRAFT,
}
# Who stands as the author where the survey does not say: never a person.
_AUTHORITY = "Statsforvalteren"


def lay_out(report: "Report", tongue: Tongue) -> Document:
    """Lay a report out for those that its edition is for."""
    title = say("{title}: report", title=report.survey.title)
    if report.offices:
        title = say("{title}: what the report says about {offices}", title=report.survey.title,
                    offices=tuple(office.name for office in report.offices))  # fmt: skip
    return _document(report, title, _SECTIONS[report.edition], tongue)


def lay_out_annex(report: "Report", tongue: Tongue) -> Document:
    """Lay out what is made anew beside a report that the county has worked on itself."""
    sections = ANNEX if report.is_named else PUBLIC_ANNEX
    return _document(report, say("{title}: annex to the report", title=report.survey.title), sections, tongue)


def _document(report: "Report", title: Message, sections: tuple[Section, ...], tongue: Tongue) -> Document:
    return Document(
        tongue(title),
        title_of(report.matrix)[1],
        tongue.language,
        report.survey.authority or _AUTHORITY,
        report.day,
        _captions(tongue),
        tuple(chain.from_iterable(section(report, tongue) for section in sections)),
        _banner(report, tongue),
    )


def _captions(tongue: Tongue) -> Captions:
    return Captions(
        tongue(say(SHARE.text, count="{count}", of="{of}")),
        tongue(say("Page {page} of {pages}", page="{page}", pages="{pages}")),
        tongue(say("Skip to the content")),
        tongue(say("Contents")),
    )


def _banner(report: "Report", tongue: Tongue) -> str:
    """Say on every page that it is a draft, as long as it is."""
    if report.draft_until is not None:
        return tongue(say("Draft: the municipalities may comment until {day}", day=report.draft_until))
    return tongue(say("Draft")) if report.edition is ReportEdition.DRAFT else ""
