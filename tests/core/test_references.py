import pytest

from navcheck.core.model import Office
from navcheck.core.model.survey import Municipality
from navcheck.core.references import check_checklist, check_municipalities, check_offices
from tests.builders import make_checklist
from tests.core.one_topic import one_topic, place, told

WHOLE = """
    sources:
      sotjl-29: {title: sosialtjenesteloven § 29}
      sotjl-31: {title: sosialtjenesteloven § 31}
    facts:
      - {id: stonad, title: {nb: Mottakere}}
    scales:
      praksis:
        alle: {label: {nb: I alle saker}, status: met}
        noen: {label: {nb: I noen saker}}
        ingen: {label: {nb: Ingen slike saker}, status: no_cases}
      virkning:
        uendret: {label: {nb: Uendret}}
        utsatt: {label: {nb: Utsatt}}
    topics:
      - id: tilby
        title: {nb: Tilby}
        heading: {nb: Tilbud}
        shows: vilkar
        questions:
          - id: vilkar
            type: choice
            scale: praksis
            text: {nb: Prøves vilkårene?}
            legal_basis: [sotjl-29 andre ledd]
            ground: law
            supervised: direct
            gaps:
              noen: breach
              vet-ikke: {severity: risk, legal_basis: [sotjl-31]}
          - {id: kanaler, type: choices, text: {nb: Hvordan?}, choices: {brosjyre: {label: {nb: Brosjyre}}}}
          - {id: deltakere, type: number, text: {nb: Hvor mange?}}
          - id: kvinner
            type: number
            text: {nb: Hvor mange kvinner?}
            when: {deltakere: {above: 0}, fact.stonad: {above: 0}}
            gaps: [{above_sum_of: [deltakere], severity: improvement}]
          - {id: corona, type: text, codes: virkning, text: {nb: Corona?}, gaps: {utsatt: risk}}
          - {id: siden, type: date, text: {nb: Siden når?}, when: {vilkar: [alle, noen]}}
    checks:
      - id: ingen-deltakere
        about: corona
        when: {deltakere: {equals: 0}, corona: [uendret]}
        text: {nb: Ingen deltakere og ingen endring}
        severity: risk
        legal_basis: [sotjl-29]
"""


def problems(text: str) -> list[str]:
    return told(check_checklist(one_topic(text), place))


def test_a_checklist_whose_references_hold_has_no_problems() -> None:
    assert told(check_checklist(make_checklist(WHOLE), place)) == []


def test_an_id_is_given_once_among_topics_and_once_among_questions() -> None:
    text = """
    topics:
      - {id: a, title: {nb: A}, heading: {nb: A}, questions: [{id: a, type: text, text: {nb: A?}}]}
      - {id: a, title: {nb: B}, heading: {nb: B}, questions: [{id: a, type: text, text: {nb: B?}}]}
    """
    assert told(check_checklist(make_checklist(text), place)) == [
        "same-id topics/1/id",
        "same-id topics/1/questions/0/id",
    ]


def test_a_topic_shows_a_question_of_its_own() -> None:
    text = """
    topics:
      - {id: a, title: {nb: A}, heading: {nb: A}, shows: c, questions: [{id: b, type: text, text: {nb: B?}}]}
      - {id: d, title: {nb: D}, heading: {nb: D}, shows: b, questions: [{id: c, type: text, text: {nb: C?}}]}
    """
    assert told(check_checklist(make_checklist(text), place)) == [
        "unknown-question topics/0/shows",
        "unknown-question topics/1/shows",
    ]


def test_a_topic_has_questions() -> None:
    text = "topics: [{id: a, title: {nb: A}, heading: {nb: A}, questions: []}]"
    assert told(check_checklist(make_checklist(text), place)) == ["empty-topic topics/0"]


def test_a_scale_and_its_codes_are_there_and_a_near_miss_is_suggested() -> None:
    found = check_checklist(
        one_topic("""
    scales: {praksis: {alle: {label: {nb: Alle}}}}
    questions:
      - {id: a, type: choice, scale: praksiss}
      - {id: b, type: text, codes: virkning}
    """),
        place,
    )
    assert told(found) == ["unknown-scale topics/0/questions/0/scale", "unknown-scale topics/0/questions/1/codes"]
    assert [str(one.hint) for one in found] == ["did you mean «praksis»?", "choose between praksis"]


@pytest.mark.parametrize(
    "question",
    ["type: choice", "type: choices", "type: number, scale: s", "type: text, choices: {a: {label: {nb: A}}}"],
)
def test_what_is_chosen_has_choices_and_nothing_else_has(question: str) -> None:
    text = f"""
    scales: {{s: {{a: {{label: {{nb: A}}}}}}}}
    questions: [{{id: a, {question}}}]
    """
    assert problems(text) == ["choices topics/0/questions/0/type"]


