"""One response as a document for the archives of who sent it and who received it: the answers, and nothing found."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from navcheck.core.answers import as_number
from navcheck.core.messages import Message, Tongue, say, say_many
from navcheck.core.model.fields import to_day
from navcheck.core.opening import fill
from navcheck.core.round import ReadResponse, read_response
from navcheck.core.words import Instead, Kind, RecordedBy, Status
from navcheck.render.markdown import escape, escape_block, page
from navcheck.render.marks import FULL, NOT_CONFIRMED
from navcheck.render.said import document_words

if TYPE_CHECKING:
    from navcheck.core.model import Answer, Checklist, Office, Question, Response, Survey
    from navcheck.core.model.desk import Confirmation

_BLANK = "_" * 20
# A capital that only begins the title: no name, no abbreviation, nothing that is no word.
_WORD = re.compile(r"(?!Nav\b)[A-ZÆØÅ][a-zæøå]*(?=[ ,-]|$)")
_AUTHORITY = "Statsforvalteren"
RECORDED_BY = {
    RecordedBy.OFFICE: say("the office"),
    RecordedBy.COUNTY: say("{authority}, on behalf of the office"),
    RecordedBy.IMPORT: say("{authority}, read from a file"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """What a document is made of; without a confirmation nobody has confirmed the response."""

    survey: "Survey"
    checklist: "Checklist"
    office: "Office"
    response: "Response"
    confirmation: "Confirmation | None" = None

    @property
    def authority(self) -> str:
        """Who received the response."""
        return self.survey.authority or _AUTHORITY

    @property
    def on_behalf(self) -> bool:
        """Whether the county wrote it down."""
        received = self.response.received
        return received is not None and received.recorded_by is RecordedBy.COUNTY


@dataclass(frozen=True, slots=True)
class Line:
    """A caption and what stands behind it: one text, or several that make a list."""

    caption: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with its number, and what was answered."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One response, put into words for one reader; `request` and `closing` are empty but for a confirmation."""

    language: str
    author: str
    title: str
    head: tuple[Line, ...]
    request: tuple[str, ...]
    topics: tuple[tuple[str, tuple[Asked, ...]], ...]
    closing: tuple[str, tuple[str, ...]] | None


def file_name(source: Source, *, for_confirmation: bool = False) -> str:
    """Return a file's name without its ending, which says whose response it is and nothing of what it holds."""
    kind = "til-bekreftelse" if for_confirmation else "svar"
    return f"{kind}-{source.survey.id}-{source.office.id}-{source.response.number or 1}"


def lay_out(source: Source, tongue: Tongue, *, for_confirmation: bool = False) -> Document:
    """Put a response into words.

    Small numbers of persons stand whole, since this is the response itself; codes, gaps and signals are the county's
    reading and have no place here.
    """
    words = _Words(source, tongue, read_response(source.checklist, None, source.office, source.response))
    return Document(
        tongue.language,
        source.office.name,
        words.title(for_confirmation=for_confirmation),
        tuple(words.head()),
        tuple(words.request()) if for_confirmation else (),
        tuple(words.topics()),
        words.closing() if for_confirmation else None,
    )


