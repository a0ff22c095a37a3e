"""A megabyte of harmless Norwegian prose and tables, full of figures that are nobody's number; the same every time."""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

MEGABYTE = 1_000_000
PLACES = ("Vik", "Nes", "Dal", "Åmli", "Lillevik", "Haugvoll", "Ravneberg", "Øyer", "Sør-Fron", "Indre Østfold")
WHO = ("kontoret", "veilederne", "fagleder", "kommunen", "partnerskapet", "avdelingen", "arbeidsgruppa")
DOES = ("følger opp", "går gjennom", "vurderer", "avklarer", "registrerer", "drøfter", "oppsummerer")
WHAT = ("deltakerne", "vedtakene", "sakene", "rutinene", "tiltakene", "avslagene", "søknadene", "planene")
WHEN = ("hver måned", "hvert kvartal", "før vedtak", "etter seks måneder", "ved behov", "i fellesmøtet")
# What stands in the braces is drawn anew each time.
SENTENCES = (
    "{Who} {does} {what} {when}, og rutinen er skriftlig.",
    "I {place} {does} {who} {what} {when}; det gjelder særlig {what}.",
    "Vi viser til sak {case} og vårt brev av {date}, der fristen ble satt til {date}.",
    "Arkivsak {archive}, journalpost {journal}, klassering {class}.",
    "Utgiftene var {sum} kr i {year}, mot {sum} kr i {year} og {sum},{two} kr året før.",
    "Regnskapet viser {plain_sum} kroner, og budsjettet {plain_sum},- for {year}.",
    "Bedriften {place} Vekst AS (org.nr. {org}) har avtale til {date}.",
    "Foretaket har organisasjonsnummer NO {org} MVA, og enheten {plain_org}.",
    "Ring {who} på {phone} eller {mobile}, vakttelefon +47 {phone}.",
    "Beløpet er ført på konto {account} med KID {kid}.",
    "Refusjonen kom fra konto {spaced_account} den {date}.",
    "Kontaktadresse: postboks {two}, {postcode} {place}, rom {three}.",
    "Se https://www.example.no/dokument/{long}?id={long}&side={two}#del-{three}.",
    "Møtet {date} kl. {two}.{two} er lagret som referat-{iso}-{three}.docx.",
    "Loggen sier {iso}T{clock}.{six} og {iso} {clock}.",
    "Nøkkelen er {uuid}, sjekksummen {hash}.",
    "Kilden har ISBN 978-82-{three}-{four}-{one} og ISSN {four}-{four}, DOI 10.{four}/{long}.",
    "Lov 18. desember {year} nr. 131 § {two}, jf. forskrift FOR-{iso}-{four}.",
    "Andelen gikk fra {two},{one} prosent til {two},{one} prosent, altså {one} prosentpoeng.",
    "Formannskapet behandlet saken {date} som {three}/{two}, kommunestyret {date} som {three}/{two}.",
    "Eiendommen gnr. {two} bnr. {four} i kommune {four} har {three} kvadratmeter.",
    "Faktura {six} av {date} og bilag {five} gjelder {month} {year}.",
    "Det var {two} deltakere i {year}, {two} i {year} og {two} i {year}.",
    "Perioden {date}–{date} er lagt til grunn, med {three} saker av {four}.",
    "Tabell {one}.{two} viser {two} av {three} saker ({two} %).",
    "Strekkode {barcode} og serienummer SN-{six}-{four} står på utstyret.",
    "Kartreferansen er {two}.{six}, {one}.{six}, høyde {three} m.",
)
HEADS = ("Kontor", "2023", "2024", "2025", "Endring")
Draw = Callable[[random.Random], str]


def digits(count: int) -> Draw:
    return lambda draw: f"{draw.randrange(10**count):0{count}}"


def one_of(words: Sequence[str]) -> Draw:
    return lambda draw: draw.choice(words)


def date(draw: random.Random) -> str:
    return f"{draw.randint(1, 28):02}.{draw.randint(1, 12):02}.{draw.randint(2009, 2026)}"


def organisation(draw: random.Random) -> str:
    """Write nine digits of which the last is a check digit; begins with 8 or 9."""
    while True:
        eight = f"{draw.choice('89')}{draw.randrange(10**7):07}"
        last = -sum(int(digit) * weight for digit, weight in zip(eight, (3, 2, 7, 6, 5, 4, 3, 2), strict=True)) % 11
        if last < 10:
            return f"{eight}{last}"


def account(draw: random.Random) -> str:
    """Write eleven digits of which the last is a check digit, as a bank gives them."""
    while True:
        ten = f"{draw.randint(1000, 9799)}{draw.randrange(10**6):06}"
        last = -sum(int(d) * weight for d, weight in zip(ten, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=True)) % 11
        if last < 10:
            return f"{ten}{last}"


def kid(draw: random.Random) -> str:
    """Write a payment's reference; one of eleven digits cannot be told from other numbers, and none is drawn."""
    return digits(draw.choice((7, 9, 13, 16, 19, 22, 25)))(draw)


def grouped(text: str, *sizes: int, by: str = " ") -> str:
    parts: list[str] = []
    for size in sizes:
        parts, text = [*parts, text[:size]], text[size:]
    return by.join(parts)


def in_threes(number: int) -> str:
    return f"{number:,}".replace(",", " ")


def hexadecimal(draw: random.Random, count: int) -> str:
    return f"{draw.getrandbits(4 * count):0{count}x}"


