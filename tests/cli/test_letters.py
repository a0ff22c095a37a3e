"""Letters are files that the county sends itself: one a municipality, in its language, and never over another."""

import html
import re
from datetime import date
from pathlib import Path
from urllib.parse import quote

import docx
import pytest

from tests.program import run

SYNTHETIC = "01816550072"  # month + 80: nobody's


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    """Open a survey of three offices: Risør has decided bokmål, Vegårshei nynorsk, and nobody knows Lister's own."""
    offices = ("--office", "Risør", "--office", "Vegårshei", "--office", "Lister")
    words = ("--id", "agder-2026", "--event", "Korona", "--deadline", "2026-12-15")
    assert run("start", "kvp-agder-2020", "--county", "agder", *offices, *words, folder=tmp_path).code == 0
    path = tmp_path / "agder-2026"
    change(path, "name: Risør\n", "name: Risør\n    language: nb\n")
    change(path, "name: Vegårshei\n", "name: Vegårshei\n    language: nn\n")
    return path


def change(survey: Path, old: str, new: str) -> None:
    path = survey / "survey.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def letters(survey: Path, folder: Path, *more: str, kind: str = "oversending") -> list[str]:
    ran = run("letters", survey, "--kind", kind, folder, *more)
    assert ran.code == 0, ran.err
    return [Path(line).relative_to(folder).as_posix() for line in ran.out.splitlines()]


def test_there_is_a_letter_for_each_municipality_in_every_format(survey: Path, tmp_path: Path) -> None:
    names = letters(survey, tmp_path / "brev")
    assert names == [
        "oversending-4201-risor.md",
        "oversending-4201-risor.html",
        "oversending-4201-risor.docx",
        "oversending-4212-vegarshei.md",
        "oversending-4212-vegarshei.html",
        "oversending-4212-vegarshei.docx",
        "oversending-lister.md",
        "oversending-lister.html",
        "oversending-lister.docx",
    ]
    assert sorted(path.name for path in (tmp_path / "brev").iterdir()) == sorted(names)


def test_each_is_in_the_language_that_the_municipality_has_decided_else_in_the_county_s(
    survey: Path, tmp_path: Path
) -> None:
    letters(survey, tmp_path / "brev", "--language", "nn")
    found = {path.stem: path.read_text("utf-8")[:60] for path in (tmp_path / "brev").glob("*.html")}
    assert {name: text.split('lang="')[1][:2] for name, text in found.items()} == {
        "oversending-4201-risor": "nb",
        "oversending-4212-vegarshei": "nn",
        "oversending-lister": "nn",
    }


def test_the_letter_says_the_day_it_was_made_whom_it_is_from_and_whom_to_ask(survey: Path, tmp_path: Path) -> None:
    letters(survey, tmp_path / "brev", "--office", "Risør", "--contact", "post@example.no")
    page = (tmp_path / "brev" / "oversending-4201-risor.html").read_text("utf-8")
    assert all(words in page for words in ("21.11.2026", "Statsforvalteren i Agder", "post@example.no", "NAV Risør"))
    assert "<mark>" not in page
    assert "Vegårshei" not in page


def test_the_word_document_says_what_the_letter_says_marks_what_is_left_and_links_the_law(
    survey: Path, tmp_path: Path
) -> None:
    letters(survey, tmp_path / "brev", "--office", "Vegårshei")
    word = docx.Document(str(tmp_path / "brev" / "oversending-4212-vegarshei.docx"))
    said = [one.text for one in word.paragraphs]
    assert said[:3] == ["Statsforvalteren i Agder", "Til:\tVegårshei kommune", "Dato:\t21.11.2026"]
    page = html.unescape((tmp_path / "brev" / "oversending-4212-vegarshei.html").read_text("utf-8"))
    plain = "".join(re.sub(r"<style>.*?</style>|<[^>]*>", "", page, flags=re.DOTALL).split())
    for text in said[3:]:
        for part in re.split(r"\t|\n", text):
            assert "".join(part.removesuffix(":").split()) in plain
    marked = [run.text for one in word.paragraphs for run in one.runs if run.font.highlight_color is not None]
    assert marked == re.findall("<mark>(.*?)</mark>", page)
    assert marked
    linked = {link.url for one in word.paragraphs for link in one.hyperlinks}
    assert linked == {quote(url, safe=":/") for url in re.findall('class="law" href="(.*?)"', page)}
    about = word.core_properties
    assert (about.author, about.language) == ("Statsforvalteren i Agder", "nn-NO")


