"""What an import stored, or would store: a line for each response."""

from collections.abc import Iterable

from navcheck.core.messages import Tongue, say
from navcheck.render.lines import printable
from navcheck.render.simple_table import simple_table

# An office's name, the number that its response gets, how many answers it holds, and its row; 0 where there are none.
Line = tuple[str, int, int, int]


def format_imported(lines: Iterable[Line], tongue: Tongue) -> str:
    """Write a row a response, in the order given."""
    heads = [say("Nav office"), say("no."), say("answers"), say("row")]
    rows = [[printable(office), number, answers, row or ""] for office, number, answers, row in lines]
    table = simple_table(rows, [tongue(head) for head in heads])
    return f"{table}\n"
