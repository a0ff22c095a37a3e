"""What a row says of the response itself: the role that answered, and whether its examples may be shown."""

from navcheck.core.guard import LONGEST_ROLE, check_text
from navcheck.core.messages import say
from navcheck.core.problems import Problem
from navcheck.core.text import clean, normal, quote
from navcheck.intake.answer import Cell

_FLAGS = {**dict.fromkeys(("ja", "yes", "true", "1", "x"), True), **dict.fromkeys(("nei", "no", "false", "0"), False)}


def read_role(cell: Cell | None, wrong: list[Problem]) -> str | None:
    """Read a role; what is wrong with it joins `wrong`."""
    words = clean(cell.text).strip() if cell is not None else ""
    if cell is None or not words:
        return None
    if problem := check_text(cell.text, cell.at):
        wrong.append(problem)
    elif len(words) > LONGEST_ROLE:
        message = say("A role is at most {most} characters.", most=LONGEST_ROLE)
        wrong.append(Problem("role", message, cell.at, say("write a role, for instance fagleder")))
    return words


def read_flag(cell: Cell | None, wrong: list[Problem]) -> bool | None:
    """Read a yes or a no; what is wrong with it joins `wrong`."""
    words = normal(clean(cell.text)) if cell is not None else ""
    if cell is not None and words and words not in _FLAGS:
        message = say("{value} is neither yes nor no", value=quote(words))
        wrong.append(check_text(cell.text, cell.at) or Problem("flag", message, cell.at, say("write yes or no")))
    return _FLAGS.get(words)
