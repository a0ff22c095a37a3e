"""Whom a letter goes to, in which language, and what the covering letter says: no less than it must, no finding."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from navcheck.core.covering_letter import write_covering_letter
from navcheck.core.law import address_of, ledd_of
from navcheck.core.letter_law import (
    CITED,
    COMPLAINT,
    COMPLAINT_OF_MUNICIPALITIES,
    DEMAND,
    OPEN_TO_ALL,
    OWN_CONTROL,
    SUPERVISION,
    Citation,
)
from navcheck.core.letters import (
    CONTACT_BLANK,
    DEADLINE_BLANK,
    Letter,
    Occasion,
    Written,
    addressees,
    language_of,
    told_apart,
)
from navcheck.core.messages import ENGLISH
from navcheck.core.model import Checklist, Office
from navcheck.core.opening import open_survey
from navcheck.core.problems import NavcheckError
from tests.builders import SHA256, make_checklist, make_office
from tests.core.one_letter import CHECKLIST, RISOR, facts, said

LAW = Path(__file__).parents[1] / "law"
TODAY = date(2026, 10, 1)
LISTER = make_office(
    "Nav Lister", municipalities=[{"no": "4206", "name": "Farsund"}, {"no": "4225", "name": "Lyngdal"}]
)
UNSUPERVISED = make_checklist("""
topics:
  - {id: finne, title: {nb: Finne}, heading: {nb: Funnet}, questions: [{id: a, type: text, text: {nb: A?}}]}
""")


def letter_of(
    *offices: Office,
    contact: str = "",
    checklist: Checklist = CHECKLIST,
    deadline: date | None = None,
    **fields: object,
) -> Letter:
    """Write the first letter of a survey of these offices; `fields` are the survey's own."""
    asked = offices or (make_office("Nav Risør", municipalities=[RISOR]),)
    survey = open_survey(checklist, SHA256, asked, survey_id="prove", title="KVP i Agder", today=TODAY)
    survey = survey.model_validate(survey.model_dump(by_alias=True) | fields | {"deadline": deadline})
    return write_covering_letter(Occasion(survey, checklist, addressees(asked)[0], TODAY, contact))


# To whom


def named(*offices: Office) -> list[tuple[str, list[str], str]]:
    return [(str(one.words), [office.id for office in one.offices], one.stem) for one in addressees(offices)]


def test_a_letter_goes_to_each_municipality_with_its_office_as_copy() -> None:
    assert named(make_office("Nav Risør", municipalities=[RISOR]), LISTER) == [
        ("Risør municipality", ["risor"], "4201-risor"),
        ("Farsund municipality", ["lister"], "4206-farsund"),
        ("Lyngdal municipality", ["lister"], "4225-lyngdal"),
    ]


def test_a_municipality_with_two_offices_gets_one_letter() -> None:
    halves = [
        make_office(f"Nav {part}", municipalities=[{"no": "0301", "name": "Oslo", "part": part}])
        for part in ("Frogner", "Alna")
    ]
    assert named(*halves) == [("Oslo municipality", ["frogner", "alna"], "0301-oslo")]


def test_without_municipalities_the_host_gets_the_letter_else_the_office_itself() -> None:
    assert named(
        make_office("Nav Lister", host="Farsund kommune"),
        make_office("Nav Setesdal", host="4222"),
        make_office("Nav Midt-Agder"),
    ) == [
        ("Farsund municipality", ["lister"], "farsund"),
        ("municipality no. 4222", ["setesdal"], "4222-setesdal"),
        ("Nav Midt-Agder", ["midt-agder"], "midt-agder"),
    ]
    assert [one.is_municipality for one in addressees([make_office("Nav Midt-Agder")])] == [False]


