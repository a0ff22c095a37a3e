from navcheck.core.given import check_draft, check_given, hidden_answers, read_words, spell_out
from navcheck.core.model import Answer, ChecklistName
from tests.builders import Answers, make_response
from tests.core.one_topic import one_topic, place, told

CHECKLIST = one_topic(
    """
    questions:
      - {id: valg, type: choice, choices: {ja: {label: {nb: Ja}}, nei: {label: {nb: Nei}}}}
      - {id: tall, type: number, when: {valg: [ja]}}
      - {id: flere, type: choices, choices: {a: {label: {nb: Alfa}}, b: {label: {nb: Beta}}}}
    """
)


def problems(answers: Answers) -> list[str]:
    return told(check_given(CHECKLIST, make_response(CHECKLIST, "risor", answers), place))


def test_what_stands_alone_is_the_value() -> None:
    assert spell_out({"valg": "ja", "flere": ["a"], "tall": {"instead": "vet-ikke"}}) == {
        "valg": {"value": "ja"},
        "flere": {"value": ["a"]},
        "tall": {"instead": "vet-ikke"},
    }


def test_words_are_read_and_what_else_an_answer_has_is_kept() -> None:
    given = {
        "valg": Answer(value="Ja", comment="Fra mai"),
        "tall": Answer(value="1 234"),
        "flere": Answer(value=("Alfa", "b")),
    }
    assert read_words(CHECKLIST, given) == {
        "valg": Answer(value="ja", comment="Fra mai"),
        "tall": Answer(value="1234"),
        "flere": Answer(value=("a", "b")),
    }


def test_what_cannot_be_read_stays_for_the_check_to_name() -> None:
    given = {
        "valg": Answer(value=("ja",)),
        "tall": Answer(value="mange"),
        "flere": Answer(value=("Alfa", "vet ikke")),
        "ukjent": Answer(value="x"),
    }
    assert read_words(CHECKLIST, given) == given


def test_every_asked_question_must_be_answered() -> None:
    assert problems({"valg": "ja", "tall": "3", "flere": ["a"]}) == []
    assert problems({"valg": "ja"}) == ["unanswered answers", "unanswered answers"]
    assert problems({"valg": "nei", "flere": {"instead": "vet-ikke"}}) == []


def test_not_applicable_takes_a_reason() -> None:
    given = {"valg": {"instead": "ikke-aktuelt"}, "flere": {"instead": "ikke-aktuelt", "comment": "Ingen saker"}}
    assert problems(given) == ["no-reason answers/valg"]


def test_an_answer_that_is_not_allowed_is_not_called_missing_too() -> None:
    assert problems({"valg": "kanskje", "flere": ["a"]}) == ["unknown-value answers/valg/value"]


def test_of_another_version_nothing_more_is_said() -> None:
    other = make_response(CHECKLIST, "risor", {}).model_copy(
        update={"checklist": ChecklistName(id="prove", version="2")}
    )
    assert told(check_given(CHECKLIST, other, place)) == ["other-version checklist"]


def test_an_answer_that_the_others_hide_is_named() -> None:
    given = make_response(CHECKLIST, "risor", {"valg": "nei", "tall": "3", "flere": ["a"]}).answers
    assert hidden_answers(CHECKLIST, given) == ("tall",)


def test_a_draft_says_nothing_new_where_it_says_what_was_received_or_what_is_given() -> None:
    last = make_response(CHECKLIST, "risor", {"valg": "ja", "tall": "3"})
    given = {"valg": Answer(value="nei"), "tall": Answer(value="3")}
    draft = make_response(CHECKLIST, "risor", {"valg": "ja", "tall": "4"}, number=None)
    assert [problem.message.values["id"] for problem in check_draft(draft, last, given)] == ["«tall»"]
    assert len(list(check_draft(draft, None, given))) == 2
