"""Tables of a Word document: heads on every page, rows that stay whole, and no column off the page."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from navcheck.render.report.blocks import Bars, Cell, Document, Mark, Share, Table, Tone, Trend
from navcheck.render.report.docx.widths import Piece, pieces
from navcheck.render.report.docx.xml import INKS, NONE, Xml, joined, paragraph, run, shading, tag

_HEAD_FILL, _NAME_FILL, _BAR_FILL = "DDE6F0", "F4F7FA", "8CA3BD"
_BAR_FILLS: Mapping[Tone, str] = {
    Tone.BREACH: "B4303C",
    Tone.RISK: "C77A13",
    Tone.IMPROVEMENT: "3C74AD",
    Tone.SIGNAL: "7C4DAA",
    Tone.MET: "3F8A50",
}
_SHARE_WIDTH, _NAME_WIDTH = 2000, 3000
_TURNED, _MIDDLE, _LOW = tag("textDirection", val="btLr"), tag("vAlign", val="center"), tag("vAlign", val="bottom")
_WHOLE = tag("trPr", tag("cantSplit"))
_NAMED = shading(_NAME_FILL)
# The look of a mark's text, and its ground, by its tone.
_LOOKS: Mapping[Tone, tuple[Xml, Xml]] = {
    tone: (tag("color", val=ink), shading(ground)) for tone, (ink, ground) in INKS.items()
}

Styles = Mapping[str, str]
Row = Sequence[Cell]
Look = tuple[Xml, ...]
Write = Callable[[int, Cell], Xml]


class Tables:
    """Writes the tables of one document with its styles; those of a page's width, which is in twips."""

    def __init__(self, document: Document, styles: Styles) -> None:
        self._document, self._styles = document, styles

    def table(self, table: Table, room: int) -> Iterator[Xml]:
        """Write a table, in as many as fit on pages."""
        shown = pieces(table, room)
        for number, piece in enumerate(shown, 1):
            of = Share(number, len(shown))
            caption = table.caption if len(shown) == 1 else f"{table.caption} ({self._document.share(of)})"
            # The same few signs come again and again.
            write = cache(self._signs) if table.compact else self._lines
            rows = (self._row(row, piece, write, _kept(at, table.rows)) for at, row in enumerate(table.rows))
            yield self._whole(caption, piece.widths, self._heads(table, piece), rows)

    def trend(self, trend: Trend, room: int) -> Iterator[Xml]:
        """Write shares over periods."""
        rows = tuple(
            (Cell((line.label,)), *(Cell((self._document.share(one),) if one else ()) for one in line.shares))
            for line in trend.lines
        )
        yield from self.table(Table(trend.caption, (trend.head, *trend.periods), rows), room)

    def bars(self, bars: Bars, room: int) -> Iterator[Xml]:
        """Write shares with their figures, each with a bar as long as it is large."""
        name, figure = min(_NAME_WIDTH, room // 3), min(_SHARE_WIDTH, room // 4)
        widths = (name, figure, room - name - figure)
        fill = _BAR_FILLS.get(bars.tone, _BAR_FILL)
        head = self._heads(Table(bars.caption, (*bars.heads, ""), ()), Piece((0, 1, 2), widths))
        rows = (
            _row(
                _cell(name, self._name(bar.label, _kept(at, bars.bars)), _NAMED),
                _cell(figure, self._text(self._document.share(bar.share))),
                _cell(widths[2], self._bar(bar.share, widths[2] - 170, fill), _MIDDLE),
            )
            for at, bar in enumerate(bars.bars)
        )
        yield self._whole(bars.caption, widths, head, rows)

    def _bar(self, share: Share, room: int, fill: str) -> Xml:
        """Draw a bar as the ground of an empty paragraph, which prints in every program."""
        length = round(room * min(share.count / share.of, 1)) if share.of else 0
        if not length:
            return self._text("")
        look = (shading(fill), tag("spacing", line=160, lineRule="exact"), tag("ind", right=room - length))
        return paragraph(self._styles["Table Text"], look=look)

    def _whole(self, caption: str, widths: Sequence[int], head: Xml, rows: Iterator[Xml]) -> Xml:
        properties = tag(
            "tblPr",
            tag("tblStyle", val=self._styles["Report Table"]),
            tag("tblW", w=sum(widths), type="dxa"),
            tag("tblLayout", type="fixed"),
            tag("tblLook", val="06A0", firstRow=1, lastRow=0, firstColumn=1, lastColumn=0, noHBand=1, noVBand=1),
            tag("tblCaption", val=caption),
            tag("tblDescription", val=caption),
        )
        grid = tag("tblGrid", *(tag("gridCol", w=width) for width in widths))
        above = paragraph(self._styles["caption"], run(caption), look=(tag("keepNext"),))
        return joined((above, tag("tbl", properties, grid, head, *rows)))

    def _heads(self, table: Table, piece: Piece) -> Xml:
        cells = []
        for column, width in zip(piece.columns, piece.widths, strict=True):
            turned = piece.upright is not None and column > 0
            centred = (tag("jc", val="center"),) if table.compact and column and not turned else ()
            text = paragraph(self._styles["Table Head"], run(table.heads[column]), look=centred)
            stands = (_TURNED, _MIDDLE) if turned else (_LOW,)
            cells.append(_cell(width, text, shading(_HEAD_FILL), *stands))
        height = () if piece.upright is None else (tag("trHeight", val=piece.upright, hRule="atLeast"),)
        return tag("tr", tag("trPr", tag("cantSplit"), *height, tag("tblHeader")), *cells)

    def _row(self, row: Row, piece: Piece, write: Write, kept: Look) -> Xml:
        name, *cells = (row[column] if column < len(row) else Cell() for column in piece.columns)
        named = _cell(piece.widths[0], self._named(name, kept), _NAMED)
        return _row(named, *map(write, piece.widths[1:], cells))

    def _named(self, cell: Cell, keep: Look) -> Xml:
        """Write the cell that names its row: what stands beneath the name is no part of it."""
        return joined((self._name("".join(cell.lines[:1]), keep), self._below(cell.lines[1:], cell.marks)))

    def _lines(self, width: int, cell: Cell) -> Xml:
        return _cell(width, self._below(cell.lines, cell.marks) or self._text(""))

    def _signs(self, width: int, cell: Cell) -> Xml:
        signs = " ".join(mark.sign for mark in cell.marks)
        ink, ground = next((_LOOKS[mark.tone] for mark in cell.marks if mark.tone in _LOOKS), (NONE, NONE))
        shown = "\n".join((*cell.lines, *([signs] if signs else [])))
        return _cell(width, paragraph(self._styles["Table Sign"], run(shown, *([ink] if ink else []))), ground, _MIDDLE)

    def _below(self, lines: Sequence[str], marks: Sequence[Mark]) -> Xml:
        return joined((*map(self._text, lines), *map(self._mark, marks)))

    def _mark(self, mark: Mark) -> Xml:
        return paragraph(self._styles["Table Text"], run(mark.label, *_LOOKS.get(mark.tone, ())))

    def _name(self, text: str, look: Look = ()) -> Xml:
        return paragraph(self._styles["Table Row"], run(text.strip()), look=look)

    def _text(self, text: str) -> Xml:
        return paragraph(self._styles["Table Text"], run(text.strip()))


def _kept(at: int, rows: Sequence[object]) -> Look:
    """Let the first row keep the second with it: where it alone fits beneath its heads, LibreOffice loses the rest."""
    return (tag("keepNext"),) if at == 0 and len(rows) > 1 else ()


def _row(*cells: Xml) -> Xml:
    """Write a row that stays on its page; one that is higher than a page is broken all the same."""
    return tag("tr", _WHOLE, *cells)


def _cell(width: int, inside: Xml, *look: Xml) -> Xml:
    return tag("tc", tag("tcPr", tag("tcW", w=width, type="dxa"), *look), inside)
