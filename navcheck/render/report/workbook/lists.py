"""The workbook's lists: points to follow up, signals, the plan, and what differs from the last round."""

from typing import TYPE_CHECKING

from navcheck.core.messages import Message, Tongue, say
from navcheck.render.comparison import COUNTED, words_of
from navcheck.render.marks import FULL, SHORT, UNICODE
from navcheck.render.plan_card import STATES
from navcheck.render.points import (
    GROUNDS,
    gap_code,
    gap_notes,
    no_points,
    raised_words,
    words_at,
)
from navcheck.render.report.chapters.pointed import comments_by_point
from navcheck.render.report.chapters.signalled import left_out
from navcheck.render.report.workbook.paper import (
    Column,
    Paper,
    Toned,
    Value,
    tone_of,
    toned,
    write_note,
    write_table,
)
from navcheck.render.said import law_words, name_of
from navcheck.render.signals import signal_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openpyxl.worksheet.worksheet import Worksheet

    from navcheck.core.compare import Apart, Comparison, Item
    from navcheck.core.gaps import Gap
    from navcheck.core.matrix import Matrix
    from navcheck.core.model import Checklist, Response
    from navcheck.core.model.desk import Comment
    from navcheck.core.pairing import Unit
    from navcheck.core.plan import ActionPlan
    from navcheck.core.plan import Point as PlanPoint
    from navcheck.core.sight import Side, View
    from navcheck.core.signals import Signal

Heads = tuple[tuple[Message, float], ...]

_GAP_COLUMNS: Heads = (
    (say("Severity"), 18),
    (say("Nav office"), 22),
    (say("Municipality"), 18),
    (say("Question"), 30),
    (say("Answer"), 34),
    (say("Read as"), 18),
    (say("Law"), 26),
    (say("Ground"), 16),
    (say("Comment in the answer"), 26),
    (say("Comment to the draft"), 26),
    (say("Action"), 34),
    (say("Note"), 26),
    (say("Raised"), 18),
)
_PLAN_COLUMNS: Heads = (
    (say("State"), 20),
    (say("Nav office"), 22),
    (say("Question"), 30),
    (say("Severity now"), 18),
    (say("Action"), 40),
    (say("Owner"), 18),
    (say("Deadline"), 13),
    (say("Review"), 13),
    (say("Id"), 22),
)
_CHANGE_COLUMNS: Heads = (
    (say("What became of it"), 24),
    (say("Nav office"), 24),
    (say("Question"), 34),
    (say("Last time"), 40),
    (say("Now"), 40),
)
_NO_RESPONSE = say("not responded")


def _columns(heads: Heads, tongue: Tongue, stay: int = 1) -> list[Column]:
    return [Column(tongue(head), width, stays=n < stay) for n, (head, width) in enumerate(heads)]


def write_gaps(sheet: "Worksheet", matrix: "Matrix", comments: "tuple[Comment, ...]", paper: Paper) -> None:
    """Write a row a point, worst first."""
    columns = _columns(_GAP_COLUMNS, paper.tongue, 2)
    said, responses = comments_by_point(comments), {one.office.id: one.response for one in matrix.round.entries}
    rows = (
        _gap(matrix, gap, responses[gap.office.id], said.get((gap.office.id, gap.question.id), ()), paper.tongue)
        for gap in matrix.gaps
    )
    write_table(sheet, columns, rows, paper)
    if not matrix.gaps:
        write_note(sheet, 2, no_points(matrix), columns, paper.tongue)


def _gap(
    matrix: "Matrix", gap: "Gap", response: "Response | None", comments: "Iterable[Comment]", tongue: Tongue
) -> list[Value]:
    checklist, question = matrix.round.checklist, gap.question
    answer = response.answers.get(question.id) if response is not None else None
    ground = GROUNDS.get(question.ground, say("law"))
    return [
        toned(gap.severity, tongue(FULL[gap.severity])),
        gap.office.name,
        ", ".join(one.name or one.no for one in gap.office.municipalities),
        name_of(checklist, question, tongue),
        words_at(matrix, gap, answer, tongue) or toned(gap.status, tongue(FULL[gap.status])),
        gap_code(matrix, gap, tongue),
        "; ".join(law_words(checklist, one, tongue) for one in gap.legal_basis),
        tongue(ground),
        answer.comment if answer is not None else None,
        "\n".join(f"{tongue.day(one.date)}: {one.text}" for one in comments),
        tongue.pick(question.action) if question.action is not None else None,
        "\n".join(gap_notes(gap, tongue)),
        "\n".join(map(tongue, raised_words(gap))),
    ]


