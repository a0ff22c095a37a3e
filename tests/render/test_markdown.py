import re

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from navcheck.core.matrix import build_matrix
from navcheck.core.messages import ENGLISH, say
from navcheck.core.round import LeftOut
from navcheck.render.lines import printable
from navcheck.render.markdown import format_gaps, format_matrix
from navcheck.render.marks import ASCII
from tests.builders import make_round
from tests.render.examples import HARMFUL, agder, agder_answers, mixed

# GitHub's markdown, as near as an offline parser comes.
PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
CHECKLIST = """
    topics:
      - id: t
        title: {nb: T}
        heading: {nb: Overskrift}
        shows: q
        questions:
          - {id: q, type: choice, choices: {ja: {label: {nb: Ja}}}, text: {nb: Hva?}, gaps: {ja: risk}}
          - {id: r, type: text, text: {nb: Hva?}, codes: koder}
    scales: {koder: {a: {label: {nb: A}}}}
"""


def tokens_of(text: str) -> list[Token]:
    return [inner for token in PARSER.parse(text) for inner in (token, *(token.children or ()))]


def skeleton(text: str) -> list[str]:
    """Name what a page is built of, apart from the texts in it and their line breaks."""
    kinds = (f"{token.type} {token.tag}".rstrip() for token in tokens_of(text))
    return [kind for kind in kinds if kind not in {"text", "text_special", "html_inline"}]


def texts_of(text: str) -> list[str]:
    """Return what a reader sees, cell by cell and line by line."""
    return [
        "".join(_seen(one) for one in token.children or ()) for token in PARSER.parse(text) if token.type == "inline"
    ]


def _seen(token: Token) -> str:
    if token.type == "html_inline":
        assert token.content == "<br>"
        return "\n"
    return token.content


def page(words: str) -> str:
    """Lay out a matrix in which every foreign text is the same."""
    one = make_round(
        CHECKLIST,
        {"Nav A": {"q": "ja", "r": words}},
        survey={"title": words, "period": words, "authority": words, "offices": [{"id": "a", "name": words}]},
        left_out=(LeftOut(words, say("a copy")),),
    )
    matrix = build_matrix(one)
    return f"{format_matrix(matrix, ENGLISH)}\n{format_gaps(matrix, ENGLISH)}"


@pytest.mark.parametrize("words", HARMFUL)
def test_hostile_text_stays_text(words: str) -> None:
    text = page(words)
    assert skeleton(text) == skeleton(page("harmløs tekst"))
    shown = printable(words.strip())
    assert sum(shown in one for one in texts_of(text)) >= 7
    text.encode("utf-8")


def test_line_breaks_in_cells_do_not_end_the_row() -> None:
    one = make_round(
        """
        topics: [{id: t, title: {nb: T}, heading: {nb: T}, shows: q, questions: [{id: q, type: text, text: {nb: Q}}]}]
        """,
        {"Nav A": {"q": "én\nto | <tre>"}},
    )
    assert "| Nav A | én<br>to \\| &lt;tre&gt; |\n" in format_matrix(build_matrix(one), ENGLISH)


def test_agder_is_a_github_table() -> None:
    table = format_matrix(agder(), ENGLISH).split("\n\n")[2].split("\n")
    heads, rule, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in table)
    assert heads[:2] == ["Nav office", "Identifisert og informert"]
    assert rule == ["---"] * 5
    assert [[re.sub("<br>.*", "", cell) for cell in row] for row in rows] == [
        [name, *answers.values()] for name, answers in agder_answers().items()
    ]
    assert rows[9][3] == "Utsatt program<br>! risk"


def test_the_same_is_told_below_as_in_the_terminal() -> None:
    text = format_matrix(agder(), ENGLISH)
    assert "\n\n15 of 15 offices have responded\n\n" in text
    assert "\n- ◊ NAV Åmli: Ingen deltakere, men heller ingen utfordringer.\n" in text
    assert text.endswith("\n\nSigns: ! risk of failure · ◊ signal, a reason to look\n")


def test_points_are_a_list() -> None:
    text = format_gaps(mixed(), ENGLISH)
    assert text.startswith(
        "# KVP i Agder: points to follow up\n\n## ✗ Possible breach (1)\n\n- **Nav Lister – Finne, Før vilkår**\n"
    )
    assert "\n  - Action: Vurder KVP først.\n" in text
    assert text.endswith("\n\nOnly Statsforvalteren concludes whether the law is broken.\n")


def test_ascii_signs_are_no_markup() -> None:
    text = format_matrix(mixed(), ENGLISH, symbols=ASCII)
    assert skeleton(text) == skeleton(format_matrix(mixed(), ENGLISH))
    assert "_ unanswered" in "".join(texts_of(text))


def test_a_mark_about_another_answer_than_the_one_shown_says_which() -> None:
    assert "| I alle saker<br>↑ improvement: Rutine |" in format_matrix(mixed(), ENGLISH)
