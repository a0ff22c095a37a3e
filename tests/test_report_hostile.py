"""Hostile texts in every field of every format: read back as texts, in a file of the same build as harmless ones."""

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import docx
import openpyxl
import pytest

from navcheck.core.text import clean
from navcheck.core.words import ReportEdition
from navcheck.render.lines import printable
from navcheck.render.report import FORMATS
from tests.hostile_filling import Filling
from tests.hostile_survey import HTTPS, NOW, make_hostile
from tests.hostile_texts import HOSTILE, HOSTILE_LINES
from tests.office_suite import to_pdf
from tests.program import run
from tests.promises import Proof
from tests.report_skeletons import Bones, bones_of

NAMED, PUBLIC = ReportEdition.NAMED, ReportEdition.PUBLIC


# A cell of a workbook holds 32 767 characters, and says so where it holds no more.
SHORTENED = 20_000


@dataclass(frozen=True)
class Case:
    """Which texts stand in the fields that may have several lines, and with which of them the fields begin."""

    lines: tuple[str, ...]
    shift: int
    edition: ReportEdition


ONE_LINE, SEVERAL = (Case(lines, 0, NAMED) for lines in (HOSTILE, HOSTILE_LINES))
QUICK = [Case(lines, 0, edition) for lines in (HOSTILE, HOSTILE_LINES) for edition in (NAMED, PUBLIC)]
# Each text comes to stand in other fields for each shift.
SHIFTED = [
    Case(lines, shift, edition)
    for lines in (HOSTILE, HOSTILE_LINES)
    for shift in range(3, len(lines), 17)
    for edition in (NAMED, PUBLIC)
]


@dataclass
class Reports:
    """Builds reports, each once."""

    folder: Path
    done: dict[tuple[Case, bool], tuple[Filling, Path]] = field(default_factory=dict)

    def built(self, case: Case, *, is_harmless: bool = False) -> tuple[Filling, Path]:
        """Build every format; return what the fields were given, and the folder of the report."""
        if (case, is_harmless) not in self.done:
            folder = self.folder / str(len(self.done))
            given = Filling(lines=case.lines, shift=case.shift, is_harmless=is_harmless)
            make_hostile(folder, given)
            ran = run("report", NOW, f"--{case.edition.value}", language="nb", folder=folder)
            assert ran.code == 0, ran.err
            self.done[case, is_harmless] = given, folder / NOW / "report"
        return self.done[case, is_harmless]

    def file(self, case: Case, form: str, *, is_harmless: bool = False) -> Path:
        return self.built(case, is_harmless=is_harmless)[1] / f"rapport.{form}"

    def check(self, case: Case, form: str, proof: Proof, name: str = "rapport") -> None:
        """Hold the report against the harmless one: the same build, and in place of each harmless text its hostile."""
        given, _ = self.built(case)
        files = (self.file(case, form, is_harmless=one).with_stem(name) for one in (False, True))
        hostile, harmless = (bones_of(form, file.read_bytes()) for file in files)

        def shown(text: str) -> str:
            return text if form == "json" else printable(text)

        assert hostile.parts == harmless.parts
        assert hostile.texts != harmless.texts
        assert tight(hostile.texts) == tight(given.meant(text, shown) for text in harmless.texts)
        assert hostile.links == harmless.links
        assert {address for address in hostile.links if not address.startswith("#")} <= {HTTPS}
        for _ in given.stood_in(harmless.texts):
            proof.count(survived=True)


def tight(texts: Iterable[str]) -> list[str]:
    """Take the spaces out, which are kept at the ends of some texts and not of others, and what a cell cannot hold."""
    return ["".join(text.split())[:SHORTENED] for text in texts]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Reports:
    return Reports(tmp_path_factory.mktemp("hostile"))


@pytest.mark.proof("P9")
@pytest.mark.parametrize("case", QUICK, ids=lambda case: f"{len(case.lines)}-{case.edition}")
@pytest.mark.parametrize("form", FORMATS)
def test_hostile_texts_are_only_read(reports: Reports, form: str, case: Case, proof: Proof) -> None:
    reports.check(case, form, proof)


@pytest.mark.slow
@pytest.mark.proof("P9")
@pytest.mark.parametrize("case", SHIFTED, ids=lambda case: f"{len(case.lines)}-{case.shift}-{case.edition}")
def test_each_hostile_text_is_only_read_in_many_fields(reports: Reports, case: Case, proof: Proof) -> None:
    for form in FORMATS:
        reports.check(case, form, proof)