def test_only_a_text_is_read_as_codes() -> None:
    text = """
    scales: {s: {a: {label: {nb: A}}}}
    questions: [{id: a, type: choice, scale: s, codes: s}]
    """
    assert problems(text) == ["codes topics/0/questions/0/codes"]


@pytest.mark.parametrize(
    "question",
    ["type: number, gaps: {nei: risk}", "type: choice, scale: s, gaps: [{above: 0, severity: risk}]"],
)
def test_gaps_of_a_number_are_a_list_and_all_other_gaps_go_by_value(question: str) -> None:
    text = f"""
    scales: {{s: {{nei: {{label: {{nb: Nei}}}}}}}}
    questions: [{{id: a, {question}}}]
    """
    assert problems(text) == ["gap-form topics/0/questions/0/gaps"]


def test_a_gap_stands_on_an_answer_that_can_be_given() -> None:
    text = """
    scales: {janei: {ja: {label: {nb: Ja}}, nei: {label: {nb: Nei}}}, virkning: {utsatt: {label: {nb: Utsatt}}}}
    questions:
      - {id: a, type: choice, scale: janei, gaps: {neei: risk, nei: risk, vet-ikke: risk}}
      - {id: b, type: text, codes: virkning, gaps: {utsatt: risk, nei: risk}}
    """
    assert problems(text) == [
        "unknown-value topics/0/questions/0/gaps/neei*",
        "unknown-value topics/0/questions/1/gaps/nei*",
    ]


def test_not_applicable_is_never_a_gap() -> None:
    text = "questions: [{id: a, type: choice, choices: {a: {label: {nb: A}}}, gaps: {ikke-aktuelt: risk}}]"
    assert problems(text) == ["unknown-value topics/0/questions/0/gaps/ikke-aktuelt*"]


@pytest.mark.parametrize("rest", ["ground: practice", "ground: internal_control, supervised: direct", "ground: law"])
def test_a_breach_needs_law_and_a_duty_that_is_supervised(rest: str) -> None:
    text = f"""
    questions:
      - {{id: a, type: number, {rest}, gaps: [{{above: 0, severity: breach}}]}}
      - {{id: b, type: choice, {rest}, choices: {{nei: {{label: {{nb: Nei}}}}}}, gaps: {{nei: breach}}}}
    """
    assert set(problems(text)) == {"severity topics/0/questions/0/gaps/0", "severity topics/0/questions/1/gaps/nei"}


@pytest.mark.parametrize("supervised", ["direct", "internal_control"])
def test_a_breach_of_a_law_that_is_supervised_may_be_listed(supervised: str) -> None:
    rule = f"ground: law, supervised: {supervised}, gaps: [{{above: 0, severity: breach}}]"
    assert problems(f"questions: [{{id: a, type: number, {rule}}}]") == []


@pytest.mark.parametrize("severity", ["risk", "improvement"])
def test_what_is_less_than_a_breach_needs_no_law(severity: str) -> None:
    assert problems(f"questions: [{{id: a, type: number, gaps: [{{above: 0, severity: {severity}}}]}}]") == []


def test_a_check_needs_law_for_a_breach_too() -> None:
    text = """
    questions:
      - {id: a, type: number, supervised: direct}
      - {id: b, type: number, ground: law, supervised: direct}
    checks:
      - {id: c, about: a, when: {a: {equals: 0}}, text: {nb: C}, severity: breach}
      - {id: d, about: b, when: {a: {equals: 0}}, text: {nb: D}, severity: breach}
    """
    assert problems(text) == ["severity checks/0/severity"]


def test_a_law_that_is_cited_is_among_the_sources() -> None:
    text = """
    sources: {sotjl-29: {title: § 29}}
    questions:
      - id: a
        type: choice
        choices: {nei: {label: {nb: Nei}}}
        legal_basis: [sotjl-29 andre ledd, sotjl-30]
        gaps: {nei: {severity: risk, legal_basis: [sotjl-31 første ledd]}}
      - {id: b, type: number, gaps: [{above: 0, severity: risk, legal_basis: [sotjl-29]}, {above: 1, severity: risk, legal_basis: [sotjl-32]}]}
    checks:
      - {id: c, about: a, when: {a: [nei]}, text: {nb: C}, legal_basis: [fvl-11]}
    """  # noqa: E501 -- one rule a line
    assert problems(text) == [
        "unknown-source topics/0/questions/0/gaps/nei/legal_basis/0",
        "unknown-source topics/0/questions/0/legal_basis/1",
        "unknown-source topics/0/questions/1/gaps/1/legal_basis/0",
        "unknown-source checks/0/legal_basis/0",
    ]


def test_a_condition_names_a_question_and_an_answer_that_there_are() -> None:
    text = """
    questions:
      - {id: a, type: choice, choices: {ja: {label: {nb: Ja}}}}
      - {id: b, type: text, when: {aa: [ja], a: [ja, jaa], fact.x: {above: 0}}}
    checks:
      - {id: c, about: bb, when: {a: [nei], d: {answered: true}}, text: {nb: C}}
    """
    assert problems(text) == [
        "unknown-question topics/0/questions/1/when/aa*",
        "unknown-value topics/0/questions/1/when/a",
        "unknown-question topics/0/questions/1/when/fact.x*",
        "unknown-question checks/0/about",
        "unknown-value checks/0/when/a",
        "unknown-question checks/0/when/d*",
    ]


