from dataclasses import replace

import pytest

from navcheck.core.gaps import Gap, find_gaps, find_last_gaps, repeated_gaps
from navcheck.core.words import Severity, Status
from tests.builders import Answers, Written, make_office, make_round
from tests.core.one_topic import one_topic, read_all

CHECKLIST = one_topic("""
sources: {sotjl-4: {title: § 4}, sotjl-29: {title: § 29}, sotjl-31: {title: § 31}}
scales:
  praksis:
    alle: {label: {nb: I alle saker}, status: met}
    fleste: {label: {nb: I de fleste saker}}
    noen: {label: {nb: I noen saker}}
  virkning:
    uendret: {label: {nb: Uendret}}
    utsatt: {label: {nb: Utsatt}}
questions:
  - id: vilkar
    type: choice
    scale: praksis
    legal_basis: [sotjl-29]
    ground: law
    supervised: direct
    gaps: {fleste: risk, noen: breach}
  - id: vedtak
    type: choice
    scale: praksis
    evidence: {ask: true, what: {nb: Tre vedtak}}
    gaps: {noen: improvement, vet-ikke: {severity: improvement, legal_basis: [sotjl-4]}}
  - id: kanaler
    type: choices
    choices: {plakat: {label: {nb: Plakat}}, samtale: {label: {nb: Samtale}}, ingen: {label: {nb: Ingen}}}
    gaps: {plakat: improvement, ingen: risk}
  - id: ubesvart
    type: number
    gaps: [{above: 10, severity: risk, legal_basis: [sotjl-31]}, {above: 0, severity: improvement}]
  - {id: deltakere, type: number}
  - {id: kvinner, type: number, gaps: [{above_sum_of: [deltakere], severity: risk}]}
  - id: corona
    type: text
    codes: virkning
    legal_basis: [sotjl-29]
    gaps: {utsatt: {severity: risk, legal_basis: [sotjl-31]}}
  - {id: uten, type: choice, scale: praksis}
  - {id: skjult, type: choice, scale: praksis, when: {uten: [noen]}, gaps: {noen: risk, vet-ikke: risk}}
""")


def gaps(answers: Answers, coding: str = "") -> list[Gap]:
    checklist, read = read_all(CHECKLIST, {"Nav Risør": answers}, coding)
    return list(find_gaps(checklist, read))


def found(question: str, answer: Written, coding: str = "") -> str | None:
    severities = [gap.severity.value for gap in gaps({question: answer}, coding)]
    assert len(severities) <= 1
    return severities[0] if severities else None


@pytest.mark.parametrize(("answer", "severity"), [("alle", None), ("fleste", "risk"), ("noen", "breach")])
def test_an_answer_falls_short_as_its_rule_says(answer: str, severity: str | None) -> None:
    assert found("vilkar", answer) == severity


def test_a_gap_holds_the_office_the_question_the_words_and_the_law() -> None:
    (gap,) = gaps({"vilkar": "noen"})
    assert (gap.office.id, gap.question.id, gap.status, gap.words, gap.value) == (
        "risor",
        "vilkar",
        Status.ANSWERED,
        "noen",
        "noen",
    )
    assert gap.legal_basis == ("sotjl-29",)


def test_the_law_of_the_rule_counts_before_the_law_of_the_question() -> None:
    (gap,) = gaps({"corona": "Utsatte alt"}, "corona: [{words: Utsatte alt, code: utsatt}]")
    assert gap.legal_basis == ("sotjl-31",)
    assert (gap.words, gap.value) == ("Utsatte alt", "utsatt")


def test_not_knowing_is_a_risk_where_an_answer_could_be_a_gap() -> None:
    not_known = {"instead": "vet-ikke"}
    assert found("vilkar", not_known) == "risk"
    assert found("kanaler", not_known) == "risk"
    assert found("ubesvart", not_known) == "risk"
    assert found("corona", not_known) == "risk"


