"""Paragraphs of law as text: what a checklist cites must exist, and is known by the sum of its words.

Knows nothing of where the texts lie.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from navcheck.core.messages import say
from navcheck.core.model import Checklist
from navcheck.core.model.fields import source_of
from navcheck.core.problems import Location, Problem, Where
from navcheck.core.text import quote

# https://lovdata.no/lov/2009-12-18-131/§20a: which law, which paragraph.
_ADDRESS = re.compile(r"https://lovdata\.no/(?P<law>(?:lov|forskrift)/[0-9-]+)/§(?P<number>[0-9-]+)(?P<letter>[a-z]?)")
_HEADING = re.compile(r"^#+ §\s*(?P<number>[0-9-]+)(?:\s+(?P<letter>[a-z]))?\.", re.MULTILINE)
_ANY_HEADING = re.compile(r"^#+ ", re.MULTILINE)
_LEDD = ("første", "andre", "tredje", "fjerde", "femte", "sjette", "sjuende", "åttende")
_LEDD_WORD = re.compile(rf"({'|'.join(_LEDD)}) ledd")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph's ledd, in order; lists belong to the ledd that they follow, notes on amendments to none."""

    ledd: tuple[str, ...]

    @property
    def sha256(self) -> str:
        """The sum of the words, whatever their line breaks."""
        return hashlib.sha256("\n".join(self.ledd).encode()).hexdigest()


# From a law's address («lov/2009-12-18-131») and a paragraph («20a») to its text.
Law = Mapping[tuple[str, str], Paragraph]


def read_paragraphs(law: str, text: str) -> Iterator[tuple[tuple[str, str], Paragraph]]:
    """Read the paragraphs of a law that is written as Markdown, a heading each."""
    for heading in _HEADING.finditer(text):
        after = _ANY_HEADING.search(text, heading.end())
        body = text[text.find("\n", heading.end()) : after.start() if after else len(text)]
        yield (law, heading["number"] + (heading["letter"] or "")), Paragraph(tuple(_ledd(body)))


def _ledd(body: str) -> Iterator[str]:
    ledd: list[str] = []
    for block in re.split(r"\n\s*\n", body):
        words = " ".join(block.split()).replace(" ,", ",").replace(" .", ".")
        if not words or words.startswith("*"):
            continue
        if words.startswith(("- ", "a) ", "1. ")) and ledd:
            ledd[-1] += f" {words}"
        else:
            ledd.append(words)
    yield from ledd


def address_of(url: str | None) -> tuple[str, str] | None:
    """Return which law and paragraph an address names, if it names one."""
    found = _ADDRESS.fullmatch(url or "")
    return (found["law"], found["number"] + found["letter"]) if found else None


def check_law(checklist: Checklist, where: Where, law: Law) -> Iterator[Problem]:
    """Find sources whose text is not there or has changed, and references to ledd that do not exist."""
    for name, source in checklist.sources.items():
        address = address_of(source.url)
        if address is None or not source.checked:
            continue
        at = where("sources", name)
        paragraph = law.get(address)
        asked = ", ".join(_leaning(checklist, name))
        if paragraph is None:
            yield Problem(
                "no-paragraph",
                say("{title} is not in these texts", title=quote(source.title)),
                at,
                say("questions that lean on it: {questions}", questions=asked),
            )
        elif source.sha256 is not None and source.sha256 != paragraph.sha256:
            yield Problem(
                "changed-law",
                say("the text of {title} has changed since {day}", title=quote(source.title), day=source.as_of or ""),
                at,
                say("read these questions again: {questions}", questions=asked),
            )
    for reference, at in references(checklist, where):
        yield from _check_ledd(checklist, law, reference, at)


def references(checklist: Checklist, where: Where) -> Iterator[tuple[str, Location]]:
    """Yield every reference to a source, with its place."""
    for t, topic in enumerate(checklist.topics):
        for q, question in enumerate(topic.questions):
            path = ("topics", t, "questions", q)
            yield from ((one, where(*path, "legal_basis", n)) for n, one in enumerate(question.legal_basis))
            rules = question.gaps if isinstance(question.gaps, tuple) else tuple(question.gaps.values())
            keys = range(len(rules)) if isinstance(question.gaps, tuple) else question.gaps
            yield from (
                (one, where(*path, "gaps", key))
                for key, rule in zip(keys, rules, strict=True)
                for one in rule.legal_basis
            )
    for n, check in enumerate(checklist.checks):
        yield from ((one, where("checks", n, "legal_basis")) for one in check.legal_basis)


def ledd_of(reference: str) -> int | None:
    """Return which ledd a reference names, counted from 1, if it names one."""
    found = _LEDD_WORD.search(reference)
    return _LEDD.index(found[1]) + 1 if found else None


def _check_ledd(checklist: Checklist, law: Law, reference: str, at: Location) -> Iterator[Problem]:
    source = checklist.sources.get(source_of(reference))
    address = address_of(source.url) if source is not None and source.checked else None
    paragraph = law.get(address) if address is not None else None
    number = ledd_of(reference)
    if paragraph is not None and number is not None and number > len(paragraph.ledd):
        yield Problem(
            "no-ledd",
            say("{reference}: the paragraph has {count} ledd", reference=quote(reference), count=len(paragraph.ledd)),
            at,
            say("read the paragraph once more, and mend the reference"),
        )


def _leaning(checklist: Checklist, name: str) -> Iterator[str]:
    for question in checklist.questions():
        rules = question.gaps if isinstance(question.gaps, tuple) else tuple(question.gaps.values())
        cited = [*question.legal_basis, *(one for rule in rules for one in rule.legal_basis)]
        if any(source_of(one) == name for one in cited):
            yield question.id
