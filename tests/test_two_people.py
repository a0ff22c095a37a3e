"""Two people answer for one office, with the same draft open, while the county imports, asks, extends, codes, comments.

Whatever they do in whatever order, the folder holds what the model says: no answer that was taken in is lost unseen,
what was received never changes, numbers are consecutive, and what is read is used or listed. The controls save a whole
draft over another, and leave a draft as it was when a number comes: the same machine finds both.
"""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from navcheck.cli.answering import Sitting
from navcheck.core.model import Answer
from navcheck.files.drafts import save_document
from navcheck.files.survey_folder import open_folder
from tests.cli.one_office import COUNTY
from tests.program import Ran, run
from tests.promises import Proof
from tests.two_people import CHECKLIST, DEADLINE, LostError, TwoPeople


class Overwriting(TwoPeople):
    """The first control: who saves an answer writes the whole draft as she has it."""

    is_control = True

    def save(self, sitting: Sitting, question: str, value: str) -> None:
        folder = open_folder(self.survey)
        path = folder.draft_path("risor")
        sitting.answers[question] = Answer(value=value)
        path.unlink(missing_ok=True)
        save_document(path, folder.blank("risor").model_copy(update={"answers": sitting.answers}), expected=None)


class LeavingDrafts(TwoPeople):
    """The second control: a number that comes leaves the draft as it was."""

    is_control = True

    def run(self, *words: str | Path) -> Ran:
        path = self.survey / "drafts" / "risor.yaml"
        before = path.read_bytes() if path.exists() else None
        ran = super().run(*words)
        if words[0] == "import" and before is not None:
            path.write_bytes(before)
        return ran


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("two-people")
    (folder / "prove.yaml").write_text(CHECKLIST, "utf-8")
    (folder / "fylket.yaml").write_text(COUNTY, "utf-8")
    words = ("--county", folder / "fylket.yaml", "--id", "fylket-2026", "--deadline", DEADLINE.isoformat())
    ran = run("start", folder / "prove.yaml", *words, folder=folder)
    assert ran.code == 0, ran.err
    return folder / "fylket-2026"


def machine(kind: type[TwoPeople], opened: Path) -> type[TwoPeople]:
    return type(kind.__name__, (kind,), {"opened": opened, "done": Counter[str]()})


def play(kind: type[TwoPeople], examples: int, steps: int) -> None:
    how = settings(
        max_examples=examples,
        stateful_step_count=steps,
        derandomize=True,
        database=None,
        deadline=None,
        report_multiple_bugs=False,
        phases=[Phase.generate],
    )
    run_state_machine_as_test(kind, settings=how)


@pytest.mark.slow
@pytest.mark.proof("P4")
@pytest.mark.timeout(900)
def test_whatever_two_people_and_a_county_do_the_folder_holds_what_was_taken_in(opened: Path, proof: Proof) -> None:
    played, rounds = machine(TwoPeople, opened), proof.some(range(60), 6)
    play(played, len(rounds), 40)
    for _ in range(played.done["steps"]):
        proof.count(survived=True)
    proof.note(f"{played.done['conflicts told']} conflicts told")
    assert played.done["conflicts told"]
    assert played.done["numbers beside a draft"]


@pytest.mark.slow
@pytest.mark.proof("P4")
@pytest.mark.parametrize("kind", [Overwriting, LeavingDrafts])
def test_who_saves_over_others_or_leaves_their_drafts_behind_is_found_out(
    opened: Path, kind: type[TwoPeople], proof: Proof
) -> None:
    with pytest.raises(LostError):
        play(machine(kind, opened), 60, 40)
    proof.control(tried=1, lost=1)
