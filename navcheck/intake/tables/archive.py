"""Whether a workbook may be opened at all: what it is by its bytes, how large it unpacks, and that its XML is plain."""

import zipfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import suppress
from typing import BinaryIO

from navcheck.core.messages import Message, say
from navcheck.core.problems import NavcheckError, Problem
from navcheck.files.disk import MEGABYTE
from navcheck.intake.tables.arriving import Arrival, shown

WORKBOOK_BYTES = 20 * MEGABYTE
UNPACKED_BYTES = 100 * MEGABYTE
MOST_MEMBERS = 2_000
# A long table of 260 offices and 60 questions has 350,000.
MOST_TAGS = 500_000
# Deflate takes ordinary sheets to a tenth or a thirtieth; to a hundredth only what is made to hurt.
STEEPEST = 100
_OLD = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_XML = (".xml", ".rels", ".vml")
_HEAD = 4096
# What a damaged archive, or a part of it, makes the standard library raise.
_UNREADABLE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError, RuntimeError)
_SAVE_AGAIN = say("open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx)")
_AS_CSV = say("save the sheet with the answers as CSV UTF-8")
_CONTENTS = "[Content_Types].xml"
_OTHERS = {
    "xl/workbook.bin": say("this is a binary workbook (.xlsb)"),
    "content.xml": say("this is an OpenDocument file (.ods)"),
    "word/document.xml": say("this is a Word document"),
    _CONTENTS: say("this is no Excel workbook"),
}


def check_archive(arrival: Arrival) -> zipfile.ZipFile:
    """Open a workbook's archive, if it is one that can be read without harm.

    Raises:
        NavcheckError: `old-workbook`, `password`, `not-a-workbook`, `broken-workbook`, `workbook-too-big`,
            `xml-entities`.

    """
    stream = arrival.rewound()
    if stream.read(len(_OLD)) == _OLD:
        raise NavcheckError(_old(arrival))
    if stream.seek(0, 2) > WORKBOOK_BYTES:
        raise NavcheckError(_too_big(arrival))
    archive = _open(arrival, stream)
    members = archive.infolist()
    names = {member.filename for member in members}
    if any(member.flag_bits & 1 for member in members):
        raise NavcheckError(_protected(arrival))
    if "xl/workbook.xml" not in names:
        raise NavcheckError(_another(arrival, names))
    if len(names) < len(members):
        raise NavcheckError(broken(arrival))
    if len(members) > MOST_MEMBERS:
        message = say("the workbook has more than {most} parts", most=MOST_MEMBERS)
        raise NavcheckError(Problem("workbook-too-big", message, arrival.at(), _AS_CSV))
    if _unpacks_to_too_much(members):
        raise NavcheckError(_too_big(arrival))
    for name in _with_entities(archive):
        message = say("the workbook defines entities of its own ({part}), which no spreadsheet does", part=shown(name))
        raise NavcheckError(Problem("xml-entities", message, arrival.at(), _SAVE_AGAIN))
    if _count_tags(archive) > MOST_TAGS:
        raise NavcheckError(_too_big(arrival))
    return archive


def broken(arrival: Arrival) -> Problem:
    """Say that a workbook cannot be read, whatever stood in the way."""
    return Problem("broken-workbook", say("the workbook is damaged and cannot be read"), arrival.at(), _SAVE_AGAIN)


def _open(arrival: Arrival, stream: BinaryIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except _UNREADABLE:
        raise NavcheckError(broken(arrival)) from None


def _another(arrival: Arrival, names: Collection[str]) -> Problem:
    what = next((what for name, what in _OTHERS.items() if name in names), None)
    if what is None:
        message, cure = say("this is a zip archive, not a workbook"), say("unpack it, and import the files in it")
        return Problem("not-a-workbook", message, arrival.at(), cure)
    return Problem("not-a-workbook", what, arrival.at(), _SAVE_AGAIN)


def _unpacks_to_too_much(members: list[zipfile.ZipInfo]) -> bool:
    """Tell whether the members say that they unpack to too much; none gives more than it says."""
    whole = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    return whole > UNPACKED_BYTES or (whole > 10 * MEGABYTE and whole > STEEPEST * packed)


def _with_entities(archive: zipfile.ZipFile) -> Iterator[str]:
    for member in archive.infolist():
        if member.filename.endswith(_XML):
            try:
                with archive.open(member) as stream:
                    head = stream.read(_HEAD)
            except _UNREADABLE:
                continue  # openpyxl meets it too, if it reads that part at all
            # A document type stands before the first element, in whatever width the letters are.
            if b"<!DOCTYPE" in head.replace(b"\0", b"").upper():
                yield member.filename


def _count_tags(archive: zipfile.ZipFile) -> int:
    """Count what openpyxl would build an object of, one by one; to count them takes a hundredth of that time."""
    found = 0
    for member in archive.infolist():
        if member.filename.endswith(_XML):
            with suppress(*_UNREADABLE), archive.open(member) as stream:
                while found <= MOST_TAGS and (chunk := stream.read(MEGABYTE)):
                    found += chunk.count(b"<")
    return found


def _old(arrival: Arrival) -> Problem:
    raw = arrival.rewound().read(WORKBOOK_BYTES)
    if _ENCRYPTED in raw:
        return _protected(arrival)
    return Problem("old-workbook", say("this is an Excel file of the old kind (.xls)"), arrival.at(), _SAVE_AGAIN)


def _protected(arrival: Arrival) -> Problem:
    cure: Message = say("take the password off and save it again")
    return Problem("password", say("the workbook is protected with a password"), arrival.at(), cure)


def _too_big(arrival: Arrival) -> Problem:
    message = say("the workbook is too large to read, or unpacks to far more than it should")
    return Problem("workbook-too-big", message, arrival.at(), _AS_CSV)
