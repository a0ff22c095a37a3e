import pytest

from navcheck.core.round import Entry, Round, read_round
from navcheck.core.words import Standing, Status
from tests.builders import Written, make_round
from tests.core.one_topic import one_topic, read_all, read_one

CHECKLIST = one_topic("""
scales:
  praksis:
    alle: {label: {nb: I alle saker}, status: met}
    noen: {label: {nb: I noen saker}}
    ingen-saker: {label: {nb: Ingen slike saker}, status: no_cases}
  virkning:
    uendret: {label: {nb: Uendret}, status: met}
    utsatt: {label: {nb: Utsatt}}
questions:
  - {id: rutine, type: choice, scale: praksis}
  - {id: vedtak, type: choice, scale: praksis, evidence: {ask: true, what: {nb: Tre vedtak}}}
  - {id: arkiv, type: choice, scale: praksis, evidence: {ask: false, what: {nb: Arkivet}}}
  - {id: kanaler, type: choices, scale: praksis}
  - {id: deltakere, type: number}
  - {id: siden, type: date}
  - {id: corona, type: text, codes: virkning}
  - {id: fritt, type: text}
  - {id: hvorfor, type: text, when: {rutine: [noen]}}
""")


def status(question: str, answer: Written, coding: str = "") -> Status:
    return read_one(CHECKLIST, {question: answer}, coding).status(CHECKLIST.by_id[question])


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("alle", Status.MET),
        ("noen", Status.ANSWERED),
        ("ingen-saker", Status.NO_CASES),
        ({"instead": "vet-ikke"}, Status.UNKNOWN),
        ({"instead": "vet-ikke", "comment": "Vi teller i desember"}, Status.UNKNOWN),
        ({"instead": "ikke-aktuelt", "comment": "Ingen krise"}, Status.NOT_APPLICABLE),
        ({"instead": "ikke-aktuelt"}, Status.UNANSWERED),
    ],
)
def test_an_answer_has_one_status(answer: Written, expected: Status) -> None:
    assert status("rutine", answer) is expected


def test_the_kinds_of_silence_are_five_and_never_one() -> None:
    answers: dict[str, Written] = {
        "rutine": "ingen-saker",
        "vedtak": {"instead": "vet-ikke"},
        "arkiv": {"instead": "ikke-aktuelt", "comment": "Alt er digitalt"},
    }
    read = read_one(CHECKLIST, answers)
    silences = [read.status(CHECKLIST.by_id[name]) for name in ("rutine", "vedtak", "arkiv", "kanaler", "hvorfor")]
    assert silences == [
        Status.NO_CASES,
        Status.UNKNOWN,
        Status.NOT_APPLICABLE,
        Status.UNANSWERED,
        Status.NOT_ASKED,
    ]


def test_a_hidden_answer_was_not_asked_for_even_if_it_was_given() -> None:
    read = read_one(CHECKLIST, {"rutine": "alle", "hvorfor": "Fordi"})
    hidden = CHECKLIST.by_id["hvorfor"]
    assert read.status(hidden) is Status.NOT_ASKED
    assert read.given(hidden) is None
    assert read.values(hidden) == ()
    assert read.uncoded(hidden) is None


@pytest.mark.parametrize(
    ("proofs", "expected"),
    [
        ([], Status.CLAIMED),
        (["said"], Status.CLAIMED),
        (["written"], Status.MET),
        (["shown"], Status.MET),
        (["said", "written"], Status.MET),
    ],
)
def test_where_proof_is_asked_for_a_yes_without_it_is_a_claim(proofs: list[str], expected: Status) -> None:
    answer = {"value": "alle", "evidence": [{"proof": proof} for proof in proofs]}
    assert status("vedtak", answer) is expected


def test_where_proof_is_not_asked_for_a_yes_is_met() -> None:
    assert status("arkiv", "alle") is Status.MET
    assert status("rutine", "alle") is Status.MET


def test_proof_makes_no_other_answer_met() -> None:
    written = [{"proof": "written"}]
    assert status("vedtak", {"value": "noen", "evidence": written}) is Status.ANSWERED
    assert status("vedtak", {"value": "ingen-saker", "evidence": written}) is Status.NO_CASES


def test_several_choices_are_met_only_when_each_is_and_no_cases_counts_first() -> None:
    assert status("kanaler", ["alle"]) is Status.MET
    assert status("kanaler", ["alle", "noen"]) is Status.ANSWERED
    assert status("kanaler", ["alle", "ingen-saker"]) is Status.NO_CASES


