import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from navcheck.core.model import Plan
from navcheck.core.words import Move
from navcheck.files.documents import load
from navcheck.render.lines import width_of
from tests.program import Ran, run
from tests.two_rounds import Rounds, make_rounds

SYNTHETIC = "01816550072"  # month + 80: nobody's
LAST_YEAR = date(2025, 11, 3)


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> Rounds:
    """Open three rounds, and agree on last year's points."""
    made = make_rounds(tmp_path_factory.mktemp("rounds"))
    assert run("plan", made.before, "--update", today=LAST_YEAR).code == 0
    for action, *words in (
        ("lillevik-vilkar", "--owner", "fagleder", "--deadline", "2026-02-01", "--review", "2026-05-01"),
        ("ravneberg-gjennomgang", "--action", "Les listen", "--owner", "Nav-leder", "--deadline", "2027-02-01"),
        ("haugvoll-gjennomgang", "--state", "waived", "--reason", "Nye lokaler", "--until", "2026-11-20"),
        ("selbukta-vilkar", "--state", "done", "--follow-up", "Leder leser tre saker"),
    ):
        ran = run("plan", made.before, "--id", action, *words, today=LAST_YEAR)
        assert ran.code == 0, ran.err
    return made


@pytest.fixture
def plan_file(rounds: Rounds) -> Path:
    """Where this year's plan lies; none does yet."""
    path = rounds.now / "plan.yaml"
    path.unlink(missing_ok=True)
    return path


@pytest.fixture
def change(rounds: Rounds, plan_file: Path) -> Callable[..., Ran]:
    """Change the action of Lillevik in this year's plan."""
    assert run("plan", rounds.now, "--update").code == 0
    assert plan_file.exists()
    return lambda *words: run("plan", rounds.now, "--id", "lillevik-for-vilkar", *words)


def actions(path: Path) -> dict[str, dict[str, Any]]:
    plan = load(path, Plan).document
    return {action.id: action.model_dump(mode="json", exclude_none=True) for action in plan.actions}


def listed(survey: Path, *words: str) -> dict[tuple[str, str], dict[str, Any]]:
    """Read the plan as data, by office and question."""
    data = json.loads(run("plan", survey, "--json", *words).out)
    return {(point["office"]["id"], point["question"]): point for point in data["points"]}


@pytest.mark.usefixtures("plan_file")
def test_before_anything_is_agreed_the_two_rounds_give_exactly_the_known_points(rounds: Rounds) -> None:
    found = listed(rounds.now)
    states = {key: point["state"] for key, point in found.items()}
    gone = {("granlia", "opplaring"): "unseen"}  # a question that is not asked any more
    known = {
        (one.office, one.asked): "unplanned" if one.now else "closed" if one.move is Move.CLOSED else "unseen"
        for one in rounds.expected
        if one.move is not None
    }
    fresh = {("bjorkeli", "frist"): "unplanned", ("elgheim", "klage"): "unplanned"}  # not compared, but a point
    assert states == known | fresh | gone
    carried = {key for key, point in found.items() if point["before"]}
    assert carried == {(one.office, one.asked) for one in rounds.expected if one.then and one.move} | {
        ("bjorkeli", "frist"),
        ("granlia", "opplaring"),
    }


def test_an_update_carries_over_what_is_not_closed_and_leaves_what_is(rounds: Rounds, plan_file: Path) -> None:
    ran = run("plan", rounds.now, "--update")
    assert ran.code == 0
    written = actions(plan_file)
    assert written["lillevik-for-vilkar"] == {
        "id": "lillevik-for-vilkar",
        "office": "lillevik",
        "question": "for-vilkar",
        "severity": "breach",  # a risk last year
        "opened": "2025-11-03",
        "owner": "fagleder",
        "deadline": "2026-02-01",
        "review": "2026-05-01",
        "state": "open",
    }
    merged = written["osnes-ravneberg-gjennomgang"]
    assert (merged["action"], merged["owner"], merged["opened"]) == ("Les listen", "Nav-leder", "2025-11-03")
    assert written["haugvoll-gjennomgang"]["waiver"] == {"reason": "Nye lokaler", "until": "2026-11-20"}
    assert written["selbukta-for-vilkar"]["state"] == "done"  # no such cases now, so not seen, and not forgotten
    assert written["elgheim-plan"]["opened"] == "2026-11-21"
    assert not {"askedal-for-vilkar", "bjorkeli-rutine", "osnes-ravneberg-rutine", "granlia-opplaring"} & set(written)
    assert "18 actions are written into plan.yaml." in ran.err
    assert "10 of them are carried over from 2025: haugvoll-gjennomgang, osnes-ravneberg-gjennomgang" in ran.err
    assert "since its office or question is gone: granlia-opplaring" in ran.err


