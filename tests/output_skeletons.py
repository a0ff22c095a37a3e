"""What any output is made of, apart from its texts: as tests/report_skeletons.py, for screens, lines and zips too.

Whoever reads an output may be made to run what stands in it; so nothing may stand there that runs, or that nobody sees.
"""

import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Mapping

from navcheck.render.lines import width_of
from tests.report_skeletons import Bones, bones_of, of_data, of_table

# What is another where the texts are others: a checklist's sum, the name of a file.
_OTHER = re.compile(r"\b[0-9a-f]{64}\b|(?<=1-brev-)[a-z0-9-]+(?=\.html)")
# The line beneath the heads of a table on a screen.
_RULE = re.compile(r"-+(?: {2}-+)+")
# Between two columns stand two spaces, and nowhere in a cell.
_CELL = re.compile(r"\S+(?: \S+)*")
# What a terminal obeys, and what nobody sees: of the controls only what ends a line, or stands between two cells.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Cn"})
_SPACES = frozenset("\n\t")
MARK, LINE_END = "\ufeff", "\r\n"


def bones_of_output(kind: str, raw: bytes) -> Bones:
    """Take an output of one kind apart."""
    take: Mapping[str, Callable[[bytes], Bones]] = {
        "text": of_text,
        "lines": of_lines,
        "commas": lambda one: of_table(one, ","),
        "jsonl": lambda one: together(map(of_data, one.splitlines())),
        "zip": of_zip,
    }
    bones = take[kind](raw) if kind in take else bones_of(kind, raw)
    bones.texts = [_OTHER.sub("other", text) for text in bones.texts]
    return bones


def together(several: Iterator[Bones]) -> Bones:
    """Put the bones of several parts together."""
    whole = Bones()
    for one in several:
        whole.parts += one.parts
        whole.texts += one.texts
        whole.links += one.links
    return whole


def of_zip(raw: bytes) -> Bones:
    """Take apart what lies in a zip, all of it."""
    return together(bones_of_output(kind, one) for _, kind, one in members(raw))


def members(raw: bytes) -> Iterator[tuple[str, str, bytes]]:
    """Go through the files in a zip: their names, their kinds, their bytes."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for name in archive.namelist():
            yield name, kind_of(name), archive.read(name)


def kind_of(name: str) -> str:
    """Tell the kind of a file from its name."""
    ending = name.rpartition(".")[2]
    return "text" if ending == "txt" else ending


def of_text(raw: bytes) -> Bones:
    """Take apart what stands on a screen: blocks with blank lines between them, and tables with their columns."""
    bones = Bones()
    for block in re.split(r"\n\n+", "\n".join(_lines_of(raw)).strip("\n")):
        lines = block.split("\n")
        rule = next((line for line in lines if _RULE.fullmatch(line)), None)
        if rule is None:
            bones.parts.append("block")
            bones.texts.append(" ".join("" if _is_underline(n, lines) else line for n, line in enumerate(lines)))
        else:
            bones.parts.append(f"table of {len(rule.split())} columns, {lines.count(rule)} rules")
            bones.texts += _columns(lines, rule)
    return bones


def of_lines(raw: bytes) -> Bones:
    """Take apart lines that are sorted by what they say."""
    return Bones(["line" for _ in _lines_of(raw)], ["".join(_lines_of(raw))])


def _lines_of(raw: bytes) -> list[str]:
    return raw.decode().removeprefix(MARK).replace(LINE_END, "\n").split("\n")


def _is_underline(n: int, lines: list[str]) -> bool:
    """Tell whether a line only goes below those before, as far as they go."""
    return n > 0 and set(lines[n]) in ({"="}, {"-"}) and width_of(lines[n]) == max(map(width_of, lines[:n]))


def _columns(lines: list[str], rule: str) -> Iterator[str]:
    """Read a table by its columns: what begins below one another is one, from its head down."""
    begins = [found.start() for found in re.finditer(r"-+", rule)]
    columns: list[list[str]] = [[] for _ in begins]
    for line in (one for one in lines if not _RULE.fullmatch(one)):
        for cell in _CELL.finditer(line):
            at = width_of(line[: cell.start()])
            columns[max(n for n, begin in enumerate(begins) if begin <= at)].append(cell[0])
    return map(" ".join, columns)


def unseen(kind: str, raw: bytes) -> set[str]:
    """Find the characters in an output that a terminal would obey or nobody could see."""
    return {char for text in _texts(kind, raw) for char in set(text) - _SPACES if unicodedata.category(char) in _UNSEEN}


def _texts(kind: str, raw: bytes) -> Iterator[str]:
    if kind == "zip":
        for _, inner, one in members(raw):
            yield from _texts(inner, one)
    elif kind in {"docx", "xlsx"}:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            yield from (archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels")))
    else:
        text = raw.decode().removeprefix(MARK).replace(LINE_END, "\n")
        yield text
        if kind in {"json", "jsonl"}:  # what is escaped there is a text again where it is read
            lines = text.splitlines() if kind == "jsonl" else [text]
            yield from (one for line in lines for one in strings(json.loads(line)))


def strings(value: object) -> Iterator[str]:
    """Go through every text in a value of JSON, the keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)
    elif isinstance(value, dict):
        yield from value
        for one in value.values():
            yield from strings(one)
