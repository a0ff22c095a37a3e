"""Puts a report on the disk, never over what somebody has edited; a killed build leaves no doubt of what that is."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from navcheck.core.messages import say
from navcheck.core.problems import Location, NavcheckError, Problem, refuse
from navcheck.core.text import quote
from navcheck.core.words import ReportEdition
from navcheck.files import refusals
from navcheck.files.disk import show_path
from navcheck.files.locking import locked
from navcheck.files.manifest import (
    MANIFEST_FILE,
    SUMS_FILE,
    Kept,
    Manifest,
    OutputName,
    parse_manifest,
    read_manifest,
    sum_of,
    write_manifest,
    write_sums,
)
from navcheck.files.report_folder import REPORT_FOLDER, TEMPLATE_FILE, sum_on_disk
from navcheck.files.report_inputs import compare_sums, take_sums
from navcheck.files.saving import make_folder, save

NAMES: tuple[OutputName, ...] = get_args(OutputName)
DOCUMENT: OutputName = "rapport.docx"
ANNEX: OutputName = "vedlegg.docx"


@dataclass(frozen=True, slots=True)
class Shelf:
    """What lies in a report's folder: the sums of its files, and the last manifest, or why it cannot be read."""

    path: Path
    sums: Mapping[OutputName, str]
    manifest: Manifest | None
    manifest_sum: str | None
    problems: tuple[Problem, ...] = ()

    def is_edited(self, name: OutputName, new: str | None = None) -> bool:
        """Tell whether a file is there that no build has left so, nor would leave so now."""
        known = self.manifest.known(name, DOCUMENT) if self.manifest is not None else frozenset[str]()
        return name in self.sums and self.sums[name] not in known | {new}

    @property
    def kept(self) -> Kept | None:
        """What the document that is there was built from, as far as that is known."""
        last = self.manifest
        if last is None or DOCUMENT not in self.sums:
            return None
        built, is_edited = last.outputs.get(DOCUMENT), self.is_edited(DOCUMENT)
        if built is None and (last.kept is not None or is_edited):
            return last.kept
        sha256 = built.sha256 if built is not None and is_edited else self.sums[DOCUMENT]
        return Kept(day=last.day, sha256=sha256, inputs=last.inputs, counts=last.counts)

    def left(self, built: Collection[OutputName]) -> tuple[OutputName, ...]:
        """Return what is there and not built now; the document whose annex is built is told for itself."""
        return tuple(
            name
            for name in NAMES
            if name in self.sums and name not in built and (name != DOCUMENT or ANNEX not in built)
        )

    @property
    def editions(self) -> dict[OutputName, ReportEdition]:
        """Return the editions of what is there; those of an interrupted build are not known."""
        last = self.manifest
        if last is None:
            return {}
        known = {**last.editions, **{name: output.edition for name, output in last.outputs.items()}}
        return {name: one for name, one in known.items() if name in self.sums and name not in last.pending}

    def earlier(self, built: Iterable[OutputName]) -> dict[OutputName, str]:
        """Return the sums of files that earlier builds left and this one does not build."""
        others = (name for name in NAMES if name not in {*built, DOCUMENT} and name in self.sums)
        return {name: self.sums[name] for name in others if not self.is_edited(name)}


@dataclass(frozen=True, slots=True)
class Saved:
    """What a build left: the files that hold what was built, those of them that were written, and those in the way."""

    there: tuple[Path, ...]
    written: tuple[OutputName, ...]
    left: tuple[OutputName, ...]
    notes: tuple[Problem, ...]


def look_at(path: Path, survey: str | None = None) -> Shelf:
    """Look at what lies in a report's folder; the manifest of another survey than `survey` counts as none."""
    found = {name: sum_on_disk(path / name) for name in NAMES}
    sums = {name: one for name, one in found.items() if one is not None}
    manifest_sum = sum_on_disk(path / MANIFEST_FILE)
    if manifest_sum is None:
        return Shelf(path, sums, None, None)
    try:
        manifest = read_manifest(path / MANIFEST_FILE)
        refuse(check_survey(manifest, survey or manifest.survey, path))
        return Shelf(path, sums, manifest, manifest_sum)
    except NavcheckError as error:
        return Shelf(path, sums, None, manifest_sum, error.problems)


