"""What is said of a report that was built: for whom each file is, what was left, what changed meanwhile."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from navcheck.cli.report_material import Material
from navcheck.cli.report_texts import tell_texts
from navcheck.cli.session import Session
from navcheck.core.messages import Message, say, say_many
from navcheck.core.problems import Problem
from navcheck.core.words import ReportEdition, Severity
from navcheck.files.manifest import Counts, Kept, Manifest, OutputName
from navcheck.files.report_inputs import Differences, compare_sums
from navcheck.files.report_saving import ANNEX, DOCUMENT, NAMES, Saved, Shelf
from navcheck.render.coding_list import drafts_not_counted
from navcheck.render.marks import FULL

MOST_NAMED = 4
# Of two, each knows the other.
FEWEST_UNKNOWN = 3
_FOR = {
    ReportEdition.NAMED: say("For yourselves, with the points of each office: {names}."),
    ReportEdition.PUBLIC: say("For everybody, naming no office with a point: {names}."),
}
_OF = {
    ReportEdition.NAMED: say("{name} (named)"),
    ReportEdition.PUBLIC: say("{name} (public)"),
    ReportEdition.DRAFT: say("{name} (draft)"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A build and what came of it; `shelf` is what lay there before."""

    material: Material
    shelf: Shelf
    manifest: Manifest
    saved: Saved
    problems: tuple[Problem, ...]

    @property
    def is_annexed(self) -> bool:
        """Whether the county's own document was left, and the annex built instead."""
        return ANNEX in self.manifest.outputs

    def built_as(self, edition: ReportEdition) -> tuple[OutputName, ...]:
        """Return the files that were built in an edition."""
        built = self.manifest.outputs
        names = (name for name in NAMES if name in built and name not in self.saved.left)
        return tuple(name for name in names if built[name].edition is edition)

    @property
    def kept(self) -> Kept | None:
        """What that document was built from, where that is known."""
        return self.shelf.kept if self.is_annexed else None

    @property
    def differences(self) -> Differences:
        """Which files are not those that it was built from."""
        return compare_sums(self.kept.inputs, self.manifest.inputs) if self.kept is not None else Differences()


def tell_report(session: Session, told: Told) -> None:
    """Say what is worth knowing beside the paths."""
    for message in (
        *_tell_left_out(told.material),
        *_tell_editions(told),
        *_tell_document(told),
        *_tell_draft(told),
        *tell_texts(told.material, told.built_as(ReportEdition.PUBLIC)),
    ):
        session.tell(message)


def tell_differences(found: Differences) -> Iterator[Message]:
    """Say which files differ, the first few by name."""
    if found.changed:
        yield say_many(
            "{count} file has changed: {names}", "{count} files have changed: {names}", **_named(found.changed)
        )
    if found.new:
        yield say_many("{count} file is new: {names}", "{count} files are new: {names}", **_named(found.new))
    if found.gone:
        yield say_many("{count} file is gone: {names}", "{count} files are gone: {names}", **_named(found.gone))


def with_editions(names: Iterable[OutputName], editions: Mapping[OutputName, ReportEdition]) -> tuple[object, ...]:
    """Say behind each file for whom it is, where that is known."""
    return tuple(say(_OF[editions[name]].text, name=name) if name in editions else name for name in names)


def _named(paths: tuple[str, ...]) -> dict[str, Any]:
    return {"count": len(paths), "names": paths if len(paths) <= MOST_NAMED else (*paths[:MOST_NAMED], "…")}


def _tell_left_out(material: Material) -> Iterator[Message]:
    one = material.report.matrix.round
    if one.drafts_left_out:
        yield drafts_not_counted(one)
    for left in material.left_out:
        yield say("{name}: {reason}", name=left.name, reason=left.reason)


def _tell_editions(told: Told) -> Iterator[Message]:
    for edition, message in _FOR.items():
        if names := told.built_as(edition):
            yield say(message.text, names=names)
    read = len(told.material.report.matrix.read)
    if told.built_as(ReportEdition.PUBLIC) and 0 < read < FEWEST_UNKNOWN:
        yield say_many(
            "Only {count} response is counted: whoever knows whose it is reads off the counts which points it has.",
            "Only {count} responses are counted: whoever knows whose they are can tell from the counts who has which "
            "points.",
            read,
        )
    if told.manifest.options.named and told.material.report.survey.comment_deadline is None:
        yield say(
            "The offices are named, and no deadline for comments is noted: has each had a draft to comment on first? "
            "They get one with:"
        )
        yield Message(f"  navcheck letters {told.manifest.survey} --kind utkast")
    if (until := told.material.report.draft_until) is not None:
        yield say("The offices can comment until {day}: every page says that it is a draft.", day=until)
    if left := told.shelf.left(told.manifest.outputs):
        shown = with_editions(left, told.shelf.editions)
        yield say("Not built anew, and left as they are: {names}.", names=shown)


def _tell_draft(told: Told) -> Iterator[Message]:
    """Say of an edited document that it was built before a deadline that has passed since: it may still say so."""
    until, kept = told.material.report.survey.comment_deadline, told.shelf.kept
    is_left = DOCUMENT not in told.manifest.outputs and told.shelf.is_edited(DOCUMENT)
    if until is None or kept is None or not is_left:
        return
    if kept.day <= until < told.manifest.day:
        yield say(
            "The deadline for comments, {day}, has passed since {name} was built. If it still says «Draft» at the top "
            "of its pages, take that out by hand.",
            day=until,
            name=DOCUMENT,
        )


def _tell_document(told: Told) -> Iterator[Message]:
    if not told.is_annexed:
        return
    yield say("{name} is as you have edited it. What is new stands in {annex}.", name=DOCUMENT, annex=ANNEX)
    if told.kept is None:
        yield say("What {name} was built from is not known.", name=DOCUMENT)
        return
    counts = tuple(moved(told.kept, told.manifest).values())
    if not told.differences and not counts:
        yield say("Nothing has changed since it was built on {day}.", day=told.kept.day)
        return
    yield say("Since it was built on {day}:", day=told.kept.day)
    yield from tell_differences(told.differences)
    for what, before, now in counts:
        yield say("{what}: {before} then, {now} now", what=what, before=before, now=now)


def moved(kept: Kept | None, manifest: Manifest) -> Mapping[str, tuple[Message, int, int]]:
    """Return the counts that are not what they were, by their names in data."""
    if kept is None:
        return {}
    before, now = _counts(kept.counts), _counts(manifest.counts)
    return {name: (now[name][0], before[name][1], now[name][1]) for name in now if before[name][1] != now[name][1]}


def _counts(counts: Counts) -> dict[str, tuple[Message, int]]:
    return {
        "offices": (say("offices asked"), counts.offices),
        "responses": (say("responses"), counts.responses),
        **{severity.value: (FULL[severity], counts.points.get(severity, 0)) for severity in Severity},
        "signals": (say("signals"), counts.signals),
    }
