"""Makes the workbooks and documents in tests/bad_inputs: `python -m tests.bad_inputs_twisted`.

The same code gives the same bytes. They are written by hand, part by part: what is to be tried is mostly what no
spreadsheet would write.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

# Of the checklist in test_bad_inputs.py; the forms say it of themselves.
SHA256 = "10d5df6dc381f51f602785562d02fe3ce1066e02ff1ce9d0b7528ee6fde44e41"
# Nobody's: the month is raised by 80. The second has lost its leading zero, as in a cell of numbers.
PERSON, PERSON_WITHOUT_ZERO = 15819000066, 1819000049

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HIDDEN = ' state="hidden"'
_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
_ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
_ERRORS = ("#REF!", "#DIV/0!", "#NAME?", "#VALUE!", "#NUM!")
_STRINGS = f'<sst xmlns="{_MAIN}"><si><t>Ja</t></si></sst>'
_PERCENT = f"""{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/></font></fonts><fills count="1">\
<fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1">\
<xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="9" applyNumberFormat="1"/></cellXfs></styleSheet>"""

# A text, a number, nothing, or the attributes and the content of a cell.
Cell = str | int | float | tuple[str, str] | None
Row = Sequence[Cell]
Rows = Sequence[Row]

# The header and the row of a table with nothing wrong in it.
HEADS: list[Cell] = ["Nav-kontor", "rutine", "kanaler", "deltakere", "siden", "corona"]
ANSWERS: list[Cell] = ["Nav Risør", "Ja", "Brosjyre", 4, "1.1.2020", "Som før"]


def sheet(rows: Rows, *, after: str = "", before: str = "") -> str:
    """Write a sheet; `before` stands before its first element, `after` behind its rows."""
    written = "".join(f'<row r="{n}">{"".join(_cells(row, n))}</row>' for n, row in enumerate(rows, 1))
    return f'{_XML}{before}<worksheet xmlns="{_MAIN}"><sheetData>{written}</sheetData>{after}</worksheet>'


def _cells(row: Row, number: int) -> Iterator[str]:
    for n, cell in enumerate(row):
        at = f'r="{chr(ord("A") + n)}{number}"'
        if isinstance(cell, tuple):
            yield f"<c {at} {cell[0]}>{cell[1]}</c>"
        elif isinstance(cell, str):
            yield f'<c {at} t="str"><v>{escape(cell)}</v></c>'
        elif cell is not None:
            yield f"<c {at}><v>{cell}</v></c>"


def formula(text: str, shown: str = "Ja") -> tuple[str, str]:
    """Write a cell with a formula, and what it showed when it was saved."""
    return 't="str"', f"<f>{escape(text)}</f><v>{escape(shown)}</v>"


def merged(cells: str) -> str:
    return f'<mergeCells count="1"><mergeCell ref="{cells}"/></mergeCells>'


def book(
    sheets: Mapping[str, str | Rows], *, hidden: Sequence[str] = (), parts: Mapping[str, str] | None = None
) -> bytes:
    """Write a workbook of these sheets; `parts` are added, or stand in the place of its own."""
    parts = parts or {}
    kinds = {f"xl/worksheets/sheet{n}.xml": "worksheet" for n in range(1, len(sheets) + 1)}
    kinds |= {f"xl/{name}.xml": name for name in ("styles", "sharedStrings") if f"xl/{name}.xml" in parts}
    ids = {name: f"rId{n}" for n, name in enumerate(kinds, 1)}
    types = "".join(f'<Override PartName="/{name}" ContentType="{_XLSX}.{kind}+xml"/>' for name, kind in kinds.items())
    links = "".join(
        f'<Relationship Id="{ids[name]}" Type="{_DOCUMENT}/{kind}" Target="{name.removeprefix("xl/")}"/>'
        for name, kind in kinds.items()
    )
    named = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"{_HIDDEN if name in hidden else ""}/>'
        for n, name in enumerate(sheets, 1)
    )
    whole = {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_XLSX}.sheet.main+xml"/>{types}</Types>',
        "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><sheets>{named}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
        **{
            f"xl/worksheets/sheet{n}.xml": one if isinstance(one, str) else sheet(one)
            for n, one in enumerate(sheets.values(), 1)
        },
        **parts,
    }
    return archive({name: text for name, text in whole.items() if text})


