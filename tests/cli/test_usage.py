"""A wrong call is told in our words, in the user's language, with what to do."""

import io
from pathlib import Path

import pytest

from navcheck.cli import main
from navcheck.cli.app import COMMANDS
from tests.program import environ, run, streams
from tests.two_rounds import make_rounds

CALLS = {
    "unknown command": (["matrise"], {"en": "there is no command «matrise»", "nb": "matrise", "nn": "matrise"}),
    "unknown option": (["matrix", "agder-2020", "--formatt", "csv"], {"en": "there is no option «--formatt»"}),
    "missing argument": (["matrix"], {"en": "SURVEY is missing"}),
    "missing value": (["matrix", "agder-2020", "--format"], {"en": "a value is missing"}),
    "too many words": (["demo", "agder"], {"en": "more words"}),
    "bad value": (["start", "kvp-agder-2020", "--office", "Nav A", "--deadline", "i morgen"], {"en": "is not a date"}),
    "no files at all": (["list", "--max-files", "0"], {"en": "what is given for --max-files cannot be used"}),
    "fewer than none": (["list", "--max-files", "-5"], {"en": "what is given for --max-files cannot be used"}),
    "unknown format": (["matrix", "agder-2020", "--format", "cvs"], {"en": "did you mean «csv»?"}),
    "unknown survey": (["matrix", "agder-2021"], {"en": "did you mean «agder-2020»?"}),
    "unknown checklist": (["start", "kvp-agder", "--office", "Nav A"], {"en": "did you mean «kvp-agder-2020»?"}),
    "unknown county": (["start", "kvp-agder-2020", "--county", "agdre"], {"en": "did you mean «agder»?"}),
    "no offices": (["start", "kvp-agder-2020"], {"en": "say which offices are asked"}),
    "bad id": (["start", "kvp-agder-2020", "--office", "Nav A", "--id", "../ut"], {"en": "cannot be a survey's name"}),
}


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("call", CALLS)
def test_a_wrong_call_ends_in_words_and_2(call: str, language: str, tmp_path: Path) -> None:
    words, said = CALLS[call]
    ran = run(*words, language=language, folder=tmp_path)
    assert ran.code == 2
    assert ran.raw == b""
    assert said.get(language, "") in ran.err
    assert "Traceback" not in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("call", CALLS)
def test_each_language_says_it_in_its_own_words(call: str, tmp_path: Path) -> None:
    told = {language: run(*CALLS[call][0], language=language, folder=tmp_path).err for language in ("nb", "nn", "en")}
    assert told["nb"] != told["en"]
    assert told["nn"] != told["en"]


ENGLISH_OF_TYPER = (
    "Usage:",
    "Options:",
    "Commands:",
    "Arguments:",
    "Show this message",
    "Error",
    "[required]",
    "Missing",
)


@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        *(
            [name, "-h"]
            for name in ("answer", "demo", "start", "status", "matrix", "gaps", "import", "list", "check", "doctor")
        ),
    ],
    ids=" ".join,
)
def test_help_is_in_the_users_language_and_no_line_is_wider_than_the_screen(words: list[str], language: str) -> None:
    ran = run(*words, language=language)
    assert ran.code == 0
    assert not [caption for caption in ENGLISH_OF_TYPER if caption in ran.out]
    too_wide = [line for line in ran.out.splitlines() if len(line) > 80 and "navcheck" not in line]
    assert too_wide == []


def test_every_command_has_an_example() -> None:
    assert all(example.startswith("navcheck ") for group in COMMANDS.values() for *_, example in group.values())


def test_an_existing_survey_is_never_opened_again(tmp_path: Path) -> None:
    words = ("start", "kvp-agder-2020", "--office", "Nav Lillevik", "--id", "var")
    assert run(*words, folder=tmp_path).code == 0
    before = (tmp_path / "var" / "survey.yaml").read_bytes()
    ran = run(*words, folder=tmp_path)
    assert ran.code == 2
    assert "--id" in ran.err
    assert (tmp_path / "var" / "survey.yaml").read_bytes() == before


def test_a_bug_is_one_line_without_frames_or_values(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("15108695088")

    monkeypatch.setattr("navcheck.core.matrix.build_matrix", broken)
    ran = run("demo")
    assert ran.code == 70
    assert len(ran.err.splitlines()) == 1
    assert "15108695088" not in ran.err
    assert "Traceback" not in ran.err


def test_a_console_of_cp1252_gets_plain_signs_and_nothing_crashes() -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="cp1252", write_through=True)
    err = io.TextIOWrapper(io.BytesIO(), encoding="cp1252", write_through=True)
    with environ({"NAVCHECK_LANG": "nb", "COLUMNS": "80"}), streams(out, err):
        assert main(["demo"]) == 0
    text = raw.getvalue().decode("cp1252")
    assert "NAV Åmli" in text
    assert "! risiko" in text
    assert "* motsigelse" in text


def test_an_unknown_language_is_said_and_bokmal_is_spoken() -> None:
    ran = run("list", language="de")
    assert ran.code == 0
    assert "NAVCHECK_LANG" in ran.err
    assert "Sjekklister" in ran.out


def test_an_unknown_language_tells_the_terminal_nothing() -> None:
    ran = run("list", language="\x1b]0;x\a")
    assert ran.code == 0
    assert "«\\x1b]0;x\\x07»" in ran.err
    assert not set(ran.err) & {"\x1b", "\a"}


def test_the_words_of_fail_on_stand_in_the_help() -> None:
    for command, word in (("gaps", "stale-figure"), ("plan", "waiver-over"), ("status", "uncovered")):
        page = run(command, "--help").out
        assert f" {word}" in page.replace("\n", " ")
        assert max(len(line) for line in page.splitlines()) <= 80


def test_a_folder_that_has_lost_its_survey_file_is_named_and_no_other_is_suggested(tmp_path: Path) -> None:
    (tmp_path / "agder-2021").mkdir()
    ran = run("status", "agder-2021", folder=tmp_path)
    assert ran.code == 2
    assert "agder-2021 has no survey.yaml" in ran.err
    assert "agder-2020" not in ran.err


def test_an_unknown_county_is_told_where_ones_own_lies(tmp_path: Path) -> None:
    ran = run("start", "kvp", "--county", "skoglandet", "--checklists", tmp_path / "mine", folder=tmp_path)
    assert ran.code == 2
    assert "mine/counties" in ran.err


@pytest.mark.parametrize("command", ["status", "gaps", "code", "compare", "agenda", "plan"])
def test_the_help_names_the_words_of_fail_on_that_the_list_takes(command: str, tmp_path: Path) -> None:
    rounds = make_rounds(tmp_path)
    refused = run(command, rounds.now, "--fail-on", "something-else").err
    taken = set(refused.partition("choose between ")[2].strip().split(", "))
    page = " ".join(run(command, "--help").out.partition("--fail-on")[2].partition("  --")[0].split())
    assert taken == set(page.rpartition(": ")[2].split(", "))
