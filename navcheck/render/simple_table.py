"""The plain table that every list on a screen is printed as."""

from collections.abc import Iterable, Sequence

import tabulate

# Set once, where all use it: else every head asks for two columns more than it needs.
tabulate.MIN_PADDING = 0
SEPARATING_LINE: str = tabulate.SEPARATING_LINE


def simple_table(rows: Iterable[Sequence[object]], heads: Sequence[str]) -> str:
    """Lay rows out under their heads; a text that looks like a number stays the text."""
    return tabulate.tabulate(rows, heads, tablefmt="simple", disable_numparse=True)
