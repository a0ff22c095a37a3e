"""The letter that asks to elaborate: each question as the form has it, what is asked, until when; nothing goes back."""

from datetime import date

import pytest

from navcheck.core.letter_law import COMPLAINT, DEMAND, OPEN_TO_ALL, SUPERVISION
from navcheck.core.messages import Message
from navcheck.core.model import Asked
from navcheck.files.catalogues import load_tongue
from tests.builders import make_response
from tests.core.one_letter import CHECKLIST, TODAY, facts, headings, letter, letters, one_round, received, said

SOON, LATER = date(2026, 11, 5), date(2026, 11, 12)
RISOR = {"Nav Risør": received("Nav Risør")}


def ask(question: str = "a", text: str = "Hvem eier rutinen?", until: date | None = None) -> Asked:
    return Asked(question=question, date=TODAY, text=text, until=until)


def test_it_says_the_question_what_is_asked_and_what_the_answer_becomes() -> None:
    written = letter("utdyping", one_round(RISOR, asked={"Nav Risør": (ask(until=SOON),)}, period="2026"))
    words = said(written)
    for expected in (
        "Thank you for the response to the survey «KVP i Agder».",
        "The form asks: A i 2026?",
        "We ask you to elaborate: Hvem eier rutinen?",
        "What we have received stays as it is.",
        "becomes the next number of the response",
        "Answer in a reply to this letter.",
        "the form that you filled in",
        "If you need more time, tell us before the deadline.",
        "Write nothing about single persons",
        f"authority in statute ({OPEN_TO_ALL.title})",
    ):
        assert expected in words
    assert "return" not in words
    assert "Question 1" in headings(written)
    assert facts(written) == [
        ("Deadline for answers", SOON),
        ("From Nav Risør", "response no. 1, received 2026-10-12"),
    ]
    assert "Answer by" not in words
    assert written.until == SOON


def test_the_question_is_in_the_letter_s_own_language() -> None:
    written = letter("utdyping", one_round(RISOR, asked={"Nav Risør": (ask(),)}, period="2026"))
    shown = [one for section in written.sections for one in section.paragraphs if isinstance(one, Message)]
    assert any("A i 2026, nynorsk?" in load_tongue("nn")(one) for one in shown)
    assert not any("A i 2026, nynorsk?" in load_tongue("nb")(one) for one in shown)


def test_questions_stand_in_the_form_s_order_with_its_numbers_each_with_all_that_is_asked() -> None:
    asked = (ask("c", "Om c"), ask("a", "Om a"), ask("c", "Mer om c"))
    written = letter("utdyping", one_round(RISOR, asked={"Nav Risør": asked}))
    assert headings(written)[:2] == ["Question 1", "Question 3"]
    lines = [line for line in said(written).splitlines() if line.startswith("We ask you to elaborate")]
    assert [line.removeprefix("We ask you to elaborate: ") for line in lines] == ["Om a", "Om c", "Mer om c"]


def test_days_that_differ_stand_beside_each_request_and_a_request_without_has_none() -> None:
    asked = (ask("a", until=LATER), ask("b", until=SOON), ask("c"))
    written = letter("utdyping", one_round(RISOR, asked={"Nav Risør": asked}))
    assert [caption for caption, _ in facts(written)] == ["From Nav Risør"]
    lines = [line for line in said(written).splitlines() if line.startswith("Answer by")]
    assert lines == ["Answer by 2026-11-12.", "Answer by 2026-11-05."]
    assert written.until == SOON


def test_a_request_without_a_day_gives_no_deadline() -> None:
    written = letter("utdyping", one_round(RISOR, asked={"Nav Risør": (ask(),)}, deadline="2026-11-01"))
    assert [caption for caption, _ in facts(written)] == ["From Nav Risør"]
    assert "deadline" not in said(written)
    assert written.until is None


def test_each_of_two_offices_is_named_beside_its_own_questions() -> None:
    given = {name: received(name) for name in ("Nav Risør", "Nav Søndeled")}
    asked = {"Nav Risør": (ask("b", "Risørs"),), "Nav Søndeled": (ask("a", "Søndeleds"),)}
    written = letter("utdyping", one_round(given, asked=asked))
    assert headings(written)[:2] == ["Nav Risør: Question 2", "Nav Søndeled: Question 1"]


def test_lines_of_a_request_stay_apart() -> None:
    written = letter("utdyping", one_round(RISOR, asked={"Nav Risør": (ask(text="\nFørst\n\n Så \n"),)}))
    assert "We ask you to elaborate: Først\nSå\n" in said(written)


def test_a_request_about_what_the_form_does_not_have_is_not_lost() -> None:
    written = letter("utdyping", one_round(RISOR, asked={"Nav Risør": (ask("borte", "Hva da?"), ask("a"))}))
    assert headings(written)[:2] == ["Question 1", "Question «borte»"]
    assert "We ask you to elaborate: Hva da?" in said(written)


def test_a_request_that_names_a_place_is_not_filled() -> None:
    written = letter("utdyping", one_round(RISOR, asked={"Nav Risør": (ask(text="Hva er {period} og {0}?"),)}))
    assert "We ask you to elaborate: Hva er {period} og {0}?" in said(written)


@pytest.mark.parametrize(("basis", "question"), [("voluntary", "a"), ("supervision", "d"), ("supervision", "c")])
def test_elaborating_is_voluntary_where_the_survey_is_or_where_nothing_asked_about_is_supervised(
    basis: str, question: str
) -> None:
    written = letter("utdyping", one_round(RISOR, asked={"Nav Risør": (ask(question),)}, basis=basis))
    assert "It is voluntary to elaborate. If you do not, the response stands as it is." in said(written)
    assert written.law == (OPEN_TO_ALL,)
    assert not [word for word in ("order", "require", DEMAND.title) if word in said(written)]


def test_supervision_demands_what_is_supervised_and_tells_of_the_right_to_complain() -> None:
    asked = {"Nav Risør": (ask("a"), ask("d"))}
    words = said(letter("utdyping", one_round(RISOR, asked=asked, basis="supervision")))
    assert f"supervises the municipality under {SUPERVISION.title}" in words
    assert f"Under {DEMAND.title} we require the municipality to give the information that this letter" in words
    assert "The order does not cover question 4, " in words
    assert f"within 3 days ({COMPLAINT.title}" in words
    assert "It is voluntary to elaborate" not in words


def test_a_joint_office_answers_once() -> None:
    served = {"Nav Lister": [{"no": "4206", "name": "Farsund"}, {"no": "4225", "name": "Lyngdal"}]}
    given = {"Nav Lister": received("Nav Lister")}
    one = one_round(given, asked={"Nav Lister": (ask(),)}, municipalities=served)
    assert all("Nav Lister serves several municipalities" in said(each) for each in letters("utdyping", one))


def test_it_quotes_what_the_office_answered() -> None:
    answers = {"a": {"value": "ja", "comment": "Fra i fjor"}}
    response = make_response(CHECKLIST, "risor", answers, received={"date": "2026-10-12"})
    words = said(letter("utdyping", one_round({"Nav Risør": response}, asked={"Nav Risør": (ask(),)})))
    assert "You answered: «" in words
    assert "Your comment: «Fra i fjor»" in words
    assert "You answered" not in said(letter("utdyping", one_round(RISOR, asked={"Nav Risør": (ask(),)})))
