"""What went wrong, as lines that editors can follow: the place, what is wrong there, and beneath it what to do."""

from typing import TYPE_CHECKING, Any

from navcheck.core.messages import Tongue
from navcheck.render.json_text import dump
from navcheck.render.lines import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from navcheck.core.problems import Problem


def format_problem(problem: "Problem", tongue: Tongue) -> str:
    """Write one problem: `path:line:column: message`, and the hint indented beneath it."""
    place = f"{problem.at}: " if problem.at is not None else ""
    hint = f"\n    {one_line(tongue(problem.hint))}" if problem.hint is not None else ""
    return f"{one_line(place)}{one_line(tongue(problem.message))}{hint}"


def format_problems(problems: "Iterable[Problem]", tongue: Tongue) -> str:
    """Write all problems, each on lines of its own."""
    return "".join(f"{format_problem(problem, tongue)}\n" for problem in problems)


def format_problems_as_data(problems: "Iterable[Problem]", tongue: Tongue) -> str:
    """Write all problems as JSON; the code is stable, the words are in the language."""
    return dump({"problems": [problem_data(problem, tongue) for problem in problems]})


def problem_data(problem: "Problem", tongue: Tongue) -> dict[str, Any]:
    """Return one problem as JSON has it; a place that is not known is null."""
    at = problem.at
    place = {
        name: getattr(at, name) if at is not None else None for name in ("path", "line", "column", "sheet", "cell")
    }
    hint = tongue(problem.hint) if problem.hint is not None else None
    return {"code": problem.code, "message": tongue(problem.message), "hint": hint, **place}
