"""The reminder: friendly, about those that are missing only, and never stronger than the letter before it."""

from datetime import date

import pytest

from navcheck.core.letter_law import COMPLAINT, COMPLAINT_OF_MUNICIPALITIES, DEMAND, OPEN_TO_ALL, SUPERVISION
from navcheck.core.letters import DEADLINE_BLANK
from navcheck.core.messages import ENGLISH
from navcheck.core.problems import NavcheckError
from navcheck.core.words import Standing
from tests.builders import make_checklist
from tests.core.one_letter import TODAY, facts, headings, letter, letters, one_round, received, said

TWO = {"Nav Risør": Standing.MISSING, "Nav Søndeled": Standing.MISSING}


def test_it_says_which_survey_whose_answer_is_missing_and_how_to_answer() -> None:
    written = letter("paminnelse", one_round(deadline="2026-11-01"))
    assert ENGLISH(written.title) == "Reminder about the form for self-assessment: Prøve"
    words = said(written)
    for expected in (
        "has sent you a form for self-assessment in the survey «KVP i Agder».",
        "We cannot see that we have received an answer from Nav Risør.",
        "Have you answered already? Then tell us",
        "tell us how much: the deadline can be extended.",
        "the form that you got with our first letter. If you no longer have it, we send it again.",
        "send the file back as a reply to this letter",
        "Questions about the survey go to post@example.no.",
        f"authority in statute ({OPEN_TO_ALL.title})",
        "Write nothing about single persons",
    ):
        assert expected in words
    assert written.attachments == ()


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 10, 31), "The deadline for Nav Risør is 2026-11-01."),
        (date(2026, 11, 1), "The deadline for Nav Risør is 2026-11-01."),
        (date(2026, 11, 2), "The deadline for Nav Risør was 2026-11-01."),
    ],
)
def test_it_says_whether_the_deadline_is_to_come_or_has_passed(today: date, expected: str) -> None:
    written = letter("paminnelse", one_round(deadline="2026-11-01"), today=today)
    assert expected in said(written).splitlines()
    assert facts(written)[0] == ("Deadline for answers", date(2026, 11, 1))


def test_an_extension_that_has_run_out_is_the_deadline_that_is_named() -> None:
    one = one_round(TWO, deadline="2026-10-01", extensions={"sondeled": {"until": "2026-10-10", "reason": "Sykdom"}})
    written = letter("paminnelse", one)
    lines = said(written).splitlines()
    assert "The deadline for Nav Risør was 2026-10-01." in lines
    assert "The deadline for Nav Søndeled was 2026-10-10." in lines
    assert [caption for caption, _ in facts(written)][:2] == ["Deadline for Nav Risør", "Deadline for Nav Søndeled"]
    assert "Sykdom" not in said(written)


def test_two_offices_with_one_deadline_read_it_once() -> None:
    lines = said(letter("paminnelse", one_round(TWO, deadline="2026-11-01"))).splitlines()
    assert [line for line in lines if line.startswith("The deadline")] == [
        "The deadline for Nav Risør and Nav Søndeled is 2026-11-01."
    ]


def test_without_a_deadline_none_is_said_to_have_passed() -> None:
    written = letter("paminnelse", one_round())
    assert DEADLINE_BLANK in written.blanks
    assert "The deadline for" not in said(written)


def test_an_office_that_has_responded_is_not_named() -> None:
    one = one_round(TWO | {"Nav Søndeled": received("Nav Søndeled")})
    written = letter("paminnelse", one)
    assert written.copies == ("Nav Risør",)
    assert "Søndeled" not in said(written)


def test_a_joint_office_answers_once() -> None:
    served = {"Nav Lister": [{"no": "4206", "name": "Farsund"}, {"no": "4225", "name": "Lyngdal"}]}
    one = one_round({"Nav Lister": Standing.MISSING}, municipalities={"Nav Lister": served["Nav Lister"][:1]})
    assert "answers once" not in said(letter("paminnelse", one))
    one = one_round({"Nav Lister": Standing.MISSING, "Nav Risør": received("Nav Risør")}, municipalities=served)
    assert all("Nav Lister serves several municipalities" in said(each) for each in letters("paminnelse", one))


def test_answering_is_voluntary_where_the_survey_is() -> None:
    written = letter("paminnelse", one_round())
    assert "It is voluntary to answer" in said(written)
    assert "What you leave open is shown as not answered." in said(written)
    assert "Legal basis" not in headings(written)
    assert written.law == (OPEN_TO_ALL,)
    assert not [word for word in ("order", "require", SUPERVISION.title, DEMAND.title) if word in said(written)]


def test_under_supervision_the_order_still_applies_and_is_no_stronger_than_it_was() -> None:
    written = letter("paminnelse", one_round(basis="supervision"))
    words = said(written)
    assert f"supervises the municipality under {SUPERVISION.title}." in words
    assert f"we required under {DEMAND.title} that the municipality gives the information" in words
    assert "That order still applies." in words
    assert "The order does not cover questions 3 and 4," in words
    assert f"complained about the order ({COMPLAINT.title}, see {COMPLAINT_OF_MUNICIPALITIES.title})?" in words
    assert "It is voluntary to answer, " not in words
    assert not [word for word in ("must", "shall", "fine", "breach", "sanction") if word in words]


def test_what_is_not_supervised_is_not_reminded_of_as_an_order() -> None:
    unsupervised = make_checklist("""
    topics:
      - {id: finne, title: {nb: Finne}, heading: {nb: Funnet}, questions: [{id: a, type: text, text: {nb: A?}}]}
    """)
    assert said(letter("paminnelse", one_round(checklist=unsupervised), today=TODAY))
    with pytest.raises(NavcheckError) as caught:
        letter("paminnelse", one_round(checklist=unsupervised, basis="supervision"))
    assert [problem.code for problem in caught.value.problems] == ["nothing-supervised"]
