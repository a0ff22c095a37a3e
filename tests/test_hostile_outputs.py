"""Hostile texts in every field come out of every command unchanged, and only to be read: on screens, in files, in zips.

The report's own formats are held to the same in tests/test_report_hostile.py.
"""

import csv
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from navcheck.core.model.fields import RESERVED
from navcheck.render.lines import printable, width_of
from tests.browser import chromium, opened
from tests.hostile_filling import Filling, harmless, tight
from tests.hostile_survey import HTTPS, NOW, make_hostile
from tests.hostile_texts import HOSTILE, HOSTILE_LINES
from tests.naive_writers import NAIVE
from tests.output_skeletons import bones_of_output, kind_of, members, unseen
from tests.program import Ran, run
from tests.promises import Proof

if TYPE_CHECKING:
    from playwright.sync_api import Dialog

FOLDER = "FOLDER"  # stands for where an output's files go
SCREENS = {"terminal": "text", "cards": "text", "markdown": "md", "json": "json", "csv": "csv"}
LISTS = ("terminal", "markdown", "json")
PRINTED = {"markdown": "md", "html": "html", "docx": "docx"}
LETTERS = ("oversending", "paminnelse", "utdyping", "utkast", "takk")
CONTACT = f"--contact={HOSTILE[24]}"
LAW = "https://lovdata.no/"


@dataclass(frozen=True)
class Output:
    """A command that gives something out: to stdout as this kind, or without one as files."""

    words: tuple[str, ...]
    kind: str = ""

    def __str__(self) -> str:
        return " ".join(word.strip("-") for word in self.words if word not in {NOW, FOLDER, "--format"})


def shown(*words: str, forms: Sequence[str] = LISTS) -> Iterator[Output]:
    for form in forms:
        yield Output((*words, "--format", form), SCREENS[form])


def outputs() -> Iterator[Output]:
    """Go through everything that navcheck gives out but the report itself."""
    yield from shown("matrix", NOW, forms=tuple(SCREENS))
    yield from shown("matrix", NOW, "--by", "question", forms=tuple(SCREENS))
    for command in ("gaps", "status", "compare", "plan"):
        yield from shown(command, NOW)
    yield from shown("gaps", NOW, "--question", "vilkar")
    for edition in ("meeting", "adviser"):
        yield from shown("agenda", NOW, "--edition", edition)
    for words in (("code", NOW, "--list"), ("comment", NOW, "--office", "o0")):
        yield Output(words, "text")
        yield Output((*words, "--json"), "json")
    yield Output(("list",), "lines")
    yield Output(("check", NOW, "--json"), "json")
    yield from shown("show", f"{NOW}/checklist.yaml", "--all", forms=("terminal", "markdown"))
    yield Output(("export", NOW), "commas")
    yield Output(("export", NOW, "--format", "jsonl"), "jsonl")
    for form, kind in PRINTED.items():
        yield Output(("print", NOW, "--office", "o0", "--format", form), kind)
        yield Output(("print", NOW, "--office", "o1", "--for-confirmation", "--format", form), kind)
    for letter in LETTERS:
        yield Output(("letters", NOW, FOLDER, "--kind", letter, CONTACT))
    for form in ("xlsx", "html", "nettskjema", "forms"):
        yield Output(("form", NOW, FOLDER, "--format", form))
    yield Output(("pack", NOW, FOLDER, "--office", "o0", "--office", "o5", CONTACT))
    yield Output(("report", NOW, FOLDER, "--draft-for", "o0", "--draft-for", "o1"))


@dataclass(frozen=True)
class Case:
    """Which texts stand in the fields of one line and in those of several, and with which of them the fields begin."""

    texts: tuple[str, ...]
    lines: tuple[str, ...]
    shift: int = 0


# So short that the matrix stays a table on a screen.
ROOM = 7
SHORT = tuple(text for text in HOSTILE if max(map(width_of, printable(text).split()), default=0) <= ROOM)
KINDS = ((HOSTILE, HOSTILE_LINES), (SHORT, SHORT), (HOSTILE, HOSTILE), (HOSTILE_LINES, HOSTILE_LINES))
CASES = [Case(texts, lines, shift) for texts, lines in KINDS for shift in range(0, len(texts), 70)]
NEUTRAL = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")


