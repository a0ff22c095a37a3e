"""Texts that a spreadsheet would run: prefixed on the way out, and the prefix taken off again on the way in."""

import re

_FORMULA = r"[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B]"
# A cell, or a line in it, that a spreadsheet may take for a formula or for the next row. Apostrophes before it count
# too, so that taking one away always gives back what was written.
_HARMFUL = rf"(?:\A(?='*\n)|^(?='*[^\S\n]*{_FORMULA})|^(?='*\t))"
_UNGUARDED = re.compile(_HARMFUL, re.MULTILINE)
_GUARDED = re.compile(f"{_HARMFUL}'", re.MULTILINE)


def guard(cell: str) -> str:
    """Put an apostrophe before each line that a spreadsheet would run."""
    return _UNGUARDED.sub("'", cell)


def unguard(cell: str) -> str:
    """Take off what `guard` put there: `unguard(guard(cell)) == cell` for every text."""
    return _GUARDED.sub("", cell) if "'" in cell else cell
