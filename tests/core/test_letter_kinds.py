"""Which offices get which letter, and why the others get none: no reminder to who has more time, none for silence."""

from datetime import date

import pytest

from navcheck.core.letter_kinds import KINDS
from navcheck.core.messages import ENGLISH
from navcheck.core.model import Asked
from navcheck.core.progress import OfficeProgress, progress_of
from navcheck.core.words import Progress, Standing
from tests.builders import make_office
from tests.core.one_letter import TODAY, letters, one_round, received

RISOR = make_office("Nav Risør")
SILENT = {Progress.NOT_STARTED, Progress.STARTED, Progress.NOT_RESPONDED}
RESPONDED = {Progress.RESPONDED, Progress.RESPONDED_LATE, Progress.ASKED}


@pytest.mark.parametrize(
    ("kind", "goes_to"),
    [
        ("oversending", set(Progress)),
        ("paminnelse", SILENT),
        ("utdyping", {Progress.ASKED}),
        ("utkast", RESPONDED),
        ("takk", RESPONDED),
    ],
)
def test_a_letter_goes_to_the_offices_that_it_is_for_and_to_no_other(kind: str, goes_to: set[Progress]) -> None:
    states = {one: OfficeProgress(RISOR, one, date(2026, 12, 1)) for one in Progress}
    reasons = {one: KINDS[kind].why_not(state) for one, state in states.items()}
    assert {one for one, reason in reasons.items() if reason is None} == goes_to
    assert all(ENGLISH(reason).startswith("Nav Risør ") for reason in reasons.values() if reason is not None)


def test_every_kind_that_there_is_stands_in_the_table_above() -> None:
    assert list(KINDS) == ["oversending", "paminnelse", "utdyping", "utkast", "takk"]


@pytest.mark.parametrize(
    ("today", "reminded"),
    [
        (date(2026, 11, 1), ["Nav Risør"]),
        (date(2026, 11, 8), ["Nav Risør"]),
        (date(2026, 11, 9), ["Nav Risør", "Nav Lister"]),
    ],
)
def test_who_has_more_time_is_not_reminded_until_that_time_is_out(today: date, reminded: list[str]) -> None:
    one = one_round(
        {"Nav Risør": Standing.MISSING, "Nav Lister": Standing.MISSING},
        deadline="2026-11-01",
        extensions={"lister": {"until": "2026-11-08"}},
    )
    assert [name for written in letters("paminnelse", one, today=today) for name in written.copies] == reminded


def test_the_reason_says_until_when_an_office_has() -> None:
    one = one_round(deadline="2026-11-01", extensions={"risor": {"until": "2026-11-08"}})
    (state,) = progress_of(one, TODAY)
    reason = KINDS["paminnelse"].why_not(state)
    assert reason is not None
    assert ENGLISH(reason) == "Nav Risør has until 2026-11-08: no reminder is written."


def test_a_municipality_whose_offices_have_partly_responded_reads_of_the_others_in_each_letter() -> None:
    asked = (Asked(question="a", date=TODAY, text="Hvem?"),)
    one = one_round(
        {
            "Nav Frogner": received("Nav Frogner"),
            "Nav Alna": received("Nav Alna"),
            "Nav Grorud": Standing.MISSING,
            "Nav Sagene": Standing.UNREADABLE,
        },
        asked={"Nav Alna": asked},
    )
    copies = {kind: [written.copies for written in letters(kind, one)] for kind in KINDS}
    assert copies == {
        "oversending": [("Nav Frogner", "Nav Alna", "Nav Grorud", "Nav Sagene")],
        "paminnelse": [("Nav Grorud",)],
        "utdyping": [("Nav Alna",)],
        "utkast": [("Nav Frogner", "Nav Alna")],
        "takk": [("Nav Frogner", "Nav Alna")],
    }


def test_each_municipality_of_a_joint_office_gets_its_own_letter() -> None:
    served = {"Nav Lister": [{"no": "4206", "name": "Farsund"}, {"no": "4225", "name": "Lyngdal"}]}
    missing = one_round({"Nav Lister": Standing.MISSING}, municipalities=served)
    assert [str(one.receiver) for one in letters("paminnelse", missing)] == [
        "Farsund municipality",
        "Lyngdal municipality",
    ]
    there = one_round({"Nav Lister": received("Nav Lister")}, municipalities=served)
    for kind in ("utkast", "takk"):
        assert [one.copies for one in letters(kind, there)] == [("Nav Lister",)] * 2


@pytest.mark.parametrize("kind", ["paminnelse", "utdyping", "utkast", "takk"])
def test_no_title_says_a_finding_and_no_office_s_name(kind: str) -> None:
    asked = {"Nav Risør": (Asked(question="a", date=TODAY, text="Hvorfor mangler rutinen? Mulig lovbrudd."),)}
    given = Standing.MISSING if kind == "paminnelse" else received("Nav Risør")
    (written,) = letters(kind, one_round({"Nav Risør": given}, asked=asked, basis="supervision"))
    title = ENGLISH(written.title)
    assert title.endswith(": Prøve")
    assert not [word for word in ("lovbrudd", "breach", "gap", "return", "risk", "Risør") if word in title]


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_has_the_head_of_a_letter_and_says_whom_to_ask(kind: str) -> None:
    asked = {"Nav Risør": (Asked(question="a", date=TODAY, text="Hvem?"),)}
    given = Standing.MISSING if kind == "paminnelse" else received("Nav Risør")
    one = one_round({"Nav Risør": given}, asked=asked, deadline="2026-11-01", case={"ours": "2026/1234"})
    (written,) = letters(kind, one, contact="")
    assert (written.sender, written.day, str(written.receiver)) == (
        "Statsforvalteren i Agder",
        TODAY,
        "Risør municipality",
    )
    assert [number for _, number in written.references] == ["2026/1234"]
    assert "[contact point]" in map(ENGLISH, written.blanks)