@pytest.mark.parametrize("no", ["../../etc", "C:\\", "42/01", "..", "漢字"])
def test_no_name_of_a_municipality_leads_out_of_the_folder(no: str) -> None:
    ((_, _, stem),) = named(make_office("Nav Risør", municipalities=[{"no": no, "name": "../Risør"}]))
    assert not set(stem) & set("./\\:")
    assert stem.endswith("risor")


def test_names_that_are_alike_are_told_apart() -> None:
    assert told_apart(["heroy", "heroy-2", "heroy", "bo", "heroy"]) == ("heroy", "heroy-2", "heroy-3", "bo", "heroy-4")


# In which language


@pytest.mark.parametrize(
    ("municipality", "office", "choice", "expected"),
    [
        ("nn", "nb", "nb", "nn"),
        ("nb", "nn", None, "nb"),
        ("noytral", "nn", "nb", "nn"),
        ("noytral", None, "nn", "nn"),
        (None, "nn", "nb", "nn"),
        (None, None, "nn", "nn"),
        (None, None, None, "nb"),
        ("noytral", None, None, "nb"),
    ],
)
def test_a_letter_is_in_the_language_that_the_municipality_has_decided(
    municipality: str | None, office: str | None, choice: str | None, expected: str
) -> None:
    decided = RISOR | ({"language": municipality} if municipality else {})
    one = make_office("Nav Risør", municipalities=[decided], **({"language": office} if office else {}))
    assert addressees([one])[0].language(Written(choice) if choice else None) == expected


def test_an_office_has_its_own_language_first_and_its_municipality_s_next() -> None:
    nynorsk = [RISOR | {"language": "nn"}]
    assert language_of(make_office("Nav Risør", municipalities=nynorsk, language="nb"), Written.NYNORSK) == "nb"
    assert language_of(make_office("Nav Risør", municipalities=nynorsk), Written.BOKMAL) == "nn"
    assert language_of(make_office("Nav Risør", municipalities=[RISOR]), Written.NYNORSK) == "nn"
    assert language_of(make_office("Nav Risør"), None) == "nb"


# What it says


def test_its_head_says_who_when_to_whom_and_which_case() -> None:
    letter = letter_of(authority="Statsforvalteren i Agder", case={"ours": "2026/1234", "theirs": "26/77"})
    assert (letter.sender, letter.day, letter.copies) == ("Statsforvalteren i Agder", TODAY, ("Nav Risør",))
    assert [(ENGLISH(caption), number) for caption, number in letter.references] == [
        ("Our reference", "2026/1234"),
        ("Your reference", "26/77"),
    ]


def test_its_title_is_neutral() -> None:
    assert ENGLISH(letter_of(basis="supervision").title) == "Form for self-assessment: Prøve"


def test_answering_is_voluntary_where_the_survey_is() -> None:
    letter = letter_of()
    assert "It is voluntary to answer" in said(letter)
    assert letter.law == (OPEN_TO_ALL, OWN_CONTROL)
    for one in (SUPERVISION, DEMAND, COMPLAINT, COMPLAINT_OF_MUNICIPALITIES):
        assert one.title not in said(letter)


def test_supervision_names_its_law_and_the_right_to_complain() -> None:
    words = said(letter_of(basis="supervision"))
    assert f"supervises the municipality under {SUPERVISION.title}" in words
    assert f"Under {DEMAND.title} we require" in words
    assert "The municipality may complain about this order" in words
    assert f"within 3 days ({COMPLAINT.title}, see {COMPLAINT_OF_MUNICIPALITIES.title})" in words
    assert "It is voluntary to answer, " not in words


def test_what_is_not_supervised_is_not_demanded() -> None:
    assert "The order does not cover questions 3 and 4," in said(letter_of(basis="supervision"))
    with pytest.raises(NavcheckError) as caught:
        letter_of(basis="supervision", checklist=UNSUPERVISED)
    assert [problem.code for problem in caught.value.problems] == ["nothing-supervised"]
    assert said(letter_of(checklist=UNSUPERVISED))


