"""The two editions of the agenda as data; the meeting's holds examples, and nothing about who has a gap."""

from typing import TYPE_CHECKING, Any

from navcheck.core.words import Edition
from navcheck.render.agenda import FOR_ADVISER, shown_documents, theme_text
from navcheck.render.data import head_data, office_data
from navcheck.render.json_text import dump
from navcheck.render.points import gap_answer
from navcheck.render.said import SMALL, answer_words, is_small

if TYPE_CHECKING:
    from decimal import Decimal

    from navcheck.core.agenda import Agenda, Meeting, Point, Theme
    from navcheck.core.examples import Example, Size
    from navcheck.core.messages import Tongue
    from navcheck.core.model import Checklist, Survey

Json = dict[str, Any]


def meeting_data(meeting: "Meeting", tongue: "Tongue") -> str:
    """Write the meeting's edition as JSON."""
    return dump(themes_data(meeting, tongue))


def themes_data(meeting: "Meeting", tongue: "Tongue") -> Json:
    """Return the meeting's edition as data."""
    survey = meeting.survey
    themes = [
        {
            **_theme_data(survey, theme, tongue),
            "examples": [_example_data(meeting.checklist, one, tongue) for one in theme.examples],
        }
        for theme in meeting.themes
    ]
    return {
        "navcheck": "agenda/1",
        "edition": Edition.MEETING.value,
        "language": tongue.language,
        "survey": survey.model_dump(mode="json", include={"id", "title", "period", "authority"}),
        "offices": len(survey.offices),
        "responded": meeting.responded,
        "themes": themes,
        "unshared": [_theme_data(survey, theme, tongue) for theme in meeting.unshared],
    }


def agenda_data(agenda: "Agenda", tongue: "Tongue") -> str:
    """Write the adviser's edition as JSON."""
    head = head_data("agenda/1", agenda.matrix, tongue)
    pairs = [
        {
            "one": office_data(pair.one),
            "other": office_data(pair.other),
            "one_uses": [question.id for question in pair.one_uses],
            "other_uses": [question.id for question in pair.other_uses],
        }
        for pair in agenda.pairs
    ]
    points = [_point_data(agenda, point, tongue) for point in agenda.points]
    first = {"navcheck": head.pop("navcheck"), "edition": Edition.ADVISER.value}
    return dump({**first, **head, "notice": tongue(FOR_ADVISER), "pairs": pairs, "points": points})


def _theme_data(survey: "Survey", theme: "Theme", tongue: "Tongue") -> Json:
    return {"topic": theme.topic.id, "question": theme.question.id, "text": theme_text(survey, theme, tongue)}


def _example_data(checklist: "Checklist", one: "Example", tongue: "Tongue") -> Json:
    return {
        "office": office_data(one.office),
        "words": answer_words(checklist, one.question, one.answer, tongue),
        "comment": one.answer.comment,
        "documents": [each.model_dump(mode="json") for each in shown_documents(one)],
    }


def _point_data(agenda: "Agenda", point: "Point", tongue: "Tongue") -> Json:
    gap = point.gap
    return {
        "office": office_data(gap.office),
        "question": gap.question.id,
        "severity": gap.severity.value,
        "raised_from": gap.raised_from.value if gap.raised_from is not None else None,
        "status": gap.status.value,
        "words": gap_answer(agenda.matrix, gap, tongue),
        "examples": [
            {
                **_example_data(agenda.matrix.round.checklist, near.example, tongue),
                "shares": near.example.shares,
                "group": near.group,
                "size": _size_data(near.size) if near.size is not None else None,
            }
            for near in point.examples
        ],
    }


def _size_data(size: "Size") -> Json:
    return {"of": size.of.id, "example": _figure(size.gives), "office": _figure(size.needs)}


def _figure(number: "Decimal") -> int | float | str:
    if is_small(number):
        return SMALL
    return int(number) if number == int(number) else float(number)
