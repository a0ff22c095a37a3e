"""Synthetic personal numbers, spelled as people and programs spell them, and the texts that they stand in.

No number can be anybody's: ordinary and D-numbers are of births in 1855–1899, the others have a month that no
calendar has.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tests.core.test_privacy import D_NUMBERS, NUMBERS, ORDINARY, SERIES, other_digits
from tests.core.test_privacy import numbers as synthetic_numbers

FOUR_SERIES: Mapping[str, Sequence[str]] = {
    "ordinary": ORDINARY,
    "D-number": D_NUMBERS,
    "synthetic": SERIES["synthetic"],
    "of the rule of 2032": synthetic_numbers(months=(40, 65, 80), remainders=(1, 2, 3)),
}
_full_width, _arabic = other_digits("\N{FULLWIDTH DIGIT ZERO}"), other_digits("\N{ARABIC-INDIC DIGIT ZERO}")
TWELVE_SPELLINGS: Mapping[str, Callable[[str], str]] = {
    "together": lambda n: n,
    "behind its word": lambda n: f"fnr{n}",
    "space": lambda n: f"{n[:6]} {n[6:]}",
    "no-break space": lambda n: f"{n[:6]}\N{NO-BREAK SPACE}{n[6:]}",
    "dash": lambda n: f"{n[:6]} – {n[6:]}",
    "date with dots": lambda n: f"{n[:2]}.{n[2:4]}.{n[4:6]} {n[6:]}",
    "short day and whole year": lambda n: f"{int(n[:2])}.{int(n[2:4])}.18{n[4:6]} {n[6:]}",
    "named": lambda n: f"{n[:2]}.{n[2:4]}.{n[4:6]}, personnr. {n[6:]}",
    "every digit": " ".join,
    "foreign digits": lambda n: f"{_full_width(n[:6])}{_arabic(n[6:])}",
    "signs between that nobody sees": "\N{ZERO WIDTH SPACE}\N{SOFT HYPHEN}".join,
    "over two lines": lambda n: f"{n[:6]}\n{n[6:]}",
}
# What a spreadsheet makes of a number that it takes for a figure; nothing else stands in the cell.
FIGURES: Mapping[str, Callable[[str], str]] = {
    "without its zero": lambda n: str(int(n)),
    "with a decimal": lambda n: f"{int(n)}.0",
    "with decimals": lambda n: f"{int(n)},00",
    "in threes": lambda n: f"{int(n):,}".replace(",", "\N{NO-BREAK SPACE}"),
    "in threes with points": lambda n: f"{int(n):,}".replace(",", "."),
}
TEXTS_AROUND = (
    "{}",
    "«{}»",
    '"{}"',
    "[{}];",
    "Gjelder ({}), som fikk vedtak 12.10.2025.",
    "3 saker: {}. To til kommer.",
    "Sak 2026/12345 om {}, se § 29",
)


@dataclass(frozen=True, slots=True)
class Spelled:
    """A number of a series as it is written."""

    series: str
    spelling: str
    number: str
    text: str

    def __str__(self) -> str:
        return f"{self.series}, {self.spelling}"


def all_spelled() -> Sequence[Spelled]:
    """Return 300 numbers × 12 spellings × 4 series; a spread sample of them has every spelling of every series."""
    return [
        Spelled(series, spelling, number, spell(number))
        for series, numbers in FOUR_SERIES.items()
        for spelling, spell in TWELVE_SPELLINGS.items()
        for number in numbers[:NUMBERS]
    ]


EACH = len(FOUR_SERIES) * len(TWELVE_SPELLINGS)
_NOT_DIGITS = re.compile(r"\D+")


def spread(most: int) -> Sequence[Spelled]:
    """Return some of them all: every spelling of every series, each with other numbers."""
    whole = all_spelled()
    each, rest = len(whole) // EACH, most // EACH
    return [whole[place * each + (place * rest + n) % each] for n in range(rest) for place in range(EACH)]


def echoed(said: str, spelled: Sequence[Spelled]) -> Sequence[Spelled]:
    """Return the numbers that somebody could read in what was said: in any digits, whatever stands between."""
    digits = "".join(str(unicodedata.decimal(digit)) for digit in _NOT_DIGITS.sub("", said))
    seen = {digits[place : place + 11] for place in range(len(digits) - 10)}
    return [one for one in spelled if one.number in seen or one.text in said]


def naive(text: str) -> bool:
    """Guard as one would without a second thought: eleven digits."""
    return re.search("[0-9]{11}", text) is not None
