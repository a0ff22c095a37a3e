"""`import` as a county and its scripts use it: what would be stored, conflicts, repeats, maps, empty exports, stdin."""

import errno
import io
import json
import shutil
import sys
from pathlib import Path

import pytest

from navcheck.core.model import Response
from navcheck.files.survey_folder import open_folder
from tests.files.test_saving import failing
from tests.program import Ran, run
from tests.terminal import Terminal

CHECKLIST = """\
navcheck: checklist/1
id: prove
version: "1"
title: {nb: Prøve}
topics:
  - id: tema
    title: {nb: Tema}
    heading: {nb: Tema}
    questions:
      - id: rutine
        type: choice
        text: {nb: Har dere en rutine?}
        choices:
          ja: {label: {nb: Ja, nn: Ja, en: "Yes"}, aliases: [Absolutt]}
          delvis: {label: {nb: Delvis, nn: Delvis, en: Partly}}
          nei: {label: {nb: Nei, nn: Nei, en: "No"}}
      - id: kanaler
        type: choices
        text: {nb: Hvordan informerer dere?}
        aliases: [Kanaler]
        choices:
          brosjyre: {label: {nb: Brosjyre}}
          samtale: {label: {nb: Samtale}}
      - {id: deltakere, type: number, min: 0, max: 5000, text: {nb: Hvor mange deltar?}}
"""
COUNTY = """\
navcheck: county/1
id: fylket
name: Fylket
authority: Statsforvalteren i Fylket
offices:
  - {id: vik, name: Nav Vik, aliases: [NAV Gamlevik], unit: "0901", municipalities: [{no: "0301", name: Vik}]}
  - {id: nes, name: Nav Nes, unit: "0902", municipalities: [{no: "4202", name: Nes}, {no: "4203", name: Øya}]}
  - {id: dal, name: Nav Dal}
"""
PERSON = "01816550072"  # synthetic: the month is raised by 80


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("import")
    (folder / "prove.yaml").write_text(CHECKLIST, "utf-8")
    (folder / "fylket.yaml").write_text(COUNTY, "utf-8")
    words = ("--county", folder / "fylket.yaml", "--id", "fylket-2026")
    assert run("start", folder / "prove.yaml", *words, folder=folder).code == 0
    return folder / "fylket-2026"


@pytest.fixture
def survey(opened: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(opened, tmp_path / "fylket-2026"))


def bring(survey: Path, text: str, *words: str | Path, name: str = "svar.csv") -> Ran:
    path = survey.parent / name
    path.write_text(text, "utf-8")
    return run("import", survey, path, *words)


def received(survey: Path, office: str) -> list[Response]:
    folder = open_folder(survey)
    found = (folder.received(office, number + 1) for number in range(folder.received_numbers.get(office, 0)))
    return [one for one in found if one is not None]


def routines(survey: Path, office: str) -> list[str]:
    return ["".join(one.answers["rutine"].values) for one in received(survey, office)]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*.yaml")}


# What would be stored


def test_a_dry_run_shows_what_would_be_stored_and_stores_nothing(survey: Path) -> None:
    before = contents(survey)
    ran = bring(survey, "kontor;rutine;deltakere\nNav Vik;Ja;12\nNav Nes;Nei;\n", "--dry-run")
    assert (ran.code, contents(survey)) == (0, before)
    assert [line.split() for line in ran.out.splitlines()[2:]] == [
        ["Nav", "Vik", "1", "2", "2"],
        ["Nav", "Nes", "1", "1", "3"],
    ]
    assert "Dry run: nothing is stored. New responses: 2. There already: 0." in ran.err


def test_the_log_tells_which_file_and_row_a_response_came_from(survey: Path) -> None:
    bring(survey, "kontor;rutine\nNav Vik;Ja\n")
    (one,) = received(survey, "vik")
    assert [(origin.file, origin.row) for origin in one.log] == [("svar.csv", 2)]
    assert one.received is not None
    assert one.received.recorded_by == "import"


