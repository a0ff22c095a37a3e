"""Reads a folder of law texts: Markdown files named as Lovdata names the laws (`lov-2009-12-18-131.md`)."""

import re
from pathlib import Path

from navcheck.core.law import Law, read_paragraphs
from navcheck.core.messages import say
from navcheck.core.problems import Location, NavcheckError, Problem
from navcheck.files.disk import MEGABYTE, read_bytes, show_path

LARGEST_LAW = 5 * MEGABYTE
_NAME = re.compile(r"(lov|forskrift)-([0-9]{4}-[0-9]{2}-[0-9]{2}(?:-[0-9]+)?)\.md")


def read_law(folder: Path) -> Law:
    """Read every law in a folder.

    Raises:
        NavcheckError: `no-law` where there is none, `encoding`, and what `disk.read_bytes` raises.

    """
    files = {path: found for path in sorted(folder.glob("*.md")) if (found := _NAME.fullmatch(path.name))}
    if not files:
        raise NavcheckError(
            Problem(
                "no-law",
                say("there are no law texts in this folder"),
                Location(show_path(folder)),
                say("they are named as Lovdata names laws, for instance lov-2009-12-18-131.md"),
            )
        )
    return {
        key: paragraph
        for path, found in files.items()
        for key, paragraph in read_paragraphs(f"{found[1]}/{found[2]}", _text(path))
    }


def _text(path: Path) -> str:
    try:
        return read_bytes(path, LARGEST_LAW).decode("utf-8")
    except UnicodeDecodeError:
        raise NavcheckError(
            Problem(
                "encoding",
                say("the file is not UTF-8"),
                Location(show_path(path)),
                say("save the file again and choose the encoding UTF-8"),
            )
        ) from None
