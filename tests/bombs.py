"""Inputs that are made to hurt, too big to be kept: each is made when a test runs, and does its harm to naive readers.

The naive readers are here too: what a program would do that took the stock libraries as they come.
"""

import csv
import io
import json
import os
import threading
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import yaml
from openpyxl import load_workbook

from navcheck.core.guard import LONGEST_TEXT
from navcheck.files.disk import DOCUMENT_BYTES
from navcheck.files.yaml_quick import MOST_NODES
from tests.bad_inputs_made import ANSWERS, HEADS, archive, book, document, sheet

GIGABYTES = 10_000_000_000
HEAD = 'navcheck: checklist/1\nid: stor\nversion: "1"\ntitle: {nb: Stor}\ntopics: '
_TABLE = "Nav-kontor;rutine;corona\n"


def _aliases() -> str:
    """Nine lists, each nine times the one before."""
    lists = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else 'x, ' * 8 + 'x'}]\n" for n in range(9)]
    return "".join(lists)


def _merges() -> str:
    """Mappings that merge the one before nine times: the stock loader builds them all while it reads."""
    maps = [f"m{n}: &m{n}\n  <<: [{', '.join([f'*m{n - 1}'] * 9)}]\n  k{n}: x\n" for n in range(1, 9)]
    return "m0: &m0 {k0: x}\n" + "".join(maps)


def _packed(parts: Mapping[str, str]) -> bytes:
    """A workbook with nothing wrong but these parts, packed as tightly as it goes."""
    with zipfile.ZipFile(io.BytesIO(book({"Ark1": [HEADS, ANSWERS]}, parts=parts))) as plain:
        return archive({name: plain.read(name).decode() for name in plain.namelist()}, zipfile.ZIP_DEFLATED)


def _rows(count: int, *cells: str) -> str:
    row = "".join(f'<c t="inlineStr"><is><t>{one}</t></is></c>' for one in cells)
    return sheet([HEADS, ANSWERS]).replace("</sheetData>", f"<row>{row}</row>" * count + "</sheetData>")


def _strings(count: int) -> dict[str, str]:
    items = "".join(f"<si><t>{n:x}</t></si>" for n in range(count))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return {"xl/sharedStrings.xml": f'<sst xmlns="{main}" count="{count}" uniqueCount="{count}">{items}</sst>'}


def _document(parts: Mapping[str, str]) -> bytes:
    return archive({**document(), **parts}, zipfile.ZIP_DEFLATED)


