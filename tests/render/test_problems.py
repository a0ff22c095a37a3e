import json

from navcheck.core.messages import ENGLISH, say
from navcheck.core.problems import Location, Problem
from navcheck.render.problems import format_problem, format_problems, format_problems_as_data

WRONG = Problem(
    "unknown-value",
    say("{value} is not an answer", value="«neei»"),
    Location("received/risor-1.yaml", 7, 20),
    say("did you mean {word}?", word="«nei»"),
)
IN_A_SHEET = Problem("number", say("not a number"), Location("svar.xlsx", sheet="Ark1", cell="D9"))


def test_a_problem_has_a_place_that_editors_follow_and_a_cure_beneath() -> None:
    assert format_problem(WRONG, ENGLISH) == (
        "received/risor-1.yaml:7:20: «neei» is not an answer\n    did you mean «nei»?"
    )


def test_a_cell_is_named_as_people_do() -> None:
    assert format_problem(IN_A_SHEET, ENGLISH) == "svar.xlsx:Ark1!D9: not a number"


def test_a_problem_without_a_place_is_only_said() -> None:
    assert format_problem(Problem("x", say("no terminal")), ENGLISH) == "no terminal"


def test_each_problem_has_lines_of_its_own() -> None:
    assert format_problems([IN_A_SHEET, WRONG], ENGLISH).count("\n") == 3
    assert format_problems([], ENGLISH) == ""


def test_a_file_name_cannot_act_on_the_terminal_or_begin_a_line() -> None:
    hostile = Problem("x", say("bad"), Location("a\x1b[2J\nb\udc80.yaml", 1, 1))
    assert format_problem(hostile, ENGLISH) == r"a\x1b[2J b\udc80.yaml:1:1: bad"


def test_as_data_every_part_has_its_key() -> None:
    first, second = json.loads(format_problems_as_data([WRONG, IN_A_SHEET], ENGLISH))["problems"]
    assert first == {
        "code": "unknown-value",
        "message": "«neei» is not an answer",
        "hint": "did you mean «nei»?",
        "path": "received/risor-1.yaml",
        "line": 7,
        "column": 20,
        "sheet": None,
        "cell": None,
    }
    assert (second["sheet"], second["cell"], second["hint"]) == ("Ark1", "D9", None)
