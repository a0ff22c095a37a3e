from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navcheck.core.compare import Comparison, Item, Reason, compare
from navcheck.core.facts import Figure
from navcheck.core.model import Checklist
from navcheck.core.round import Round
from navcheck.core.sight import Sight
from navcheck.core.versions import Fate
from navcheck.core.words import Move, Severity, Standing
from tests.builders import Answers, make_office, make_round
from tests.core.one_topic import one_topic
from tests.program import TODAY

RULES = """
scales:
  praksis:
    alle: {label: {nb: Alle}, status: met}
    fleste: {label: {nb: De fleste}}
    noen: {label: {nb: Noen}}
    ingen-saker: {label: {nb: Ingen saker}, status: no_cases}
  koder: {klart: {label: {nb: Klart}}, uklart: {label: {nb: Uklart}}}
questions:
"""
RUTINE = "  - {id: rutine, type: choice, scale: praksis, gaps: {fleste: improvement, noen: risk}}\n"
VILKAR = "  - {id: vilkar, type: choice, scale: praksis, gaps: {fleste: improvement, noen: risk}}\n"
SAKER = "  - {id: sett, type: number}\n  - {id: gode, type: number}\n"
CHECKLIST = one_topic(RULES + RUTINE)

Given = Answers | Standing


def survey(
    answers: Mapping[str, Given],
    checklist: Checklist = CHECKLIST,
    *,
    coding: str = "",
    was: Mapping[str, list[str]] | None = None,
) -> Round:
    """Make a round; `was` says which ids an office had, by its id."""
    one = make_round(checklist, answers, coding=coding)
    changed = {
        entry.office.id: make_office(entry.office.name, was=(was or {}).get(entry.office.id, []))
        for entry in one.entries
    }
    entries = tuple(replace(entry, office=changed[entry.office.id]) for entry in one.entries)
    asked = one.survey.model_copy(update={"offices": tuple(changed.values())})
    return replace(one, survey=asked, entries=entries)


def moves(comparison: Comparison) -> list[str]:
    return [f"{item.unit.names} {item.now.question.id} {item.move.value}" for item in comparison.items]


def rutine(value: str | None) -> Given:
    """Answer the one question: with a value, with nothing, or not at all."""
    if value is None:
        return Standing.MISSING
    if value == "ikke-aktuelt":
        return {"rutine": {"instead": value, "comment": "Ingen her"}}
    return {"rutine": {"instead": value} if value == "vet-ikke" else value} if value else {}


def moved(then: str | None, now: str | None, earlier: str | None = "alle") -> Item | None:
    rounds = [survey({"Nav A": rutine(value)}) for value in (now, then, earlier)]
    return next(iter(compare(*rounds).items), None)


@pytest.mark.parametrize(
    ("then", "now", "move"),
    [
        ("alle", "noen", Move.NEW),
        ("noen", "noen", Move.SAME),
        ("fleste", "noen", Move.MOVED),
        ("noen", "alle", Move.CLOSED),
        *(("noen", silence, Move.UNSEEN) for silence in (None, "", "ingen-saker", "ikke-aktuelt")),
        *((silence, "noen", Move.FIRST_SEEN) for silence in (None, "", "ingen-saker", "ikke-aktuelt")),
        *((silence, "alle", None) for silence in (None, "", "ingen-saker", "ikke-aktuelt")),
        ("alle", "alle", None),
        ("alle", "", None),
    ],
)
def test_a_point_has_one_fate(then: str | None, now: str | None, move: Move | None) -> None:
    item = moved(then, now)
    assert (item.move if item is not None else None) is move


def test_an_answer_without_proof_closes_a_point_and_a_draft_does_not() -> None:
    asked = one_topic(RULES + RUTINE.replace("}}", "}, evidence: {ask: true, what: {nb: Rutinen}}}"))
    before = survey({"Nav A": {"rutine": "noen"}}, asked)
    assert moves(compare(survey({"Nav A": {"rutine": "alle"}}, asked), before)) == ["Nav A rutine closed"]
    draft = make_round(asked, {"Nav A": Standing.MISSING}, drafts=["Nav A"])
    assert moves(compare(draft, before)) == ["Nav A rutine unseen"]


@pytest.mark.parametrize("nothing", [Standing.UNREADABLE, Standing.MISSING])
def test_who_cannot_be_read_has_closed_nothing(nothing: Standing) -> None:
    before = survey({"Nav A": {"rutine": "noen"}})
    assert moves(compare(survey({"Nav A": nothing}), before)) == ["Nav A rutine unseen"]


