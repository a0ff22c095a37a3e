import time
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navcheck.core.model import Office
from navcheck.core.pairing import Unit, pair_offices


def office(name: str, *, was: str = "", serves: str = "") -> Office:
    """Make an office from its id, the ids it had, and the numbers of its municipalities, `9901/vest` for a part."""
    places = [dict(zip(("no", "part"), one.split("/"), strict=False)) for one in serves.split()]
    return Office.model_validate({"id": name, "name": f"Nav {name}", "was": was.split(), "municipalities": places})


def told(*units: Unit) -> list[str]:
    """Write units as `a+b>c`, with an asterisk where a municipality joins them."""
    return [f"{_ids(unit.before)}>{_ids(unit.now)}{'*' * unit.by_municipality}" for unit in units]


def _ids(offices: tuple[Office, ...]) -> str:
    return "+".join(one.id for one in offices)


def paired(before: list[Office], now: list[Office]) -> list[str]:
    return told(*pair_offices(tuple(before), tuple(now)))


def test_offices_are_paired_by_id_in_the_order_of_this_round() -> None:
    assert paired([office("a"), office("b")], [office("b"), office("a")]) == ["b>b", "a>a"]


def test_an_office_keeps_its_answers_when_it_changes_its_id() -> None:
    assert paired([office("gammel")], [office("ny", was="eldre gammel")]) == ["gammel>ny"]


def test_two_offices_that_become_one_are_one_unit() -> None:
    before, now = [office("a"), office("b"), office("c")], [office("ab", was="a b"), office("c")]
    assert paired(before, now) == ["a+b>ab", "c>c"]


def test_an_office_that_takes_another_over_and_keeps_its_id_is_one_unit_with_it() -> None:
    assert paired([office("a"), office("b")], [office("a", was="b")]) == ["a+b>a"]


def test_an_office_that_is_split_is_one_unit_with_its_parts() -> None:
    assert paired([office("a"), office("x")], [office("a1", was="a"), office("x"), office("a2", was="a")]) == [
        "a>a1+a2",
        "x>x",
    ]


def test_what_hangs_together_through_others_is_one_unit() -> None:
    before = [office("a"), office("b"), office("c"), office("d")]
    now = [office("ab", was="a b"), office("bc", was="b c"), office("cd", was="c d")]
    assert paired(before, now) == ["a+b+c+d>ab+bc+cd"]


def test_an_office_without_a_counterpart_stands_alone_and_who_is_gone_comes_last() -> None:
    assert paired([office("gone"), office("a")], [office("new"), office("a")]) == [">new", "a>a", "gone>"]


def test_offices_that_no_id_joins_are_joined_by_the_municipality_they_serve() -> None:
    assert paired([office("gammel", serves="9901")], [office("ny", serves="9901")]) == ["gammel>ny*"]
    assert paired([office("gammel", serves="9901")], [office("ny", serves="9902")]) == [">ny", "gammel>"]


def test_several_municipalities_join_what_serves_them() -> None:
    before = [office("a", serves="9901"), office("b", serves="9902"), office("c", serves="9903")]
    assert paired(before, [office("ny", serves="9901 9902"), office("c", serves="9903")]) == ["a+b>ny*", "c>c"]


def test_who_takes_over_a_municipality_from_an_office_that_is_gone_is_held_against_it() -> None:
    before = [office("a", serves="9901"), office("b", serves="9902")]
    assert paired(before, [office("a", serves="9901 9902")]) == ["a+b>a*"]


def test_a_new_office_that_takes_a_municipality_from_one_that_is_still_there_is_held_against_it() -> None:
    before = [office("a", serves="9901 9902")]
    assert paired(before, [office("a", serves="9901"), office("ny", serves="9902")]) == ["a>a+ny*"]


def test_offices_that_share_a_city_then_and_now_are_not_joined_by_it() -> None:
    before = [office("nord", serves="9901"), office("sor", serves="9901"), office("vest", serves="9901")]
    now = [office("nord", serves="9901"), office("sor", serves="9901")]
    assert paired(before, now) == ["nord>nord", "sor>sor", "vest>"]
    assert paired(now, before) == ["nord>nord", "sor>sor", ">vest"]


def test_parts_of_a_municipality_are_told_apart() -> None:
    before = [office("a", serves="9901/nord"), office("b", serves="9901/vest")]
    now = [office("x", serves="9901/nord"), office("y", serves="9901/vest")]
    assert paired(before, now) == ["a>x*", "b>y*"]


def test_an_id_counts_before_a_municipality() -> None:
    before = [office("a", serves="9901"), office("b", serves="9902")]
    assert paired(before, [office("a", serves="9902"), office("b", serves="9901")]) == ["a>a", "b>b"]


IDS = st.sampled_from("abcdefgh")
PLACES = st.lists(st.sampled_from(["9901", "9902", "9903", "9903/vest"]), max_size=2, unique=True).map(" ".join)
OFFICES = st.lists(
    st.builds(lambda name, was, serves: office(name, was=" ".join(was), serves=serves), IDS,
              st.lists(IDS, max_size=2), PLACES),
    max_size=8,
    unique_by=lambda one: one.id,
).map(tuple)  # fmt: skip


@given(OFFICES, OFFICES)
def test_every_office_of_both_rounds_stands_in_exactly_one_unit(
    before: tuple[Office, ...], now: tuple[Office, ...]
) -> None:
    units = pair_offices(before, now)
    assert sorted(one.id for unit in units for one in unit.before) == sorted(one.id for one in before)
    assert sorted(one.id for unit in units for one in unit.now) == sorted(one.id for one in now)
    assert all(unit.before or unit.now for unit in units)


@given(OFFICES, OFFICES)
def test_whom_an_id_joins_stands_in_one_unit(before: tuple[Office, ...], now: tuple[Office, ...]) -> None:
    for unit in pair_offices(before, now):
        known = {one.id for one in before} & {name for one in unit.now for name in (one.id, *one.was)}
        assert known <= {one.id for one in unit.before}


@given(OFFICES, OFFICES, st.randoms(use_true_random=False))
def test_the_order_of_offices_changes_no_unit(
    before: tuple[Office, ...], now: tuple[Office, ...], chance: Random
) -> None:
    def units(*sides: tuple[Office, ...]) -> set[tuple[frozenset[str], ...]]:
        found = pair_offices(*sides)
        return {tuple(frozenset(one.id for one in side) for side in (unit.before, unit.now)) for unit in found}

    shuffled = [list(before), list(now)]
    for side in shuffled:
        chance.shuffle(side)
    assert units(*map(tuple, shuffled)) == units(before, now)


@given(OFFICES)
def test_a_round_is_its_own_counterpart(offices: tuple[Office, ...]) -> None:
    assert all(set(unit.before) == set(unit.now) for unit in pair_offices(offices, offices))


@pytest.mark.parametrize("serves", ["", "9901"])
def test_pairing_a_whole_country_takes_no_time(serves: str) -> None:
    before = tuple(office(f"a{n}", serves=serves) for n in range(300))
    now = tuple(office(f"b{n}", was=f"a{n} a{n + 1}" if n % 7 == 0 else "", serves=serves) for n in range(300))
    started = time.perf_counter()
    pair_offices(before, now)
    assert time.perf_counter() - started < 1
