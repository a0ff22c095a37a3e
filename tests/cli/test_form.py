"""The forms alone: for all or for each, both written languages, and guides to building them in a form tool."""

from pathlib import Path

import pytest

from tests.program import run


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    offices = ("--office", "Risør", "--office", "Lister")
    words = ("--id", "agder-2026", "--event", "Korona", "--deadline", "2026-12-15")
    assert run("start", "kvp-agder-2020", "--county", "agder", *offices, *words, folder=tmp_path).code == 0
    return tmp_path / "agder-2026"


@pytest.mark.parametrize(
    ("more", "names"),
    [
        ((), ["skjema-alle-nb.xlsx", "skjema-alle-nn.xlsx"]),
        (("--office", "Risør"), ["skjema-risor-nb.xlsx", "skjema-risor-nn.xlsx"]),
        (("--office", "Risør", "--language", "nn"), ["skjema-risor-nn.xlsx"]),
        (
            ("--each",),
            ["skjema-risor-nb.xlsx", "skjema-risor-nn.xlsx", "skjema-lister-nb.xlsx", "skjema-lister-nn.xlsx"],
        ),
        (("--format", "html"), ["skjema-alle.html"]),
        (("--format", "html", "--each"), ["skjema-risor.html", "skjema-lister.html"]),
        (("--format", "html", "--each", "--office", "Lister"), ["skjema-lister.html"]),
        (("--format", "nettskjema"), ["bygg-nettskjema-nb.xlsx", "bygg-nettskjema-nn.xlsx"]),
        (("--format", "forms", "--language", "nb"), ["bygg-forms-nb.xlsx"]),
    ],
    ids=" ".join,
)
def test_the_files_of_a_form_are_named_after_whose_it_is(
    survey: Path, tmp_path: Path, more: tuple[str, ...], names: list[str]
) -> None:
    ran = run("form", survey, tmp_path / "ut", *more)
    assert ran.code == 0, ran.err
    assert ran.out.splitlines() == [(tmp_path / "ut" / name).as_posix() for name in names]
    assert sorted(path.name for path in (tmp_path / "ut").iterdir()) == sorted(names)


def test_a_form_for_all_names_every_office_and_a_form_for_one_names_that_one(survey: Path, tmp_path: Path) -> None:
    run("form", survey, tmp_path / "ut", "--format", "html")
    run("form", survey, tmp_path / "ut", "--format", "html", "--office", "Risør")
    for_all, for_one = ((tmp_path / "ut" / f"skjema-{one}.html").read_text("utf-8") for one in ("alle", "risor"))
    assert ("NAV Risør" in for_all, "NAV Lister" in for_all) == (True, True)
    assert ("NAV Risør" in for_one, "NAV Lister" in for_one) == (True, False)


def test_the_form_asks_what_the_survey_s_own_copy_asks(tmp_path: Path) -> None:
    words = ("--county", "agder", "--office", "Risør", "--id", "kort", "--without", "informere")
    assert run("start", "kvp", *words, folder=tmp_path).code == 0
    assert run("form", tmp_path / "kort", tmp_path / "ut", "--format", "html").code == 0
    page = (tmp_path / "ut" / "skjema-risor.html").read_text("utf-8")
    assert "Hvor mange deltar i kvalifiseringsprogrammet (KVP) hos dere i dag?" in page
    assert "Informere" not in page


def test_a_survey_of_one_office_has_that_office_s_form(tmp_path: Path) -> None:
    assert run("start", "kvp", "--office", "Nav Lillevik", "--id", "lillevik", folder=tmp_path).code == 0
    ran = run("form", tmp_path / "lillevik", tmp_path / "ut", "--language", "nb")
    assert ran.out == (tmp_path / "ut" / "skjema-lillevik-nb.xlsx").as_posix() + "\n"


def test_the_same_form_again_changes_nothing(survey: Path, tmp_path: Path) -> None:
    first = run("form", survey, tmp_path / "ut")
    before = [path.read_bytes() for path in sorted((tmp_path / "ut").iterdir())]
    again = run("form", survey, tmp_path / "ut")
    assert (again.code, again.raw) == (0, first.raw)
    assert [path.read_bytes() for path in sorted((tmp_path / "ut").iterdir())] == before


def test_a_form_lies_in_no_survey_folder(survey: Path) -> None:
    ran = run("form", survey, survey / "report")
    assert (ran.code, ran.raw) == (2, b"")
    assert "survey folder, which is the county's own" in ran.err


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--format", "xlxs"), "did you mean «xlsx»?"),
        (("--format", "docx"), "there is no format «docx»"),
        (("--language", "sv"), "«sv» does not go with --language"),
        (("--office", "Arendal"), "«Arendal» is not an office of this survey"),
        (("--format", "forms", "--office", "Risør"), "--format forms and --office do not go together"),
        (("--format", "nettskjema", "--each"), "--format nettskjema and --each do not go together"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_meant_is_refused(survey: Path, tmp_path: Path, more: tuple[str, ...], words: str) -> None:
    ran = run("form", survey, tmp_path / "ut", *more)
    assert (ran.code, ran.raw) == (2, b"")
    assert words in ran.err
    assert not (tmp_path / "ut").exists()
