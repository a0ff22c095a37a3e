"""Reads a lock in requirements/: each package with its version, where it is needed, its hashes, and who asks for it."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCKS = tuple(ROOT / "requirements" / f"{name}.txt" for name in ("run", "build", "dev", "proof", "bench"))
RUN = LOCKS[0]
_PIN = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[^ ;\\]+)(?: ; (?P<marker>[^\\]+?))?(?: \\)?")
_HASH = re.compile(r" {4}--hash=sha256:([0-9a-f]{64})(?: \\)?")
_VIA = re.compile(r" {4}#(?: via)?(?: {1,3}(?:([a-z0-9-]+)(?::[a-z]+)?(?: \([^()]*\))?|-c \S+))?")


class UnreadLockError(ValueError):
    """A line that this does not know: nothing of a lock may be passed over."""


@dataclass(frozen=True, slots=True)
class Pin:
    """One package of a lock; `marker` tells on which systems it is installed, empty where on all."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    via: tuple[str, ...]


def read_lock(path: Path) -> tuple[Pin, ...]:
    """Read a lock, every line of it.

    Raises:
        UnreadLockError: a line that is none of a lock, or a package without a hash.

    """
    found: list[tuple[re.Match[str], list[str], list[str]]] = []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if pin := _PIN.fullmatch(line):
            found.append((pin, [], []))
        elif found and (one := _HASH.fullmatch(line)):
            found[-1][1].append(one[1])
        elif found and (one := _VIA.fullmatch(line)):
            found[-1][2].extend([one[1]] if one[1] else [])
        else:
            raise UnreadLockError(line)
    pins = tuple(
        Pin(pin["name"], pin["version"], pin["marker"] or "", tuple(hashes), tuple(via)) for pin, hashes, via in found
    )
    if bare := [pin.name for pin in pins if not pin.hashes]:
        raise UnreadLockError(f"without a hash: {', '.join(bare)}")
    return pins