def test_a_file_with_a_problem_stores_nothing_and_partly_only_on_request(survey: Path) -> None:
    text = "kontor;rutine\nNav Vik;Ja\nNav Nes;Kanskje\n"
    ran = bring(survey, text)
    assert (ran.code, ran.out, received(survey, "vik")) == (1, "", [])
    assert "Nothing is stored. Without problems: 1 of 2 rows." in ran.err
    ran = bring(survey, text, "--partial")
    assert (ran.code, routines(survey, "vik"), received(survey, "nes")) == (1, ["ja"], [])
    assert "svar.csv:B3: " in ran.err


def test_partly_never_takes_a_file_whose_columns_are_uncertain(survey: Path) -> None:
    ran = bring(survey, "kontor;rutine;Har dere en rutine?\nNav Vik;Ja;Nei\n", "--partial")
    assert (ran.code, received(survey, "vik")) == (1, [])


def test_partly_takes_no_row_of_an_office_that_stands_twice(survey: Path) -> None:
    ran = bring(survey, "kontor;rutine\nNav Vik;Ja\nNav Vik;Nei\nNav Nes;Ja\n", "--partial")
    assert (ran.code, received(survey, "vik"), routines(survey, "nes")) == (1, [], ["ja"])


def test_several_files_are_each_whole_or_not_at_all(survey: Path) -> None:
    (survey.parent / "god.csv").write_text("kontor;rutine\nNav Vik;Ja\n", "utf-8")
    ran = bring(survey, "kontor;rutine\nNav Nes;Kanskje\n", survey.parent / "god.csv", "--json")
    assert [(one["new"], len(one["problems"])) for one in json.loads(ran.out)["files"]] == [([], 1), (["vik"], 0)]


def test_more_problems_than_anybody_reads_are_counted(survey: Path) -> None:
    ran = bring(survey, "kontor;rutine\n" + "Nav Vik;Kanskje\n" * 1_500)
    assert ran.code == 1
    assert "… and 1999 more problems" in ran.err.replace(",", "")


# Names and values


@pytest.mark.parametrize("name", ["vik", "NAV VIK", "Nav Gamlevik", "0901", "901", "0301", "301"])
def test_an_office_is_known_by_all_that_it_is_called(survey: Path, name: str) -> None:
    assert bring(survey, f"kontor;rutine\n{name};Ja\n").code == 0
    assert routines(survey, "vik") == ["ja"]


@pytest.mark.parametrize("number", ["4202", "4203"])
def test_each_municipality_of_one_office_names_it(survey: Path, number: str) -> None:
    assert bring(survey, f"kontor;rutine\n{number};Ja\n").code == 0
    assert routines(survey, "nes") == ["ja"]


@pytest.mark.parametrize("cell", ["ja", "JA", "Yes", "Absolutt", "1", " Ja. "])
def test_a_choice_is_known_by_its_value_a_label_an_alias_or_its_number(survey: Path, cell: str) -> None:
    assert bring(survey, f"kontor;rutine\nNav Vik;{cell}\n").code == 0
    assert routines(survey, "vik") == ["ja"]


@pytest.mark.parametrize("cell", ["4", "0", "01", "-1", "Ja/nei", "Delvi"])
def test_what_is_no_choice_is_never_guessed(survey: Path, cell: str) -> None:
    assert bring(survey, f"kontor;rutine\nNav Vik;{cell}\n").code == 1


@pytest.mark.parametrize("head", ["rutine", "Rutine: har dere en?", "Har  dere en\u00a0rutine?", "har dere en rutine?"])
def test_a_column_is_known_by_its_id_by_beginning_with_it_or_by_its_text(survey: Path, head: str) -> None:
    assert bring(survey, f"kontor;{head}\nNav Vik;Ja\n").code == 0
    assert routines(survey, "vik") == ["ja"]


@pytest.mark.parametrize("cell", ["1 234", "1\u00a0234", "1234", "1234,0", "1234.0"])
def test_a_norwegian_number_is_a_number(survey: Path, cell: str) -> None:
    assert bring(survey, f"kontor;deltakere\nNav Vik;{cell}\n").code == 0
    assert [one.answers["deltakere"].value for one in received(survey, "vik")] == ["1234"]


