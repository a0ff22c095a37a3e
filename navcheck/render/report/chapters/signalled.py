"""Signals, reasons to look and no conclusions: all of them, those that name nobody, or those of single offices."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from navcheck.core.messages import Message, Tongue, say, say_many
from navcheck.core.words import SignalKind
from navcheck.render.marks import SHORT, UNICODE
from navcheck.render.report.blocks import Block
from navcheck.render.report.chapters.spans import heading, listing, paragraph, told_blocks
from navcheck.render.report.public import public_signals
from navcheck.render.said import name_of
from navcheck.render.signals import signal_sentence, tell_signals

if TYPE_CHECKING:
    from navcheck.core.report import Report
    from navcheck.core.signals import Signal

# Their sentences are about one office alone.
_OF_ONE = frozenset({SignalKind.CONFLICT, SignalKind.REPEATS_QUESTION, SignalKind.OUTLIER, SignalKind.CARRIED})


def signals(report: "Report", tongue: Tongue) -> Iterator[Block]:
    """Tell the signals, and how much is stated and not documented."""
    shown = report.matrix.signals if report.is_named else public_signals(report.matrix)
    told = tuple(tell_signals(replace(report.matrix, signals=shown), tongue, UNICODE))
    yield heading(1, say("Signals"), tongue)
    if not report.matrix.signals:
        yield paragraph(say("No signals were found."), tongue)
    yield from told_blocks(told)
    unnamed = len(report.matrix.signals) - len(shown)
    if unnamed:
        yield paragraph(left_out(unnamed), tongue)


def left_out(count: int) -> Message:
    """Say how many signals an edition that names nobody does not tell."""
    return say_many(
        "{count} signal names offices, and is left out of this edition.",
        "{count} signals name offices, and are left out of this edition.",
        count,
    )


def own_signals(report: "Report", tongue: Tongue) -> Iterator[Block]:
    """Tell an office the signals that it is in; of those that hold others too, only what they are about."""
    if not report.matrix.signals:
        return
    yield heading(1, say("Signals"), tongue)
    yield paragraph(say("Signals are reasons to look, and no conclusions."), tongue)
    yield from listing(
        dict.fromkeys(UNICODE.label(one.kind, _own_words(report, one, tongue)) for one in report.matrix.signals)
    )
    own = {office.id for office in report.offices}
    shared = (one for one in report.matrix.signals if one.kind not in _OF_ONE)
    if any(office.id not in own for one in shared for office in one.offices):
        yield paragraph(say("Of signals that hold other offices too, only what they are about stands here."), tongue)


def _own_words(report: "Report", signal: "Signal", tongue: Tongue) -> str:
    if signal.kind in _OF_ONE:
        return signal_sentence(report.matrix, signal, tongue)
    words = tongue(SHORT[signal.kind])
    if signal.question is not None:
        return f"{name_of(report.matrix.round.checklist, signal.question, tongue)}: {words}"
    return f"{tongue.pick(signal.fact.title)}: {words}" if signal.fact is not None else words
