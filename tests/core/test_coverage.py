"""Which municipalities no response is known to cover: an office that is silent leaves its municipalities silent."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from navcheck.core.coverage import Coverage, count_uncovered, coverage_of
from navcheck.core.round import Round
from navcheck.core.words import Standing
from tests.builders import Answers, make_round
from tests.core.one_topic import one_topic

CHECKLIST = one_topic("questions: [{id: fritt, type: text}]")
RESPONDED: Answers = {"fritt": "Hver måned"}
NAMES = ("Nav Nord", "Nav Sør", "Nav Øst")


def one_round(
    given: Mapping[str, Answers | Standing], served: Mapping[str, str] | None = None, listed: str = ""
) -> Round:
    """Make a round: what each office gave, the numbers of its municipalities, and those that the survey lists."""
    offices = [
        {"id": name[4:].lower().translate(PLAIN), "name": name, "municipalities": places((served or {}).get(name, ""))}
        for name in given
    ]
    return make_round(CHECKLIST, given, survey={"offices": offices, "municipalities": places(listed)})


PLAIN = str.maketrans("øå", "oa")


def places(numbers: str) -> list[dict[str, str]]:
    return [{"no": no} for no in numbers.split()]


def numbers(one: Round) -> tuple[int, list[str], list[str], list[str]]:
    coverage = coverage_of(one)
    assert isinstance(coverage, Coverage)
    without, partly = ([place.no for place in found] for found in (coverage.without, coverage.partly))
    return coverage.total, without, partly, [office.name for office in coverage.unknown]


def test_a_municipality_is_covered_when_its_office_has_responded() -> None:
    one = one_round({"Nav Nord": RESPONDED, "Nav Sør": Standing.MISSING}, {"Nav Nord": "1 2", "Nav Sør": "3"})
    assert numbers(one) == (3, ["3"], [], [])


def test_a_draft_and_what_cannot_be_read_cover_nothing() -> None:
    given = {"Nav Nord": Standing.DRAFT, "Nav Sør": Standing.UNREADABLE}
    assert numbers(one_round(given, {"Nav Nord": "1", "Nav Sør": "2"}))[1] == ["1", "2"]


def test_a_municipality_with_several_offices_is_known_in_part_until_all_have_responded() -> None:
    served = {"Nav Nord": "1 2", "Nav Sør": "2 3"}
    assert numbers(one_round({"Nav Nord": RESPONDED, "Nav Sør": Standing.MISSING}, served)) == (3, ["3"], ["2"], [])
    assert numbers(one_round(dict.fromkeys(("Nav Nord", "Nav Sør"), RESPONDED), served)) == (3, [], [], [])


def test_those_of_the_county_that_no_office_is_known_to_serve_are_without_in_its_order() -> None:
    one = one_round({"Nav Nord": RESPONDED, "Nav Sør": RESPONDED}, {"Nav Nord": "2"}, "4 3 2 1")
    assert numbers(one) == (4, ["4", "3", "1"], [], ["Nav Sør"])


def test_where_no_municipality_is_known_nothing_is_said_and_silence_still_counts() -> None:
    one = one_round({"Nav Nord": RESPONDED, "Nav Sør": Standing.MISSING, "Nav Øst": Standing.DRAFT})
    assert coverage_of(one) is None
    assert count_uncovered(one) == 2


def test_what_is_uncovered_is_counted_by_municipality_and_by_silent_office_without_one() -> None:
    given: dict[str, Answers | Standing] = {
        "Nav Nord": Standing.MISSING,
        "Nav Sør": Standing.MISSING,
        "Nav Øst": RESPONDED,
    }
    assert count_uncovered(one_round(given, {"Nav Nord": "1 2"})) == 3
    assert count_uncovered(one_round(dict.fromkeys(given, RESPONDED), {"Nav Nord": "1 2"})) == 0


@given(
    responded=st.lists(st.booleans(), min_size=3, max_size=3),
    served=st.lists(st.sets(st.sampled_from("12345")), min_size=3, max_size=3),
    listed=st.sets(st.sampled_from("12345")),
)
def test_every_municipality_is_counted_once_and_a_response_more_covers_no_less(
    responded: list[bool], served: list[set[str]], listed: set[str]
) -> None:
    known = {name: " ".join(sorted(numbers)) for name, numbers in zip(NAMES, served, strict=True)}

    def uncovered(answered: list[bool]) -> set[str]:
        standings: dict[str, Answers | Standing] = {
            name: RESPONDED if one else Standing.MISSING for name, one in zip(NAMES, answered, strict=True)
        }
        coverage = coverage_of(one_round(standings, known, " ".join(sorted(listed))))
        if coverage is None:
            assert not set().union(listed, *served)
            return set()
        assert coverage.total == len(set().union(listed, *served))
        assert not {place.no for place in coverage.without} & {place.no for place in coverage.partly}
        return {place.no for place in coverage.without}

    now = uncovered(responded)
    covered = set().union(*(numbers for one, numbers in zip(responded, served, strict=True) if one))
    assert now == set().union(listed, *served) - covered
    assert uncovered([True, *responded[1:]]) <= now
