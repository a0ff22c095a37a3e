"""Nothing is sent anywhere: no command makes a call to the network, and no file makes its reader fetch something.

A whole round in a child process under strace, and answering and coding at a terminal; then every file that the round
left. The controls call somebody at home, and fetch from elsewhere in every way that a page or a document can.
"""

import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook

from tests import whole_round_child
from tests.cli import test_answer
from tests.fetching import KINDS, fetched
from tests.program import agder, run
from tests.promises import Proof
from tests.terminal import ENTER, Terminal
from tests.whole_round import prepare
from tests.whole_round_child import MARK, to_do

pytestmark = [pytest.mark.slow, pytest.mark.needs_tool("strace"), pytest.mark.timeout(900)]

ROOT = Path(__file__).parent.parent
TRACE = ("strace", "-f", "-q", "--seccomp-bpf", "-e", "trace=%network,access,faccessat,faccessat2")
# "3766  connect(3, {sa_family=AF_INET, …" or, where nothing else runs, without the number.
CALL = re.compile(r"^(?:\d+ +)?(?P<name>[a-z_0-9]+)\((?P<handle>\d*).*")
PAIR = re.compile(r"socketpair\(AF_UNIX, .*\[(\d+), (\d+)\]\)")
STRACED = "import os, sys; os.execvp('strace', [*sys.argv[1:]])"


def traced(what: str, folder: Path) -> Sequence[list[str]]:
    """Run commands under strace; return the calls to the network that each made."""
    log = folder.parent / f"{what}.calls"
    words = [*TRACE, "-o", str(log), sys.executable, whole_round_child.__file__, what, str(folder)]
    done = subprocess.run(
        words,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NAVCHECK_LANG": "nb", "COLUMNS": "80"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return calls(log)


def calls(log: Path) -> Sequence[list[str]]:
    """Return the calls to the network of each command; the first are those of Python's start.

    A pair of sockets without names leads from the process to itself: asyncio wakes with one at the keyboard.
    """
    found: list[list[str]] = [[]]
    own: set[str] = set()
    for line in log.read_text("utf-8", "replace").splitlines():
        call = CALL.match(line)
        if call is None:
            continue
        if MARK in line:
            found.append([])
        elif pair := PAIR.search(line):
            own |= set(pair.groups())
        elif "access" not in call["name"] and call["handle"] not in own:
            found[-1].append(call[0])
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Sequence[list[str]]]:
    """Build a whole round under strace, once."""
    folder = prepare(tmp_path_factory.mktemp("round") / "runde", Proof("P13"))
    return folder, traced("run", folder)


@pytest.mark.proof("P13")
def test_no_command_of_a_whole_round_calls_anybody(made: tuple[Path, Sequence[list[str]]], proof: Proof) -> None:
    folder, (before, *by_command) = made
    todo = to_do(folder)
    assert len(todo) == len(by_command)  # each was seen to begin
    for found in by_command:
        proof.count(survived=not found)
    assert before == []
    assert {" ".join(words): found for words, found in zip(todo, by_command, strict=True) if found} == {}


@pytest.mark.proof("P13")
@pytest.mark.parametrize("words", [("answer",), ("answer", "--plain"), ("code",)], ids=" ".join)
def test_nobody_is_called_while_somebody_sits_at_the_keyboard(
    tmp_path: Path, words: tuple[str, ...], proof: Proof
) -> None:
    log = tmp_path / "calls"
    if words[0] == "answer":
        (tmp_path / "alle.yaml").write_text(test_answer.CHECKLIST, "utf-8")
        assert run("start", tmp_path / "alle.yaml", "--office", "Nav A", "--id", "var", folder=tmp_path).code == 0
        survey, keys, shown = tmp_path / "var", ("Hver måned", ENTER), ("How do you find them", "Do you have a routine")
    else:
        survey, keys, shown = agder(tmp_path, coded=False), ("1", ENTER), ("Wording 1 of 17", "Wording 2 of 17")
    watched = [*TRACE, "-o", str(log), sys.executable, "-m", "navcheck", *words]
    terminal = Terminal(survey, program=("-c", STRACED, *watched), lines=100)
    terminal.until(shown[0])
    terminal.press(*keys)
    terminal.until(shown[1])
    terminal.press("\x03")
    assert terminal.end() == 130
    found = [call for part in calls(log) for call in part]
    fired = "exited with 130" in log.read_text("utf-8")  # strace looked on to the end
    proof.count(survived=not found, fired=fired)
    assert (found, fired) == ([], True)


