"""A table of figures is told from numbers over lines and cells by what stands around them."""

import pytest

from navcheck.core.rows import outside_tables

PAIR = "121212\t34567"


def held(text: str, count: int) -> int:
    """Count what is no table when the first pairs of a text are what was found."""
    begins = [place for place in range(len(text)) if text.startswith(PAIR, place)][:count]
    return len(outside_tables(text, [(begin, begin + len(PAIR)) for begin in begins]))


def test_nothing_found_is_no_table() -> None:
    assert outside_tables(PAIR, []) == ()


@pytest.mark.parametrize("text", [PAIR, f"a {PAIR}", f"a\t{PAIR}\t7", f"7\t{PAIR}", f"7\n{PAIR}\n7", f"7\t{PAIR}\n\t7"])
def test_a_pair_that_stands_alone_is_no_table(text: str) -> None:
    assert held(text, 1) == 1


@pytest.mark.parametrize("text", [f"7\t{PAIR}\t7", f"7 \t {PAIR} \t\u00a07"])
def test_a_pair_between_figures_is_of_a_table(text: str) -> None:
    assert held(text, 1) == 0


@pytest.mark.parametrize("other", ["12\t7", "1 200\t3,5", "01.01.2024\t45 000"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_pair_among_rows_alike_is_of_a_table(other: str, end: str) -> None:
    assert held(f"{PAIR}{end}{other}", 1) == 0
    assert held(f"Nav Øvre-Eik\t{PAIR}{end}Nav Vik\t{other}", 1) == 0
    assert held(f"Nav Vik\t{PAIR}{end}{other}", 1) == 1


def test_rows_of_which_more_than_half_are_found_are_persons() -> None:
    rows = "\n".join([PAIR] * 4)
    assert [held(rows, count) for count in range(5)] == [0, 0, 0, 3, 4]
