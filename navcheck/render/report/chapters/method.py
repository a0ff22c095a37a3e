"""How the report was made, what its words mean, and what it cannot tell."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from navcheck.core.messages import Message, Tongue, say, say_many
from navcheck.core.model.fields import source_of
from navcheck.core.words import Basis, ReportEdition, Severity, Status
from navcheck.render.marks import FULL, Mark
from navcheck.render.report.blocks import Block, Facts, Item, Listing, Span, Text
from navcheck.render.report.chapters.counted import uncoded_words
from navcheck.render.report.chapters.spans import heading, listing, paragraph, plain, source_link
from navcheck.render.rules import capital
from navcheck.render.said import SMALL, name_of

if TYPE_CHECKING:
    from datetime import date

    from navcheck.core.facts import Figure
    from navcheck.core.model.checklist import FactDefinition, Source
    from navcheck.core.report import Report

_BASIS = {
    Basis.VOLUNTARY: say("It was voluntary for the offices to answer."),
    Basis.SUPERVISION: say("The offices answered as part of a supervision."),
}
_SELF = say(
    "The report builds on what the offices themselves have answered. It shows what they say of their own practice, not "
    "what an inspection would have found."
)
_MEANS: Mapping[Mark, Message] = {
    Severity.BREACH: say(
        "The answer may mean that the law is not kept. Only Statsforvalteren concludes whether the law is broken."
    ),
    Severity.RISK: say(
        "Practice or internal control is weak, or not known, so that somebody may be left without what they have a "
        "right to."
    ),
    Severity.IMPROVEMENT: say("The answer falls short of good practice; the law does not demand it."),
    Status.CLAIMED: say("The office says yes, and has not referred to any document, where one was asked for."),
    Status.NO_CASES: say("The office has had no cases of this kind, so that nothing can be said of its practice."),
    Status.UNKNOWN: say("The office does not know. Where an answer could be a point, not to know is one."),
    Status.NOT_APPLICABLE: say("The office says why the question does not concern it."),
    Status.UNANSWERED: say("The office was asked, and has left the question open."),
    Status.NOT_ASKED: say("Earlier answers made the question needless, so that it was not asked."),
}
_SIGNAL = say("A reason to look closer, found when answers are held against each other. It is no conclusion.")
_NEVER_FINE = say("An answer that is missing or not known is never counted as met, and closes no point.")
_NOT_RANKED = say("No office is ranked, and none gets a score.")
_CODES = say(
    "Where offices answer in words, the county reads the words as codes, so that they can be counted. The words "
    "themselves are not changed."
)
_RAISED = say("A point for improvement that was there last time too is held as a risk of failure.")


def method(report: "Report", tongue: Tongue) -> Iterator[Block]:
    """Tell the method and its limits, then the sources of law and of figures."""
    yield from method_in_short(report, tongue)
    yield from _uncoded(report, tongue)
    yield from _left_out(report, tongue)
    yield from sources(report, tongue)
    yield from _figures(report, tongue)
    yield from made(report, tongue)


def method_in_short(report: "Report", tongue: Tongue) -> Iterator[Block]:
    """Tell what the report builds on, and what its words mean."""
    yield heading(1, say("Method and limits"), tongue)
    yield paragraph(_SELF, tongue)
    yield paragraph(_BASIS[report.survey.basis], tongue)
    means = (
        (capital(tongue(FULL[mark])), (plain(tongue(words)),))
        for mark, words in _MEANS.items()
        if _is_used(report, mark)
    )
    yield Facts((*means, (tongue(say("Signal")), (plain(tongue(_SIGNAL)),))))
    yield from listing(map(tongue, _rules(report)))


def made(report: "Report", tongue: Tongue) -> Iterator[Block]:
    """Tell when the report was made."""
    yield paragraph(say("Made on {day}.", day=report.day), tongue)


def _is_used(report: "Report", mark: Mark) -> bool:
    """Tell whether a word needs to be explained; a draft for single offices does not tell what others answered."""
    if not isinstance(mark, Status) or report.edition is ReportEdition.DRAFT:
        return True
    return report.matrix.statuses.get(mark, 0) > 0


def _rules(report: "Report") -> Iterator[Message]:
    questions = tuple(report.matrix.round.checklist.questions())
    yield _NEVER_FINE
    yield _NOT_RANKED
    if any(question.codes is not None for question in questions):
        yield _CODES
    if any(question.persons for question in questions):
        yield say(
            "Numbers of persons from 1 to 4 are shown as «{small}». Other numbers are held back where they would tell "
            "such a number.",
            small=SMALL,
        )
    if report.matrix.round.before is not None:
        yield _RAISED


def _uncoded(report: "Report", tongue: Tongue) -> Iterator[Block]:
    """Name the questions of which answers have no code yet."""
    matrix = report.matrix
    if matrix.uncoded:
        yield paragraph(uncoded_words(report), tongue)
        names = ((name_of(matrix.round.checklist, one.question, tongue), one.count) for one in matrix.uncoded)
        yield from listing(f"{name}: {tongue.number(count)}" for name, count in names)


def _left_out(report: "Report", tongue: Tongue) -> Iterator[Block]:
    """Tell which drafts and files are not counted; file names are the county's own business."""
    drafts, files = report.matrix.round.drafts_left_out, report.matrix.left_out
    if drafts:
        message = say_many("{count} draft is not counted.", "{count} drafts are not counted.", drafts)
        yield paragraph(message, tongue)
    if files and report.edition is ReportEdition.PUBLIC:
        message = say_many("{count} file could not be read.", "{count} files could not be read.", len(files))
        yield paragraph(message, tongue)
    elif files:
        yield paragraph(say("Files that were left out:"), tongue)
        yield from listing(f"{one.name}: {tongue(one.reason)}" for one in files)


