"""One zip an office: all that it is sent, nothing of any other office, and the same bytes each time."""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.program import EXAMPLE, TODAY, run

SYNTHETIC = "01816550072"  # month + 80: nobody's
RISOR = [
    "1-brev-risor.html",
    "2-dette-ma-du-ha-klart.html",
    "3-skjema-risor-bokmal.xlsx",
    "3-skjema-risor-nynorsk.xlsx",
    "4-skjema-risor.html",
    "les-meg.txt",
]
Office = dict[str, object]


def start(folder: Path) -> Path:
    """Open a survey of two offices and one that no list knows, with a deadline; return its folder."""
    words = (
        "--county",
        "agder",
        "--id",
        "agder-2026",
        "--office",
        "Risør",
        "--office",
        "Vegårshei",
        "--office",
        "Lister",
    )
    assert (
        run("start", "kvp-agder-2020", *words, "--event", "Korona", "--deadline", "2026-12-15", folder=folder).code == 0
    )
    return folder / "agder-2026"


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    return start(tmp_path)


def change(survey: Path, old: str, new: str) -> None:
    path = survey / "survey.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_each_office_gets_a_zip_with_all_that_it_needs(survey: Path, tmp_path: Path) -> None:
    ran = run("pack", survey, tmp_path / "ut", "--contact", "post@example.no")
    assert ran.code == 0, ran.err
    assert [Path(line).name for line in ran.out.splitlines()] == [
        "agder-2026-risor.zip",
        "agder-2026-vegarshei.zip",
        "agder-2026-lister.zip",
    ]
    assert all(Path(line).is_file() for line in ran.out.splitlines())
    packed = members(tmp_path / "ut" / "agder-2026-risor.zip")
    assert list(packed) == RISOR
    letter = packed[RISOR[0]].decode()
    assert "Risør kommune" in letter
    assert "post@example.no" in letter
    assert "NAV Risør" in packed[RISOR[1]].decode()
    assert packed["les-meg.txt"].startswith(b"\xef\xbb\xbf1-brev-risor.html")
    assert b"15.12.2026" in packed["les-meg.txt"]


def test_the_office_s_own_language_stands_first(survey: Path, tmp_path: Path) -> None:
    change(survey, "name: Vegårshei\n", "name: Vegårshei\n    language: nn\n")
    run("pack", survey, tmp_path / "ut", "--office", "Vegårshei")
    packed = members(tmp_path / "ut" / "agder-2026-vegarshei.zip")
    assert list(packed)[2:4] == ["3-skjema-vegarshei-nynorsk.xlsx", "3-skjema-vegarshei-bokmal.xlsx"]
    assert '<html lang="nn">' in packed["1-brev-vegarshei.html"].decode()
    assert '<html lang="nn">' in packed["2-dette-ma-du-ha-klart.html"].decode()


def test_what_an_office_has_agreed_is_its_own_deadline(survey: Path, tmp_path: Path) -> None:
    change(survey, "checklist:\n", "extensions: {risor: {until: 2026-12-22, reason: Sykdom}}\nchecklist:\n")
    run("pack", survey, tmp_path / "ut", "--office", "Risør", "--office", "Lister")
    risor, lister = (members(tmp_path / "ut" / f"agder-2026-{name}.zip") for name in ("risor", "lister"))
    assert b"22.12.2026" in risor["les-meg.txt"]
    assert b"15.12.2026" in lister["les-meg.txt"]
    assert "22.12.2026" not in "".join(text for _, text in texts(lister))
    assert "Sykdom" not in "".join(text for _, text in [*texts(risor), *texts(lister)])


def test_what_the_county_must_see_to_is_said_beside_the_result(survey: Path, tmp_path: Path) -> None:
    ran = run("pack", survey, tmp_path / "ut", "--office", "Lister")
    assert "does not say which municipalities NAV Lister serves" in ran.err
    assert "--contact" in ran.err
    assert run("pack", survey, tmp_path / "ut", "--office", "Lister", "--quiet").err == ""


def test_the_same_day_gives_the_same_bytes_and_another_never_writes_over_them(survey: Path, tmp_path: Path) -> None:
    one = ("--office", "Risør")
    assert run("pack", survey, tmp_path / "ut", *one, language="nb").code == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "ut").iterdir()}
    assert run("pack", survey, tmp_path / "ut", *one, language="en").code == 0
    ran = run("pack", survey, tmp_path / "ut", *one, today=TODAY.replace(day=22))
    assert (ran.code, ran.raw) == (2, b"")
    assert "not saved: 1 file is there already with something else in it: agder-2026-risor.zip" in ran.err
    assert {path.name: path.read_bytes() for path in (tmp_path / "ut").iterdir()} == before


