from hypothesis import given
from hypothesis import strategies as st

from navcheck.render.columns import share_width
from navcheck.render.lines import fill, paragraphs

CELLS = st.lists(st.text("ab ", max_size=40).map(paragraphs), min_size=3, max_size=3)
ROWS = st.lists(CELLS, min_size=1, max_size=6)


def widest_words(rows: list[list[tuple[tuple[str, ...], ...]]]) -> list[int]:
    return [
        max((len(word) for cell in column for words in cell for word in words), default=1)
        for column in zip(*rows, strict=True)
    ]


@given(ROWS, st.integers(min_value=1, max_value=120))
def test_columns_hold_their_longest_word_and_fit_the_room(
    rows: list[list[tuple[tuple[str, ...], ...]]], room: int
) -> None:
    widths = share_width(rows, room)
    least = widest_words(rows)
    if widths is None:
        assert sum(least) > room
    else:
        assert sum(widths) <= room
        assert all(width >= word for width, word in zip(widths, least, strict=True))


@given(ROWS)
def test_with_room_enough_nothing_is_wrapped(rows: list[list[tuple[tuple[str, ...], ...]]]) -> None:
    widths = share_width(rows, 1000)
    assert widths is not None
    assert all(
        len(fill(words, width)) == 1 for row in rows for cell, width in zip(row, widths, strict=True) for words in cell
    )


def test_room_goes_where_it_saves_most_lines() -> None:
    rows = [[paragraphs("aaaa aaaa aaaa aaaa"), paragraphs("bb bb")], [paragraphs("aaaa aaaa aaaa"), paragraphs("bb")]]
    assert share_width(rows, 16) == (14, 2)


def test_a_word_that_does_not_fit_leaves_no_table() -> None:
    assert share_width([[paragraphs("a"), paragraphs("gjennomføring")]], 13) is None
    assert share_width([[paragraphs("a"), paragraphs("gjennomføring")]], 14) == (1, 13)