def test_a_question_waits_for_no_answer_that_comes_later_nor_for_a_code() -> None:
    text = """
    scales: {virkning: {utsatt: {label: {nb: Utsatt}}}}
    questions:
      - {id: a, type: text, codes: virkning}
      - {id: b, type: text, when: {b: {answered: false}}}
      - {id: c, type: number, when: {a: [utsatt], d: {above: 0}}}
      - {id: d, type: number, when: {a: {answered: true}, c: {above: 0}}}
    checks:
      - {id: e, about: a, when: {a: [utsatt], d: {above: 0}}, text: {nb: E}}
    """
    assert problems(text) == [
        "never-met topics/0/questions/1/when/b*",
        "never-met topics/0/questions/2/when/a*",
        "never-met topics/0/questions/2/when/d*",
    ]


def test_a_sum_is_of_questions_that_there_are() -> None:
    text = """
    questions:
      - {id: a, type: number}
      - {id: b, type: number, gaps: [{above_sum_of: [a, aa], severity: risk}]}
    checks:
      - {id: c, about: b, when: {b: {above_sum_of: [a, ab]}}, text: {nb: C}}
    """
    assert problems(text) == [
        "unknown-question topics/0/questions/1/gaps/0/above_sum_of",
        "unknown-question checks/0/when/b/above_sum_of",
    ]


def test_all_problems_come_at_once() -> None:
    assert len(problems("questions: [{id: a, type: choice, scale: b, legal_basis: [c], when: {d: [e]}}]")) == 3


def offices(text: str) -> tuple[Office, ...]:
    """Read offices, one a line: id, name and aliases."""
    lines = [[part.strip() for part in line.split("|")] for line in text.splitlines()]
    return tuple(Office.model_validate({"id": one, "name": name, "aliases": more}) for one, name, *more in lines)


def test_offices_of_their_own_names_are_no_problem() -> None:
    assert check_offices(offices("risor | NAV Risør | Nav Risør\nlister | NAV Lister"), place) == ()


@pytest.mark.parametrize(
    "second",
    ["risor | Nav Lister", "risor-2 | Risør kommune", "risor-2 | Nav Lister | NAV RISØR", "risor-2 | Nav Risor"],
    ids=["id", "name", "alias", "name that is the other's id"],
)
def test_offices_that_could_be_taken_for_each_other_are_both_told_of(second: str) -> None:
    found = check_offices(offices(f"risor | NAV Risør | Nav Risør\n{second}"), place)
    assert told(found) == ["same-office offices/0/id", "same-office offices/1/id"]


def test_two_offices_have_no_unit_number_in_common() -> None:
    both = (Office(id="a", name="Nav A", unit="0901"), Office(id="b", name="Nav B", unit="0901"))
    assert told(check_offices(both, place)) == ["same-office offices/0/id", "same-office offices/1/id"]


def municipalities(every: str, *served: str) -> list[str]:
    """Check offices' municipalities against the county's; each is written as number and name."""

    def places(text: str) -> tuple[Municipality, ...]:
        pairs = [one.partition(" ") for one in text.split(", ") if one]
        return tuple(Municipality(no=no, name=name or None) for no, _, name in pairs)

    offices = tuple(
        Office(id=f"kontor-{n}", name=f"Nav {n}", municipalities=places(one)) for n, one in enumerate(served)
    )
    found = check_municipalities(places(every), offices, place)
    return [f"{problem.code} {problem.at} {problem.hint or ''}".strip() for problem in found]


def test_offices_may_share_a_municipality_and_a_county_may_have_one_that_no_office_serves() -> None:
    assert municipalities("4201 Risør, 4206 Farsund, 4204 Kristiansand", "4201 Risør", "4204", "4204") == []


def test_without_a_list_any_municipality_will_do() -> None:
    assert municipalities("", "9999 Lillevik") == []


def test_a_number_that_stands_twice_is_a_problem_at_its_second_place() -> None:
    assert municipalities("4201 Risør, 4202 Grimstad, 4201 Lillesand") == [
        "same-municipality municipalities/2/no give each municipality a number of its own"
    ]


def test_an_office_s_municipality_that_is_not_on_the_list_is_a_problem_with_the_nearest() -> None:
    assert municipalities("4201 Risør, 4202 Grimstad", "4201", "0904 Grimstad, 42010, 9999 Lillevik") == [
        "unknown-municipality offices/1/municipalities/0/no did you mean «4202»?",
        "unknown-municipality offices/1/municipalities/1/no did you mean «4201»?",
        "unknown-municipality offices/1/municipalities/2/no",
    ]
