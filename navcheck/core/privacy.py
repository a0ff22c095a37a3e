"""Finds what may point to one person in a text. Knows numbers and addresses, not names; never repeats what it found.

A national identity number stops; a phone number, an e-mail address, an account number or a mistyped identity number
only asks. A finding is a place in the text, so that no value can slip into a message, a log or a traceback.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from navcheck.core.folding import fold
from navcheck.core.rows import outside_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Judge = Callable[[re.Match[str]], "Kind | None"]

HIDDEN = "[skjult]"


class Kind(StrEnum):
    """What a finding looks like."""

    NATIONAL_ID = "national-id"
    NATIONAL_ID_TYPO = "national-id-typo"
    PHONE = "phone"
    EMAIL = "email"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class Finding:
    """A place that may point to one person: `text[start:end]` of the text as given."""

    kind: Kind
    start: int
    end: int

    @property
    def stops(self) -> bool:
        """Tell whether the text must not be kept as it is."""
        return self.kind is Kind.NATIONAL_ID


def find_personal(text: str) -> tuple[Finding, ...]:
    """Return every finding in order of start; no two overlap."""
    if "@" not in text and len(_DIGIT.findall(text)) < _PHONE_DIGITS:
        return ()
    return _find(text, _JUDGES)


def find_stops(text: str) -> tuple[Finding, ...]:
    """Return only what stops. Quick where there is nothing: this reads every text of every response."""
    if not may_stop(text):
        return ()
    return tuple(finding for finding in _find(text, _JUDGES[:1]) if finding.stops)


def runs_over(text: str, breaks: str = "\t\n") -> bool:
    """Tell whether something that stops runs over two lines, or over two cells that are no part of a table."""
    return any(not _LINE_ENDS.search(text, *place) or "\n" in breaks for place in find_broken(text))


def find_broken(text: str) -> "Sequence[tuple[int, int]]":
    """Find where something that stops runs over two lines or cells that are no part of a table: begin and end."""
    return outside_tables(text, [(each.start, each.end) for each in _find_broken(text)])


def is_figure(text: str) -> bool:
    """Tell whether a text is nothing but a number that a spreadsheet has taken for a figure."""
    figure = _FIGURE.fullmatch(fold(text)[0]) if len(text) <= _LONGEST_FIGURE else None
    return figure is not None and bool(find_stops(_NOT_DIGITS.sub("", figure[1]).zfill(_ID_DIGITS)))


def may_stop(text: str) -> bool:
    """Tell whether a text has the digits that anything to stop would need; taking signs off it gives it no more."""
    return _ENOUGH.match(text) is not None


def hide(text: str, findings: "Iterable[Finding]") -> str:
    """Put `[skjult]` in place of the findings, which may come in any order and overlap."""
    return _cover(text, findings, lambda _: HIDDEN)


def hide_stops(text: str) -> str:
    """Put `[skjult]` in place of what stops, also over lines and cells, in a table or not, and of a lone figure."""
    if is_figure(text):
        return HIDDEN
    return hide(text, (*find_stops(text), *_find_broken(text), *find_stops(text.translate(_AS_ONE_LINE))))


# Possessive, so that what does not fit costs no more than it is long.
# "1.2.86 95088" is the shortest.
_ENOUGH = re.compile(r"(?:\D*+\d){9}")
_DIGIT = re.compile(r"\d")
_NOT_DIGITS = re.compile(r"\D+")
_AS_ONE_LINE = str.maketrans("\t\n\r", "   ")
_FOUND = "*"


def _find(text: str, judges: "Sequence[tuple[re.Pattern[str], Judge]]") -> tuple[Finding, ...]:
    """Let each judge see what those before it left."""
    plain, places = fold(text)
    found: list[Finding] = []
    for pattern, judge in judges:
        # Again, since the begin of one number may have looked like the decimals of a sum, and kept another unseen.
        while judged := list(_judged(plain, pattern, judge)):
            plain = _cover(plain, judged, lambda finding: _FOUND * (finding.end - finding.start))
            found += judged
    by_start = sorted(found, key=lambda finding: finding.start)
    return tuple(Finding(each.kind, places[each.start], places[each.end - 1] + 1) for each in by_start)


def _find_broken(text: str) -> tuple[Finding, ...]:
    may_be_broken = may_stop(text) and _BREAKS.search(text) is not None
    return tuple(each for each in _find(text, ((_BROKEN, _judge_id),)) if each.stops) if may_be_broken else ()


def _judged(plain: str, pattern: re.Pattern[str], judge: "Judge") -> "Iterator[Finding]":
    place = 0
    while match := pattern.search(plain, place):
        kind = judge(match)
        if kind:
            yield Finding(kind, match.start(), match.end())
        # figures that are refused may hide the first ones of a number
        place = match.end() if kind else match.start() + 1


def _cover(text: str, findings: "Iterable[Finding]", cover: "Callable[[Finding], str]") -> str:
    parts, done = [], 0
    for finding in sorted(findings, key=lambda finding: finding.start):
        if finding.start >= done:
            parts += [text[done : finding.start], cover(finding)]
        done = max(done, finding.end)
    return "".join([*parts, text[done:]])


# National identity numbers: day, month, year, three digits and two check digits.

_ID_DIGITS = 11
_D_NUMBER = 40
_SYNTHETIC = (0, 40, 65, 80)
_FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_LAST_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
# Skatteetaten, "Nytt fødselsnummer fra 2032": the first sum may leave 0–3, the last one still 0.
_FIRST_REMAINDERS = range(4)

# Digits beside letters belong to a hash or a code, unless the word announces a number ("fnr…"); a plus begins a phone
# number; after "0." stands a fraction. The look ahead comes first because it is the quickest to fail.
_BEFORE = r"(?=\d)(?:(?<![^\W_])|(?<=(?i:nr))|(?<=(?i:nummer)))(?<!\+)(?<!\b0\.)"
_AFTER = r"(?![^\W_])"
# Each step can match in one way only, so that long rows of figures cost no more than they are long.
_GAP = r"(?:[ ]{1,2}(?:[-./_][ ]{0,2})?|[-./_][ ]{0,2})"
# A day or a month of one digit only where marks tell it from a count.
_DAY = rf"(?:\d\d(?:\d\d|{_GAP}\d\d{_GAP})|\d\d?[./][ ]?\d\d?[./][ ]?)"
_YEAR = r"(?:(?:18|19|20)\d\d|\d\d)"
# "15.10.1986, personnr. 95088"
_WORD = r"(?i:p(?:erson)?(?:nr|nummer))"
_NAMED = rf"[ ,;:(-]{{0,3}}{_WORD}[.: -]{{0,3}}"
_ID = re.compile(
    rf"""{_BEFORE}(?:
        {_DAY}{_YEAR}(?:{_GAP}|{_NAMED})?(?:\d{{5}}|(?P<split>\d{{3}}[ ]\d\d))
      | (?<!\b\d\W)\d(?:{_GAP}\d){{10}}(?!\W\d(?!\d))  # exactly eleven single digits: a twelfth makes it a table
    ){_AFTER}""",
    re.VERBOSE,
)
# Over a break a marked date and five figures are two columns, or a sum; only six or eight figures or a word tell more.
_BREAK = r"(?:\r\n?|[\t\n])[ ]*+"
_OVER = rf"[ ]*+(?:[-./_][ ]*+)?(?!\t[ ]*+\t){_BREAK}(?:{_BREAK})?(?:[-./_][ ]*+)?"
_BROKEN = re.compile(
    rf"""{_BEFORE}(?:\d{{4}}{_YEAR}{_OVER}|{_DAY}{_YEAR}[ \t\r\n,;:(-]{{0,9}}{_WORD}[.: \t\r\n-]{{0,9}})
    (?:\d{{5}}|(?P<split>\d{{3}}[ ]\d\d)){_AFTER}""",
    re.VERBOSE,
)
_BREAKS, _LINE_ENDS = re.compile(r"[\t\r\n]"), re.compile(r"[\r\n]")
# As a spreadsheet shows a figure: without the zero that it began with, in threes, with decimals.
_FIGURE = re.compile(r"[ \t\r\n]*+(\d{10,11}|\d{1,2}(?:[ \t\r\n.,'’]\d{3}){3})(?:[.,]0+)?[ \t\r\n]*+")
_LONGEST_FIGURE = 40
_SHORT_DAY = re.compile(r"\A(\d\d?)[./][ ]?(\d\d?)[./][ ]?(?=\d\d)")
_SPACED = re.compile(r"\d+(?: +\d+)+")
_FIGURE_BEFORE = re.compile(r"\d $")
_FIGURE_AFTER = re.compile(r" \d")
_SUM = re.compile(r",\d\d?(?!\d)|,-|[ ]?(?:kroner\b|(?:kr|NOK)\b(?!\.?[ ]?\d))", re.IGNORECASE)


def _judge_id(match: re.Match[str]) -> Kind | None:
    digits = _dated_digits(match)
    if digits and _is_id(digits):
        return Kind.NATIONAL_ID
    # round figures and rows of figures are sums and tables
    mistyped = digits and not match["split"] and not digits.endswith("000") and not _is_in_a_row(match)
    return Kind.NATIONAL_ID_TYPO if mistyped else None


def _dated_digits(match: re.Match[str]) -> str:
    """Return the eleven digits, or none where no birth date begins them or an amount follows the date."""
    digits = _NOT_DIGITS.sub("", _SHORT_DAY.sub(lambda day: f"{day[1]:0>2}{day[2]:0>2}", match[0], count=1))
    year, rest = (digits[4:8], digits[8:]) if len(digits) > _ID_DIGITS else ("20" + digits[4:6], digits[6:])
    fits = _is_date(int(digits[:2]), int(digits[2:4]), int(year)) and not _is_dated_sum(match)
    return digits[:4] + year[2:] + rest if fits else ""


def _is_date(day: int, month: int, year: int) -> bool:
    months = [month - more for more in _SYNTHETIC if month - more in range(1, 13)]
    return bool(months) and 1 <= day - (day > _D_NUMBER) * _D_NUMBER <= monthrange(year, months[0])[1]


def _is_id(digits: str) -> bool:
    return _remainder(digits, _FIRST_WEIGHTS) in _FIRST_REMAINDERS and _remainder(digits, _LAST_WEIGHTS) == 0


def _remainder(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False)) % 11


def _is_dated_sum(match: re.Match[str]) -> bool:
    """Tell whether a date is followed by an amount: "05.04.2011 12500 kr"."""
    is_marked = _SHORT_DAY.match(match[0]) is not None or not match[0][2].isdigit()
    return is_marked and _SUM.match(match.string, match.end()) is not None


def _is_in_a_row(match: re.Match[str]) -> bool:
    """Tell whether figures with only spaces between stand beside others."""
    text, start, end = match.string, match.start(), match.end()
    beside = _FIGURE_BEFORE.search(text, max(0, start - 2), start) or _FIGURE_AFTER.match(text, end)
    return beside is not None and _SPACED.fullmatch(text, start, end) is not None


# The rest only asks. Eleven digits in pairs, threes or fours are mostly a row of counts: worth a question when all of
# it fits, and nothing otherwise.

_REGROUPED = re.compile(
    rf"{_BEFORE}(?<!\d[ ])(?:(?:\d\d[ ]){{5}}\d|(?:\d{{3}}[ ]){{3}}\d\d|(?:\d{{4}}[ ]){{2}}\d{{3}})(?![ ]\d){_AFTER}"
)
_ACCOUNT = re.compile(
    rf"{_BEFORE}(?:\d{{4}}(?P<mark>[. ])\d\d(?P=mark)\d{{5}}|\d{{11}}){_AFTER}"
    r"|(?<![^\W_])NO\d\d(?:[ ]?\d{4}){2}[ ]?\d{3}(?![^\W_])"
)
# a case number begins with its year, and so few accounts do that the dots of "2023.12.34561" are needed to tell
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d(?!\.)")


def _judge_regrouped(match: re.Match[str]) -> Kind | None:
    """Let a number in groups of its own ask what a typo asks."""
    digits = _dated_digits(match)
    return Kind.NATIONAL_ID_TYPO if digits and _is_id(digits) else None


def _judge_account(match: re.Match[str]) -> Kind | None:
    digits = _NOT_DIGITS.sub("", match[0])[-_ID_DIGITS:]
    return None if _YEAR_FIRST.match(match[0]) or _remainder(digits, _LAST_WEIGHTS) else Kind.ACCOUNT


# Norwegian numbers begin with 2–9. None begins with 20: those are years, dates and case numbers. Nor is 21112026 one.
_PHONE_DIGITS = 8
_PHONE = re.compile(
    r"""(?=[+\d])(?<![^\W_])(?:
        \+[1-9](?:[ ()-]{0,2}\d){9,14}
      | 0047(?:[ ]?\d){8}
      | (?<!\D[/=])(?<![-+.,§])(?<!(?i:kr)[ ])(?:
            (?!20|[23]\d[01]\d(?:19|20))[2-9]\d{7}
          | (?<!\d[ ])(?:(?!20)[2-9]\d(?:[ ]\d\d){3}|[489]\d\d[ ]\d\d[ ]\d{3})(?![ ]\d)
        )(?![.,:-]\d)
    )(?![^\W_])(?![ ]?(?:%|(?i:kr|kroner|NOK|mill|millioner)\b))""",
    re.VERBOSE,
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@(?:[\w-]+\.)+[^\W\d_]{2,}")

# Firmest first: what one judge takes is covered for the next.
_JUDGES: "tuple[tuple[re.Pattern[str], Judge], ...]" = (
    (_ID, _judge_id),
    (_EMAIL, lambda _: Kind.EMAIL),
    (_ACCOUNT, _judge_account),
    (_REGROUPED, _judge_regrouped),
    (_PHONE, lambda _: Kind.PHONE),
)