@dataclass(frozen=True)
class Piece:
    """One file, or what a command printed."""

    name: str
    kind: str
    raw: bytes


@dataclass
class Made:
    """Two surveys that differ in their texts alone; runs a command on both."""

    folder: Path
    case: Case
    given: dict[bool, Filling] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for one in (False, True):
            self.given[one] = Filling(self.case.texts, self.case.lines, self.case.shift, is_harmless=one)
            make_hostile(self.folder / str(one), self.given[one])

    def run(self, output: Output, *, is_harmless: bool = False) -> tuple[Ran, list[Piece]]:
        """Run a command; return what it gave out, files in the order of their names."""
        folder = self.folder / str(is_harmless)
        out = folder / "out" / re.sub(r"\W+", "-", str(output))
        words = [_placed(word, {FOLDER: out, NOW: folder / NOW}) for word in output.words]
        ran = run(*words, language="nb", folder=folder)
        assert ran.code == 0, ran.err
        if output.kind:
            return ran, [Piece("", output.kind, ran.raw)]
        files = sorted(out.iterdir())
        return ran, [Piece(file.name, kind_of(file.name), file.read_bytes()) for file in files]

    def check(self, output: Output) -> set[str]:
        """Hold an output against the harmless one, and return which hostile texts stood in it."""
        (ran, hostile), (_, harmless) = (self.run(output, is_harmless=one) for one in (False, True))
        assert not unseen("text", ran.err.encode())
        assert hostile
        found = (self._check_piece(*pair) for pair in zip(hostile, harmless, strict=True))
        return set[str]().union(*found)

    def _check_piece(self, hostile: Piece, harmless: Piece) -> set[str]:
        bones, usual = (bones_of_output(one.kind, one.raw) for one in (hostile, harmless))
        how = str if hostile.kind in {"json", "jsonl"} else printable
        meant = [self.given[False].tightly_meant(text, how) for text in usual.texts]
        said = [tight(text) for text in bones.texts]
        assert bones.parts == usual.parts
        if hostile.kind == "lines":  # the order of lines is that of the texts
            assert sorted("".join(said)) == sorted("".join(text for text, _ in meant))
        else:
            assert said == [text for text, _ in meant]
        assert bones.links == usual.links
        assert all(one == HTTPS or one.startswith(("#", LAW)) for one in bones.links)
        assert not unseen(hostile.kind, hostile.raw)
        assert is_neutral(hostile)
        return set[str]().union(*(found for _, found in meant))


def _placed(word: str, places: dict[str, Path]) -> str:
    name, slash, rest = word.partition("/")
    return f"{places[name]}{slash}{rest}" if name in places else word


def is_neutral(piece: Piece) -> bool:
    """Tell whether no name of a file, nor of those in it, says anything but letters, digits and hyphens."""
    names = [piece.name] if piece.name else []
    if piece.kind == "zip":
        names += [name for name, _, _ in members(piece.raw)]
    return all(NEUTRAL.fullmatch(name) and name.partition(".")[0] not in RESERVED for name in names)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.proof("P9")
def test_hostile_texts_come_out_of_every_command_unchanged_and_only_to_be_read(proof: Proof, tmp_path: Path) -> None:
    failed = []
    for n, case in enumerate(proof.some(CASES, most=2)):
        made = Made(tmp_path / str(n), case)
        for output in proof.some(list(outputs()), most=30):
            try:
                texts = made.check(output)
            except AssertionError as error:
                failed.append(f"{output}, {len(case.texts)} texts from {case.shift}: {str(error)[:500]}")
                proof.count(survived=False)
            else:
                for _ in texts:
                    proof.count(survived=True)
    assert not failed, "\n".join(failed)
    assert proof.tried


# What a command was given that is wrong is told with what stood there.


