"""Texts that mean harm, and harmless ones of the same lines beside them: so two outputs are compared place by place."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from navcheck.core.text import clean
from navcheck.render.lines import width_of
from tests.hostile_texts import HOSTILE

# A harmless line begins with a sign of its own, and goes on in «words» as long as the hostile one's.
FIRST, LINES = 0x4E00, 8
TOKEN = re.compile(r"([\u4e00-\u6fff])(?:q7)*q?(?: (?:q7)*q\b|(?: (?:q7)+))*")
TIGHT_TOKEN = re.compile(r"[\u4e00-\u6fff][q7]*")


@dataclass
class Filling:
    """Gives each field its text as the fields are asked for, in one order: the next on the list, or one like it.

    `texts` are dealt out from number `shift`, and `lines` to the fields that may have several; where it `is_harmless`,
    each line begins with a word that no other field has.
    """

    texts: Sequence[str] = HOSTILE
    lines: Sequence[str] = HOSTILE
    shift: int = 0
    is_harmless: bool = False
    given: list[str] = field(default_factory=list)

    def __call__(self, *, lines: bool = False) -> str:
        number, texts = len(self.given), self.lines if lines else self.texts
        text = texts[(number + self.shift) % len(texts)]
        self.given.append(text)
        return harmless(text, number) if self.is_harmless else text

    def meant(self, shown: str, how: Callable[[str], str]) -> str:
        """Put the hostile lines in place of the words of a harmless report; `how` a text is shown."""

        def put(token: re.Match[str]) -> str:
            place = divmod(ord(token[1]) - FIRST, LINES)
            return how(self._line(*place)) if self._is_ours(*place) else token[0]

        return TOKEN.sub(put, shown)

    def tightly_meant(self, shown: str, how: Callable[[str], str]) -> tuple[str, set[str]]:
        """Do the same where lines may be broken, without any spaces; return which texts stood there too."""
        found: set[str] = set()

        def put(token: re.Match[str]) -> str:
            number, line = divmod(ord(token[0][0]) - FIRST, LINES)
            text = self.given[number]
            said = tight(harmless(text, number).split("\n")[line])
            assert token[0].startswith(said), (said, token[0])
            found.add(text)
            return tight(how(self._line(number, line))) + token[0][len(said) :]

        return TIGHT_TOKEN.sub(put, tight(shown)), found

    def stood_in(self, shown: Iterable[str]) -> set[str]:
        """Tell which texts the words of a harmless report stand for."""
        places = (divmod(ord(found[1]) - FIRST, LINES) for text in shown for found in TOKEN.finditer(text))
        return {self.given[number] for number, line in places if self._is_ours(number, line)}

    def _is_ours(self, number: int, line: int) -> bool:
        """Tell a sign that begins a line of ours from one in the name of a font."""
        return number < len(self.given) and line < len(_lines(self.given[number]))

    def _line(self, number: int, line: int) -> str:
        return _lines(self.given[number])[line]


def tight(text: str) -> str:
    """Take the spaces out, which are kept at the ends of some texts and not of others."""
    return "".join(text.split())


def harmless(text: str, number: int) -> str:
    """Make a text of the same lines, with nothing in them."""
    first = FIRST + number * LINES
    return "\n".join(_harmless(line, chr(first + n)) if line.strip() else line for n, line in enumerate(_lines(text)))


def _harmless(line: str, token: str) -> str:
    """Make a line whose longest word is as long, and which is as long in all."""
    longest, *others = sorted(map(width_of, line.split()), reverse=True)
    return " ".join((token + _filling(longest - width_of(token)), *map(_filling, others)))


def _filling(length: int) -> str:
    """Make a word that is no word: signals look for letters side by side."""
    return ("q7" * length)[:length] if length > 0 else ""


def _lines(text: str) -> list[str]:
    return clean(text).split("\n")