def test_an_office_that_has_answered_gets_the_covering_letter_all_the_same(survey: Path, tmp_path: Path) -> None:
    answers = tmp_path / "svar.yaml"
    answers.write_text("identifisert: Ja\ntilbud: Ja\ncorona: Nei\nutfordringer: Ingen\n", "utf-8")
    assert run("answer", survey, "--office", "Risør", "--answers", answers).code == 0
    assert "oversending-4201-risor.md" in letters(survey, tmp_path / "brev")


def test_a_survey_that_does_not_say_who_asks_is_told_of(tmp_path: Path) -> None:
    assert run("start", "kvp", "--office", "Nav Lillevik", "--id", "lillevik", folder=tmp_path).code == 0
    ran = run("letters", tmp_path / "lillevik", "--kind", "oversending", tmp_path / "brev")
    assert ran.code == 0
    assert "the letters are from «Statsforvalteren». Write «authority» in survey.yaml." in ran.err
    path = tmp_path / "lillevik" / "survey.yaml"
    path.write_text(
        path.read_text("utf-8").replace("offices:", "authority: Statsforvalteren i Agder\noffices:"), "utf-8"
    )
    ran = run("letters", tmp_path / "lillevik", "--kind", "oversending", tmp_path / "andre")
    assert "authority" not in ran.err
    assert "**Statsforvalteren i Agder**" in (tmp_path / "andre" / "oversending-lillevik.md").read_text("utf-8")


def test_what_is_left_to_the_county_is_said_once(survey: Path, tmp_path: Path) -> None:
    change(survey, "deadline: 2026-12-15\n", "")
    ran = run("letters", survey, "--kind", "oversending", tmp_path / "brev")
    assert ran.err.count("--contact") == 1
    assert ran.err.count("Write «deadline» in survey.yaml") == 1
    assert ran.err.count("does not say which municipalities NAV Lister serves") == 1
    text = (tmp_path / "brev" / "oversending-lister.md").read_text("utf-8")
    assert "**\\[" in text


def test_supervision_demands_only_what_is_supervised(tmp_path: Path) -> None:
    words = ("--county", "agder", "--office", "Risør", "--id", "j-2026")
    assert run("start", "jobbsjansen", *words, folder=tmp_path).code == 0
    change(tmp_path / "j-2026", "basis: voluntary", "basis: supervision")
    letters(tmp_path / "j-2026", tmp_path / "brev")
    text = (tmp_path / "brev" / "oversending-4201-risor.md").read_text("utf-8")
    assert "kommuneloven § 30-3 første ledd" in text
    assert "gjelder ikke spørsmål 1, 2, 3, 4, 9 og 10," in text