def test_names_and_e_mail_addresses_are_never_read_in(survey: Path) -> None:
    ran = bring(survey, f"Navn;E-post;kontor;rutine\nKari {PERSON};kari@nav.example;Nav Vik;Ja\n")
    assert ran.code == 0
    assert "not read: «Navn», «E-post»" in ran.err
    stored = b"".join(contents(survey).values()).decode()
    assert "kari" not in (stored + ran.err).lower()
    assert PERSON not in stored + ran.err


def test_role_and_whether_examples_may_be_shown_come_in_beside_the_answers(survey: Path) -> None:
    assert bring(survey, "kontor;rolle;deling;rutine\nNav Vik;Nav-leder;ja\u00a0;Ja\nNav Nes;;nei;Ja\n").code == 0
    (vik,), (nes,) = received(survey, "vik"), received(survey, "nes")
    assert vik.received is not None
    assert (vik.received.role, vik.shares, nes.shares) == ("Nav-leder", True, False)


# An office that has responded already


def test_the_same_file_twice_changes_nothing(survey: Path) -> None:
    text = "kontor;rutine\nNav Vik;Ja\n"
    bring(survey, text)
    before = contents(survey)
    ran = bring(survey, text)
    assert (ran.code, ran.out, contents(survey)) == (0, "", before)
    assert "There already: 1." in ran.err


def test_other_answers_stop_the_file_and_say_in_what_they_differ(survey: Path) -> None:
    bring(survey, "kontor;rutine;deltakere\nNav Vik;Ja;12\n")
    before = contents(survey)
    ran = bring(survey, "kontor;rutine;deltakere\nNav Vik;Nei;\nNav Nes;Ja;\n")
    assert (ran.code, contents(survey)) == (1, before)
    assert (
        "svar.csv:A2: «Nav Vik» has responded already, with other answers: rutine: «Yes» → «No», deltakere: «12» → "
        in ran.err
    )


def test_an_office_that_differs_can_be_skipped(survey: Path) -> None:
    bring(survey, "kontor;rutine\nNav Vik;Ja\n")
    ran = bring(survey, "kontor;rutine\nNav Vik;Nei\nNav Nes;Ja\n", "--on-conflict", "skip")
    assert (ran.code, routines(survey, "vik"), routines(survey, "nes")) == (0, ["ja"], ["ja"])
    assert "Skipped, since they have responded otherwise: Nav Vik" in ran.err


def test_an_update_is_the_next_number_and_changes_nothing_that_was_received(survey: Path) -> None:
    bring(survey, "kontor;rutine\nNav Vik;Ja\n")
    first = (survey / "received" / "vik-1.yaml").read_bytes()
    second = "kontor;rutine\nNav Vik;Nei\n"
    ran = bring(survey, second, "--on-conflict", "update")
    assert (ran.code, routines(survey, "vik")) == (0, ["ja", "nei"])
    assert "Nav Vik differs from what was received: rutine: «Yes» → «No»" in ran.err
    assert (survey / "received" / "vik-1.yaml").read_bytes() == first
    assert bring(survey, second, "--on-conflict", "update").out == ""
    assert routines(survey, "vik") == ["ja", "nei"]


def test_a_file_that_was_updated_over_is_known_again_and_not_taken_for_news(survey: Path) -> None:
    first = "kontor;rutine\nNav Vik;Ja\n"
    bring(survey, first)
    bring(survey, "kontor;rutine\nNav Vik;Nei\n", "--on-conflict", "update")
    ran = bring(survey, first, "--on-conflict", "update")
    assert (ran.code, routines(survey, "vik")) == (0, ["ja", "nei"])


# One office twice in one file

EXPORT = (
    "$submission_id;$created;kontor;rutine\n"
    "3;2026-10-21T10:00:00;vik;nei\n"
    "1;2026-10-19T10:00:00;vik;ja\n"
    "2;2026-10-20T10:00:00;nes;ja\n"
)