def test_the_folder_is_named_after_the_survey_and_lies_where_one_stands(
    survey: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("pack", survey, "--office", "risor").out == "agder-2026-utsending/agder-2026-risor.zip\n"


@pytest.mark.parametrize("inside", [".", "ut", "received/ut", "../agder-2026/x"])
def test_nothing_goes_into_the_survey_s_own_folder(survey: Path, inside: str) -> None:
    before = sorted(survey.rglob("*"))
    ran = run("pack", survey, survey / inside)
    assert (ran.code, ran.raw) == (2, b"")
    assert "survey folder, which is the county's own" in ran.err
    assert sorted(survey.rglob("*")) == before


def test_a_personal_number_in_what_goes_out_stops_all_of_it(survey: Path, tmp_path: Path) -> None:
    ran = run("pack", survey, tmp_path / "ut", "--contact", f"Kari {SYNTHETIC}")
    assert (ran.code, ran.raw) == (2, b"")
    change(survey, "Statsforvalteren i Agder", "Statsforvalteren i\u200b Agder 018165\N{NO-BREAK SPACE}50072")
    ran = run("pack", survey, tmp_path / "ut")
    assert (ran.code, ran.raw) == (2, b"")
    assert "national identity number: [hidden]" in ran.err
    assert "50072" not in ran.err
    assert not (tmp_path / "ut").exists()


def test_an_office_that_was_not_asked_is_only_suggested(survey: Path, tmp_path: Path) -> None:
    ran = run("pack", survey, tmp_path / "ut", "--office", "Risor", "--office", "Riisør", "--office", "Arendal")
    assert (ran.code, ran.raw) == (2, b"")
    assert "«Riisør» is not an office of this survey" in ran.err
    assert "did you mean «NAV Risør»?" in ran.err
    assert "«Arendal» is not an office" in ran.err
    assert not (tmp_path / "ut").exists()


# Nothing of any other office


def texts(packed: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield all text of a pack: names, tags and all, and what lies inside workbooks."""
    for name, raw in packed.items():
        if raw.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(raw)) as inside:
                yield from texts({f"{name}/{one}": inside.read(one) for one in inside.namelist()})
        else:
            yield name, html.unescape(f"{name}\n{raw.decode('utf-8')}")


def marks_of(office: Office) -> set[str]:
    """Return what tells of an office: names, id, unit number, municipalities by number and name."""
    municipalities: list[dict[str, str]] = office.get("municipalities", [])  # type: ignore[assignment]
    names = {str(office["name"]), *map(str, office.get("aliases", []))}  # type: ignore[call-overload]
    return {
        *names,
        *(name.split(" ", 1)[1] for name in names),
        str(office["id"]),
        *([str(office["unit"])] if "unit" in office else []),
        *(one["no"] for one in municipalities),
        *(one["name"] for one in municipalities),
    }


# The workbooks' hidden sheet of choices is called «lister», and so is an office.
SHEET = re.compile(r'"lister"|lister!|\'lister\'|>lister<')


@pytest.mark.slow
def test_no_pack_holds_anything_of_another_office(tmp_path: Path) -> None:
    offices: list[Office] = yaml.safe_load((EXAMPLE / "survey.yaml").read_text("utf-8"))["offices"]
    assert run("pack", EXAMPLE, tmp_path / "ut").code == 0
    assert len(offices) == 15
    for office in offices:
        others = set().union(*(marks_of(other) for other in offices)) - marks_of(office)
        any_other = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, others))})(?!\w)", re.IGNORECASE)
        packed = members(tmp_path / "ut" / f"agder-2020-{office['id']}.zip")
        found = [(name, mark[0]) for name, text in texts(packed) for mark in any_other.finditer(SHEET.sub("", text))]
        assert found == [], office["id"]


@pytest.mark.slow
def test_that_test_would_find_the_office_whose_pack_it_is(tmp_path: Path) -> None:
    assert run("pack", EXAMPLE, tmp_path / "ut", "--office", "Risør").code == 0
    text = "\n".join(text for _, text in texts(members(tmp_path / "ut" / "agder-2020-risor.zip")))
    assert {mark for mark in ("NAV Risør", "Risør", "risor") if mark in text} == {"NAV Risør", "Risør", "risor"}
