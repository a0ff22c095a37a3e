"""A checklist on paper: each question with room to answer, what the answers mean, and what to have at hand."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from navcheck.core.messages import Message, Tongue, say, say_many
from navcheck.core.model import Checklist, Question, Topic
from navcheck.core.model.fields import source_of
from navcheck.core.readiness import Person, Readiness, readiness
from navcheck.core.typed import INSTEAD_LABELS
from navcheck.core.words import Ground, Kind, Severity, SignalKind
from navcheck.render.lines import NARROWEST, printable, width_of, wrap
from navcheck.render.markdown import escape, escape_block
from navcheck.render.marks import FULL, Symbols
from navcheck.render.points import GROUNDS, ONLY_THE_AUTHORITY
from navcheck.render.rules import Rules, capital, rules_of
from navcheck.render.said import law_words

LINES_OF_A_TEXT = 4
_BLANK = "_" * 20
# Only a survey can fill these.
_PLACE = re.compile(r"\{(?:period|as_of|event)\}")
_GROUNDS = {**GROUNDS, Ground.LAW: say("law")}
_AT_HAND = say("What you need at hand")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: what stands before the answer, boxes with their words, empty lines, and what stands after."""

    number: str
    text: str
    before: tuple[str, ...]
    boxes: tuple[tuple[str, str], ...]
    lines: int
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a list, what is said of it, and where it is found."""

    text: str
    lines: tuple[str, ...] = ()
    address: str | None = None


Section = tuple[str, tuple[Item, ...]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A checklist, put into words for one reader; `left_out` are the optional topics that are not shown."""

    checklist: Checklist
    tongue: Tongue
    symbols: Symbols
    left_out: tuple[Topic, ...] = ()

    @property
    def title(self) -> str:
        """What the paper is headed."""
        return self.tongue.pick(self.checklist.title)

    @property
    def rules(self) -> Rules:
        """The checklist's rules in words."""
        return Rules(self.checklist, self.tongue)

    @property
    def need(self) -> Readiness:
        """What the checklist asks for."""
        return readiness(self.checklist)

    def opening(self) -> Iterator[str]:
        """Say which checklist this is, who answers, and how."""
        counted = say_many("{count} question", "{count} questions", len(self.checklist.by_id))
        version = say("version {version}", version=self.checklist.version)
        yield " · ".join(map(self.tongue, (version, counted, self._minutes())))
        blanks = (say("Office: {blank}", blank=_BLANK), say("Role: {blank}", blank=_BLANK))
        yield " ".join((*map(self.tongue, blanks), self.tongue(say("Date: {blank}", blank=_BLANK[:12]))))
        yield self.tongue(
            say("Where you cannot answer, write «don't know», or «not applicable» and why. Name no single persons.")
        )
        if signs := " ".join(self.symbols.of(severity) for severity in Severity if severity in self.rules.severities):
            yield self.tongue(say("Behind {signs} stands which answers become a point to follow up.", signs=signs))
        if self.left_out:
            names = ", ".join(f"{self.tongue.pick(topic.title)} ({topic.id})" for topic in self.left_out)
            yield self.tongue(say("Optional topics that are not shown here: {names}", names=names))

    def topics(self) -> Iterator[tuple[str, tuple[Asked, ...]]]:
        """Put each topic's title and its questions."""
        for topic in self.checklist.topics:
            title = self.tongue.pick(topic.title)
            heading = self.tongue(say("{title} (optional topic)", title=title)) if topic.optional else title
            yield heading, tuple(map(self._asked, topic.questions))

    def across(self) -> Iterator[str]:
        """Say which answers are held against each other, and who concludes."""
        for check in self.checklist.checks:
            mark = check.severity or SignalKind.CONFLICT
            yield self.symbols.label(mark, f"{self.tongue(FULL[mark])}: {self.tongue.pick(check.text)}")

    def closing(self) -> str:
        """Say who concludes, where any answer is a possible breach."""
        return self.tongue(ONLY_THE_AUTHORITY) if Severity.BREACH in self.rules.severities else ""

    def at_hand(self) -> Iterator[Section]:
        """List what to fetch and whom to ask before the answering begins."""
        need, tongue = self.need, self.tongue
        documents = (
            Item(f"{self.rules.number(one.id)}. {tongue.pick(one.evidence.what)}")
            for one in need.documents
            if one.evidence
        )
        yield tongue(say("Figures")), tuple(map(self._figure, need.figures))
        yield tongue(say("Documents: title and date")), tuple(documents)
        yield tongue(say("Who may need to be asked")), tuple(map(self._person, need.people))

    def time(self) -> str:
        """Say how long it takes, and what the numbers in the lists are."""
        if not any(items for _, items in self.at_hand()):
            return self.tongue(say("Nothing has to be fetched beforehand. Time: {minutes}.", minutes=self._minutes()))
        text = say("Time: {minutes}, when this is at hand. The numbers are those of the questions.")
        return self.tongue(say(text.text, minutes=self._minutes()))

    def sources(self) -> tuple[Item, ...]:
        """List the law and other sources that the questions rest on."""
        questions = tuple(self.checklist.questions())
        resting = [
            *(question.legal_basis for question in questions),
            *(rule.legal_basis for question in questions for rule in rules_of(question)),
            *(check.legal_basis for check in self.checklist.checks),
        ]
        cited = {source_of(reference) for references in resting for reference in references}
        return tuple(self._source(name) for name in self.checklist.sources if name in cited)

    def _source(self, name: str) -> Item:
        source = self.checklist.sources[name]
        if source.as_of is None or not source.checked:
            return Item(law_words(self.checklist, name, self.tongue), address=source.url)
        return Item(self.tongue(say("{title}, read {day}", title=source.title, day=source.as_of)), address=source.url)

    def _minutes(self) -> Message:
        return say_many("about {count} minute", "about {count} minutes", self.need.minutes)

    def _figure(self, question: Question) -> Item:
        # The help whole: what is to be counted seldom stands in its first sentence.
        lines = [self._pick(question.help)] if question.help else []
        if question.who is not None:
            lines.append(self.tongue(say("Who knows, or where it stands: {who}", who=self.tongue.pick(question.who))))
        lines += [words for _, words in self._boxes(question)]
        return Item(f"{self.rules.number(question.id)}. {self._pick(question.text)}", tuple(lines))

    def _person(self, person: Person) -> Item:
        numbers = self.rules.numbers([question.id for question in person.questions])
        return Item(f"{self.tongue.pick(person.who)} ({self.tongue(numbers)})")

    def _pick(self, words: Mapping[str, str]) -> str:
        return _PLACE.sub("_" * 8, self.tongue.pick(words))

    def _asked(self, question: Question) -> Asked:
        before = [self._pick(question.help)] if question.help else []
        if when := self.rules.when(question):
            before.insert(0, self.tongue(say("Asked only when {what}.", what=when)))
        return Asked(
            self.rules.number(question.id),
            self._pick(question.text),
            tuple(before),
            (*self._boxes(question), *self._document(question)),
            LINES_OF_A_TEXT if question.type is Kind.TEXT else 0,
            tuple(self._after(question)),
        )

    def _boxes(self, question: Question) -> Iterator[tuple[str, str]]:
        choices = self.checklist.choices_of(question)
        if question.type is Kind.NUMBER:
            unit = self.tongue.pick(question.unit) if question.unit else ""
            yield "", self.tongue(say("Answer: {words}", words=f"{_BLANK} {unit}".rstrip()))
        if question.type is Kind.DATE:
            yield "", self.tongue(say("Date: {blank}", blank=_BLANK))
        if not choices:
            return
        box = "( )" if question.type is Kind.CHOICE else "[ ]"
        for choice in choices.values():
            label = self.tongue.pick(choice.label)
            yield box, self.tongue(say("{label} (alone)", label=label)) if choice.alone else label
        unknown, not_applicable = (capital(self.tongue.pick(words)) for words in INSTEAD_LABELS.values())
        yield box, unknown
        yield box, self.tongue(say("{label}, because: {blank}", label=not_applicable, blank=_BLANK))
        yield "", self.tongue(say("Comment: {blank}", blank=_BLANK * 2))

    def _document(self, question: Question) -> Iterator[tuple[str, str]]:
        if question.evidence is not None and question.evidence.ask:
            yield "", self.tongue(say("Document, title and date: {blank}", blank=_BLANK))

    def _after(self, question: Question) -> Iterator[str]:
        tongue = self.tongue
        if laws := [law_words(self.checklist, one, tongue) for one in question.legal_basis]:
            yield tongue(say("Law: {law}", law="; ".join(laws)))
        yield tongue(say("Ground: {ground}", ground=_GROUNDS[question.ground]))
        if question.evidence is not None:
            seen = tongue.pick(question.evidence.what)
            yield tongue(say("An inspector would ask to see: {evidence}", evidence=seen))
        yield from self.rules.points(question, self.symbols)
        if question.action is not None:
            yield tongue(say("Action: {action}", action=tongue.pick(question.action)))