def test_in_a_form_tool_s_export_the_last_counts_and_the_earlier_are_kept_as_received(survey: Path) -> None:
    ran = bring(survey, EXPORT)
    assert (ran.code, routines(survey, "vik"), routines(survey, "nes")) == (0, ["ja", "nei"], ["ja"])
    days = [one.received.date.isoformat() for one in received(survey, "vik") if one.received is not None]
    assert days == ["2026-10-19", "2026-10-21"]
    assert "from Nettskjema" in ran.err
    assert bring(survey, EXPORT).out == ""


def test_a_later_export_with_a_supplement_adds_only_that(survey: Path) -> None:
    bring(survey, EXPORT)
    ran = bring(survey, EXPORT + "4;2026-10-22T10:00:00;vik;delvis\n")
    assert (ran.code, routines(survey, "vik"), routines(survey, "nes")) == (0, ["ja", "nei", "delvis"], ["ja"])


def test_the_first_can_be_said_to_count(survey: Path) -> None:
    ran = bring(survey, EXPORT, "--repeats", "first")
    assert (ran.code, routines(survey, "vik")) == (0, ["nei"])
    assert "svar.csv:C3: «Nav Vik» has answered already, in row 2" in ran.err


def test_in_a_plain_table_an_office_twice_is_a_problem_until_somebody_says_which_counts(survey: Path) -> None:
    text = "kontor;rutine\nNav Vik;Ja\nNav Vik;Nei\n"
    ran = bring(survey, text)
    assert (ran.code, received(survey, "vik")) == (1, [])
    assert "svar.csv:A3: «Nav Vik» has answered already, in row 2" in ran.err
    assert bring(survey, text, "--repeats", "last").code == 0
    assert routines(survey, "vik") == ["ja", "nei"]


def test_the_day_on_which_answers_came_can_be_said(survey: Path) -> None:
    bring(survey, "kontor;rutine\nNav Vik;Ja\n", "--received", "18.11.2026")
    (one,) = received(survey, "vik")
    assert one.received is not None
    assert one.received.date.isoformat() == "2026-11-18"


@pytest.mark.parametrize(
    "words", [("--repeats", "lst"), ("--on-conflict", "skipp"), ("--received", "i går"), ("--encoding", "utf9")]
)
def test_a_misspelt_option_is_told_of_and_nothing_is_done(survey: Path, words: tuple[str, str]) -> None:
    ran = bring(survey, "kontor;rutine\nNav Vik;Ja\n", *words)
    assert ran.code in {1, 2}
    assert words[1] in ran.err
    assert received(survey, "vik") == []


# The county's map


def test_a_map_is_suggested_to_edit_and_then_used(survey: Path) -> None:
    text = f"Enheten vår;Rutinen;Merknad;{PERSON};Navn\nNav Viken;Ja;x;;Kari\nNav Nes;Nei;y;;Ola\n"
    chart = survey.parent / "kart.yaml"
    ran = bring(survey, text, "--suggest-map", chart)
    assert (ran.code, received(survey, "nes")) == (0, [])
    written = chart.read_text("utf-8")
    assert '"Rutinen":  # did you mean «rutine»?' in written
    assert PERSON not in written
    assert "Navn" not in written
    chart.write_text(
        'navcheck: map/1\ncolumns:\n  "Enheten vår": office\n  Rutinen: rutine\n  Merknad: "-"\n'
        "offices:\n  Nav Viken: vik\n",
        "utf-8",
    )
    plain = text.replace(f"{PERSON};", ";")
    assert bring(survey, plain.replace(";;", ";"), "--map", chart).code == 0
    assert (routines(survey, "vik"), routines(survey, "nes")) == (["ja"], ["nei"])


def test_a_suggested_map_that_nobody_has_filled_in_guesses_nothing(survey: Path) -> None:
    text = "kontor;Rutinen\nNav Vikk;Ja\n"
    chart = survey.parent / "kart.yaml"
    bring(survey, text, "--suggest-map", chart)
    assert '"Nav Vikk":  # did you mean «Nav Vik»?' in chart.read_text("utf-8")
    ran = bring(survey, text, "--map", chart)
    assert (ran.code, received(survey, "vik")) == (1, [])