@pytest.mark.usefixtures("plan_file")
def test_after_the_update_each_action_stands_where_its_answers_and_its_dates_put_it(rounds: Rounds) -> None:
    run("plan", rounds.now, "--update")
    found = {key: point["state"] for key, point in listed(rounds.now).items()}
    assert found[("lillevik", "for-vilkar")] == "overdue"
    assert found[("haugvoll", "gjennomgang")] == "waiver-over"
    assert found[("osnes-ravneberg", "gjennomgang")] == "open"
    assert found[("selbukta", "for-vilkar")] == found[("kvernsund", "rutine")] == "unseen"
    assert found[("askedal", "for-vilkar")] == found[("osnes-ravneberg", "rutine")] == "closed"
    assert "unplanned" not in found.values()


def test_a_second_update_changes_no_byte(rounds: Rounds, plan_file: Path) -> None:
    run("plan", rounds.now, "--update")
    before = plan_file.read_bytes()
    ran = run("plan", rounds.now, "--update")
    assert plan_file.read_bytes() == before
    assert "Every point has its action already; nothing is changed." in ran.err


def test_offices_limit_what_is_written_and_what_is_shown(rounds: Rounds, plan_file: Path) -> None:
    ran = run("plan", rounds.now, "--update", "--office", "Elgheim", "--office", "furumo")
    assert set(actions(plan_file)) == {"elgheim-plan", "elgheim-klage", "furumo-ventende"}
    assert "Nav Lillevik" not in ran.out
    assert "«1–4»" in ran.out  # three persons wait


def test_what_waits_is_said_beside_the_list_and_can_fail_a_script(change: Callable[..., Ran], rounds: Rounds) -> None:
    change("--state", "done")
    ran = run("plan", rounds.now, "--fail-on", "waiver-over,review-due")
    assert ran.code == 1
    assert ran.err == ("1 waiver is over: haugvoll-gjennomgang\n1 action is to be reviewed now: lillevik-for-vilkar\n")
    change("--state", "open")
    assert "1 action is past its deadline: lillevik-for-vilkar" in run("plan", rounds.now).err
    assert run("plan", rounds.now, "--fail-on", "unplanned", "--quiet").err == ""
    assert run("plan", rounds.now, "--fail-on", "unplanned").code == 0
    ran = run("plan", rounds.now, "--fail-on", "overdu", "--update")
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean «overdue»?" in ran.err


def test_one_action_is_changed_and_nothing_else(change: Callable[..., Ran], plan_file: Path) -> None:
    before = actions(plan_file)
    ran = change("--owner", " Nav-leder ", "--deadline", "01.02.2027", "--follow-up", "Tre saker", "--closes", "Vedtak")
    assert ran.code == 0
    assert ran.err == (
        "lillevik-for-vilkar is changed.\nNote that the review, 2026-05-01, comes before the deadline, 2027-02-01.\n"
    )
    after = actions(plan_file)
    new = {"owner": "Nav-leder", "deadline": "2027-02-01", "follow_up": "Tre saker", "closes": "Vedtak"}
    assert after == before | {"lillevik-for-vilkar": before["lillevik-for-vilkar"] | new}
    assert list(after) == list(before)
    assert ran.out.count("\nNav ") == 1  # that point alone


