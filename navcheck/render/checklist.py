"""A checklist on paper: each question with room to answer, what the answers mean, and what to have at hand."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from navcheck.core.messages import Message, Tongue, say, say_many
from navcheck.core.model import JOINS, Checklist, Comparison, Condition, GapRule, Question, Topic
from navcheck.core.model.fields import source_of
from navcheck.core.readiness import Person, Readiness, readiness
from navcheck.core.typed import INSTEAD_LABELS
from navcheck.core.words import Ground, Instead, Kind, Severity, SignalKind
from navcheck.render.lines import NARROWEST, printable, wrap
from navcheck.render.markdown import escape, escape_block
from navcheck.render.marks import FULL, Symbols
from navcheck.render.points import GROUNDS, ONLY_THE_AUTHORITY
from navcheck.render.said import law_words, quoted

LINES_OF_A_TEXT = 4
_BLANK = "_" * 20
# Only a survey can fill these.
_PLACE = re.compile(r"\{(?:period|as_of|event)\}")
_GROUNDS = {**GROUNDS, Ground.LAW: say("law")}
_AT_HAND = say("What you need at hand")
_COMPARED = {
    "equals": say("exactly {number}"),
    "above": say("above {number}"),
    "below": say("below {number}"),
    "at_least": say("at least {number}"),
    "above_sum_of": say("more than the sum of the answers to {questions}"),
    "not_sum_of": say("other than the sum of the answers to {questions}"),
}


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
    def need(self) -> Readiness:
        """What the checklist asks for."""
        return readiness(self.checklist)

    @property
    def severities(self) -> frozenset[Severity]:
        """How grave any answer can become."""
        checks = {check.severity for check in self.checklist.checks if check.severity is not None}
        return frozenset(rule.severity for one in self.checklist.questions() for rule in _rules(one)) | checks

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
        if signs := " ".join(self.symbols.of(severity) for severity in Severity if severity in self.severities):
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
        return self.tongue(ONLY_THE_AUTHORITY) if Severity.BREACH in self.severities else ""

    def at_hand(self) -> Iterator[Section]:
        """List what to fetch and whom to ask before the answering begins."""
        need, tongue = self.need, self.tongue
        documents = (
            Item(f"{self._number(one.id)}. {tongue.pick(one.evidence.what)}") for one in need.documents if one.evidence
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
            *(rule.legal_basis for question in questions for rule in _rules(question)),
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
        return Item(f"{self._number(question.id)}. {self._pick(question.text)}", tuple(lines))

    def _person(self, person: Person) -> Item:
        numbers = self._questions([question.id for question in person.questions])
        return Item(f"{self.tongue.pick(person.who)} ({self.tongue(numbers)})")

    def _pick(self, words: Mapping[str, str]) -> str:
        return _PLACE.sub("_" * 8, self.tongue.pick(words))

    def _number(self, name: str) -> str:
        """Return a question's number on this paper; one that is not on it goes by its id."""
        ids = list(self.checklist.by_id)
        return str(ids.index(name) + 1) if name in ids else quoted(name)

    def _questions(self, names: Sequence[str]) -> Message:
        numbers = _joined([self._number(name) for name in names], say("and"), self.tongue)
        return say_many("question {numbers}", "questions {numbers}", len(names), numbers=numbers)

    def _asked(self, question: Question) -> Asked:
        when = [self._condition(name, condition) for name, condition in question.when.items()]
        before = [self._pick(question.help)] if question.help else []
        if when:
            before.insert(0, self.tongue(say("Asked only when {what}.", what=_joined(when, say("and"), self.tongue))))
        return Asked(
            self._number(question.id),
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
        unknown, not_applicable = (_capital(self.tongue.pick(words)) for words in INSTEAD_LABELS.values())
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
        yield from self._points(question)
        if question.action is not None:
            yield tongue(say("Action: {action}", action=tongue.pick(question.action)))

    def _points(self, question: Question) -> Iterator[str]:
        """Say which answers become a point to follow up, worst first."""
        found = sorted(self._ruled(question), key=lambda pair: pair[0].severity.rank)
        for (severity, laws, note), pairs in groupby(found, key=lambda pair: _says(pair[0])):
            answers = _joined([words for _, words in pairs], say("or"), self.tongue)
            point = self.tongue(
                say("{severity} when the answer is {answers}", severity=FULL[severity], answers=answers)
            )
            law = "; ".join(law_words(self.checklist, one, self.tongue) for one in laws)
            yield self.symbols.label(severity, f"{point} ({law})" if law else point)
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
            return self.tongue(say(text.text, question=self._questions(name.split(JOINS))))
        words = self._compared(condition) if condition.values is None else self._values(name, condition.values)
        return self.tongue(say("{subject} is {words}", subject=self._subject(name), words=words))

    def _values(self, name: str, values: Sequence[str]) -> str:
        """Name choices by their labels, as they stand on this paper."""
        question = self.checklist.by_id.get(name)
        known = {**self.checklist.choices_of(question), **self.checklist.codes_of(question)} if question else {}
        labels = [quoted(self.tongue.pick(known[value].label) if value in known else value) for value in values]
        return _joined(labels, say("or"), self.tongue)

    def _subject(self, name: str) -> Message:
        titles = {f"fact.{fact.id}": fact.title for fact in self.checklist.facts}
        if name in titles:
            return say("the figure {title}", title=quoted(self.tongue.pick(titles[name])))
        if JOINS in name:
            return say("the sum of the answers to {questions}", questions=self._questions(name.split(JOINS)))
        return say("the answer to {question}", question=self._questions([name]))

    def _compared(self, comparison: Comparison) -> str:
        key = next(key for key in _COMPARED if getattr(comparison, key) is not None)
        value = getattr(comparison, key)
        if isinstance(value, tuple):
            return self.tongue(say(_COMPARED[key].text, questions=self._questions(value)))
        return self.tongue(say(_COMPARED[key].text, number=value))


def _rules(question: Question) -> tuple[GapRule, ...]:
    return question.gaps if isinstance(question.gaps, tuple) else tuple(question.gaps.values())


def _says(rule: GapRule) -> tuple[Severity, tuple[str, ...], Mapping[str, str] | None]:
    """Return what a rule says, apart from the answers that it speaks of."""
    return rule.severity, rule.legal_basis, rule.note


def _joined(words: Sequence[str], link: Message, tongue: Tongue) -> str:
    """Write a list as people do: a, b or c."""
    return f" {tongue(link)} ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


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
    return [*lines, underline * max(map(len, lines)), ""]


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
