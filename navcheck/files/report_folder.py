"""What lies in a survey's `report`: the county's own texts and template, and what was built there."""

import html
import re
from collections.abc import Iterator
from os import DirEntry
from pathlib import Path

from navcheck.core.messages import say
from navcheck.core.privacy import find_broken, find_stops, runs_over
from navcheck.core.problems import Location, NavcheckError, Problem, refuse
from navcheck.core.report import OwnText
from navcheck.core.round import LeftOut
from navcheck.core.text import clean, unquoted
from navcheck.files import refusals
from navcheck.files.decoding import decode, place_of
from navcheck.files.disk import MEGABYTE, read_bytes, show_path, sum_file
from navcheck.files.listing import list_folder
from navcheck.files.look_through import holds_number, without_marks

REPORT_FOLDER, TEXTS_FOLDER, TEMPLATE_FILE = "report", "tekst", "mal.docx"
TEMPLATE_BYTES = 20 * MEGABYTE
OUTPUT_BYTES = 500 * MEGABYTE
# A name that `sha256sum` writes as it is, and that says the same on every system.
_TEXT_NAME = re.compile(r"[^\W_][^\\:*?\"<>|]*\.md")
UNREADABLE = "?"
MOST_LINES, MOST_SIGNS, MOST_CELLS = 5_000, 2_000, 5_000
_BLANK_LINES = re.compile(r"\n[ \t]*\r?\n")
_SIGNS = re.compile(r"[\[*_`<&!\\]|[->+][ \t]")


def check_folder(folder: Path) -> Path:
    """Return a survey's `report`, which need not be there yet.

    Raises:
        NavcheckError: `not-a-file` where it leads out of the survey.

    """
    path = folder / REPORT_FOLDER
    if path.is_symlink() or (path.exists() and not path.is_dir()):
        raise refusals.in_the_way(path)
    return path


def text_files(folder: Path) -> Iterator[DirEntry[str]]:
    """Yield the files of the county's own texts, in the order of their names.

    Raises:
        NavcheckError: `too-many-files`.

    """
    return (entry for entry in list_folder(_texts(folder)) if _is_text(entry))


def read_texts(folder: Path) -> tuple[tuple[OwnText, ...], tuple[LeftOut, ...]]:
    """Read the county's own texts.

    Returns:
        The texts that say something, and what else lies among them.

    Raises:
        NavcheckError: every problem in them: none is left out unseen.

    """
    texts, problems, left = [], list[Problem](), list(_left_out(folder))
    for entry in text_files(folder):
        try:
            text = _read_text(Path(entry.path))
        except NavcheckError as error:
            if [problem.code for problem in error.problems] == ["empty-file"]:
                left.append(LeftOut(show_text(entry.name), say("the file is empty")))
            else:
                problems.extend(error.problems)
        else:
            texts.append(OwnText(entry.name, text))
    refuse(problems)
    return tuple(texts), tuple(left)


def read_template(folder: Path) -> bytes | None:
    """Read the county's template; none where there is none.

    Raises:
        NavcheckError: what `disk.read_bytes` raises.

    """
    try:
        return read_bytes(folder / REPORT_FOLDER / TEMPLATE_FILE, TEMPLATE_BYTES, follow=False)
    except NavcheckError as error:
        if error.problems[0].code == "no-file":
            return None
        raise


def sum_on_disk(path: Path) -> str | None:
    """Return the sum of a file that may have been built; `UNREADABLE` where it cannot be read, none without a file."""
    try:
        return sum_file(path, OUTPUT_BYTES)
    except NavcheckError as error:
        return None if error.problems[0].code == "no-file" else UNREADABLE


def show_text(name: str) -> str:
    """Return a text's path as seen from the survey."""
    return show_path(Path(REPORT_FOLDER) / TEXTS_FOLDER / unquoted(name))


def _texts(folder: Path) -> Path:
    return folder / REPORT_FOLDER / TEXTS_FOLDER


def _is_text(entry: DirEntry[str]) -> bool:
    is_named = _TEXT_NAME.fullmatch(entry.name) is not None and entry.name.isprintable() and not _holds(entry.name)
    return is_named and entry.is_file(follow_symlinks=False)


def _holds(name: str) -> bool:
    return bool(find_stops(name))


def _left_out(folder: Path) -> Iterator[LeftOut]:
    """Tell what lies among the texts and is none; what begins with a full stop is the system's."""
    if _texts(folder).is_symlink():
        yield LeftOut(f"{REPORT_FOLDER}/{TEXTS_FOLDER}", say("this is not an ordinary file"))
    for entry in list_folder(_texts(folder)):
        if not _is_text(entry) and not entry.name.startswith("."):
            reason = say("not a text of the report: its name does not end in .md")
            ordinary = entry.is_file(follow_symlinks=False)
            yield LeftOut(show_text(entry.name), reason if ordinary else say("this is not an ordinary file"))


def _read_text(path: Path) -> str:
    name = show_path(path)
    text, _ = decode(read_bytes(path, follow=False), name)
    refuse(_tangled(text, name))
    refuse(_personal(text, name))
    return clean(text)


def _tangled(text: str, name: str) -> Iterator[Problem]:
    """Find where a text becomes more than can be read as markdown and laid out in a moment.

    What a sign means hangs on all signs behind it, and a table has as many cells in each row as in its fullest.
    """
    lines = signs = cells = 0
    for block in _BLANK_LINES.split(text):
        first, height, columns = lines + 1, block.count("\n") + 1, max(row.count("|") for row in block.split("\n"))
        lines, signs, cells = lines + height + 1, signs + len(_SIGNS.findall(block)), cells + height * columns
        if lines > MOST_LINES or signs > MOST_SIGNS or cells > MOST_CELLS:
            message = say("from here on the text is more than a chapter of the report can hold")
            cure = say("divide it into several files; a large table is better as an annex of its own")
            yield Problem("too-long-a-chapter", message, Location(name, first), cure)
            return


def _personal(text: str, name: str) -> Iterator[Problem]:
    """Find the lines that hold a personal number, else say that the text does: one may run over two lines."""
    message, hint = (
        say("this looks like a national identity number: [hidden]"),
        say("take it out; write nothing about single persons"),
    )
    # Cells are judged below, in their table.
    lines = [n for n, line in enumerate(text.replace("\t", "|").split("\n"), 1) if holds_number(html.unescape(line))]
    yield from (Problem("personal-number", message, Location(name, line), hint) for line in lines)
    cells = text.replace("|", "\t")  # a bar parts two cells of a table
    if not lines and runs_over(without_marks(html.unescape(cells))):
        found = find_broken(cells)
        at = Location(name, place_of(text, found[0][0], name).line) if found else Location(name)
        yield Problem("personal-number", message, at, hint)
