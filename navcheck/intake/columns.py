"""Which column is which question: exact names only, in a fixed order; a near miss is only suggested.

A head is a question's id, or begins with one and a colon, or is its text, heading or alias, or stands in the county's
own map. What a head says of its question stands behind the name: `rutine__kommentar`, `kanaler.brosjyre`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from navcheck.core.messages import Message, say
from navcheck.core.model import Checklist, Question
from navcheck.core.problems import Problem
from navcheck.core.text import NEAR, clean, normal, quote
from navcheck.core.typed import find_choice, read_instead
from navcheck.core.words import Part
from navcheck.intake.presets import Preset, find_preset
from navcheck.intake.tables.size import MOST_COLUMNS, too_many
from navcheck.intake.tables.table import Table

OFFICE, ROLE, SHARES, PASSED = "office", "role", "shares", "-"
OFFICE_HEADS = ("office", "kontor", "nav-kontor", "enhet", "eining")
_OWN_HEADS: Mapping[str, str] = {
    **dict.fromkeys(OFFICE_HEADS, OFFICE),
    **dict.fromkeys(("role", "rolle"), ROLE),
    **dict.fromkeys(("shares", "deling"), SHARES),
}
# Of whom these tell is nobody's business here; they are passed over unread.
_PERSONAL = frozenset(
    {
        *(
            "navn",
            "namn",
            "name",
            "fornavn",
            "førenamn",
            "first name",
            "etternavn",
            "etternamn",
            "last name",
            "surname",
        ),
        *("e-post", "epost", "e-postadresse", "email", "e-mail", "e-mail address", "email address", "mail"),
        *("telefon", "telefonnummer", "tlf", "mobil", "mobilnummer", "mobiltelefon", "phone", "phone number"),
        *("fødselsnummer", "personnummer", "fødselsdato", "adresse", "address"),
    }
)
_NAMED = re.compile(r"(?P<name>[^\s:]+)\s*:\s")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a head says: of which question, which part of its answer, or which of its choices is marked with 0 and 1."""

    question: Question
    part: Part = Part.VALUE
    choice: str | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """How a table's columns are read, by their places; what is not read is told of, never lost unsaid.

    `own` are those of the response itself (office, role, shares), `personal` and `passed` those that are not read in,
    `again` a second column for what another holds of the response itself.
    """

    questions: Mapping[int, Meaning]
    own: Mapping[str, int]
    unknown: tuple[int, ...] = ()
    personal: tuple[int, ...] = ()
    passed: tuple[int, ...] = ()
    again: tuple[int, ...] = ()
    preset: Preset | None = None


class Names:
    """All that the questions of a checklist are called, and what the county's map adds."""

    def __init__(self, checklist: Checklist, mapped: Mapping[str, str] | None = None) -> None:
        self.checklist = checklist
        self._by_id = {normal(name): one for name, one in checklist.by_id.items()}
        self._by_any = {**_texts(checklist), **self._by_id}
        self._mapped = {normal(clean(head)): target for head, target in (mapped or {}).items()}

    def find(self, head: str) -> Meaning | str | None:
        """Return what a head means: a part of an answer, a word for a column of the response's own, or nothing."""
        words = normal(clean(head))
        begun = match["name"] if (match := _NAMED.match(words)) else ""
        exact = self._exact(words, self._by_id) or _OWN_HEADS.get(words)
        found = exact or self._exact(begun, self._by_id) or _OWN_HEADS.get(begun) or self._exact(words, self._by_any)
        return found if found is not None else self.target(self._mapped.get(words, ""))

    def target(self, written: str) -> Meaning | str | None:
        """Return what the right side of a map's line means."""
        words = normal(written)
        return words if words in {OFFICE, ROLE, SHARES, PASSED} else self._exact(words, self._by_id)

    def _exact(self, words: str, names: Mapping[str, Question]) -> Meaning | None:
        if words in names:
            return Meaning(names[words])
        name, _, part = words.rpartition("__")
        if name in names and part in set(Part) - {Part.VALUE}:
            return Meaning(names[name], Part(part))
        return self._choice(words, names)

    def _choice(self, words: str, names: Mapping[str, Question]) -> Meaning | None:
        """Read `question.choice`; `matrix.question` is a row of a form tool's matrix."""
        for dot in re.finditer(r"\.", words):
            left, right = words[: dot.start()].strip(), words[dot.end() :].strip()
            question = names.get(left)
            if question is None and right in self._by_id:
                return Meaning(self._by_id[right])
            if question is not None and (choice := _choice_of(self.checklist, question, right)) is not None:
                return Meaning(question, choice=choice)
        return None

    def suggest(self, head: str) -> Message | None:
        """Suggest the question that a misspelt head may have meant, by the id that is to be written."""
        near = get_close_matches(normal(clean(head)), self._by_any, n=1, cutoff=NEAR)
        return say("did you mean {word}?", word=quote(self._by_any[near[0]].id)) if near else None


