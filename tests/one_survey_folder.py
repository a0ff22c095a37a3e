"""What must lie in a survey folder after everything that two people and a county did there: the stateful model's truth.

Written down from the rules, not from the code: answers are plain words, by question, and nothing is merged but here.
"""

from dataclasses import dataclass, field

Answers = dict[str, str]


@dataclass(slots=True)
class OfficeModel:
    """What one office has handed in, what it has begun on, what the county asks; `files` were imported before."""

    numbers: list[Answers] = field(default_factory=list)
    draft: Answers | None = None
    asked: dict[str, str] = field(default_factory=dict)
    files: set[bytes] = field(default_factory=set)

    @property
    def last(self) -> Answers:
        return self.numbers[-1] if self.numbers else {}

    @property
    def now(self) -> Answers:
        """What somebody who sits down is shown."""
        return self.last if self.draft is None else self.draft

    @property
    def is_new(self) -> bool:
        """Whether there is something to hand in."""
        return self.draft is not None and (not self.numbers or self.draft != self.last)

    def keep(self, question: str, answer: str, seen: Answers, *, insists: bool) -> bool:
        """Save one answer; tell whether it had to be asked about, since it was answered otherwise meanwhile."""
        there = self.now.get(question)
        is_conflict = answer != there and there != seen.get(question)
        self.draft = dict(self.now)
        if not is_conflict or insists:
            self.draft[question] = answer
        return is_conflict

    def receive(self, new: Answers) -> None:
        """Receive a number: what was changed in the draft stays there, and the rest of it follows the number."""
        before = self.last
        self.numbers.append(dict(new))
        self.asked = {name: text for name, text in self.asked.items() if new.get(name) in (None, before.get(name))}
        self._follow(before)

    def bring(self, raw: bytes, new: Answers, on_conflict: str) -> bool:
        """Import a table's row; tell whether it brings a number."""
        if raw in self.files or (self.numbers and new == self.last):
            return False
        if self.numbers and on_conflict != "update":
            return False
        self.files.add(raw)
        self.receive(new)
        return True

    def hand_in_file(self, new: Answers) -> bool:
        """Hand in a file; tell whether it may be, or would undo what somebody has begun to answer otherwise."""
        if self.numbers and new == self.last:
            return True
        if any(answer not in (new[name], self.last.get(name)) for name, answer in (self.draft or {}).items()):
            return False
        self.receive(new)
        return True

    def ask(self, question: str, text: str) -> bool:
        """Ask for more about an answer; tell whether anything was received that could be asked about."""
        if self.numbers and self.asked.get(question) != text:
            self.draft = dict(self.now)
            self.asked[question] = text
        return bool(self.numbers)

    def ask_no_more(self, question: str) -> bool:
        """Take a request back; tell whether there was one."""
        if self.asked.pop(question, None) is None:
            return False
        self._follow(self.last)
        return True

    def _follow(self, before: Answers) -> None:
        if self.draft is None:
            return
        own = {name: answer for name, answer in self.draft.items() if answer != before.get(name)}
        self.draft = {**self.last, **own}
        if self.draft == self.last and not self.asked:
            self.draft = None
