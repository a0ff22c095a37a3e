"""What is said of a report that was built: for whom each file is, what was left, what changed meanwhile."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from navcheck.cli.report_material import Material
from navcheck.cli.session import Session
from navcheck.core.messages import Message, Tongue, say, say_many
from navcheck.core.problems import Problem
from navcheck.core.words import ReportEdition, Severity
from navcheck.files.disk import show_path
from navcheck.files.manifest import Counts, Kept, Manifest
from navcheck.files.report_folder import REPORT_FOLDER, TEXTS_FOLDER
from navcheck.files.report_inputs import Differences, compare_sums
from navcheck.files.report_saving import ANNEX, DOCUMENT, NAMES, Saved, Shelf
from navcheck.render.coding_list import drafts_not_counted
from navcheck.render.json_text import dump
from navcheck.render.marks import FULL
from navcheck.render.problems import problem_data

MOST_NAMED = 4
Json = dict[str, Any]
_FOR = {
    ReportEdition.NAMED: say("For yourselves, with the points of each office: {names}."),
    ReportEdition.PUBLIC: say("For everybody, naming no office with a point: {names}."),
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
        *_tell_texts(told.material),
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


def report_data(told: Told, tongue: Tongue) -> str:
    """Return a build as data."""
    path, kept = told.shelf.path, told.kept
    return dump(
        {
            "navcheck": "report-built/1",
            "survey": told.manifest.survey,
            "day": told.manifest.day.isoformat(),
            "language": told.manifest.language,
            "draft_until": _iso(told.material.report.draft_until),
            "files": [show_path(one) for one in told.saved.there],
            "written": [show_path(path / name) for name in told.saved.written],
            "left": [show_path(path / name) for name in told.saved.left],
            "editions": {name: output.edition.value for name, output in told.manifest.outputs.items()},
            "kept": show_path(path / DOCUMENT) if told.is_annexed else None,
            "since": _iso(kept.day) if kept is not None else None,
            "changed": differences_data(told.differences),
            "moved": {
                name: {"before": before, "now": now} for name, (_, before, now) in _moved(kept, told.manifest).items()
            },
            "problems": [problem_data(problem, tongue) for problem in told.problems],
        }
    )


def differences_data(found: Differences) -> Json:
    """Return files that differ as data."""
    return {"changed": list(found.changed), "new": list(found.new), "gone": list(found.gone)}


def _iso(day: Any) -> str | None:  # noqa: ANN401
    return day.isoformat() if day is not None else None


def _named(paths: tuple[str, ...]) -> dict[str, Any]:
    return {"count": len(paths), "names": paths if len(paths) <= MOST_NAMED else (*paths[:MOST_NAMED], "…")}


def _tell_left_out(material: Material) -> Iterator[Message]:
    one = material.report.matrix.round
    if one.drafts_left_out:
        yield drafts_not_counted(one)
    for left in material.left_out:
        yield say("{name}: {reason}", name=left.name, reason=left.reason)


def _tell_editions(told: Told) -> Iterator[Message]:
    built = told.manifest.outputs
    outputs = {name: built[name].edition for name in NAMES if name in built and name not in told.saved.left}
    for edition, message in _FOR.items():
        if names := tuple(name for name, one in outputs.items() if one is edition):
            yield say(message.text, names=names)
    if (until := told.material.report.draft_until) is not None:
        yield say("The offices can comment until {day}: every page says that it is a draft.", day=until)
    if names := tuple(told.shelf.earlier(built)):
        yield say("Not built anew, and left as they are: {names}.", names=names)


def _tell_document(told: Told) -> Iterator[Message]:
    if not told.is_annexed:
        return
    yield say("{name} is as you have edited it. What is new stands in {annex}.", name=DOCUMENT, annex=ANNEX)
    if told.kept is None:
        yield say("What {name} was built from is not known.", name=DOCUMENT)
        return
    moved = tuple(_moved(told.kept, told.manifest).values())
    if not told.differences and not moved:
        yield say("Nothing has changed since it was built on {day}.", day=told.kept.day)
        return
    yield say("Since it was built on {day}:", day=told.kept.day)
    yield from tell_differences(told.differences)
    for what, before, now in moved:
        yield say("{what}: {before} then, {now} now", what=what, before=before, now=now)


def _moved(kept: Kept | None, manifest: Manifest) -> Mapping[str, tuple[Message, int, int]]:
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


def _tell_texts(material: Material) -> Iterator[Message]:
    if not material.report.texts:
        yield say(
            "Your own chapters go into the report from {folder}: 10-ingress.md, 20-hovedfunn.md and so on, in the "
            "order of their names. From 50 on they come after the tables.",
            folder=show_path(material.path / REPORT_FOLDER / TEXTS_FOLDER),
        )
