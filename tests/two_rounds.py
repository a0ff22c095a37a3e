"""Two rounds, and one before them, as real survey folders: 15 invented offices, then 14; all that differs is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from navcheck.core.words import Move, Severity
from tests.program import run
from tests.two_rounds_asked import CODING, checklist

# What differs. All else is answered by `USUAL`, which gives no point to follow up. In a cell: `+` between offices that
# are one later (`>` gives their later id), `*` a yes with nothing to show for it, `?` «vet ikke». No answer: `-`.
DIFFERENCES = """
office                             question      2024         2025         2026             move        then         now
askedal                          | vilkar      | alle       | noen       | alle           | closed     | breach      | -
askedal                          | gjennomgang | fleste     | fleste     | alle*          | closed     | risk        | -
bjorkeli                         | rutine      | ja         | nei        | ja             | closed     | risk        | -
osnes+ravneberg>osnes-ravneberg  | rutine      | ja+ja      | nei+ja     | ja             | closed     | risk        | -
elgheim                          | plan        | alle       | alle       | noen           | new        | -           | breach
furumo                           | ventende    | 0          | 0          | 3              | new        | -           | risk
vinterli>vinterdalen             | plan        | alle       | alle       | fleste         | new        | -           | risk
granlia                          | rutine      | nei        | ja         | nei            | came-back  | -           | risk
osnes+ravneberg>osnes-ravneberg  | vilkar      | noen+alle  | alle+alle  | noen           | came-back  | -           | breach
tinderud                         | rutine      | ja         | -          | delvis         | first-seen | -           | improvement
haugvoll                         | vilkar      | alle       | ingen-saker| noen           | first-seen | -           | breach
lillevik                         | vilkar      | alle       | fleste     | noen           | moved      | risk        | breach
haugvoll                         | gjennomgang | alle       | noen       | fleste         | moved      | breach      | risk
selbukta                         | plan        | alle       | noen       | ?              | moved      | breach      | risk
ulvoy>ulvoy-nord                 | rutine      | nei        | delvis     | delvis         | same       | improvement | improvement
osnes+ravneberg>osnes-ravneberg  | gjennomgang | fleste+alle| alle+fleste| fleste         | same       | risk        | risk
myrvoll                          | utfordringer| Ingen      | Husker ikke| Vet vi lite om | same       | improvement | improvement
kvernsund                        | rutine      | nei        | nei        | -              | unseen     | risk        | -
selbukta                         | vilkar      | alle       | noen       | ingen-saker    | unseen     | breach      | -
vinterli>vinterdalen             | utfordringer| Ingen      | Husker ikke| Mangel på bil  | unseen     | improvement | -
bjorkeli                         | frist       | maned      | lengre     | lengre         | -          | risk        | risk
granlia                          | opplaring   | ja         | nei        | -              | -          | improvement | -
elgheim                          | klage       | -          | -          | nei            | -          | -           | risk
"""  # noqa: E501 -- a table
# In 2025 Tinderud did not respond; in 2026 Kvernsund did not, and Selbukta did after the deadline.
SILENT = {"2025": ("tinderud",), "2026": ("kvernsund",)}
LATE = {"2026": ("selbukta",)}
USUAL = {
    "gjennomgang": "alle",
    "vilkar": "alle",
    "rutine": "ja",
    "plan": "alle",
    "frist": "maned",
    "opplaring": "ja",
    "klage": "ja",
    "ventende": "0",
    "utfordringer": "Ingen",
}
# What the new version of the checklist calls a question, and what it no longer has, or has not had before.
RENAMED = {"vilkar": "for-vilkar"}
ONLY_IN = {"opplaring": ("2024", "2025"), "klage": ("2026",)}
DAYS = {
    "2024": (date(2024, 9, 2), date(2024, 10, 15), date(2024, 10, 1)),
    "2025": (date(2025, 9, 1), date(2025, 10, 15), date(2025, 10, 1)),
    "2026": (date(2026, 9, 1), date(2026, 10, 15), date(2026, 10, 1)),
}
LATE_DAY = date(2026, 10, 21)
YEARS = tuple(DAYS)

OFFICES = (
    ("askedal", "Askedal"),
    ("bjorkeli", "Bjørkeli"),
    ("elgheim", "Elgheim"),
    ("furumo", "Furumo"),
    ("granlia", "Granlia"),
    ("haugvoll", "Haugvoll"),
    ("kvernsund", "Kvernsund"),
    ("lillevik", "Lillevik"),
    ("myrvoll", "Myrvoll"),
    ("osnes", "Osnes"),
    ("ravneberg", "Ravneberg"),
    ("selbukta", "Selbukta"),
    ("tinderud", "Tinderud"),
    ("ulvoy", "Ulvøy"),
    ("vinterli", "Vinterli"),
)
# In 2026 Osnes and Ravneberg are one, Ulvøy has another name, and Vinterli another name that no `was` tells of.
LATER = {
    "osnes": ("osnes-ravneberg", "Osnes og Ravneberg", ("osnes", "ravneberg")),
    "ravneberg": None,
    "ulvoy": ("ulvoy-nord", "Ulvøy nord", ("ulvoy",)),
    "vinterli": ("vinterdalen", "Vinterdalen", ()),
}


@dataclass(frozen=True)
class Expected:
    """One row of the table: whose point, to which question of the last round's, and what became of it.

    `office` is this round's id, `before` those of the last; `move` is none where the question cannot be compared.
    """

    office: str
    before: tuple[str, ...]
    question: str
    move: Move | None
    then: Severity | None
    now: Severity | None

    @property
    def asked(self) -> str:
        """The question's id in this round."""
        return RENAMED.get(self.question, self.question)


