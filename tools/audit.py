"""Holds every package of every lock against known weaknesses: `make audit`.

Ends with 0 where nothing is known, with 1 where something is, and with 2 where it could not look. Silence counts as an
answer only from a service that has just named the weaknesses of a version that is known to have some.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tools.locks import LOCKS, Pin, read_lock

KNOWN, NOT_AUDITED = 1, 2
# Known to have weaknesses for years: a service that does not say so knows nothing, or is none.
CANARY = Pin("django", "1.11", "", ("0" * 64,), ())
_LONGEST = 900  # seconds in all
# What pip-audit only warns of, and leaves out.
_LEFT_OUT = ("OSV vuln entry", "Unsupported OSV schema", "Skipping")

Weaknesses = Mapping[str, tuple[str, ...]]


class NotAuditedError(Exception):
    """Why it could not be looked up."""


@dataclass(frozen=True, slots=True)
class Service:
    """Where to ask: an address that speaks as OSV does, OSV itself where it is empty; how long an answer may take."""

    url: str = ""
    seconds: int = 15

    @property
    def words(self) -> tuple[str, ...]:
        """How pip-audit is told the address."""
        return ("--osv-url", self.url) if self.url else ()


def main(words: Sequence[str] | None = None) -> int:
    wish = _wish(words)
    try:
        pins = pins_of(wish.locks)
        weak = audit(pins, Service(wish.service, wish.timeout))
    except (NotAuditedError, OSError, ValueError) as error:
        print(f"COULD NOT AUDIT, so nothing is known: {error}", file=sys.stderr)
        return NOT_AUDITED
    for package, known in weak.items():
        print(f"{package}: {', '.join(known)}")
    print(f"{len(pins)} packages of {len(wish.locks)} locks were looked up; {len(weak)} have known weaknesses")
    return KNOWN if weak else 0


def audit(pins: Sequence[Pin], service: Service) -> Weaknesses:
    """Return what is known of each package that has weaknesses.

    Raises:
        NotAuditedError: not every package could be looked up.

    """
    if not pins:
        raise NotAuditedError("the locks hold no package")
    if find_spec("pip_audit") is None:
        raise NotAuditedError("pip-audit is not installed (it comes with `make audit`)")
    found = {package: known for group in _apart([CANARY, *pins]) for package, known in _ask(group, service).items()}
    canary = f"{CANARY.name} {CANARY.version}"
    if not found.pop(canary, ()):
        raise NotAuditedError(f"the service knows no weakness of {canary}, which has some: it is empty or stale")
    return dict(sorted(found.items()))


def pins_of(locks: Iterable[Path]) -> list[Pin]:
    """Return the packages of some locks, each once, those for other systems too."""
    return list({(pin.name, pin.version): pin for lock in locks for pin in read_lock(lock)}.values())


def _ask(pins: Sequence[Pin], service: Service) -> Weaknesses:
    with tempfile.TemporaryDirectory() as folder:
        said = _run(pins, service, Path(folder))
    asked = {(pin.name, pin.version) for pin in pins}
    answered = {(one.get("name"), one.get("version")): one for one in said}
    if missing := sorted(name for name, version in asked - answered.keys()):
        raise NotAuditedError(f"not looked up: {', '.join(missing)}")
    named = {f"{name} {version}": _ids(one["vulns"]) for (name, version), one in answered.items()}
    return {package: known for package, known in named.items() if known}


def _ids(weaknesses: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(
        f"{one['id']} (mended in {', '.join(one['fix_versions'])})" if one["fix_versions"] else str(one["id"])
        for one in weaknesses
    )


def _run(pins: Sequence[Pin], service: Service, folder: Path) -> list[dict[str, Any]]:
    """Run pip-audit on a lock of its own, in which no package is left out as one for another system.

    Raises:
        NotAuditedError: it gave no whole answer.

    """
    lock = folder / "lock.txt"
    lock.write_text("".join(map(_line, pins)), "utf-8")
    words = ("--requirement", str(lock), "--disable-pip", "--require-hashes", "--strict", "--format", "json")
    asked = ("--vulnerability-service", "osv", "--timeout", str(service.seconds), *service.words)
    apart = ("--progress-spinner", "off", "--cache-dir", str(folder / "cache"))  # an answer of yesterday is none
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "pip_audit", *words, *asked, *apart],
            check=False,
            capture_output=True,
            encoding="utf-8",
            timeout=_LONGEST,
        )
    except subprocess.TimeoutExpired:
        raise NotAuditedError(f"no answer within {_LONGEST} seconds") from None
    if ran.returncode not in {0, 1} or any(words in ran.stderr for words in _LEFT_OUT):
        raise NotAuditedError(f"half an answer: {_last_line(ran.stderr)}")
    try:
        said: list[dict[str, Any]] = json.loads(ran.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        raise NotAuditedError(f"no answer: {_last_line(ran.stderr)}") from None
    return said


def _line(pin: Pin) -> str:
    return f"{pin.name}=={pin.version}{''.join(f' --hash=sha256:{one}' for one in pin.hashes)}\n"


def _apart(pins: Iterable[Pin]) -> list[list[Pin]]:
    """Deal packages out so that none is there in two versions, as it may be for different systems."""
    groups: list[dict[str, Pin]] = []
    for pin in pins:
        group = next((one for one in groups if pin.name not in one), None)
        if group is None:
            groups.append(group := {})
        group[pin.name] = pin
    return [list(group.values()) for group in groups]


def _last_line(text: str) -> str:
    return next((line for line in reversed(text.splitlines()) if line.strip()), "it said nothing")


def _wish(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tools.audit", description="look for known weaknesses")
    parser.add_argument("locks", nargs="*", type=Path, default=LOCKS, help="the locks; all of them if none is named")
    parser.add_argument("--service", default="", help="an address that answers as OSV does, instead of OSV")
    parser.add_argument("--timeout", type=int, default=15, help="seconds for one answer")
    return parser.parse_args(words)


if __name__ == "__main__":
    raise SystemExit(main())
