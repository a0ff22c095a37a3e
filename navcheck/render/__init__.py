"""What people and programs read. A format is imported when it is asked for: only the table needs tabulate."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from navcheck.core.messages import Tongue
from navcheck.render.marks import Symbols

if TYPE_CHECKING:
    from navcheck.core.matrix import Matrix


# Takes a matrix, a language, a width and the signs that fit the screen; gives text, or the bytes of a file whose
# encoding is part of its format.
Renderer = Callable[["Matrix", Tongue, int, Symbols], str | bytes]


def _terminal(matrix: "Matrix", tongue: Tongue, width: int, symbols: Symbols) -> str:
    from navcheck.render.terminal import format_matrix  # noqa: PLC0415

    return format_matrix(matrix, tongue, width=width, symbols=symbols)


def _cards(matrix: "Matrix", tongue: Tongue, width: int, symbols: Symbols) -> str:
    from navcheck.render.terminal import format_matrix  # noqa: PLC0415

    return format_matrix(matrix, tongue, width=width, symbols=symbols, as_cards=True)


def _markdown(matrix: "Matrix", tongue: Tongue, _width: int, symbols: Symbols) -> str:
    from navcheck.render.markdown import format_matrix  # noqa: PLC0415

    return format_matrix(matrix, tongue, symbols=symbols)


def _csv(matrix: "Matrix", tongue: Tongue, _width: int, _symbols: Symbols) -> bytes:
    from navcheck.render.tables import format_matrix  # noqa: PLC0415

    return format_matrix(matrix, tongue)


def _json(matrix: "Matrix", tongue: Tongue, _width: int, _symbols: Symbols) -> str:
    from navcheck.render.data import format_matrix  # noqa: PLC0415

    return format_matrix(matrix, tongue)


def _gaps_terminal(matrix: "Matrix", tongue: Tongue, width: int, symbols: Symbols) -> str:
    from navcheck.render.gaps import format_gaps  # noqa: PLC0415

    return format_gaps(matrix, tongue, width=width, symbols=symbols)


def _gaps_markdown(matrix: "Matrix", tongue: Tongue, _width: int, symbols: Symbols) -> str:
    from navcheck.render.markdown import format_gaps  # noqa: PLC0415

    return format_gaps(matrix, tongue, symbols=symbols)


def _gaps_json(matrix: "Matrix", tongue: Tongue, _width: int, _symbols: Symbols) -> str:
    from navcheck.render.data import format_gaps  # noqa: PLC0415

    return format_gaps(matrix, tongue)


def _grid_terminal(matrix: "Matrix", tongue: Tongue, width: int, symbols: Symbols) -> str:
    from navcheck.core.grid import grid_of  # noqa: PLC0415
    from navcheck.render.grid import format_grid  # noqa: PLC0415

    return format_grid(grid_of(matrix), tongue, width=width, symbols=symbols)


def _grid_cards(matrix: "Matrix", tongue: Tongue, width: int, symbols: Symbols) -> str:
    from navcheck.core.grid import grid_of  # noqa: PLC0415
    from navcheck.render.grid import format_grid  # noqa: PLC0415

    return format_grid(grid_of(matrix), tongue, width=width, symbols=symbols, as_cards=True)


def _grid_markdown(matrix: "Matrix", tongue: Tongue, _width: int, symbols: Symbols) -> str:
    from navcheck.core.grid import grid_of  # noqa: PLC0415
    from navcheck.render.grid import format_markdown  # noqa: PLC0415

    return format_markdown(grid_of(matrix), tongue, symbols=symbols)


def _grid_csv(matrix: "Matrix", tongue: Tongue, _width: int, _symbols: Symbols) -> bytes:
    from navcheck.core.grid import grid_of  # noqa: PLC0415
    from navcheck.render.grid import format_csv  # noqa: PLC0415

    return format_csv(grid_of(matrix), tongue)


def _grid_json(matrix: "Matrix", tongue: Tongue, _width: int, _symbols: Symbols) -> str:
    from navcheck.core.grid import grid_of  # noqa: PLC0415
    from navcheck.render.grid import format_json  # noqa: PLC0415

    return format_json(grid_of(matrix), tongue)


RENDERERS: Mapping[str, Renderer] = {
    "terminal": _terminal,
    "cards": _cards,
    "markdown": _markdown,
    "csv": _csv,
    "json": _json,
}
GAP_RENDERERS: Mapping[str, Renderer] = {"terminal": _gaps_terminal, "markdown": _gaps_markdown, "json": _gaps_json}
GRID_RENDERERS: Mapping[str, Renderer] = {
    "terminal": _grid_terminal,
    "cards": _grid_cards,
    "markdown": _grid_markdown,
    "csv": _grid_csv,
    "json": _grid_json,
}