def write_signals(sheet: "Worksheet", matrix: "Matrix", paper: Paper, *, named: bool, unnamed: int = 0) -> None:
    """Write a row a signal; where no office is named, its sentence alone, and how many are left out."""
    tongue = paper.tongue
    columns = [
        Column(tongue(say("Signal")), 24),
        *([Column(tongue(say("Nav offices")), 40)] if named else []),
        Column(tongue(say("What was seen")), 100),
    ]
    last = write_table(sheet, columns, (_signal(matrix, one, tongue, named=named) for one in matrix.signals), paper)
    if unnamed:
        write_note(sheet, last + 1, left_out(unnamed), columns, tongue)
    elif not matrix.signals:
        write_note(sheet, 2, say("No signals."), columns, tongue)


def _signal(matrix: "Matrix", one: "Signal", tongue: Tongue, *, named: bool) -> list[Value]:
    offices = ", ".join(office.name for office in one.offices if matrix.narrowing.has_office(office))
    sentence = signal_sentence(matrix, one, tongue)
    return [toned(one.kind, tongue(SHORT[one.kind])), *([offices] if named else []), sentence]


def write_plan(sheet: "Worksheet", plan: "ActionPlan", paper: Paper) -> None:
    """Write a row a point of the plan, as it is read."""
    columns = _columns(_PLAN_COLUMNS, paper.tongue, 2)
    write_table(sheet, columns, (_planned(plan, point, paper.tongue) for point in plan.points), paper)
    if not plan.points:
        write_note(sheet, 2, no_points(plan.matrix), columns, paper.tongue)


def _planned(plan: "ActionPlan", point: "PlanPoint", tongue: Tongue) -> list[Value]:
    action, checklist = point.action, plan.matrix.round.checklist
    named = name_of(checklist, point.question, tongue) if point.question is not None else point.question_id
    now = toned(point.gap.severity, tongue(FULL[point.gap.severity])) if point.gap is not None else None
    agreed = [action.action, action.owner, action.deadline, action.review, action.id] if action is not None else []
    return [tongue(STATES[point.state]), point.office.name, named, now, *(agreed or [None] * 5)]


def write_changes(sheet: "Worksheet", one: "Comparison", paper: Paper) -> None:
    """Write what became of each point between two rounds, and which of them cannot be compared."""
    tongue, columns = paper.tongue, _columns(_CHANGE_COLUMNS, paper.tongue)
    rows = [*(_change(one, item, tongue) for item in one.items), *(_apart(one, apart, tongue) for apart in one.apart)]
    write_table(sheet, columns, rows, paper)
    if not rows:
        write_note(sheet, 2, say("No point to compare."), columns, tongue)


def _change(one: "Comparison", item: "Item", tongue: Tongue) -> list[Value]:
    then, now = one.before.checklist, one.now.checklist
    sides = (_side(then, item.then, tongue), _side(now, item.now, tongue))
    return [tongue(COUNTED[item.move]), _whose(item.unit), name_of(now, item.now.question, tongue), *sides]


def _apart(one: "Comparison", apart: "Apart", tongue: Tongue) -> list[Value]:
    checklist = (one.now if apart.is_now else one.before).checklist
    side = _side(checklist, apart.side, tongue)
    named = name_of(checklist, apart.side.question, tongue)
    sides = (None, side) if apart.is_now else (side, None)
    return [tongue(say("cannot be compared")), _whose(apart.unit), named, *sides]


def _whose(unit: "Unit") -> str:
    return ", ".join(office.name for office in unit.now or unit.before)


def _side(checklist: "Checklist", side: "Side", tongue: Tongue) -> Toned | str:
    """Return the answers of one round, under how grave they are."""
    answers = "; ".join(_answer(checklist, side, view, tongue) for view in side.views)
    if side.severity is None:
        return answers
    return Toned(f"{UNICODE.label(side.severity, tongue(FULL[side.severity]))}: {answers}", tone_of(side.severity))


def _answer(checklist: "Checklist", side: "Side", view: "View", tongue: Tongue) -> str:
    words = words_of(checklist, side, view, tongue)
    if words is not None:
        return f"«{words}»"
    return tongue(FULL[view.status] if view.status is not None else _NO_RESPONSE)
