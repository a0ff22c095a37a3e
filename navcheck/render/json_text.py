"""JSON as it is written: letters as letters, and nothing that a terminal would obey."""

import json

from navcheck.render.lines import is_seen


def dump(document: object) -> str:
    """Write JSON in which letters are letters, and what cannot be seen is escaped."""
    return _seen(json.dumps(document, ensure_ascii=False, indent=2))


def dump_line(document: object) -> str:
    """Write the same on one line."""
    return _seen(json.dumps(document, ensure_ascii=False))


def _seen(text: str) -> str:
    # Most lines have nothing to escape, and are known at one look.
    return "\n".join(line if line.isprintable() else _escaped(line) for line in text.split("\n")) + "\n"


def _escaped(line: str) -> str:
    return "".join(char if is_seen(char) else json.dumps(char)[1:-1] for char in line)
