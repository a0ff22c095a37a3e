"""Law as data: a paragraph is known by its words, and what cites it by the place where it stands."""

import pytest

from navcheck.core.law import address_of, check_law, ledd_of, read_paragraphs
from tests.core.one_topic import one_topic, place, told

LAW = """
# Lov om sosiale tjenester

## Kapittel 4

#### § 20 a. Bruk av vilkår

Det skal stilles vilkår .

Vilkårene må ha nær sammenheng med vedtaket.

*Tilføyd ved lov 20 des 2016.*

#### § 29. Kvalifiseringsprogram

Programmet gjelder for

- den som er over 18 år
- og under 67 år

Rett til program forutsetter
en vurdering.

##### § 25-1. Internkontroll

Kommunen skal ha internkontroll.
"""
TEXTS = dict(read_paragraphs("lov/2009-12-18-131", LAW))
ASKS = """
questions:
  - {id: a, type: text, legal_basis: [sotjl-29 andre ledd]}
  - {id: b, type: number, gaps: [{above: 1, severity: risk, legal_basis: [sotjl-29]}]}
sources:
  sotjl-29: {title: sotjl. § 29, url: 'https://lovdata.no/lov/2009-12-18-131/§29', as_of: 2026-07-02, sha256: SUM}
"""


def test_a_law_is_read_paragraph_by_paragraph_and_ledd_by_ledd() -> None:
    assert {paragraph: text.ledd for (_, paragraph), text in TEXTS.items()} == {
        "20a": ("Det skal stilles vilkår.", "Vilkårene må ha nær sammenheng med vedtaket."),
        "29": (
            "Programmet gjelder for - den som er over 18 år - og under 67 år",
            "Rett til program forutsetter en vurdering.",
        ),
        "25-1": ("Kommunen skal ha internkontroll.",),
    }


def test_the_sum_is_that_of_the_words_whatever_their_lines() -> None:
    reflowed = LAW.replace("forutsetter\nen", "forutsetter en").replace("20 des 2016", "1 jan 2030")
    assert {key: text.sha256 for key, text in read_paragraphs("lov/2009-12-18-131", reflowed)} == {
        key: text.sha256 for key, text in TEXTS.items()
    }
    changed = dict(read_paragraphs("lov/2009-12-18-131", LAW.replace("under 67", "under 70")))
    assert changed["lov/2009-12-18-131", "29"].sha256 != TEXTS["lov/2009-12-18-131", "29"].sha256


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://lovdata.no/lov/2009-12-18-131/§29", ("lov/2009-12-18-131", "29")),
        ("https://lovdata.no/lov/2009-12-18-131/§20a", ("lov/2009-12-18-131", "20a")),
        ("https://lovdata.no/forskrift/2011-12-21-1471/§1", ("forskrift/2011-12-21-1471", "1")),
        ("https://lovdata.no/lov/2018-06-22-83/§25-1", ("lov/2018-06-22-83", "25-1")),
        ("https://lovdata.no/lov/2009-12-18-131", None),
        ("https://www.imdi.no/tilskudd/jobbsjansen", None),
        (None, None),
    ],
)
def test_an_address_names_a_law_and_a_paragraph(url: str | None, address: tuple[str, str] | None) -> None:
    assert address_of(url) == address


@pytest.mark.parametrize(
    ("reference", "ledd"), [("sotjl-29 andre ledd", 2), ("kommunel-25-1 tredje ledd b", 3), ("sotjl-29", None)]
)
def test_a_reference_may_name_a_ledd(reference: str, ledd: int | None) -> None:
    assert ledd_of(reference) == ledd


def check(text: str) -> list[str]:
    return told(check_law(one_topic(text), place, TEXTS))


SUM = TEXTS["lov/2009-12-18-131", "29"].sha256


def test_what_stands_as_it_was_read_gives_no_problem() -> None:
    assert check(ASKS.replace("SUM", SUM)) == []
    assert check(ASKS.replace(", sha256: SUM", "")) == []


def test_a_changed_paragraph_names_the_questions_that_lean_on_it() -> None:
    (problem,) = check_law(one_topic(ASKS.replace("SUM", "0" * 64)), place, TEXTS)
    assert (problem.code, str(problem.at)) == ("changed-law", "sources/sotjl-29")
    assert str(problem.hint) == "read these questions again: a, b"


def test_a_paragraph_that_is_not_there_and_a_ledd_too_many_are_told() -> None:
    assert check(ASKS.replace("§29'", "§99'").replace(", sha256: SUM", "")) == ["no-paragraph sources/sotjl-29"]
    third = ASKS.replace("andre", "tredje").replace("SUM", SUM)
    assert check(third) == ["no-ledd topics/0/questions/0/legal_basis/0"]


def test_a_source_that_nobody_has_read_is_not_held_against_anything() -> None:
    unread = ASKS.replace("§29'", "§99'").replace("as_of: 2026-07-02, sha256: SUM", "checked: false")
    assert check(unread.replace("andre", "åttende")) == []
