"""How a sheet of ours is printed: A4 across, as wide as the paper, the heads on every page."""

from typing import TYPE_CHECKING, cast

from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from navcheck.core.messages import Tongue, say
from navcheck.render.forms.cells import cut_numbers
from navcheck.render.lines import printable

if TYPE_CHECKING:
    from openpyxl.worksheet.header_footer import HeaderFooterItem
    from openpyxl.worksheet.worksheet import Worksheet

# What the format leaves room for; a longer title stands on the first page only.
_LONGEST_HEADER = 100
# Changes nothing, and stands between two pieces.
_SAME_FONT = '&"-,Regular"'


def print_across(sheet: "Worksheet", title: str, heads_at: int, tongue: Tongue) -> None:
    """Set up the print: the title above each page, the row of heads repeated, pages numbered."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", int(sheet.PAPERSIZE_A4)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{heads_at}:{heads_at}"
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.7, bottom=0.6, header=0.3, footer=0.3)
    header, footer = cast("HeaderFooterItem", sheet.oddHeader), cast("HeaderFooterItem", sheet.oddFooter)
    shown = in_margin(title)
    header.left.text = shown if len(shown) <= _LONGEST_HEADER else None
    footer.right.text = tongue(say("Page {page} of {pages}", page="&P", pages="&N"))


def in_margin(text: str) -> str:
    """Return a text for the head or foot of a page, where an ampersand would begin a code, on one line."""
    return _SAME_FONT.join(cut_numbers(printable(text).replace("&", "&&").replace("\n", " ")))