def check_survey(manifest: Manifest, survey: str, path: Path) -> Iterator[Problem]:
    """Find that what lies in a report's folder was built from another survey."""
    if manifest.survey != survey:
        message = say("this report was built from another survey, {id}", id=quote(manifest.survey))
        hint = say("move what lies in the folder to where it belongs; your own texts can stay")
        yield Problem("other-survey", message, Location(show_path(path / MANIFEST_FILE)), hint)


def save_report(
    shelf: Shelf, manifest: Manifest, files: Mapping[OutputName, bytes], template: bytes | None = None
) -> Saved:
    """Save what was built, the manifest last, under the survey's lock.

    Before the first file, the manifest on the disk learns which sums are under way.

    Args:
        shelf: what lay there when it was decided what to build.
        manifest: of the build; what `shelf` knows of earlier ones is added.
        files: what was built, by name.
        template: what is to be the county's template from now on.

    Raises:
        NavcheckError: `changed-meanwhile` where an input is not what was read, or what saving raises.

    """
    kept = shelf.kept if DOCUMENT not in files else None
    editions = {name: one for name, one in shelf.editions.items() if name not in files}
    whole = manifest.model_copy(update={"earlier": shelf.earlier(files), "editions": editions, "kept": kept})
    raw = write_manifest(whole)
    parse_manifest(raw, show_path(shelf.path / MANIFEST_FILE))  # what could not be read tomorrow is refused today
    new = {name: sum_of(content) for name, content in files.items()}
    left = tuple(name for name in files if shelf.is_edited(name, new[name]))
    written = tuple(name for name in files if name not in left and shelf.sums.get(name) != new[name])
    notes: list[Problem] = []
    with locked(shelf.path.parent):
        _check_inputs(shelf.path.parent, whole, template)
        make_folder(shelf.path)
        save_one = _Saver(shelf.path, notes)
        last, own = shelf.manifest_sum, sum_on_disk(shelf.path / TEMPLATE_FILE)
        if written or (template is not None and sum_of(template) != own):
            last = save_one(MANIFEST_FILE, write_manifest(_under_way(shelf, whole, new)), last)
        if template is not None:
            save_one(TEMPLATE_FILE, template, own)
        for name in written:
            save_one(name, files[name], shelf.sums.get(name))
        save_one(SUMS_FILE, write_sums(whole, raw), sum_on_disk(shelf.path / SUMS_FILE))
        save_one(MANIFEST_FILE, raw, last)
    there = (*(name for name in files if name not in left), MANIFEST_FILE, SUMS_FILE)
    return Saved(tuple(shelf.path / name for name in there), written, left, tuple(notes))


def in_the_way(path: Path, names: Iterable[OutputName]) -> Iterator[Problem]:
    """Say of files that they were edited since they were built, and are left so."""
    for name in names:
        yield Problem(
            "edited",
            say("not written: this file was changed since it was built"),
            Location(show_path(path / name)),
            say("move it to another place or delete it, and run the same command again"),
        )


@dataclass(frozen=True, slots=True)
class _Saver:
    """Saves a file where it says something else, and returns its sum."""

    path: Path
    notes: list[Problem]

    def __call__(self, name: str, raw: bytes, before: str | None) -> str:
        new = sum_of(raw)
        if new != before:
            self.notes.extend(save(self.path / name, raw, expected=before).notes)
        return new


def _under_way(shelf: Shelf, whole: Manifest, new: Mapping[OutputName, str]) -> Manifest:
    """Return the last manifest, with all sums that its files may have until the build is done."""
    last = shelf.manifest or whole.model_copy(update={"outputs": {}})
    pending = {name: tuple(sorted({one, *last.pending.get(name, ())})) for name, one in new.items()}
    return last.model_copy(update={"pending": {**last.pending, **pending}})


def _check_inputs(folder: Path, manifest: Manifest, template: bytes | None) -> None:
    """Refuse to say that a report was built from files that are not those any more.

    Raises:
        NavcheckError: `changed-meanwhile`, for the first of them.

    """
    own = f"{REPORT_FOLDER}/{TEMPLATE_FILE}"
    now = {**take_sums(folder), **({own: sum_of(template)} if template is not None else {})}
    found = compare_sums(manifest.inputs, now)
    for path in (*found.changed, *found.new, *found.gone):
        raise refusals.changed_meanwhile(folder / path)