def test_the_same_letters_again_change_nothing_and_others_are_not_written_over(survey: Path, tmp_path: Path) -> None:
    names = letters(survey, tmp_path / "brev")
    assert letters(survey, tmp_path / "brev") == names
    mine = tmp_path / "brev" / "oversending-4201-risor.md"
    mine.write_text("Endret for hånd", "utf-8")
    (tmp_path / "brev" / "oversending-lister.md").unlink()
    ran = run("letters", survey, "--kind", "oversending", tmp_path / "brev")
    assert (ran.code, ran.raw) == (2, b"")
    assert "not saved: 1 file is there already with something else in it: oversending-4201-risor.md" in ran.err
    assert mine.read_text("utf-8") == "Endret for hånd"
    assert not (tmp_path / "brev" / "oversending-lister.md").exists()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--kind", "oversendin"), "did you mean «oversending»?"),
        (("--kind", "purring"), "there is no letter of the kind «purring»"),
        (("--kind", "oversending", "--language", "en"), "«en» does not go with --language"),
        (("--kind", "oversending", "--office", "Arendal"), "«Arendal» is not an office of this survey"),
        (("--kind", "oversending", "--contact", SYNTHETIC), "national identity number: [hidden]"),
        ((), "--kind"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_written(
    survey: Path, tmp_path: Path, more: tuple[str, ...], words: str
) -> None:
    ran = run("letters", survey, *more, tmp_path / "brev")
    assert (ran.code, ran.raw) == (2, b"")
    assert words in ran.err
    assert SYNTHETIC not in ran.err
    assert not (tmp_path / "brev").exists()


def test_a_file_in_the_folder_s_place_is_a_problem(survey: Path, tmp_path: Path) -> None:
    (tmp_path / "brev").write_text("noe annet", "utf-8")
    ran = run("letters", survey, "--kind", "oversending", tmp_path / "brev")
    assert ran.code == 2
    assert "this is a file, and a folder is needed" in ran.err
    assert (tmp_path / "brev").read_text("utf-8") == "noe annet"


# The kinds that follow what the offices have sent


def answered(survey: Path, office: str, *more: str) -> None:
    path = survey.parent / "svar.yaml"
    path.write_text("identifisert: Ja\ntilbud: Ja\ncorona: Nei\nutfordringer: Ingen\n", "utf-8")
    assert run("answer", survey, "--office", office, "--answers", path, *more).code == 0


def ask(survey: Path, office: str, text: str = "Hvem eier rutinen?") -> None:
    words = ("--question", "identifisert", "--text", text, "--until", "2026-12-05")
    assert run("ask", survey, "--office", office, *words).code == 0


def test_each_kind_goes_to_those_whom_it_is_for(survey: Path, tmp_path: Path) -> None:
    answered(survey, "Risør")
    answered(survey, "Vegårshei")
    ask(survey, "Vegårshei")
    named = {
        kind: [name for name in letters(survey, tmp_path / kind, kind=kind) if name.endswith(".md")]
        for kind in ("paminnelse", "utdyping", "utkast", "takk")
    }
    assert named == {
        "paminnelse": ["paminnelse-lister.md"],
        "utdyping": ["utdyping-4212-vegarshei.md"],
        "utkast": ["utkast-4201-risor.md", "utkast-4212-vegarshei.md"],
        "takk": ["takk-4201-risor.md", "takk-4212-vegarshei.md"],
    }
    pages = {path.stem: path.read_text("utf-8") for kind in named for path in (tmp_path / kind).glob("*.html")}
    assert '<html lang="nn">' in pages["utdyping-4212-vegarshei"]
    assert "Hvem eier rutinen?" in pages["utdyping-4212-vegarshei"]
    assert '<html lang="nb">' in pages["takk-4201-risor"]
    assert not [name for name, page in pages.items() if "vegarshei" not in name and "Vegårshei" in page]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("paminnelse", "Nobody is to be reminded."),
        ("utdyping", "Nobody is asked to elaborate anything."),
        ("utkast", "Nobody has responded yet: no letter is written."),
        ("takk", "Nobody has responded yet: no letter is written."),
    ],
)
def test_where_nobody_is_to_be_written_to_that_is_said_and_nothing_is_written(
    survey: Path, tmp_path: Path, kind: str, words: str
) -> None:
    if kind == "paminnelse":
        for office in ("Risør", "Vegårshei", "Lister"):
            answered(survey, office)
    ran = run("letters", survey, "--kind", kind, tmp_path / "brev")
    assert (ran.code, ran.raw, ran.err) == (0, b"", f"{words}\n")
    assert not (tmp_path / "brev").exists()


