"""Builds a report once more from what lies there now, and compares it with what its manifest says."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from navcheck.cli.report_building import build
from navcheck.cli.report_material import gather
from navcheck.core.problems import NavcheckError, Problem, refuse
from navcheck.files.catalogues import load_tongue
from navcheck.files.manifest import (
    MANIFEST_FILE,
    SUMS_FILE,
    Manifest,
    OutputName,
    contents_of,
    sum_of,
    write_sums,
)
from navcheck.files.report_folder import REPORT_FOLDER, check_folder, sum_on_disk
from navcheck.files.report_inputs import Differences, compare_sums, take_sums
from navcheck.files.report_saving import DOCUMENT, check_survey, look_at


class Rebuilt(StrEnum):
    """What came of building a file again."""

    SAME = "same"
    DIFFERS = "differs"
    NOT_BUILT = "not-built"


class OnDisk(StrEnum):
    """What became of a file since it was built; a document that somebody has worked on is as it should be."""

    AS_BUILT = "as-built"
    EDITED = "edited"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found: of the files that the report was built from, of building it again, and of what lies there.

    `left` is there from builds before. `problems` are those of reading, which can be why it is not the same.
    """

    manifest: Manifest
    inputs: Differences
    rebuilt: dict[OutputName, Rebuilt]
    on_disk: dict[str, OnDisk]
    left: tuple[OutputName, ...]
    problems: tuple[Problem, ...]

    @property
    def is_built(self) -> bool:
        """Whether it could be built at all."""
        return Rebuilt.NOT_BUILT not in self.rebuilt.values()

    @property
    def is_same(self) -> bool:
        """Whether all is as it was, but for what the county itself has edited."""
        return not (
            self.inputs
            or self.manifest.pending
            or set(self.rebuilt.values()) - {Rebuilt.SAME}
            or set(self.on_disk.values()) - {OnDisk.AS_BUILT, OnDisk.EDITED}
        )


def judge(path: Path, manifest: Manifest) -> Verdict:
    """Build the report of a survey's folder again, as its manifest says, and compare.

    What the county has edited is not compared: it is hers.
    """
    inputs, on_disk = compare_sums(manifest.inputs, take_sums(path)), _on_disk(path, manifest)
    left = look_at(path / REPORT_FOLDER).left(manifest.outputs)
    editions = {name: output.edition for name, output in manifest.outputs.items() if on_disk[name] is not OnDisk.EDITED}
    try:
        material = gather(path, manifest.day, drafts=manifest.options.drafts)
        refuse(check_survey(manifest, material.report.survey.id, path / REPORT_FOLDER))
        left_out = {left.name: "" for left in material.left_out}
        inputs = _joined(inputs, compare_sums(dict.fromkeys(manifest.left_out, ""), left_out))
        files = build(material, editions, load_tongue(manifest.language))
    except NavcheckError as error:
        return Verdict(manifest, inputs, dict.fromkeys(editions, Rebuilt.NOT_BUILT), on_disk, left, error.problems)
    rebuilt = {name: _compare(manifest, name, built.raw) for name, built in files.items()}
    return Verdict(manifest, inputs, rebuilt, on_disk, left, material.problems)


def _joined(one: Differences, other: Differences) -> Differences:
    return Differences(one.changed, tuple(sorted({*one.new, *other.new})), tuple(sorted({*one.gone, *other.gone})))


def _compare(manifest: Manifest, name: OutputName, raw: bytes) -> Rebuilt:
    """Compare a file with what was built; a zip by what is in it, since not every zlib packs alike."""
    was = manifest.outputs[name]
    is_same = was.sha256 == sum_of(raw) or (was.contents is not None and was.contents == contents_of(raw))
    return Rebuilt.SAME if is_same else Rebuilt.DIFFERS


def _on_disk(path: Path, manifest: Manifest) -> dict[str, OnDisk]:
    report = check_folder(path)
    expected = dict[str, str](manifest.earlier.items())
    expected |= {name: output.sha256 for name, output in manifest.outputs.items()}
    expected[SUMS_FILE] = sum_of(write_sums(manifest, (report / MANIFEST_FILE).read_bytes()))
    states = {name: _state(name, one, sum_on_disk(report / name)) for name, one in expected.items()}
    kept = manifest.kept.sha256 if manifest.kept is not None else None
    if DOCUMENT not in expected and sum_on_disk(report / DOCUMENT) not in {None, kept}:
        states[DOCUMENT] = OnDisk.EDITED
    return dict(sorted(states.items()))


def _state(name: str, expected: str, found: str | None) -> OnDisk:
    if found is None:
        return OnDisk.GONE
    if found == expected:
        return OnDisk.AS_BUILT
    return OnDisk.EDITED if name == DOCUMENT else OnDisk.CHANGED