@dataclass(frozen=True)
class Rounds:
    """The three survey folders, which lie in one folder, and what became of each point between the last two."""

    folder: Path
    oldest: Path
    before: Path
    now: Path
    expected: tuple[Expected, ...]

    def of(self, move: Move) -> tuple[Expected, ...]:
        """Return the points that had one fate."""
        return tuple(one for one in self.expected if one.move is move)


def make_rounds(folder: Path) -> Rounds:
    """Open three surveys in a folder, `fylket-2024` to `fylket-2026`, and import what the offices answered."""
    (folder / "sjekklister" / "counties").mkdir(parents=True)
    oldest, last, now = (_make_round(folder, year, one) for one, year in zip(("", *YEARS[:2]), YEARS, strict=True))
    return Rounds(folder, oldest, last, now, tuple(expected()))


def expected() -> Iterator[Expected]:
    """Read the table."""
    for office, question, *_, move, then, now in _rows():
        olds, _, new = office.partition(">")
        severities = (Severity(one) if one != "-" else None for one in (then, now))
        yield Expected(new or olds, tuple(olds.split("+")), question, Move(move) if move != "-" else None, *severities)


def _make_round(folder: Path, year: str, before: str) -> Path:
    checklists, (opened, deadline, received) = folder / "sjekklister", DAYS[year]
    (checklists / f"oppfolging-{year}.yaml").write_text(checklist(year), "utf-8")
    (checklists / "counties" / f"fylket-{year}.yaml").write_text(_county(year), "utf-8")
    words = ["--county", f"fylket-{year}", "--id", f"fylket-{year}", "--period", year, "--deadline", str(deadline)]
    words += ["--title", "Oppfølging i Fylket", "--checklists", str(checklists)]
    words += ["--before", f"fylket-{before}"] if before else []
    ran = run("start", f"oppfolging-{year}", *words, folder=folder, today=opened)
    assert ran.code == 0, ran.err
    survey = folder / f"fylket-{year}"
    (survey / "coding.yaml").write_text(CODING, "utf-8")
    late = LATE.get(year, ())
    offices = [one for one, *_ in _offices(year) if one not in SILENT.get(year, ())]
    _import(survey, year, [one for one in offices if one not in late], received)
    if late:
        _import(survey, year, list(late), LATE_DAY)
    return survey


def _offices(year: str) -> list[tuple[str, str, tuple[str, ...], str]]:
    """Return a year's offices: id, name, earlier ids, and the numbers and names of its municipalities as YAML."""
    places = {name: f'{{no: "99{n:02}", name: {name}}}' for n, (_, name) in enumerate(OFFICES, 1)}
    found = []
    for office, name in OFFICES:
        later = LATER.get(office, (office, name, ())) if year == "2026" else (office, name, ())
        if later is not None:
            served = [place for (old, _), place in zip(OFFICES, places.values(), strict=True) if old in later[2]]
            found.append((*later, ", ".join(served or [places[name]])))
    return found


def _county(year: str) -> str:
    """Write the register; nobody serves the municipality of Utkanten."""
    offices = "\n".join(
        f"  - {{id: {office}, name: Nav {name}, municipalities: [{places}], was: [{', '.join(was)}]}}".replace(
            ", was: []", ""
        )
        for office, name, was, places in _offices(year)
    )
    every = [*(f'{{no: "99{n:02}", name: {name}}}' for n, (_, name) in enumerate(OFFICES, 1))]
    every.append('{no: "9999", name: Utkanten}')
    return (
        f"navcheck: county/1\nid: fylket\nname: Fylket\nauthority: Statsforvalteren i Fylket\n"
        f"municipalities: [{', '.join(every)}]\noffices:\n{offices}\n"
    )


def _import(survey: Path, year: str, offices: list[str], day: date) -> None:
    questions = [name for name in USUAL if year in ONLY_IN.get(name, YEARS)]
    asked = [RENAMED.get(name, name) if year == "2026" else name for name in questions]
    lines = [";".join(("kontor", *asked, "gjennomgang__dokument", "gjennomgang__bevis"))]
    differing = _answers(year)
    for office in offices:
        cells = [differing.get((office, name), USUAL[name]) for name in questions]
        proof = ("Liste over saker", "skriftlig") if "alle" in cells[:1] else ("", "")
        lines.append(";".join((office, *(_cell(cell) for cell in cells), *proof)))
    path = survey.parent / f"svar-{year}.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    ran = run("import", survey, path, today=day)
    assert ran.code == 0, ran.out + ran.err


def _cell(cell: str) -> str:
    return {"?": "vet-ikke", "-": ""}.get(cell, cell.removesuffix("*"))


def _answers(year: str) -> dict[tuple[str, str], str]:
    """Return what differs from the usual in one year, by office and question as the table names it."""
    found = {}
    for row in _rows():
        olds, _, new = row[0].partition(">")
        offices = [new or olds] if year == "2026" else olds.split("+")
        found.update(
            {
                (office, row[1]): cell
                for office, cell in zip(offices, row[2 + YEARS.index(year)].split("+"), strict=True)
            }
        )
    return found


def _rows() -> Iterator[list[str]]:
    return ([cell.strip() for cell in line.split("|")] for line in DIFFERENCES.strip().splitlines()[1:])