@pytest.mark.parametrize(
    ("then", "now", "direction"),
    [
        ("fleste", "noen", "graver"),
        ("noen", "fleste", "milder"),
        ("fleste", "vet-ikke", "graver"),
        ("vet-ikke", "fleste", "milder"),
        ("noen", "noen", None),
        ("alle", "noen", None),
    ],
)
def test_a_point_that_moved_is_graver_or_milder(then: str, now: str, direction: str | None) -> None:
    item = moved(then, now)
    assert item is not None
    assert item.direction == direction


def test_not_to_know_any_more_is_not_milder() -> None:
    asked = one_topic(
        RULES + "  - {id: rutine, type: choice, scale: praksis, gaps: {noen: risk, vet-ikke: improvement}}"
    )
    before, now = survey({"Nav A": {"rutine": "noen"}}, asked), survey({"Nav A": rutine("vet-ikke")}, asked)
    (item,) = compare(now, before).items
    assert (item.move, item.direction) == (Move.MOVED, None)


def test_a_point_that_was_there_the_round_before_the_last_has_come_back() -> None:
    assert [item and item.move for item in (moved("alle", "noen", one) for one in ("noen", "alle", "", None))] == [
        Move.CAME_BACK,
        Move.NEW,
        Move.NEW,
        Move.NEW,
    ]
    now, before = survey({"Nav A": rutine("noen")}), survey({"Nav A": rutine("alle")})
    assert moves(compare(now, before)) == ["Nav A rutine new"]


def test_a_point_comes_back_under_new_names_of_office_and_question() -> None:
    old = one_topic(RULES + RUTINE.replace("rutine", "eldst"))
    mid = one_topic(RULES + RUTINE.replace("}}", "}, was: [eldst]}").replace("id: rutine", "id: gammel"))
    new = one_topic(RULES + RUTINE.replace("}}", "}, was: [gammel]}"))
    earlier = survey({"Nav A": {"eldst": "noen"}, "Nav B": {"eldst": "alle"}}, old)
    before = survey({"Nav AB": {"gammel": "alle"}}, mid, was={"ab": ["a", "b"]})
    now = survey({"Nav C": {"rutine": "noen"}}, new, was={"c": ["ab"]})
    assert moves(compare(now, before, earlier)) == ["Nav C rutine came-back"]


def test_a_question_that_needed_a_fresh_answer_in_between_does_not_let_a_point_come_back() -> None:
    other = one_topic("questions:\n  - {id: rutine, type: number, gaps: [{above: 0, severity: risk}]}")
    earlier = survey({"Nav A": {"rutine": "4"}}, other)
    now, before = survey({"Nav A": rutine("noen")}), survey({"Nav A": rutine("alle")})
    assert moves(compare(now, before, earlier)) == ["Nav A rutine new"]


@pytest.mark.parametrize(
    ("first", "second", "now", "move"),
    [
        ("noen", "alle", "alle", Move.CLOSED),
        ("noen", None, "alle", Move.CLOSED),
        ("noen", "alle", None, Move.UNSEEN),
        ("alle", "alle", "noen", Move.NEW),
        ("alle", None, "noen", Move.FIRST_SEEN),
        ("fleste", "noen", "fleste", Move.MOVED),
        ("fleste", "noen", "noen", Move.SAME),
    ],
)
def test_two_offices_that_are_one_now_have_one_point(
    first: str | None, second: str | None, now: str | None, move: Move
) -> None:
    before = survey({"Nav A": rutine(first), "Nav B": rutine(second)})
    (item,) = compare(survey({"Nav AB": rutine(now)}, was={"ab": ["a", "b"]}), before).items
    assert item.move is move
    assert [view.office.name for view in item.then.views] == ["Nav A", "Nav B"]


def test_an_office_that_is_two_now_has_closed_a_point_when_both_have_shown_it() -> None:
    before = survey({"Nav A": rutine("noen")})
    for second, move in (("alle", "closed"), (None, "unseen"), ("noen", "same")):
        now = survey({"Nav A1": rutine("alle"), "Nav A2": rutine(second)}, was={"a1": ["a"], "a2": ["a"]})
        assert moves(compare(now, before)) == [f"Nav A1, Nav A2 rutine {move}"]


