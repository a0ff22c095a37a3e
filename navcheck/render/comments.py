"""What the offices have said to their drafts of the report, as a list on a screen and as data; silence is told too."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from navcheck.core.messages import Message, Tongue, say, say_many
from navcheck.render.found import office_data
from navcheck.render.json_text import dump
from navcheck.render.lines import NARROWEST, title_lines, wrap
from navcheck.render.said import name_of

if TYPE_CHECKING:
    from navcheck.core.comments import CommentList
    from navcheck.core.model.desk import Comment

Json = dict[str, Any]


def format_terminal(listed: "CommentList", tongue: Tongue, width: int = 80) -> str:
    """Write what each office said, then how many there are and who has said nothing."""
    width = max(width, NARROWEST)
    lines = title_lines(tongue(say("{title}: comments on the draft", title=listed.survey.title)), "", width)
    lines[-1:] = [*wrap(tongue(_deadline(listed)), width), ""]
    for office in listed.offices:
        if own := listed.of(office):
            lines += wrap(office.name, width)
            for comment in own:
                lines += wrap(" · ".join(_about(listed, comment, tongue)), width, "  ", "      ")
                lines += wrap(f"«{comment.text}»", width, "    ")
            lines.append("")
    for told in _counts(listed):
        lines += wrap(tongue(told), width, "", "  ")
    return "\n".join([*lines, ""])


def _deadline(listed: "CommentList") -> Message:
    day = listed.survey.comment_deadline
    if day is None:
        return say("No deadline for comments is set.")
    if day < listed.day:
        return say("The deadline for comments, {day}, has passed.", day=day)
    return say("Deadline for comments: {day}", day=day)


def _about(listed: "CommentList", comment: "Comment", tongue: Tongue) -> Iterator[str]:
    """Yield what a comment is about, when it came, and what is worth knowing about that."""
    if comment.question is None:
        yield tongue(say("To the draft as a whole"))
    else:
        question = listed.checklist.by_id[comment.question]
        yield f"{name_of(listed.checklist, question, tongue)} ({question.id})"
    yield tongue.day(comment.date)
    if listed.is_late(comment):
        yield tongue(say("after the deadline"))
    if comment.question is not None and not listed.has_point(comment):
        yield tongue(say("no point to follow up now"))


def _counts(listed: "CommentList") -> Iterator[Message]:
    """Tell how many comments there are, and which offices with a response have said nothing: that is no consent."""
    if listed.comments:
        yield say_many("{count} comment", "{count} comments", len(listed.comments))
    elif listed.is_narrowed:
        yield say("No comments are stored on what is chosen.")
    else:
        yield say("No comments are stored.")
    if listed.silent and listed.question is None:
        yield say(
            "Have responded and not commented, {count} of {of}: {offices}",
            count=len(listed.silent),
            of=len(listed.responded),
            offices=tuple(office.name for office in listed.silent),
        )


def format_json(listed: "CommentList", tongue: Tongue) -> str:
    """Write the same as data."""
    offices = {office.id: office for office in listed.offices}
    deadline = listed.survey.comment_deadline
    return dump(
        {
            "navcheck": "comment-list/1",
            "language": tongue.language,
            "survey": listed.survey.id,
            "day": listed.day.isoformat(),
            "comment_deadline": deadline.isoformat() if deadline is not None else None,
            "counts": {
                "comments": len(listed.comments),
                "responded": len(listed.responded),
                "silent": len(listed.silent),
            },
            "comments": [
                {
                    "office": office_data(offices[comment.office]),
                    "question": comment.question,
                    "date": comment.date.isoformat(),
                    "late": listed.is_late(comment),
                    "point": listed.has_point(comment) if comment.question is not None else None,
                    "text": comment.text,
                }
                for office in listed.offices
                for comment in listed.of(office)
            ],
            "silent": [office_data(office) for office in listed.silent],
        }
    )
