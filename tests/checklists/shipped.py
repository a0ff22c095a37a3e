"""The shipped checklists: as navcheck loads them, and as two readers that share no code with it read them."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from navcheck.core.model import Checklist
from navcheck.core.problems import Loaded
from navcheck.core.selection import select
from navcheck.files.documents import load

ROOT = Path(__file__).parent.parent.parent
PATHS = {path.stem: path for path in sorted((ROOT / "checklists").glob("*.yaml"))}
NAMES = tuple(PATHS)

# What YAML says: mappings, lists and scalars. Tests know what they look for.
Raw = dict[str, Any]


@cache
def loaded(name: str) -> Loaded[Checklist]:
    return load(PATHS[name], Checklist)


def whole(name: str) -> Checklist:
    """Return the checklist with all its optional topics."""
    return loaded(name).document


@cache
def part(name: str, include: tuple[str, ...] = (), leave_out: tuple[str, ...] = ()) -> Checklist:
    """Return what a survey asks: the core, or what its county chooses of all topics."""
    return select(whole(name), include, leave_out)


@cache
def raw(name: str) -> Raw:
    """Read a checklist with every scalar as text, which is how navcheck reads it."""
    return as_texts(PATHS[name].read_text("utf-8"))


def raw_questions(name: str) -> list[Raw]:
    return [question for topic in raw(name)["topics"] for question in topic["questions"]]


def raw_rules(question: Raw) -> dict[str, Raw]:
    """Return a question's gap rules in long form, by the value or, for a number, by the place in the list."""
    gaps = question.get("gaps", {})
    named = enumerate(gaps) if isinstance(gaps, list) else gaps.items()
    return {str(key): {"severity": rule} if isinstance(rule, str) else rule for key, rule in named}


def rule_that_fits(question: Raw, figure: Decimal, others: Mapping[str, Decimal]) -> str | None:
    """Return the place of the first rule in a number's list that its figure fits, beside other questions' figures."""
    fitting = (place for place, rule in raw_rules(question).items() if _fits(rule, figure, others))
    return next(fitting, None)


def _fits(rule: Raw, figure: Decimal, others: Mapping[str, Decimal]) -> bool:
    for key in ("above_sum_of", "not_sum_of"):
        if key in rule:
            if not set(rule[key]) <= set(others):
                return False
            total = sum(others[name] for name in rule[key])
            return figure > total if key == "above_sum_of" else figure != total
    limits = {key: Decimal(rule[key]) for key in ("equals", "above", "below", "at_least") if key in rule}
    return (
        figure == limits.get("equals")
        or ("above" in limits and figure > limits["above"])
        or ("below" in limits and figure < limits["below"])
        or ("at_least" in limits and figure >= limits["at_least"])
    )


def as_texts(text: str) -> Raw:
    document: Raw = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 -- builds nothing but dicts, lists and texts
    return document


def as_editors_read(text: str) -> Raw:
    """Read YAML as version 1.2 has it, which is what editors hold a schema against: typed numbers, no dates."""
    document: Raw = yaml.load(text, Loader=_Yaml12)  # noqa: S506 -- a SafeLoader with fewer types
    return document


class _Yaml12(yaml.SafeLoader):
    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 -- PyYAML's own name


for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
):
    _Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"(?:{_pattern})$"), list(_first))


def _whole_number(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> int:
    return int(loader.construct_scalar(node))  # YAML 1.1 reads 010 as eight, 1.2 as ten


_Yaml12.add_constructor("tag:yaml.org,2002:int", _whole_number)
