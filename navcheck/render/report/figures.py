"""Figures told as a table: every format has them, also where it draws nothing."""

from navcheck.render.report.blocks import Bars, Cell, Document, Share, Table, Trend


def table_of(document: Document, figure: Bars | Trend) -> Table:
    """Tell a figure as a table: each share with its whole, nothing where it was not asked."""
    if isinstance(figure, Bars):
        return _table(document, figure.caption, figure.heads, [(bar.label, (bar.share,)) for bar in figure.bars])
    heads = (figure.head, *figure.periods)
    return _table(document, figure.caption, heads, [(line.label, line.shares) for line in figure.lines])


def _table(
    document: Document, caption: str, heads: tuple[str, ...], rows: list[tuple[str, tuple[Share | None, ...]]]
) -> Table:
    cells = tuple((Cell((label,)), *(_cell(document, share) for share in shares)) for label, shares in rows)
    return Table(caption, heads, cells)


def _cell(document: Document, share: Share | None) -> Cell:
    return Cell() if share is None else Cell((document.share(share),))
