"""What is shown while the county reads words: a topic's words that wait for a code, and what the codes mean."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from navcheck.core.messages import Tongue, say
from navcheck.core.opening import fill
from navcheck.core.wordings import open_wordings, propose
from navcheck.render.coding_list import answers_of
from navcheck.render.lines import wrap
from navcheck.render.marks import FULL, UNICODE, Symbols
from navcheck.render.rules import Rules
from navcheck.render.said import quoted
from navcheck.render.simple_table import simple_table

if TYPE_CHECKING:
    from navcheck.core.model import Question
    from navcheck.core.model.checklist import Choice
    from navcheck.core.round import Round
    from navcheck.core.wordings import Wording

# Below this a table's columns hold no more than a word.
_NARROWEST_TABLE = 72
_MOST_LINES = 2
_GAP, _ANSWERS, _CODE = 2, 4, 20


@dataclass(frozen=True, slots=True)
class CodingScreens:
    """What is shown while the county reads words."""

    tongue: Tongue
    width: int = 80
    symbols: Symbols = UNICODE
    plain: bool = False

    def topic(self, one: "Round", question: "Question") -> str:
        """Show the words that wait for a code in the topic of a question, with who wrote them and what is proposed."""
        topic = next(topic for topic in one.checklist.topics if question in topic.questions)
        waiting = open_wordings(one)
        lines = wrap(self.tongue.pick(topic.heading), self.width)
        for asked in topic.questions:
            found = [wording for wording in waiting if wording.question == asked]
            if found:
                lines += self._question(one, asked, found)
        return "\n".join(lines)

    def help(self, one: "Round", question: "Question") -> str:
        """Show what was asked, the codes, and which of them become a point to follow up."""
        tongue = self.tongue
        lines = wrap(fill(tongue.pick(question.text), one.survey, tongue.day), self.width)
        for code, choice in one.checklist.codes_of(question).items():
            lines += wrap(self._meaning(code, choice), self.width, "  ", "    ")
        for point in Rules(one.checklist, tongue).points(question, self.symbols):
            lines += wrap(point, self.width, "", "  ")
        if not question.gaps:
            lines += wrap(tongue(say("No code is a point to follow up by itself.")), self.width)
        return "\n".join(lines)

    def _meaning(self, code: str, choice: "Choice") -> str:
        words = f"{self.tongue.pick(choice.label)} ({code})"
        return words if choice.status is None else f"{words}: {self.tongue(FULL[choice.status])}"

    def _question(self, one: "Round", question: "Question", found: Sequence["Wording"]) -> Iterator[str]:
        yield from wrap(fill(self.tongue.pick(question.text), one.survey, self.tongue.day), self.width, "  ")
        yield ""
        codes = one.checklist.codes_of(question)
        proposals = [propose(one, wording) for wording in found]
        labels = [self.tongue.pick(codes[proposal.code].label) if proposal else "" for proposal in proposals]
        if self.plain or self.width < _NARROWEST_TABLE:
            yield from self._listed(found, labels)
        else:
            yield from self._table(found, labels).split("\n")

    def _listed(self, found: Sequence["Wording"], labels: Sequence[str]) -> Iterator[str]:
        for wording, label in zip(found, labels, strict=True):
            yield from wrap(
                f"{quoted(wording.words)}: {answers_of(wording.offices, self.tongue)}", self.width, "  ", "    "
            )
            if label:
                yield from wrap(self.tongue(say("Proposed: {code}", code=label)), self.width, "    ")

    def _table(self, found: Sequence["Wording"], labels: Sequence[str]) -> str:
        heads = [say("words"), say("answers"), say("Nav office"), say("proposed")]
        shown = heads if any(labels) else heads[:-1]
        named = [self.tongue(head) for head in shown]
        room = self.width - max(_ANSWERS, len(named[1])) - _GAP * (len(named) - 1) - (_CODE if any(labels) else 0)
        words = min(max(len(wording.words) for wording in found), room * 3 // 5)
        rows = [
            [
                _clipped(wording.words, words),
                len(wording.offices),
                _clipped(", ".join(office.name for office in wording.offices), room - words),
                _clipped(label, _CODE),
            ]
            for wording, label in zip(found, labels, strict=True)
        ]
        return simple_table([row[: len(named)] for row in rows], named)


def _clipped(text: str, width: int) -> str:
    """Fit a text into a cell; what does not fit is shown whole when it is read."""
    lines = wrap(text, width)
    if len(lines) <= _MOST_LINES:
        return "\n".join(lines)
    return "\n".join([*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1][: width - 1]}…"])
