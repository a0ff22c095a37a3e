"""The interview: one question at a time, at an office leader's own pace, each answer kept before the next is shown.

Knows nothing of files or libraries: what is answered is handed to `keep`, which returns once it is safe.
"""

import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from navcheck.ask.asking import BACK_KEY, COMMENT_KEY, FETCH_KEY, HELP_KEY, KEYS, Ask, Option
from navcheck.ask.plain import key_of
from navcheck.core.guard import check_text
from navcheck.core.interview import asked_questions, contradictions, documents_to_ask
from navcheck.core.messages import Message, Tongue, say, say_many
from navcheck.core.model import Answer, Checklist, Evidence, Question, Survey
from navcheck.core.opening import fill
from navcheck.core.privacy import find_personal
from navcheck.core.problems import Problem
from navcheck.core.readiness import seconds_for
from navcheck.core.text import clean, normal, quote
from navcheck.core.typed import INSTEAD_LABELS, read_typed, typed_day
from navcheck.core.words import Carry, Instead, Kind, Proof

UNANSWERED = say("unanswered")
NO_DOCUMENT = say("nothing is said of the document")
PROOFS = {
    Proof.SAID: say("it does not exist in writing"),
    Proof.WRITTEN: say("it exists (title and date)"),
    Proof.SHOWN: say("it has been shown to the county"),
}
Keep = Callable[[str, Answer], None]