def test_the_checklist_may_say_what_not_knowing_means() -> None:
    (gap,) = gaps({"vedtak": {"instead": "vet-ikke"}})
    assert (gap.severity, gap.legal_basis) == (Severity.IMPROVEMENT, ("sotjl-4",))
    assert (gap.status, gap.words, gap.value) == (Status.UNKNOWN, None, None)


def test_not_knowing_is_nothing_where_no_answer_is_a_gap() -> None:
    assert found("uten", {"instead": "vet-ikke"}) is None
    assert found("deltakere", {"instead": "vet-ikke"}) is None


def test_of_several_choices_the_worst_counts() -> None:
    assert found("kanaler", ["samtale"]) is None
    assert found("kanaler", ["samtale", "plakat"]) == "improvement"
    assert found("kanaler", ["plakat", "ingen"]) == "risk"
    assert found("kanaler", ["ingen", "plakat"]) == "risk"


@pytest.mark.parametrize(
    ("number", "severity"), [("0", None), ("1", "improvement"), ("10", "improvement"), ("10.5", "risk"), ("11", "risk")]
)
def test_of_the_rules_for_a_number_the_first_that_fits_counts(number: str, severity: str | None) -> None:
    assert found("ubesvart", number) == severity


def test_the_first_rule_that_fits_counts_though_a_later_one_is_worse() -> None:
    checklist = one_topic("""
    questions:
      - {id: a, type: number, gaps: [{above: 0, severity: improvement}, {above: 10, severity: risk}]}
    """)
    _, read = read_all(checklist, {"Nav Risør": {"a": "11"}})
    assert [gap.severity for gap in find_gaps(checklist, read)] == [Severity.IMPROVEMENT]


def test_a_number_is_held_against_the_sum_of_others() -> None:
    assert [gap.question.id for gap in gaps({"deltakere": "4", "kvinner": "5"})] == ["kvinner"]
    assert gaps({"deltakere": "5", "kvinner": "5"}) == []
    assert gaps({"kvinner": "5"}) == []


@pytest.mark.parametrize("question", ["vilkar", "vedtak", "kanaler", "ubesvart", "corona"])
def test_silence_other_than_not_knowing_is_no_gap(question: str) -> None:
    assert gaps({}) == []
    assert found(question, {"instead": "ikke-aktuelt"}) is None
    assert found(question, {"instead": "ikke-aktuelt", "comment": "Ingen slike"}) is None


def test_a_text_without_a_code_is_never_a_gap() -> None:
    assert found("corona", "utsatt") is None


def test_a_claim_may_be_a_gap_and_keeps_its_status() -> None:
    (gap,) = gaps({"vedtak": {"value": "noen", "evidence": [{"proof": "written"}]}})
    assert (gap.severity, gap.status) == (Severity.IMPROVEMENT, Status.ANSWERED)


def test_a_hidden_question_has_no_gap() -> None:
    assert gaps({"uten": "alle", "skjult": "noen"}) == []
    assert gaps({"uten": "alle", "skjult": {"instead": "vet-ikke"}}) == []
    assert [gap.question.id for gap in gaps({"uten": "noen", "skjult": "noen"})] == ["skjult"]


CHECKED = """
sources: {{sotjl-29: {{title: § 29}}, sotjl-31: {{title: § 31}}}}
questions:
  - {{id: deltakere, type: number}}
  - {{id: saker, type: number, legal_basis: [sotjl-29], gaps: [{{above: 5, severity: improvement}}]}}
checks:
  - {{id: a, about: saker, when: {{deltakere: {{equals: 0}}, saker: {{above: 0}}}}, text: {{nb: A}}, {rest}}}
"""


def checked(rest: str, answers: Answers) -> list[Gap]:
    checklist = one_topic(CHECKED.format(rest=rest))
    return list(find_gaps(checklist, read_all(checklist, {"Nav Risør": answers})[1]))


def test_a_check_with_a_severity_is_a_gap_on_what_it_is_about() -> None:
    (gap,) = checked("severity: risk", {"deltakere": "0", "saker": "1"})
    assert (gap.question.id, gap.severity, gap.status, gap.words) == ("saker", Severity.RISK, Status.ANSWERED, "1")
    assert gap.check is not None
    assert gap.check.id == "a"


