"""How far each office is, as a list for the terminal, in markdown and as data."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from navcheck.core.coverage import coverage_of
from navcheck.core.messages import Message, Tongue, say, say_many
from navcheck.core.progress import HAVE_RESPONDED, Minutes, OfficeProgress, minutes_of
from navcheck.core.words import Progress
from navcheck.render.columns import share_width
from navcheck.render.covered import tell_coverage
from navcheck.render.json_text import dump
from navcheck.render.lines import NARROWEST, fill, paragraphs, wrap
from navcheck.render.markdown import page, table_row, title_block, told_block
from navcheck.render.marks import NOT_CONFIRMED
from navcheck.render.simple_table import simple_table
from navcheck.render.terminal import BETWEEN
from navcheck.render.told import Told, told_lines

if TYPE_CHECKING:
    from datetime import date

    from navcheck.core.model.survey import Municipality
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
NOTHING = "–"

# Takes a round, how far its offices are, a language and a width.
ProgressRenderer = Callable[["Round", Sequence[OfficeProgress], Tongue, int], str]


def format_progress(
    one: "Round", rows: Sequence[OfficeProgress], tongue: Tongue, width: int = 80, *, as_cards: bool = False
) -> str:
    """Write a row an office in the survey's order, and below it how many of each; as cards it has no columns."""
    width = max(width, NARROWEST)
    lines = _lines(rows, tongue)
    laid = [[paragraphs(cell) for cell in line] for line in lines]
    widths = None if as_cards else share_width(laid, width - BETWEEN * (len(lines[0]) - 1))
    if widths is None:
        listed = list(_cards(lines, width))
    else:
        head, *body = (
            [
                "\n".join(line for words in cell for line in fill(words, room))
                for cell, room in zip(row, widths, strict=True)
            ]
            for row in laid
        )
        listed = [simple_table(body, head)]
    return "\n".join(
        [*wrap(one.survey.title, width), "", *listed, "", *told_lines(_tell(one, rows, tongue), width), ""]
    )


def format_markdown(one: "Round", rows: Sequence[OfficeProgress], tongue: Tongue, _width: int = 80) -> str:
    """Write the same as a GitHub table, and below it what is counted."""
    head, *body = [[(cell,) for cell in line] for line in _lines(rows, tongue)]
    table = [table_row(head), f"|{'---|' * len(head)}", *map(table_row, body)]
    return page(*title_block(one.survey.title, ""), "\n".join(table), *map(told_block, _tell(one, rows, tongue)))


def progress_data(one: "Round", rows: Sequence[OfficeProgress], _tongue: Tongue, _width: int = 80) -> str:
    """Write the same as JSON."""
    coverage = coverage_of(one)
    minutes = minutes_of(rows)
    municipalities = coverage and {
        "total": coverage.total,
        "without": [_place_data(place) for place in coverage.without],
        "partly": [_place_data(place) for place in coverage.partly],
        "unknown_for": [office.id for office in coverage.unknown],
    }
    return dump(
        {
            "navcheck": "status/1",
            "survey": one.survey.id,
            "deadline": _iso(one.survey.deadline),
            "offices": [_office_data(row) for row in rows],
            "minutes": {
                "given": minutes.given,
                "responses": minutes.responses,
                "total": minutes.total if minutes.given else None,
                "median": None if minutes.median is None else float(minutes.median),
            },
            "municipalities": municipalities,
            "left_out": [left.name for left in one.left_out],
        }
    )


RENDERERS: Mapping[str, ProgressRenderer] = {
    "terminal": format_progress,
    "cards": lambda one, rows, tongue, width: format_progress(one, rows, tongue, width, as_cards=True),
    "markdown": format_markdown,
    "json": progress_data,
}