def test_a_map_is_suggested_for_a_head_that_is_too_long_for_a_plain_key_too(survey: Path) -> None:
    chart, head = survey.parent / "kart.yaml", "Har dere en rutine? " * 60
    text = f"kontor;{head}\nNav Vik;Ja\n"
    assert bring(survey, text, "--suggest-map", chart).code == 0
    chart.write_text(chart.read_text("utf-8").replace("\n  :", "\n  : rutine"), "utf-8")
    assert bring(survey, text, "--map", chart).code == 0
    assert routines(survey, "vik") == ["ja"]


def test_a_suggestion_is_never_written_over_a_file(survey: Path) -> None:
    chart = survey.parent / "kart.yaml"
    chart.write_text("mitt", "utf-8")
    ran = bring(survey, "kontor;Rutinen\nNav Vik;Ja\n", "--suggest-map", chart)
    assert (ran.code, chart.read_text("utf-8")) == (1, "mitt")


# An empty export


def test_an_empty_export_that_fits_is_said_to(survey: Path) -> None:
    header = "$submission_id;$created;kontor;rutine;rutine__kommentar;kanaler.brosjyre;kanaler.samtale;deltakere\n"
    ran = bring(survey, header, "--check-only")
    assert (ran.code, ran.err) == (0, "All 3 questions have their columns.\n")


def test_an_empty_export_that_does_not_fit_names_each_code(survey: Path) -> None:
    ran = bring(survey, "$submission_id;kontoret;rutin;kanaler.brosjyre\n", "--check-only", "--json")
    (told,) = json.loads(ran.out)["files"]
    assert ran.code == 1
    assert [(one["code"], one["message"].rpartition(" ")[2]) for one in told["problems"]] == [
        ("no-office-column", "offices"),
        ("unknown-column", "checklist"),
        ("unknown-column", "checklist"),
        ("missing-column", "«rutine»"),
        ("missing-choice", "«kanaler.samtale»"),
        ("missing-column", "«deltakere»"),
    ]


# Standard input


