"""Municipalities without a known response are named wherever a list is read as if it were whole."""

from navcheck.core.messages import ENGLISH
from navcheck.core.words import Standing
from navcheck.render.covered import tell_coverage
from tests.builders import Answers, make_round
from tests.core.one_topic import one_topic

CHECKLIST = one_topic("questions: [{id: fritt, type: text}]")
RESPONDED: Answers = {"fritt": "Hver måned"}


def told(given: dict[str, Answers | Standing], *served: list[dict[str, str]], listed: str = "") -> list[str]:
    offices = [
        {"id": f"kontor-{n}", "name": name, "municipalities": places}
        for n, (name, places) in enumerate(zip(given, served, strict=True))
    ]
    survey = {"offices": offices, "municipalities": [{"no": name[:2], "name": name} for name in listed.split()]}
    sentences = list(tell_coverage(make_round(CHECKLIST, given, survey=survey), ENGLISH))
    assert all(one.items == () for one in sentences)
    return [one.text for one in sentences]


def test_what_is_known_whole_is_said_with_its_number() -> None:
    assert told({"Nav Bø": RESPONDED}, [{"no": "1", "name": "Bø"}]) == [
        "Every municipality has a known response: 1 of 1"
    ]


def test_nothing_is_said_of_every_municipality_while_those_of_an_office_are_not_known() -> None:
    given: dict[str, Answers | Standing] = {"Nav Bø": RESPONDED, "Nav Ås": Standing.MISSING}
    assert told(given, [{"no": "1", "name": "Bø"}], []) == [
        "The municipalities that are known have a response: 1 of 1",
        "The municipalities are not known for: Nav Ås",
    ]


def test_a_municipality_where_one_of_two_offices_has_responded_is_named() -> None:
    given: dict[str, Answers | Standing] = {"Nav Bø": RESPONDED, "Nav Ås": Standing.DRAFT}
    assert told(given, [{"no": "1", "name": "Bø"}], [{"no": "1", "name": "Bø"}]) == [
        "Every municipality has a known response: 1 of 1",
        "Known for some of the offices only: Bø",
    ]


def test_a_municipality_without_a_name_is_told_by_its_number_and_the_order_is_norwegian() -> None:
    places = [{"no": "10"}, {"no": "9"}, {"no": "3", "name": "Ås"}, {"no": "2", "name": "Ørland"}]
    assert told({"Nav Bø": Standing.MISSING}, places) == [
        "Municipalities without a known response: 4 of 4: 9, 10, Ørland, Ås"
    ]


def test_offices_whose_municipalities_nobody_knows_are_named_in_the_survey_s_order() -> None:
    given: dict[str, Answers | Standing] = {"Nav Ås": RESPONDED, "Nav Bø": RESPONDED}
    assert told(given, [], [], listed="Ås Bø") == [
        "Municipalities without a known response: 2 of 2: Bø, Ås",
        "The municipalities are not known for: Nav Ås, Nav Bø",
    ]


def test_where_no_municipality_is_known_nothing_is_said() -> None:
    assert told({"Nav Bø": Standing.MISSING}, []) == []


def test_what_is_foreign_is_no_place_in_a_sentence() -> None:
    told_of = told({"Nav {x}": Standing.MISSING}, [{"no": "1", "name": "{total}"}])
    assert told_of == ["Municipalities without a known response: 1 of 1: {total}"]
