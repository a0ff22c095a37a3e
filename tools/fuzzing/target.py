"""What a fuzzing target is, and what holds of every one: only problems in words come out of a reader."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from navcheck.core.privacy import find_stops
from navcheck.core.problems import NavcheckError, Problem

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests" / "fuzz_corpus"
LONGEST = 8_192  # bytes of an input: what is only long has tests of its own
_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\ud800-\udfff]")

Act = Callable[[bytes], None]
# From an input, the library's own mutation of bytes, the longest allowed and a seed to the next input.
Mutate = Callable[[bytes, Callable[[bytes, int], bytes], int, int], bytes]


@dataclass(frozen=True, slots=True)
class Target:
    """One reader under attack.

    `act` ends quietly for every input, or there is a defect; `seeds` are inputs to begin with, `words` what its inputs
    are made of, and `mutate` changes inputs that bytes alone would only break.
    """

    name: str
    act: Act
    seeds: Callable[[], Iterable[bytes]]
    words: tuple[bytes, ...] = ()
    mutate: Mutate | None = None


def refusing(read: Act) -> Act:
    """Let a reader refuse: with problems that are worded, and with nothing else."""

    def act(raw: bytes) -> None:
        try:
            read(raw)
        except NavcheckError as error:
            hold_worded(error.problems)

    return act


def hold_worded(problems: Iterable[Problem]) -> None:
    """Hold that each problem has a code and words that neither steer a terminal nor give a person away."""
    for problem in problems:
        said = (str(problem.message), str(problem.at or ""), str(problem.hint or ""))
        assert problem.code, said
        assert said[0], problem.code
        for words in said:
            assert not _UNSEEN.search(words), f"{problem.code}: {words!r}"
            assert not find_stops(words), f"{problem.code} gives away a number"


def files(*patterns: str) -> Iterator[bytes]:
    """Return the small files that patterns find, from the project's root."""
    found = (path for pattern in patterns for path in sorted(ROOT.glob(pattern)) if path.is_file())
    return (raw for path in found if len(raw := path.read_bytes()) <= LONGEST)


def text_of(raw: bytes) -> str:
    """Return bytes as a text; what is not UTF-8 becomes lone surrogates, which texts may hold too."""
    return raw.decode("utf-8", "surrogateescape")