@pytest.mark.parametrize(
    "text",
    [
        "kontor;rutine\nNav Vik;Ja\n",
        '[{"office": "vik", "answers": {"rutine": "Ja"}}]',
        '{"office": "vik", "rutine": "Ja"}\n{"office": "nes", "rutine": "Nei"}\n',
        "- {office: vik, answers: {rutine: Ja}}\n",
    ],
    ids=["csv", "json", "jsonl", "yaml"],
)
def test_what_comes_on_standard_input_is_read_as_what_it_is(
    survey: Path, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    ran = run("import", survey, "-")
    assert ran.code == 0, ran.err
    assert routines(survey, "vik") == ["ja"]
    assert received(survey, "vik")[0].log[0].file == "-"


def test_an_encoding_can_be_said(survey: Path) -> None:
    path = survey.parent / "svar.csv"
    path.write_bytes("kontor;rutine;rutine__kommentar\nNav Vik;Ja;Møte på Åsen\n".encode("mac_roman"))
    assert run("import", survey, path, "--encoding", "mac_roman").code == 0
    assert received(survey, "vik")[0].answers["rutine"].comment == "Møte på Åsen"


@pytest.mark.slow
def test_a_long_file_shows_how_far_it_is_where_somebody_watches_and_nowhere_else(survey: Path) -> None:
    path = survey.parent / "svar.csv"
    path.write_text("kontor;rutine;deltakere\n" + "Nav Vik;Ja;1 234\nNav Nes;Nei;\n" * 450_000, "utf-8")
    words = ("import", survey, path, "--dry-run", "--repeats", "last")
    terminal = Terminal(*words)
    terminal.until("rows read")
    assert terminal.end() == 0
    assert "rows read" not in terminal.text
    assert "900,000 rows, " in terminal.text.replace("\n", " ")
    assert "rows read" not in run(*words).err


def test_a_pattern_stands_for_its_files_where_the_shell_leaves_it_to_the_program(survey: Path) -> None:
    folder = survey.parent
    (folder / "svar-1.csv").write_text("kontor;rutine\nNav Vik;Ja\n", "utf-8")
    (folder / "svar-2.csv").write_text("kontor;rutine\nNav Nes;Nei\n", "utf-8")
    ran = run("import", survey, folder / "svar-*.csv", "--json")
    assert [one["new"] for one in json.loads(ran.out)["files"]] == [["vik"], ["nes"]]
    assert run("import", survey, folder / "andre-*.csv").code == 1


@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_an_export_of_nettskjema_without_a_codebook_is_known_by_its_texts(survey: Path, delimiter: str) -> None:
    head = ["$submission_id", "Nav-kontor", "Har dere en rutine?", "Hvordan informerer dere?.Brosjyre"]
    head += ["Hvordan informerer dere?.Samtale", "$answer_time_ms"]
    row = ["30001", "Nav Vik", "Delvis", "0", "1", "61234"]
    text = "".join(delimiter.join(f'"{cell}"' for cell in cells) + "\n" for cells in (head, row))
    assert bring(survey, text).code == 0
    (one,) = received(survey, "vik")
    assert (one.answers["rutine"].value, one.answers["kanaler"].value) == ("delvis", ("samtale",))


def test_a_row_of_a_form_tool_s_matrix_is_its_question(survey: Path) -> None:
    assert bring(survey, "$submission_id;kontor;praksis.rutine\n1;vik;nei\n").code == 0
    assert routines(survey, "vik") == ["nei"]


def test_boxes_none_of_which_is_marked_are_no_answer(survey: Path) -> None:
    text = "$submission_id;kontor;rutine;kanaler.brosjyre;kanaler.samtale\n1;vik;ja;0;0\n"
    assert bring(survey, text).code == 0
    assert "kanaler" not in received(survey, "vik")[0].answers


def test_not_applicable_without_a_reason_is_unanswered_and_told_of(survey: Path) -> None:
    ran = bring(survey, "kontor;rutine;deltakere;deltakere__grunn\nNav Vik;Ikke aktuelt;ikke aktuelt;Ingen her\n")
    (one,) = received(survey, "vik")
    assert ran.code == 0
    assert "svar.csv:B2: «not applicable» without a reason counts as unanswered" in ran.err
    assert {name: answer.comment for name, answer in one.answers.items()} == {"deltakere": "Ingen her"}


def test_a_form_that_comes_back_empty_is_told_of_and_passed_over(survey: Path) -> None:
    folder = open_folder(survey)
    copy = folder.survey.checklist
    form = {"navcheck": "form/1", "survey": folder.survey.id, "checklist": copy.id, "version": copy.version}
    form |= {"sha256": copy.sha256, "office": "vik", "role": "Nav-leder"}
    ran = bring(survey, json.dumps(form | {"answers": {}}), name="svar-vik.json")
    assert (ran.code, ran.out, received(survey, "vik")) == (0, "", [])
    assert "«Nav Vik» has no answers in this row; it is passed over" in ran.err


def test_two_columns_of_offices_are_never_chosen_between(survey: Path) -> None:
    ran = bring(survey, "Nav-kontor;kontor;rutine\nNav Vik;Nav Nes;Ja\n", "--partial")
    assert (ran.code, received(survey, "vik"), received(survey, "nes")) == (1, [], [])
    assert "svar.csv:B1: two columns hold «kontor»" in ran.err


def test_a_dry_run_of_several_files_tells_which_office_stands_in_two(survey: Path) -> None:
    (survey.parent / "først.csv").write_text("kontor;rutine\nNav Vik;Nei\n", "utf-8")
    path = survey.parent / "svar.csv"
    path.write_text("kontor;rutine\nNav Vik;Ja\n", "utf-8")
    ran = run("import", survey, survey.parent / "først.csv", path, "--dry-run")
    assert ran.code == 0
    assert f"Nav Vik stands in {survey.parent.as_posix()}/først.csv too" in ran.err


def test_of_a_long_table_offices_are_counted(survey: Path) -> None:
    text = "kontor;spørsmål;svar\nNav Vik;rutine;Ja\nNav Nes;rutine;Ja\nNav Vik;deltakere;mange\n"
    ran = bring(survey, text)
    assert "svar.csv: 2 offices, " in ran.err
    assert "Nothing is stored. Without problems: 1 of 2 offices." in ran.err


def test_a_personal_number_in_a_file_s_name_is_never_repeated(survey: Path) -> None:
    ran = bring(survey, "kontor;rutine\nNav Vik;Ja\n", "--json", name=f"{PERSON}.csv")
    assert ran.code == 1
    assert PERSON not in ran.out + ran.err
    assert received(survey, "vik") == []


def test_our_own_page_sent_back_instead_of_the_file_that_it_saved_is_told_of(survey: Path) -> None:
    out = survey.parent / "ut"
    assert run("form", survey, out, "--format", "html", "--office", "vik").code == 0
    (page,) = out.iterdir()
    ran = run("import", survey, page)
    assert (ran.code, received(survey, "vik")) == (1, [])
    assert "this is the form itself, without the answers" in ran.err


def test_a_day_that_is_not_here_yet_is_refused_since_what_is_received_is_never_changed(survey: Path) -> None:
    ran = bring(survey, "kontor;rutine\nNav Vik;Ja\n", "--received", "31.12.2027")
    assert (ran.code, received(survey, "vik")) == (2, [])


@pytest.mark.parametrize(
    "words", ["Ring 99 88 77 66 på dagtid", "Ring 99887766 om det som er skrevet her", "kari@nav.example"]
)
def test_what_may_point_to_a_person_is_warned_of_and_kept(survey: Path, words: str) -> None:
    ran = bring(survey, f"kontor;rutine;rutine__kommentar\nNav Vik;Ja;{words}\n")
    assert ran.code == 0
    assert "svar.csv:C2: this may be about a person" in ran.err
    assert words not in ran.err
    assert received(survey, "vik")[0].answers["rutine"].comment == words


def test_a_form_of_ours_is_no_empty_export(survey: Path) -> None:
    out = survey.parent / "ut"
    run("form", survey, out, "--office", "vik")
    ran = run("import", survey, min(out.iterdir()), "--check-only")
    assert ran.code == 1
    assert "this is a form of ours, not a form tool's export" in ran.err


def test_an_unknown_column_raises_no_false_conflict(survey: Path) -> None:
    bring(survey, "kontor;rutine;deltakere\nNav Vik;Ja;12\n")
    ran = bring(survey, "kontor;rutine;Antall i KVP\nNav Vik;Ja;12\n", "--json")
    assert [one["code"] for one in json.loads(ran.out)["files"][0]["problems"]] == ["unknown-column"]


def test_a_new_suggestion_keeps_what_the_map_says_already(survey: Path) -> None:
    chart, more = survey.parent / "kart.yaml", survey.parent / "mer.yaml"
    chart.write_text("navcheck: map/1\ncolumns: {Rutinen: rutine}\noffices: {Gamlebyen: vik}\n", "utf-8")
    text = "kontor;Rutinen;Andre\nGamlebyen;Ja;x\nUkjent sted;Ja;y\n"
    assert bring(survey, text, "--map", chart, "--suggest-map", more).code == 0
    written = more.read_text("utf-8")
    assert '"Rutinen": "rutine"' in written
    assert '"Gamlebyen": "vik"' in written
    assert '"Andre":' in written
    assert '"Ukjent sted":' in written
    assert "offices:  # vik, nes, dal" in written


def test_what_fails_while_answers_are_stored_is_not_told_of_their_file_and_the_next_file_is_tried(
    survey: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = [tmp_path / f"{name}.csv" for name in ("vik", "nes")]
    for table in tables:
        table.write_text(f"kontor;rutine\n{table.stem};Ja\n", "utf-8")
    monkeypatch.setattr("navcheck.cli.importing.store", failing(OSError(errno.EIO, "by the test", "log.yaml")))
    ran = run("import", survey, *tables, "--json")
    assert ran.code == 1
    told = [problem for one in json.loads(ran.raw)["files"] for problem in one["problems"]]
    assert [(one["code"], one["path"]) for one in told] == [("system", "log.yaml")] * 2