def _choice_of(checklist: Checklist, question: Question, words: str) -> str | None:
    instead = read_instead(words)
    return instead.value if instead is not None else find_choice(checklist, question, words)


def _texts(checklist: Checklist) -> dict[str, Question]:
    """Map every text, heading and alias to its question; one that two questions share belongs to neither."""
    named: list[tuple[str, Question]] = []
    for topic in checklist.topics:
        shown = next((question for question in topic.questions if question.id == topic.shows), None)
        named += [(normal(head), shown) for head in topic.heading.values() if shown is not None]
        for question in topic.questions:
            named += [(normal(name), question) for name in (*question.text.values(), *question.aliases)]
    owners = Counter(name for name, _ in {(name, question.id) for name, question in named})
    return {name: question for name, question in named if owners[name] == 1}


def match_columns(table: Table, names: Names) -> Columns:
    """Match the header of a table against the checklist."""
    preset = find_preset(table.header)
    questions: dict[int, Meaning] = {}
    own: dict[str, int] = {}
    unknown, personal, passed, again = list[int](), list[int](), list[int](), list[int]()
    for n, head in enumerate(table.header):
        words = normal(clean(head))
        if preset is not None and preset.owns(words):
            passed.append(n)
        elif isinstance(found := names.find(head), Meaning):
            questions[n] = found
        elif found == PASSED:
            passed.append(n)
        elif found is not None:
            again += [n] if found in own else []
            own.setdefault(found, n)
        else:
            (personal if words in _PERSONAL else unknown).append(n)
    return Columns(questions, own, tuple(unknown), tuple(personal), tuple(passed), tuple(again), preset)


def no_office_column(table: Table) -> Problem:
    """Say that no column holds the offices."""
    message, cure = say("no column holds the offices"), say("head it «Nav-kontor»")
    return Problem("no-office-column", message, table.at(None, 0), cure)


def _again(table: Table, column: int, name: str) -> Problem:
    message = say("two columns hold {id}", id=quote(name))
    return Problem("same-column", message, table.at(None, column), say("keep one of them"))


def header_problems(table: Table, columns: Columns, names: Names) -> Iterator[Problem]:
    """Find what in the header stops a table from being read with certainty."""
    if len(table.header) > MOST_COLUMNS:
        yield too_many(table.at(None, 0))
        return
    seen: set[tuple[str, Part, str | None]] = set()
    for n, meaning in columns.questions.items():
        key = (meaning.question.id, meaning.part, meaning.choice)
        if key in seen:
            yield _again(table, n, meaning.question.id)
        seen.add(key)
    yield from (_again(table, n, table.header[n]) for n in columns.again)
    if not columns.questions and not table.identity:  # a form of ours may come back empty
        message = say("no column is a question of this checklist")
        yield Problem("no-questions", message, table.at(None, 0), say("does the file belong to another survey?"))
    for n in columns.unknown:
        if (head := table.header[n]).strip():
            message = say("{head} is no question of this checklist", head=quote(head))
            cure = names.suggest(head)
            cure = cure or say("take the column out, head it with the question's id, or say with --map what it is")
            yield Problem("unknown-column", message, table.at(None, n), cure)