@dataclass(frozen=True, slots=True)
class _Words:
    source: Source
    tongue: Tongue
    read: ReadResponse

    def title(self, *, for_confirmation: bool) -> str:
        """Name the document neutrally: a journal is published."""
        subject, sender = _inside_a_sentence(self.tongue.pick(self.source.checklist.title)), self._municipalities()
        if for_confirmation:
            message = say(
                "For confirmation: response to the survey of {title} – {sender}", title=subject, sender=sender
            )
        else:
            message = say("Response to the survey of {title} – {sender}", title=subject, sender=sender)
        return self.tongue(message)

    def _municipalities(self) -> str:
        """Name the municipalities that owe the duty; where they are not known, the office."""
        known = [one.name.removesuffix(" kommune") for one in self.source.office.municipalities if one.name]
        names = list(dict.fromkeys(known))
        if not names:
            return self.source.office.name
        named = _joined(names, self.tongue)
        return self.tongue(say_many("{names} municipality", "{names} municipalities", len(names), names=named))

    def head(self) -> Iterator[Line]:
        """Say what a journal needs."""
        source, unknown = self.source, say("not stated")
        survey, received = source.survey, source.response.received
        case = survey.case
        senders = dict.fromkeys((self._municipalities(), source.office.name))
        yield self._line(say("Sender"), ", ".join(senders))
        yield self._line(say("Recipient"), source.authority)
        yield self._line(say("Date received"), self.tongue.day(received.date) if received is not None else unknown)
        yield self._line(say("Case number of the recipient"), (case.ours if case is not None else None) or unknown)
        if case is not None and case.theirs is not None:
            yield self._line(say("Case number of the sender"), case.theirs)
        yield self._line(say("Survey"), " · ".join(part for part in (survey.title, survey.period) if part))
        version = say("version {version}", version=source.response.checklist.version)
        checklist = f"{self.tongue.pick(source.checklist.title)} · {self.tongue(version)}"
        yield self._line(say("Checklist"), checklist)
        yield self._line(say("Response number"), str(source.response.number or 1))
        yield self._line(say("Role"), (received.role if received is not None else None) or unknown)
        yield self._line(say("Recorded by"), self._recorded_by())
        if source.on_behalf:
            yield self._line(say("Confirmed by the office"), self._confirmed())
        if source.response.shares is not None:
            shares = say("yes") if source.response.shares else say("no")
            yield self._line(say("The county may name the office as an example"), shares)

    def _recorded_by(self) -> Message:
        received = self.source.response.received
        if received is None:
            return say("not stated")
        return say(RECORDED_BY[received.recorded_by].text, authority=self.source.authority)

    def _confirmed(self) -> str | Message:
        confirmation = self.source.confirmation
        if confirmation is None:
            return NOT_CONFIRMED
        return ", ".join(filter(None, (self.tongue.day(confirmation.date), confirmation.role)))

    def request(self) -> Iterator[str]:
        """Ask the office to say whether it was understood rightly."""
        received, authority = self.source.response.received, self.source.authority
        if received is not None:
            text = say(
                "The answers below were given orally, and {authority} wrote them down on {day}.",
                authority=authority,
                day=received.date,
            )
            yield self.tongue(text)
        yield self.tongue(say("Confirm that they are right, or correct what is wrong, by {blank}", blank=_BLANK[:12]))

    def closing(self) -> tuple[str, tuple[str, ...]]:
        """Leave a place to confirm: a role and a date, never a name."""
        choices = (say("The answers are right as they stand."), say("These answers are to be corrected:"))
        boxes = [f"☐ {self.tongue(choice)}" for choice in choices]
        blanks = (say("Role: {blank}", blank=_BLANK), say("Date: {blank}", blank=_BLANK[:12]))
        return self.tongue(say("Confirmation by the office")), (*boxes, _BLANK * 3, *map(self.tongue, blanks))

    def topics(self) -> Iterator[tuple[str, tuple[Asked, ...]]]:
        """Put each topic with all its questions, those that were not asked too."""
        numbers = {question.id: n for n, question in enumerate(self.source.checklist.questions(), 1)}
        for topic in self.source.checklist.topics:
            asked = tuple(
                Asked(f"{numbers[one.id]}. {self._question(one)}", tuple(self._answered(one)))
                for one in topic.questions
            )
            yield self.tongue.pick(topic.title), asked

    def _question(self, question: "Question") -> str:
        return fill(self.tongue.pick(question.text), self.source.survey, self.tongue.day)

    def _answered(self, question: "Question") -> Iterator[Line]:
        status = self.read.status(question)
        answer = self.source.response.answers.get(question.id) if status is not Status.NOT_ASKED else None
        if answer is not None:
            yield from self._told(question, answer)
        yield self._line(say("Status"), FULL[status])
        for one in self.source.response.asked:
            if one.question == question.id:
                yield self._line(say("Asked to elaborate on {day}", day=one.date), one.text)

    def _told(self, question: "Question", answer: "Answer") -> Iterator[Line]:
        if answer.values:
            words = tuple(self._value(question, value) for value in answer.values)
            yield Line(self.tongue(say("Answer")), words)
        if answer.comment is not None:
            is_reason = answer.instead is Instead.NOT_APPLICABLE
            yield self._line(say("Reason") if is_reason else say("Comment"), answer.comment)
        if answer.evidence:
            documents = tuple(document_words(one, self.tongue) for one in answer.evidence)
            yield Line(self.tongue(say("Documents")), documents)
        if answer.carried is not None:
            yield self._line(say("Carried over from"), answer.carried)

    def _value(self, question: "Question", value: str) -> str:
        choices = self.source.checklist.choices_of(question)
        if value in choices:
            return self.tongue.pick(choices[value].label)
        if question.type is Kind.DATE:
            return self.tongue.day(to_day(value))
        number = as_number(value) if question.type is Kind.NUMBER else None
        if number is None:
            return value
        unit = self.tongue.pick(question.unit) if question.unit is not None else ""
        return f"{self.tongue.number(number)} {unit}".rstrip()

    def _line(self, caption: Message, text: str | Message) -> Line:
        return Line(self.tongue(caption), (self.tongue(text) if isinstance(text, Message) else text,))


def _inside_a_sentence(title: str) -> str:
    """Begin a title with a small letter where it begins with a word; a name or an abbreviation stays as it is."""
    return title[:1].lower() + title[1:] if _WORD.match(title) else title


def _joined(names: Sequence[str], tongue: Tongue) -> str:
    return f" {tongue(say('and'))} ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def format_markdown(document: Document) -> str:
    """Write the document as markdown, in which every text stays text."""
    blocks = [f"# {escape(document.title)}", _list(document.head), *map(escape_block, document.request)]
    for title, questions in document.topics:
        blocks.append(f"## {escape(title)}")
        for one in questions:
            blocks += [f"### {escape(one.title)}", _list(one.lines)]
    if document.closing is not None:
        title, lines = document.closing
        blocks += [f"## {escape(title)}", *map(escape_block, lines)]
    return page(*blocks)


def _list(lines: Sequence[Line]) -> str:
    return "\n".join(_item(line) for line in lines)


def _item(line: Line) -> str:
    caption = f"- **{escape(line.caption)}:**"
    if len(line.texts) == 1:
        return f"{caption} {escape(line.texts[0])}"
    return "\n".join((caption, *(f"  - {escape_block(text)}" for text in line.texts)))
