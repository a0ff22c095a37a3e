"""Runs a target in a process of its own, within limits, and reads from what the library says how it went."""

import hashlib
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from tools.fuzzing.target import CORPUS, LONGEST, ROOT, Target

MEMORY, SECONDS_EACH = 1024, 10  # of one input: MB, seconds
_STARTING = 300  # seconds for imports and seeds beside the time that is asked for
_SAID = re.compile(r"^#(\d+)\s+(\w+)\s+cov: (\d+)", re.MULTILINE)
_LAST_LINES = 12
_ODD = b'"\\'


@dataclass(frozen=True, slots=True)
class Run:
    """How a target fared; `said` is the end of what a run said that found something or did not go at all."""

    name: str
    runs: int
    edges: tuple[int, int]
    fresh: int
    crashes: tuple[Path, ...]
    seconds: float
    done: bool
    said: str = ""

    @property
    def worked(self) -> bool:
        """Whether anything was tried: a fuzzer that ends at once has shown nothing."""
        return bool(self.crashes) or (self.done and self.runs > 0 and self.edges[1] > 0)


def run(target: Target, seconds: int, *, crashes: Path = CORPUS, kept: Path | None = None) -> Run:
    """Fuzz a target for so many seconds, or until it fails.

    Args:
        target: the target.
        seconds: how long, when nothing is found.
        crashes: where an input that fails is kept, in a folder of the target's name.
        kept: where all inputs that found something new are kept; none are where this is None.

    """
    began = monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        corpus, found = kept or folder / "corpus", folder / "found"
        for one in (corpus, found):
            one.mkdir(parents=True, exist_ok=True)
        before = _sow(target, corpus)
        said, failed = _fuzz(target, seconds, folder, corpus, found)
        stored = tuple(_store(path, crashes / target.name) for path in sorted(found.iterdir()))
        told = [(int(runs), word, int(edges)) for runs, word, edges in _SAID.findall(said)]
        edges = [edges for _, word, edges in told if word != "READ"]
        return Run(
            target.name,
            max((runs for runs, *_ in told), default=0),
            (edges[0], edges[-1]) if edges else (0, 0),
            len(list(corpus.iterdir())) - before,
            stored,
            monotonic() - began,
            any(word == "DONE" for _, word, _ in told) and not failed,
            "" if not failed else _end_of(said),
        )


def _sow(target: Target, corpus: Path) -> int:
    """Write the seeds, and what was found before; return how many inputs there are now."""
    kept = (path.read_bytes() for path in sorted((CORPUS / target.name).glob("*")))
    for raw in (*target.seeds(), *kept):
        (corpus / _sum(raw)).write_bytes(raw)
    return len(list(corpus.iterdir()))


def _fuzz(target: Target, seconds: int, folder: Path, corpus: Path, found: Path) -> tuple[str, bool]:
    """Run the library; return what it said, and whether it ended otherwise than when its time was up."""
    words, log = folder / "words", folder / "log"
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in target.words), "ascii")
    options = {
        "max_total_time": seconds,
        "max_len": LONGEST,
        "rss_limit_mb": MEMORY,
        "timeout": SECONDS_EACH,
        "artifact_prefix": f"{found}/",
        **({"dict": words} if target.words else {}),
    }
    command = (sys.executable, "-m", "tools.fuzzing.child", target.name)
    with log.open("wb") as stream:
        try:
            ended = subprocess.run(
                [*command, *(f"-{name}={value}" for name, value in options.items()), str(corpus)],
                check=False,
                cwd=ROOT,
                stdout=stream,
                stderr=subprocess.STDOUT,
                timeout=seconds + _STARTING,
            ).returncode
        except subprocess.TimeoutExpired:
            ended = -1
    return log.read_text("utf-8", "replace"), ended != 0


def _escaped(word: bytes) -> str:
    return "".join(chr(one) if 0x20 <= one < 0x7F and one not in _ODD else f"\\x{one:02x}" for one in word)


def _store(path: Path, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    raw = path.read_bytes()
    stored = folder / f"crash-{_sum(raw)[:8]}"
    stored.write_bytes(raw)
    return stored


def _sum(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _end_of(said: str) -> str:
    """Return the traceback of what was found, else the last lines."""
    lines = said.splitlines()
    begins = next((n for n, line in enumerate(lines) if "Uncaught Python exception" in line), None)
    if begins is None:
        return "\n".join(lines[-_LAST_LINES:])
    ends = next((n for n, line in enumerate(lines[begins:], begins) if line.startswith("==")), len(lines))
    return "\n".join(lines[begins + 1 : ends][-_LAST_LINES:])
