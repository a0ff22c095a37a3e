"""What stands in a workbook's cell, as a person would have written it, and what cannot be read as an answer."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

FORMULA, ERROR = "formula", "cell-error"
_FLAWED = {"f": FORMULA, "e": ERROR}


def flaws_of(cells: Sequence[Any]) -> dict[int, str]:
    """Find the cells that hold a formula or show an error."""
    return {n: kind for n, cell in enumerate(cells) if (kind := _FLAWED.get(cell.data_type)) and cell.value is not None}


def texts_of(cells: Sequence[Any]) -> list[str]:
    """Write a row's cells as a person would have."""
    return [cell_text(cell.value, cell) for cell in cells]


def cell_text(value: object, cell: Any = None) -> str:  # noqa: ANN401 -- openpyxl's cells have no types
    """Write a value as a person would have: 12 without decimals, dates as 2026-11-21, yes and no as 1 and 0."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, int | float) and cell is not None and "%" in cell.number_format:
        return _percent(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "seconds")
    # A formula over several cells is an object, which would be written with its address in memory.
    return f"={value.text or ''}" if hasattr(value, "text") else str(value)


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)  # noqa: PLR2004 -- exact so far


def _percent(value: float) -> str:
    """Write a share as its cell shows it: 0.12 is «12 %» there, and 12 is 1200."""
    return f"{(Decimal(repr(value)) * 100).normalize():f} %"
