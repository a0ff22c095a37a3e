"""The looks of the workbook's cells, by name: each is worked out once, and not looked for at every cell."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill

from navcheck.render.forms.cells import BAND, BOX, FONT
from navcheck.render.report.blocks import Tone

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.styles.cell_style import StyleArray

Looks = Mapping[str, "StyleArray"]

# Soft, so that black on any of them is easily read; the sign and the words say the same.
_COLOURS: Mapping[Tone, str] = {
    Tone.BREACH: "FFF6CFCF",
    Tone.RISK: "FFFCE0BF",
    Tone.IMPROVEMENT: "FFFFF3BF",
    Tone.SIGNAL: "FFE2DAF3",
    Tone.MET: "FFDCEFD9",
    Tone.SILENT: "FFE7E7E7",
}
_FILLS = {tone: PatternFill("solid", fgColor=colour) for tone, colour in _COLOURS.items()}
_NO_FILL = PatternFill()
PLAIN, _BOLD = (Font(name=FONT, size=11, bold=bold, color="FF1A1A1A") for bold in (False, True))
_TEXT, _SIGN = Alignment(vertical="top", wrap_text=True), Alignment(horizontal="center", vertical="top")
_NUMBER = Alignment(horizontal="left", vertical="top")
_HEAD = Alignment(vertical="bottom", wrap_text=True)
UPRIGHT = Alignment(horizontal="center", vertical="bottom", text_rotation=90)
_NAME = "navcheck {}"
_DAY = "yyyy-mm-dd"


def add_looks(book: "Workbook") -> Looks:
    """Give a workbook the looks of our cells."""
    looks = dict(_looks())
    for style in looks.values():
        book.add_named_style(style)
    return {name: style.as_tuple() for name, style in looks.items()}


def _looks() -> Iterator[tuple[str, NamedStyle]]:
    looks = [("head", _BOLD, BAND, _HEAD), ("upright", _BOLD, BAND, UPRIGHT), ("number", PLAIN, _NO_FILL, _NUMBER)]
    for tone in Tone:
        fill = _FILLS.get(tone, _NO_FILL)
        looks += [(f"text {tone}", PLAIN, fill, _TEXT), (f"sign {tone}", PLAIN, fill, _SIGN)]
    for name, font, fill, alignment in looks:
        yield name, NamedStyle(_NAME.format(name), font, fill, BOX, alignment)
    yield "day", NamedStyle(_NAME.format("day"), PLAIN, _NO_FILL, BOX, _NUMBER, _DAY)
