"""What the page's script knows of the form: its questions, its rules, and what it says."""

import json
from collections.abc import Mapping
from decimal import Decimal

from markupsafe import Markup

from navcheck.core.form import Form
from navcheck.core.messages import Message, Tongue
from navcheck.core.model import JOINS, Condition, Question
from navcheck.core.typed import INSTEAD_LABELS
from navcheck.core.words import Status
from navcheck.render.forms.page_texts import SHOWN
from navcheck.render.forms.page_words import script_words
from navcheck.render.lines import printable

# What could end the element that the facts stand in, or begin another.
_HARMLESS = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<>&"})


def facts(form: Form, tongues: Mapping[str, Tongue], language: str, title: Message, authority: str) -> Markup:
    """Write the facts as JSON that no text in it can leave."""
    words = {tag: script_words(form, title, authority, tongues[tag]) for tag in SHOWN}
    known = {
        "identity": form.identity,
        "language": language,
        "questions": [_question(form, question) for question in form.checklist.questions()],
        "insteads": {one.value: [one.value, *labels.values()] for one, labels in INSTEAD_LABELS.items()},
        "words": {tag: {name: _seen(said) for name, said in found.items()} for tag, found in words.items()},
    }
    # ASCII, so that no odd line end and no sign that turns the direction stands in the page's source
    return Markup(json.dumps(known, ensure_ascii=True).translate(_HARMLESS))  # noqa: S704 -- see _HARMLESS


def _seen(said: str | list[str]) -> str | list[str]:
    return printable(said) if isinstance(said, str) else list(map(printable, said))


def _question(form: Form, question: Question) -> Mapping[str, object]:
    choices = form.checklist.choices_of(question)
    return {
        "id": question.id,
        "type": question.type.value,
        "when": [(name.split(JOINS), condition_of(condition)) for name, condition in question.when.items()],
        "met": [value for value, choice in choices.items() if choice.status is Status.MET],
        "persons": question.persons,
        **{key: _number(limit) for key, limit in (("min", question.min), ("max", question.max)) if limit is not None},
    }


def condition_of(condition: Condition) -> Mapping[str, object]:
    """Return what a condition says, numbers as they are written in files."""
    said = condition.model_dump(exclude_unset=True)
    return {key: _number(value) if isinstance(value, Decimal) else value for key, value in said.items()}


def _number(value: Decimal) -> str:
    return f"{value:f}"
