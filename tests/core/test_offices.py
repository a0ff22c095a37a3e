import pytest

from navcheck.core.offices import Offices
from tests.builders import make_office

OFFICES = Offices(
    (
        make_office("NAV Midt-Agder", aliases=["Nav Åseral"], unit="1046"),
        make_office("NAV Risør", unit="0901"),
        make_office("NAV Farsund"),
    )
)


@pytest.mark.parametrize(
    ("name", "office"),
    [
        ("NAV Midt-Agder", "midt-agder"),
        ("nav midt agder", "midt-agder"),
        ("midt-agder", "midt-agder"),
        (" Midt-Agder kommune ", "midt-agder"),
        ("Nav A\u030aseral", "midt-agder"),
        ("1046", "midt-agder"),
        ("Risør", "risor"),
        ("risor", "risor"),
        ("0901", "risor"),
        ("901", "risor"),
        ("\u200bNav Risør\u202c", "risor"),
    ],
)
def test_an_office_is_found_by_all_that_it_is_called(name: str, office: str) -> None:
    found = OFFICES.find(name)
    assert found is not None
    assert found.id == office


@pytest.mark.parametrize(
    "name", ["", " ", "Nav", "kommune", "Nav Risor by", "Risø", "90", "01046", "Åmli", "Nav Farsun"]
)
def test_a_near_miss_and_an_empty_cell_are_no_office(name: str) -> None:
    assert OFFICES.find(name) is None


def test_an_office_called_only_nav_takes_no_empty_cell() -> None:
    assert Offices((make_office("Nav"),)).find("") is None


def test_an_id_made_elsewhere_is_known_by_what_the_office_is_called_here() -> None:
    found = {name: OFFICES.find_id(name) for name in ("midt-agder", "aseral", "risor", "risør", "1046", "ukjent")}
    assert {name: office and office.id for name, office in found.items()} == {
        "midt-agder": "midt-agder",
        "aseral": "midt-agder",
        "risor": "risor",
        "risør": None,
        "1046": None,
        "ukjent": None,
    }


def test_an_id_that_two_offices_could_have_is_neither_s_but_an_office_s_own_id_is_its() -> None:
    two = Offices((make_office("Nav Bø", aliases=["Nav Å"]), make_office("Nav Vik", aliases=["Bo", "A"])))
    assert two.find_id("a") is None
    assert (found := two.find_id("bo")) is not None
    assert found.name == "Nav Bø"


def test_an_office_by_its_old_id_is_told_what_it_is_called_now() -> None:
    merged = make_office("Nav Skogheim", was=["lonnvik", "rognmo"])
    assert str(Offices((make_office("Nav Lønsetra"), merged)).suggest("Nav Lønnvik")) == "it is «Nav Skogheim» now"
