"""Loads any navcheck document: bytes, YAML, validation, and the checks that hold inside it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from navcheck.core.messages import say
from navcheck.core.model import FORMATS, Checklist, ColumnMap, County, Model, Survey
from navcheck.core.problems import Loaded, NavcheckError, Problem, Where, refuse
from navcheck.core.references import check_checklist, check_municipalities, check_offices
from navcheck.core.text import did_you_mean, quote
from navcheck.files.disk import Named, name_of, read_bytes
from navcheck.files.explain import explain
from navcheck.files.yaml_reader import is_whole, parse_yaml

M = TypeVar("M", bound=Model)

# Written by people, so without the mark that navcheck puts at the end of what it writes.
BY_HAND = frozenset({Checklist, County, ColumnMap})


@dataclass(frozen=True, slots=True)
class Source:
    """A document's bytes, with their sum, and where it lies or what problems call it."""

    path: Named
    raw: bytes

    @property
    def name(self) -> str:
        """What problems call it."""
        return name_of(self.path)

    @property
    def sha256(self) -> str:
        """The sum by which a copy is known."""
        return hashlib.sha256(self.raw).hexdigest()


def read_source(path: Path, *, follow: bool = True) -> Source:
    """Read a document's bytes.

    Raises:
        NavcheckError: what `disk.read_bytes` raises.

    """
    return Source(path, read_bytes(path, follow=follow))


def load(path: Path, model: type[M], *, follow: bool = True, context: object = None) -> Loaded[M]:
    """Load a document of a known format; `context` is what its model looks at when it is validated.

    Raises:
        NavcheckError: every problem in it.

    """
    return load_source(read_source(path, follow=follow), model, context)


def load_source(source: Source, model: type[M], context: object = None) -> Loaded[M]:
    """Load a document of a known format from bytes already read."""
    tree = parse_yaml(source.raw, source.path)
    refuse(_wrong_format(tree, model) or _cut_short(source, tree, model))
    document = _validate(tree, model, context)
    refuse(_inside(document, tree.where))
    return Loaded(document, tree.where, tree.notes)


def load_any(source: Source) -> Loaded[Any]:
    """Load a document of whatever format its first key names."""
    tree = parse_yaml(source.raw, source.path)
    model = FORMATS.get(str(tree.document.get("navcheck")))
    if model is None:
        refuse([_unknown_format(tree)])
        raise AssertionError
    return load_source(source, model)


def _validate(tree: Loaded[dict[str, Any]], model: type[M], context: object) -> M:
    try:
        return model.model_validate(tree.document, context=context)
    except ValidationError as error:
        raise NavcheckError(*explain(error, model, tree.document, tree.where)) from None


def _format_of(model: type[BaseModel]) -> str:
    return next(name for name, other in FORMATS.items() if other is model)


def _wrong_format(tree: Loaded[dict[str, Any]], model: type[BaseModel]) -> list[Problem]:
    found, wanted = tree.document.get("navcheck"), _format_of(model)
    if found == wanted:
        return []
    if not isinstance(found, str) or found not in FORMATS:
        return [_unknown_format(tree)]
    return [
        Problem(
            "other-format",
            say("this is {found}; here {wanted} belongs", found=found, wanted=wanted),
            tree.where("navcheck"),
            say("put the file back where it came from"),
        )
    ]


def _unknown_format(tree: Loaded[dict[str, Any]]) -> Problem:
    found = tree.document.get("navcheck")
    if found is None:
        return Problem(
            "no-format",
            say("the key «navcheck» is missing, so this is not a navcheck document"),
            tree.where(),
            say("the first line of one says what it is, for instance «navcheck: survey/1»"),
        )
    near = None if _is_other_version(str(found)) else did_you_mean(str(found), FORMATS)
    return Problem(
        "unknown-format",
        say("{found} is not a format that this version reads", found=quote(found)),
        tree.where("navcheck"),
        near or say("is there a newer navcheck?"),
    )


def _is_other_version(name: str) -> bool:
    kind, _, version = name.partition("/")
    return version.isdecimal() and any(known.startswith(f"{kind}/") for known in FORMATS)


def _cut_short(source: Source, tree: Loaded[dict[str, Any]], model: type[BaseModel]) -> list[Problem]:
    if model in BY_HAND or is_whole(source.raw):
        return []
    return [
        Problem(
            "cut-short",
            say("the end of the file is missing: its last line is not «...»"),
            tree.where(),
            say("fetch the file again; if you wrote it yourself, end it with a line of three full stops"),
        )
    ]


def _inside(document: Model, where: Where) -> tuple[Problem, ...]:
    """Run the checks that one document can answer by itself."""
    if isinstance(document, Checklist):
        return check_checklist(document, where)
    if isinstance(document, (County, Survey)):
        return (
            *check_offices(document.offices, where),
            *check_municipalities(document.municipalities, document.offices, where),
        )
    return ()