@pytest.mark.proof("P13")
def test_a_program_that_calls_is_seen(tmp_path: Path, proof: Proof) -> None:
    folder = tmp_path / "runde"
    folder.mkdir()
    _, *found = traced("calling", folder)
    proof.control(tried=len(found), lost=sum(bool(one) for one in found))
    assert ["connect(" in "".join(found[0]), "sendto(" in "".join(found[1])] == [True, True]


@pytest.mark.proof("P13")
def test_no_file_of_a_round_makes_its_reader_fetch_something(
    made: tuple[Path, Sequence[list[str]]], proof: Proof
) -> None:
    folder, _ = made
    # What is printed for people is a page, a document or markdown too, whatever its name is here.
    printed = {b"<!doctype": ".html", b"pk\x03\x04": ".docx"}
    seen: set[str] = set()
    fetching: dict[str, list[str]] = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and "inn" not in path.parts):
        raw = path.read_bytes()
        kind = next((name for start, name in printed.items() if raw.lower().startswith(start)), ".md")
        name = f"{path.name}{kind}" if path.suffix == ".out" else path.name
        if Path(name).suffix not in KINDS:
            continue
        found = fetched(name, raw)
        seen.add(Path(name).suffix)
        proof.count(survived=not found)
        fetching |= {path.relative_to(folder).as_posix(): found} if found else {}
    assert fetching == {}
    assert seen >= {".html", ".docx", ".xlsx", ".md", ".zip"}


def package(kind: str, part: str, old: bytes, new: bytes) -> bytes:
    """Make a document or a workbook, and change a part of it."""
    raw, changed = io.BytesIO(), io.BytesIO()
    if kind == ".docx":
        document = docx.Document()
        document.add_paragraph("Hei")
        document.save(raw)
    else:
        book = Workbook()
        book.worksheets[0]["A1"] = "=1+1"
        book.save(raw)
    with zipfile.ZipFile(raw) as before, zipfile.ZipFile(changed, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            assert name != part or old in content
            after.writestr(name, content.replace(old, new) if name == part else content)
    return changed.getvalue()


ELSEWHERE = "https://spor.example.no/x.png"
RELATION = (
    f'<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
    f'Target="{ELSEWHERE}" TargetMode="External"/></Relationships>'
).encode()
FIELD = f'<w:r><w:instrText>INCLUDEPICTURE "{ELSEWHERE}"</w:instrText></w:r></w:p>'.encode()
FETCHING: Mapping[str, tuple[str, bytes]] = {
    **{
        f"page {n}": ("side.html", f"<!doctype html><p>{text}</p>".encode())
        for n, text in enumerate(
            (
                f'<img src="{ELSEWHERE}">',
                '<img srcset="//spor.example.no/x.png 2x">',
                '<link rel="stylesheet" href="https://spor.example.no/x.css">',
                '<script src="https://spor.example.no/x.js"></script>',
                '<script>fetch("https://spor.example.no/")</script>',
                "<style>@import 'https://spor.example.no/x.css'</style>",
                f'<p style="background: url({ELSEWHERE})">',
                f'<svg><image xlink:href="{ELSEWHERE}"/></svg>',
                '<meta http-equiv="refresh" content="0; url=https://spor.example.no/">',
                '<form action="https://spor.example.no/">',
                '<iframe src="file:///etc/passwd"></iframe>',
            )
        )
    },
    "picture in a document": (
        "brev.docx",
        package(".docx", "word/_rels/document.xml.rels", b"</Relationships>", RELATION),
    ),
    "field in a document": ("brev.docx", package(".docx", "word/document.xml", b"</w:p>", FIELD)),
    "picture in a workbook": ("skjema.xlsx", package(".xlsx", "_rels/.rels", b"</Relationships>", RELATION)),
    "formula in a workbook": (
        "skjema.xlsx",
        package(".xlsx", "xl/worksheets/sheet1.xml", b"<f>1+1</f>", b'<f>WEBSERVICE("https://spor.example.no/")</f>'),
    ),
    "picture in markdown": ("brev.md", f"Hei ![x]({ELSEWHERE})\n".encode()),
}


@pytest.mark.proof("P13")
def test_a_file_that_makes_its_reader_fetch_something_is_found(proof: Proof) -> None:
    found = [name for name, (file, raw) in FETCHING.items() if fetched(file, raw)]
    proof.control(tried=len(FETCHING), lost=len(found))
    assert found == list(FETCHING)
    harmless = b'<!doctype html><a href="https://lovdata.no/lov/2009-12-18-131/">sosialtjenesteloven</a><p>fetch it</p>'
    assert fetched("side.html", harmless) == []
