"""The county's map of columns and offices: read, held against the survey, and suggested where names are unknown."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from navcheck.core.guard import check_text
from navcheck.core.messages import Message, Tongue, say
from navcheck.core.model import Checklist, ColumnMap, Survey
from navcheck.core.offices import Offices
from navcheck.core.problems import Problem, Where, refuse
from navcheck.core.text import clean, normal, quote
from navcheck.files.documents import load
from navcheck.intake.columns import OFFICE, Names, match_columns
from navcheck.intake.naming import Named
from navcheck.intake.tables.table import Table

MOST_SUGGESTED = 1_000
LONGEST_KEY = 1_000  # YAML allows 1 024


def load_map(path: Path, checklist: Checklist, survey: Survey) -> ColumnMap:
    """Load a map.

    Raises:
        NavcheckError: every problem in it.

    """
    loaded = load(path, ColumnMap)
    refuse(_unknown(loaded.document, Names(checklist), Offices(survey.offices), loaded.where))
    return loaded.document


def suggest_map(table: Table, names: Names, named: Named, before: ColumnMap, tongue: Tongue) -> str:
    """Write a map to edit: every head and office that is not known, and beside it what may have been meant.

    Nothing is filled in but what a map said before: what is left empty stays unknown.
    """
    heads = [table.header[n] for n in match_columns(table, names).unknown if table.header[n].strip()]
    heads = [head for head in heads if not check_text(head)]
    told = (
        say("Write behind each column the question that it holds: its id, or id__kommentar and the like."),
        say("office, role and shares are columns of the response itself; - is one that is passed over."),
    )
    lines = [
        *(f"# {tongue(line)}" for line in told),
        "navcheck: map/1",
        "columns:",
        *(_filled(head, target) for head, target in before.columns.items()),
        *(_line(clean(head), names.suggest(head), tongue) for head in heads),
        f"offices:  # {', '.join(named.offices.ids)}",
        *(_filled(words, target) for words, target in before.offices.items()),
        *(_line(words, named.offices.suggest(words), tongue) for words in _unknown_offices(table, names, named)),
    ]
    return "\n".join(lines) + "\n"


def _filled(words: str, target: str) -> str:
    return f"{_key(words)} {json.dumps(target, ensure_ascii=False)}"


def _line(words: str, hint: Message | None, tongue: Tongue) -> str:
    return _key(words) + (f"  # {tongue(hint)}" if hint is not None else "")


def _key(words: str) -> str:
    # A JSON text is a quoted one in YAML too; a long one is a key only where a question mark says so.
    key = json.dumps(words, ensure_ascii=False)
    return f"  {key}:" if len(key) <= LONGEST_KEY else f"  ? {key}\n  :"


def _unknown_offices(table: Table, names: Names, named: Named) -> list[str]:
    column = next((n for n, head in enumerate(table.header) if names.find(head) == OFFICE), None)
    if column is None:
        return []
    cells = (clean(row.cell(column)).strip() for row in table.rows())
    unknown = dict.fromkeys(cell for cell in cells if cell and named[cell] is None and not check_text(cell))
    return list(unknown)[:MOST_SUGGESTED]


def _unknown(one: ColumnMap, names: Names, offices: Offices, where: Where) -> Iterator[Problem]:
    for part, keys in (("columns", one.columns), ("offices", one.offices)):
        seen = Counter(normal(clean(key)) for key in keys)
        for key in (key for key in keys if seen[normal(clean(key))] > 1):
            message = say("{key} stands here twice", key=quote(key))
            yield Problem("duplicate-key", message, where(part, key), say("keep one of them"))
    for head, target in one.columns.items():
        if names.target(target) is None:
            message = say("{head} is no question of this checklist", head=quote(target))
            hint = names.suggest(target) or say("write a question's id, office, role, shares, or - to pass over")
            yield Problem("unknown-question", message, where("columns", head), hint)
    for words, target in one.offices.items():
        if offices.find(target) is None:
            message = say("{name} is not an office of this survey", name=quote(target))
            hint = offices.suggest(target) or say("the survey's offices stand in survey.yaml")
            yield Problem("unknown-office", message, where("offices", words), hint)
