"""How the patterns of privacy see a text: ASCII digits, spaces and hyphens, whatever was written; nothing invisible."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_ODD = re.compile(r"[^\t\n\r -~]")
_UNSEEN = "\0"
# No: a raised figure after a number is a footnote, not a twelfth digit
_FOLDED_KINDS = {"Zs": " ", "Pd": "-", "No": "^"}
_FOLDED_KINDS |= dict.fromkeys(("Cc", "Cf", "Cs", "Me", "Mn", "Zl", "Zp"), _UNSEEN)
_FOLDED_MARKS = {"\N{MINUS SIGN}": "-", "\N{HYPHEN BULLET}": "-", "\N{FRACTION SLASH}": "/", "\N{DIVISION SLASH}": "/"}
# Letters and signs without a face: the braille blank, the fillers of Hangul.
_FOLDED_MARKS |= dict.fromkeys("\u115f\u1160\u2800\u3164\uffa0", " ")


@lru_cache(maxsize=1024)
def _folded(character: str) -> str:
    kind = unicodedata.category(character)
    if kind == "Nd":
        return str(unicodedata.decimal(character))
    plain = _FOLDED_KINDS.get(kind) or _FOLDED_MARKS.get(character) or unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character


def fold(text: str) -> tuple[str, Sequence[int]]:
    """Return the text as the patterns see it, and for each of its characters the place in the text as given."""
    plain = _ODD.sub(lambda match: _folded(match[0]), text)
    if _UNSEEN not in plain:
        return plain, range(len(text))
    return plain.replace(_UNSEEN, ""), [place for place, character in enumerate(plain) if character != _UNSEEN]