def archive(parts: Mapping[str, str], compression: int = zipfile.ZIP_STORED) -> bytes:
    """Write a zip file, by default packed by nobody: every machine writes the same bytes."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as written:
        for name, text in parts.items():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.create_system = 3
            written.writestr(member, text, compression)
    return raw.getvalue()


def one_sheet(*rows: Row, after: str = "", before: str = "") -> bytes:
    return book({"Ark1": sheet(rows, after=after, before=before)})


OFFICE = ("@office", None, "Kontor", "Nav Risør")
RUTINE = ("rutine", "1.", "Har dere en rutine?", "Ja")
COLUMNS = ("@columns", None, None, "value", "comment", "document", "date", "proof")
IDENTITY = {"navcheck": "form/1", "survey": "prove-2026", "checklist": "prove", "version": "1", "sha256": SHA256}


def form(*rows: Row, columns: Row = COLUMNS, more: Mapping[str, Rows] | None = None, **said: str) -> bytes:
    """Write a filled form of Nav Risør as navcheck makes them, or with something else in its place."""
    identity = IDENTITY | {"office": "risor"} | said
    heads: Rows = (columns, (None, "Prøve"), ("Id", "Nr.", "Spørsmål", "Svar", "Kommentar"))
    pairs: Rows = [pair for pair in identity.items() if pair[1]]
    sheets: dict[str, Rows] = {"Skjema": [*heads, *(rows or (OFFICE, RUTINE))], **(more or {})}
    hidden = {"navcheck": pairs} if pairs else {}
    return book({**sheets, **hidden}, hidden=list(hidden))


def made() -> dict[str, bytes]:
    """Return every file that this makes, by its path in tests/bad_inputs."""
    return {
        **{f"workbook/{name}": raw for name, raw in _workbooks().items()},
        **{f"form/{name}": raw for name, raw in _forms().items()},
        **{f"template/{name}": raw for name, raw in _templates().items()},
    }


def _workbooks() -> dict[str, bytes]:
    good = one_sheet(HEADS, ANSWERS)
    lies = sheet([HEADS, ANSWERS])
    strings = {"xl/sharedStrings.xml": _STRINGS}
    return {
        "empty.xlsx": one_sheet(),
        "header-only.xlsx": one_sheet(HEADS),
        "everything-wrong.xlsx": one_sheet(
            [*HEADS, "rutine__dato", "rutine__bevis"],
            ["Nav Riser", "Kanskje", "Brosjyre; Plakat", 12.5, "i fjor", "Som før", "snart", "tja"],
            ["Nav Åmli", "Ja", "Brosjyre\nIngen av dem", 501, 43831, None, 43831, "skriftlig"],
        ),
        "long.xlsx": one_sheet(
            ["kontor", "spørsmål", "svar"], ["Nav Risør", "rutine", "Kanskje"], ["Nav Oslo", "rutinen", "Ja"]
        ),
        "percent.xlsx": book(
            {"Ark1": [HEADS[:4], [*ANSWERS[:3], ('s="1"', "<v>0.12</v>")]]}, parts={"xl/styles.xml": _PERCENT}
        ),
        "title-above.xlsx": one_sheet(["Kartlegging 2026"], [], HEADS, ANSWERS, after=merged("A1:F1")),
        "total-at-the-end.xlsx": one_sheet(HEADS, ANSWERS, ["Sum", None, None, formula("SUM(D2:D2)", "4")]),
        "cell-beyond-the-header.xlsx": one_sheet(HEADS, [*ANSWERS, "Ring Kari"]),
        "formula.xlsx": one_sheet(HEADS, ["Nav Risør", formula("B9"), "Brosjyre", ("", "<f>SUM(D9:D10)</f><v>4</v>")]),
        "formula-as-office.xlsx": one_sheet(HEADS, [formula("A9", "Nav Risør"), "Ja"]),
        "formula-in-a-head.xlsx": one_sheet([*HEADS[:2], formula("C9", "kanaler")], ANSWERS[:3]),
        "formula-over-cells.xlsx": one_sheet(
            HEADS, [*ANSWERS[:3], ("", '<f t="array" ref="D2:D3">SUM(A1)</f><v>4</v>')]
        ),
        "error-in-a-cell.xlsx": one_sheet(HEADS, ["Nav Risør", ('t="e"', "<v>#N/A</v>"), "Brosjyre"]),
        "merged-answers.xlsx": one_sheet(HEADS, ANSWERS, ["Nav Åmli", None, "Samtale"], after=merged("B2:B3")),
        "merged-head.xlsx": one_sheet(
            ["Nav-kontor", "rutine", None, "corona"], ["Nav Risør", "Ja", "i permen"], after=merged("B1:C1")
        ),
        "several-sheets.xlsx": book({"Vår": [HEADS, ANSWERS], "Høst": [HEADS, ANSWERS]}),
        "hidden-sheet.xlsx": book({"Forside": [], "Svar": [HEADS, ANSWERS]}, hidden=["Svar"]),
        "personal-number-as-a-number.xlsx": one_sheet(
            HEADS, [*ANSWERS[:3], PERSON], ["Nav Åmli", *ANSWERS[1:3], PERSON_WITHOUT_ZERO], ["Nav Froland", PERSON]
        ),
        "personal-number-in-a-sheets-name.xlsx": book({str(PERSON): [HEADS, ["Nav Risør", "tja"]]}),
        "personal-number-names-several-sheets.xlsx": book({str(PERSON): [HEADS], "Ark2": [HEADS]}),
        "sheet-that-is-not-there.xlsx": book({f"Svar {PERSON}": [HEADS, ANSWERS]}),
        "password.xlsx": _OLD + "EncryptedPackage".encode("utf-16-le") + bytes(512),
        "old.xls": _OLD + "Workbook".encode("utf-16-le") + bytes(512),
        "opendocument.ods": archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""}),
        "word.docx": archive({"[Content_Types].xml": "", "word/document.xml": ""}),
        "slides.pptx": archive({"[Content_Types].xml": "", "ppt/presentation.xml": ""}),
        "binary.xlsb": archive({"[Content_Types].xml": "", "xl/workbook.bin": ""}),
        "archive.zip": archive({"svar.csv": "Nav-kontor;rutine\nNav Risør;Ja\n"}),
        "entities-in-a-sheet.xlsx": one_sheet(HEADS, ANSWERS, before=_ENTITY),
        "entities-in-strings.xlsx": book(
            {"Ark1": [HEADS, ["Nav Risør", ('t="s"', "<v>0</v>")]]}, parts={"xl/sharedStrings.xml": _ENTITY + _STRINGS}
        ),
        "cut.xlsx": good[: len(good) // 2],
        "not-xml.xlsx": book({"Ark1": "dette er ikke XML"}),
        "xml-cut.xlsx": book({"Ark1": lies[: len(lies) - 60]}),
        "row-number-lies.xlsx": book({"Ark1": lies.replace('r="2"', 'r="1048576"').replace('2"', '1048576"')}),
        "column-lies.xlsx": book({"Ark1": lies.replace('r="F2"', 'r="XFD2"')}),
        "rows-out-of-order.xlsx": book({"Ark1": sheet([HEADS, ANSWERS, ANSWERS]).replace('<row r="3"', '<row r="2"')}),
        "string-that-is-not-there.xlsx": book({"Ark1": [HEADS, ["Nav Risør", ('t="s"', "<v>7</v>")]]}, parts=strings),
        "without-sheets.xlsx": book({}),
        "formula-as-a-link.xlsx": one_sheet(HEADS, ["Nav Risør", formula("HYPERLINK(A9)"), formula("[1]Ark1!A1")]),
        "every-error.xlsx": one_sheet(HEADS, ["Nav Risør", *(('t="e"', f"<v>{one}</v>") for one in _ERRORS)]),
        "merged-offices.xlsx": one_sheet(HEADS, ANSWERS, [None, *ANSWERS[1:]], after=merged("A2:A3")),
        "path-as-an-office.xlsx": one_sheet(HEADS[:2], ["../../etc/passwd", "Ja"], ["con", "Ja"], ["--help", "Ja"]),
        "look-alike-digits.xlsx": one_sheet(HEADS[:4], [*ANSWERS[:3], "1O"], ["Nav Åmli", *ANSWERS[1:3], "0x10"]),
        "markup-as-an-answer.xlsx": one_sheet(HEADS, ["Nav Risør", "<b>Ja</b>", "{{ 7*7 }}", "%s{0}", "[/b]"]),
        "escapes-as-an-answer.xlsx": one_sheet(HEADS, ["Nav Risør", "_x001B_]52;c;aGVp_x0007_", "\u202eøvmaS"]),
        "office-twice.xlsx": one_sheet(HEADS, ANSWERS, ["NAV Risør", "Nei", *ANSWERS[2:]]),
        "part-with-entities-in-utf-16.xlsx": book({"Ark1": [HEADS]}, parts={"xl/styles.xml": f"\ufeff{_ENTITY}<a/>"}),
        "without-the-sheets-part.xlsx": book({"Ark1": [HEADS]}, parts={"xl/worksheets/sheet1.xml": ""}),
    }


def _forms() -> dict[str, bytes]:
    return {
        "other-survey.xlsx": form(survey="annen-2026"),
        "other-version.xlsx": form(version="2"),
        "other-copy.xlsx": form(sha256="0" * 64),
        "other-survey-and-version.xlsx": form(survey=str(PERSON), version=str(PERSON)),
        "newer-format.xlsx": form(navcheck="form/2"),
        "other-office.xlsx": form(("@office", None, "Kontor", "Nav Åmli"), RUTINE),
        "office-unknown.xlsx": form(("@office", None, "Kontor", "Nav Oslo"), RUTINE, office=""),
        "no-office.xlsx": form(("@office", None, "Kontor"), RUTINE, office=""),
        "without-the-offices-row.xlsx": form(RUTINE),
        "without-columns.xlsx": form(columns=()),
        "without-the-answers-column.xlsx": form(columns=("@columns", None, None, None, "comment")),
        "without-identity.xlsx": form(navcheck="", survey="", checklist="", version="", sha256="", office=""),
        "copied-to-another-sheet.xlsx": form(more={"Skjema (2)": [COLUMNS]}),
        "unknown-ids.xlsx": form(
            OFFICE, RUTINE, ("rutin", "2.", "", "Ja"), (None, "3.", "", None, "hm"), ("rutine__kommentar", "", "", "hm")
        ),
        "answered-twice.xlsx": form(OFFICE, RUTINE, ("rutine", "2.", "", "Nei")),
        "marked-twice.xlsx": form(OFFICE, ("kanaler.brosjyre", "", "", "x"), ("kanaler.brosjyre", "", "", "nei")),
        "text-in-a-locked-cell.xlsx": form(OFFICE, ("kanaler", "2.", "", "Vi ringer dem")),
        "everything-wrong.xlsx": form(
            OFFICE,
            ("@shares", None, "", "kanskje"),
            ("rutine", "1.", "", "Kanskje", None, "Rutine", "i fjor", "tja"),
            ("kanaler", "2.", ""),
            ("kanaler.brosjyre", "", "", "x"),
            ("kanaler.ingen", "", "", "x"),
            ("deltakere", "3.", "", "fem"),
            ("siden", "4.", "", 43831),
        ),
        "mark-is-neither.xlsx": form(OFFICE, ("kanaler.brosjyre", "", "", "kanskje")),
        "formulas.xlsx": form(
            ("@office", None, "Kontor", formula("C9", "Nav Risør")), ("rutine", "1.", "", formula("D9"))
        ),
        "merged-answers.xlsx": book(
            {
                "Skjema": sheet([COLUMNS, OFFICE, RUTINE, ("deltakere", "3.", "")], after=merged("D3:D4")),
                "navcheck": list((IDENTITY | {"office": "risor"}).items()),
            },
            hidden=["navcheck"],
        ),
        "personal-numbers.xlsx": form(
            OFFICE,
            ("@role", None, "", f"leder {PERSON}"),
            ("@shares", None, "", PERSON),
            ("corona", "5.", "", f"Gjelder {PERSON}", PERSON, str(PERSON), PERSON, PERSON),
            (PERSON, "6.", "", "Ja"),
            (None, "7.", "", PERSON_WITHOUT_ZERO),
        ),
    }


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def document(text: str = f'<w:document xmlns:w="{_WORD}"><w:body/></w:document>', kind: str = _DOCX) -> dict[str, str]:
    """Write the parts of a Word document."""
    return {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_DOCUMENT}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"{_XML}{text}",
    }


def _templates() -> dict[str, bytes]:
    good = archive(document())
    return {
        "empty.docx": b"",
        "text.docx": "Malen ligger på fellesområdet.\n".encode(),
        "old.docx": _OLD + bytes(512),
        "picture.docx": b"\x89PNG\r\n\x1a\n",
        "archive.docx": archive({"mal.txt": ""}),
        "workbook.docx": one_sheet(HEADS),
        "cut.docx": good[: len(good) // 2],
        "not-xml.docx": archive(document("dette er ikke XML")),
        "entities.docx": archive(document(f"{_ENTITY}<w:document xmlns:w='{_WORD}'><w:body>&a;</w:body></w:document>")),
        "macros.docx": archive(document(kind=_DOCX.replace("document.main", "document.macroEnabled.main"))),
        "macros-hidden.docx": archive(document() | {"word/vbaProject.bin": ""}),
        "without-its-text.docx": archive({**document(), "word/document.xml": ""}),
    }
