import hashlib
import os
from pathlib import Path

import pytest

from navcheck.core.model import FORMATS, Checklist, Coding, County, Response, Survey
from navcheck.core.problems import NavcheckError, Problem
from navcheck.files.bundled import bundled
from navcheck.files.disk import DOCUMENT_BYTES, read_bytes
from navcheck.files.documents import Source, load, load_any, load_source, read_source

SYNTHETIC = "01816550072"  # month + 80: nobody's

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
      - {id: rutine, type: choice, text: {nb: Rutine?}, choices: {ja: {label: {nb: Ja}}, nei: {label: {nb: Nei}}}}
"""
SURVEY = """\
navcheck: survey/1
id: agder-2026
title: KVP i Agder
opened: 2026-10-01
checklist: {id: prove, version: "1", sha256: 0000000000000000000000000000000000000000000000000000000000000000}
offices:
  - {id: risor, name: Nav Risør}
...
"""
RESPONSE = """\
navcheck: response/1
survey: agder-2026
office: risor
checklist: {id: prove, version: "1"}
answers:
  rutine: {value: nei}
...
"""
COUNTY = """\
navcheck: county/1
id: agder
name: Agder
authority: Statsforvalteren i Agder
offices:
  - {id: risor, name: Nav Risør, unit: "0901", from: 2020-01-01}
"""
CODING = "navcheck: coding/1\nquestions:\n  corona: [{words: Som før, code: uendret}]\n...\n"
PLAN = """\
navcheck: plan/1
actions:
  - {id: a, office: risor, question: rutine, severity: risk, opened: 2026-11-02}
