"""The columns of one question, and what each wording of its value says."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import getitem, itemgetter
from typing import Any

from navcheck.core.guard import is_plain
from navcheck.core.messages import say
from navcheck.core.model import Answer, Checklist, Question
from navcheck.core.privacy import find_personal
from navcheck.core.problems import Problem
from navcheck.core.text import lost_letters
from navcheck.core.typed import read_instead, read_typed
from navcheck.core.words import Instead, Kind, Part
from navcheck.intake.answer import Known
from navcheck.intake.columns import Columns, Meaning
from navcheck.intake.tables.table import Row, Table

Picking = Callable[[tuple[str, ...]], tuple[str, ...]]

# Beyond this many wordings a column is free text, and remembering more would only cost memory.
MOST_REMEMBERED = 1_000


# What a wording says: a text that is an answer as it stands is made one only where somebody wants it.
Said = Answer | Problem | str | None


class Remembered(dict[str, Said]):
    """What each wording of a column says, read once: a hundred thousand rows hold the same few choices.

    «Not applicable» is a problem here, since its reason stands in another cell.
    """

    def __init__(self, checklist: Checklist, question: Question, plain: Callable[[str], str]) -> None:
        super().__init__({"": None})
        self._checklist, self._question, self._plain = checklist, question, plain
        self._is_text = question.type is Kind.TEXT

    def __missing__(self, cell: str) -> Said:
        text = self._plain(cell)
        if self._is_text and is_plain(text) and text and read_instead(text) is None:
            said: Said = text
        else:
            said = self._read(text)
        if len(self) < MOST_REMEMBERED:
            self[cell] = said
        return said

    def _read(self, text: str) -> Known:
        answer = read_typed(self._checklist, self._question, text, numbered=True)
        if isinstance(answer, Answer) and answer.instead is Instead.NOT_APPLICABLE:
            return _LOOK_CLOSER
        return _LOOK_CLOSER if self._is_text and (find_personal(text) or lost_letters(text)) else answer


def remembered(checklist: Checklist) -> dict[str, Remembered]:
    """Remember what each question's wordings say, where nothing guards their cells any more."""
    return {question.id: Remembered(checklist, question, str) for question in checklist.questions()}


def answer_of(said: Answer | str | None) -> Answer | None:
    """Return the answer that a sound wording is."""
    return Answer(value=said) if isinstance(said, str) else said


def known_of(said: Said) -> Known:
    """Return the answer that a wording is, or what is wrong with it; nothing where only a closer look can tell."""
    if isinstance(said, Problem):
        return said if said is not _LOOK_CLOSER else None
    return answer_of(said)


# What it stands for is said by `read_answer`, with the place.
_LOOK_CLOSER = Problem("noted", say("characters that cannot be seen were taken out"))


@dataclass(frozen=True, slots=True)
class Group:
    """The columns of one question: its value's, and those that say more of its answer."""

    question: Question
    value: int | None
    known: Remembered
    beside: Mapping[int, Meaning]


def group_columns(table: Table, checklist: Checklist, columns: Columns) -> Iterator[Group]:
    """Gather each question's columns, in the checklist's order."""
    for question in checklist.questions():
        own = {n: one for n, one in columns.questions.items() if one.question.id == question.id}
        values = [n for n, one in own.items() if one.part is Part.VALUE and one.choice is None]
        beside = {n: one for n, one in own.items() if n not in values}
        if own:
            yield Group(question, values[0] if values else None, Remembered(checklist, question, table.plain), beside)


_UNSOUND = frozenset({Problem})


@dataclass(frozen=True, slots=True)
class Glance:
    """A look at a row that finds its answers where nothing in it needs a closer one, and nothing else."""

    names: Sequence[str]
    knowns: Sequence[Remembered]
    pick: Picking
    others: Picking
    width: int

    @classmethod
    def over(cls, groups: Sequence[Group], others: Iterable[int], width: int) -> "Glance":
        """Look at these columns; what stands in the others needs a closer look, as does a row of another width."""
        valued = [group for group in groups if group.value is not None]
        columns = [group.value for group in valued if group.value is not None]
        names, knowns = [group.question.id for group in valued], [group.known for group in valued]
        return cls(names, knowns, _picking(columns), _picking(sorted(others)), width)

    def answering(self, row: Row) -> Callable[[], dict[str, Answer]] | None:
        """Return what makes a row's answers; none where it has none, or must be read with care."""
        if len(row.cells) != self.width or row.flaws or any(self.others(row.cells)):
            return None
        said: list[Any] = list(map(getitem, self.knowns, self.pick(row.cells)))
        is_sound = any(said) and _UNSOUND.isdisjoint(map(type, said))
        return partial(self._answers, said) if is_sound else None

    def _answers(self, said: list[Answer | str | None]) -> dict[str, Answer]:
        answers = zip(self.names, map(answer_of, said), strict=True)
        return {name: answer for name, answer in answers if answer is not None}


def _picking(columns: list[int]) -> Picking:
    """Return what picks these columns' cells out of a whole row."""
    if len(columns) > 1:
        return itemgetter(*columns)
    return (lambda cells: (cells[columns[0]],)) if columns else (lambda _: ())
