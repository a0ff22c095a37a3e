"""Where an answer falls short of the law or of good practice: one question, one office, one severity."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from navcheck.core.conditions import compares, holds
from navcheck.core.model import Check, Checklist, GapRule, Office, Question
from navcheck.core.round import ReadResponse, Round, read_round
from navcheck.core.told import Told
from navcheck.core.versions import compare_versions, names_before
from navcheck.core.words import Instead, Severity, Status


@dataclass(frozen=True, slots=True)
class Gap:
    """One question on which one office falls short, with the rule that says so, and others that say it as gravely.

    `raised_from` is the severity of its rule, where it is held graver because the last round had it too.
    """

    office: Office
    question: Question
    rule: GapRule
    status: Status
    words: str | None = None
    value: str | None = None
    check: Check | None = None
    others: tuple[GapRule, ...] = ()
    raised_from: Severity | None = None

    @property
    def severity(self) -> Severity:
        """How far it falls short."""
        return self.rule.severity

    @property
    def legal_basis(self) -> tuple[str, ...]:
        """The law that this answer concerns: the rule's own, else the question's."""
        cited = [reference for rule in (self.rule, *self.others) for reference in rule.legal_basis]
        return tuple(dict.fromkeys(cited)) or self.question.legal_basis

    @property
    def notes(self) -> tuple[Mapping[str, str], ...]:
        """What the rules and the check say beside it."""
        notes = (*(rule.note for rule in (self.rule, *self.others)), self.check.text if self.check else None)
        return tuple(note for note in notes if note is not None)


def find_gaps(checklist: Checklist, read: tuple[ReadResponse, ...], before: tuple[Gap, ...] = ()) -> tuple[Gap, ...]:
    """Find every gap, worst first, then in the order of the checklist, then of the offices.

    Args:
        checklist: what was asked.
        read: the responses.
        before: the gaps of the last round; the same one again is a risk where it would be a point for improvement.

    """
    order = {question.id: n for n, question in enumerate(checklist.questions())}
    judged = judged_questions(checklist)
    gaps = [gap for response in read for gap in gaps_of(judged, response)]
    if before:
        again = {(gap.office.id, gap.question.id) for gap in repeated_gaps(gaps, before)}
        gaps = [_raised(gap) if (gap.office.id, gap.question.id) in again else gap for gap in gaps]
    return tuple(sorted(gaps, key=lambda gap: (gap.severity.rank, order[gap.question.id])))


def find_last_gaps(one: Round) -> tuple[Gap, ...]:
    """Find the gaps of the round before, as its rules say, on the questions that can be compared with those of now."""
    if one.before is None:
        return ()
    changes = compare_versions(one.before.checklist, one.checklist)
    now = {was: one.checklist.by_id[name] for name, was in names_before(changes).items()}
    gaps = find_gaps(one.before.checklist, read_round(one.before))
    return tuple(replace(gap, question=now[gap.question.id]) for gap in gaps if gap.question.id in now)


def repeated_gaps(gaps: Iterable[Gap], before: Iterable[Gap]) -> Iterator[Gap]:
    """Yield the gaps that the last round had too, under the names that the office had then.

    One that is milder now has improved, and is not the same.
    """
    ranks = {(gap.office.id, gap.question.id): gap.severity.rank for gap in before}
    for gap in gaps:
        keys = ((name, gap.question.id) for name in (gap.office.id, *gap.office.was))
        then = min((ranks[key] for key in keys if key in ranks), default=None)
        if then is not None and then >= (gap.raised_from or gap.severity).rank:
            yield gap


def _raised(gap: Gap) -> Gap:
    if gap.severity is not Severity.IMPROVEMENT:
        return gap
    return replace(gap, rule=gap.rule.model_copy(update={"severity": Severity.RISK}), raised_from=gap.severity)


@dataclass(frozen=True, slots=True)
class Judged:
    """A question in which rules may find a point, its place among all, and the checks that are about it."""

    question: Question
    place: int
    checks: tuple[Check, ...]


def judged_questions(checklist: Checklist) -> tuple[Judged, ...]:
    """Return the questions in which a point may be found, in the order of the checklist."""
    about: defaultdict[str, list[Check]] = defaultdict(list)
    for check in checklist.checks:
        if check.severity is not None:
            about[check.about].append(check)
    return tuple(
        Judged(question, place, tuple(about[question.id]))
        for place, question in enumerate(checklist.questions())
        if question.gaps or question.id in about
    )


def gaps_of(judged: tuple[Judged, ...], response: ReadResponse) -> Iterator[Gap]:
    """Yield one office's gaps, at most one a question: the worst that any rule gives."""
    for one in judged:
        told = response.row[one.place]
        if told.status is Status.NOT_ASKED:  # silence that nobody asked about is not held against an office
            continue
        found = _by_answer(one.question, told, response)
        if one.checks:
            found += _by_check(one, told, response)
        if len(found) == 1:
            yield found[0]
        elif found:
            worst = min(found, key=lambda gap: gap.severity.rank)
            others = tuple(gap.rule for gap in found if gap is not worst and gap.severity is worst.severity)
            yield replace(worst, others=others)


def _by_answer(question: Question, told: Told, response: ReadResponse) -> list[Gap]:
    office, gaps, status = response.office, question.gaps, told.status
    if status is Status.UNKNOWN and gaps:
        return [Gap(office, question, _rule_for_unknown(question), status)]
    if isinstance(gaps, tuple):
        fitting = next((rule for rule in gaps if compares(rule, told.known, response)), None)
        return [Gap(office, question, fitting, status, _words(told))] if fitting is not None else []
    return [Gap(office, question, gaps[one], status, _words(told), one) for one in told.values if one in gaps]


def _rule_for_unknown(question: Question) -> GapRule:
    """Not knowing is a risk wherever an answer could be a gap, unless the checklist says otherwise."""
    if isinstance(question.gaps, tuple):
        return GapRule(severity=Severity.RISK)
    return question.gaps.get(Instead.UNKNOWN.value, GapRule(severity=Severity.RISK))


def _by_check(one: Judged, told: Told, response: ReadResponse) -> Iterator[Gap]:
    for check in one.checks:
        if check.severity is not None and holds(check.when, response):
            rule = GapRule(severity=check.severity, legal_basis=check.legal_basis)
            yield Gap(response.office, one.question, rule, told.status, _words(told), check=check)


def _words(told: Told) -> str | None:
    return ", ".join(told.given.values) if told.given is not None else None
