"""Lays traps in a survey's folders: what lies there is no file, leads elsewhere, has no end, or has an odd name.

What leads elsewhere leads to files that hold a canary: wherever it turns up, something outside was read.
"""

import os
import socket
import stat
from collections.abc import Callable, Mapping
from pathlib import Path

CANARY = "kanarifugl-utenfor-mappen"
_SPARSE = 10_000_000_000
Trap = Callable[[Path, Path], None]


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        here = Path.cwd()
        os.chdir(path.parent)  # a socket's path may have no more than a hundred characters
        try:
            one.bind(path.name)
        finally:
            os.chdir(here)


def _sparse(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(_SPARSE)


def _unreadable(path: Path) -> None:
    path.write_text("navcheck: response/1\n", "utf-8")
    path.chmod(0)


def _unreadable_folder(path: Path) -> None:
    path.mkdir()
    path.chmod(0)


def _full_folder(path: Path) -> None:
    path.mkdir()
    (path / "fil.yaml").write_text(f"{CANARY}: en mappe dypere\n", "utf-8")


def _page(path: Path) -> None:
    path.write_text("<html>Logg inn</html>\n", "utf-8")


# In the place of a file that navcheck reads: what lies there, given the place and a folder outside.
IN_THE_PLACE: Mapping[str, Trap] = {
    "a link to a file outside": lambda path, outside: path.symlink_to(outside / "fil.yaml"),
    "a link to a good response outside": lambda path, outside: path.symlink_to(outside / path.name),
    "a link to a device": lambda path, _: path.symlink_to("/dev/zero"),
    "a link to a folder outside": lambda path, outside: path.symlink_to(outside),
    "a link to nothing": lambda path, outside: path.symlink_to(outside / "borte.yaml"),
    "a link to itself": lambda path, _: path.symlink_to(path.name),
    "a folder": lambda path, _: _full_folder(path),
    "a pipe": lambda path, _: os.mkfifo(path),
    "a socket": lambda path, _: _socket(path),
    "a device": lambda path, _: os.mknod(path, 0o666 | stat.S_IFCHR, os.makedev(1, 5)),
    "a file of ten gigabytes": lambda path, _: _sparse(path),
    "a file that may not be read": lambda path, _: _unreadable(path),
    "a folder that may not be read": lambda path, _: _unreadable_folder(path),
    "an empty file": lambda path, _: path.touch(),
    "a file of another kind": lambda path, _: _page(path),
}

# Beside the files that navcheck reads: names that it never gives. They hold what would be a response.
NAMES: tuple[bytes, ...] = (
    b"Risor-1.yaml",
    b"RISOR-1.YAML",
    b"risor-1 (1).yaml",
    b"risor-1 - Copy.yaml",
    b"risor-1-LAPTOP-4F2.yaml",
    b"risor-1 (conflicted copy 2026-11-21 101112).yaml",
    b"risor-1 (konfliktkopi fra Karis PC 2026-11-21).yaml",
    b"risor-1.sync-conflict-20261121-101112-ABCDEFG.yaml",
    b"risor-1.yaml~",
    b"risor-1.yaml.bak",
    b"risor-1.yaml.part",
    b"risor-1.yaml.crdownload",
    b"~$risor-1.yaml",
    b".risor-1.yaml.swp",
    b".risor-1.yaml.0123456789ab.tmp",
    b".~lock.risor-1.yaml#",
    b".DS_Store",
    b"Thumbs.db",
    b"desktop.ini",
    b"risor-1.yml",
    b"risor-01.yaml",
    b"risor-0.yaml",
    b"risor-99999.yaml",
    b"-rf.yaml",
    b"--help.yaml",
    b"con-1.yaml",
    b"nul.yaml",
    b"risor-1.yaml\n",
    b"risor\n-1.yaml",
    b"risor-1\x1b[2J.yaml",
    b"risor-1\x1b]52;c;aGVp\x07.yaml",
    b"risor-1\r.yaml",
    "risor-1\u202elmay.yaml".encode(),
    "ris\u200bor-1.yaml".encode(),
    "r\u0131sor-1.yaml".encode(),
    "ris\u043er-1.yaml".encode(),
    "ri\uff53or-1.yaml".encode(),
    b"ris\xf8r-1.yaml",
    b"\xff\xfe\x00r.yaml".replace(b"\x00", b""),
    b"risor-1.yaml ",
    b" risor-1.yaml",
    b"x" * 250 + b".yaml",
    b"a" * 61 + b"-1.yaml",
    b"bergen-1.yaml",
    b"bergen.yaml",
)


def lay_names(folder: Path, raw: bytes) -> None:
    """Put a file under every odd name into a folder."""
    folder.mkdir(exist_ok=True)
    for name in NAMES:
        (folder / os.fsdecode(name)).write_bytes(raw)


def lay_outside(folder: Path, survey: Path | None = None) -> Path:
    """Make what links lead to: a file that nobody has asked to be read, and one that would do in each place."""
    folder.mkdir()
    (folder / "fil.yaml").write_text(f"{CANARY}: {CANARY}\n", "utf-8")
    (folder / "facts.csv").write_text(f"office;fact;value;as_of;source\n{CANARY};x;1;2026-01-01;y\n", "utf-8")
    (folder / "10-ingress.md").write_text(f"# {CANARY}\n\n{CANARY}\n", "utf-8")
    for path in survey.rglob("*.yaml") if survey is not None else ():
        text = path.read_text("utf-8")
        for key in ("title: ", "words: ", "value: "):
            text = text.replace(key, f"{key}{CANARY} ")
        (folder / path.name).write_text(text, "utf-8")
    return folder


def naive_reader(words: list[str]) -> int:
    """Read a folder as most programs do: whatever is called so, with what it holds."""
    for path in sorted(Path(words[0]).glob("*.yaml")):
        print(path.name, path.read_text("utf-8"))
    return 0
