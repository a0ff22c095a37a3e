"""The interview with `input()` alone: one question at a time, the same few keys everywhere.

Knows nothing of files: what is answered is handed to `keep`, which returns once it is safe.
"""

import importlib
import textwrap
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol

from navcheck.core.guard import check_text
from navcheck.core.interview import asked_questions
from navcheck.core.messages import Message, Tongue, say
from navcheck.core.model import Answer, Checklist, Question, Survey
from navcheck.core.opening import fill
from navcheck.core.problems import Problem
from navcheck.core.text import normal
from navcheck.core.typed import INSTEAD_LABELS, read_typed
from navcheck.core.words import Instead, Kind

HELP_KEY, BACK_KEY = "?", "<"
UNANSWERED = say("unanswered")
Keep = Callable[[str, Answer], None]


class Ask(Protocol):
    """A keyboard and a screen; `line` raises EOFError or KeyboardInterrupt where a person goes."""

    def line(self, prompt: str) -> str:
        """Ask for one line."""

    def show(self, text: str) -> None:
        """Show a text of one or more lines."""


class Keyboard:
    """The real one, with arrow keys, long lines and pasted text where the system has GNU readline."""

    def __init__(self) -> None:
        with suppress(ImportError):  # Windows edits lines by itself
            readline = importlib.import_module("readline")
            readline.set_auto_history(False)

    def line(self, prompt: str) -> str:
        """Ask for one line."""
        return input(prompt)

    def show(self, text: str) -> None:
        """Show a text of one or more lines."""
        print(text)


