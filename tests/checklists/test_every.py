"""Every shipped checklist: it loads without a note, speaks three languages, and is what the published schema says.

The schema is what editors hold a checklist against. It is tried by an independent validator, on the document as
navcheck reads it (every scalar a text) and as an editor does (YAML 1.2: numbers and flags typed, dates as text).
"""

from collections.abc import Callable, Iterator
from datetime import date
from textwrap import dedent

import pytest
from jsonschema import Draft202012Validator

from navcheck.core.lint import lint
from navcheck.core.model import FORMATS, Checklist
from navcheck.core.problems import NavcheckError
from navcheck.files.documents import Source, load_source
from tests.checklists.shipped import (
    NAMES,
    PATHS,
    Raw,
    as_editors_read,
    as_texts,
    loaded,
    part,
    raw,
    raw_questions,
    whole,
)

TODAY = date(2026, 11, 21)
LANGUAGES = {"nb", "nn", "en"}
NEIGHBOURS = [name for name in NAMES if not name.startswith("kvp")]
SCHEMA = FORMATS["checklist/1"].model_json_schema(by_alias=True)

each_checklist = pytest.mark.parametrize("name", NAMES)
each_reading = pytest.mark.parametrize("read", [as_texts, as_editors_read], ids=["as texts", "as editors read"])


def test_these_are_shipped() -> None:
    assert set(NAMES) == {
        "aktivitetsplikt",
        "barns-behov",
        "egenregi",
        "jobbsjansen",
        "jobbspesialist",
        "kvp",
        "kvp-agder-2020",
        "okonomisk-radgivning",
        "samarbeid",
    }


@each_checklist
def test_it_loads_and_there_is_nothing_to_note(name: str) -> None:
    one = loaded(name)
    assert one.notes == ()
    assert [str(problem.message) for problem in lint(one.document, one.where, TODAY)] == []


@each_checklist
def test_its_id_is_its_file_name(name: str) -> None:
    assert raw(name)["id"] == name


@each_checklist
def test_every_text_is_there_in_three_languages(name: str) -> None:
    found = list(texts_in(raw(name)))
    assert len(found) > 4 * len(raw_questions(name))
    assert [text for text in found if set(text) != LANGUAGES or not all(map(str.strip, text.values()))] == []


def texts_in(value: object) -> Iterator[dict[str, str]]:
    """Yield every mapping that has a language for a key, wherever it stands."""
    if isinstance(value, dict):
        if LANGUAGES & set(value):
            yield value
        for inner in value.values():
            yield from texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner)


@each_checklist
def test_a_short_head_fits_a_column(name: str) -> None:
    heads = [head for question in raw_questions(name) for head in question["short"].values()]
    assert [head for head in heads if len(head) > 14] == []


@pytest.mark.parametrize("name", NEIGHBOURS)
def test_a_neighbour_is_asked_in_six_to_ten_questions(name: str) -> None:
    assert 6 <= len(list(part(name).questions())) <= 10


@each_checklist
def test_no_two_questions_share_a_head(name: str) -> None:
    for language in sorted(LANGUAGES):
        heads = [question.short[language] for question in part(name).questions() if question.short]
        assert len(heads) == len(set(heads)), language


# The published schema.


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@each_checklist
@each_reading
def test_it_is_what_the_schema_says(name: str, read: Callable[[str], Raw]) -> None:
    assert wrong(read(PATHS[name].read_text("utf-8"))) == []


def wrong(document: Raw) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(SCHEMA).iter_errors(document)]


