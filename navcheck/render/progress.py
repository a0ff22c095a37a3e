"""How far each office is, as a list for the terminal and as data."""

from collections import Counter
from typing import TYPE_CHECKING

from navcheck.core.messages import Message, Tongue, say, say_many
from navcheck.core.words import Progress
from navcheck.render.json_text import dump
from navcheck.render.lines import printable, wrap
from navcheck.render.marks import NOT_CONFIRMED
from navcheck.render.simple_table import simple_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from navcheck.core.progress import OfficeProgress
    from navcheck.core.round import Round

WORDS: "Mapping[Progress, Message]" = {
    Progress.NOT_STARTED: say("not started"),
    Progress.STARTED: say("started"),
    Progress.EXTENDED: say("deadline moved"),
    Progress.RESPONDED: say("responded"),
    Progress.RESPONDED_LATE: say("responded after the deadline"),
    Progress.ASKED: say("asked to elaborate"),
    Progress.NOT_RESPONDED: say("not responded"),
    Progress.UNREADABLE: say("cannot be read"),
}


def format_progress(one: "Round", rows: "Sequence[OfficeProgress]", tongue: Tongue, *, width: int = 80) -> str:
    """Write a row an office in the survey's order, and below it how many of each."""
    heads = [say("Nav office"), say("status"), say("deadline"), say("received"), say("no.")]
    table = simple_table(
        [
            [
                printable(row.office.name),
                _words(row, tongue),
                _day(row.due, tongue),
                _day(row.received, tongue),
                row.number or "",
            ]
            for row in rows
        ],
        [tongue(head) for head in heads],
    )
    counts = Counter(row.progress for row in rows)
    responded = sum(counts[kind] for kind in (Progress.RESPONDED, Progress.RESPONDED_LATE, Progress.ASKED))
    told = say_many(
        "{responded} of {count} office has responded",
        "{responded} of {count} offices have responded",
        len(rows),
        responded=responded,
    )
    named = " · ".join(f"{tongue(WORDS[kind])} {counts[kind]}" for kind in Progress if counts[kind])
    title = [*wrap(one.survey.title, width), ""]
    left_out = [f"  {left.name}: {tongue(left.reason)}" for left in one.left_out]
    if left_out:
        left_out.insert(0, tongue(say("Files that were left out:")))
    return "\n".join([*title, table, "", tongue(told), *wrap(named, width), *left_out, ""])


def progress_data(one: "Round", rows: "Sequence[OfficeProgress]") -> str:
    """Write the same as JSON."""
    offices = [
        {
            "office": row.office.id,
            "name": row.office.name,
            "progress": row.progress,
            "due": row.due.isoformat() if row.due else None,
            "received": row.received.isoformat() if row.received else None,
            "number": row.number,
            "draft": row.has_draft,
            "unconfirmed": row.unconfirmed,
        }
        for row in rows
    ]
    left_out = [left.name for left in one.left_out]
    return dump({"navcheck": "status/1", "survey": one.survey.id, "offices": offices, "left_out": left_out})


def _words(row: "OfficeProgress", tongue: Tongue) -> str:
    words = tongue(WORDS[row.progress])
    is_noted = row.has_draft and row.progress not in {Progress.STARTED, Progress.ASKED, Progress.UNREADABLE}
    notes = [NOT_CONFIRMED] if row.unconfirmed else []
    notes += [say("draft begun")] if is_noted else []
    return f"{words} ({', '.join(map(tongue, notes))})" if notes else words


def _day(day: "date | None", tongue: Tongue) -> str:
    return tongue.day(day) if day is not None else "–"
