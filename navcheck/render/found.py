"""What was found as data: the points, the signals, and what is counted beside them."""

from typing import TYPE_CHECKING, Any

from navcheck.core.coverage import coverage_of
from navcheck.core.messages import Tongue
from navcheck.core.model.fields import source_of
from navcheck.render.documents import document_data, documents_data
from navcheck.render.points import gap_code, gap_notes, signals_at, words_at
from navcheck.render.said import SMALL, is_small
from navcheck.render.signals import claimed_of, has_small_number, signal_sentence, signal_words
from navcheck.render.spread import as_json, readings_data, spread_data

if TYPE_CHECKING:
    from navcheck.core.gaps import Gap
    from navcheck.core.matrix import Matrix
    from navcheck.core.model import Checklist, Office, Response
    from navcheck.core.model.survey import Municipality
    from navcheck.core.signals import Named, Signal

Json = dict[str, Any]


def found_data(matrix: "Matrix", tongue: Tongue) -> Json:
    """Return gaps, signals and what was not read, which every JSON of a round has."""
    responses = {entry.office.id: entry.response for entry in matrix.round.entries}
    return {
        "gaps": [_gap(matrix, gap, responses[gap.office.id], tongue) for gap in matrix.gaps],
        "signals": [_signal(matrix, signal, tongue) for signal in matrix.signals],
        "claimed": _claimed(matrix),
        "readings": readings_data(matrix, tongue),
        "coverage": _coverage(matrix),
        "uncoded": [{"question": one.question.id, "count": one.count} for one in matrix.uncoded],
        "left_out": [{"name": one.name, "reason": tongue(one.reason)} for one in matrix.left_out],
    }


def office_data(office: "Office") -> Json:
    """Return how JSON names an office."""
    return {"id": office.id, "name": office.name}


def _gap(matrix: "Matrix", gap: "Gap", response: "Response | None", tongue: Tongue) -> Json:
    checklist = matrix.round.checklist
    answer = response.answers.get(gap.question.id) if response is not None else None
    return {
        "office": {
            **office_data(gap.office),
            "municipalities": [_place(one) for one in gap.office.municipalities],
        },
        "question": gap.question.id,
        "severity": gap.severity.value,
        "raised_from": gap.raised_from.value if gap.raised_from is not None else None,
        "status": gap.status.value,
        "value": gap.value,
        "words": words_at(matrix, gap, answer, tongue),
        "read_as": gap_code(matrix, gap, tongue),
        "comment": answer.comment if answer is not None else None,
        "documents": [document_data(one) for one in answer.evidence] if answer is not None else [],
        "signals": [signal.kind.value for signal in signals_at(matrix, gap)],
        "legal_basis": [_law(checklist, reference) for reference in gap.legal_basis],
        "notes": gap_notes(gap, tongue),
        "check": gap.check.id if gap.check else None,
        "action": tongue.pick(gap.question.action) if gap.question.action else None,
    }


def _law(checklist: "Checklist", reference: str) -> Json:
    source = checklist.sources[source_of(reference)]
    return {"reference": reference, "title": source.title, "url": source.url, "checked": source.checked}


def _signal(matrix: "Matrix", signal: "Signal", tongue: Tongue) -> Json:
    return {
        "kind": signal.kind.value,
        "question": signal.question.id if signal.question is not None else None,
        "fact": signal.fact.id if signal.fact is not None else None,
        "offices": [office_data(office) for office in signal.offices],
        "given": signal.given,
        "words": signal_words(matrix, signal, tongue),
        "check": signal.check.id if signal.check else None,
        "figures": [_figure(matrix, signal, one) for one in signal.figures if not _would_tell(signal, one)],
        "text": signal_sentence(matrix, signal, tongue),
    }


def _would_tell(signal: "Signal", one: "Named") -> bool:
    """Tell whether a median would give the small number beside it away."""
    return one.name == "median" and has_small_number(signal)


def _figure(matrix: "Matrix", signal: "Signal", one: "Named") -> Json:
    """Return a figure, with the day and the source of what was read; a small number of persons is held back."""
    is_held_back = is_small(one.value) and (
        (one.name == "number" and has_small_number(signal)) or (signal.fact is not None and signal.fact.counts)
    )
    read = one.read
    if one.name == "base" and signal.question is not None and signal.question.per is not None:
        read = matrix.round.facts[one.of][signal.question.per]
    return {
        "name": one.name,
        "of": one.of or None,
        "value": SMALL if is_held_back else as_json(one.value),
        "as_of": read.as_of.isoformat() if read is not None else None,
        "source": read.source if read is not None else None,
    }


def _claimed(matrix: "Matrix") -> Json:
    count = claimed_of(matrix)
    return {"answers": count.answers, "of": count.of, "offices": count.offices, "of_offices": count.of_offices}


def _coverage(matrix: "Matrix") -> Json | None:
    coverage = coverage_of(matrix.round)
    if coverage is None:
        return None
    return {
        "total": coverage.total,
        "without": [_place(one) for one in coverage.without],
        "partly": [_place(one) for one in coverage.partly],
        "unknown_offices": [office_data(office) for office in coverage.unknown],
    }


def _place(one: "Municipality") -> Json:
    return one.model_dump(include={"no", "name"})


def close_data(matrix: "Matrix", tongue: Tongue) -> Json:
    """Return what a list of points says of itself: what is chosen, how much of all that is, and what it shows near."""
    by, whole = matrix.narrowing, matrix.whole or matrix
    return {
        "filter": {
            "offices": [office.id for office in by.offices],
            "question": by.question.id if by.question is not None else None,
            "topic": by.topic.id if by.topic is not None else None,
            "severities": [severity.value for severity in by.severities],
        },
        "shown": {"gaps": len(matrix.gaps), "of": len(whole.gaps)},
        "documents": documents_data(matrix, tongue),
        "spread": spread_data(matrix, tongue),
    }