def test_an_office_that_is_named_in_vain_is_told_why(survey: Path, tmp_path: Path) -> None:
    answered(survey, "Risør")
    assert run("extend", survey, "--office", "Vegårshei", "--until", "2026-12-22").code == 0
    named = ("--office", "Risør", "--office", "Vegårshei")
    ran = run("letters", survey, "--kind", "paminnelse", tmp_path / "brev", *named)
    assert (ran.code, ran.raw) == (0, b"")
    assert ran.err.splitlines() == [
        "NAV Risør has responded: no reminder is written.",
        "NAV Vegårshei has until 2026-12-22: no reminder is written.",
    ]
    ran = run("letters", survey, "--kind", "paminnelse", tmp_path / "brev", *named, "--office", "Lister")
    assert ran.out.count("\n") == 3
    assert "NAV Risør has responded" in ran.err
    assert "no reminder" not in run("letters", survey, "--kind", "paminnelse", tmp_path / "andre").err


@pytest.mark.parametrize("kind", ["paminnelse", "utdyping", "utkast", "takk"])
def test_a_response_that_cannot_be_read_gets_no_letter_and_the_county_is_told(
    survey: Path, tmp_path: Path, kind: str
) -> None:
    answered(survey, "Risør")
    answered(survey, "Vegårshei")
    ask(survey, "Vegårshei")
    (survey / "received" / "risor-1.yaml").write_text("dette er ikke et svar\n", "utf-8")
    ran = run("letters", survey, "--kind", kind, tmp_path / "brev")
    assert ran.code == 1
    assert "risor-1.yaml" in ran.err
    assert ran.err.count("NAV Risør has sent a response that cannot be read: no letter is written to it.") == 1
    assert ran.out
    assert "risor" not in ran.out
    ran = run("letters", survey, "--kind", "oversending", tmp_path / "andre")
    assert (ran.code, "risor" in ran.out) == (0, True)


def test_the_county_is_told_once_how_to_make_what_is_enclosed(survey: Path, tmp_path: Path) -> None:
    answered(survey, "Risør")
    answered(survey, "Vegårshei", "--on-behalf")
    ran = run("letters", survey, "--kind", "takk", tmp_path / "takk")
    assert ran.err.count("  navcheck print agder-2026 --office O --for-confirmation\n") == 1
    ran = run("letters", survey, "--kind", "takk", tmp_path / "andre", "--office", "Risør")
    assert "navcheck" not in ran.err


def test_the_draft_that_a_letter_encloses_lies_beside_it_in_its_language(survey: Path, tmp_path: Path) -> None:
    answered(survey, "Risør")
    answered(survey, "Vegårshei")
    change(survey, "deadline: 2026-12-15\n", "deadline: 2026-12-15\ncomment_deadline: 2026-12-20\n")
    names = letters(survey, tmp_path / "brev", "--contact", "post@example.no", kind="utkast")
    drafts = [name for name in names if "-rapport" in name]
    assert drafts == [
        "utkast-4201-risor-rapport.docx",
        "utkast-4201-risor-rapport.html",
        "utkast-4212-vegarshei-rapport.docx",
        "utkast-4212-vegarshei-rapport.html",
    ]
    pages = {name: (tmp_path / "brev" / name).read_text("utf-8") for name in drafts if name.endswith(".html")}
    assert [page.split('lang="')[1][:2] for page in pages.values()] == ["nb", "nn"]
    assert ["NAV Risør" in page for page in pages.values()] == [True, False]
    assert all("20.12.2026" in page for page in pages.values())
    letter = (tmp_path / "brev" / "utkast-4201-risor.md").read_text("utf-8")
    assert "Utkast: Det rapporten sier om NAV Risør" in letter
    assert "post\\@example.no" in letter