def test_points_without_a_counterpart_are_told_apart_and_never_closed_or_new() -> None:
    before = survey({"Nav Borte": {"rutine": "noen", "vilkar": "noen"}, "Nav A": {"vilkar": "fleste"}},
                    one_topic(RULES + RUTINE + VILKAR))  # fmt: skip
    now = survey({"Nav A": {"rutine": "alle", "ny": "noen"}, "Nav Ny": {"rutine": "noen"}},
                 one_topic(RULES + RUTINE + VILKAR.replace("vilkar", "ny")))  # fmt: skip
    found = compare(now, before)
    assert found.items == ()
    told = [(one.unit.names, one.side.question.id, one.is_now, one.reason) for one in found.apart]
    assert told == [
        ("Nav Borte", "rutine", False, Reason.OFFICE),
        ("Nav A", "vilkar", False, Reason.QUESTION),
        ("Nav Borte", "vilkar", False, Reason.OFFICE),
        ("Nav Ny", "rutine", True, Reason.OFFICE),
        ("Nav A", "ny", True, Reason.QUESTION),
    ]


def test_a_repeat_is_no_movement_though_the_list_of_points_raises_it() -> None:
    item = moved("fleste", "fleste")
    assert item is not None
    assert (item.move, item.now.severity) == (Move.SAME, Severity.IMPROVEMENT)


def test_the_points_that_the_lists_raise_are_known() -> None:
    before = survey({"Nav A": {"rutine": "fleste"}, "Nav B": {"rutine": "noen"}, "Nav C": {"rutine": "alle"}})
    now = replace(survey({f"Nav {name}": {"rutine": "fleste"} for name in "ABC"}), before=before)
    assert list(compare(now, before).raised) == [("a", "rutine")]


TEXT = one_topic(RULES + "  - {id: hva, type: text, codes: koder, gaps: {uklart: improvement}}")
READ = "hva: [{words: Vet ikke helt, code: uklart}, {words: Alt er bra, code: klart}]"


def test_words_that_nobody_has_read_yet_close_nothing_and_open_nothing() -> None:
    unclear, other = survey({"Nav A": {"hva": "Vet ikke helt"}}, TEXT, coding=READ), {"Nav A": {"hva": "Noe annet"}}
    assert moves(compare(survey(other, TEXT, coding=READ), unclear)) == ["Nav A hva unseen"]
    assert moves(compare(unclear, survey(other, TEXT, coding=READ))) == ["Nav A hva first-seen"]
    clear = survey({"Nav A": {"hva": "Alt er bra"}}, TEXT, coding=READ)
    assert moves(compare(clear, unclear)) == ["Nav A hva closed"]
    free = one_topic("questions:\n  - {id: hva, type: text}")
    assert compare(survey(other, free), survey(other, free)).items == ()


def test_a_check_that_cannot_be_made_for_want_of_another_answer_closes_nothing() -> None:
    asked = one_topic(
        f"questions:\n{SAKER}"
        "checks:\n  - {id: prove, about: gode, when: {sett: {above_sum_of: [gode]}}, severity: risk, text: {nb: Få}}\n"
    )
    before = survey({"Nav A": {"sett": "20", "gode": "5"}}, asked)
    assert moves(compare(survey({"Nav A": {"gode": "5"}}, asked), before)) == ["Nav A gode unseen"]
    assert moves(compare(survey({"Nav A": {"sett": "5", "gode": "5"}}, asked), before)) == ["Nav A gode closed"]
    assert moves(compare(before, survey({"Nav A": {"gode": "5"}}, asked))) == ["Nav A gode first-seen"]


def test_a_check_that_no_answer_can_make_true_is_no_reason_for_doubt() -> None:
    asked = one_topic(
        RULES + RUTINE + SAKER + "checks:\n  - {id: tom, about: rutine, when: {rutine: [noen], sett: {equals: 0}},"
        " severity: risk, text: {nb: Ingen}}\n"
    )
    before = survey({"Nav A": {"rutine": "noen", "sett": "0"}}, asked)
    assert moves(compare(survey({"Nav A": {"rutine": "alle"}}, asked), before)) == ["Nav A rutine closed"]


def test_a_number_that_is_compared_with_a_sum_needs_the_sum() -> None:
    asked = one_topic("questions:\n  - {id: gode, type: number}\n"
                      "  - {id: sett, type: number, gaps: [{above_sum_of: [gode], severity: risk}]}")  # fmt: skip
    before = survey({"Nav A": {"sett": "20", "gode": "5"}}, asked)
    assert moves(compare(survey({"Nav A": {"sett": "5"}}, asked), before)) == ["Nav A sett unseen"]
    assert moves(compare(survey({"Nav A": {"sett": "5", "gode": "5"}}, asked), before)) == ["Nav A sett closed"]


