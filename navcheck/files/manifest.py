"""`report/manifest.json`: what a report was built from and what came of it, so that anyone can check it afterwards."""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from navcheck.core.model import Model
from navcheck.core.model.fields import Day, Flag, Sha256, Slug, Text, Whole
from navcheck.core.problems import NavcheckError
from navcheck.core.words import ReportEdition, Severity
from navcheck.files.disk import read_bytes, show_path
from navcheck.files.explain import explain
from navcheck.files.yaml_reader import parse_yaml

MANIFEST_FILE = "manifest.json"
SUMS_FILE = "SHA256SUMS"
# A name in the manifest is compared with names, and never opened.
OutputName = Literal[
    "rapport.docx", "rapport.xlsx", "rapport.html", "rapport.md", "rapport.csv", "rapport.json", "vedlegg.docx"
]
_ZIP = b"PK\x03\x04"
# What `sha256sum` itself would write in another way.
_UNPLAIN = re.compile(r"[\\\n\r]")


class Counts(Model):
    """What the report counts, to tell later what moved."""

    offices: Whole
    responses: Whole
    points: Mapping[Severity, Whole]
    signals: Whole


class Options(Model):
    """What the report was asked to be."""

    formats: tuple[Text, ...]
    named: Flag
    public: Flag
    drafts: Flag


class Output(Model):
    """One file that was built: its edition, its sum, and the sum of what is packed in it, where it is a zip."""

    sha256: Sha256
    edition: ReportEdition
    contents: Sha256 | None = None


class Kept(Model):
    """What the county's own `rapport.docx` was built from, before she worked on it."""

    day: Day
    sha256: Sha256
    inputs: Mapping[Text, Sha256]
    counts: Counts


class Manifest(Model):
    """A build: by whom, of what, as what.

    `inputs` are sums by paths as seen from the survey's folder, `left_out` the names of files that were not read.
    `earlier` are sums of files from builds before, which this one had not to build anew; `pending` those of a build
    that is under way, or was interrupted: whatever has one of these sums was built, and edited by nobody. `editions`
    are those of what builds before left, as far as they are known.
    """

    navcheck: Literal["manifest/1"]
    version: Text
    survey: Slug
    day: Day
    language: Literal["nb", "nn", "en"]
    options: Options
    inputs: Mapping[Text, Sha256]
    left_out: tuple[Text, ...] = ()
    counts: Counts
    outputs: Mapping[OutputName, Output]
    earlier: Mapping[OutputName, Sha256] = {}
    editions: Mapping[OutputName, ReportEdition] = {}
    kept: Kept | None = None
    pending: Mapping[OutputName, tuple[Sha256, ...]] = {}

    def known(self, name: OutputName, kept_name: str) -> frozenset[str]:
        """Return the sums by which a file is known as built and not edited; the `kept` one is of that name."""
        built = self.outputs.get(name)
        return frozenset(
            {
                *([built.sha256] if built is not None else []),
                *([self.earlier[name]] if name in self.earlier else []),
                *self.pending.get(name, ()),
                *([self.kept.sha256] if self.kept is not None and name == kept_name else []),
            }
        )


def read_manifest(path: Path) -> Manifest:
    """Read a manifest.

    Raises:
        NavcheckError: `no-file`, or every problem in it.

    """
    return parse_manifest(read_bytes(path, follow=False), show_path(path))


def parse_manifest(raw: bytes, name: str) -> Manifest:
    """Read a manifest from its bytes. JSON is YAML too: one reader has all the limits, and knows every place.

    Raises:
        NavcheckError: every problem in it.

    """
    tree = parse_yaml(raw, name)
    try:
        return Manifest.model_validate(tree.document)
    except ValidationError as error:
        raise NavcheckError(*explain(error, Manifest, tree.document, tree.where)) from None


def write_manifest(manifest: Manifest) -> bytes:
    """Write a manifest: sorted as it is, without what is empty and need not be there."""
    empty = {key for key in ("earlier", "editions", "kept", "pending") if not getattr(manifest, key)}
    document = manifest.model_dump(mode="json", exclude=empty)
    for output in document["outputs"].values():
        if output["contents"] is None:
            del output["contents"]
    return f"{json.dumps(document, ensure_ascii=False, indent=2)}\n".encode()


def sum_of(raw: bytes) -> str:
    """Return the SHA-256 sum of some bytes."""
    return hashlib.sha256(raw).hexdigest()


def contents_of(raw: bytes) -> str | None:
    """Return a sum of what is packed in a zip of ours, however it is packed; none where it is no zip."""
    if not raw.startswith(_ZIP):
        return None
    with zipfile.ZipFile(io.BytesIO(raw)) as members:
        return sum_of("".join(f"{sum_of(members.read(name))}  {name}\n" for name in members.namelist()).encode())


def write_sums(manifest: Manifest, raw: bytes) -> bytes:
    """Write the sums as `sha256sum -c` reads them in the report's folder; `raw` is the manifest as it is saved."""
    outputs = dict[str, str](manifest.earlier.items())
    outputs |= {name: output.sha256 for name, output in manifest.outputs.items()}
    inputs = {_from_report(path): one for path, one in manifest.inputs.items()}
    sums = sorted({**inputs, **outputs, MANIFEST_FILE: sum_of(raw)}.items())
    return "".join(f"{one}  {path}\n" for path, one in sums if not _UNPLAIN.search(path)).encode()


def _from_report(path: str) -> str:
    """Return a path as seen from the report's folder, which lies in the survey's."""
    return path.removeprefix("report/") if path.startswith("report/") else f"../{path}"