DRAWN: Mapping[str, Draw] = {
    **{name: digits(n) for n, name in enumerate(("one", "two", "three", "four", "five", "six"), 1)},
    "place": one_of(PLACES),
    "who": one_of(WHO),
    "Who": lambda draw: draw.choice(WHO).capitalize(),
    "does": one_of(DOES),
    "what": one_of(WHAT),
    "when": one_of(WHEN),
    "month": one_of(("januar", "mars", "mai", "august", "oktober", "desember")),
    "date": date,
    "year": lambda draw: str(draw.randint(2013, 2026)),
    "iso": lambda draw: f"{draw.randint(2009, 2026)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}",
    "clock": lambda draw: f"{draw.randrange(24):02}:{draw.randrange(60):02}:{draw.randrange(60):02}",
    "case": lambda draw: f"{draw.randint(2013, 2026)}/{draw.randrange(10**5)}",
    "archive": lambda draw: f"{draw.randint(2013, 2026)}{draw.randrange(10**7):07}",
    "journal": lambda draw: f"{draw.randint(13, 26)}/{draw.randrange(10**5):05}-{draw.randint(1, 40)}",
    "class": lambda draw: f"{draw.randrange(1000):03}.{draw.randrange(10)}",
    "sum": lambda draw: in_threes(draw.randrange(10 ** draw.randint(4, 9))),
    "plain_sum": lambda draw: f"{draw.randint(1, 9)}{digits(draw.randint(4, 8))(draw)}",
    "org": lambda draw: grouped(organisation(draw), 3, 3, 3),
    "plain_org": organisation,
    "phone": lambda draw: grouped(f"{draw.choice('2357')}{draw.randrange(10**7):07}", 2, 2, 2, 2),
    "mobile": lambda draw: grouped(f"{draw.choice('49')}{draw.randrange(10**7):07}", 3, 2, 3),
    "account": lambda draw: grouped(account(draw), 4, 2, 5, by="."),
    "spaced_account": lambda draw: grouped(account(draw), 4, 2, 5),
    "kid": kid,
    "postcode": digits(4),
    "long": lambda draw: digits(draw.choice((8, 9, 10, 12, 14)))(draw),
    "uuid": lambda draw: "-".join(hexadecimal(draw, count) for count in (8, 4, 4, 4, 12)),
    "hash": lambda draw: hexadecimal(draw, draw.choice((40, 64))),
    "barcode": digits(13),
}
_SLOT = re.compile(r"\{(\w+)\}")


def sentence(draw: random.Random) -> str:
    return _filled(draw.choice(SENTENCES), draw)


def _filled(text: str, draw: random.Random) -> str:
    return _SLOT.sub(lambda slot: DRAWN[slot[1]](draw), text)


def cell(draw: random.Random) -> str:
    """Write a figure as it stands in a county's tables."""
    return draw.choice(
        (
            str(draw.randrange(100)),
            str(draw.randrange(10_000)),
            f"{draw.randrange(100)},{draw.randrange(10)}",
            in_threes(draw.randrange(10**5, 10**7)),
            digits(draw.randint(5, 8))(draw),
            "–",
            f"{draw.randrange(100)} %",
        )
    )


def row(draw: random.Random) -> list[str]:
    return [f"Nav {draw.choice(PLACES)}", *(cell(draw) for _ in HEADS[1:])]


@cache
def paragraphs() -> tuple[str, ...]:
    """Return prose of more than half a megabyte."""
    return tuple(_paragraphs(random.Random(29)))  # noqa: S311 -- the same text every time, and no secret


def _paragraphs(draw: random.Random) -> Iterator[str]:
    size = 0
    while size < 0.65 * MEGABYTE:
        yield (text := " ".join(sentence(draw) for _ in range(draw.randint(2, 9))))
        size += len(text.encode())


@cache
def rows() -> tuple[tuple[str, ...], ...]:
    """Return tables of nearly half a megabyte: rows of cells."""
    draw, found, size = random.Random(31), list[tuple[str, ...]](), 0  # noqa: S311 -- as above
    while size < 0.4 * MEGABYTE:
        found.append(tuple(row(draw)))
        size += sum(len(one.encode()) + 1 for one in found[-1])
    return tuple(found)


# Lists and ledgers of figures, as they are pasted from a spreadsheet; each sign stands between two cells.
LEDGERS = (
    "{date}\t{five}",
    "{date}\t{five} kr",
    "{date}\t{five}\t{five}",
    "Sak\t{date}\t{plain_sum}",
    "{six}\t{five}",
    "{place}\t{six}\t{five}",
    "{six}\n{five}",
    "{date}\n{five}",
    "{date} {five} kr",
    "{date}\t{two} {three}",
    "{two}\t{two}\t{two}\t{five}",
)


@cache
def ledgers() -> tuple[str, ...]:
    """Return three hundred ledgers of each kind: twenty rows."""
    draw = random.Random(37)  # noqa: S311 -- as above
    return tuple("\n".join(_filled(kind, draw) for _ in range(20)) for kind in LEDGERS for _ in range(300))


def as_chapters(count: int) -> Sequence[str]:
    """Write prose and tables as a county's own chapters hold them."""
    return [_chapter(f"# Del {n + 1}", paragraphs()[n::count], rows()[n::count]) for n in range(count)]


def _chapter(heading: str, prose: Sequence[str], table: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(one) + " |" for one in (HEADS, ("---",) * len(HEADS), *table)]
    return "\n\n".join((heading, *prose, "\n".join(lines)))


def as_text(by: str) -> str:
    """Write the same as a text in which the cells of a table are parted by a sign."""
    return "\n\n".join((*paragraphs(), "\n".join(by.join(one) for one in rows())))
