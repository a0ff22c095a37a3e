"""The report's workbook in LibreOffice: on paper nothing runs off the page, and the heads stand on every one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from navcheck.core.messages import say
from navcheck.core.report import Desk, Report, build_report
from navcheck.core.words import ReportEdition
from navcheck.files.catalogues import load_tongue
from navcheck.files.survey_folder import open_folder, read_folder
from navcheck.render.report.workbook.writer import write_workbook
from tests.builders import make_round
from tests.office_suite import to_pdf, words_on_pages
from tests.program import EXAMPLE

pytestmark = [pytest.mark.slow, pytest.mark.needs_tool("soffice", "pdftotext")]

DAY = date(2026, 11, 21)
NB = load_tongue("nb")
_WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_A_LINE = 4.0
TOPICS, OF_EACH, OFFICES = 10, 6, 80


@dataclass(frozen=True)
class Page:
    """A printed page: the words on it, and those of them that do not stand within it."""

    words: list[str]
    outside: list[str]
    foot: str

    def is_of(self, sheet: str) -> bool:
        """Tell whether it is a sheet's: its name stands in the foot."""
        return self.foot == NB(say(sheet))


def pages_of(report: Report, folder: Path) -> Iterator[Page]:
    path = folder / "rapport.xlsx"
    path.write_bytes(write_workbook(report, NB))
    for width, height, content in _PAGE.findall(words_on_pages(to_pdf(path))):
        found = _WORD.findall(content)
        outside = [
            word
            for left, top, right, bottom, word in found
            if min(float(left), float(top)) < 0 or float(right) > float(width) or float(bottom) > float(height)
        ]
        lowest = max(float(bottom) for *_, bottom, _ in found)
        foot = " ".join(unescape(word) for *_, bottom, word in found if lowest - float(bottom) < _A_LINE)
        yield Page([unescape(word) for *_, word in found], outside, foot.partition(" Side ")[0].strip())


def wide() -> Report:
    """Build a report of ten topics with six questions each, and of many offices."""
    topics = "".join(
        f"""
      - id: t{topic}
        title: {{nb: Tema {topic}}}
        heading: {{nb: Overskriften{topic}}}
        shows: q{topic}-0
        questions:"""
        + "".join(
            f"""
          - id: q{topic}-{n}
            type: choice
            short: {{nb: Spm{topic}.{n}}}
            choices: {{ja: {{label: {{nb: Ja det har vi}}, status: met}}, nei: {{label: {{nb: Nei}}}}}}
            gaps: {{nei: risk}}
            text: {{nb: 'Har dere nummer {topic} {n}?'}}"""
            for n in range(OF_EACH)
        )
        for topic in range(TOPICS)
    )
    names = [f"q{topic}-{n}" for topic in range(TOPICS) for n in range(OF_EACH)]
    answers = {
        f"Nav Kontor{office:02} med hele omlandet rundt": {
            name: "nei" if (office + n) % 29 == 0 else "ja" for n, name in enumerate(names)
        }
        for office in range(OFFICES)
    }
    return build_report(make_round(f"\n    topics:{topics}\n", answers), Desk(), DAY)


@pytest.mark.parametrize("edition", [ReportEdition.NAMED, ReportEdition.PUBLIC])
def test_the_worked_example_stands_on_its_pages(tmp_path: Path, edition: ReportEdition) -> None:
    report = build_report(read_folder(open_folder(EXAMPLE))[0], Desk(), DAY).as_edition(edition)
    pages = list(pages_of(report, tmp_path))
    assert pages
    assert not [word for page in pages for word in page.outside]
    matrix = [page for page in pages if page.is_of("Matrix")]
    printed = "".join(word for page in matrix for word in page.words)
    for row in report.matrix.rows:
        assert "".join(row.office.name.split()) in printed
        for cell in row.cells:
            assert "".join(str(cell.said[0]).split()) in printed, row.office.name
    for page in matrix:
        assert {"Nav-kontor", "Tilbud"} <= set(page.words)


def test_many_topics_offices_and_questions_stay_on_their_pages(tmp_path: Path) -> None:
    pages = list(pages_of(wide(), tmp_path))
    assert not [word for page in pages for word in page.outside]
    heads = {
        "Matrix": [f"Overskriften{n}" for n in range(TOPICS)],
        "Points": [NB(say("Nav office")), NB(say("Action"))],
        "Data": ["office_name", "severity"],
    }
    for sheet, words in heads.items():
        own = [page for page in pages if page.is_of(sheet)]
        assert len(own) > 1, sheet
        for page in own:
            assert set(words) <= set(page.words), sheet