def test_figures_count_when_a_check_looks_at_them() -> None:
    asked = one_topic(RULES.replace("scales", "facts: [{id: ventetid, title: {nb: Ventetid}}]\nscales") + SAKER +
                      "checks:\n  - {id: sen, about: sett, when: {fact.ventetid: {above: 184}}, severity: risk,"
                      " text: {nb: Sen}}\n")  # fmt: skip
    answers = survey({"Nav A": {"sett": "3"}}, asked)
    late = replace(answers, facts={"a": {"ventetid": Figure(Decimal(200), TODAY, "kilde")}})
    assert moves(compare(answers, late)) == ["Nav A sett unseen"]


def test_questions_that_changed_are_told_and_those_judged_otherwise_too() -> None:
    old = one_topic(RULES + RUTINE + VILKAR + SAKER)
    new = one_topic(
        RULES
        + RUTINE.replace("noen: risk", "noen: improvement")
        + VILKAR.replace("}}", "}, was: [nei, vilkar]}").replace("id: vilkar", "id: for-vilkar")
        + "  - {id: sett, type: number, unit: {nb: saker}}\n  - {id: gode, type: number, text: {nb: Nytt ord?}}\n"
    )
    found = compare(survey({"Nav A": {}}, new), survey({"Nav A": {}}, old))
    assert [(one.question, one.fate, one.was, one.is_judged_otherwise) for one in found.changed] == [
        ("rutine", Fate.KEPT, None, True),
        ("for-vilkar", Fate.REWORDED, "vilkar", False),
        ("sett", Fate.FRESH, None, False),
        ("gode", Fate.REWORDED, None, False),
    ]
    assert (found.compared, found.is_same_version) == (3, False)


def test_the_law_beside_a_rule_changes_no_judgement() -> None:
    law = "sources: {loven-1: {title: loven § 1}}\n"
    old = one_topic(RULES + "  - {id: rutine, type: choice, scale: praksis, gaps: {noen: risk}}")
    new = one_topic(law + RULES + "  - {id: rutine, type: choice, scale: praksis,"
                    " gaps: {noen: {severity: risk, legal_basis: [loven-1]}}}")  # fmt: skip
    assert compare(survey({}, new), survey({}, old)).changed == ()


def test_answers_that_differ_are_counted_where_both_rounds_have_one() -> None:
    then = {"Nav A": {"rutine": "alle"}, "Nav B": {"rutine": "alle"}, "Nav C": {"rutine": "noen"}, "Nav D": {}}
    now = {"Nav A": {"rutine": "noen"}, "Nav B": {"rutine": "alle"}, "Nav C": {}, "Nav D": {"rutine": "alle"}}
    (one,) = compare(survey(now), survey(then)).otherwise
    assert (one.question.id, one.count, one.both) == ("rutine", 1, 2)


@pytest.mark.parametrize(("then", "now", "count"), [
    ("Alt er bra", "alt  er BRA.", 0),
    ("Alt er bra", "Alt i orden", 0),
    ("Alt er bra", "Vet ikke helt", 1),
    ("Alt er bra", "Noe annet", 1),
    ("Noe annet", "Noe annet", 0),
])  # fmt: skip
def test_texts_differ_when_neither_words_nor_codes_are_the_same(then: str, now: str, count: int) -> None:
    coding = READ.replace("]", ", {words: Alt i orden, code: klart}]")
    sides = (survey({"Nav A": {"hva": words}}, TEXT, coding=coding) for words in (now, then))
    assert [(one.count, one.both) for one in compare(*sides).otherwise] == [(count, 1)]


def test_a_number_is_the_same_however_it_is_written() -> None:
    asked = one_topic(f"questions:\n{SAKER}")
    found = compare(survey({"Nav A": {"sett": "5.0", "gode": "5"}}, asked),
                    survey({"Nav A": {"sett": "5", "gode": "6"}}, asked))  # fmt: skip
    assert [(one.question.id, one.count) for one in found.otherwise] == [("sett", 0), ("gode", 1)]


# Two questions, one renamed and one dropped or new; offices that merge, split, come and go.
OLD = one_topic(RULES + RUTINE + VILKAR)
NEW = one_topic(RULES + RUTINE.replace("}}", "}, was: [vilkar]}").replace("id: rutine", "id: for-vilkar")
                + VILKAR.replace("vilkar", "klage"))  # fmt: skip
VALUES = st.sampled_from([None, "alle", "fleste", "noen", "ingen-saker", "vet-ikke"])
ONE = st.one_of(st.just(Standing.MISSING), st.lists(VALUES, min_size=2, max_size=2))
NAMES = ["A", "B", "C", "D"]


