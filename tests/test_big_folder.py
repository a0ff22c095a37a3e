"""A hundred thousand files in a folder get a message at once, and are listed if that is asked for."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from navcheck.files.listing import MOST_FILES
from tests.bad_inputs_index import open_survey
from tests.child import Server, serving
from tests.promises import Proof

pytestmark = pytest.mark.slow
FILES = 100_000
SECONDS, MEGABYTES = 2, 300
COMMANDS = ("status", "matrix", "gaps", "check", "export", "report", "agenda", "plan")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as one:
        yield one


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Open a survey whose folder of responses holds a hundred thousand files that are none."""
    folder = open_survey(tmp_path_factory.mktemp("big"))
    for n in range(FILES):
        os.close(os.open(folder / "received" / f"svar-{n}.tmp", os.O_CREAT | os.O_WRONLY, 0o600))
    return folder


@pytest.mark.proof("P6")
def test_a_hundred_thousand_files_in_a_folder_get_a_message_at_once(server: Server, survey: Path, proof: Proof) -> None:
    most = 0.0
    for command in proof.some(COMMANDS):
        ended = server.run(command, survey)
        is_told = f"holds more than {MOST_FILES:,} files" in ended.err and "--max-files" in ended.err
        survived = is_told and ended.code in {1, 2} and ended.seconds <= SECONDS and ended.megabytes <= MEGABYTES
        proof.count(survived=survived)
        assert survived, ended
        most = max(most, ended.seconds)
    proof.note(f"at most {most:.1f} s")


@pytest.mark.proof("P12")
def test_whoever_asks_for_it_has_them_all_listed(server: Server, survey: Path, proof: Proof) -> None:
    ended = server.run("status", survey, "--json", "--max-files", str(FILES))
    listed = json.loads(ended.out)["left_out"]
    proof.count(survived=len(listed) == FILES)
    assert (ended.code, len(listed)) == (0, FILES)
    again = server.run("status", survey)
    assert again.code in {1, 2}