@dataclass(slots=True)
class Interview:
    """One sitting: what is asked of whom, what was answered, and the way back."""

    checklist: Checklist
    survey: Survey
    answers: dict[str, Answer]
    tongue: Tongue
    ask: Ask
    keep: Keep
    width: int = 80
    passed: set[str] = field(default_factory=set)
    visited: list[str] = field(default_factory=list)

    def run(self) -> None:
        """Put every question that is asked and not yet answered; an empty line passes one over.

        Raises:
            EOFError: where the input ends.
            KeyboardInterrupt: on Ctrl-C; what was answered is kept.

        """
        self._say(
            say(
                "Answer in words, or with the number of an answer. ? shows help, < goes back, an empty line passes on. "
                "Ctrl-C stops; what is answered is saved. Write nothing about single persons."
            )
        )
        while (question := self._next()) is not None:
            self._put(question)

    def _next(self) -> Question | None:
        asked = asked_questions(self.checklist, self.answers)
        return next((one for one in asked if one.id not in self.answers and one.id not in self.passed), None)

    def _put(self, question: Question) -> None:
        """Put one question until it is answered, passed over or left for the one before."""
        self._show_question(question)
        while True:
            typed = self.ask.line("> ").strip()
            if typed == HELP_KEY:
                self._show_help(question)
            elif typed == BACK_KEY:
                if self._back(question):
                    return
            elif not typed:
                self._pass_over(question)
                return
            elif self._take(question, typed):
                return

    def _take(self, question: Question, typed: str) -> bool:
        answer = read_typed(self.checklist, question, self._by_number(question, typed))
        if isinstance(answer, Problem):
            self._complain(answer)
            return False
        if answer is None:
            return False
        if answer.instead is Instead.NOT_APPLICABLE:
            answer = answer.model_copy(update={"comment": self._reason()})
        self.keep(question.id, answer)
        self.answers[question.id] = answer
        self._visit(question)
        return True

    def _pass_over(self, question: Question) -> None:
        self.passed.add(question.id)
        self._visit(question)
        if question.id not in self.answers:
            self._say(say("Passed over: unanswered."))

    def _visit(self, question: Question) -> None:
        if question.id not in self.visited:
            self.visited.append(question.id)

    def review(self) -> None:
        """Show every answer, and put the questions that are chosen once more.

        Raises:
            EOFError, KeyboardInterrupt: as `run`.

        """
        while True:
            asked = asked_questions(self.checklist, self.answers)
            self.ask.show("")
            for n, question in enumerate(asked, 1):
                self._show_answer(n, question)
            typed = self.ask.line(
                self.tongue(say("A number to change an answer, an empty line to go on:")) + " "
            ).strip()
            if not typed:
                return
            if typed.isdecimal() and 0 < int(typed) <= len(asked):
                self._put(asked[int(typed) - 1])
            else:
                self._say(say("Choose a number from 1 to {last}.", last=len(asked)))

    def _show_answer(self, number: int, question: Question) -> None:
        answer = self.answers.get(question.id)
        shown = f"□ {self.tongue(UNANSWERED)}" if answer is None else self._shown(question, answer)
        name = self.tongue.pick(question.short or question.text)
        self.ask.show(
            textwrap.fill(f"{name}: {shown}", self.width, initial_indent=f"{number:3} ", subsequent_indent="    ")
        )

    def _back(self, question: Question) -> bool:
        """Put the question asked before once more, in this sitting or an earlier one; whether there was one."""
        before = self.visited.pop() if self.visited else self._before(question)
        if before is None:
            self._say(say("This is the first question."))
            return False
        self.passed.discard(before)
        self._put(self.checklist.by_id[before])
        self.passed.discard(question.id)
        return True

    def _before(self, question: Question) -> str | None:
        asked = [one.id for one in asked_questions(self.checklist, self.answers)]
        place = asked.index(question.id) if question.id in asked else 0
        return asked[place - 1] if place else None

    def _by_number(self, question: Question, typed: str) -> str:
        """Turn option numbers into the words that they stand for; for several choices «1, 3» will do."""
        offered = [*self.checklist.choices_of(question), *(one.value for one in INSTEAD_LABELS)]
        parts = [part.strip() for part in typed.replace(",", ";").split(";")]
        if question.type not in {Kind.CHOICE, Kind.CHOICES} or not all(part.isdecimal() for part in parts):
            return typed
        return "; ".join(offered[int(part) - 1] if 0 < int(part) <= len(offered) else part for part in parts)

    def _reason(self) -> str:
        while True:
            reason = self.ask.line(self.tongue(say("Why is it not applicable?")) + " ").strip()
            problem = check_text(reason)
            if problem is None and reason and reason not in {HELP_KEY, BACK_KEY}:
                return reason
            self._complain(problem or Problem("no-reason", say("a reason is needed; without one it is unanswered")))

    def _show_question(self, question: Question) -> None:
        asked = asked_questions(self.checklist, self.answers)
        number = next((n for n, one in enumerate(asked, 1) if one.id == question.id), 1)
        topic = next(topic for topic in self.checklist.topics if question in topic.questions)
        self.ask.show("")
        self._say(
            say(
                "{topic}: question {number} of {count}",
                topic=self.tongue.pick(topic.title),
                number=number,
                count=len(asked),
            )
        )
        self._say(fill(self.tongue.pick(question.text), self.survey, self.tongue.day))
        for line in self._offered(question):
            self.ask.show(line)
        stored = self.answers.get(question.id)
        if stored is not None:
            self._say(say("Stored answer: {answer} (an empty line keeps it)", answer=self._shown(question, stored)))

    def _offered(self, question: Question) -> Iterator[str]:
        choices = self.checklist.choices_of(question)
        if choices:
            labels = [self.tongue.pick(choice.label) for choice in choices.values()]
            labels += [self.tongue.pick(label) for label in INSTEAD_LABELS.values()]
            for n, label in enumerate(labels, 1):
                yield textwrap.fill(label, self.width, initial_indent=f"{n:3} ", subsequent_indent="    ")
        if question.type is Kind.CHOICES:
            yield self.tongue(say("Several: write the numbers with a comma between."))
        if question.type is Kind.NUMBER:
            yield self.tongue(say("A number, or «don't know» or «not applicable»."))
        if question.type is Kind.DATE:
            yield self.tongue(say("A date as 21.11.2026, or «don't know» or «not applicable»."))

    def _shown(self, question: Question, answer: Answer) -> str:
        if answer.instead is not None:
            return self.tongue.pick(INSTEAD_LABELS[answer.instead])
        choices = self.checklist.choices_of(question)
        return ", ".join(
            self.tongue.pick(choices[value].label) if value in choices else value for value in answer.values
        )

    def _show_help(self, question: Question) -> None:
        if question.help is not None:
            self._say(fill(self.tongue.pick(question.help), self.survey, self.tongue.day))
        if question.who is not None:
            self._say(say("Who knows, or where it stands: {who}", who=question.who))
        law = [self.checklist.sources[name].title + rest for name, rest in map(_parts, question.legal_basis)]
        if law:
            self._say(say("Law: {law}", law="; ".join(law)))
        if question.help is None and not law:
            self._say(say("There is no help for this question."))

    def _complain(self, problem: Problem) -> None:
        self._say(problem.message)
        if problem.hint is not None:
            self._say(problem.hint)

    def _say(self, text: Message | str) -> None:
        words = self.tongue(text) if isinstance(text, Message) else text
        self.ask.show("\n".join(textwrap.fill(line, self.width) for line in words.split("\n")))


def _parts(reference: str) -> tuple[str, str]:
    source, space, rest = reference.partition(" ")
    return source, space + rest


def ask_yes(ask: Ask, tongue: Tongue, question: Message) -> bool:
    """Ask a yes-or-no question until it is answered."""
    answers: Mapping[str, bool] = {"j": True, "ja": True, "y": True, "yes": True, "n": False, "nei": False, "no": False}
    while True:
        typed = normal(ask.line(f"{tongue(question)} "))
        if typed in answers:
            return answers[typed]
        ask.show(tongue(say("Answer yes or no.")))
