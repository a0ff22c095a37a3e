"""Many rows without a look of their own, as the sheet's XML: made cell by cell, they took half of a report's time."""

from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter

from navcheck.core.formulas import guard
from navcheck.core.messages import Tongue
from navcheck.render.forms.cells import cut_numbers
from navcheck.render.report.workbook.paper import fit

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def plain_rows(sheet: "Worksheet", columns: int, rows: Iterable[Sequence[str | float | None]], tongue: Tongue) -> bytes:
    """Write rows beneath the heads of a sheet: a text is a text, whatever it begins with, and a number a number."""
    quoted = Cell(sheet, 1, 1)
    quoted.quotePrefix = True
    # The same few texts come again and again.
    texts = cache(lambda text: _text(fit(text, tongue), quoted.style_id))
    letters = [get_column_letter(n) for n in range(1, columns + 1)]
    written = []
    for at, row in enumerate(rows, 2):
        cells = (
            f'<c r="{letter}{at}"{texts(one) if isinstance(one, str) else f"><v>{one}</v>"}</c>'
            for letter, one in zip(letters, row, strict=True)
            if one is not None and one != ""
        )
        written.append(f'<row r="{at}">{"".join(cells)}</row>')
    return "".join(written).encode()


def _text(text: str, quoted: int) -> str:
    look = f' s="{quoted}"' if guard(text) != text else ""
    runs = [f'<t xml:space="preserve">{escape(one, quote=False)}</t>' for one in cut_numbers(text)]
    held = runs[0] if len(runs) == 1 else "".join(f"<r>{one}</r>" for one in runs)
    return f'{look} t="inlineStr"><is>{held}</is>'