@pytest.mark.parametrize("basis", ["voluntary", "supervision"])
def test_both_say_what_happens_with_the_answers(basis: str) -> None:
    words = said(letter_of(basis=basis, comment_deadline=date(2026, 12, 15)))
    for expected in (
        "The purpose is an overview",
        "The form has 4 questions, on these topics: Finne and Styre.",
        "open to everybody where nothing else follows from statute",
        f"authority in statute ({OPEN_TO_ALL.title})",
        "Write nothing about single persons",
        "points to follow up. No office is ranked.",
        "you get a draft of what it says about you, to comment on by 2026-12-15.",
        f"consider postponing it, or not carrying it out ({OWN_CONTROL.title})",
        "Fill in the form in Excel, in bokmål or nynorsk.",
        "send the file back as a reply to this letter",
    ):
        assert expected in words


def test_an_office_that_has_more_time_reads_its_own_deadline() -> None:
    deadline = date(2026, 11, 1)
    later = {"risor": {"until": date(2026, 11, 8)}}
    assert facts(letter_of(deadline=deadline))[0] == ("Deadline for answers", deadline)
    assert facts(letter_of(deadline=deadline, extensions=later))[0] == ("Deadline for answers", date(2026, 11, 8))
    parts = [make_office(name, municipalities=[RISOR]) for name in ("Nav Risør", "Nav Søndeled")]
    assert facts(letter_of(*parts, deadline=deadline, extensions=later))[:2] == [
        ("Deadline for Nav Risør", date(2026, 11, 8)),
        ("Deadline for Nav Søndeled", deadline),
    ]


def test_it_says_how_long_it_takes_and_which_time_the_figures_are_of() -> None:
    shown = facts(letter_of(deadline=date(2026, 11, 1), period="2026", as_of=date(2026, 9, 30)))
    assert shown[1:] == [
        ("Time to answer", "about 9 minutes, when figures and documents are at hand"),
        ("Period", "2026"),
        ("The figures apply to", date(2026, 9, 30)),
    ]


def test_what_only_the_county_knows_is_left_open_and_counted() -> None:
    letter = letter_of()
    assert letter.blanks == (DEADLINE_BLANK, CONTACT_BLANK)
    assert "Questions about the survey go to [contact point]." in said(letter)
    filled = letter_of(contact="post@example.no", deadline=date(2026, 11, 1))
    assert filled.blanks == ()
    assert "Questions about the survey go to post@example.no." in said(filled)


def test_an_office_that_serves_several_municipalities_answers_once() -> None:
    assert "Nav Lister serves several municipalities and answers once" in said(letter_of(LISTER))
    assert "answers once" not in said(letter_of())


def test_an_office_that_is_itself_the_addressee_gets_no_copy_and_reads_nothing_of_a_municipality_s_letter() -> None:
    letter = letter_of(make_office("Nav Midt-Agder"))
    assert (letter.receiver, letter.copies) == ("Nav Midt-Agder", ())
    assert "The letter goes to the municipality" not in said(letter)


# Its law: tests/law/letters.tsv is made from the law texts, as paragraphs.tsv is.


def rows() -> Iterator[tuple[tuple[str, str], dict[str, str]]]:
    with (LAW / "letters.tsv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            yield (row["law"], row["paragraph"]), row


TABLE = dict(rows())


@pytest.mark.parametrize("one", CITED, ids=lambda one: one.title)
def test_a_paragraph_that_letters_cite_has_the_words_that_were_read(one: Citation) -> None:
    address = address_of(one.url)
    assert address is not None
    row = TABLE[address]
    assert row["sha256"] == one.sha256
    assert f" § {address[1]} " in f"{one.title} "
    assert (ledd_of(one.title) or 1) <= int(row["ledd"])


def test_every_row_of_the_letters_table_is_cited_once() -> None:
    assert sorted(filter(None, (address_of(one.url) for one in CITED))) == sorted(TABLE)
