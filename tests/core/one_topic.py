"""Makes small checklists and reads small rounds, and names places in them, so that a test can show all it stands on."""

from collections.abc import Iterable, Mapping
from textwrap import dedent
from typing import Any

from navcheck.core.model import Checklist
from navcheck.core.problems import Location, Problem
from navcheck.core.round import ReadResponse, read_round
from navcheck.files.yaml_reader import parse_yaml
from tests.builders import Answers, make_checklist, make_round

HEAD = {"navcheck": "checklist/1", "id": "prove", "version": "1", "title": {"nb": "Prøve"}}


def one_topic(text: str) -> Checklist:
    """Make a checklist with one topic of the `questions` given; a question's text may be left out."""
    given = parse_yaml(dedent(text).encode(), "test.yaml").document
    questions = [{"text": {"nb": f"{one['id']}?"}} | one for one in given.pop("questions")]
    topic = {"id": "tema", "title": {"nb": "Tema"}, "heading": {"nb": "Tema"}, "questions": questions}
    return Checklist.model_validate(HEAD | {"topics": [topic]} | given)


def read_all(
    checklist: str | Checklist, answers: Mapping[str, Answers], coding: str = ""
) -> tuple[Checklist, tuple[ReadResponse, ...]]:
    """Read each office's answers as the county does."""
    asked = make_checklist(checklist) if isinstance(checklist, str) else checklist
    return asked, read_round(make_round(asked, answers, coding=coding))


def read_one(checklist: Checklist, answers: Answers, coding: str = "") -> ReadResponse:
    """Read the answers of Nav Risør as the county does."""
    return read_all(checklist, {"Nav Risør": answers}, coding)[1][0]


def place(*path: Any, key: bool = False) -> Location:  # noqa: ANN401 -- a path's steps are names and numbers
    """Stand in for a reader: name the path itself, with an asterisk for a key."""
    return Location("/".join(str(step) for step in path) + "*" * key)


def told(problems: Iterable[Problem]) -> list[str]:
    """Name problems by code and place."""
    return [f"{problem.code} {problem.at}" for problem in problems]