@pytest.mark.slow
@pytest.mark.proof("P9")
def test_hostile_texts_are_only_read_on_the_countys_own_template_and_in_an_annex_too(
    tmp_path: Path, proof: Proof
) -> None:
    reports, base, word = Reports(tmp_path), tmp_path / "mal.docx", docx.Document()
    word.sections[0].footer.paragraphs[0].text = "Postboks 1"
    word.save(str(base))
    for is_harmless in (False, True):
        _, folder = reports.built(ONE_LINE, is_harmless=is_harmless)
        again = ("report", folder.parent, "--named", "--format", "docx", "--template", base)
        assert run(*again, language="nb").code == 0
        own = docx.Document(str(folder / "rapport.docx"))
        own.add_paragraph("Dette har fylket skrevet selv.")
        own.save(str(folder / "rapport.docx"))
        ran = run(*again, language="nb")
        assert (folder / "vedlegg.docx").exists(), ran.err
    reports.check(ONE_LINE, "docx", proof)
    reports.check(ONE_LINE, "docx", proof, "vedlegg")


# What an adviser's text may bring with it: quotes, lists, words that stand out.
OF_TEXTS = {
    "html": {"blockquote", "ol", "em", "strong"},
    "docx": {"lvlOverride", "startOverride", "i"},
    "md": {"em", "strong"},
}


@pytest.mark.parametrize("form", OF_TEXTS)
def test_the_advisers_own_text_carries_nothing_out(tmp_path: Path, form: str) -> None:
    survey = make_hostile(tmp_path, Filling(is_harmless=True))
    usual = tags_in(bones_of(form, build_again(survey, form)))
    text = "\n\n".join(("# Tekst", *map(clean, HOSTILE + HOSTILE_LINES)))
    (survey / "report" / "tekst" / "20-tekst.md").write_text(text, "utf-8", newline="")
    bones = bones_of(form, build_again(survey, form))
    assert tags_in(bones) <= usual | OF_TEXTS[form]
    assert not [part for part in bones.parts if part.startswith("image")]
    assert all(address.startswith(("#", "https://example.org")) for address in bones.links)
    assert "alert(1)" in "".join(bones.texts)


def tags_in(bones: Bones) -> set[str]:
    return {found[1] for part in bones.parts if (found := re.match(r"<(?:\{.*\})?([^/ >]+)", part))}


def build_again(survey: Path, form: str) -> bytes:
    ran = run("report", survey, "--named", "--format", form, language="nb")
    assert ran.code == 0, ran.err
    return (survey / "report" / f"rapport.{form}").read_bytes()


def parted(reports: Reports, form: str) -> Bones:
    return bones_of(form, reports.file(ONE_LINE, form).read_bytes())


@pytest.mark.parametrize(
    ("form", "old", "new"),
    [
        ("html", "&lt;script&gt;", "<script>"),
        ("html", "&lt;!-- --&gt;", "<!-- -->"),
        ("md", r"\*a\*", "*a*"),
        ("md", r"\_b\_", "_b_"),
        ("md", r"\[x\](javascript:alert(1))", "[x](/alert(1))"),
    ],
)
def test_a_text_that_is_not_escaped_is_noticed(reports: Reports, form: str, old: str, new: str) -> None:
    text = reports.file(ONE_LINE, form).read_text("utf-8")
    assert old in text
    assert bones_of(form, text.replace(old, new, 1).encode()).parts != parted(reports, form).parts


def test_a_cell_that_runs_is_noticed(reports: Reports) -> None:
    raw = reports.file(ONE_LINE, "xlsx").read_bytes()
    book, made = openpyxl.load_workbook(io.BytesIO(raw)), io.BytesIO()
    book.worksheets[1]["B2"] = "=1+1"
    book.save(made)
    assert bones_of("xlsx", made.getvalue()).parts != parted(reports, "xlsx").parts
    table = reports.file(ONE_LINE, "csv").read_text("utf-8-sig")
    unguarded, count = re.subn("'([=+@-])", r"\1", table, count=1)
    assert count
    with pytest.raises(AssertionError):
        bones_of("csv", unguarded.encode())


@pytest.mark.slow
@pytest.mark.needs_tool("soffice")
@pytest.mark.parametrize("case", [ONE_LINE, SEVERAL], ids=["one line", "several lines"])
@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_a_hostile_report_opens_in_the_office_suite(reports: Reports, form: str, case: Case) -> None:
    pdf = to_pdf(reports.file(case, form))
    assert pdf.read_bytes().startswith(b"%PDF")
