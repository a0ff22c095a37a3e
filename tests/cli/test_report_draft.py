"""`report --draft-for`: what the report says about one office, and nothing of the others."""

import json
import re
import zipfile
from html import unescape
from pathlib import Path

import pytest
from docx import Document

from tests.cli.one_office import write
from tests.program import Ran, run
from tests.two_rounds import SILENT, Rounds, make_rounds

# What says which office it is, and what it may be called besides.
NAMES = {
    "askedal": ("Askedal",),
    "bjorkeli": ("Bjørkeli",),
    "elgheim": ("Elgheim",),
    "furumo": ("Furumo",),
    "granlia": ("Granlia",),
    "haugvoll": ("Haugvoll",),
    "kvernsund": ("Kvernsund",),
    "lillevik": ("Lillevik",),
    "myrvoll": ("Myrvoll",),
    "osnes-ravneberg": ("Osnes", "Ravneberg"),
    "selbukta": ("Selbukta",),
    "tinderud": ("Tinderud",),
    "ulvoy-nord": ("Ulvøy",),
    "vinterdalen": ("Vinterdalen", "Vinterli"),
}
SAID = "Rutinen er på plass fra 1. mai."
HOSTILE = "=cmd|'/C calc'!A0 <script>alert(1)</script> [a](javascript:b) | # *c*"


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> Rounds:
    """Open three rounds; two offices have commented, there is a plan, and the county's own text names an office."""
    made = make_rounds(tmp_path_factory.mktemp("rounds"))
    for office, text in (("elgheim", SAID), ("haugvoll", HOSTILE)):
        ran = run("comment", made.now, "--office", office, "--question", "plan", "--text", text)
        assert ran.code == 0, ran.err
    assert run("plan", made.now, "--update").code == 0
    (made.now / "report" / "tekst").mkdir(parents=True)
    write(made.now / "report" / "tekst" / "10-ingress.md", "# Ingress\n\nAskedal, Elgheim og Haugvoll er best.\n")
    return made


def drafts(survey: Path, folder: Path, *words: str) -> Ran:
    return run("report", survey, folder, *words)


def texts(folder: Path) -> dict[str, str]:
    """Return all words of each file by its name: of a document those of all its parts."""
    return {path.name: words_of(path) for path in sorted(folder.iterdir())}


def words_of(path: Path) -> str:
    raw = path.read_bytes()
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as parts:
            raw = b"\n".join(parts.read(name) for name in parts.namelist() if name.endswith((".xml", ".rels")))
    return unescape(re.sub(r"</w:p>", "\n", raw.decode())) if path.suffix != ".md" else raw.decode()


def test_there_is_a_document_and_a_page_for_each_office_that_is_named(rounds: Rounds, tmp_path: Path) -> None:
    ran = drafts(rounds.now, tmp_path / "ut", "--draft-for", "Elgheim", "--draft-for", "nav ulvøy nord")
    assert ran.code == 0, ran.err
    assert [Path(line).name for line in ran.out.splitlines()] == [
        "utkast-9903-elgheim-rapport.docx",
        "utkast-9903-elgheim-rapport.html",
        "utkast-9914-ulvoy-ulvoy-nord-rapport.docx",
        "utkast-9914-ulvoy-ulvoy-nord-rapport.html",
    ]
    assert "  navcheck letters fylket-2026 --kind utkast --office elgheim --office ulvoy-nord\n" in ran.err


def test_no_draft_says_anything_of_another_office(rounds: Rounds, tmp_path: Path) -> None:
    answered = [office for office in NAMES if office not in SILENT["2026"]]
    forms = ("--format", "docx", "--format", "html", "--format", "md")
    words = [word for office in answered for word in ("--draft-for", office)]
    ran = drafts(rounds.now, tmp_path / "ut", *forms, *words)
    assert ran.code == 0, ran.err
    found = texts(tmp_path / "ut")
    assert len(found) == 3 * (len(answered) + 1)  # Osnes og Ravneberg serve two municipalities
    for office in answered:
        own = {name: text for name, text in found.items() if belongs(name, office)}
        assert len(own) in {3, 6}, office
        others = [name for other, names in NAMES.items() if other != office for name in names]
        assert not [(file, name) for file, text in own.items() for name in others if name in text]
        assert all(any(name in text for name in NAMES[office]) for text in own.values())


def belongs(file: str, office: str) -> bool:
    """Tell whose draft a file is, by its name."""
    return file.split(".", maxsplit=1)[0].endswith(f"-{office}-rapport")


def test_it_holds_the_office_s_points_and_its_comment_beside_them(rounds: Rounds, tmp_path: Path) -> None:
    ran = drafts(rounds.now, tmp_path / "ut", "--draft-for", "elgheim", "--format", "md", "--language", "en")
    assert ran.code == 0, ran.err
    text = (tmp_path / "ut" / "utkast-9903-elgheim-rapport.md").read_text("utf-8")
    assert "Draft" in text
    assert "possible breach" in text.casefold()
    assert SAID.rstrip(".") in text.replace("\\", "")
    assert "er best" not in text