VALID = dedent("""\
    navcheck: checklist/1
    id: prove
    version: "2026-11"
    title: {nb: Prøve}
    sources:
      sotjl-29: {title: sosialtjenesteloven § 29, as_of: 2026-07-02}
    facts:
      - {id: langtidsstonad, max_age_months: 12, title: {nb: Langtidsmottakere}}
    scales:
      praksis:
        alle: {label: {nb: Alle}, status: met}
        noen: {label: {nb: Noen}, alone: false}
    topics:
      - id: finne
        title: {nb: Finne}
        heading: {nb: Identifisert}
        questions:
          - id: deltakere
            type: number
            min: 0
            text: {nb: "Hvor mange deltar?"}
          - id: vedtak
            type: choice
            scale: praksis
            when: {deltakere: {at_least: 1}}
            text: {nb: "Skriver dere vedtak?"}
            legal_basis: [sotjl-29 andre ledd]
            ground: law
            supervised: direct
            gaps: {noen: breach}
          - id: ubesvart
            type: number
            text: {nb: "Hvor mange venter?"}
            gaps: [{above: 0, severity: risk}]
    checks:
      - id: ingen
        about: vedtak
        when: {deltakere: {equals: 0}}
        text: {nb: Ingen deltakere}
    """)

# What is written instead of what, and so is refused. Nothing here needs a look at another part of the document.
REFUSED = {
    "an unknown key": ("id: prove", "id: prove\nfarge: bla"),
    "an unknown key of a question": ("min: 0", "minst: 0"),
    "no title": ("title: {nb: Prøve}\n", ""),
    "a rule for a number that compares twice": ("{above: 0, severity", "{above: 0, below: 9, severity"),
    "no topics": (VALID[VALID.index("topics:") : VALID.index("checks:")], ""),
    "another format": ("checklist/1", "checklist/2"),
    "a severity that there is not": ("noen: breach", "noen: lovbrudd"),
    "a severity that there is not, for a number": ("severity: risk", "severity: grave"),
    "a type of question that there is not": ("type: choice", "type: yes-no"),
    "a ground that there is not": ("ground: law", "ground: lov"),
    "a status that an author cannot give": ("status: met", "status: claimed"),
    "an id with capitals": ("id: deltakere", "id: Deltakere"),
    "an id with a letter of ours": ("id: finne", "id: før"),
    "an id that Windows keeps for itself": ("id: finne", "id: con"),
    "two conditions in one line": ("{at_least: 1}", "{at_least: 1, below: 9}"),
    "no condition in a line": ("{at_least: 1}", "{}"),
    "a rule for a number that compares with nothing": ("{above: 0, severity: risk}", "{severity: risk}"),
    "a text without a language": ("title: {nb: Finne}", "title: Finne"),
    "a language that there is not": ("title: {nb: Finne}", "title: {no: Finne}"),
    "an empty text": ("title: {nb: Finne}", 'title: {nb: " "}'),
    "a text in no language": ("title: {nb: Finne}", "title: {}"),
    "a day that is none": ("as_of: 2026-07-02", "as_of: 2. juli 2026"),
    "a number in words": ("min: 0", "min: ingen"),
    "a flag that is neither true nor false": ("alone: false", "alone: nei"),
    "a reference that begins with a capital": ("[sotjl-29 andre ledd]", "[Sotjl § 29]"),
    "one reference where a list belongs": ("[sotjl-29 andre ledd]", "sotjl-29"),
    "topics that are no list": (VALID[VALID.index("topics:") : VALID.index("checks:")], "topics: finne\n"),
    "a check without a text": ("\n    text: {nb: Ingen deltakere}", ""),
    "months that are not whole": ("max_age_months: 12", "max_age_months: 1.5"),
}


def refused(text: str) -> bool:
    try:
        load_source(Source("prove.yaml", text.encode()), Checklist)
    except NavcheckError:
        return True
    return False


@each_reading
def test_the_document_that_the_examples_change_is_right(read: Callable[[str], Raw]) -> None:
    assert not refused(VALID)
    assert wrong(read(VALID)) == []


@pytest.mark.parametrize("change", REFUSED.values(), ids=REFUSED)
@each_reading
def test_what_is_wrong_is_refused_by_navcheck_and_by_the_schema(
    change: tuple[str, str], read: Callable[[str], Raw]
) -> None:
    before, after = change
    assert VALID.count(before) == 1
    text = VALID.replace(before, after)
    assert refused(text)
    assert wrong(read(text)) != []


def test_a_whole_checklist_is_what_the_two_readers_agree_on() -> None:
    for name in NAMES:
        assert [question.id for question in whole(name).questions()] == [one["id"] for one in raw_questions(name)]