def format_terminal(sheet: Sheet, width: int) -> str:
    """Write the checklist so that it can be printed and filled in."""
    width = max(width, NARROWEST)
    lines = [*_head(sheet.title, "=", width), *_spread(sheet.opening(), width)]
    for title, questions in sheet.topics():
        lines += _head(title, "-", width)
        lines += (line for one in questions for line in _asked_lines(one, width))
    if across := list(sheet.across()):
        lines += [*_head(sheet.tongue(say("Answers that are held against each other")), "-", width)]
        lines += [*(line for text in across for line in wrap(text, width, "", "  ")), ""]
    lines += _spread([sheet.closing()], width)
    lines += [*_head(sheet.tongue(_AT_HAND), "=", width), *_spread([sheet.time()], width)]
    for title, items in (*sheet.at_hand(), (sheet.tongue(say("Sources")), sheet.sources())):
        lines += _section_lines(title, items, width)
    return "\n".join(lines)


def _head(title: str, underline: str, width: int) -> list[str]:
    lines = wrap(title, width)
    return [*lines, underline * max(map(width_of, lines)), ""]


def _spread(texts: Iterable[str], width: int) -> Iterator[str]:
    for text in filter(None, texts):
        yield from wrap(text, width)
        yield ""


def _asked_lines(one: Asked, width: int) -> Iterator[str]:
    head = f"{one.number}. ".ljust(4)
    indent = " " * len(head)
    yield from wrap(one.text, width, head, indent)
    for text in one.before:
        yield from wrap(text, width, indent)
    yield ""
    for _ in range(one.lines):
        yield from (indent + "_" * (width - len(indent)), "")
    for box, words in one.boxes:
        yield from wrap(f"{box} {words}".lstrip(), width, indent, f"{indent}    " if box else indent)
    yield from [""] if one.boxes else []
    for text in one.after:
        yield from wrap(text, width, indent, f"{indent}  ")
    yield ""