...
"""
COMMENTS = "navcheck: comments/1\ncomments: [{office: risor, question: rutine, date: 2026-12-01, text: Enig}]\n...\n"
CONFIRMED = "navcheck: confirmed/1\nconfirmed: [{office: risor, number: 1, date: 2026-12-01, role: Nav-leder}]\n...\n"
MAP = """navcheck: map/1
columns: {Har dere en rutine?: rutine}
offices: {NAV Søgne: kristiansand}
"""
WHOLE = dict(zip(FORMATS, (CHECKLIST, COUNTY, SURVEY, RESPONSE, CODING, PLAN, COMMENTS, CONFIRMED, MAP), strict=True))


def source(text: str) -> Source:
    return Source("fil.yaml", text.encode())


def refused(text: str) -> tuple[Problem, ...]:
    with pytest.raises(NavcheckError) as caught:
        load_any(source(text))
    return caught.value.problems


def told(text: str) -> list[str]:
    return [f"{problem.at} {problem.code}".removeprefix("fil.yaml:") for problem in refused(text)]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_known_by_its_first_line(name: str) -> None:
    loaded = load_any(source(WHOLE[name]))
    assert type(loaded.document) is FORMATS[name]
    assert loaded.notes == ()
    assert str(loaded.where("navcheck")) == "fil.yaml:1:11"


@pytest.mark.parametrize("name", FORMATS)
def test_a_key_that_no_format_has_is_pointed_at_and_the_near_one_suggested(name: str) -> None:
    problems = refused(WHOLE[name].replace("\n", "\nnavchek: x\n", 1))
    assert [f"{problem.at} {problem.code}" for problem in problems] == ["fil.yaml:2:1 unknown-key"]
    assert str(problems[0].hint) == "did you mean «navcheck»?"


@pytest.mark.parametrize("name", [name for name in FORMATS if not name.startswith(("checklist", "county", "map"))])
def test_what_navcheck_writes_is_refused_when_cut_at_any_byte(name: str) -> None:
    raw = WHOLE[name].encode()
    for length in range(len(raw)):
        with pytest.raises(NavcheckError):
            load_any(Source("fil.yaml", raw[:length]))


@pytest.mark.parametrize("model", [Checklist, County])
def test_what_people_write_needs_no_mark_at_its_end(model: type[Checklist | County]) -> None:
    text = WHOLE[model.__name__.lower() + "/1"]
    assert load_source(source(text), model).document == load_source(source(text + "...\n"), model).document


def test_a_cut_file_says_that_its_end_is_missing() -> None:
    assert told(RESPONSE.removesuffix("...\n")) == ["1:1 cut-short"]


@pytest.mark.parametrize("model", [Survey, Response, Coding])
def test_a_document_of_another_format_says_which_belongs_here(model: type[Survey | Response | Coding]) -> None:
    with pytest.raises(NavcheckError) as caught:
        load_source(source(CHECKLIST), model)
    (problem,) = caught.value.problems
    assert (str(problem.at), problem.code) == ("fil.yaml:1:11", "other-format")
    assert model.__name__.lower() in str(problem.message)


@pytest.mark.parametrize(
    ("first", "place", "code", "hint"),
    [
        ("period: '2026'", "1:1", "no-format", "the first line"),
        ("navcheck: surveys/1", "1:11", "unknown-format", "did you mean «survey/1»?"),
        ("navcheck: survey/2", "1:11", "unknown-format", "is there a newer navcheck?"),
        ("navcheck: survey/10", "1:11", "unknown-format", "is there a newer navcheck?"),
        ("navcheck: skjema", "1:11", "unknown-format", "is there a newer navcheck?"),
        ("navcheck: [survey/1]", "1:11", "unknown-format", "did you mean «survey/1»?"),
    ],
)
def test_a_format_that_is_missing_or_unknown_is_said_with_a_cure(first: str, place: str, code: str, hint: str) -> None:
    for load_it in (load_any, lambda one: load_source(one, Survey)):
        with pytest.raises(NavcheckError) as caught:
            load_it(source(SURVEY.replace("navcheck: survey/1", first)))
        (problem,) = caught.value.problems
        assert (str(problem.at), problem.code) == (f"fil.yaml:{place}", code)
        assert str(problem.hint).startswith(hint)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (RESPONSE.replace("survey: agder-2026", "survey: Agder 2026"), "2:9 slug"),
        (RESPONSE.replace("office: risor", "office: ../risor"), "3:9 slug"),
        (RESPONSE.replace("office: risor", "office: con"), "3:9 slug"),
        (RESPONSE.replace("office: risor\n", ""), "1:1 missing"),
        (RESPONSE.replace("office: risor", "office:"), "1:1 missing"),
        (RESPONSE.replace("answers:", "shares: ja\nanswers:"), "5:9 flag"),
        (RESPONSE.replace("answers:", "minutes: ti\nanswers:"), "5:10 number"),
        (RESPONSE.replace("answers:", "number: 1.0\nanswers:"), "5:9 number"),
        (RESPONSE.replace("answers:", "received: {date: 21.10.2026}\nanswers:"), "5:18 day"),
        (RESPONSE.replace("{value: nei}", "nei"), "6:11 model-type"),
        (RESPONSE.replace("{value: nei}", "{value: nei, instead: vet-ikke}"), "6:11 value-or-instead"),
        (RESPONSE.replace("{value: nei}", "{comment: nei}"), "6:11 value-or-instead"),
        (RESPONSE.replace("{value: nei}", "{instead: vetikke}"), "6:21 unknown-word"),
        (RESPONSE.replace("{value: nei}", "{value: []}"), "6:19 text"),
        (RESPONSE.replace("{value: nei}", '{value: ""}'), "6:19 text"),
        (RESPONSE.replace("{value: nei}", "{value: {a: b}}"), "6:19 text"),
        (RESPONSE.replace("{value: nei}", "{value: nei, evidence: [{proof: sett}]}"), "6:43 unknown-word"),
        (RESPONSE.replace("{value: nei}", "{value: nei, evidence: {proof: said}}"), "6:34 tuple-type"),
        (RESPONSE.replace("  rutine: {value: nei}\n", "  - a\n"), "6:3 dict-type"),
        (RESPONSE.replace("rutine: {", "Rutine: {"), "6:3 slug"),
        (RESPONSE.replace("{value: nei}", "{valu: nei}"), "6:12 unknown-key"),
        (RESPONSE.replace("{value: nei}", "{value: nei, evidence: [{prof: said}]}"), "6:36 unknown-key"),
        (SURVEY.replace("opened: 2026-10-01", "opened: 2026-02-30"), "4:9 day"),
        (SURVEY.replace("sha256: 0000", "sha256: 0"), "5:46 sha256"),
        (SURVEY.replace("title: KVP i Agder", "title: KVP i Agder\nbasis: tilsyn"), "4:8 unknown-word"),
        (CHECKLIST.replace("title: {nb: Prøve}", "title: Prøve"), "4:8 words"),
        (CHECKLIST.replace("title: {nb: Prøve}", "title: {nb: Prøve, ja}"), "4:22 empty-value"),
        (CHECKLIST.replace("title: {nb: Prøve}", "title: {no: Prøve}"), "4:9 unknown-language"),
        (CHECKLIST.replace("type: choice", "type: valg"), "10:28 unknown-word"),
        (CHECKLIST.replace("{nb: Ja}}", "{nb: Ja}, status: bra}"), "10:97 unknown-word"),
        (CHECKLIST.replace("type: choice", "legal_basis: [§ 29]"), "10:36 reference"),
        (CHECKLIST.replace("type: choice", "when: {a: {above: 1, below: 3}}"), "10:32 condition"),
        (PLAN.replace("severity: risk", "severity: alvorlig"), "3:56 unknown-word"),
        (PLAN.replace("opened", "state: waived, opened"), "3:5 waiver"),
    ],
)  # fmt: skip
def test_what_a_format_does_not_take_is_placed_and_named(text: str, problem: str) -> None:
    assert problem in told(text)


def test_all_problems_of_a_document_come_at_once_and_each_once() -> None:
    assert told(RESPONSE.replace("survey: agder-2026", "survey: A").replace("{value: nei}", "{valu: nei}")) == [
        "2:9 slug",
        "6:12 unknown-key",
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("office: risor", "office: Risør", "«Risør» is not an id"),
        ("rutine:", "Rutine:", "«Rutine» is not an id"),
        ("{value: nei}", "{instead: vetikke}", "«vetikke» cannot be used here; choose vet-ikke, ikke-aktuelt"),
        ("{value: nei}", "{valu: nei}", "«valu» is not a key that is used here"),
        ("office: risor\n", "", "«office» is missing"),
    ],
)
def test_a_problem_says_what_it_met(old: str, new: str, words: str) -> None:
    assert words in [str(problem.message) for problem in refused(RESPONSE.replace(old, new))]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (RESPONSE.replace("{value: nei}", "{valu: nei}"), "did you mean «value»?"),
        (RESPONSE.replace("{value: nei}", "{instead: vetikke}"), "did you mean «vet-ikke»?"),
        (COUNTY.replace("from:", "frm:"), "did you mean «from»?"),
        (CHECKLIST.replace("type: choice", "typ: choice"), "did you mean «type»?"),
    ],
)
def test_a_near_miss_is_suggested(text: str, hint: str) -> None:
    assert hint in [str(problem.hint) for problem in refused(text)]


def test_words_that_are_allowed_are_named_as_they_are_written() -> None:
    (problem,) = refused(CHECKLIST.replace("{nb: Ja}}", "{nb: Ja}, status: mett}"))
    assert str(problem.message) == "«mett» cannot be used here; choose met, no_cases"
    assert str(problem.hint) == "did you mean «met»?"


def test_a_text_that_a_comma_cut_in_two_says_put_it_in_quotation_marks() -> None:
    (problem,) = refused(CHECKLIST.replace("title: {nb: Prøve}", "title: {nb: Prøve, og mer: ja}"))
    assert (str(problem.at), problem.code) == ("fil.yaml:4:20", "unknown-language")
    assert str(problem.hint) == "put the text in quotation marks"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("office: risor", f"office: {SYNTHETIC}"),
        ("{value: nei}", f"{{value: nei, comment: {SYNTHETIC}}}"),
        ("{value: nei}", f"{{value: nei, {SYNTHETIC}: a}}"),
        ("rutine:", f"{SYNTHETIC}:"),
    ],
)
def test_a_personal_number_is_one_problem_and_not_repeated(old: str, new: str) -> None:
    (problem,) = refused(RESPONSE.replace(old, new))
    assert problem.code == "personal-number"
    assert SYNTHETIC not in f"{problem.message} {problem.hint} {problem.at}"


def test_the_references_of_a_checklist_are_checked_where_they_stand() -> None:
    assert told(CHECKLIST.replace("id: rutine,", "id: rutine, scale: janei,")) == ["10:29 unknown-scale"]
    assert told(CHECKLIST.replace("heading: {nb: Tema}", "heading: {nb: Tema}\n    shows: rutin")) == [
        "9:12 unknown-question"
    ]


def test_offices_that_could_be_taken_for_each_other_are_both_pointed_at() -> None:
    assert told(COUNTY + "  - {id: risor-2, name: Risør kommune}\n") == ["6:10 same-office", "7:10 same-office"]
    assert told(SURVEY.replace("...", "  - {id: risor, name: Nav Lister}\n...")) == [
        "7:10 same-office",
        "8:10 same-office",
    ]


def test_a_from_day_is_read_by_its_own_name() -> None:
    office = load_source(source(COUNTY), County).document.offices[0]
    assert (office.unit, str(office.since)) == ("0901", "2020-01-01")


def test_an_unquoted_unit_number_keeps_its_zero_and_a_word_is_never_a_flag() -> None:
    text = COUNTY.replace('"0901"', "0901").replace("Agder\n", "no\n", 1)
    document = load_source(source(text), County).document
    assert (document.name, document.offices[0].unit) == ("no", "0901")


@pytest.mark.parametrize("path", sorted(bundled("checklists").rglob("*.yaml")), ids=lambda path: path.name)
def test_what_navcheck_brings_along_can_be_used(path: Path) -> None:
    assert load_any(read_source(path)).notes == ()


def test_a_source_is_known_by_the_sum_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "liste.yaml"
    path.write_text(CHECKLIST, "utf-8")
    assert read_source(path).sha256 == hashlib.sha256(CHECKLIST.encode()).hexdigest()
    assert load(path, Checklist).document.id == "prove"


def code_of(path: Path, limit: int = DOCUMENT_BYTES, *, follow: bool = True) -> str:
    with pytest.raises(NavcheckError) as caught:
        read_bytes(path, limit, follow=follow)
    (problem,) = caught.value.problems
    assert str(problem.at) == path.as_posix()
    return problem.code


def test_a_file_of_one_megabyte_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    path = tmp_path / "stor.yaml"
    path.write_bytes(b"#" * DOCUMENT_BYTES)
    assert len(read_bytes(path)) == DOCUMENT_BYTES == 1_000_000
    path.write_bytes(b"#" * (DOCUMENT_BYTES + 1))
    assert code_of(path) == "too-big"


def test_a_file_that_only_seems_enormous_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "stor.yaml"
    with path.open("wb") as stream:
        stream.truncate(10_000_000_000)
    assert code_of(path) == "too-big"


def test_what_is_no_file_is_a_problem_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ror.yaml")
    (tmp_path / "mappe.yaml").mkdir()
    (tmp_path / "ring.yaml").symlink_to(tmp_path / "ring.yaml")
    assert [code_of(tmp_path / f"{name}.yaml") for name in ("ror", "mappe", "ring")] == ["not-a-file"] * 3
    assert code_of(Path("/dev/null")) == "not-a-file"
    assert code_of(tmp_path / "ingen.yaml") == "no-file"
    assert code_of(tmp_path / "ingen" / "a.yaml") == "no-file"


def test_a_link_is_followed_only_where_it_may_be(tmp_path: Path) -> None:
    (tmp_path / "fil.yaml").write_bytes(b"a: b\n")
    link = tmp_path / "lenke.yaml"
    link.symlink_to(tmp_path / "fil.yaml")
    assert read_bytes(link) == b"a: b\n"
    assert code_of(link, follow=False) == "not-a-file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "lukket.yaml"
    path.write_bytes(b"a: b\n")
    path.chmod(0)
    assert code_of(path) == "no-access"


def test_a_file_that_is_named_may_be_a_link_and_one_inside_a_survey_may_not(tmp_path: Path) -> None:
    (tmp_path / "svar.yaml").write_text(RESPONSE, "utf-8")
    link = tmp_path / "lenke.yaml"
    link.symlink_to("svar.yaml")
    assert read_source(link).raw == RESPONSE.encode()
    assert load(link, Response).document == load(tmp_path / "svar.yaml", Response).document
    for act in (lambda: read_source(link, follow=False), lambda: load(link, Response, follow=False)):
        with pytest.raises(NavcheckError) as caught:
            act()
        assert [problem.code for problem in caught.value.problems] == ["not-a-file"]