def built(checklist: Checklist, given: Mapping[str, object], was: Mapping[str, list[str]]) -> Round:
    names = [question.id for question in checklist.questions()]
    answers: dict[str, Given] = {}
    for office, values in given.items():
        if isinstance(values, Standing):
            answers[f"Nav {office}"] = values
        else:
            pairs = zip(names, values, strict=True)  # type: ignore[call-overload]
            said = {name: {"instead": one} if one == "vet-ikke" else one for name, one in pairs if one is not None}
            answers[f"Nav {office}"] = said
    return survey(answers, checklist, was={office.casefold(): ids for office, ids in was.items()})


OFFICES = st.dictionaries(st.sampled_from(NAMES), ONE, max_size=4)
WAS = st.dictionaries(st.sampled_from(NAMES), st.lists(st.sampled_from("abcd"), max_size=2, unique=True))


@st.composite
def rounds(draw: st.DrawFn) -> tuple[Round, Round, Round]:
    now = draw(OFFICES)
    was = {name: ids for name, ids in draw(WAS).items() if name in now}
    return built(NEW, now, was), built(OLD, draw(OFFICES), {}), built(OLD, draw(OFFICES), {})


def key(item: Item) -> tuple[object, ...]:
    return (
        frozenset(one.id for one in item.unit.before),
        frozenset(one.id for one in item.unit.now),
        item.now.question.id,
    )


@given(rounds())
def test_every_point_of_both_rounds_has_exactly_one_fate(three: tuple[Round, Round, Round]) -> None:
    found = compare(*three)
    assert len({key(item) for item in found.items}) == len(found.items)
    counts = found.counts
    then = [
        (unit, question)
        for unit in found.units
        for question in OLD.questions()
        if gaps(three[1], unit.before, question.id)
    ]
    now = [
        (unit, question)
        for unit in found.units
        for question in NEW.questions()
        if gaps(three[0], unit.now, question.id)
    ]
    apart = [sum(one.is_now is side for one in found.apart) for side in (False, True)]
    assert len(then) == sum(counts[one] for one in (Move.CLOSED, Move.MOVED, Move.SAME, Move.UNSEEN)) + apart[0]
    came = (Move.NEW, Move.CAME_BACK, Move.FIRST_SEEN, Move.MOVED, Move.SAME)
    assert len(now) == sum(counts[one] for one in came) + apart[1]


def gaps(one: Round, offices: tuple[object, ...], question: str) -> bool:
    """Tell, without any of the code that is tested, whether one of the offices has a point."""
    falls = {"fleste", "noen"}
    responses = [entry.response for entry in one.entries if entry.office in offices and entry.response is not None]
    given_ = [response.answers[question] for response in responses if question in response.answers]
    return any(answer.value in falls or answer.instead is not None for answer in given_)


@given(rounds())
def test_nothing_is_both_closed_and_new_and_silence_is_neither(three: tuple[Round, Round, Round]) -> None:
    found = compare(*three)
    fates = {move: {key(item) for item in found.items if item.move is move} for move in Move}
    assert not fates[Move.CLOSED] & (fates[Move.NEW] | fates[Move.CAME_BACK] | fates[Move.FIRST_SEEN])
    for item in found.items:
        if item.move is Move.CLOSED:
            assert {view.sight for view in item.now.views} == {Sight.FINE}
        if item.move in {Move.NEW, Move.CAME_BACK}:
            assert {view.sight for view in item.then.views} == {Sight.FINE}


@given(rounds(), st.randoms(use_true_random=False))
def test_the_order_of_offices_changes_no_fate(three: tuple[Round, Round, Round], chance: Random) -> None:
    def shuffled(one: Round) -> Round:
        entries = list(one.entries)
        chance.shuffle(entries)
        offices = tuple(entry.office for entry in entries)
        return replace(one, entries=tuple(entries), survey=one.survey.model_copy(update={"offices": offices}))

    def fates(found: Comparison) -> set[tuple[object, ...]]:
        return {(*key(item), item.move, item.direction) for item in found.items}

    assert fates(compare(*map(shuffled, three))) == fates(compare(*three))


@given(OFFICES)
def test_a_round_beside_itself_has_nothing_new_and_nothing_closed(given_: dict[str, object]) -> None:
    one = built(OLD, given_, {})
    found = compare(one, one, one)
    assert {item.move for item in found.items} <= {Move.SAME}
    assert found.apart == ()
    assert found.is_same_version
