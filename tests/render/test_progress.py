"""How far each office is, as it is put to people and to programs."""

import json
from dataclasses import replace
from datetime import date

import pytest

from navcheck.core.messages import ENGLISH
from navcheck.core.model import Asked
from navcheck.core.progress import progress_of
from navcheck.core.round import LeftOut, Round
from navcheck.core.words import Progress, Standing
from navcheck.render.lines import width_of
from navcheck.render.progress import RENDERERS, WORDS
from tests.builders import make_response, make_round
from tests.core.one_topic import one_topic

CHECKLIST = one_topic("questions: [{id: fritt, type: text}]")
TODAY = date(2026, 11, 21)


def spent(count: int) -> Round:
    """Make a round of offices that each say what it took, five minutes more for each."""
    given = {
        f"Nav Kontor {n}": make_response(CHECKLIST, f"kontor-{n}", {}, minutes=str(5 * n)) for n in range(1, count + 1)
    }
    return make_round(CHECKLIST, given)


def shown(one: Round, form: str = "terminal", width: int = 80) -> str:
    return RENDERERS[form](one, progress_of(one, TODAY), ENGLISH, width)


def test_every_progress_has_its_word() -> None:
    assert set(WORDS) == set(Progress)


@pytest.mark.parametrize("form", ["terminal", "cards", "markdown"])
def test_a_median_is_told_of_eight_and_not_of_seven(form: str) -> None:
    assert "Minutes spent: told in 8 of 8 responses; median 22.5, 180 in all" in shown(spent(8), form)
    assert "Minutes spent: told in 7 of 7 responses; 140 in all" in shown(spent(7), form)
    assert json.loads(shown(spent(8), "json"))["minutes"]["median"] == 22.5
    assert json.loads(shown(spent(7), "json"))["minutes"]["median"] is None


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120])
def test_no_line_is_wider_than_asked_whatever_the_words(width: int) -> None:
    one = make_round(
        CHECKLIST,
        {"Nav " + "Kontorbygdneset " * 3: Standing.MISSING, "Nav Ås": Standing.DRAFT},
        survey={"deadline": "2026-11-01", "title": "Kvalifiseringsprogrammet " * 4},
    )
    for form in ("terminal", "cards"):
        assert max(map(width_of, shown(one, form, width).splitlines())) <= width


def test_files_that_were_left_out_are_told_in_every_form() -> None:
    left = LeftOut("received/notat.txt", WORDS[Progress.UNREADABLE])
    one = make_round(CHECKLIST, {"Nav Ås": Standing.MISSING}, left_out=(left,))
    for form in ("terminal", "cards", "markdown"):
        assert "Files that were left out:" in shown(one, form)
        assert "notat.txt: cannot be read" in shown(one, form)
    assert json.loads(shown(one, "json"))["left_out"] == ["received/notat.txt"]


def test_a_name_that_means_harm_does_none() -> None:
    one = make_round(
        CHECKLIST,
        {"Nav Ås": Standing.MISSING},
        survey={"offices": [{"id": "as", "name": "Nav \x1b[31mÅs | <b>{x}"}], "title": "\x1b]0;Tatt\x07"},
    )
    for form in RENDERERS:
        assert "\x1b" not in shown(one, form)
    assert "<b>" not in shown(one, "markdown")


@pytest.mark.parametrize(
    ("until", "said"),
    [("2026-11-20", "asked to elaborate by 2026-11-20; the deadline has passed"),
     ("2026-11-21", "asked to elaborate by 2026-11-21")],
)  # fmt: skip
def test_an_office_whose_day_to_elaborate_has_passed_is_told_so(until: str, said: str) -> None:
    one = make_round(CHECKLIST, {"Nav Ås": {"fritt": "Ja"}})
    asked = (Asked(question="fritt", date=date(2026, 11, 1), text="Hvem?", until=date.fromisoformat(until)),)
    one = replace(one, entries=tuple(replace(entry, asked=asked) for entry in one.entries))
    for form in ("terminal", "cards", "markdown"):
        assert said in " ".join(shown(one, form, 120).split())
        assert ("has passed" in shown(one, form, 120)) == ("has passed" in said)
    assert json.loads(shown(one, "json"))["offices"][0]["asked_until"] == until