@dataclass(slots=True)
class Interview:
    """One sitting: what is asked of whom, what was answered, and the way back.

    `only` limits the questions by id; `before` holds last round's answers, `requests` what the county wants to know
    more of.
    """

    checklist: Checklist
    survey: Survey
    answers: dict[str, Answer]
    tongue: Tongue
    ask: Ask
    keep: Keep
    width: int = 80
    only: frozenset[str] | None = None
    before: Mapping[str, Answer] = field(default_factory=dict)
    requests: Mapping[str, str] = field(default_factory=dict)
    passed: set[str] = field(default_factory=set)
    visited: list[str] = field(default_factory=list)
    comments: dict[str, str] = field(default_factory=dict)

    def run(self) -> None:
        """Put every question that is asked and not yet answered, then the documents.

        Raises:
            EOFError: where the input ends.
            KeyboardInterrupt: on Ctrl-C; what was answered is kept.

        """
        self._say(
            say(
                "? shows help and law, < goes back, + adds a comment, an empty line passes on. Ctrl-C stops; what is "
                "answered is saved. Write nothing about single persons."
            )
        )
        while (question := self._next()) is not None:
            self._put(question)
        self._ask_for_documents()

    def asked(self) -> tuple[Question, ...]:
        """Return the questions of this sitting, as the answers so far make them worth asking."""
        asked = asked_questions(self.checklist, self.answers)
        return tuple(question for question in asked if self.only is None or question.id in self.only)

    def _next(self) -> Question | None:
        done = self.passed if not self.requests else self.passed | set(self.visited)
        waiting = (one for one in self.asked() if one.id not in done)
        return next((one for one in waiting if one.id not in self.answers or one.id in self.requests), None)

    # One question

    def _put(self, question: Question) -> None:
        """Put one question until it is answered, passed over or left for the one before."""
        self._show_question(question)
        while True:
            typed = self._typed(question)
            if typed == HELP_KEY:
                self._show_help(question)
            elif typed == COMMENT_KEY:
                self._comment(question)
            elif typed == BACK_KEY:
                if self._back(question):
                    return
            elif not typed and not self._take_last(question):
                if not self._elaborate(question):
                    self._pass_over(question)
                return
            elif not typed or self._take(question, typed):
                return

    def _typed(self, question: Question) -> str:
        stored = self.answers.get(question.id)
        if question.type in {Kind.CHOICE, Kind.CHOICES}:
            several = question.type is Kind.CHOICES
            marked = stored.values or (str(stored.instead),) if stored else ()
            return self.ask.choose(self._options(question), marked, several=several).strip()
        typed = key_of(self.ask.line("> ").strip())
        last = self.before.get(question.id)
        if typed == FETCH_KEY and question.type is Kind.TEXT and last is not None and last.values:
            return self.ask.line("> ", last.values[0]).strip()
        return typed

    def _options(self, question: Question) -> list[Option]:
        choices = self.checklist.choices_of(question)
        own = [Option(value, self.tongue.pick(choice.label)) for value, choice in choices.items()]
        return [*own, *(Option(one.value, self.tongue.pick(label)) for one, label in INSTEAD_LABELS.items())]

    def _take(self, question: Question, typed: str) -> bool:
        answer = read_typed(self.checklist, question, typed)
        if isinstance(answer, Problem):
            self._complain(answer)
            return False
        if answer is None or not self._may_be_kept(typed):
            return False
        if answer.instead is Instead.NOT_APPLICABLE:
            answer = answer.model_copy(update={"comment": self._needed(say("Why is it not applicable?"))})
        else:
            answer = self._with_what_stood(question, answer)
        self._store(question, answer)
        return True

    def _with_what_stood(self, question: Question, answer: Answer) -> Answer:
        """Keep comment and documents of an answer that is only changed, and ask what has changed since last round."""
        stored = self.answers.get(question.id)
        comment = self.comments.get(question.id) or (stored.comment if stored and not stored.instead else None)
        last = self.before.get(question.id)
        if question.id in self.requests and question.type is not Kind.TEXT:
            comment = self._reply(comment)
        if self.survey.carry is Carry.AFTER and last is not None and last.values and last.values != answer.values:
            self._say(say("Last time: {answer}", answer=self._shown(question, last)))
            comment = self._line(say("What has changed? (an empty line passes on)")) or comment
        same = stored is not None and stored.values == answer.values
        return answer.model_copy(update={"comment": comment, "evidence": stored.evidence if stored and same else ()})

    def _reply(self, comment: str | None) -> str | None:
        """Ask what the office says to the county's request; what it has said before stands there to be gone on with."""
        if comment:
            self._say(say("Comment: {words}", words=comment))
        return self._line(say("What do you say to the county?"), comment or "") or comment

    def _elaborate(self, question: Question) -> bool:
        """Ask for an elaboration where the answer itself stays: that is what the county most often wants."""
        stored = self.answers.get(question.id)
        if question.id not in self.requests or question.type is Kind.TEXT or stored is None or stored.instead:
            return False
        comment = self._reply(stored.comment)
        if comment == stored.comment:
            return False
        self._store(question, stored.model_copy(update={"comment": comment}))
        return True

    def _take_last(self, question: Question) -> bool:
        """Take last round's answer on an empty line, where the county lets it be carried; it is marked as such."""
        last = self.before.get(question.id)
        if self.survey.carry is not Carry.BEFORE or last is None or question.id in self.answers:
            return False
        self._store(question, last.model_copy(update={"carried": self.survey.before or ""}))
        return True

    def _store(self, question: Question, answer: Answer) -> None:
        self.keep(question.id, answer)
        self.answers[question.id] = answer
        self._visit(question)

    def _comment(self, question: Question) -> None:
        comment = self._line(say("Comment:"))
        if not comment:
            return
        self.comments[question.id] = comment
        stored = self.answers.get(question.id)
        if stored is not None:
            self._store(question, stored.model_copy(update={"comment": comment}))

    def _pass_over(self, question: Question) -> None:
        self.passed.add(question.id)
        self._visit(question)
        if question.id not in self.answers:
            self._say(say("Passed over: unanswered."))

    def _visit(self, question: Question) -> None:
        if question.id not in self.visited:
            self.visited.append(question.id)

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
        asked = [one.id for one in self.asked()]
        place = asked.index(question.id) if question.id in asked else 0
        return asked[place - 1] if place else None

    # Documents and review

    def _ask_for_documents(self) -> None:
        wanted = [one for one in documents_to_ask(self.checklist, self.answers) if one in self.asked()]
        missing = [question for question in wanted if not self.answers[question.id].evidence]
        if missing:
            self.ask.show("")
            self._say(say_many("One document is mentioned.", "{count} documents are mentioned.", len(missing)))
        for question in missing:
            if not self._ask_for_document(question):
                return

    def _ask_for_document(self, question: Question) -> bool:
        """Ask for one document; whether to go on to the next, and not back to the review."""
        what = question.evidence.what if question.evidence else {}
        options = [Option(proof.value, self.tongue(words)) for proof, words in PROOFS.items()]
        last = self._last_document(question)
        if last is not None:
            label = self.tongue(say("as last time, to be edited: {title}", title=last.title or ""))
            options.append(Option(FETCH_KEY, label))
        self.ask.show("")
        self._say(f"{self.tongue.pick(question.short or question.text)}: {self.tongue.pick(what)}")
        while True:
            typed = self.ask.choose(options, (), several=False).strip()
            if typed in set(Proof) or (typed == FETCH_KEY and last is not None):
                fetched = last if typed == FETCH_KEY else None
                evidence = self._document(fetched.proof if fetched else Proof(typed), fetched)
                self._store(question, self.answers[question.id].model_copy(update={"evidence": (evidence,)}))
                return True
            if not typed or typed == BACK_KEY:
                return not typed
            self._say(say("Choose an answer; an empty line passes on, < goes to the review."))

    def _last_document(self, question: Question) -> Evidence | None:
        last = self.before.get(question.id)
        shown = (one for one in last.evidence if one.proof is not Proof.SAID) if last is not None else iter(())
        return None if self.survey.carry is Carry.NEVER else next(shown, None)

    def _document(self, proof: Proof, last: Evidence | None) -> Evidence:
        if proof is Proof.SAID:
            return Evidence(proof=proof)
        title = self._line(say("Title:"), last.title or "" if last else "")
        return Evidence(title=title or None, date=self._day(last), proof=proof)

    def _day(self, last: Evidence | None) -> date | None:
        default = self.tongue.day(last.date) if last is not None and last.date is not None else ""
        while typed := self._line(say("Date (an empty line if it has none):"), default):
            if (day := typed_day(typed)) is not None:
                return day
            self._say(say("{value} is not a date", value=quote(typed)))
            self._say(say("write it as 21.11.2026 or 2026-11-21"))
        return None

    def review(self) -> None:
        """Show every answer, what is missing and what contradicts itself; put again what is chosen.

        It shows completeness, not severity: nobody is nudged from no to partly.

        Raises:
            EOFError, KeyboardInterrupt: as `run`.

        """
        while True:
            asked = self.asked()
            self.ask.show("")
            for n, question in enumerate(asked, 1):
                self._show_answer(n, question)
            self._tell_hidden()
            for check in contradictions(self.checklist, self.answers):
                self._say(say("Does not go together: {text}", text=check.text))
            prompt = self.tongue(say("A number to change an answer, an empty line to go on:"))
            typed = self.ask.line(f"{prompt} ").strip()
            if not typed:
                return
            if typed.isdecimal() and 0 < int(typed) <= len(asked):
                self._put(asked[int(typed) - 1])
                self._ask_for_documents()
            else:
                self._say(say("Choose a number from 1 to {last}.", last=len(asked)))

    def _tell_hidden(self) -> None:
        """Tell of answers that other answers have made needless: they are kept, and not counted."""
        asked = asked_questions(self.checklist, self.answers)
        hidden = [name for name in self.answers if name not in {one.id for one in asked}]
        if hidden and self.only is None:
            names = [one.short or one.text for name in hidden if (one := self.checklist.by_id.get(name)) is not None]
            self._say(say("Kept, but not asked any more and not counted: {names}", names=tuple(names)))

    def _show_answer(self, number: int, question: Question) -> None:
        answer = self.answers.get(question.id)
        shown = f"□ {self.tongue(UNANSWERED)}" if answer is None else self._shown(question, answer)
        if answer is not None:
            documents = [one.title or self.tongue(PROOFS[one.proof]) for one in answer.evidence]
            if not documents and question in documents_to_ask(self.checklist, self.answers):
                documents = [f"□ {self.tongue(NO_DOCUMENT)}"]
            shown += "".join(f" ({words})" for words in (answer.comment, *documents) if words)
        name = self.tongue.pick(question.short or question.text)
        self.ask.show(
            textwrap.fill(f"{name}: {shown}", self.width, initial_indent=f"{number:3} ", subsequent_indent="    ")
        )

    # What is shown, and single lines

    def _show_question(self, question: Question) -> None:
        asked = self._counted(question)
        number = next((n for n, one in enumerate(asked, 1) if one.id == question.id), 1)
        topic = next(topic for topic in self.checklist.topics if question in topic.questions)
        waiting = self.requests.keys() - self.visited
        seconds = sum(
            seconds_for(one)
            for one in asked
            if one.id in waiting or (one.id not in self.answers and one.id not in self.passed)
        )
        self.ask.show("")
        self._say(
            say(
                "{topic}: question {number} of {count}, about {minutes} min left",
                topic=topic.title,
                number=number,
                count=len(asked),
                minutes=max(1, -(-seconds // 60)),
            )
        )
        self._say(fill(self.tongue.pick(question.text), self.survey, self.tongue.day))
        if question.id in self.requests:
            self._say(say("The county asks: {text}", text=self.requests[question.id]))
        self._show_how(question)
        self._show_stored(question)

    def _counted(self, question: Question) -> tuple[Question, ...]:
        """Return what the question is counted among: the county's requests where it is one, else all."""
        asked = self.asked()
        return asked if question.id not in self.requests else tuple(one for one in asked if one.id in self.requests)

    def _show_how(self, question: Question) -> None:
        if question.type is Kind.NUMBER:
            self._say(say("A number, or «don't know» or «not applicable»."))
        if question.type is Kind.DATE:
            self._say(say("A date as 21.11.2026, or «don't know» or «not applicable»."))
        if question.type is Kind.TEXT and question.id in self.before:
            self._say(say("= fetches last round's words."))

    def _show_stored(self, question: Question) -> None:
        stored, last = self.answers.get(question.id), self.before.get(question.id)
        if stored is not None:
            self._say(say("Stored answer: {answer} (an empty line keeps it)", answer=self._shown(question, stored)))
        elif last is not None and self.survey.carry is Carry.BEFORE:
            self._say(say("Last time: {answer} (an empty line takes it)", answer=self._shown(question, last)))

    def _shown(self, question: Question, answer: Answer) -> str:
        return in_words(self.checklist, question, answer, self.tongue)

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

    def _line(self, prompt: Message, default: str = "") -> str:
        """Ask for one line of free text until it may be kept; what may not be stands there to be edited."""
        typed = default
        while True:
            typed = clean(self.ask.line(f"{self.tongue(prompt)} ", typed)).strip()
            problem = check_text(typed)
            if problem is not None:
                self._complain(problem)
            elif self._may_be_kept(typed):
                return "" if typed in KEYS else typed

    def _needed(self, prompt: Message) -> str:
        while not (typed := self._line(prompt)):
            self._say(say("a reason is needed; without one it is unanswered"))
        return typed

    def _may_be_kept(self, typed: str) -> bool:
        """Ask about what looks personal but may well be something else: a phone number, an e-mail address."""
        if not find_personal(typed):
            return True
        return ask_yes(
            self.ask, self.tongue, say("This may be about a person (a number or an address). Keep it? (yes/no)")
        )

    def _complain(self, problem: Problem) -> None:
        self._say(problem.message)
        if problem.hint is not None:
            self._say(problem.hint)

    def _say(self, text: Message | str) -> None:
        words = self.tongue(text) if isinstance(text, Message) else text
        self.ask.show("\n".join(textwrap.fill(line, self.width) for line in words.split("\n")))


def in_words(checklist: Checklist, question: Question, answer: Answer, tongue: Tongue) -> str:
    """Say what an answer is: its labels, its words, or what stands instead."""
    if answer.instead is not None:
        return tongue.pick(INSTEAD_LABELS[answer.instead])
    choices = checklist.choices_of(question)
    return ", ".join(tongue.pick(choices[value].label) if value in choices else value for value in answer.values)


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


def choose_office(ask: Ask, tongue: Tongue, offices: Sequence[Option]) -> str:
    """Let somebody choose who answers."""
    ask.show(tongue(say("Which office answers?")))
    return ask.choose(offices, (), several=False)