def test_hostile_words_in_a_comment_stay_words(rounds: Rounds, tmp_path: Path) -> None:
    forms = ("--format", "docx", "--format", "html", "--format", "md")
    assert drafts(rounds.now, tmp_path / "ut", "--draft-for", "haugvoll", *forms).code == 0
    page = (tmp_path / "ut" / "utkast-9906-haugvoll-rapport.html").read_text("utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    text = (tmp_path / "ut" / "utkast-9906-haugvoll-rapport.md").read_text("utf-8")
    assert "<script" not in text
    assert "[a](javascript" not in text
    assert "<script>alert(1)</script>" in words_of(tmp_path / "ut" / "utkast-9906-haugvoll-rapport.docx")


def test_whoever_has_not_responded_gets_no_draft_and_the_county_is_told(rounds: Rounds, tmp_path: Path) -> None:
    ran = drafts(rounds.now, tmp_path / "ut", "--draft-for", "Kvernsund")
    assert (ran.code, ran.raw) == (0, b"")
    assert ran.err == "Nav Kvernsund has not responded yet: no draft is written.\n"
    assert not (tmp_path / "ut").exists()
    ran = drafts(rounds.now, tmp_path / "ut", "--draft-for", "Kvernsund", "--draft-for", "Furumo")
    assert ran.out.count("\n") == 2
    assert "Nav Kvernsund has not responded yet" in ran.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--format", "xlsx"), "a draft is not written as «xlsx»"),
        (("--format", "json", "--format", "csv"), "choose between docx, html, md"),
        (("--named",), "--draft-for and --named do not go together"),
        (("--public",), "--draft-for and --public do not go together"),
        (("--drafts",), "--draft-for and --drafts do not go together"),
        (("--language", "sv"), "«sv» does not go with --language"),
        (("--draft-for", "Lillevk"), "did you mean"),
        (("--template", "finnes-ikke.docx"), "finnes-ikke.docx"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_written(
    rounds: Rounds, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    ran = drafts(rounds.now, tmp_path / "ut", "--draft-for", "Elgheim", *words)
    assert (ran.code, ran.raw) == (2, b"")
    assert said in ran.err
    assert not (tmp_path / "ut").exists()


def test_a_draft_goes_neither_into_the_survey_nor_over_what_is_there(rounds: Rounds, tmp_path: Path) -> None:
    before = sorted(rounds.now.rglob("*"))
    ran = drafts(rounds.now, rounds.now / "report", "--draft-for", "Elgheim")
    assert (ran.code, ran.raw) == (2, b"")
    assert "what goes out does not belong in a survey folder" in ran.err
    assert drafts(rounds.now, tmp_path / "ut", "--draft-for", "Elgheim").code == 0
    assert drafts(rounds.now, tmp_path / "ut", "--draft-for", "Elgheim").code == 0
    mine = tmp_path / "ut" / "utkast-9903-elgheim-rapport.docx"
    mine.write_bytes(b"Endret i Word")
    ran = drafts(rounds.now, tmp_path / "ut", "--draft-for", "Elgheim")
    assert ran.code == 2
    assert "is there already with something else in it" in ran.err
    assert mine.read_bytes() == b"Endret i Word"
    assert sorted(rounds.now.rglob("*")) == before


def test_where_no_folder_is_named_they_lie_where_the_letters_do(
    rounds: Rounds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("report", rounds.now, "--draft-for", "Elgheim")
    assert ran.out.splitlines()[0] == "fylket-2026-utsending/utkast-9903-elgheim-rapport.docx"
    before = (tmp_path / "fylket-2026-utsending" / "utkast-9903-elgheim-rapport.docx").read_bytes()
    ran = run("letters", rounds.now, "--kind", "utkast", "--office", "Elgheim")
    assert ran.code == 0, ran.err
    assert (tmp_path / "fylket-2026-utsending" / "utkast-9903-elgheim-rapport.docx").read_bytes() == before


@pytest.mark.parametrize(
    ("deadline", "shown", "told"),
    [
        ("", "", "The survey has no deadline for comments, and the drafts name no day."),
        ("2026-12-15", "2026-12-15", ""),
        ("2026-11-21", "comment until 2026-11-21", ""),
        ("2026-11-20", "", "Note that the deadline, 2026-11-20, has passed already."),
    ],
)
def test_the_deadline_for_comments_stands_in_it_and_it_is_a_draft_whatever_the_day(
    tmp_path: Path, deadline: str, shown: str, told: str
) -> None:
    survey = one_answer(tmp_path, f"comment_deadline: {deadline}\n" if deadline else "")
    ran = drafts(survey, tmp_path / "ut", "--draft-for", "nord", "--format", "md", "--language", "en")
    assert ran.code == 0, ran.err
    (text,) = texts(tmp_path / "ut").values()
    assert text.startswith("**Draft")
    assert shown in text
    assert told in ran.err
    assert told or "deadline" not in ran.err


def test_a_small_number_of_persons_is_told_by_no_draft(tmp_path: Path) -> None:
    forms = ("--format", "docx", "--format", "html", "--format", "md")
    found = {}
    for few in (2, 3, 5):
        (tmp_path / str(few)).mkdir()
        survey = one_answer(tmp_path / str(few), few=few)
        assert drafts(survey, tmp_path / str(few) / "ut", "--draft-for", "nord", *forms).code == 0
        found[few] = {path.name: path.read_bytes() for path in (tmp_path / str(few) / "ut").iterdir()}
    assert len(found[2]) == 3
    assert found[2] == found[3]
    assert not any(found[5][name] == found[3][name] for name in found[3])
    assert "1–4" in found[3]["utkast-9901-nord-rapport.md"].decode()


def test_the_county_s_own_document_is_what_a_draft_is_written_in(rounds: Rounds, tmp_path: Path) -> None:
    given, lying = tmp_path / "gitt.docx", rounds.now / "report" / "mal.docx"
    for path, words in ((given, "Fylkets brevhode"), (lying, "Malens brevhode")):
        template = Document()
        template.sections[0].header.paragraphs[0].text = words
        template.save(str(path))
    name = "utkast-9903-elgheim-rapport.docx"
    try:
        assert drafts(rounds.now, tmp_path / "a", "--draft-for", "Elgheim", "--template", str(given)).code == 0
        assert run("letters", rounds.now, tmp_path / "b", "--kind", "utkast", "--office", "Elgheim").code == 0
        assert "Fylkets brevhode" in words_of(tmp_path / "a" / name)
        assert "Malens brevhode" in words_of(tmp_path / "b" / name)
        lying.write_bytes(b"ikke et dokument")
        ran = drafts(rounds.now, tmp_path / "c", "--draft-for", "Elgheim")
        assert (ran.code, ran.raw) == (2, b"")
        assert "report/mal.docx" in ran.err
    finally:
        lying.unlink()


def test_the_named_report_prints_a_comment_beside_its_point_and_the_public_one_prints_none(tmp_path: Path) -> None:
    survey = one_answer(tmp_path)
    assert run("comment", survey, "--office", "nord", "--question", "deltakere", "--text", SAID).code == 0
    assert run("report", survey, "--named", "--format", "md", "--format", "json", "--language", "en").code == 0
    (row,) = [line for line in (survey / "report" / "rapport.md").read_text("utf-8").splitlines() if "1. mai" in line]
    assert row.startswith("| Nav Nord |")
    (said,) = json.loads((survey / "report" / "rapport.json").read_bytes())["comments"]
    assert said == {"office": "nord", "question": "deltakere", "date": "2026-11-21", "text": SAID}
    assert run("report", survey, "--public", "--format", "md", "--format", "json", "--language", "en").code == 0
    for name in ("rapport.md", "rapport.json"):
        assert "1. mai" not in (survey / "report" / name).read_text("utf-8").replace("\\", "")


@pytest.mark.parametrize(("language", "lang"), [("", "nn"), ("nb", "nb"), ("en", "en")])
def test_it_is_in_the_language_of_the_municipality_unless_another_is_asked_for(
    tmp_path: Path, language: str, lang: str
) -> None:
    survey = one_answer(tmp_path)
    words = ("--language", language) if language else ()
    assert drafts(survey, tmp_path / "ut", "--draft-for", "sor", "--format", "html", *words).code == 0
    (page,) = texts(tmp_path / "ut").values()
    assert f'<html lang="{lang}"' in page


CHECKLIST = """
navcheck: checklist/1
id: alle
version: "1"
title: {nb: Hver type}
topics:
  - id: tema
    title: {nb: Tema}
    heading: {nb: Deltakere}
    shows: deltakere
    questions:
      - id: deltakere
        type: number
        persons: true
        unit: {nb: personer}
        text: {nb: Hvor mange deltar}
        gaps: [{above: 0, severity: risk}]
"""
COUNTY = """
navcheck: county/1
id: fylket
name: Fylket
authority: Statsforvalteren
offices:
  - {id: nord, name: Nav Nord, municipalities: [{no: "9901", name: Nord, language: nb}]}
  - {id: sor, name: Nav Sør, municipalities: [{no: "9902", name: Sør, language: nn}]}
"""


def one_answer(folder: Path, more: str = "", *, few: int = 3) -> Path:
    """Open a survey of two offices, of which one answers a small number of persons; return its folder."""
    checklist, county = write(folder / "alle.yaml", CHECKLIST), write(folder / "fylket.yaml", COUNTY)
    assert run("start", checklist, "--county", county, "--id", "fylket-2026", folder=folder).code == 0
    survey = folder / "fylket-2026"
    path = survey / "survey.yaml"
    path.write_text(path.read_text("utf-8").replace("offices:", f"{more}offices:", 1), "utf-8")
    for office, number in (("nord", few), ("sor", 637)):
        answers = write(folder / f"{office}.yaml", f"deltakere: {number}\n")
        assert run("answer", survey, "--office", office, "--answers", answers).code == 0
    return survey