def test_a_check_cites_its_own_law_or_else_the_question_s() -> None:
    (own,) = checked("severity: risk, legal_basis: [sotjl-31]", {"deltakere": "0", "saker": "1"})
    (inherited,) = checked("severity: risk", {"deltakere": "0", "saker": "1"})
    assert (own.legal_basis, inherited.legal_basis) == (("sotjl-31",), ("sotjl-29",))


def test_a_check_that_does_not_hold_or_has_no_severity_is_no_gap() -> None:
    assert checked("severity: risk", {"deltakere": "1", "saker": "1"}) == []
    assert checked("severity: risk", {"saker": "1"}) == []
    assert checked("legal_basis: [sotjl-29]", {"deltakere": "0", "saker": "1"}) == []


def test_silence_on_a_question_that_was_not_asked_is_not_checked() -> None:
    checklist = one_topic("""
    questions:
      - {id: rutine, type: choice, choices: {ja: {label: {nb: Ja}}, nei: {label: {nb: Nei}}}}
      - {id: eier, type: text, when: {rutine: [ja]}}
    checks:
      - {id: a, about: eier, when: {eier: {answered: false}}, text: {nb: Ingen eier}, severity: risk}
    """)
    _, read = read_all(checklist, {"Nav Åmli": {"rutine": "ja"}, "Nav Lister": {"rutine": "nei"}})
    assert [gap.office.id for gap in find_gaps(checklist, read)] == ["amli"]


@pytest.mark.parametrize(("rest", "by_check"), [("severity: risk", True), ("severity: improvement", False)])
def test_an_office_has_one_gap_a_question_and_it_is_the_worst(rest: str, *, by_check: bool) -> None:
    (gap,) = checked(rest, {"deltakere": "0", "saker": "6"})
    assert (gap.check is not None) is by_check


def test_a_gap_in_a_number_holds_its_status_and_its_words() -> None:
    (gap,) = gaps({"ubesvart": "11"})
    assert (gap.status, gap.words, gap.value) == (Status.ANSWERED, "11", None)


def test_a_gap_in_one_of_several_choices_holds_all_of_them_in_words() -> None:
    (gap,) = gaps({"kanaler": ["samtale", "plakat"]})
    assert (gap.words, gap.value) == ("samtale, plakat", "plakat")


def test_a_gap_cites_the_law_of_every_rule_that_is_as_grave_and_of_none_that_is_milder() -> None:
    checklist = one_topic("""
    sources: {a-1: {title: A}, b-2: {title: B}, c-3: {title: C}}
    questions: [{id: saker, type: number, gaps: [{above: 0, severity: risk, legal_basis: [a-1]}]}]
    checks:
      - {id: b, about: saker, when: {saker: {above: 0}}, text: {nb: B}, severity: risk, legal_basis: [b-2]}
      - {id: c, about: saker, when: {saker: {above: 0}}, text: {nb: C}, severity: improvement, legal_basis: [c-3]}
    """)
    (gap,) = find_gaps(checklist, read_all(checklist, {"Nav Risør": {"saker": "1"}})[1])
    assert gap.legal_basis == ("a-1", "b-2")
    assert [rule.legal_basis for rule in gap.others] == [("b-2",)]


def test_gaps_come_worst_first_then_by_checklist_then_by_office() -> None:
    first: Answers = {"ubesvart": "11", "vedtak": "noen", "vilkar": "fleste"}
    second: Answers = {"ubesvart": "1", "vedtak": "noen", "vilkar": "noen"}
    third: Answers = {"vilkar": "noen", "ubesvart": "12"}
    checklist, read = read_all(CHECKLIST, {"Nav Åmli": first, "Nav Bygland": second, "Nav Arendal": third})
    assert [(gap.severity.value, gap.question.id, gap.office.id) for gap in find_gaps(checklist, read)] == [
        ("breach", "vilkar", "bygland"),
        ("breach", "vilkar", "arendal"),
        ("risk", "vilkar", "amli"),
        ("risk", "ubesvart", "amli"),
        ("risk", "ubesvart", "arendal"),
        ("improvement", "vedtak", "amli"),
        ("improvement", "vedtak", "bygland"),
        ("improvement", "ubesvart", "bygland"),
    ]


