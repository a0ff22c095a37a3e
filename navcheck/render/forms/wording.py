"""How a question of a form is put: its text, when it is answered, help, and the law that it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from navcheck.core.form import Form
from navcheck.core.messages import Message, Tongue, say
from navcheck.core.model import Question
from navcheck.core.typed import INSTEAD_LABELS, PROOF_LABELS
from navcheck.core.words import Instead, Kind, Proof
from navcheck.render.points import GROUNDS
from navcheck.render.rules import Rules, capital
from navcheck.render.said import law_words

AUTHORITY = "Statsforvalteren"


class Weight(Enum):
    """How much a text of a form weighs for the eye."""

    TITLE = auto()
    HEADING = auto()
    QUESTION = auto()
    PLAIN = auto()
    HELP = auto()
    SMALL = auto()


Part = tuple[Weight, str]


@dataclass(frozen=True, slots=True)
class Wording:
    """Puts a form's questions for one reader."""

    form: Form
    tongue: Tongue

    @property
    def authority(self) -> str:
        """Who asks."""
        return self.form.survey.authority or AUTHORITY

    @property
    def title(self) -> str:
        """What the form is headed: neutral, since a journal is published."""
        return self.tongue(say("Form for self-assessment – {title}", title=self.form.survey.title))

    @property
    def role(self) -> str:
        """Ask who answers, and not for a name."""
        return self.tongue(say("The role of whoever answers, not the name (for instance Nav leader)"))

    @property
    def shares(self) -> str:
        """Ask whether examples may be shown to others."""
        return self.tongue(say("May the county show your examples to other offices?"))

    @property
    def yes_no(self) -> tuple[str, str]:
        """Return both answers."""
        return capital(self.tongue(say("yes"))), capital(self.tongue(say("no")))

    def number(self, question: Question) -> str:
        """Return the number that the question goes by in skip rules."""
        return Rules(self.form.checklist, self.tongue).number(question.id)

    def instead(self, which: Instead) -> str:
        """Return what an office writes where it has no answer."""
        return capital(self.tongue.pick(INSTEAD_LABELS[which]))

    @property
    def proofs(self) -> tuple[str, ...]:
        """Return what may be said of a document, in the order of `Proof`."""
        return tuple(capital(self.tongue.pick(PROOF_LABELS[proof])) for proof in Proof)

    def labels(self, question: Question) -> tuple[str, ...]:
        """Return the answers that a question offers."""
        return tuple(self.tongue.pick(one.label) for one in self.form.checklist.choices_of(question).values())

    def text(self, question: Question) -> str:
        """Return the question itself."""
        return self.form.words(question.text, self.tongue)

    def asks_for_document(self, question: Question) -> bool:
        """Tell whether the office is asked for the title and date of a document."""
        return question.evidence is not None and question.evidence.ask

    def parts(self, question: Question) -> Iterator[Part]:
        """Yield all that stands at a question, in the order in which it is read."""
        yield Weight.QUESTION, self.text(question)
        if when := self.when(question):
            yield Weight.PLAIN, when
        if how := self.how(question):
            yield Weight.PLAIN, how
        for text in self.help(question):
            yield Weight.HELP, text
        if law := self.law(question):
            yield Weight.SMALL, law

    def when(self, question: Question) -> str:
        """Say when the question is answered; empty where it always is."""
        when = Rules(self.form.checklist, self.tongue).when(question)
        return self.tongue(say("Answered only when {what}.", what=when)) if when else ""

    def how(self, question: Question) -> str:
        """Say what an answer looks like; empty for a text and a date."""
        if question.type is Kind.CHOICE:
            return self.tongue(say("Choose: {answers}", answers=" · ".join(self.labels(question))))
        if question.type is Kind.CHOICES:
            unknown, not_applicable = (self.tongue.pick(labels) for labels in INSTEAD_LABELS.values())
            text = say(
                "Mark one or more answers below with x. Beside this, choose only «{unknown}» or «{not_applicable}».",
                unknown=unknown,
                not_applicable=not_applicable,
            )
            return self.tongue(text)
        return " ".join(self.limits(question)) if question.type is Kind.NUMBER else ""

    def limits(self, question: Question) -> Iterator[str]:
        """Say what a number counts, and what it can be."""
        if question.unit is not None:
            yield self.tongue(say("Answer with a number ({unit}).", unit=self.tongue.pick(question.unit)))
        else:
            yield self.tongue(say("Answer with a number."))
        if question.min is not None and (question.min != 0 or question.max is not None):
            yield self.tongue(say("At least {number}.", number=question.min))
        if question.max is not None:
            yield self.tongue(say("At most {number}.", number=question.max))

    def help(self, question: Question) -> Iterator[str]:
        """Yield what helps to answer: the help, whom to ask, which document is meant."""
        if question.help is not None:
            yield self.form.words(question.help, self.tongue)
        if question.who is not None:
            yield self._say(say("Who knows, or where it stands: {who}", who=self.tongue.pick(question.who)))
        if question.evidence is not None and question.evidence.ask:
            what = self.tongue.pick(question.evidence.what)
            yield self._say(say("Document to refer to: {what}", what=what))

    def law(self, question: Question) -> str:
        """Cite the law, and say where an answer rests on practice instead; empty where there is none."""
        laws = "; ".join(law_words(self.form.checklist, one, self.tongue) for one in question.legal_basis)
        ground = GROUNDS.get(question.ground)
        return " · ".join(
            self._say(message)
            for message in (
                say("Law: {law}", law=laws) if laws else None,
                say("Ground: {ground}", ground=ground) if ground is not None else None,
            )
            if message is not None
        )

    def _say(self, message: Message) -> str:
        return self.tongue(message)