def test_where_to_find_the_drafts_and_what_they_lack_is_said_once(survey: Path, tmp_path: Path) -> None:
    answered(survey, "Risør")
    answered(survey, "Vegårshei")
    ran = run("letters", survey, "--kind", "utkast", tmp_path / "brev", "--office", "Risør")
    assert ran.code == 0
    assert "vegarshei" not in ran.out
    assert ran.err.count("Beside each letter lies the draft that it encloses.") == 1
    assert ran.err.count("Give it with --comments-until.") == 1
    assert "navcheck gaps" not in ran.err


def test_a_municipality_with_two_offices_gets_a_draft_of_each(tmp_path: Path) -> None:
    path = tmp_path / "fylket.yaml"
    served = "municipalities: [{no: '9901', name: Lillevik}]"
    path.write_text(
        "navcheck: county/1\nid: fylket\nname: Fylket\nauthority: Statsforvalteren\noffices:\n"
        f"  - {{id: nord, name: Nav Nord, {served}}}\n  - {{id: sor, name: Nav Sør, {served}}}\n",
        "utf-8",
    )
    words = ("--county", path, "--id", "agder-2026", "--event", "Korona")
    assert run("start", "kvp-agder-2020", *words, folder=tmp_path).code == 0
    survey = tmp_path / "agder-2026"
    answered(survey, "nord")
    answered(survey, "sor")
    names = letters(survey, tmp_path / "brev", kind="utkast")
    assert [name for name in names if name.endswith(".html")] == [
        "utkast-9901-lillevik.html",
        "utkast-9901-lillevik-nord-rapport.html",
        "utkast-9901-lillevik-sor-rapport.html",
    ]
    page = (tmp_path / "brev" / "utkast-9901-lillevik-nord-rapport.html").read_text("utf-8")
    assert "Nav Nord" in page
    assert "Nav Sør" not in page


def test_a_last_day_that_has_passed_is_pointed_out(survey: Path, tmp_path: Path) -> None:
    answered(survey, "Risør")
    change(survey, "deadline: 2026-12-15\n", "deadline: 2026-12-15\ncomment_deadline: 2026-11-20\n")
    ran = run("letters", survey, "--kind", "utkast", tmp_path / "brev")
    assert "Note that the deadline, 2026-11-20, has passed already." in ran.err
    assert "--comments-until" not in ran.err
    assert "has passed" not in run("letters", survey, "--kind", "takk", tmp_path / "takk").err


def test_a_personal_number_in_a_request_reaches_no_letter(survey: Path, tmp_path: Path) -> None:
    answered(survey, "Risør")
    ask(survey, "Risør")
    draft = survey / "drafts" / "risor.yaml"
    draft.write_text(draft.read_text("utf-8").replace("Hvem eier rutinen?", f"Gjelder {SYNTHETIC}"), "utf-8")
    ran = run("letters", survey, "--kind", "utdyping", tmp_path / "brev")
    assert ran.raw == b""
    assert SYNTHETIC not in ran.err
    assert not (tmp_path / "brev").exists()


def test_many_files_that_are_there_already_are_one_problem(survey: Path, tmp_path: Path) -> None:
    letters(survey, tmp_path / "brev")
    ran = run("letters", survey, "--kind", "oversending", tmp_path / "brev", "--contact", "kvp@example.no")
    assert ran.code == 2
    assert "9 files are there already with something else in them: oversending-4201-risor.md" in ran.err
    assert ran.err.count("\n") == 2


def test_a_deadline_that_has_passed_is_pointed_out_before_the_letters_go_out(survey: Path, tmp_path: Path) -> None:
    ran = run("letters", survey, "--kind", "oversending", tmp_path / "brev", today=date(2026, 12, 16))
    assert ran.code == 0
    assert "the deadline, 2026-12-15, has passed already" in ran.err
