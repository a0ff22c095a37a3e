"""What lies in a survey's folders is used or named with a reason, at once; nothing outside is read, and nobody waits.

Whoever may put a file into a shared folder may put a link, a pipe or a device there; and what synchronises the folder
leaves copies of its own. Every command runs in a child that has no more rights than others, and is ended if it hangs.
"""

import json
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from navcheck.core.text import unquoted
from navcheck.files.listing import list_folder
from tests.child import Ended, Server, serving
from tests.folder_traps import CANARY, IN_THE_PLACE, NAMES, lay_names, lay_outside
from tests.program import EXAMPLE, GOLDEN
from tests.promises import Proof

pytestmark = pytest.mark.slow
SECONDS = 5  # a command does its work beside: to pack for fifteen offices takes two
OFFICES = sorted(path.name.removesuffix("-1.yaml") for path in (EXAMPLE / "received").glob("*.yaml"))
COMMANDS: Sequence[tuple[str, ...]] = (
    ("status", "SURVEY"),
    ("check", "SURVEY"),
    ("matrix", "SURVEY", "--drafts"),
    ("gaps", "SURVEY"),
    ("export", "SURVEY"),
    ("compare", "SURVEY"),
    ("agenda", "SURVEY"),
    ("plan", "SURVEY", "--update"),
    ("code", "SURVEY", "--list"),
    ("letters", "SURVEY", "--kind", "takk", "OUT"),
    ("form", "SURVEY", "--format", "html", "OUT"),
    ("pack", "SURVEY", "OUT"),
    ("print", "SURVEY", "--office", "OFFICE"),
    ("answer", "SURVEY", "--office", "OFFICE", "--answers", "TABLE"),
    ("import", "SURVEY", "TABLE", "--dry-run"),
    ("comment", "SURVEY"),
    ("report", "SURVEY"),
    ("verify", "SURVEY"),
)
TOP = (
    *("survey.yaml", "checklist.yaml", "coding.yaml", "facts.csv", "plan.yaml", "comments.yaml", "confirmed.yaml"),
    *("drafts", "received", "report", "report/mal.docx", "report/manifest.json", "report/rapport.md"),
    *("report/tekst", "report/tekst/10-ingress.md", ".navcheck.lock"),
)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as one:
        yield one


def survey_in(folder: Path) -> Path:
    survey = Path(shutil.copytree(EXAMPLE, folder / "agder-2020"))
    lay_outside(folder / "utenfor", survey)
    return survey


def lay(name: str, path: Path, outside: Path) -> None:
    """Put a trap in the place of what is there."""
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    IN_THE_PLACE[name](path, outside)


def run(server: Server, folder: Path, words: Sequence[str], office: str = "risor") -> Ended:
    survey, out = folder / "agder-2020", folder / f"ut-{words[0]}"
    places: dict[str, str | Path] = {"SURVEY": survey, "OUT": out, "TABLE": GOLDEN, "OFFICE": office}
    named = [places.get(word, word) for word in words]
    return server.run(*named, NAVCHECK_OUTPUTS=str(folder), NAVCHECK_CHECKLISTS=str(folder / "lister"))


def faults(ended: Ended, folder: Path) -> list[str]:
    """Find what no command may do: hang, crash, take long, or say or write what lies outside."""
    found = [] if ended.is_orderly else [f"ended with {ended.code}: {ended.said[-300:]}"]
    found += [] if ended.seconds <= SECONDS else [f"{ended.seconds:.1f} seconds"]
    found += ["said what lies outside"] if CANARY in ended.said else []
    written = (path for path in folder.rglob("*") if path.parent.name != "utenfor" and not path.is_symlink())
    found += [f"{path.name} holds what lies outside" for path in written if holds_the_canary(path)]
    return found


def holds_the_canary(path: Path) -> bool:
    is_small = path.is_file() and path.stat().st_size < 10_000_000
    return is_small and path.name != "fil.yaml" and CANARY.encode() in path.read_bytes()


@pytest.mark.proof("P6")
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("part", ["received", "drafts"])
def test_a_trap_in_a_response_s_place_is_a_problem_in_words_and_no_command_waits_or_reads_outside(
    part: str, server: Server, tmp_path: Path, proof: Proof
) -> None:
    survey = survey_in(tmp_path)
    laid = dict(zip(OFFICES, IN_THE_PLACE, strict=True))
    for office, name in laid.items():
        lay(name, survey / part / f"{office}{'-1' if part == 'received' else ''}.yaml", tmp_path / "utenfor")
    found: dict[str, list[str]] = {}
    for words in proof.some(COMMANDS, most=10):
        ended = run(server, tmp_path, words)
        proof.count(survived=not (wrong := faults(ended, tmp_path)))
        found |= {" ".join(words): wrong} if wrong else {}
    assert not found
    said = run(server, tmp_path, ("check", "SURVEY")).said
    assert [office for office in OFFICES if f"{part}/{office}" not in said] == []


@pytest.mark.proof("P6")
@pytest.mark.timeout(1800)
def test_a_trap_in_the_place_of_any_file_or_folder_of_a_survey_is_a_problem_in_words(
    server: Server, tmp_path: Path, proof: Proof
) -> None:
    found: dict[str, list[str]] = {}
    for n, (place, name) in enumerate(proof.some([(place, name) for place in TOP for name in IN_THE_PLACE], most=20)):
        own = tmp_path / str(n)
        own.mkdir()
        survey = survey_in(own)
        lay(name, survey / place, own / "utenfor")
        ended = [run(server, own, words) for words in (("check", "SURVEY"), ("report", "SURVEY", "--format", "md"))]
        wrong = [one for each in ended for one in faults(each, own)]
        proof.count(survived=not wrong)
        found |= {f"{place}: {name}": wrong} if wrong else {}
        shutil.rmtree(own)
    assert not found


