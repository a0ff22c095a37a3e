"""What navcheck promises of people's answers, and how much a harness must have tried before a promise counts as shown.

The tests that show a promise are marked `@pytest.mark.proof("P1")` and count what they try with the fixture `proof`:

    for fault in proof.some(faults):
        proof.count(survived=survives(fault), fired=fault.fired)
    proof.control(tried=12, lost=12)

`make test` tries a spread sample of each list, `make proof` all of it and prints the table.
"""

import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import TypeVar

ALL_OF_IT = "NAVCHECK_PROOF"  # set to «all» by `make proof`
SAMPLE = 12
Case = TypeVar("Case")


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise: what it says, the fewest trials that show it, whether a control must lose, the share that must hold.

    A control does the same without what the promise rests on; a harness whose control loses nothing has shown nothing.
    """

    says: str
    least: int
    controlled: bool = False
    share: float = 1.0


PROMISES = {
    "P1": Promise("what was said to be saved is there after a kill, a crash, a power cut", 150, controlled=True),
    "P2": Promise("a save that fails leaves the old file, says so and leaves no litter", 150, controlled=True),
    "P3": Promise("every answered question survives any end of the session", 30, controlled=True),
    "P4": Promise("two people never overwrite each other unseen", 640, controlled=True),
    "P5": Promise("an import is whole or not at all, and can be run again", 50, controlled=True),
    "P6": Promise("no input can crash, hang or fill the memory", 400, controlled=True),
    "P7": Promise("bad input is explained: place, code, cure, in the user's language", 300),
    "P8": Promise("a file that was cut is noticed", 400, controlled=True),
    "P9": Promise("text comes out unchanged and harmless in every format", 100, controlled=True),
    "P10": Promise("no personal number reaches a report", 14_400, controlled=True, share=0.995),
    "P11": Promise("the same input gives the same bytes", 20, controlled=True),
    "P12": Promise("nothing is left out silently: what is there is used or listed", 40, controlled=True),
    "P13": Promise("nothing is sent anywhere", 15, controlled=True),
}


@dataclass(slots=True)
class Proof:
    """What one test has tried for a promise; `lost` is what its control lost of `controlled`, if it has one."""

    promise: str
    tried: int = 0
    survived: int = 0
    unfired: int = 0
    controlled: int = 0
    lost: int = 0
    notes: list[str] = field(default_factory=list)

    def some(self, cases: Sequence[Case], most: int = SAMPLE) -> Sequence[Case]:
        """Return all cases when everything is asked for, else at most so many, spread evenly over the list."""
        if os.environ.get(ALL_OF_IT) == "all" or len(cases) <= most:
            return cases
        return [cases[n * (len(cases) - 1) // (most - 1)] for n in range(most)]

    def count(self, *, survived: bool, fired: bool = True) -> None:
        """Count a trial; one whose fault did not fire has shown nothing, and is no trial."""
        self.unfired += not fired
        self.tried += fired
        self.survived += fired and survived

    def control(self, *, tried: int, lost: int) -> None:
        """Count what the negative control tried and lost."""
        self.controlled += tried
        self.lost += lost

    def note(self, text: str) -> None:
        """Say a figure beside the counts: memory, false alarms."""
        self.notes.append(text)

    def told(self) -> dict[str, object]:
        """Return it as plain values, which go from one process to another."""
        return asdict(self)
