"""JSON as it is written: letters as letters, and nothing that a terminal would obey."""

import json

from navcheck.render.lines import is_seen


def dump(document: object) -> str:
    """Write JSON in which letters are letters, and what cannot be seen is escaped."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return "".join(char if is_seen(char) else json.dumps(char)[1:-1] for char in text) + "\n"