@pytest.mark.proof("P6")
def test_traps_among_surveys_and_checklists_hinder_nobody_from_listing_them(
    server: Server, tmp_path: Path, proof: Proof
) -> None:
    outside = survey_in(tmp_path).parent / "utenfor"
    (tmp_path / "lister" / "counties").mkdir(parents=True)
    for n, trap in enumerate(IN_THE_PLACE.values()):
        trap(tmp_path / f"kartlegging-{n}", outside)
        trap(tmp_path / "lister" / f"liste-{n}.yaml", outside)
        trap(tmp_path / "lister" / "counties" / f"fylke-{n}.yaml", outside)
    for words in (("list",), ("list", "--json"), ("doctor",), ("show", "kvp-agder-2020"), ("status", "agder-2020")):
        wrong = faults(run(server, tmp_path, words), tmp_path)
        proof.count(survived=not wrong)
        assert not wrong, words
    for n in range(len(IN_THE_PLACE)):
        for words in (
            ("show", f"liste-{n}"),
            ("status", f"kartlegging-{n}"),
            ("check", str(tmp_path / f"kartlegging-{n}")),
        ):
            wrong = faults(run(server, tmp_path, words), tmp_path)
            proof.count(survived=not wrong)
            assert not wrong, words


@pytest.mark.proof("P12")
@pytest.mark.timeout(1800)
def test_what_lies_in_a_survey_is_used_or_named_with_the_reason(server: Server, tmp_path: Path, proof: Proof) -> None:
    survey = survey_in(tmp_path)
    raw = (survey / "received" / "risor-1.yaml").read_bytes()
    parts = ("received", "drafts", ".", "report/tekst")
    for part in parts:
        (survey / part).mkdir(parents=True, exist_ok=True)
        lay_names(survey / part, raw)
        for n in range(300):
            (survey / part / f"notat-{n}.docx").touch()
    status = json.loads(run(server, tmp_path, ("status", "SURVEY", "--json")).out)
    built = run(server, tmp_path, ("report", "SURVEY", "--format", "md"))
    assert built.code == 0, built.err
    manifest = json.loads((survey / "report" / "manifest.json").read_text("utf-8"))
    for part in parts:
        told = manifest["left_out"] if part == "report/tekst" else status["left_out"]
        prefix = "" if part == "." else f"{part}/"
        there = Counter(unquoted(prefix + entry.name) for entry in list_folder(survey / part))
        used = {*used_in(part), *manifest["inputs"]}
        named = Counter(told)
        for name, times in there.items():
            proof.count(survived=name in used or named[name] == times)
        missing = [name for name, times in there.items() if name not in used and named[name] != times]
        assert not missing, part


def used_in(part: str) -> set[str]:
    """Name what a survey's folder holds of its own; of texts, what begins with a full stop is the system's."""
    if part == "report/tekst":
        return {f"{part}/{name.decode('latin-1')}" for name in NAMES if name.startswith(b".")}
    return {"survey.yaml", "checklist.yaml", "coding.yaml", "drafts", "received", "report", ".navcheck.lock"}


@pytest.mark.proof("P12")
def test_a_trap_in_a_response_s_place_is_named_and_its_office_is_counted_apart(
    server: Server, tmp_path: Path, proof: Proof
) -> None:
    survey = survey_in(tmp_path)
    for office, name in zip(OFFICES, IN_THE_PLACE, strict=True):
        lay(name, survey / "received" / f"{office}-1.yaml", tmp_path / "utenfor")
    matrix = run(server, tmp_path, ("matrix", "SURVEY", "--json"))
    rows = {row["office"]["id"]: row["standing"] for row in json.loads(matrix.out)["rows"]}
    for office in OFFICES:
        is_told = f"received/{office}-1.yaml:" in matrix.err and rows[office] == "unreadable"
        proof.count(survived=is_told)
        assert is_told, office


@pytest.mark.proof("P12")
def test_a_reader_that_reads_whatever_is_called_so_hangs_reads_outside_or_drops_files_unsaid(
    server: Server, tmp_path: Path, proof: Proof
) -> None:
    raw = (EXAMPLE / "received" / "risor-1.yaml").read_bytes()
    outside = lay_outside(tmp_path / "utenfor")
    lost = []
    for n, (name, trap) in enumerate(IN_THE_PLACE.items()):
        (tmp_path / str(n)).mkdir()
        trap(tmp_path / str(n) / "risor-1.yaml", outside)
        ended = naive(server, tmp_path / str(n))
        lost += [name] if ended.code or CANARY in ended.said else []
    lay_names(tmp_path / "navn", raw)
    ended = naive(server, tmp_path / "navn")
    dropped = len(list((tmp_path / "navn").iterdir())) - ended.out.count("navcheck: response/1")
    proof.control(tried=len(IN_THE_PLACE) + len(NAMES), lost=len(lost) + dropped)
    assert {"a pipe", "a link to a file outside"} <= set(lost)
    assert dropped > 0


def naive(server: Server, folder: Path) -> Ended:
    return server.run(folder, work="tests.folder_traps:naive_reader", seconds=3)