def test_a_waiver_is_given_and_taken_back(change: Callable[..., Ran], plan_file: Path) -> None:
    assert change("--state", "waived", "--reason", "Flytter", "--until", "2027-03-01").code == 0
    assert actions(plan_file)["lillevik-for-vilkar"]["waiver"] == {"reason": "Flytter", "until": "2027-03-01"}
    ran = change("--state", "open")
    assert "Its waiver until 2027-03-01 is taken out: Flytter" in ran.err
    assert "waiver" not in actions(plan_file)["lillevik-for-vilkar"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "for instance --owner, --deadline or --state"),
        (["--state", "waived"], "a waiver needs a reason and an end date"),
        (["--state", "waived", "--reason", "Flytter", "--until", "2026-11-21"], "give a day to come, with --until"),
        (["--reason", "Flytter"], "--reason belongs to a waiver"),
        (["--state", "closed"], "choose between open, done, waived"),
        (["--deadline", "31.11.2026"], "«31.11.2026» given for --deadline is not a date"),
        (["--follow-up", " "], "--follow-up says nothing"),
        (["--owner", "x" * 61], "--owner is longer than 60 characters"),
        (["--action", f"Ring {SYNTHETIC}"], "national identity number"),
        (["--owner", "fagleder", "--update"], "--update and --id do not go together"),
    ],
)
def test_what_cannot_be_written_is_refused_and_nothing_is_changed(
    change: Callable[..., Ran], plan_file: Path, words: list[str], said: str
) -> None:
    before = plan_file.read_bytes()
    ran = change(*words)
    assert (ran.code, ran.out, plan_file.read_bytes()) == (2, "", before)
    assert said in ran.err
    assert SYNTHETIC not in ran.err


def test_all_that_is_wrong_with_a_change_is_said_at_once(change: Callable[..., Ran]) -> None:
    ran = change("--deadline", "i morgen", "--review", "snart", "--state", "ferdig")
    assert [word for word in ("--deadline", "--review", "--state") if word in ran.err] == [
        "--deadline",
        "--review",
        "--state",
    ]


@pytest.mark.usefixtures("change")
def test_an_action_that_is_not_there_is_not_guessed(rounds: Rounds) -> None:
    assert (
        "did you mean «lillevik-for-vilkar»?" in run("plan", rounds.now, "--id", "lilevik-vilkar", "--owner", "x").err
    )
    assert "say which, with --id" in run("plan", rounds.now, "--owner", "x").err


@pytest.mark.usefixtures("change")
@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("elgheim-klagen", "did you mean «elgheim-klage»?"),
        ("elgheim-gjennomgang", "choose between elgheim-plan, elgheim-klage"),  # another office's is never suggested
        ("elgheim", "choose between elgheim-plan, elgheim-klage"),
        ("elgheimen-plan", "did you mean «elgheim-plan»?"),
        ("pors-rutine", "choose between "),
    ],
)
def test_only_actions_of_the_office_that_is_named_are_suggested(rounds: Rounds, name: str, hint: str) -> None:
    ran = run("plan", rounds.now, "--id", name, "--owner", "x")
    assert (ran.code, hint in ran.err) == (2, True), ran.err


def test_a_field_is_emptied_by_an_empty_value_and_nothing_else_is(change: Callable[..., Ran], plan_file: Path) -> None:
    before = actions(plan_file)["lillevik-for-vilkar"]
    assert change("--owner", "", "--deadline", "").code == 0
    after = actions(plan_file)["lillevik-for-vilkar"]
    assert after == {name: value for name, value in before.items() if name not in {"owner", "deadline"}}
    assert "says that already" in change("--owner", "").err
    assert change("--state", "waived", "--reason", "", "--until", "2027-01-01").code == 2


def test_before_an_update_the_command_that_writes_the_actions_is_named(rounds: Rounds, plan_file: Path) -> None:
    told = "Nothing is agreed on 15 points. Write an action for each with:\n  navcheck plan fylket-2026 --update\n"
    assert told in run("plan", rounds.now).err
    assert run("plan", rounds.now, "--quiet").err == ""
    assert "--update" not in run("plan", rounds.now, "--update").err
    assert plan_file.exists()
    assert "--update" not in run("plan", rounds.now).err


def test_the_footer_of_one_offices_plan_says_that_it_counts_the_whole_survey(rounds: Rounds, plan_file: Path) -> None:
    plan_file.unlink(missing_ok=True)
    whole, part = run("plan", rounds.now).out, run("plan", rounds.now, "--office", "elgheim").out
    points = len(listed(rounds.now))
    assert f"2 of {points} points shown; what is counted below is the whole survey\n" in part
    counted = whole.split("offices have responded")[1].split("\n\n")[0]
    assert counted == part.split("offices have responded")[1].split("\n\n")[0]


