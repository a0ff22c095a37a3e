import subprocess
import sys

import pytest

from navcheck.core.messages import ENGLISH
from navcheck.render import GAP_RENDERERS, RENDERERS
from navcheck.render.marks import ASCII, UNICODE
from tests.render.examples import agder


def test_the_formats_are_these() -> None:
    assert list(RENDERERS) == ["terminal", "cards", "markdown", "csv", "json"]
    assert list(GAP_RENDERERS) == ["terminal", "markdown", "json"]


@pytest.mark.parametrize("symbols", [UNICODE, ASCII], ids=["unicode", "ascii"])
@pytest.mark.parametrize("renderer", [*RENDERERS.values(), *GAP_RENDERERS.values()])
def test_the_same_matrix_gives_the_same_bytes(renderer: object, symbols: object) -> None:
    assert callable(renderer)
    first, second = (renderer(agder(), ENGLISH, 80, symbols) for _ in range(2))
    assert first == second
    assert first.endswith("\n" if isinstance(first, str) else b"\r\n")


def test_only_the_table_imports_tabulate_and_problems_need_no_pydantic() -> None:
    program = """
import sys
import navcheck.render, navcheck.render.problems
assert not {"tabulate", "pydantic", "yaml", "jinja2"} & set(sys.modules)
import navcheck.render.tables, navcheck.render.markdown, navcheck.render.data, navcheck.render.gaps
assert "tabulate" not in sys.modules
import navcheck.render.terminal
assert "tabulate" in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True)
