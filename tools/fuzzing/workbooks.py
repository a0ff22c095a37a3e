"""Workbooks by what is in them: an input is the parts of one as text, and each is packed as it should be.

Bytes of a zip archive changed at random are only a broken archive. Here a part stands below a line with its path; parts
that an input does not have are those of a workbook with nothing wrong.
"""

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator

from navcheck.intake.tables.arriving import Format
from tests.bad_inputs_made import ANSWERS, HEADS, form, one_sheet
from tools.fuzzing.importing import take_in
from tools.fuzzing.target import ROOT, Target, refusing

_LINE = re.compile(rb"^=== (.+)\n", re.MULTILINE)
_PIECE = re.compile(rb"<[^<>]*>|[^<>]+")
SHEET, STRINGS, STYLES = (f"xl/{name}.xml" for name in ("worksheets/sheet1", "sharedStrings", "styles"))
_WORDS = (
    b't="s"', b't="str"', b't="inlineStr"', b't="b"', b't="e"', b't="d"', b't="n"', b's="1"', b'r="A1"',
    b"<is><t>x</t></is>", b"<f>", b'<f t="array" ref="A1:B2">', b'<f t="shared" si="0">', b"<v>", b"</v>",
    b'<row r="', b'hidden="1"', b"1e999", b'<mergeCell ref="A1:XFD1048576"/>', b"<r><t>", b"<phoneticPr/>",
    b"<!DOCTYPE x>", b"<![CDATA[", b"&#0;", b"&#xD800;", b'xml:space="preserve"', b'numFmtId="14"', b'numFmtId="9"',
    b'formatCode="0%"', b'<workbookPr date1904="1"/>', b"2958466", b"-1", b"_x000D_",
)  # fmt: skip


def parts_of(raw: bytes) -> dict[str, bytes]:
    """Take an input apart; what stands above its first line is the sheet."""
    sheet, *rest = _LINE.split(raw)
    parts = {text(name): body for name, body in zip(rest[::2], rest[1::2], strict=True)}
    return ({SHEET: sheet} if sheet else {}) | parts


def whole(parts: dict[str, bytes]) -> bytes:
    return b"".join(b"=== " + name.encode("utf-8", "surrogateescape") + b"\n" + body for name, body in parts.items())


def text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def packed(parts: dict[str, bytes]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as written:
        for name, body in parts.items():
            written.writestr(zipfile.ZipInfo(name), body)
    return raw.getvalue()


def unpacked(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


GOOD = unpacked(one_sheet(HEADS, ANSWERS))


def read(raw: bytes) -> None:
    take_in(packed(GOOD | parts_of(raw)), Format.WORKBOOK)


def mutate(raw: bytes, by_bytes: Callable[[bytes, int], bytes], longest: int, seed: int) -> bytes:
    """Change one part: its bytes, or whole elements, which are moved, doubled, taken out or changed inside."""
    draw = random.Random(seed)  # noqa: S311 -- the library's own seed, so that a run can be run again
    parts = parts_of(raw) or {SHEET: GOOD[SHEET]}
    name = draw.choice(sorted(parts))
    pieces = _PIECE.findall(parts[name])
    if pieces and draw.random() < 0.7:
        at, other = draw.randrange(len(pieces)), draw.randrange(len(pieces))
        pieces[at : at + draw.choice((0, 1, 1, 1))] = draw.choice(
            ([by_bytes(pieces[at], len(pieces[at]) + 20)], [pieces[other]], [draw.choice(_WORDS)], pieces[at:other], [])
        )
        parts[name] = b"".join(pieces)
    else:
        parts[name] = by_bytes(parts[name], max(longest - len(raw), 1) + len(parts[name]))
    return whole(parts)[:longest]


def seeds() -> Iterator[bytes]:
    """Give the bad workbooks and forms by the parts in which they are not the good one, then a good form."""
    found = sorted((ROOT / "tests/bad_inputs").glob("workbook/*.xlsx")) + sorted(
        (ROOT / "tests/bad_inputs").glob("form/*.xlsx")
    )
    for raw in (*(path.read_bytes() for path in found), form()):
        try:
            parts = unpacked(raw)
        except zipfile.BadZipFile:
            continue
        yield whole({name: body for name, body in parts.items() if GOOD.get(name) != body})


TARGET = Target("workbooks", refusing(read), seeds, _WORDS, mutate)