def test_notes_at_the_head_stay_and_notes_inside_stop_the_save(rounds: Rounds, plan_file: Path) -> None:
    run("plan", rounds.now, "--update")
    text = "# avtalt på møtet i mai\n" + plan_file.read_text("utf-8")
    plan_file.write_text(text, "utf-8")
    assert run("plan", rounds.now, "--id", "elgheim-plan", "--owner", "fagleder").code == 0
    assert plan_file.read_text("utf-8") == text.replace(
        "  question: plan\n  severity: breach\n  opened: 2026-11-21\n",
        "  question: plan\n  severity: breach\n  opened: 2026-11-21\n  owner: fagleder\n",
    )
    noted = text.replace("\n  question: plan\n", "\n  question: plan  # sjekk\n")
    plan_file.write_text(noted, "utf-8")
    ran = run("plan", rounds.now, "--id", "elgheim-plan", "--owner", "rådgiver")
    assert ran.code == 1
    assert plan_file.read_text("utf-8") == noted


def hand_written(*rows: str) -> str:
    return "navcheck: plan/1\nactions:\n" + "".join(f"  - {{{row}}}\n" for row in rows) + "...\n"


def test_a_plan_that_cannot_be_used_is_refused_with_its_places(rounds: Rounds, plan_file: Path) -> None:
    plan_file.write_text(
        hand_written(
            "id: a, office: elgheim, question: plan, severity: breach, opened: 2026-11-01",
            "id: a, office: elgheimen, question: plam, severity: breach, opened: 2026-11-01",
        ),
        "utf-8",
    )
    ran = run("plan", rounds.now)
    assert (ran.code, ran.out) == (2, "")
    assert "plan.yaml:3:10: «a» is used twice" in ran.err
    assert "plan.yaml:4:21: the survey has no office «elgheimen»" in ran.err
    assert "plan.yaml:4:42: there is no question «plam»" in ran.err
    ran = run("check", rounds.now)
    assert (ran.code, "plan.yaml:4:42" in ran.err) == (1, True)
    plan_file.write_text(
        hand_written("id: a, office: elgheim, question: plan, severity: breach, opened: 2026-11-01, state: waived"),
        "utf-8",
    )
    assert "state: waived and a waiver go together" in run("plan", rounds.now).err


def test_what_the_last_plan_agreed_is_not_lost_because_it_cannot_be_read(rounds: Rounds, plan_file: Path) -> None:
    last = rounds.before / "plan.yaml"
    kept = last.read_bytes()
    try:
        last.write_bytes(kept.replace(b"plan/1", b"plan/2"))
        ran = run("plan", rounds.now)
        assert (ran.code, "Nothing agreed (15)" in ran.out) == (1, True)
        ran = run("plan", rounds.now, "--update")
        assert (ran.code, ran.out, plan_file.exists()) == (2, "", False)
        assert "the plan of «fylket-2025» cannot be read" in ran.err
    finally:
        last.write_bytes(kept)


def test_a_plan_that_names_what_only_the_last_round_had_is_shown_without_it(rounds: Rounds, plan_file: Path) -> None:
    action = "{id: gammel, office: osnes, question: opplaring, severity: risk, opened: 2026-01-01}"
    plan_file.write_text(f"navcheck: plan/1\nactions:\n  - {action}\n...\n", "utf-8")
    away = rounds.before.rename(rounds.folder / "borte")
    try:
        ran = run("plan", rounds.now)
    finally:
        away.rename(rounds.before)
    assert (ran.code, "the question is not asked any more" in ran.out) == (1, True)
    assert "the last round, «fylket-2025», does not lie beside this one" in ran.err


def test_a_round_without_points_says_of_how_much_that_can_be_said(tmp_path: Path) -> None:
    run("start", "kvp", "--office", "Nav Risør", "--id", "prove", folder=tmp_path)
    ran = run("plan", "prove", folder=tmp_path)
    assert ran.code == 0
    assert "No points to follow up yet: there is no response to read." in ran.out
    ran = run("plan", "prove", "--update", folder=tmp_path)
    assert not (tmp_path / "prove" / "plan.yaml").exists()


@pytest.mark.usefixtures("change")
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_plan_is_no_wider_than_the_screen_and_names_the_authority(rounds: Rounds, language: str) -> None:
    out = run("plan", rounds.now, language=language).out
    assert max(map(width_of, out.split("\n"))) <= 80
    assert "Statsforvalt" in out.split("\n")[-2]
