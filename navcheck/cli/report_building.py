"""Builds the files of a report in memory: which ones, in which edition, and whether they may leave."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from navcheck import __version__
from navcheck.cli.report_material import Material
from navcheck.cli.show import choose
from navcheck.core.messages import Message, Tongue, say
from navcheck.core.problems import Location, NavcheckError, Problem
from navcheck.core.report import Report
from navcheck.core.words import ReportEdition
from navcheck.files.disk import read_bytes, show_path
from navcheck.files.look_through import look_through
from navcheck.files.manifest import Manifest, Options, Output, OutputName, contents_of, sum_of
from navcheck.files.report_folder import REPORT_FOLDER, TEMPLATE_BYTES, TEMPLATE_FILE
from navcheck.files.report_saving import ANNEX as ANNEX_FILE
from navcheck.render.report import ANNEX, FORMATS, Format

STEM = "rapport"


@dataclass(frozen=True, slots=True)
class Built:
    """One file as it would be written."""

    edition: ReportEdition
    raw: bytes

    @property
    def sha256(self) -> str:
        """The sum by which it is known."""
        return sum_of(self.raw)


Files = Mapping[OutputName, Built]


def choose_names(forms: tuple[str, ...]) -> tuple[OutputName, ...]:
    """Return the names of the files of some formats, else of all.

    Raises:
        NavcheckError: `format`.

    """
    for form in forms:
        choose(FORMATS, form)
    return tuple(cast("OutputName", f"{STEM}.{form}") for form in FORMATS if form in (forms or FORMATS))


def edition_of(name: OutputName, *, named: bool, public: bool) -> ReportEdition:
    """Return the edition that a file is written in."""
    if named or public:
        return ReportEdition.NAMED if named else ReportEdition.PUBLIC
    return _format_of(name).edition


def build(material: Material, editions: Mapping[OutputName, ReportEdition], tongue: Tongue) -> Files:
    """Write the report as files of these names.

    Raises:
        NavcheckError: `not-a-document`, where the template is none that can be used.

    """
    return {name: Built(edition, _write(material, name, edition, tongue)) for name, edition in editions.items()}


def refuse_numbers(files: Files) -> None:
    """Look through all that is about to be written.

    Raises:
        NavcheckError: `personal-number`, for each place.

    """
    problems = [problem for name, built in files.items() for problem in look_through(name, built.raw)]
    if problems:
        raise NavcheckError(*problems)


def manifest_of(material: Material, files: Files, options: Options, language: str, day: date) -> Manifest:
    """Describe a build; what is known of earlier ones is not in it yet."""
    return Manifest.model_validate(
        {
            "navcheck": "manifest/1",
            "version": __version__,
            "survey": material.report.survey.id,
            "day": day,
            "language": language,
            "options": options,
            "inputs": material.inputs,
            "left_out": names_left_out(material),
            "counts": material.counts,
            "outputs": {name: _output(built) for name, built in sorted(files.items())},
        }
    )


def names_left_out(material: Material) -> tuple[str, ...]:
    """Return the names of what lies in the survey and was not read."""
    return tuple(sorted(left.name for left in material.left_out))


def _output(built: Built) -> Output:
    return Output(sha256=built.sha256, edition=built.edition, contents=contents_of(built.raw))


def _format_of(name: OutputName) -> Format:
    return ANNEX if name == ANNEX_FILE else FORMATS[name.removeprefix(f"{STEM}.")]


def _write(material: Material, name: OutputName, edition: ReportEdition, tongue: Tongue) -> bytes:
    report: Report = material.report.as_edition(edition)
    if not name.endswith(".docx") or material.template is None:
        return _format_of(name).write(report, tongue, None)
    from navcheck.render.report.docx.writer import NotADocument

    try:
        return _format_of(name).write(report, tongue, material.template)
    except NotADocument as error:
        at = Location(show_path(material.path / REPORT_FOLDER / TEMPLATE_FILE))
        raise NavcheckError(_no_template(at, error.message)) from None


def read_new_template(path: Path) -> bytes:
    """Read a document that is given as template.

    Raises:
        NavcheckError: `not-a-document`, and what reading it raises.

    """
    from navcheck.render.report.docx.template import NotADocument, open_template

    raw = read_bytes(path, TEMPLATE_BYTES)
    try:
        open_template(raw)
    except NotADocument as error:
        raise NavcheckError(_no_template(Location(show_path(path)), error.message)) from None
    return raw


def _no_template(at: Location, why: Message) -> Problem:
    hint = say("give another Word document with --template")
    return Problem("not-a-document", say("this cannot be the report's template: {why}", why=why), at, hint)
