"""A checklist's rules in words: when a question is asked, and which answers become a point to follow up.

Questions go by their numbers on the paper or the form at hand.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from navcheck.core.messages import Message, Tongue, say, say_many
from navcheck.core.model import JOINS, Checklist, Comparison, Condition, GapRule, Question
from navcheck.core.typed import INSTEAD_LABELS
from navcheck.core.words import Instead, Severity
from navcheck.render.marks import FULL, Symbols
from navcheck.render.said import law_words, quoted

_COMPARED = {
    "equals": say("exactly {number}"),
    "above": say("above {number}"),
    "below": say("below {number}"),
    "at_least": say("at least {number}"),
    "above_sum_of": say("more than the sum of the answers to {questions}"),
    "not_sum_of": say("other than the sum of the answers to {questions}"),
}


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one checklist, for one reader."""

    checklist: Checklist
    tongue: Tongue

    @property
    def severities(self) -> frozenset[Severity]:
        """How grave any answer can become."""
        checks = {check.severity for check in self.checklist.checks if check.severity is not None}
        return frozenset(rule.severity for one in self.checklist.questions() for rule in rules_of(one)) | checks

    def number(self, name: str) -> str:
        """Return a question's number; one that the checklist does not hold goes by its id."""
        ids = list(self.checklist.by_id)
        return str(ids.index(name) + 1) if name in ids else quoted(name)

    def numbers(self, names: Sequence[str]) -> Message:
        """Name several questions by their numbers."""
        found = joined([self.number(name) for name in names], say("and"), self.tongue)
        return say_many("question {numbers}", "questions {numbers}", len(names), numbers=found)

    def when(self, question: Question) -> str:
        """Say when a question is asked: «the answer to question 3 is above 0»; empty where it always is."""
        conditions = [self._condition(name, condition) for name, condition in question.when.items()]
        return joined(conditions, say("and"), self.tongue) if conditions else ""

    def points(self, question: Question, symbols: Symbols) -> Iterator[str]:
        """Say which answers become a point to follow up, worst first."""
        found = sorted(self._ruled(question), key=lambda pair: pair[0].severity.rank)
        for (severity, laws, note), pairs in groupby(found, key=lambda pair: _says(pair[0])):
            answers = joined([words for _, words in pairs], say("or"), self.tongue)
            point = self.tongue(
                say("{severity} when the answer is {answers}", severity=FULL[severity], answers=answers)
            )
            law = "; ".join(law_words(self.checklist, one, self.tongue) for one in laws)
            yield symbols.label(severity, f"{point} ({law})" if law else point)
            if note is not None:
                yield self.tongue(say("Note: {note}", note=self.tongue.pick(note)))

    def _ruled(self, question: Question) -> Iterator[tuple[GapRule, str]]:
        """Pair each rule with the answers that it speaks of; not knowing is a risk where no rule says otherwise."""
        unknown = quoted(self.tongue.pick(INSTEAD_LABELS[Instead.UNKNOWN]))
        if isinstance(question.gaps, tuple):
            yield from ((rule, self._compared(rule)) for rule in question.gaps)
        else:
            codes, choices = self.checklist.codes_of(question), self.checklist.choices_of(question)
            for value, rule in question.gaps.items():
                if value in codes:
                    code = quoted(self.tongue.pick(codes[value].label))
                    yield rule, self.tongue(say("read as {code}", code=code))
                else:
                    yield rule, quoted(self.tongue.pick(choices[value].label)) if value in choices else unknown
        if question.gaps and Instead.UNKNOWN.value not in question.gaps:
            yield GapRule(severity=Severity.RISK), unknown

    def _condition(self, name: str, condition: Condition) -> str:
        if condition.answered is not None:
            text = say("{question} is answered") if condition.answered else say("{question} is not answered")
            return self.tongue(say(text.text, question=self.numbers(name.split(JOINS))))
        words = self._compared(condition) if condition.values is None else self._values(name, condition.values)
        return self.tongue(say("{subject} is {words}", subject=self._subject(name), words=words))

    def _values(self, name: str, values: Sequence[str]) -> str:
        """Name choices by their labels, as they stand on this paper."""
        question = self.checklist.by_id.get(name)
        known = {**self.checklist.choices_of(question), **self.checklist.codes_of(question)} if question else {}
        labels = [quoted(self.tongue.pick(known[value].label) if value in known else value) for value in values]
        return joined(labels, say("or"), self.tongue)

    def _subject(self, name: str) -> Message:
        titles = {f"fact.{fact.id}": fact.title for fact in self.checklist.facts}
        if name in titles:
            return say("the figure {title}", title=quoted(self.tongue.pick(titles[name])))
        if JOINS in name:
            return say("the sum of the answers to {questions}", questions=self.numbers(name.split(JOINS)))
        return say("the answer to {question}", question=self.numbers([name]))

    def _compared(self, comparison: Comparison) -> str:
        key = next(key for key in _COMPARED if getattr(comparison, key) is not None)
        value = getattr(comparison, key)
        if isinstance(value, tuple):
            return self.tongue(say(_COMPARED[key].text, questions=self.numbers(value)))
        return self.tongue(say(_COMPARED[key].text, number=value))


def rules_of(question: Question) -> tuple[GapRule, ...]:
    """Return a question's rules, whether they go by value or by number."""
    return question.gaps if isinstance(question.gaps, tuple) else tuple(question.gaps.values())


def _says(rule: GapRule) -> tuple[Severity, tuple[str, ...], Mapping[str, str] | None]:
    """Return what a rule says, apart from the answers that it speaks of."""
    return rule.severity, rule.legal_basis, rule.note


def joined(words: Sequence[str], link: Message, tongue: Tongue) -> str:
    """Write a list as people do: a, b or c."""
    return f" {tongue(link)} ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def capital(words: str) -> str:
    """Begin with a capital letter."""
    return words[0].upper() + words[1:]
