"""An office answers in a survey of its own, in another place; the one file that it sends comes in at the county."""

import hashlib
import json
from pathlib import Path

import pytest

from navcheck.core.words import RecordedBy
from tests.cli.one_office import GIVEN, files, open_alone, open_county, response, write
from tests.program import TODAY, run

SYNTHETIC = "01810050019"


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    return open_county(tmp_path)


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """The file that Nav Risør sends: it has its own survey, and knows nothing of the county's."""
    own = open_alone(tmp_path / "kontoret", "Nav Risør")
    given = write(tmp_path / "kontoret" / "svar.yaml", GIVEN)
    ran = run("answer", own, "--answers", given, "--role", "Nav-leder", today=TODAY.replace(day=18))
    assert ran.code == 0, ran.err
    return own / "received" / "risor-1.yaml"


def changed(sent: Path, was: str, now: str) -> Path:
    text = sent.read_text("utf-8")
    assert was in text
    return write(sent.parent.parent / "endret.yml", text.replace(was, now))


def test_what_the_office_handed_in_comes_in_and_the_matrix_shows_it(survey: Path, sent: Path) -> None:
    ran = run("import", survey, sent)
    assert (ran.code, ran.out.splitlines()[-1].split()) == (0, ["Nav", "Risør", "1", "5"])
    assert "the response of Nav Risør" in ran.err
    assert "New responses: 1" in ran.err
    shown = run("matrix", survey, "--format", "csv").raw.decode("utf-8-sig").splitlines()[1]
    assert shown.startswith("Nav Risør;Hver måned")
    assert "1 of 2 offices have responded" in run("status", survey).out


def test_who_handed_it_in_and_when_stays_and_the_log_tells_where_it_came_from(survey: Path, sent: Path) -> None:
    marked = changed(sent, "answers:", "minutes: 18\nshares: true\nanswers:")
    assert run("import", survey, marked).code == 0
    stored, own = response(survey / "received" / "risor-1.yaml"), response(marked)
    assert stored.answers == own.answers
    assert stored.received is not None
    assert stored.received == own.received
    assert (stored.received.date, stored.received.role) == (TODAY.replace(day=18), "Nav-leder")
    assert stored.received.recorded_by is RecordedBy.OFFICE
    assert (stored.survey, stored.number, stored.minutes, stored.shares) == ("fylket-2026", 1, 18, True)
    (origin,) = stored.log
    assert (origin.date, origin.file, origin.row) == (TODAY, "endret.yml", None)
    assert origin.sha256 == hashlib.sha256(marked.read_bytes()).hexdigest()


def test_the_same_file_again_is_there_already(survey: Path, sent: Path) -> None:
    run("import", survey, sent)
    before = files(survey)
    ran = run("import", survey, sent, "--json")
    assert (ran.code, files(survey)) == (0, before)
    assert json.loads(ran.raw)["files"][0]["unchanged"] == ["risor"]


def test_other_answers_than_those_received_are_a_problem(survey: Path, sent: Path) -> None:
    run("import", survey, sent)
    before = files(survey)
    ran = run("import", survey, changed(sent, "Hver måned", "Hver uke"))
    assert (ran.code, files(survey)) == (1, before)
    assert "«Nav Risør» has responded already, with other answers" in ran.err
    assert ": «Hver måned» → «Hver uke»" in ran.err
    assert "--on-conflict skip or update" in ran.err


def test_a_dry_run_stores_nothing(survey: Path, sent: Path) -> None:
    ran = run("import", survey, sent, "--dry-run", "--json")
    assert (ran.code, files(survey)) == (0, {})
    assert json.loads(ran.raw)["files"][0]["new"] == ["risor"]


@pytest.mark.parametrize("made_of", ["aseral", "lister"])
def test_the_office_is_known_by_what_it_is_called_here(survey: Path, sent: Path, made_of: str) -> None:
    assert run("import", survey, changed(sent, "office: risor", f"office: {made_of}")).code == 0
    assert response(survey / "received" / "lister-1.yaml").office == "lister"


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        (
            "office: risor",
            "office: risar",
            "endret.yml:3:9: «risar» is not an office of this survey\n    did you mean «Nav Risør»?",
        ),
        ("office: risor", "office: kirkenes", "endret.yml:3:9: «kirkenes» is not an office of this survey"),
        ('version: "1"', 'version: "2"', "endret.yml:5:3: this answers alle 2, but the survey asks alle 1"),
        ("id: alle", "id: andre", "endret.yml:5:3: this answers andre 1, but the survey asks alle 1"),
        ("value: ja", "value: kanskje", "endret.yml:17:12: «kanskje» is not an answer to «valg»"),
        ("  valg:", "  valgg:", "endret.yml:16:3: there is no question «valgg»\n    did you mean «valg»?"),
        ("response/1", "survey/1", "endret.yml:1:11: this is survey/1; here response/1 belongs"),
        (
            "Hver måned",
            f"Gjelder {SYNTHETIC}",
            "endret.yml:15:12: this looks like a national identity number: [hidden]",
        ),
        ("...\n", "", "endret.yml:1:1: the end of the file is missing"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_place_and_nothing_is_stored(
    survey: Path, sent: Path, was: str, now: str, said: str
) -> None:
    ran = run("import", survey, changed(sent, was, now))
    assert (ran.code, files(survey)) == (1, {})
    assert said in ran.err
    assert SYNTHETIC not in ran.err


def test_a_draft_was_never_handed_in(survey: Path, sent: Path) -> None:
    text = sent.read_text("utf-8")
    head, _, rest = text.partition("number: 1\n")
    draft = write(sent.parent / "utkast.yaml", head + "answers:" + rest.partition("answers:")[2])
    ran = run("import", survey, draft)
    assert (ran.code, files(survey)) == (1, {})
    assert "this is a draft" in ran.err


def test_one_unusable_file_does_not_stop_the_others(survey: Path, sent: Path) -> None:
    ran = run("import", survey, changed(sent, "value: ja", "value: kanskje"), sent, "--json")
    assert ran.code == 1
    assert [(one["new"], len(one["problems"])) for one in json.loads(ran.raw)["files"]] == [([], 1), (["risor"], 0)]
