"""The county reads its offices' words at the keyboard: one wording at a time, each confirmed by itself and kept.

Knows nothing of files or tables: `keep` returns what is on disk afterwards, `screens` what is shown of a topic and as
help.
"""

import textwrap
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from navcheck.ask.asking import BACK_KEY, FETCH_KEY, HELP_KEY, Ask, Option
from navcheck.core.coding import find_reading
from navcheck.core.messages import Message, Tongue, say, say_many
from navcheck.core.model import Coding, Question, Reading
from navcheck.core.round import Round
from navcheck.core.text import normal
from navcheck.core.wordings import Origin, Proposal, Wording, code_named, open_wordings, propose

UNDO = "-"
REASONS: Mapping[Origin, Message] = {
    Origin.OTHER_OFFICE: say("another office's same words are read so"),
    Origin.OTHER_QUESTION: say("the same words to another question are read so"),
    Origin.LAST_ROUND: say("the same words were read so last round"),
    Origin.LABEL: say("the words are the code's own"),
}
# From words, the code that they shall be read as, none to take it back, and the row that was seen for them.
Keep = Callable[[Wording, str | None, Reading | None], Coding]


class Screens(Protocol):
    """What is shown around the questions."""

    def topic(self, one: Round, question: Question) -> str:
        """Show the words that wait for a code in the topic of a question."""

    def help(self, one: Round, question: Question) -> str:
        """Show what was asked, and what each code means."""


@dataclass(slots=True)
class CodingTalk:
    """One sitting: the round with its coding as it is on disk, which words were put, and the way back.

    `mine` holds the words that were read in this sitting, by question.
    """

    one: Round
    tongue: Tongue
    ask: Ask
    keep: Keep
    screens: Screens
    width: int = 80
    mine: set[tuple[str, str]] = field(default_factory=set)
    visited: list[Wording] = field(default_factory=list)

    def run(self) -> None:
        """Put every wording that waits for a code, topic by topic.

        Raises:
            EOFError: where the input ends.
            KeyboardInterrupt: on Ctrl-C; what was confirmed is kept.

        """
        self._say(
            say(
                "? shows the question and the codes, = takes what is proposed, < goes back, an empty line passes on. "
                "Ctrl-C stops; what is read is saved."
            )
        )
        waiting = deque(open_wordings(self.one))
        again: Wording | None = None
        topic = ""
        while waiting:
            wording = waiting.popleft()
            # A colleague may have read it since this sitting began.
            if wording is again or self._reading(wording) is None:
                topic = self._show_topic(wording, topic)
                if not self._put(wording, len(waiting)):
                    again = self.visited.pop()
                    waiting.extendleft([wording, again])
                    continue
            self.visited.append(wording)

    def _show_topic(self, wording: Wording, shown: str) -> str:
        topic = next(one for one in self.one.checklist.topics if wording.question in one.questions)
        if topic.id != shown:
            self.ask.show("")
            self.ask.show(self.screens.topic(self.one, wording.question))
        return topic.id

    def _put(self, wording: Wording, left: int) -> bool:
        """Put one wording until it is read or passed over; false where the one before is wanted."""
        reading = self._reading(wording)
        proposal = propose(self.one, wording) if reading is None else None
        self._show(wording, left, proposal, reading)
        while True:
            typed = self.ask.choose(self._options(wording, proposal, reading), (), several=False).strip()
            code = proposal.code if proposal and typed == FETCH_KEY else self._code(wording, typed)
            if typed == HELP_KEY:
                self.ask.show(self.screens.help(self.one, wording.question))
            elif typed == BACK_KEY and not self.visited:
                self._say(say("This is the first wording."))
            elif typed in {BACK_KEY, ""}:
                return not typed
            elif code is not None or (typed == UNDO and reading is not None):
                self._take(wording, code, reading)
                return True
            else:
                self._say(say("Choose a code; an empty line passes on, ? shows what the codes mean."))

    def _show(self, wording: Wording, left: int, proposal: Proposal | None, reading: Reading | None) -> None:
        number = len(self.visited) + 1
        self.ask.show("")
        words = f"«{wording.words}»"
        self._say(say("Wording {number} of {count}: {words}", number=number, count=number + left, words=words))
        names = tuple(office.name for office in wording.offices)
        self._say(say_many("{count} answer: {offices}", "{count} answers: {offices}", len(names), offices=names))
        if reading is not None:
            self._say(say("Read as {code}; an empty line lets that stand.", code=self._label(wording, reading.code)))
        elif proposal is not None:
            label, reason = self._label(wording, proposal.code), REASONS[proposal.origin]
            self._say(say("Proposed: {code} ({reason}). = takes it.", code=label, reason=reason))

    def _options(self, wording: Wording, proposal: Proposal | None, reading: Reading | None) -> list[Option]:
        """Offer the codes where they always stand: who types their numbers shall not take another by habit."""
        proposed = proposal.code if proposal is not None else ""
        mark = self.tongue(say("proposed"))
        codes = self.one.checklist.codes_of(wording.question)
        labels = {name: self._label(wording, name) for name in codes}
        options = [Option(name, f"{label} ({mark})" if name == proposed else label) for name, label in labels.items()]
        undo = [Option(UNDO, self.tongue(say("take the reading back")))] if reading is not None else []
        return [*options, *undo]

    def _take(self, wording: Wording, code: str | None, seen: Reading | None) -> None:
        self.one = replace(self.one, coding=self.keep(wording, code, seen))
        now, key = self._reading(wording), (wording.question.id, normal(wording.words))
        if now is not None and now.code != code:
            label = self._label(wording, now.code)
            self._say(
                say("Somebody else has read this as {code} meanwhile; that stands. < goes back to it.", code=label)
            )
        elif now is None:
            self.mine.discard(key)
            self._say(say("Taken back; the wording waits for a code again."))
        else:
            self.mine.add(key)
            self._say(say("Saved: read as {code}.", code=self._label(wording, now.code)))

    def _reading(self, wording: Wording) -> Reading | None:
        return find_reading(self.one.coding, wording.question.id, wording.words)

    def _code(self, wording: Wording, typed: str) -> str | None:
        codes = self.one.checklist.codes_of(wording.question)
        return typed if typed in codes else code_named(codes, typed)

    def _label(self, wording: Wording, code: str) -> str:
        return self.tongue.pick(self.one.checklist.codes_of(wording.question)[code].label)

    def _say(self, text: Message | str) -> None:
        words = self.tongue(text) if isinstance(text, Message) else text
        self.ask.show("\n".join(textwrap.fill(line, self.width) for line in words.split("\n")))
