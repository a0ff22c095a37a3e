"""Makes any document of any format, whatever its fields: read off the models, so that a new field is made too."""

import types
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from navcheck.core.model import Answer, Condition, GapRule, Model, NumberRule
from navcheck.core.model.checklist import COMPARISONS, Gaps
from navcheck.core.model.desk import Action
from navcheck.core.model.fields import Day, Flag, Number, Reference, Sha256, Slug, Text, Whole, Words
from navcheck.core.text import clean
from navcheck.core.words import LANGUAGES, ActionState
from tests.files.test_yaml_writer import answers, is_kept, slugs, texts
from tests.hostile_texts import HOSTILE, HOSTILE_LINES

Strategy = st.SearchStrategy[Any]
MOST = 2  # of what there may be several of

TRICKY = (
    *("no", "Yes", "null", "~", "true", "0301", "0o17", "1e3", "1_000", ".5", "12:30", "2026-11-21", "2021.10", "="),
    *("<<", "...", "---", "- x", "? x", "a: b", "a #b", "#", "&a", "*a", "!a", "%a", "@a", "`a", "|", ">", "[", "{"),
    *('"', "'", " først", "sist ", "  ", "\tførst", "a\n", "\na", "a\n\n\nb", "a \nb", "  a\n b", "\n...\n---\n"),
    *("a\n...", "ord " * 500, "o" * 3_000, "a\x85b", "a\u2028b", "\ufeffa", "a\xa0b", "\ue000", "\U0001fffd"),
    *("\u0301a", "👩\u200d🌾"),
)
KEPT = [text for text in map(clean, TRICKY + HOSTILE + HOSTILE_LINES) if is_kept(text)]


def any_text() -> Strategy:
    """Make a text as it is kept: pieces that mean something in YAML, all of Unicode, and those that mean harm."""
    return texts() | st.sampled_from(KEPT) | st.text(min_size=1, max_size=30).map(clean).filter(is_kept)


SCALARS: dict[object, Callable[[], Strategy]] = {
    Text: any_text,
    Slug: slugs,
    Day: lambda: st.dates(date(1000, 1, 1)),
    Whole: lambda: st.integers(0, 999_999_999),
    Flag: st.booleans,
    Sha256: lambda: st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
    Number: lambda: st.decimals(Decimal(-99999999), Decimal(99999999), places=4) | st.integers(-9, 9).map(Decimal),
    Reference: lambda: st.tuples(slugs(), any_text().map(str.strip)).map(
        lambda two: f"{two[0]} {' '.join(two[1].split())}"
    ),
    Words: lambda: st.dictionaries(st.sampled_from(LANGUAGES), any_text(), min_size=1),
    Gaps: lambda: st.dictionaries(slugs(), made(GapRule), max_size=MOST) | several(made(NumberRule)),
    str: slugs,
}


def several(one: Strategy) -> Strategy:
    return st.lists(one, max_size=MOST).map(tuple)


def made(model: type[Model]) -> Strategy:
    """Make any document of a model."""
    return MADE[model]() if model in MADE else _of_fields(model)


def _of_fields(model: type[Model], *without: str, **given: Strategy) -> Strategy:
    hints = get_type_hints(model, include_extras=True)
    fields = {name: field for name, field in model.model_fields.items() if name not in without}
    required, optional = dict[str, Strategy](), dict[str, Strategy]()
    for name, field in fields.items():
        kind = required if field.is_required() or name in given else optional
        kind[field.alias or name] = given[name] if name in given else _of_type(hints[name])
    return st.fixed_dictionaries(required, optional=optional).map(model.model_validate)


def _of_type(hint: object) -> Strategy:  # noqa: PLR0911 -- one answer for each kind of field
    if hint in SCALARS:
        return SCALARS[hint]()
    origin, of = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        # What is None is left out.
        return st.one_of(*(_of_type(one) for one in of if one is not type(None)))
    if origin is tuple:
        return several(_of_type(of[0]))
    if origin is Literal:
        return st.sampled_from(of)
    if origin is not None and issubclass(origin, Mapping):
        return st.dictionaries(_of_type(of[0]), _of_type(of[1]), max_size=MOST)
    assert isinstance(hint, type), hint
    if issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    assert issubclass(hint, Model), hint
    return st.deferred(lambda: made(hint))


def _compared(model: type[Model], *others: str) -> Strategy:
    """Make what says one thing alone: a comparison, or one of the others."""
    hints, things = get_type_hints(model, include_extras=True), {*COMPARISONS, *others}
    return st.sampled_from(sorted(things)).flatmap(
        lambda name: _of_fields(model, *things - {name}, **{name: _of_type(hints[name])})
    )


def _actions() -> Strategy:
    """Make an action; with a waiver it is waived."""
    left = [state for state in ActionState if state is not ActionState.WAIVED]
    usual = _of_fields(Action, "waiver", state=st.sampled_from(left))
    hints = get_type_hints(Action, include_extras=True)
    return usual | _of_fields(Action, state=st.just(ActionState.WAIVED), waiver=_of_type(hints["waiver"]))


MADE: dict[type[Model], Callable[[], Strategy]] = {
    Answer: answers,
    Action: _actions,
    Condition: lambda: _compared(Condition, "values", "answered"),
    NumberRule: lambda: _compared(NumberRule),
}
