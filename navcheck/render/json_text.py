"""JSON as it is written: letters as letters, and nothing that a terminal would obey."""

import json

from navcheck.render.lines import is_seen

_on_a_line = json.JSONEncoder(ensure_ascii=False).encode


def dump(document: object) -> str:
    """Write JSON in which letters are letters, and what cannot be seen is escaped."""
    return _seen(_indented(document, "\n"))


def dump_line(document: object) -> str:
    """Write the same on one line."""
    return _seen(_on_a_line(document))


def _indented(value: object, line: str) -> str:
    """Write what `json.dumps` writes with an indent of two, which it writes a sign at a time."""
    inner = f"{line}  "
    if isinstance(value, dict) and value:
        held = [f"{_on_a_line(name)}: {_indented(one, inner)}" for name, one in value.items()]
        return f"{{{inner}{f',{inner}'.join(held)}{line}}}"
    if isinstance(value, (list, tuple)) and value:
        return f"[{inner}{f',{inner}'.join([_indented(one, inner) for one in value])}{line}]"
    return _on_a_line(value)


def _seen(text: str) -> str:
    # Most lines have nothing to escape, and are known at one look.
    return "\n".join(line if line.isprintable() else _escaped(line) for line in text.split("\n")) + "\n"


def _escaped(line: str) -> str:
    return "".join(char if is_seen(char) else json.dumps(char)[1:-1] for char in line)
