"""The report in its formats. A format is imported when it is asked for: only the document needs python-docx."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from navcheck.core.messages import Tongue
from navcheck.core.words import ReportEdition

if TYPE_CHECKING:
    from navcheck.core.report import Report

# Takes a report in one edition and a language; `template` is the county's own document, which only docx has a use for.
Writer = Callable[["Report", Tongue, bytes | None], bytes]


def _docx(report: "Report", tongue: Tongue, template: bytes | None) -> bytes:
    from navcheck.render.report.docx.writer import write_docx  # noqa: PLC0415
    from navcheck.render.report.layout import lay_out  # noqa: PLC0415

    return write_docx(lay_out(report, tongue), template)


def _annex(report: "Report", tongue: Tongue, template: bytes | None) -> bytes:
    from navcheck.render.report.docx.writer import write_docx  # noqa: PLC0415
    from navcheck.render.report.layout import lay_out_annex  # noqa: PLC0415

    return write_docx(lay_out_annex(report, tongue), template)


def _html(report: "Report", tongue: Tongue, _template: bytes | None) -> bytes:
    from navcheck.render.report.html import write_html  # noqa: PLC0415
    from navcheck.render.report.layout import lay_out  # noqa: PLC0415

    return write_html(lay_out(report, tongue))


def _markdown(report: "Report", tongue: Tongue, _template: bytes | None) -> bytes:
    from navcheck.render.report.layout import lay_out  # noqa: PLC0415
    from navcheck.render.report.markdown import write_markdown  # noqa: PLC0415

    return write_markdown(lay_out(report, tongue))


def _xlsx(report: "Report", tongue: Tongue, _template: bytes | None) -> bytes:
    from navcheck.render.report.workbook.writer import write_workbook  # noqa: PLC0415

    return write_workbook(report, tongue)


def _csv(report: "Report", tongue: Tongue, _template: bytes | None) -> bytes:
    from navcheck.render.report.table import write_table  # noqa: PLC0415

    return write_table(report, tongue)


def _json(report: "Report", tongue: Tongue, _template: bytes | None) -> bytes:
    from navcheck.render.report.data import write_data  # noqa: PLC0415

    return write_data(report, tongue)


@dataclass(frozen=True, slots=True)
class Format:
    """One format: how it is written, and for whom where nothing else is said."""

    write: Writer
    edition: ReportEdition


# By the ending of the file.
FORMATS: Mapping[str, Format] = {
    "docx": Format(_docx, ReportEdition.NAMED),
    "xlsx": Format(_xlsx, ReportEdition.NAMED),
    "html": Format(_html, ReportEdition.PUBLIC),
    "md": Format(_markdown, ReportEdition.PUBLIC),
    "csv": Format(_csv, ReportEdition.NAMED),
    "json": Format(_json, ReportEdition.NAMED),
}
# What is written in place of a report that the county has worked on.
ANNEX = Format(_annex, ReportEdition.NAMED)
