"""The numbers that stand in what people read of a report, as the sets of facts that its JSON gives too."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from tests.render.report_numbers import ANY, MOVES, SEVERITIES, SIGNS, STATES, Facts, Names, lines_of
from tests.render.report_readers import Seen, SeenTable

Fact = Iterator[tuple[str, tuple[object, ...]]]

_SHARE = re.compile(r"(\d+) of (\d+)")
_RESPONDED = re.compile(r"(\d+) of (\d+) offices have responded")
_CLAIMED = re.compile(r"(\d+) of (\d+) answers that a document is asked for, at (\d+) of (\d+) offices")
_POINTS = re.compile(r"[✗!↑] (.*) \((\d+)\)")
_UNNAMED = re.compile(r"(\d+) signals? names? offices, and (?:is|are) left out of this edition\.")


def numbers_in(seen: Seen, names: Names) -> Facts:
    """Gather the numbers that stand in a document, a page or markdown."""
    text = "\n".join(seen.lines)
    facts: Facts = {
        "responses": _all(_RESPONDED, text),
        "claimed": _all(_CLAIMED, text),
        "unnamed": _all(_UNNAMED, text),
        "signals": {(line.removeprefix("◊ "),) for line in seen.lines if line.startswith("◊ ")},
        "points": {(words.lower(), int(count)) for line in seen.lines for words, count in _POINTS.findall(line)},
        "moves": {fact for line in seen.lines for fact in _counted(line, MOVES)},
        "otherwise": set(_named_shares(seen.lines, names.names.values())),
        "plan": set(_states(seen.lines)),
    }
    for table in seen.tables:
        for kind, fact in _in_table(table, names):
            facts.setdefault(kind, set()).add(fact)
    return facts


def _all(pattern: re.Pattern[str], text: str) -> set[tuple[object, ...]]:
    return {tuple(map(int, found)) for found in (match.groups() for match in pattern.finditer(text))}


def _counted(line: str, known: Mapping[str, str]) -> Iterator[tuple[object, ...]]:
    for one in line.split(" · "):
        words, _, count = one.rpartition(" ")
        if words.lower() in known.values() and count.isdigit():
            yield words.lower(), int(count)


def _states(lines: Iterable[str]) -> Iterator[tuple[object, ...]]:
    for line in lines:
        words, _, count = line.rpartition(": ")
        if words.lower() in STATES.values() and count.isdigit():
            yield words.lower(), int(count)


def _named_shares(lines: Iterable[str], names: Iterable[str]) -> Iterator[tuple[object, ...]]:
    known = set(names)
    for line in lines:
        words, _, share = line.rpartition(": ")
        if words in known and (found := _SHARE.fullmatch(share)):
            yield words, int(found[1]), int(found[2])


def _in_table(table: SeenTable, names: Names) -> Fact:
    first, *heads = table.heads
    if "Point" in heads:
        told = (dict(zip(table.heads, row, strict=True)) for row in table.rows)
        yield from (("planned", (one[first], one["Point"], one["Severity"][2:].lower())) for one in told)
    for row, head, cell in table.cells():
        share = _SHARE.fullmatch(cell)
        if first == "Topic" and share and head in names.periods:
            yield "trend", (row, head, int(share[1]), int(share[2]))
        elif first == "Topic" and share and len(heads) > 1 and SEVERITIES["breach"] in map(str.lower, heads):
            yield "topics", (row, head.lower(), int(share[1]), int(share[2]))
        elif first == "Topic" and share:
            yield "bars", (row, head.lower(), int(share[1]), int(share[2]))
        elif first == "Name" and share and int(share[1]):
            yield "questions", (row, head[2:].lower(), int(share[1]), int(share[2]))
        elif first == "Nav office" and set(heads) <= set(names.headings.values()) and "sign" not in table.caption:
            yield "words", (row, head, lines_of(cell))
        elif first == "Nav office" and set(heads) <= set(names.shorts.values()) and cell[:1] in SIGNS.values():
            yield from [("squares", (row, head, cell[:1]))] if cell else []
        elif first == "Nav office" and head == "Answer":
            name, _, severity = table.caption.rpartition(": ")
            yield "gaps", (row, name, severity)


def numbers_in_workbook(seen: Seen, names: Names) -> Facts:
    """Gather the numbers that stand in a workbook, sheet by sheet."""
    sheets = {table.caption: table for table in seen.tables}
    facts: Facts = {}
    for name, read in _SHEETS.items():
        if name in sheets:
            for kind, fact in read(sheets[name], names):
                facts.setdefault(kind, set()).add(fact)
    return facts


def _about(table: SeenTable, _: Names) -> Fact:
    lines = {row[0]: row[1] for row in table.rows if row[0]}
    yield "responses", (int(lines["Responses"]), int(lines["Offices"]))
    yield from (("claimed", fact) for fact in _all(_CLAIMED, lines["Not documented"]))
    yield from (("moves", fact) for fact in _counted(lines.get("Since the last round", ""), MOVES))
    yield from (("plan", fact) for fact in _counted(lines.get("Points of the plan", ""), STATES))
    for label, count in lines.items():
        if label[2:] in SEVERITIES.values() and int(count):
            yield "points", (label[2:], int(count))


def _matrix(table: SeenTable, _: Names) -> Fact:
    by_office = {(row, head): cell for row, head, cell in table.cells()}
    for (row, head), cell in by_office.items():
        if not head.endswith(" (mark)"):
            mark = by_office.get((row, f"{head} (mark)"), "")
            is_told = cell and (mark[2:] in {"met", "answered"} or cell == mark)
            yield "words", (row, head, lines_of(*([cell] if is_told else [cell, mark])))


def _questions(table: SeenTable, names: Names) -> Fact:
    if table.heads[0] == "Topic":
        yield from _public_questions(table, names)
        return
    heads, *rows = table.rows
    for row in rows:
        for head, cell in zip(heads[1:], row[1:], strict=True):
            # A stroke stands where no rule says what would count.
            if head in names.shorts.values() and cell not in {"", "/"}:
                if cell.isdigit():
                    yield from [("counts", (head, row[0][2:] or row[0], int(cell)))] if int(cell) else []
                else:
                    yield "squares", (row[0].split("\n")[0], head, cell)


def _public_questions(table: SeenTable, names: Names) -> Fact:
    by_text = {text: names.shorts[one] for one, text in names.texts.items()}
    for row in table.rows:
        for head, cell in zip(table.heads[3:], row[3:], strict=True):
            if cell.isdigit() and int(cell):
                yield "counts", (by_text[row[1]], head if head == "not asked" else head[2:], int(cell))


def _points(table: SeenTable, _: Names) -> Fact:
    return (("gaps", (row[1], row[3], row[0][2:])) for row in table.rows)


def _signals(table: SeenTable, _: Names) -> Fact:
    yield from (("signals", (row[-1],)) for row in table.rows if row[0].startswith("◊"))
    yield from (("unnamed", fact) for row in table.rows for fact in _all(_UNNAMED, row[0]))


def _plan(table: SeenTable, _: Names) -> Fact:
    return (("planned", (row[1], row[2], row[3][2:])) for row in table.rows if row[3])


def _changes(table: SeenTable, _: Names) -> Fact:
    counts = Counter(row[0] for row in table.rows)
    return (("changes", (words, count)) for words, count in counts.items() if words in MOVES.values())


def _topics(table: SeenTable, names: Names) -> Fact:
    """Read the counts by topic, and beneath them those of each round."""
    for title, told, *counts in table.rows:
        if not counts[0].isdigit():
            continue
        number, of = int(counts[0]), int(counts[1])
        if told in names.periods:
            yield "trend", (title, told, number, of)
        else:
            assert told == f"{number} of {of}"
            yield from ((kind, (title, ANY, number, of)) for kind in ("bars", "topics"))
            by_head = dict(zip(table.heads[4:], counts[2:], strict=True))
            yield from (("topics", (title, head[2:], int(count), of)) for head, count in by_head.items())


_SHEETS = {
    "About the report": _about,
    "Matrix": _matrix,
    "Questions": _questions,
    "Points": _points,
    "Signals": _signals,
    "Plan": _plan,
    "Changes": _changes,
    "Topics": _topics,
}