def wrong_files(folder: Path, text: str) -> Iterator[tuple[str, ...]]:
    """Write the files that cannot be used, with a text where it is told, and go through what tells of them."""
    folder.mkdir()
    head, cell = (f'"{_in_table(one)}"' for one in (f"x {text}", text))
    (folder / "svar.csv").write_text(f"kontor;{head};vilkar\n{cell};1;{cell}\n{cell};2;{head}\n", "utf-8", newline="")
    yield "import", NOW, str(folder / "svar.csv")
    (folder / "svar.json").write_text(json.dumps([{"office": f"x{text}", "answers": {f"x{text}": text}}]), "utf-8")
    yield "import", NOW, str(folder / "svar.json")
    key = json.dumps(f"x{text}")
    seen = "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in key)
    (folder / "prove.yaml").write_text(f"navcheck: checklist/1\n{seen}: {seen}\nid: {seen}\n", "utf-8")
    yield "check", str(folder / "prove.yaml")
    for words in (("matrix", NOW, "--by"), ("gaps", NOW, "--office"), ("show",), ("matrix",)):
        yield *words, f"x{text}".replace("\0", "")  # no program can be given a zero byte


# A line that tells of something begins with where it is, with a text in quotes, or with our own words; texts with x.
TOLD = re.compile(r"/|x|«| {4}\S|(?:det finnes|sjekklisten|kartleggingen|Ingenting er|\d+ av) |$")


def _in_table(text: str) -> str:
    return text.replace('"', '""').replace("\0", "")


@pytest.mark.slow
@pytest.mark.proof("P9")
def test_what_is_told_of_hostile_texts_stays_on_its_lines(proof: Proof, tmp_path: Path) -> None:
    made = Made(tmp_path / "made", CASES[0])
    failed = []
    for n, text in enumerate(proof.some(HOSTILE + HOSTILE_LINES)):
        for words in wrong_files(tmp_path / str(n), text):
            placed = [_placed(word, {NOW: made.folder / "False" / NOW}) for word in words]
            ran = run(*placed, language="nb", folder=made.folder / "False")
            is_fine = ran.code > 0 and not unseen("text", ran.err.encode() + ran.raw)
            is_fine &= all(map(TOLD.match, ran.err.splitlines()))
            proof.count(survived=is_fine)
            failed += [] if is_fine else [(words, ran.code, ran.err)]
    assert not failed


# The same texts, written as one writes who thinks of none of them.


def is_lost(kind: str, write: Callable[[str], bytes], text: str) -> bool:
    """Tell whether a text, written so, makes something else of an output, or stands there unseen."""
    raw, usual = write(text), bones_of_output(kind, write(harmless(text, 0)))
    try:
        bones = bones_of_output(kind, raw)
    except (AssertionError, ValueError, csv.Error):
        return True
    return (bones.parts, bones.links) != (usual.parts, usual.links) or bool(unseen(kind, raw))


@pytest.mark.proof("P9")
@pytest.mark.parametrize("name", NAIVE)
def test_who_writes_the_same_texts_without_our_care_is_caught(name: str, proof: Proof) -> None:
    kind, write = NAIVE[name]
    # Of what cannot be seen, openpyxl makes no workbook at all.
    texts = [text for text in HOSTILE + HOSTILE_LINES if text.isprintable() or name != "workbook"]
    lost = sum(is_lost(kind, write, text) for text in texts)
    proof.control(tried=len(texts), lost=lost)
    assert lost


@pytest.mark.slow
@pytest.mark.needs_tool("chromium")
@pytest.mark.proof("P9")
def test_a_form_of_hostile_texts_is_filled_in_in_a_browser_and_nothing_runs(proof: Proof, tmp_path: Path) -> None:
    made = Made(tmp_path, CASES[0])
    _, (form,) = made.run(Output(("form", NOW, FOLDER, "--office", "o0", "--format", "html")))
    path = tmp_path / form.name
    path.write_bytes(form.raw)
    dialogs: list[str] = []

    def dismiss(dialog: "Dialog") -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    with chromium() as browser, opened(browser, path) as page:
        page.on("dialog", dismiss)
        page.reload()
        asked = page.evaluate("document.querySelectorAll('fieldset, textarea').length")
        page.fill("#text__likt", HOSTILE[22])
        with page.expect_download() as downloading:
            page.press("#save", "Enter")
            if page.locator("#save-anyway").is_visible():
                page.press("#save-anyway", "Enter")
        saved = json.loads(Path(downloading.value.path()).read_bytes())
        scripts = page.evaluate("document.scripts.length")
    is_fine = asked > 0 and not dialogs and scripts == 2 and saved["answers"]["likt"]["value"] == HOSTILE[22]
    proof.count(survived=is_fine)
    assert is_fine, (asked, dialogs, scripts, saved)
