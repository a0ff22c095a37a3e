"""Runs the commands of a whole round in a process of its own.

    python tests/whole_round_child.py run|careless|calling FOLDER [forwards|backwards]

What a command prints lies in `told/` afterwards, what it writes where it was told to. `careless` writes instead what is
different in other surroundings, `calling` calls somebody: the controls. The last word is the order in which the system
lists a folder.
"""

import json
import os
import shutil
import socket
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any, Self

from navcheck.cli import main

TODAY = date(2026, 11, 21)
TOLD, CODES, TODO = "told", "codes.json", "todo.json"
MARK = "/command/"  # asked for before each command, so that a trace tells which it belongs to
SCREENS = frozenset({"terminal", "cards"})
FOR_SCREENS = frozenset({"demo", "doctor", "code", "comment", "plan"})  # where no other format is asked for

Words = tuple[str, ...]


def to_do(folder: Path) -> list[Words]:
    """Read which commands a folder was prepared for."""
    return [tuple(words) for words in json.loads((folder / TODO).read_bytes())]


def run_all(todo: Sequence[Words]) -> None:
    """Run commands where the process stands, each with its own streams; tell their exit codes."""
    codes, columns = {}, os.environ["COLUMNS"]
    for n, words in enumerate(todo):
        name = f"{n:03}-{words[0]}"
        is_for_screen = SCREENS & set(words) or (words[0] in FOR_SCREENS and not {"--format", "--json"} & set(words))
        os.environ["COLUMNS"] = "80" if is_for_screen else columns  # what is made for a screen fits it
        os.access(f"{MARK}{n}", os.F_OK)
        with _streams(Path(TOLD, f"{name}.out"), Path(TOLD, f"{name}.err")):
            codes[name] = main(words, today=TODAY)
    Path(TOLD, CODES).write_text(json.dumps(codes, indent=1), "utf-8")


@contextmanager
def _streams(out: Path, err: Path) -> Iterator[None]:
    """Let what is written to the process's own two streams go to files."""
    kept = [(stream, os.dup(stream.fileno())) for stream in (sys.stdout, sys.stderr)]
    for (stream, _), path in zip(kept, (out, err), strict=True):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT)
        os.dup2(handle, stream.fileno())
        os.close(handle)
    try:
        yield
    finally:
        for stream, before in kept:
            stream.flush()
            os.dup2(before, stream.fileno())
            os.close(before)


def be_careless() -> None:
    """Write what depends on the surroundings, as programs do that do not see to it."""
    careless = {
        "hash": str(set("abcdefgh")),
        "order": str(os.listdir("inn")),  # noqa: PTH208 -- the order is what is looked at
        "zone": time.strftime("%Y-%m-%d %H", time.localtime(0)),
        "width": str(shutil.get_terminal_size().columns),
        "home": str(Path.home()),
        "place": str(Path.cwd()),
        "clock": str(time.time_ns()),
        "encoding": sys.getfilesystemencoding(),
    }
    for name, text in careless.items():
        Path(TOLD, name).write_text(text, "utf-8")
    Path(TOLD, "mode").write_text(oct(Path(TOLD, "hash").stat().st_mode), "utf-8")


def call() -> None:
    """Call somebody, as a program does that wants to know whether there is a newer version; nobody is there."""
    os.access(f"{MARK}0", os.F_OK)
    with suppress(OSError), socket.create_connection(("127.0.0.1", 9), timeout=1):
        pass
    os.access(f"{MARK}1", os.F_OK)
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.sendto(b"x", ("127.0.0.1", 9))


class Listed:
    """What `os.scandir` returns, in an order of our choosing."""

    def __init__(self, entries: Iterator["os.DirEntry[str]"]) -> None:
        self.entries = entries

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> "os.DirEntry[str]":
        return next(self.entries)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.entries = iter(())


def list_folders(*, backwards: bool) -> None:
    """Let the system list folders by name, or the other way round; as they are it may be any order."""
    listdir, scandir = os.listdir, os.scandir

    def names(*of: Any) -> list[Any]:  # noqa: ANN401 -- as `os.listdir`
        return sorted(listdir(*of), reverse=backwards)

    def entries(*of: Any) -> Listed:  # noqa: ANN401 -- as `os.scandir`
        with scandir(*of) as found:
            return Listed(iter(sorted(found, key=lambda entry: str(entry.name), reverse=backwards)))

    os.listdir, os.scandir = names, entries  # type: ignore[assignment]


if __name__ == "__main__":
    what, where, *order = sys.argv[1:]
    os.chdir(where)
    Path(TOLD).mkdir()
    list_folders(backwards=order == ["backwards"])
    {"run": lambda: run_all(to_do(Path())), "careless": be_careless, "calling": call}[what]()
