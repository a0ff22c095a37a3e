"""What came of work that was attacked: what is lost, half, left lying or unsaid, and whether it can be done again."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from navcheck.files.locking import LOCK_NAME

TEMPORARY = re.compile(r"\..+\.[0-9a-f]{12}\.tmp")
LEFT_AS_IT_WAS = "and its draft stays as it was"

Names = frozenset[str]


class Attacked(Protocol):
    """What is asked of a piece of work afterwards; see `works.Work`."""

    @property
    def home(self) -> Path:
        """Where it begins."""

    def told(self, said: str, /) -> Names:
        """Return what was said to be saved."""

    def there(self, home: Path, /) -> Names:
        """Return what is there."""

    def again(self, home: Path, /) -> None:
        """Do it once more."""


def files(home: Path) -> dict[str, bytes]:
    """Return every file in a folder but the lock and what a kill may leave: a temporary file."""
    found = {path.relative_to(home).as_posix(): path for path in home.rglob("*") if path.is_file()}
    kept = {name: path for name, path in found.items() if path.name != LOCK_NAME and not is_litter(path)}
    return {name: path.read_bytes() for name, path in kept.items()}


def explained(said: str) -> bool:
    """Tell whether a program has said what is wrong, where, and what to do about it; or how far somebody had come."""
    told = re.search(r"(?m)^(\S+ )?\S+: .+\r?\n    \S", said) is not None
    return told or "Stopped. " in said or "there is no keyboard to answer at" in said


def is_litter(path: Path) -> bool:
    """Tell a temporary file by its name, as `saving.sweep` does."""
    return TEMPORARY.fullmatch(path.name) is not None


def litter(home: Path) -> list[str]:
    """Return the temporary files that lie in a folder."""
    return [path.name for path in home.rglob("*") if is_litter(path)]


def lost(work: Attacked, home: Path, said: str) -> list[str]:
    """Tell what was said to be saved and is not there, or what is half."""
    try:
        gone = work.told(said) - work.there(home)
    except AssertionError as half:
        return [str(half)]
    told = [f"lost {', '.join(sorted(gone))}"] if gone else []
    return told + [f"lost {name}" for name in drafts_gone(work.home, home)]


def drafts_gone(before: Path, home: Path) -> list[str]:
    """Tell which drafts are gone without a new number of their office, which is what takes a draft's place."""
    drafts = [path.relative_to(before) for path in sorted(before.rglob("drafts/*.yaml"))]
    return [
        draft.as_posix() for draft in drafts if not (home / draft).exists() and not new_numbers(before, home, draft)
    ]


def new_numbers(before: Path, home: Path, draft: Path) -> set[str]:
    """Return the names that were received of a draft's office."""
    there, here = (
        {path.name for path in (each / draft.parent.parent / "received").glob(f"{draft.stem}-*.yaml")}
        for each in (home, before)
    )
    return there - here


def not_as(work: Attacked, home: Path, left: dict[str, bytes]) -> list[str]:
    """Do the same again, and tell what is not as if nothing had happened.

    A draft may lie there that is gone elsewhere, or be as it was: what struck fell after its number was received and
    before the draft was brought up to it.
    """
    try:
        work.again(home)
        work.there(home)
    except AssertionError as failed:
        return [f"again: {failed}"]
    found = files(home)
    names = {name for name in found.keys() | left.keys() if found.get(name) != left.get(name)}
    return [f"not as it should be: {name}" for name in sorted(names) if "/drafts/" not in name]


def not_right(  # noqa: PLR0913 -- how it ended, and what is forgiven
    work: Attacked,
    home: Path,
    code: int,
    said: str,
    left: dict[str, bytes],
    *,
    litters: bool = False,
    mute: bool = False,
) -> Iterator[str]:
    """Tell what is not right after a failure that the program has lived through.

    Args:
        work: what was done.
        home: where.
        code: how it ended.
        said: what it said.
        left: the files as they are when nothing fails.
        litters: whether what failed is the removal of a temporary file.
        mute: whether what failed is the saying.

    """
    if "Traceback" in said or "fault in navcheck" in said or code not in {0, 1, 2, 130}:
        yield f"ended with {code}: {said[-400:]!r}"
    if code == 0 and files(home) != left and LEFT_AS_IT_WAS not in " ".join(said.split()):
        yield "ended with 0, and is not done"
    if code and not mute and not explained(said):
        yield f"ended with {code}, and says not why: {said[-400:]!r}"
    if not litters and litter(home):
        yield f"left {litter(home)}"
    yield from lost(work, home, said)
    yield from not_as(work, home, left)
