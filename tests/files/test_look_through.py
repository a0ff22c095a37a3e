"""A personal number is found in every format that leaves, wherever it stands and however it is parted."""

import pytest

from navcheck.files.look_through import look_through
from navcheck.render.forms.zipping import write_zip

NUMBER = "01816550072"  # month + 80: nobody's
FIRST, LAST = NUMBER[:6], NUMBER[6:]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RUNS = f"<w:r><w:t>{FIRST}</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{LAST}</w:t></w:r>"


def word(body: str) -> bytes:
    return write_zip({"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode()})


def sheet(text: str) -> bytes:
    return write_zip({"xl/sharedStrings.xml": f"<sst>{text}</sst>".encode()})


@pytest.mark.parametrize(
    "raw",
    [
        f"Se {NUMBER}".encode(),
        f"Se <{NUMBER}>".encode(),
        f"Se {FIRST}**{LAST}**".encode(),
        rf"Se {FIRST}\-{LAST}".encode(),
        f'{{"text": "Se {FIRST} {LAST}"}}'.encode(),
        f"<p>Se {FIRST}<strong>{LAST}</strong></p>".encode(),
        f"<p>Se &#48;{NUMBER[1:]}</p>".encode(),
        f'<p title="Se {NUMBER}">x</p>'.encode(),
        word(f"<w:p>{RUNS}</w:p>"),
        word(f"<w:p><w:r><w:t>{FIRST}</w:t><w:br/><w:t>{LAST}</w:t></w:r></w:p>"),
        word(f"<w:p><w:r><w:t>{FIRST}</w:t><w:tab/><w:t>{LAST}</w:t></w:r></w:p>"),
        word(f'<w:tbl><w:tblCaption w:val="{NUMBER}"/></w:tbl>'),
        sheet(f"<si><r><t>{FIRST}</t></r><r><rPr><b/></rPr><t>{LAST}</t></r></si>"),
        write_zip({"inside.docx": word(f"<w:p>{RUNS}</w:p>")}),
    ],
    ids=range(14),
)
def test_a_number_is_found_and_not_repeated(raw: bytes) -> None:
    (problem,) = look_through("rapport.x", raw)
    assert problem.code == "personal-number"
    assert str(problem.at).startswith("rapport.x")
    assert LAST not in f"{problem.message}{problem.hint}{problem.at}"


@pytest.mark.parametrize(
    "raw",
    [
        f"<td>{FIRST}</td><td>{LAST}</td>".encode(),
        f"<p>{FIRST}</p><p>{LAST}</p>".encode(),
        f"| {FIRST} | {LAST} |".encode(),
        word(f"<w:p><w:r><w:t>{FIRST}</w:t></w:r></w:p><w:p><w:r><w:t>{LAST}</w:t></w:r></w:p>"),
        sheet(f"<si><t>{FIRST}</t></si><si><t>{LAST}</t></si>"),
        f"12\t{FIRST}\t{LAST}\t7".encode(),
        f"{FIRST[:2]}\t{FIRST[2:]}\t{LAST}".encode(),
    ],
    ids=range(7),
)
def test_figures_of_two_cells_are_no_number(raw: bytes) -> None:
    assert not list(look_through("rapport.x", raw))


def test_a_file_that_is_no_text_is_looked_through_too() -> None:
    raw = b"\xff\xd8\x00" + f" Se {NUMBER} ".encode() + b"\xff"
    assert [problem.code for problem in look_through("bilde.jpg", raw)] == ["personal-number"]


def test_a_finding_says_where_and_what_to_do_and_never_the_number() -> None:
    (problem,) = look_through("a.docx", write_zip({"b.docx": word(f"<w:p>{RUNS}</w:p>")}))
    assert f"{problem.at}: {problem.message} → {problem.hint}" == (
        "a.docx/b.docx/word/document.xml: this looks like a national identity number: [hidden]"
        " → take it out of the survey or its checklist; write nothing about single persons"
    )
