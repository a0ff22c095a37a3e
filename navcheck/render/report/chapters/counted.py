"""Points to follow up as counts of offices: topic by topic and question by question; no office is named."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from navcheck.core.messages import Message, Tongue, say, say_many
from navcheck.core.narrowing import Narrowing
from navcheck.core.opening import fill
from navcheck.core.topic_counts import is_judged
from navcheck.core.words import Severity, Status
from navcheck.render.marks import FULL, UNICODE, Mark
from navcheck.render.report.blocks import Bar, Bars, Block, Cell, Heading, Share, Table, Tone
from navcheck.render.report.chapters.spans import (
    MOST_QUESTIONS,
    cell,
    heading,
    packed,
    paragraph,
    titles_of,
    told_blocks,
)
from navcheck.render.rules import capital
from navcheck.render.said import short_name
from navcheck.render.spread import tell_readings

if TYPE_CHECKING:
    from navcheck.core.grid import Counts
    from navcheck.core.model import Checklist, Question, Topic
    from navcheck.core.report import Report
    from navcheck.core.topic_counts import TopicCount

SHARE = say("{count} of {of}")
# Where no rule could find a point, none found says nothing.
NO_RULE = say("no rule")
_NOBODY = {True: FULL[Status.NOT_ASKED], False: say("no responses")}
# Kinds of answers that none of the offices gave have no column; those who were not asked are not counted.
_COUNTED = (*Severity, *(status for status in Status if status is not Status.NOT_ASKED))
_JUDGED = (*Severity, Status.MET, Status.CLAIMED)


def points_by_topic(report: "Report", tongue: Tongue) -> Iterator[Block]:
    """Count the offices that have points in each topic, and draw those that have any."""
    yield heading(1, say("Points to follow up, counted"), tongue)
    yield paragraph(_what_is_counted(report), tongue)
    words = (tongue(FULL[severity]) for severity in Severity)
    heads = (tongue(say("Topic")), *map(capital, words), tongue(say("Offices with at least one point")))
    rows = tuple(_topic_row(report, one, tongue) for one in report.topics)
    yield Table(tongue(say("Offices with points to follow up, by topic")), heads, rows)
    bars = tuple(
        Bar(tongue.pick(one.topic.title), Share(one.offices, one.of)) for one in report.topics if one.judged and one.of
    )
    if bars:
        caption = tongue(say("Offices with at least one point to follow up"))
        yield Bars(caption, (heads[0], heads[-1]), bars, Tone.RISK)
    if report.matrix.uncoded:
        yield paragraph(uncoded_words(report), tongue)


def _what_is_counted(report: "Report") -> Message:
    count = len(report.matrix.read)
    if count == len(report.matrix.rows):
        return say("Counted are all offices that were asked. An office with points of two kinds counts under both.")
    return say_many(
        "Counted is the {count} office whose response is read. Who has not responded is not counted, and may have "
        "points too. An office with points of two kinds counts under both.",
        "Counted are the {count} offices whose responses are read. Who has not responded is not counted, and may have "
        "points too. An office with points of two kinds counts under both.",
        count,
    )


def _topic_row(report: "Report", one: "TopicCount", tongue: Tongue) -> tuple[Cell, ...]:
    counts = (*(one.severities[severity] for severity in Severity), one.offices)
    why = uncounted(report, one)
    words = [share(count, one.of, tongue) if why is None else tongue(why) for count in counts]
    return (cell(tongue.pick(one.topic.title)), *map(cell, words))


def uncounted(report: "Report", one: "TopicCount") -> Message | None:
    """Say why a topic has no counts: nobody was asked, or no rule could find a point in it."""
    if not one.of:
        return _NOBODY[bool(report.matrix.read)]
    return None if one.judged else NO_RULE


def share(count: int, of: int, tongue: Tongue) -> str:
    """Write a count with its whole."""
    return tongue(say(SHARE.text, count=count, of=of))


def uncoded_words(report: "Report") -> Message:
    """Say how many answers have no code yet: no point can be found in them."""
    return say_many(
        "{count} answer in words is not read as a code yet. No point can be found in it before that.",
        "{count} answers in words are not read as codes yet. No point can be found in them before that.",
        sum(one.count for one in report.matrix.uncoded),
    )


def answers_by_question(report: "Report", tongue: Tongue) -> Iterator[Block]:
    """Count how each question was answered, a few topics a table."""
    yield heading(1, say("The questions, counted"), tongue)
    if not report.matrix.read:
        yield paragraph(say("There are no responses to count."), tongue)
        return
    yield from signs_for_counts(tongue)
    for topics in packed(report.matrix.topics, MOST_QUESTIONS):
        yield from heading_of(report, topics, tongue)
        yield from question_counts(report, topics, tongue)


def signs_for_counts(tongue: Tongue) -> Iterator[Block]:
    """Say how the counts are to be read."""
    yield paragraph(counted_once(NO_RULE), tongue)


def counted_once(words: Message | str) -> Message:
    """Say how answers are counted; `words` stand where there is nothing to count."""
    return say("Each answer is counted once: under the point that it gives, else under what it is. «{words}» stands "
               "where no rule says which answers fall short or are met.", words=words)  # fmt: skip


def heading_of(report: "Report", topics: "tuple[Topic, ...]", tongue: Tongue) -> Iterator[Heading]:
    """Name the topics of a part; where there is but one part, the chapter's own heading says enough."""
    if len(topics) < len(report.matrix.topics):
        yield Heading(2, titles_of(topics, tongue))