def _lines(rows: Sequence[OfficeProgress], tongue: Tongue) -> list[list[str]]:
    """Return the table's lines, its head first; the minutes only where a response tells them."""
    heads = [say("Nav office"), say("status"), say("deadline"), say("received"), say("no."), say("min.")]
    lines = [
        [tongue(head) for head in heads],
        *(
            [
                row.office.name,
                _words(row, tongue),
                _day(row.due, tongue),
                _day(row.received, tongue),
                str(row.number or ""),
                "" if row.minutes is None else tongue.number(row.minutes),
            ]
            for row in rows
        ),
    ]
    return lines if minutes_of(rows).given else [line[:-1] for line in lines]


def _cards(lines: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    (_, _, *heads), *body = lines
    for office, words, *cells in body:
        said = (f"{head} {cell}" for head, cell in zip(heads, cells, strict=True) if cell not in {"", NOTHING})
        yield from wrap(" · ".join([f"{office}: {words}", *said]), width, "", "  ")


def _tell(one: "Round", rows: Sequence[OfficeProgress], tongue: Tongue) -> Iterator[Told]:
    """Tell what is counted, what it took, which municipalities are missing, and what was not read."""
    counts = Counter(row.progress for row in rows)
    responded = say_many(
        "{responded} of {count} office has responded",
        "{responded} of {count} offices have responded",
        len(rows),
        responded=sum(counts[kind] for kind in HAVE_RESPONDED),
    )
    yield Told(tongue(responded))
    yield Told(" · ".join(f"{tongue(WORDS[kind])} {counts[kind]}" for kind in Progress if counts[kind]))
    if (minutes := minutes_of(rows)).responses:
        yield Told(tongue(_minutes(minutes)))
    yield from tell_coverage(one, tongue)
    if one.left_out:
        left_out = tuple(f"{left.name}: {tongue(left.reason)}" for left in one.left_out)
        yield Told(tongue(say("Files that were left out:")), left_out)


def _minutes(minutes: Minutes) -> Message:
    given = say_many(
        "{given} of {count} response", "{given} of {count} responses", minutes.responses, given=minutes.given
    )
    if not minutes.given:
        return say("Minutes spent: told in {given}", given=given)
    if minutes.median is None:
        return say("Minutes spent: told in {given}; {total} in all", given=given, total=minutes.total)
    return say(
        "Minutes spent: told in {given}; median {median}, {total} in all",
        given=given,
        median=minutes.median,
        total=minutes.total,
    )


def _words(row: OfficeProgress, tongue: Tongue) -> str:
    """Say how far an office is, until when it has time, and what else is to be known of it."""
    words = tongue(WORDS[row.progress])
    if row.progress is Progress.EXTENDED and row.due is not None:
        words = tongue(say("deadline moved to {day}", day=row.due))
    if row.progress is Progress.ASKED and row.asked_until is not None:
        words = tongue(
            say("asked to elaborate by {day}; the deadline has passed", day=row.asked_until)
            if row.asked_is_late
            else say("asked to elaborate by {day}", day=row.asked_until)
        )
    is_noted = row.has_draft and row.progress not in {Progress.STARTED, Progress.ASKED, Progress.UNREADABLE}
    notes = [NOT_CONFIRMED] if row.unconfirmed else []
    notes += [say("draft begun")] if is_noted else []
    return f"{words} ({', '.join(map(tongue, notes))})" if notes else words


def _day(day: "date | None", tongue: Tongue) -> str:
    return tongue.day(day) if day is not None else NOTHING


def _office_data(row: OfficeProgress) -> dict[str, Any]:
    extension = row.extension
    return {
        "office": row.office.id,
        "name": row.office.name,
        "progress": row.progress,
        "due": _iso(row.due),
        "received": _iso(row.received),
        "number": row.number,
        "draft": row.has_draft,
        "unconfirmed": row.unconfirmed,
        "minutes": row.minutes,
        "asked_until": _iso(row.asked_until),
        "extension": extension
        and {"until": _iso(extension.until), "asked": _iso(extension.asked), "reason": extension.reason},
    }


def _place_data(place: "Municipality") -> dict[str, str | None]:
    return {"no": place.no, "name": place.name}


def _iso(day: "date | None") -> str | None:
    return day.isoformat() if day is not None else None
