from datetime import date

import pytest

from navcheck.core.messages import ENGLISH
from navcheck.core.model.survey import Municipality
from navcheck.core.opening import check_placeholders, fill, new_office, open_survey, slug_of
from navcheck.core.problems import NavcheckError
from tests.builders import SHA256, make_office
from tests.core.one_topic import one_topic

ASKS = one_topic("""
questions:
  - {id: a, type: text, text: {nb: 'Hvor mange i {period}?', nn: 'Kor mange i {period}?'}, help: {nb: 'Per {as_of}'}}
  - {id: b, type: text, text: {nb: 'Hva gjorde {event}?'}}
  - {id: c, type: text, text: {nb: 'Og {navn}?'}}
""")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Nav Risør", "risor"),
        ("NAV Evje og Hornnes", "evje-og-hornnes"),
        ("Nav Øst i Agder", "ost-i-agder"),
        ("Ås kommune", "as"),
        ("Nav Ærlig Å", "aerlig-a"),
        ("A\u030amli", "amli"),
        ("Kárášjohka – Karasjok", "karasjohka-karasjok"),
        ("Nav 24/7", "24-7"),
        ("--Nav--", ""),
        ("漢字", ""),
    ],
)
def test_an_id_is_made_of_a_name(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_an_office_that_stands_in_no_list_keeps_its_name() -> None:
    office = new_office("  Nav Grü\u200bnerløkka ")
    assert (office.id, office.name) == ("grunerlokka", "Nav Grünerløkka")


@pytest.mark.parametrize("name", ["Nav", "!!", "漢字", "Nav Con", "Nav " + "x" * 61], ids=lambda name: name[:8])
def test_an_office_needs_a_name_that_an_id_can_be_made_of(name: str) -> None:
    with pytest.raises(NavcheckError) as caught:
        new_office(name)
    assert [problem.code for problem in caught.value.problems] == ["slug"]


def test_a_survey_is_opened_with_the_checklist_s_name_version_and_sum() -> None:
    offices = (make_office("Nav Risør"), make_office("Nav Lister"))
    survey = open_survey(
        ASKS, SHA256, offices, survey_id="agder-2026", title="KVP", today=date(2026, 10, 1), period="2026",
        deadline=date(2026, 11, 1), event="Korona", as_of=date(2026, 9, 30), authority="Statsforvalteren",
    )  # fmt: skip
    assert (survey.checklist.id, survey.checklist.version, survey.checklist.sha256) == ("prove", "1", SHA256)
    assert (survey.id, survey.title, survey.opened, survey.deadline) == (
        "agder-2026",
        "KVP",
        date(2026, 10, 1),
        date(2026, 11, 1),
    )
    assert (survey.period, survey.event, survey.as_of) == ("2026", "Korona", date(2026, 9, 30))
    assert (survey.authority, survey.offices, survey.basis.value) == ("Statsforvalteren", offices, "voluntary")


def lacking(**given: object) -> list[str]:
    survey = open_survey(ASKS, SHA256, (), survey_id="a", title="A", today=date(2026, 10, 1))
    problems = check_placeholders(ASKS, survey.model_copy(update=given))
    return [f"{problem.message} / {problem.hint}" for problem in problems]


def test_a_text_with_a_place_that_the_survey_cannot_fill_is_a_problem() -> None:
    says = "these questions speak of {{{}}}, and the survey has none: {} / give a value with --{}"
    assert lacking() == [
        says.format("period", "a", "period"),
        says.format("as_of", "a", "as-of"),
        says.format("event", "b", "event"),
    ]
    assert len(lacking(period="2026")) == 2
    assert lacking(period="2026", as_of=date(2026, 9, 30), event="Korona") == []


def test_places_are_filled_and_dates_are_written_for_people() -> None:
    survey = open_survey(
        ASKS, SHA256, (), survey_id="a", title="A", today=date(2026, 10, 1), period="2026", as_of=date(2026, 9, 30)
    )
    text = "I {period}, {as_of}: {event} {period} {navn}"
    assert fill(text, survey, ENGLISH.day) == "I 2026, 2026-09-30: {event} 2026 {navn}"


def test_a_survey_bears_the_county_and_its_municipalities_as_they_are_given() -> None:
    places = (Municipality(no="4201", name="Risør"), Municipality(no="4206", name="Farsund"))
    survey = open_survey(
        ASKS, SHA256, (), survey_id="a", title="A", today=date(2026, 10, 1), county="Agder", municipalities=places
    )
    assert (survey.county, survey.municipalities) == ("Agder", places)
    alone = open_survey(ASKS, SHA256, (), survey_id="a", title="A", today=date(2026, 10, 1))
    assert (alone.county, alone.municipalities) == (None, ())