# By the kind of file and how it hurts, what makes its bytes.
TABLE_HEAD = "Nav-kontor;rutine\nNav Risør;"
BOMBS: Mapping[str, Callable[[], bytes | str]] = {
    "checklist/lists-25-kB.yaml": lambda: HEAD + "[" * 25_000,
    "checklist/lists-a-megabyte.yaml": lambda: HEAD + "[" * (DOCUMENT_BYTES - 200),
    "checklist/mappings.yaml": lambda: HEAD + "{a: " * 25_000,
    "checklist/keys-of-keys.yaml": lambda: HEAD + "\n" + "".join(" " * n + "? \n" for n in range(1, 1_200)),
    "checklist/items-of-items.yaml": lambda: HEAD + "\n" + "- " * 100_000,
    "checklist/aliases.yaml": lambda: HEAD + "\n" + _aliases(),
    "checklist/merges.yaml": _merges,
    "checklist/nodes.yaml": lambda: HEAD + "\n" + "- a\n" * (MOST_NODES * 5),
    "checklist/one-text.yaml": lambda: HEAD + "[" + "ø" * (LONGEST_TEXT + 1) + "]\n",
    "checklist/folded-text.yaml": lambda: HEAD + ">\n" + "  a\n\n" * 150_000,
    "checklist/escapes-in-a-text.yaml": lambda: HEAD + '"' + "\\x41" * 240_000 + '"\n',
    "checklist/an-anchor-of-a-megabyte.yaml": lambda: HEAD + "&" + "a" * 990_000 + " x\n",
    "checklist/a-number-of-a-megabyte.yaml": lambda: HEAD + "1" * 990_000 + "\n",
    "checklist/comment.yaml": lambda: HEAD + "# " + "ø" * (DOCUMENT_BYTES // 2) + "\n",
    "checklist/open-quote.yaml": lambda: HEAD + '"' + "a\n" * 400_000,
    "checklist/tabs.yaml": lambda: HEAD + "\t" * 900_000,
    "checklist/marks-on-a-letter.yaml": lambda: HEAD + '"e' + "\u0301" * 400_000 + '"\n',
    "checklist/almost-personal-numbers.yaml": lambda: HEAD + '"' + "1" * 10 + " 12345 6789" * 80_000 + '"\n',
    "response/lists.yaml": lambda: "navcheck: response/1\nanswers: " + "[" * 25_000,
    "response/keys-twice.yaml": lambda: "navcheck: response/1\n" + "a: b\n" * 60_000,
    "response/keys-not-known.yaml": lambda: "navcheck: response/1\n" + "".join(f"k{n}: b\n" for n in range(9_000)),
    "table/quote-that-swallows-the-rest.csv": lambda: _TABLE + 'Nav Risør;"Ja;' + "x;y;z\n" * 2_000_000,
    "table/one-line.csv": lambda: _TABLE + "x" * 20_000_000,
    "table/one-line-of-delimiters.csv": lambda: _TABLE + ";" * 10_000_000,
    "table/head-of-delimiters.csv": lambda: ";" * 5_000_000 + "\n",
    "table/rows-of-unknown-offices.csv": lambda: _TABLE + "Nav Ukjent;Ja;x\n" * 20_000,
    "table/rows-of-as-many-offices.csv": lambda: _TABLE + "".join(f"Nav Ris{n}r;Ja;x\n" for n in range(20_000)),
    "table/heads.csv": lambda: ";".join(f"rutin{n}" for n in range(50_000)) + "\nNav Risør\n",
    "table/heads-below-the-limit.csv": lambda: ";".join(f"rutin{n}" for n in range(1_990)) + "\nNav Risør\n",
    "table/quotes.csv": lambda: _TABLE + '"' * 5_000_000,
    "table/empty-lines.csv": lambda: "\n" * 20_000_000,
    "table/nul.csv": lambda: "\0" * 10_000_000,
    "table/digits.csv": lambda: _TABLE + f"Nav Risør;Ja;{'15 81 90 ' * 200_000}\n",
    "table/marks-on-a-letter.csv": lambda: _TABLE + "Nav Risør;Ja;e" + "\u0301" * 90_000 + "\n",
    "objects/lists.json": lambda: "[" * 100_000 + "]" * 100_000,
    "objects/mappings.json": lambda: '{"a":' * 100_000 + "1" + "}" * 100_000,
    "objects/number.json": lambda: '[{"office": "risor", "deltakere": ' + "1" * 5_000_000 + "}]",
    "objects/exponent.json": lambda: '[{"office": "risor", "deltakere": 1e999999999}]',
    "objects/keys.json": lambda: json.dumps([{f"k{n}": n for n in range(50_000)} | {"office": "risor"}]),
    "objects/empty-objects.json": lambda: "[" + "{}," * 1_000_000 + "{}]",
    "objects/lines-of-lists.jsonl": lambda: ("[" * 2_000 + "]" * 2_000 + "\n") * 200,
    "objects/lists.yaml": lambda: "- " * 100_000,
    "objects/aliases.yaml": _aliases,
    "form/answers.json": lambda: json.dumps({"navcheck": "form/1", "answers": {f"k{n}": "x" for n in range(100_000)}}),
    "workbook/part-of-150-MB.xlsx": lambda: _packed({"xl/media/a.bin": "0" * 150_000_000}),
    "workbook/part-that-unpacks-a-thousandfold.xlsx": lambda: _packed({"xl/media/a.bin": "0" * 20_000_000}),
    "workbook/sheet-of-rows.xlsx": lambda: _packed({"xl/worksheets/sheet1.xml": _rows(500_000)}),
    "workbook/sheet-of-cells.xlsx": lambda: _packed({"xl/worksheets/sheet1.xml": _rows(100_000, *"abcdefgh")}),
    "workbook/strings.xlsx": lambda: _packed(_strings(1_500_000)),
    "workbook/strings-below-the-limit.xlsx": lambda: _packed(_strings(120_000)),
    "workbook/rows-below-the-limit.xlsx": lambda: _packed({"xl/worksheets/sheet1.xml": _rows(99_000)}),
    "workbook/one-text.xlsx": lambda: _packed({"xl/worksheets/sheet1.xml": _rows(1, "x" * 9_000_000)}),
    "workbook/elements-in-elements.xlsx": lambda: _packed({"xl/worksheets/sheet1.xml": "<a>" * 100_000}),
    "workbook/parts.xlsx": lambda: _packed({f"xl/{n}.bin": "x" for n in range(2_001)}),
    "workbook/merged-cells.xlsx": lambda: _packed(
        {
            "xl/worksheets/sheet1.xml": sheet(
                [HEADS, ANSWERS], after='<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
            )
        }
    ),
    "workbook/styles.xlsx": lambda: _packed({"xl/styles.xml": "<styleSheet>" + "<font/>" * 1_000_000}),
    "template/part-of-150-MB.docx": lambda: _document({"word/media/a.png": "0" * 150_000_000}),
    "template/elements-in-elements.docx": lambda: _document({"word/document.xml": "<a>" * 500_000}),
    "template/parts.docx": lambda: _document({f"word/{n}.xml": "" for n in range(2_001)}),
    "text/lists.md": lambda: "# Tekst\n\n" + "- " * 20_000 + "x\n",
    "text/items.md": lambda: "- a\n" * 45_000,
    "text/brackets-below-the-limit.md": lambda: "[" * 1_999 + "x\n",
    "text/stars-below-the-limit.md": lambda: "*a_" * 999 + "\n",
    "text/items-below-the-limit.md": lambda: "- a\n" * 1_900,
    "text/table-below-the-limit.md": lambda: "|a" * 20 + "|\n" + "|-" * 20 + "|\n" + "|x\n" * 230,
    "text/quotes.md": lambda: "> " * 100_000 + "x\n",
    "response/figures-and-spaces.yaml": lambda: 'title: "1234567890\\t' + " " * 40_000 + 'x"\n',
    "table/figures-and-spaces.csv": lambda: TABLE_HEAD + '"1234567890\tx' + " " * 40_000 + 'x"\n',
    "table/figures-over-lines.csv": lambda: TABLE_HEAD + '"121212' + " \n" * 9_000 + '12345"\n',
    "text/brackets.md": lambda: "[" * 200_000 + "x" + "]" * 200_000 + "\n",
    "text/stars.md": lambda: "*a_" * 200_000 + "\n",
    "text/links.md": lambda: "[a](" * 100_000 + "\n",
    "text/code.md": lambda: "".join("`" * n + "a" for n in range(1, 1_200)) + "\n",
    "text/html.md": lambda: "<a " * 200_000 + "\n",
    "text/table.md": lambda: "|a" * 2_000 + "|\n" + "|-" * 2_000 + "|\n" + "|x\n" * 20_000,
    "manifest/lists.json": lambda: "[" * 100_000,
    "manifest/files.json": lambda: json.dumps({"inputs": {f"f{n}": "0" * 64 for n in range(9_000)}}),
    "facts/rows.csv": lambda: "office;fact;value;as_of;source\n" + "Nav Risør;x;1;2026-01-01;SSB\n" * 5_000,
    "facts/quote.csv": lambda: "office;fact;value;as_of;source\n" + '"Nav Risør;x;1\n' * 500_000,
}


def write(name: str, folder: Path) -> Path:
    """Make a bomb in a folder."""
    made, path = BOMBS[name](), folder / name.replace("/", "-")
    path.write_bytes(made if isinstance(made, bytes) else made.encode())
    return path


def sparse(path: Path) -> None:
    """Ten gigabytes of nothing, which take no room."""
    with path.open("wb") as stream:
        stream.truncate(GIGABYTES)


def pipe(path: Path) -> None:
    """A pipe that nobody writes to: whoever opens it to read waits for ever."""
    os.mkfifo(path)


def endless(path: Path) -> None:
    """A link to a device that has no end."""
    path.symlink_to("/dev/zero")


class Growing:
    """A file that grows for as long as it is looked at."""

    def __init__(self, path: Path) -> None:
        self.path, self._ended = path, threading.Event()
        self.path.write_bytes(b"Nav-kontor;rutine\n")
        self._writer = threading.Thread(target=self._grow)

    def __enter__(self) -> Path:
        self._writer.start()
        return self.path

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._writer.join()

    def _grow(self) -> None:
        until = time.monotonic() + 60
        with self.path.open("ab") as stream:
            while not self._ended.is_set() and time.monotonic() < until:
                stream.write(b"Nav Ris\xc3\xb8r;Ja\n" * 2_000)
                stream.flush()
                if stream.tell() > 300_000_000:  # beyond every limit, and enough
                    stream.truncate(100)
                    stream.seek(100)


def naive_yaml(words: list[str]) -> int:
    """Read YAML with the stock loader in C, and walk what it gives."""
    with Path(words[0]).open(encoding="utf-8") as stream:
        return _walk(yaml.load(stream, Loader=yaml.CSafeLoader))


def naive_yaml_in_python(words: list[str]) -> int:
    """Read YAML with the stock loader, and walk what it gives."""
    with Path(words[0]).open(encoding="utf-8") as stream:
        return _walk(yaml.safe_load(stream))


def naive_json(words: list[str]) -> int:
    """Read JSON as it comes."""
    return _walk(json.loads(Path(words[0]).read_text("utf-8")))


def naive_workbook(words: list[str]) -> int:
    """Read every cell of a workbook."""
    for one in load_workbook(words[0]).worksheets:
        for row in one.iter_rows(values_only=True):
            len(row)
    return 0


def naive_table(words: list[str]) -> int:
    """Read a table, and count its rows: 3 where it swallowed rows and said nothing."""
    csv.field_size_limit(1 << 40)
    raw = Path(words[0]).read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO(raw), delimiter=";"))
    return 0 if len(rows) >= raw.count("\n") - 2 else 3


def naive_bytes(words: list[str]) -> int:
    """Read a whole file, whatever it is."""
    return int(not Path(words[0]).read_bytes())


def _walk(found: object) -> int:
    if isinstance(found, dict):
        return sum(_walk(one) for one in found.values()) and 0
    return sum(_walk(one) for one in found) and 0 if isinstance(found, list) else 0


NAIVE = {
    "checklist": ("naive_yaml", "naive_yaml_in_python"),
    "response": ("naive_yaml",),
    "table": ("naive_table",),
    "objects": ("naive_json",),
    "workbook": ("naive_workbook",),
}
