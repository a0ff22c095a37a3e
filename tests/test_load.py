"""P6: a county of 260 offices and 60 questions, with comments of real length, is printed in memory that is known.

Each command runs in a process of its own, which tells the most memory that it held and the processor's seconds.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.surveys import QUESTIONS, make_wide
from tests.harmless_prose import paragraphs
from tests.program import TODAY
from tests.promises import ALL_OF_IT, Proof

WHOLE = os.environ.get(ALL_OF_IT) == "all"
OFFICES = 260 if WHOLE else 24
MOST_MEGABYTES, MOST_SECONDS = 300, 60
LONGEST = 400  # characters of a comment
MEASURED = """
import json, resource, sys
from datetime import date
from pathlib import Path
from navcheck.cli import main

with open(sys.argv[2], "w", encoding="utf-8", newline="") as out:
    sys.stdout = out
    code = main(sys.argv[4:], today=date.fromisoformat(sys.argv[3]))
# Since the program was started: what the system tells of a child counts what its parent held.
peak = next(int(line.split()[1]) for line in Path("/proc/self/status").open() if line.startswith("VmHWM"))
used = resource.getrusage(resource.RUSAGE_SELF)
Path(sys.argv[1]).write_text(json.dumps([code, peak / 1024, used.ru_utime + used.ru_stime]))
"""
COMMANDS = (
    "report --named",
    "status",
    "check",
    *(f"matrix --format={form}" for form in ("markdown", "csv", "json")),
    "matrix --by=question --format=csv",
    "matrix --format=terminal",
    "matrix --format=cards",
    "export --format=csv",
    *(f"gaps --format={form}" for form in ("terminal", "markdown", "json")),
    "agenda --edition=adviser",
    "export --format=jsonl",
    "plan --format=json",
    "verify",
    "letters --kind=paminnelse",
    "report --public",
)

pytestmark = [
    pytest.mark.proof("P6"),
    pytest.mark.slow,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell how much is held"),
]


@dataclass(frozen=True, slots=True)
class Used:
    """How a command ended and what it used."""

    code: int
    megabytes: float
    seconds: float
    printed: int
    said: str


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Path:
    comments = [text for text in paragraphs() if len(text) < LONGEST]
    return make_wide(tmp_path_factory.mktemp("county"), OFFICES, TODAY, comments)


def used_by(folder: Path, *words: str | Path, program: str = MEASURED) -> Used:
    told, out = folder / "told.json", folder / "out"
    ended = subprocess.run(
        [sys.executable, "-c", program, told, out, TODAY.isoformat(), *words],
        check=False,
        capture_output=True,
        text=True,
        env=os.environ | {"NAVCHECK_LANG": "nb"},
    )
    assert told.exists(), ended.stderr[-2000:]
    code, megabytes, seconds = json.loads(told.read_bytes())
    return Used(code, megabytes, seconds, out.stat().st_size, ended.stderr)


def test_the_county_holds_as_much_as_one_writes(survey: Path) -> None:
    received = [path.stat().st_size for path in (survey / "received").iterdir()]
    assert len(received) == OFFICES
    assert sum(received) > OFFICES * QUESTIONS * LONGEST / 3


def test_a_large_county_is_read_and_printed_in_memory_that_is_known(survey: Path, proof: Proof, tmp_path: Path) -> None:
    worst, wrong = {}, []
    for n, command in enumerate(proof.some(COMMANDS, 5)):
        name, *options = command.split()
        (folder := tmp_path / str(n)).mkdir()
        out = [tmp_path / "brev"] if name == "letters" else []
        used = used_by(folder, name, survey, *out, *options)
        worst[command] = used
        held = used.code in {0, 1} and used.megabytes < MOST_MEGABYTES and used.seconds < MOST_SECONDS
        proof.count(survived=held, fired=used.printed + len(used.said) > 0)
        wrong += [] if held else [(command, used)]
    for command, used in sorted(worst.items(), key=lambda one: -one[1].megabytes)[:3]:
        proof.note(f"{OFFICES} × {QUESTIONS}: {command} {used.megabytes:.0f} MB, {used.seconds:.1f} s")
    assert not wrong


def test_what_takes_more_is_measured_as_more(proof: Proof, tmp_path: Path) -> None:
    greedy = MEASURED.replace("with open(", "held = bytes(range(256)) * 4_000 * 400\nwith open(", 1)
    used = used_by(tmp_path, "--version", program=greedy)
    proof.control(tried=1, lost=used.megabytes > MOST_MEGABYTES)
    assert used.megabytes > MOST_MEGABYTES
    assert used_by(tmp_path, "--version").megabytes < MOST_MEGABYTES / 4
