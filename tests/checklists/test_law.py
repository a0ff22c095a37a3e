"""What the checklists cite: every paragraph and ledd is in the law as it was read, and a breach rests on a duty.

tests/law/paragraphs.tsv is made from the law texts by tools/law_sums.py: how many ledd a paragraph has, in which of
them there is a word of duty, and the sum of its words.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.checklists.shipped import NAMES, PATHS, ROOT, Raw, raw, raw_questions, raw_rules

LEDD = ("første", "andre", "tredje", "fjerde", "femte", "sjette", "sjuende", "åttende")
ADDRESS = re.compile(r"https://lovdata\.no/((?:lov|forskrift)/[0-9-]+)/§([0-9-]+[a-z]?)")
# Levanger (2021), or the authority itself, or the inspection that it had all counties carry out.
INSPECTION = re.compile(
    r"[A-ZÆØÅ][\wæøå]+ \((?:19|20)[0-9]{2}\)|Helsetilsynet|landsomfattende tilsynet (?:19|20)[0-9]{2}"
)
REPEALED = "2010-11-19-1463"


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph of the table."""

    ledd: int
    duty: frozenset[int]
    sha256: str


def read_table() -> dict[tuple[str, str], Row]:
    with (ROOT / "tests" / "law" / "paragraphs.tsv").open(encoding="utf-8", newline="") as stream:
        return {
            (row["law"], row["paragraph"]): Row(
                int(row["ledd"]), frozenset(map(int, filter(None, row["duty"].split(",")))), row["sha256"]
            )
            for row in csv.DictReader(stream, delimiter="\t")
        }


TABLE = read_table()


def paragraph(source: Raw) -> tuple[str, str] | None:
    """Return the law and paragraph that a checked source names."""
    found = ADDRESS.fullmatch(source.get("url", ""))
    return (found[1], found[2]) if found and source.get("checked") != "false" else None


def references(name: str) -> Iterator[str]:
    for question in raw_questions(name):
        for one in (question, *raw_rules(question).values()):
            yield from one.get("legal_basis", [])
    for check in raw(name).get("checks", []):
        yield from check.get("legal_basis", [])


def ledd_of(reference: str) -> int | None:
    found = re.search(r"(\w+) ledd", reference)
    return LEDD.index(found[1]) + 1 if found else None


def row_of(name: str, reference: str) -> Row | None:
    address = paragraph(raw(name)["sources"][reference.partition(" ")[0]])
    return TABLE[address] if address is not None else None


SOURCES = [pytest.param(source, id=f"{name}: {key}") for name in NAMES for key, source in raw(name)["sources"].items()]
REFERENCES = [pytest.param(name, one, id=f"{name}: {one}") for name in NAMES for one in dict.fromkeys(references(name))]


@pytest.mark.parametrize("source", SOURCES)
def test_a_source_is_in_the_table_with_the_same_words_or_says_that_nobody_has_checked_it(source: Raw) -> None:
    if source.get("checked") == "false":
        assert "sha256" not in source
        return
    address = paragraph(source)
    assert address in TABLE, source
    assert source["sha256"] == TABLE[address].sha256


@pytest.mark.parametrize("source", SOURCES)
def test_a_title_names_the_paragraph_that_its_address_leads_to(source: Raw) -> None:
    address = paragraph(source)
    if address is not None:
        assert re.sub(r"(?<=[0-9]) (?=[a-z]$)", "", source["title"]).endswith(f"§ {address[1]}")


@pytest.mark.parametrize(("name", "reference"), REFERENCES)
def test_a_ledd_that_is_cited_exists(name: str, reference: str) -> None:
    row, ledd = row_of(name, reference), ledd_of(reference)
    if row is not None and ledd is not None:
        assert 1 <= ledd <= row.ledd


def breaches() -> Iterator[tuple[str, str, Raw, list[str]]]:
    """Yield every rule that gives a possible breach: checklist, name, the question, and the law that it leans on."""
    for name in NAMES:
        by_id = {question["id"]: question for question in raw_questions(name)}
        for question in by_id.values():
            for value, rule in raw_rules(question).items():
                if rule["severity"] == "breach":
                    law = rule.get("legal_basis") or question.get("legal_basis", [])
                    yield name, f"{question['id']}: {value}", question, law
        for check in raw(name).get("checks", []):
            if check.get("severity") == "breach":
                about = by_id[check["about"]]
                yield name, check["id"], about, check.get("legal_basis") or about.get("legal_basis", [])


BREACHES = [pytest.param(name, question, law, id=f"{name}: {rule}") for name, rule, question, law in breaches()]


@pytest.mark.parametrize(("name", "question", "law"), BREACHES)
def test_a_breach_rests_on_a_ledd_with_a_duty_or_on_an_inspection_that_its_help_names(
    name: str, question: Raw, law: list[str]
) -> None:
    duties = [reference for reference in law if has_duty(row_of(name, reference), ledd_of(reference))]
    assert duties or INSPECTION.search(question["help"]["nb"])


def has_duty(row: Row | None, ledd: int | None) -> bool:
    return row is not None and bool(row.duty if ledd is None else ledd in row.duty)


@pytest.mark.parametrize(("name", "question", "law"), BREACHES)
def test_a_breach_is_of_a_law_that_is_supervised(name: str, question: Raw, law: list[str]) -> None:
    assert question.get("ground", "practice") == "law"
    assert question.get("supervised", "none") != "none"
    assert law, name


def test_there_are_breaches_to_hold_and_they_are_many() -> None:
    assert len(BREACHES) > 40


@pytest.mark.parametrize("name", NAMES)
def test_the_repealed_regulation_is_cited_nowhere(name: str) -> None:
    assert REPEALED not in PATHS[name].read_text("utf-8")


def test_every_row_of_the_table_is_used_by_a_question_or_a_check() -> None:
    used = {paragraph(raw(name)["sources"][one.partition(" ")[0]]) for name in NAMES for one in references(name)}
    assert set(TABLE) - used == set()
