"""Plays the guides in docs/: types their commands in an empty folder, and writes down what the screen shows.

A block that names a file (csv notater.csv) is saved under that name, one of the kind `kjøring` is typed, on the day
that it names or on a day of our choosing. What stands between `<!-- $ navcheck … -->` and `<!-- . -->` is a result in
markdown, which the page shows as it is, a heading lower. `make guides` writes what is shown now into the guides; a test
compares.
"""

import io
import os
import re
import shlex
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from navcheck.cli import main as navcheck
from tests.program import TODAY, environ, streams

DOCS = Path(__file__).parent.parent / "docs"
GUIDES = tuple(DOCS / name for name in ("brukerveiledning.md", "runden.md", "agder-2020.md"))
BLOCK = re.compile(r"^```(?P<kind>\w+) ?(?P<name>\S*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
TYPED = "kjøring"
RESULT = re.compile(r"^<!-- \$ (?P<command>[^\n]+?) -->\n.*?^<!-- \. -->$", re.MULTILINE | re.DOTALL)


def play(text: str) -> str:
    """Return the guide as it would read if it showed what the screen shows."""
    # What a command is to write first, and a reader to fill in, is saved when its block is reached.
    written = set(re.findall(r"--suggest-map (\S+)", text))
    with tempfile.TemporaryDirectory() as folder, inside(Path(folder)):
        for block in BLOCK.finditer(text):
            if block["kind"] != TYPED and block["name"] not in {"", *written} and "/" not in block["name"]:
                Path(block["name"]).write_bytes(block["text"].encode())
        return RESULT.sub(_result, BLOCK.sub(_played, text))


def _played(block: re.Match[str]) -> str:
    kind, name, text = block["kind"], block["name"], block["text"]
    if kind != TYPED:
        if name:
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_bytes(text.encode())
        return block[0]
    day = date.fromisoformat(name) if name else TODAY
    shown = "".join(f"$ {command}\n{typed(command, day)}" for command in re.findall(r"^\$ (.*)$", text, re.MULTILINE))
    return f"```{f'{kind} {name}'.strip()}\n{shown}```"


def _result(part: re.Match[str]) -> str:
    shown = re.sub("^#", "##", typed(part["command"], TODAY), flags=re.MULTILINE)
    return f"<!-- $ {part['command']} -->\n{shown}<!-- . -->"


def typed(command: str, day: date) -> str:
    """Type a command, and return what it shows: the result and what is said beside it, as they come."""
    raw = io.BytesIO()
    both = io.TextIOWrapper(raw, encoding="utf-8", write_through=True)
    program, *words = shlex.split(command)
    assert program == "navcheck"
    with environ({"NAVCHECK_LANG": "nb", "NAVCHECK_OUTPUTS": "", "COLUMNS": "80"}), streams(both, both):
        navcheck(words, today=day)
    return raw.getvalue().decode()


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


if __name__ == "__main__":
    for path in GUIDES:
        path.write_text(play(path.read_text("utf-8")), "utf-8")