GRADED = one_topic("""
scales:
  praksis:
    alle: {label: {nb: Alle}, status: met}
    fleste: {label: {nb: De fleste}}
    noen: {label: {nb: Noen}}
    ingen: {label: {nb: Ingen}}
sources: {loven-1: {title: § 1}}
questions:
  - id: vilkar
    type: choice
    scale: praksis
    ground: law
    supervised: direct
    legal_basis: [loven-1]
    gaps: {fleste: improvement, noen: risk, ingen: breach}
""")


def again(then: str, now: str) -> tuple[str, str | None, bool]:
    """Answer one question in two rounds: how grave it is now, what it is raised from, and whether it repeats."""
    last, this = ({"Nav Risør": {"vilkar": one}} for one in (then, now))
    before = find_gaps(GRADED, read_all(GRADED, last)[1])
    (gap,) = find_gaps(GRADED, read_all(GRADED, this)[1], before)
    return gap.severity.value, gap.raised_from.value if gap.raised_from else None, gap in repeated_gaps([gap], before)


@pytest.mark.parametrize(
    ("then", "now", "found"),
    [
        ("alle", "fleste", ("improvement", None, False)),
        ("fleste", "fleste", ("risk", "improvement", True)),
        ("noen", "fleste", ("improvement", None, False)),  # milder now: it has improved
        ("ingen", "fleste", ("improvement", None, False)),
        ("noen", "noen", ("risk", None, True)),
        ("fleste", "noen", ("risk", None, True)),
        ("ingen", "noen", ("risk", None, False)),
        ("ingen", "ingen", ("breach", None, True)),
    ],
)
def test_a_point_is_the_same_as_last_time_unless_it_is_milder_now(
    then: str, now: str, found: tuple[str, str | None, bool]
) -> None:
    assert again(then, now) == found


def test_offices_that_merged_are_held_against_the_gravest_point_of_theirs() -> None:
    before = find_gaps(GRADED, read_all(GRADED, {"Nav A": {"vilkar": "fleste"}, "Nav B": {"vilkar": "noen"}})[1])
    (now,) = find_gaps(GRADED, read_all(GRADED, {"Nav AB": {"vilkar": "fleste"}})[1])
    merged = replace(now, office=make_office("Nav AB", was=["a", "b"]))
    assert not list(repeated_gaps([merged], before))
    assert list(repeated_gaps([merged], before[1:]))


@pytest.mark.parametrize(
    ("questions", "name", "found"),
    [
        ("{id: nyest, was: [nyere, vilkar], SAME}", "nyest", ["nyest"]),  # called otherwise twice
        ("{id: vilkar, SAME}, {id: del, was: [vilkar], SAME}", "del", []),  # the old one lives on under its own name
        ("{id: vilkar, type: choices, scale: praksis, gaps: {noen: risk}}", "vilkar", []),  # takes other answers
        ("{id: annet, SAME}", "annet", []),
    ],
)
def test_a_point_is_the_same_as_last_time_only_where_its_question_can_be_compared(
    questions: str, name: str, found: list[str]
) -> None:
    scales = "scales: {praksis: {alle: {label: {nb: Alle}}, noen: {label: {nb: Noen}}}}\nquestions: "
    same = "type: choice, scale: praksis, gaps: {noen: risk}"
    then, now = (one_topic(f"{scales}[{asked.replace('SAME', same)}]") for asked in ("{id: vilkar, SAME}", questions))
    before = make_round(then, {"Nav Risør": {"vilkar": "noen"}})
    answer: Written = ["noen"] if "choices" in questions else "noen"
    one = replace(make_round(now, {"Nav Risør": {name: answer}}), before=before)
    gaps = find_gaps(now, read_all(now, {"Nav Risør": {name: answer}})[1])
    assert [gap.question.id for gap in gaps] == [name]
    assert [gap.question.id for gap in repeated_gaps(gaps, find_last_gaps(one))] == found