def sources(report: "Report", tongue: Tongue) -> Iterator[Block]:
    """List the law that the questions rest on, as it was read on which day, and what nobody has checked.

    In a draft, that of its own points alone.
    """
    known = report.matrix.round.checklist.sources
    cited = {source_of(reference) for reference in _cited(report)}
    if shown := [source for name, source in known.items() if name in cited]:
        yield heading(2, say("Sources of law"), tongue)
        yield Listing(tuple(Item(_source(one, tongue)) for one in shown))


def _cited(report: "Report") -> Iterator[str]:
    yield from (reference for gap in report.matrix.gaps for reference in gap.legal_basis)
    if report.edition is not ReportEdition.DRAFT:
        yield from (reference for one in report.matrix.round.checklist.questions() for reference in one.legal_basis)


def _source(source: "Source", tongue: Tongue) -> Text:
    notes = [tongue(say("as of {day}", day=source.as_of))] if source.as_of is not None else []
    notes += [tongue(say("in force until {day}", day=source.until))] if source.until is not None else []
    notes += [] if source.checked else [tongue(say("not checked"))]
    return (*source_link(source), *((Span(f" ({', '.join(notes)})"),) if notes else ()))


def _figures(report: "Report", tongue: Tongue) -> Iterator[Block]:
    """Tell where the figures about offices come from."""
    one = report.matrix.round
    lines = tuple(line for fact in one.checklist.facts for line in _sources_of(report, fact, tongue))
    if lines:
        yield heading(2, say("Figures about the offices"), tongue)
        yield from listing(lines)


def _sources_of(report: "Report", fact: "FactDefinition", tongue: Tongue) -> Iterator[str]:
    found: dict[tuple[date, str], list[Figure]] = {}
    for figures in report.matrix.round.facts.values():
        if fact.id in figures:
            figure = figures[fact.id]
            found.setdefault((figure.as_of, figure.source), []).append(figure)
    for (day, source), those in sorted(found.items()):
        offices = say_many("{count} office", "{count} offices", len(those))
        yield tongue(
            say("{fact}: {source}, as of {day} ({offices})", fact=fact.title, source=source, day=day, offices=offices)
        )