def _section_lines(title: str, items: tuple[Item, ...], width: int) -> Iterator[str]:
    if not items:
        return
    yield from _head(title, "-", width)
    for item in items:
        yield from wrap(item.text, width, "", "    ")
        for line in item.lines:
            yield from wrap(line, width, "    ")
        yield from [f"    {printable(item.address)}"] if item.address else []  # an address is never broken
        yield from [""] if item.lines else []
    yield from [] if items[-1].lines else [""]


def format_markdown(sheet: Sheet, _width: int) -> str:
    """Write the checklist as markdown, in which every text stays text."""
    blocks = [f"# {escape(sheet.title)}", *map(escape_block, sheet.opening())]
    for title, questions in sheet.topics():
        blocks.append(f"## {escape(title)}")
        blocks += (block for one in questions for block in _asked_blocks(one))
    if across := "\n".join(f"- {escape_block(text)}" for text in sheet.across()):
        blocks += [f"## {escape(sheet.tongue(say('Answers that are held against each other')))}", across]
    blocks += filter(None, [escape_block(sheet.closing())])
    blocks += [f"## {escape(sheet.tongue(_AT_HAND))}", escape_block(sheet.time())]
    for title, items in (*sheet.at_hand(), (sheet.tongue(say("Sources")), sheet.sources())):
        blocks += [f"### {escape(title)}", "\n".join(map(_item, items))] if items else []
    return "\n\n".join(blocks) + "\n"


def _asked_blocks(one: Asked) -> Iterator[str]:
    yield f"### {one.number}. {escape(one.text)}"
    yield from map(escape_block, one.before)
    yield from ["___"] * one.lines  # a rule across the page is a line to write on
    if boxes := "\n".join(f"- {box} {escape(words)}" for box, words in one.boxes if box):
        yield boxes
    yield from (escape_block(words) for box, words in one.boxes if not box)
    # Another sign, else it would be the same list as the boxes.
    yield "\n".join(f"* {escape_block(text)}" for text in one.after)


def _item(item: Item) -> str:
    beneath = (*item.lines, *([item.address] if item.address else []))
    return "\n".join([f"- {escape_block(item.text)}", *(f"  - {escape_block(line)}" for line in beneath)])