def question_counts(report: "Report", topics: "tuple[Topic, ...]", tongue: Tongue) -> Iterator[Block]:
    """Count the answers to the questions of some topics, and the codes that their words are read as."""
    questions = [question for topic in topics for question in topic.questions]
    counts = [report.grid.questions[one.id] for one in questions]
    columns = [mark for mark in _COUNTED if any(count_of(one, mark) for one in counts)]
    heads = (capital(UNICODE.label(mark, tongue(FULL[mark]))) for mark in columns)
    rows = tuple(
        (
            cell(short_name(question, tongue)),
            cell(fill(tongue.pick(question.text), report.survey, tongue.day)),
            *(cell(_words(report, question, mark, own, tongue)) for mark in columns),
        )
        for question, own in zip(questions, counts, strict=True)
    )
    caption = tongue(say("{topic}: how many offices, question by question", topic=titles_of(topics, tongue)))
    yield Table(caption, (tongue(say("Name")), tongue(say("Question")), *heads), rows, wide=True)
    # What words are read as is the county's judgement, and the words stand beside their offices.
    for topic in topics if report.is_named else ():
        yield from told_blocks(tell_readings(replace(report.matrix, narrowing=Narrowing(topic=topic)), tongue))


def count_of(counts: "Counts", mark: Mark) -> int:
    """Count the answers of a kind; one that falls short is of that kind alone."""
    if isinstance(mark, Severity):
        return counts.severities.get(mark, 0)
    return counts.otherwise.get(mark, 0) if isinstance(mark, Status) else 0


def _words(report: "Report", question: "Question", mark: Mark, counts: "Counts", tongue: Tongue) -> str:
    asked = len(report.matrix.read) - counts.statuses.get(Status.NOT_ASKED, 0)
    if not asked:
        return tongue(FULL[Status.NOT_ASKED])
    if not can_be(report.matrix.round.checklist, question, mark):
        return tongue(NO_RULE)
    return share(count_of(counts, mark), asked, tongue)


def can_be(checklist: "Checklist", question: "Question", mark: Mark) -> bool:
    """Tell whether an answer can be of a kind: of some, no rule says which answers fall short, or which are met."""
    if mark not in _JUDGED:
        return True
    if isinstance(mark, Severity):
        return is_judged(checklist, question)
    scale = {**checklist.choices_of(question), **checklist.codes_of(question)}
    return any(choice.status is Status.MET for choice in scale.values())