@pytest.mark.parametrize(("question", "answer"), [("deltakere", "7"), ("siden", "2026-11-21"), ("fritt", "alle")])
def test_numbers_dates_and_words_are_answered_and_never_met(question: str, answer: str) -> None:
    assert status(question, answer) is Status.ANSWERED


def test_a_text_speaks_only_through_its_code() -> None:
    coding = "corona: [{words: Som før, code: uendret}]"
    assert status("corona", "Som før") is Status.ANSWERED
    assert status("corona", "Som før", coding) is Status.MET
    assert status("corona", "Noe annet", coding) is Status.ANSWERED


@pytest.mark.parametrize("words", ["Som før", "SOM  FØR.", " som før", "som\nfør"])
def test_words_are_coded_whatever_their_case_spaces_and_full_stop(words: str) -> None:
    read = read_one(CHECKLIST, {"corona": words}, "corona: [{words: Som før, code: uendret}]")
    assert read.values(CHECKLIST.by_id["corona"]) == ("uendret",)
    assert read.uncoded(CHECKLIST.by_id["corona"]) is None


@pytest.mark.parametrize("words", ["Som før!", "som", "som før og nå", "somfør"])
def test_other_words_are_not_coded(words: str) -> None:
    read = read_one(CHECKLIST, {"corona": words}, "corona: [{words: Som før, code: uendret}]")
    assert read.values(CHECKLIST.by_id["corona"]) == ()
    assert read.uncoded(CHECKLIST.by_id["corona"]) == words


@pytest.mark.parametrize("order", [[0, 1], [1, 0]])
def test_a_row_for_the_office_counts_before_one_for_all(order: list[int]) -> None:
    rows = ["{words: Som før, code: uendret}", "{words: Som før, code: utsatt, office: risor}"]
    coding = f"corona: [{', '.join(rows[n] for n in order)}]"
    _, (risor, lister) = read_all(
        CHECKLIST, {"Nav Risør": {"corona": "Som før"}, "Nav Lister": {"corona": "som før"}}, coding
    )
    corona = CHECKLIST.by_id["corona"]
    assert (risor.values(corona), lister.values(corona)) == (("utsatt",), ("uendret",))


def test_a_row_for_another_office_counts_for_nothing() -> None:
    read = read_one(CHECKLIST, {"corona": "Som før"}, "corona: [{words: Som før, code: uendret, office: lister}]")
    assert read.values(CHECKLIST.by_id["corona"]) == ()


def test_a_silence_has_no_code() -> None:
    read = read_one(CHECKLIST, {"corona": {"instead": "vet-ikke"}}, "corona: [{words: Som før, code: uendret}]")
    assert read.status(CHECKLIST.by_id["corona"]) is Status.UNKNOWN
    assert [told.known for told in read.row if told.known is not None] == []


def test_words_to_one_question_are_not_coded_by_rows_for_another() -> None:
    read = read_one(CHECKLIST, {"fritt": "Som før"}, "corona: [{words: Som før, code: uendret}]")
    assert read.uncoded(CHECKLIST.by_id["fritt"]) == "Som før"


def test_only_texts_can_be_uncoded() -> None:
    read = read_one(CHECKLIST, {"rutine": "noen", "deltakere": "7", "fritt": {"instead": "vet-ikke"}})
    assert [read.uncoded(question) for question in CHECKLIST.questions()] == [None] * 9


def test_a_round_is_read_in_the_order_of_its_offices_and_without_those_that_sent_nothing() -> None:
    one = make_round(
        CHECKLIST,
        {
            "Nav Åmli": {"rutine": "noen"},
            "Nav Bygland": Standing.MISSING,
            "Nav Lister": Standing.UNREADABLE,
            "Nav Arendal": {},
        },
    )
    assert [response.office.name for response in read_round(one)] == ["Nav Åmli", "Nav Arendal"]


def test_drafts_left_out_are_those_that_do_not_count() -> None:
    one = make_round(
        CHECKLIST, {"Nav A": {}, "Nav B": Standing.MISSING, "Nav C": Standing.MISSING}, drafts=("Nav A", "Nav B")
    )
    assert one.drafts_left_out == 2
    counted = tuple(
        Entry(entry.office, Standing.DRAFT if entry.has_draft else entry.standing, entry.response, entry.has_draft)
        for entry in one.entries
    )
    assert Round(one.survey, one.checklist, None, counted).drafts_left_out == 0
