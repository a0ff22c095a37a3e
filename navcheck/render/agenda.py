"""The two editions of the agenda, laid out for people; the meeting's is made from examples alone."""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from navcheck.core.messages import Message, Tongue, say, say_many
from navcheck.core.model import Question
from navcheck.core.opening import fill
from navcheck.core.words import Proof
from navcheck.render.below import tell_counts
from navcheck.render.marks import FULL, Symbols
from navcheck.render.outline import Node, Page
from navcheck.render.points import gap_answer, raised_words
from navcheck.render.said import SMALL, answer_words, document_words, is_small, name_of, quoted
from navcheck.render.told import Told

if TYPE_CHECKING:
    from navcheck.core.agenda import Agenda, Meeting, Pair, Point, Theme
    from navcheck.core.examples import Example, Near
    from navcheck.core.model import Checklist, Evidence, Office, Survey

_SHARES = {
    True: say("has said yes to sharing"),
    False: say("has said no to sharing: ask first"),
    None: say("has not said yes to sharing: ask first"),
}
FOR_MEETING = say("The offices named here have said yes to sharing what they do.")
FOR_ADVISER = say(
    "For Statsforvalteren only: this list says which offices have points to follow up. It is not handed out."
)


def lay_out_meeting(meeting: "Meeting", tongue: Tongue) -> Page:
    """Lay the meeting's edition out: topic by topic, each theme with those who share and their own words."""
    sections = tuple(_by_topic(meeting, tongue))
    if meeting.unshared:
        themes = tuple(Node(theme_text(meeting.survey, theme, tongue)) for theme in meeting.unshared)
        sections += (Node(tongue(say("Themes that nobody shares yet")), themes),)
    nothing = Told(tongue(say("There are no themes to talk about yet.")))
    responded = say_many(
        "{responded} of {count} office has responded",
        "{responded} of {count} offices have responded",
        len(meeting.survey.offices),
        responded=meeting.responded,
    )
    title = tongue(say("{title}: for the network meeting", title=meeting.survey.title))
    told = (*(() if sections else (nothing,)), Told(tongue(responded)))
    return Page(title, _beneath(meeting.survey), tongue(FOR_MEETING) if meeting.themes else "", sections, told)


def lay_out_agenda(agenda: "Agenda", tongue: Tongue, symbols: Symbols) -> Page:
    """Lay the adviser's edition out: mutual pairs, each point with its examples, and the points without one."""
    matrix = agenda.matrix
    named = tuple(_point(agenda, point, tongue, symbols) for point in agenda.points if point.examples)
    unnamed = tuple(_point(agenda, point, tongue, symbols) for point in agenda.points if not point.examples)
    pairs = tuple(_pair(agenda, pair, tongue) for pair in agenda.pairs)
    sections = (
        (say("Offices that could use each other's examples"), pairs),
        (say("Points, and who has an example"), named),
        (say("Points with nobody to point to"), unnamed),
    )
    return Page(
        tongue(say("{title}: the adviser's agenda", title=matrix.round.survey.title)),
        _beneath(matrix.round.survey),
        tongue(FOR_ADVISER),
        tuple(Node(tongue(heading), under) for heading, under in sections if under),
        tuple(tell_counts(matrix, tongue)),
    )


def _beneath(survey: "Survey") -> str:
    return " · ".join(part for part in (survey.period, survey.authority) if part)


def _by_topic(meeting: "Meeting", tongue: Tongue) -> Iterator[Node]:
    for topic, themes in groupby(meeting.themes, key=lambda theme: theme.topic):
        under = (
            Node(
                theme_text(meeting.survey, theme, tongue),
                tuple(_example(meeting.checklist, one, tongue) for one in theme.examples),
            )
            for theme in themes
        )
        yield Node(tongue.pick(topic.title), tuple(under))


def theme_text(survey: "Survey", theme: "Theme", tongue: Tongue) -> str:
    """Return the question that a theme is about, as it was asked."""
    return fill(tongue.pick(theme.question.text), survey, tongue.day)


def _example(checklist: "Checklist", one: "Example", tongue: Tongue) -> Node:
    """Put an example in the office's own words, with the documents behind them."""
    answer = f"{one.office.name}: {quoted(answer_words(checklist, one.question, one.answer, tongue))}"
    comment = one.answer.comment
    said = [tongue(say("Comment: {words}", words=quoted(comment)))] if comment is not None else []
    said += [
        tongue(say("Document: {document}", document=document_words(each, tongue))) for each in shown_documents(one)
    ]
    return Node(answer, tuple(map(Node, said)))


def shown_documents(one: "Example") -> tuple["Evidence", ...]:
    """Return what is written or shown."""
    return tuple(each for each in one.answer.evidence if each.proof is not Proof.SAID)


def _pair(agenda: "Agenda", pair: "Pair", tongue: Tongue) -> Node:
    both = tongue(say("{some} and {last}", some=pair.one.name, last=pair.other.name))
    uses = ((pair.one, pair.other, pair.one_uses), (pair.other, pair.one, pair.other_uses))
    lines = (
        say(
            "{office} could use the example of {other}: {questions}",
            office=user.name,
            other=giver.name,
            questions="; ".join(name_of(agenda.matrix.round.checklist, question, tongue) for question in questions),
        )
        for user, giver, questions in uses
    )
    return Node(both, tuple(Node(tongue(line)) for line in lines))


def _point(agenda: "Agenda", point: "Point", tongue: Tongue, symbols: Symbols) -> Node:
    matrix, gap = agenda.matrix, point.gap
    checklist, words = matrix.round.checklist, gap_answer(matrix, gap, tongue)
    answer = say("Answer: {words}", words=tongue(FULL[gap.status]) if words is None else quoted(words))
    lines = (symbols.label(gap.severity, tongue(FULL[gap.severity])), *map(tongue, (*raised_words(gap), answer)))
    examples = (_near(checklist, near, gap.office, tongue) for near in point.examples)
    return Node(f"{gap.office.name} – {name_of(checklist, gap.question, tongue)}", (*map(Node, lines), *examples))


def _near(checklist: "Checklist", near: "Near", office: "Office", tongue: Tongue) -> Node:
    """Put an example as one office can use it: whether the other has said yes, and what the two have in common."""
    example = _example(checklist, near.example, tongue)
    why = (_SHARES[near.example.shares], *_why_near(near, office))
    return Node(
        tongue(say("Example: {example}", example=example.text)),
        (*example.under, *(Node(tongue(one)) for one in why)),
    )


def _why_near(near: "Near", office: "Office") -> Iterator[Message]:
    if near.group is not None:
        yield say("same group: {group}", group=near.group)
    if (size := near.size) is not None:
        what = size.of.short or size.of.text if isinstance(size.of, Question) else size.of.title
        needs, gives = (SMALL if is_small(one) else one for one in (size.needs, size.gives))
        yield say(
            "size: {what}: {gives}, and {needs} at {office}", what=what, gives=gives, needs=needs, office=office.name
        )
