"""`compare` over real survey folders: exactly the differences that `tests/two_rounds.py` lists, first what differs."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from navcheck.core.model import Response
from navcheck.core.words import Move
from navcheck.files.documents import load
from navcheck.files.survey_folder import open_folder
from navcheck.files.yaml_writer import write_yaml
from tests.program import run
from tests.two_rounds import Rounds, make_rounds


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> Rounds:
    return make_rounds(tmp_path_factory.mktemp("rounds"))


def data(rounds: Rounds, *words: str) -> dict[str, Any]:
    ran = run("compare", "fylket-2026", "--json", *words, folder=rounds.folder)
    assert (ran.code, ran.err) == (0, "")
    found: dict[str, Any] = json.loads(ran.out)
    return found


def terminal(rounds: Rounds, *words: str) -> str:
    ran = run("compare", "fylket-2026", *words, folder=rounds.folder)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def ids(offices: list[dict[str, str]]) -> str:
    return "+".join(one["id"] for one in offices)


def test_two_rounds_differ_exactly_as_they_were_made_to(rounds: Rounds) -> None:
    found = {
        (ids(one["offices"]), one["was"], one["question"], one["move"], one["then"]["severity"], one["now"]["severity"])
        for one in data(rounds)["points"]
    }
    assert found == {
        (one.office, one.question, one.asked, one.move, one.then, one.now) for one in rounds.expected if one.move
    }
    assert len(found) == len(data(rounds)["points"])


def test_the_counts_are_those_of_the_points(rounds: Rounds) -> None:
    assert data(rounds)["counts"] == {
        **{move.value: len(rounds.of(move)) for move in Move},
        "graver": 1,
        "milder": 1,
        "not_compared": 4,
    }


def test_points_that_cannot_be_compared_are_told_with_the_reason(rounds: Rounds) -> None:
    told = [(one["round"], one["reason"], ids(one["offices"]), one["question"]) for one in data(rounds)["not_compared"]]
    assert told == [
        ("before", "question", "bjorkeli", "frist"),
        ("before", "question", "granlia", "opplaring"),
        ("survey", "question", "bjorkeli", "frist"),
        ("survey", "question", "elgheim", "klage"),
    ]


def test_versions_and_offices_that_differ_come_before_every_point(rounds: Rounds) -> None:
    found = data(rounds)
    assert list(found)[:7] == ["navcheck", "language", "survey", "before", "earlier", "checklist", "offices"]
    assert found["navcheck"] == "compare/1"
    changes = [(one["question"], one["fate"], one["was"]) for one in found["checklist"]["changes"]]
    assert changes == [
        ("for-vilkar", "kept", "vilkar"),
        ("rutine", "reworded", None),
        ("frist", "needs-a-fresh-answer", None),
        ("klage", "new", None),
        ("opplaring", "dropped", None),
    ]
    units = {ids(one["now"]): (ids(one["before"]), one["by_municipality"]) for one in found["offices"]}
    assert len(units) == 14
    assert units["osnes-ravneberg"] == ("osnes+ravneberg", False)
    assert units["ulvoy-nord"] == ("ulvoy", False)
    assert units["vinterdalen"] == ("vinterli", True)
    assert [found[side]["without_response"][0]["id"] for side in ("survey", "before")] == ["kvernsund", "tinderud"]


def test_a_point_names_who_owes_the_duty_and_what_each_office_said(rounds: Rounds) -> None:
    (point,) = (
        one for one in data(rounds)["points"] if (one["move"], ids(one["offices"])) == ("same", "osnes-ravneberg")
    )
    assert point["municipalities"] == [{"no": "9910", "name": "Osnes"}, {"no": "9911", "name": "Ravneberg"}]
    assert [(one["office"], one["status"], one["words"]) for one in point["then"]["answers"]] == [
        ("osnes", "met", "I alle saker"),
        ("ravneberg", "answered", "I de fleste saker"),
    ]


def test_small_numbers_of_persons_are_held_back_in_every_format(rounds: Rounds) -> None:
    (point,) = (one for one in data(rounds)["points"] if one["question"] == "ventende")
    assert [one["words"] for one in point["now"]["answers"]] == ["1–4"]
    for form in ("terminal", "markdown"):
        assert "«0» → ! risk of failure: «1–4»" in terminal(rounds, "--format", form).replace("\u00a0", " ")


def test_answers_that_differ_are_counted_by_question(rounds: Rounds) -> None:
    assert {"question": "plan", "count": 2, "of": 11} in data(rounds)["answered_otherwise"]
    assert "  Følge opp, Plan: 2 of 11\n" in terminal(rounds)


def test_the_terminal_tells_what_differs_then_the_counts_then_the_points(rounds: Rounds) -> None:
    out = terminal(rounds)
    told = [
        "Oppfølging i Fylket: 2026 compared with 2025",
        "  The checklist was oppfolging 2024 and is oppfolging 2026. 6 of 8 questions\n    can be compared.\n",
        "    Finne, Før vilkår: was vilkar\n",
        "      without «En uke»\n",
        "    Følge opp, Opplæring: not asked any more\n",
        "    Nav Osnes og Ravneberg: 2 offices in 2025 (Nav Osnes, Nav Ravneberg), 1 in\n      2026\n",
        "    Nav Ulvøy nord was called Nav Ulvøy\n",
        "    Nav Vinterdalen is held against Nav Vinterli by the municipality that they\n      serve: Vinterli\n",
        "  2025: no response from 1 of 15 offices: Nav Tinderud\n",
        "  2026: no response from 1 of 14 offices: Nav Kvernsund\n",
        "  new 3 · came back 2 · seen for the first time 2 · graver or milder 3 ·\n",
        "New points (3)\n",
        "Points that came back (2)\n",
        "Seen for the first time: nothing told of it last time (2)\n",
        "Graver or milder than last time (3)\n",
        "The same as last time (3)\n",
        "Not seen now: nothing tells whether it is closed (3)\n",
        "    Nav Kvernsund: !\u00a0risk of failure: «Nei» → not responded\n",
        "«Mangel på bil»\n      (not coded)\n",
        "Closed points (4)\n",
        "(stated, not documented)\n",
        "Cannot be compared (4)\n",
        "    Nav Granlia (2025): ↑\u00a0point for improvement: «Nei»\n",
        "Only Statsforvalteren concludes whether the law is broken.\n",
    ]
    places = [out.index(one) for one in told]
    assert places == sorted(places)
    assert max(map(len, out.splitlines())) <= 80


def test_a_file_that_comes_in_another_order_changes_nothing(rounds: Rounds, tmp_path: Path) -> None:
    """Offices in another order, and answers in another order within each file."""
    for year in ("2024", "2025", "2026"):
        shutil.copytree(rounds.folder / f"fylket-{year}", tmp_path / f"fylket-{year}")
        one = open_folder(tmp_path / f"fylket-{year}")
        turned = one.survey.model_copy(update={"offices": one.survey.offices[::-1]})
        (one.path / "survey.yaml").write_bytes(write_yaml(turned))
        for path in (one.path / "received").iterdir():
            response = load(path, Response).document
            answers = dict(reversed(list(response.answers.items())))
            path.write_bytes(write_yaml(response.model_copy(update={"answers": answers})))
    found = json.loads(run("compare", "fylket-2026", "--json", folder=tmp_path).out)
    assert [ids(one["now"]) for one in found["offices"]] == [ids(one["now"]) for one in data(rounds)["offices"]][::-1]
    assert _fates(found["points"]) == _fates(data(rounds)["points"])


def _fates(points: list[dict[str, Any]]) -> set[tuple[object, ...]]:
    sides = ("then", "now")
    return {(*key, one["move"], *(one[side]["severity"] for side in sides)) for key, one in _by_key(points).items()}


def _by_key(points: list[dict[str, Any]]) -> dict[tuple[str, str], dict[str, Any]]:
    return {(ids(one["offices"]), one["question"]): one for one in points}


def test_another_round_can_be_named_and_without_one_before_it_nothing_comes_back(rounds: Rounds) -> None:
    ran = run("compare", "fylket-2025", "--json", folder=rounds.folder)
    found = json.loads(ran.out)
    assert (ran.code, found["before"]["id"], found["earlier"]) == (0, "fylket-2024", None)
    assert found["checklist"]["same_version"]
    text = run("compare", "fylket-2025", folder=rounds.folder).out
    assert "No round before the last was read: a new point may be one that came back." in text
    assert "The checklist" not in text

    skipped = data(rounds, "--before", "fylket-2024")
    moves = {key: one["move"] for key, one in _by_key(skipped["points"]).items()}
    assert skipped["before"]["id"] == "fylket-2024"
    assert (moves["granlia", "rutine"], moves["tinderud", "rutine"]) == ("same", "new")


def test_a_round_beside_its_copy_has_moved_nowhere(rounds: Rounds, copied: Path) -> None:
    words = ("--before", copied / "fylket-2026", "--fail-on", "new,closed,moved")
    assert {one["move"] for one in data(rounds, *map(str, words))["points"]} == {"same"}


def test_a_first_round_has_nothing_to_be_compared_with(rounds: Rounds) -> None:
    ran = run("compare", "fylket-2024", folder=rounds.folder)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "the survey names no last round to compare with\n    say which one, with --before\n"


@pytest.mark.parametrize(("word", "code"), [("new", 1), ("graver", 1), ("closed,same", 1), ("first-seen", 1)])
def test_a_script_can_wait_for_a_fate(rounds: Rounds, word: str, code: int) -> None:
    ran = run("compare", "fylket-2026", "--fail-on", word, folder=rounds.folder)
    assert ran.code == code
    assert "New points (3)" in ran.out


def test_a_fate_that_there_is_not_prints_nothing(rounds: Rounds) -> None:
    ran = run("compare", "fylket-2026", "--fail-on", "worse", folder=rounds.folder)
    assert (ran.code, ran.out) == (2, "")
    assert "«worse» does not go with --fail-on" in ran.err


@pytest.fixture
def copied(rounds: Rounds, tmp_path: Path) -> Path:
    for year in ("2024", "2025", "2026"):
        shutil.copytree(rounds.folder / f"fylket-{year}", tmp_path / f"fylket-{year}")
    return tmp_path


def test_a_response_that_cannot_be_read_closes_nothing_and_is_told(copied: Path) -> None:
    (copied / "fylket-2026" / "received" / "askedal-1.yaml").write_text("navcheck: response/1\n", "utf-8")
    ran = run("compare", "fylket-2026", "--json", folder=copied)
    found = json.loads(ran.out)
    assert ran.code == 1
    assert "askedal-1.yaml" in ran.err
    assert found["counts"]["closed"] == 2
    assert found["counts"]["unseen"] == 5
    assert "Nav Askedal" in [one["name"] for one in found["survey"]["without_response"]]
    assert "→ cannot be read" in run("compare", "fylket-2026", folder=copied).out.replace("\n      ", " ")


def test_a_last_round_that_is_gone_is_a_problem_of_its_own(copied: Path) -> None:
    shutil.rmtree(copied / "fylket-2025")
    ran = run("compare", "fylket-2026", folder=copied)
    assert (ran.code, ran.out) == (2, "")
    assert "fylket-2025" in ran.err


def test_drafts_count_where_they_are_asked_for(copied: Path) -> None:
    received = copied / "fylket-2026" / "received" / "askedal-1.yaml"
    draft = load(received, Response).document.model_copy(update={"number": None, "received": None})
    (copied / "fylket-2026" / "drafts").mkdir(exist_ok=True)
    (copied / "fylket-2026" / "drafts" / "askedal.yaml").write_bytes(write_yaml(draft))
    received.unlink()
    without = json.loads(run("compare", "fylket-2026", "--json", folder=copied).out)
    assert (without["counts"]["closed"], without["counts"]["unseen"]) == (2, 5)
    counted = run("compare", "fylket-2026", "--drafts", folder=copied)
    assert "Closed points (4)" in counted.out
    assert "1 draft is counted too" in counted.out


def test_a_round_is_not_compared_with_itself(rounds: Rounds) -> None:
    ran = run("compare", "fylket-2026", "--before", rounds.now, folder=rounds.folder)
    assert (ran.code, ran.raw) == (2, b"")
    assert "a round cannot be compared with itself" in ran.err


def names_before(outputs: Path, survey: str, before: str) -> None:
    """Let a survey say by hand that another one was its last round."""
    path = outputs / survey / "survey.yaml"
    path.write_text(re.sub(r"(?m)^before: .*$", f"before: {before}", path.read_text("utf-8")), "utf-8")


def test_a_round_that_names_itself_as_the_last_repeats_nothing(copied: Path) -> None:
    names_before(copied, "fylket-2026", "fylket-2026")
    ran = run("compare", "fylket-2026", folder=copied)
    assert (ran.code, ran.raw) == (2, b"")
    assert "fylket-2026/survey.yaml: a round cannot be compared with itself" in ran.err
    listed = run("gaps", "fylket-2026", "--json", folder=copied)
    assert listed.code == 1
    assert "repeat" not in {signal["kind"] for signal in json.loads(listed.out)["signals"]}


@pytest.mark.parametrize("words", [(), ("--before", "fylket-2025")])
def test_in_rounds_that_name_each_other_nothing_comes_back(copied: Path, words: tuple[str, ...]) -> None:
    names_before(copied, "fylket-2025", "fylket-2026")
    ran = run("compare", "fylket-2026", "--json", *words, folder=copied)
    assert ran.code == 1
    assert "fylket-2025/survey.yaml: a round cannot be compared with itself" in ran.err
    assert json.loads(ran.out)["counts"]["came-back"] == 0


def test_the_last_round_is_found_from_inside_the_survey(rounds: Rounds, monkeypatch: pytest.MonkeyPatch) -> None:
    named = data(rounds)
    monkeypatch.chdir(rounds.now)
    ran = run("compare", ".", "--json", folder=rounds.folder)
    assert (ran.code, ran.err, json.loads(ran.out)) == (0, "", named)
