"""P10: no personal number gets through, and ordinary text is left alone.

No number here can be a living person's: ordinary and D-numbers are of the series 500–749 for births in 1855–1899, the
others have a month that no calendar has (+40, +65, +80) or a check digit that none is issued with before 2032.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.no import fodselsnummer

from navcheck.core.privacy import HIDDEN, Finding, Kind, find_personal, find_stops, hide, hide_stops

NUMBERS = 300


def with_check_digits(nine: str, remainder: int = 0) -> str | None:
    """Skatteetaten's sums, written out; no number where a check digit would be 10."""
    first = (remainder - sum(int(d) * w for d, w in zip(nine, (3, 7, 6, 1, 8, 9, 4, 5, 2), strict=True))) % 11
    last = -sum(int(d) * w for d, w in zip(f"{nine}{first % 10}", (5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=True)) % 11
    return f"{nine}{first}{last}" if first < 10 and last < 10 else None


def numbers(*, day: int = 0, months: tuple[int, ...] = (0,), remainders: tuple[int, ...] = (0,)) -> list[str]:
    def drawn() -> Iterator[str]:
        draw = random.Random(2032)  # noqa: S311 - the same numbers every time, and no secret
        while True:
            date = f"{draw.randint(1, 28) + day:02}{draw.randint(1, 12) + draw.choice(months):02}{draw.randint(55, 99)}"
            number = with_check_digits(f"{date}{draw.randint(500, 749)}", draw.choice(remainders))
            if number:
                yield number

    return list(islice(drawn(), NUMBERS))


ORDINARY = numbers()
D_NUMBERS = numbers(day=40)
SERIES = {
    "ordinary": ORDINARY,
    "D-number": D_NUMBERS,
    "synthetic": numbers(months=(40, 65, 80)),
    "synthetic D-number": numbers(day=40, months=(40, 65, 80)),
    "2032": numbers(remainders=(1, 2, 3)),
    "2032 synthetic": numbers(day=40, months=(80,), remainders=(1, 2, 3)),
}


def other_digits(zero: str) -> Callable[[str], str]:
    return lambda n: n.translate({ord("0") + digit: chr(ord(zero) + digit) for digit in range(10)})


SPELLINGS: dict[str, Callable[[str], str]] = {
    "together": lambda n: n,
    "space": lambda n: f"{n[:6]} {n[6:]}",
    "no-break space": lambda n: f"{n[:6]}\N{NO-BREAK SPACE}{n[6:]}",
    "hyphen": lambda n: f"{n[:6]}-{n[6:]}",
    "dash": lambda n: f"{n[:6]} – {n[6:]}",
    "minus": lambda n: f"{n[:6]}\N{MINUS SIGN}{n[6:]}",
    "slash": lambda n: f"{n[:6]}/{n[6:]}",
    "dot": lambda n: f"{n[:6]}.{n[6:]}",
    "every digit": " ".join,
    "every digit, hyphens": "-".join,
    "6 3 2": lambda n: f"{n[:6]} {n[6:9]} {n[9:]}",
    "date with dots": lambda n: f"{n[:2]}.{n[2:4]}.{n[4:6]} {n[6:]}",
    "date with slashes": lambda n: f"{n[:2]}/{n[2:4]}/{n[4:6]}-{n[6:]}",
    "date with spaces": lambda n: f"{n[:2]} {n[2:4]} {n[4:6]} {n[6:]}",
    "year in full": lambda n: f"{n[:2]}.{n[2:4]}.18{n[4:6]} {n[6:]}",
    "year in full, no marks": lambda n: f"{n[:4]}18{n[4:6]} {n[6:]}",
    "Arabic-Indic": other_digits("\N{ARABIC-INDIC DIGIT ZERO}"),
    "full width": other_digits("\N{FULLWIDTH DIGIT ZERO}"),
    "mathematical": other_digits("\N{MATHEMATICAL MONOSPACE DIGIT ZERO}"),
    "zero width between": "\N{ZERO WIDTH SPACE}".join,
    "key caps": lambda n: "".join(f"{digit}\ufe0f\u20e3" for digit in n),
}
# these look like a number whether or not the check digits are right
MARKED = [name for name in SPELLINGS if name != "6 3 2"]


def kinds(text: str) -> list[tuple[str, str]]:
    return [(finding.kind.value, text[finding.start : finding.end]) for finding in find_personal(text)]


# What stops


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("series", SERIES)
def test_every_number_of_every_series_stops_in_every_spelling(series: str, spelling: str) -> None:
    for number in SERIES[series]:
        spelled = SPELLINGS[spelling](number)
        text = f"Brukeren ({spelled}) fikk vedtak 12.10.2025, og 3 fikk avslag."
        assert [text[each.start : each.end].rstrip("\ufe0f\u20e3") for each in find_stops(text)] == [
            spelled.rstrip("\ufe0f\u20e3")
        ]


def test_stdnum_accepts_nothing_that_we_let_through() -> None:
    endings = [f"{ending:02}" for ending in range(100)]
    for number in ORDINARY[:40] + D_NUMBERS[:40]:
        accepted = {ending for ending in endings if fodselsnummer.is_valid(number[:9] + ending)}
        stopped = {ending for ending in endings if find_stops(number[:9] + ending)}
        of_2032 = {made[9:] for rest in (1, 2, 3) if (made := with_check_digits(number[:9], rest))}
        assert stopped == accepted | of_2032


@pytest.mark.parametrize(
    "around",
    [
        "fnr{}",
        "Personnummer:{}.",
        "f.nr.{}",
        "«{}»",
        "sak_{}.pdf",
        "https://example.no/bruker/{}?fane=1",
        "{}@example.no",
        "Utbetalt til {} kr 12 000",
        "3 {} 4",
        "2026-10-12 {}",
        "05.04.2011 037 {}",
        "12 34 {}",
        "{}\N{SUPERSCRIPT ONE} se note",
        "12,{};5",
    ],
)
@pytest.mark.parametrize("spelling", ["together", "space", "date with dots"])
def test_what_stands_around_a_number_hides_nothing(around: str, spelling: str) -> None:
    spelled = SPELLINGS[spelling](SERIES["synthetic"][0])
    assert ("national-id", spelled) in kinds(around.format(spelled))


def test_two_numbers_side_by_side_both_stop() -> None:
    one, other = SERIES["synthetic"][:2]
    for between in (" ", ", ", ",", ";", "\t", "\n", "/", " og "):
        assert len(find_stops(f"{one}{between}{other}")) == 2, between


# What asks


@pytest.mark.parametrize("spelling", MARKED)
@pytest.mark.parametrize("series", ["ordinary", "synthetic"])
def test_a_wrong_check_digit_asks(series: str, spelling: str) -> None:
    for number in SERIES[series][:50]:
        typo = number[:10] + str((int(number[10]) + 1) % 10)
        (finding,) = find_personal(f"Brukeren ({SPELLINGS[spelling](typo)})")
        assert finding.kind in {Kind.NATIONAL_ID_TYPO, Kind.NATIONAL_ID}
        assert finding.stops == (finding.kind is Kind.NATIONAL_ID)


@pytest.mark.parametrize(
    ("around", "asks"),
    [
        ("{}", True),
        ("{}, 7", True),
        ("7. {}", True),
        ("7 av {}", True),
        ("7 {}", False),
        ("07 {} av", False),
        ("{} 7", False),
        ("sak 7 og {}", True),
    ],
)
def test_a_mistyped_number_among_figures_with_only_spaces_between_is_a_row_of_counts(
    around: str,
    asks: bool,  # noqa: FBT001 -- a column of the table
) -> None:
    number = SERIES["synthetic"][0]
    spelled = f"{number[:6]} {number[6:10]}{(int(number[10]) + 1) % 10}"
    assert kinds(around.format(spelled)) == [("national-id-typo", spelled)] * asks


def test_a_number_in_equal_groups_asks_and_a_row_of_counts_does_not() -> None:
    number = SERIES["synthetic"][0]
    for size in (2, 3, 4):
        groups = " ".join(number[place : place + size] for place in range(0, 11, size))
        assert kinds(f"Han har {groups}.") == [("national-id-typo", groups)]
        assert kinds(f"Agder {groups} 17") == kinds(f"Agder 7 {groups}") == []


@pytest.mark.parametrize(
    ("text", "kind", "what"),
    [
        ("ring 22 33 44 55.", "phone", "22 33 44 55"),
        ("ring 22334455", "phone", "22334455"),
        ("mobil 900 12 345,", "phone", "900 12 345"),
        ("+47 22 33 44 55", "phone", "+47 22 33 44 55"),
        ("tlf. +4722334455", "phone", "+4722334455"),
        ("(+47) 22334455", "phone", "+47) 22334455"),
        ("0047 22 33 44 55", "phone", "0047 22 33 44 55"),
        ("fra Sverige +46 70 123 45 67", "phone", "+46 70 123 45 67"),
        ("+46701234567", "phone", "+46701234567"),
        ("mobil 41011999", "phone", "41011999"),
        ("skriv til kari.nordmann@example.no.", "email", "kari.nordmann@example.no"),
        ("post@æøå.example", "email", "post@æøå.example"),
        ("konto 1234.56.78903", "account", "1234.56.78903"),
        ("konto 1234 56 78903", "account", "1234 56 78903"),
        ("konto 12345678903", "account", "12345678903"),
        ("NO93 8601 1117 947", "account", "NO93 8601 1117 947"),
    ],
)
def test_phone_email_and_account_ask(text: str, kind: str, what: str) -> None:
    assert kinds(text) == [(kind, what)]
    assert find_stops(text) == ()


# What is left alone


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nei",
        "sak 20231234511",
        "sak 2023/1234511 og 26/12345-3",
        "organisasjonsnummer 923456783, 923 456 783, NO 923 456 783 MVA",
        "11 200 000 kr, 25 000 000 kr, kr 25000000, 45000000 kr, 1 234 567 890,50",
        "Formannskap 05.04.2011 037, Kommunestyret 14.04.2011 031/11, 05.04.2011 037 12 saker",
        "utbetalt 05.04.2011 12500 kr og 06.04.2011 12500,50 og 07.04.2011 12500,-, 08.04.2011 12500 kroner",
        "2026-11-21 10:15:30, 2026-11-21T10:15:30.123456, 20261121T101530, 21112026, 20261121",
        "21.11.2026 kl. 10.15, 01.01.2020-31.12.2020, 1.1.20–31.12.20",
        "LOV-2009-12-18-131, FOR-2011-12-21-1471, lov 18. desember 2009 nr. 131",
        "https://lovdata.no/lov/2009-12-18-131/§29 og https://lovdata.no/dokument/NL/lov/2009-12-18-131",
        "https://www.nav.no/sak/45678901?id=98765432",
        "3f0c15108695088ab27e1c0a15908660012ff4b5d6c7e8f9a0b1c2d3e4f5a6b7",
        "a2b15908-1234-4567-8901-159086600121",
        "enhet 0901, 1001, 4201",
        "Agder 12 34 56 78 90 1",
        "1 2 3 4 5 6 7 8 9 10 11 12",
        "0 1 0 2 5 6 5 0 0 3 1 2",
        "12 45 33 18 72 5 11",
        "7 45 33 18 72",
        "2019-2020 12345, 2018 2019 2020 2021",
        "andel 0.15908650012 og 0.12345678901",
        "32.10.86 95088, 15.13.86 95088, 29.02.1900 50012",
        "121100 45123 33001",
        "121100 45000",
        "KVP-45678901, 12.45678901, 45678901,50, 45678901.5",
        "§ 29, §§ 13 og 26, 1.2.3.4.5",
        "e-post: @example, navn@, a@b",
        "22 % av 45 67 80 12 %",
    ],
)
def test_ordinary_figures_are_left_alone(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize("around", ["f{}", "{}f", "æ{}", "7{}", "{}7", "0.{}", "{} 7", "7 {}"])
def test_the_digits_of_a_hash_a_fraction_or_a_longer_row_are_no_number(around: str) -> None:
    spelling = " ".join if " " in around else "".join
    assert all(kinds(around.format(spelling(number))) == [] for number in SERIES["synthetic"][:50])


# Each "#" becomes a digit. Years are 2013 and later: a case number of 2001–2012 begins as a birthday does.
SENTENCES = (
    "Kontoret informerer om kvalifiseringsprogrammet i første samtale, og rutinen er skriftlig.",
    "Alle som har hatt stønad i mer enn seks måneder vurderes etter sosialtjenesteloven § 29.",
    "Utgiftene var ## ### ### kr i {year}, mot 1 ### ### kr i {year} og ### ###,## kr i {year}.",
    "Saken ({year}/#####-#) ble avgjort {date}, etter klage {date}.",
    "Sak {year}####### er sendt Statsforvalteren.",
    "Formannskapet behandlet den {date} 0##/##, kommunestyret {date} 1##.",
    "Den {date} ble 4#### kr utbetalt til ## deltakere, og {date} 5#### kroner.",
    "Risør ## # ## ## # ### ## #",
    "Kristiansand # ## # # # ## # # #",
    "Vennesla ## ## ## ## ## ##",
    "Froland ## ## ## ## ## #",
    "### ### 1# ### ### ### 7 ###",
    "Ring kontoret på 38 ## ## ## eller 9## ## ###.",
    "Bedriften har organisasjonsnummer 9## ### ###.",
    "Se https://lovdata.no/lov/{year}-12-##-### og FOR-{year}-0#-1#-####.",
    "Endret {year}-1#-0# 1#:##, lagret {year}-0#-2#T0#:##:##.######.",
    "Andelen var ##,# prosent i 20##–20## og 0.########### året før.",
    "Sjekksummen er #a##f#c########e#d###########b#####c##f.",
)


def ordinary_text(size: int) -> str:
    draw = random.Random(29)  # noqa: S311 - the same text every time, and no secret
    fill = {"#": lambda: str(draw.randint(0, 9)), "{year}": lambda: str(draw.randint(2013, 2026))}
    text = " ".join(draw.choices(SENTENCES, k=size // 55)).replace("{date}", "1#.0#.{year}")
    return re.sub(r"#|{year}", lambda match: fill[match[0]](), text)


def test_a_megabyte_of_ordinary_text_has_at_most_one_false_stop() -> None:
    text = ordinary_text(1_000_000)
    assert len(text.encode()) > 1_000_000
    found = Counter(finding.kind for finding in find_personal(text))
    assert found[Kind.NATIONAL_ID] <= 1
    assert found[Kind.NATIONAL_ID_TYPO] < 20  # of the rows in pairs, one in a hundred
    assert found[Kind.PHONE] > 1000
    assert not found[Kind.ACCOUNT] + found[Kind.EMAIL]


# What comes of it


def test_hiding_leaves_nothing_of_a_number_and_everything_else() -> None:
    number = SERIES["synthetic"][0]
    text = f"Kari, {SPELLINGS['zero width between'](number)}, tlf. 22 33 44 55, har søkt."
    assert hide(text, find_stops(text)) == f"Kari, {HIDDEN}, tlf. 22 33 44 55, har søkt."
    assert hide(text, find_personal(text)) == f"Kari, {HIDDEN}, tlf. {HIDDEN}, har søkt."
    assert hide(text, ()) == text


def test_a_number_is_found_though_the_one_behind_it_makes_it_look_like_a_sum() -> None:
    first, other = SERIES["synthetic"][:2]
    text = f"{first[:2]}.{first[2:4]}.{first[4:6]} {first[6:]},{other[:2]}.{other[2:4]}.{other[4:6]} {other[6:]}"
    assert hide(text, find_stops(text)) == f"{HIDDEN},{HIDDEN}"


def test_what_stands_on_one_line_is_hidden_too_where_the_lines_together_would_be_a_sum() -> None:
    number = SERIES["synthetic"][1]
    assert hide_stops(f"{number[:2]}.{number[2:4]}.{number[4:6]} {number[6:]}\tkr") == f"{HIDDEN}\tkr"


def test_hiding_takes_findings_in_any_order_and_over_each_other() -> None:
    places = [(6, 9), (0, 5), (1, 3), (4, 5)]
    assert hide("abcdefghij", [Finding(Kind.PHONE, *place) for place in places]) == f"{HIDDEN}f{HIDDEN}j"


FIGURES = st.text(st.sampled_from("0123456789 .-/,+@aknr\n\u00a0\u200b\u0661\uff11"), max_size=80)


@settings(max_examples=60)
@given(FIGURES)
def test_any_text_has_findings_in_order_that_do_not_overlap(text: str) -> None:
    findings = find_personal(text)
    ends = [0, *(finding.end for finding in findings)]
    assert all(end <= each.start < each.end <= len(text) for end, each in zip(ends, findings, strict=False))
    assert find_stops(text) == tuple(finding for finding in findings if finding.stops)


@pytest.mark.timeout(2)
@pytest.mark.parametrize(
    "row", ["1 ", "12 ", "1", "15.10.86 ", "15 10 ", "151086 ", "1-", "a.", "a@", "a@b.", "+1 ", "\u200b1"]
)
def test_a_long_row_of_figures_costs_no_more_than_it_is_long(row: str) -> None:
    find_personal(row * (20_000 // len(row)))
    find_personal(row * (20_000 // len(row)) + "x")
