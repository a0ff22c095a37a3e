"""A disk that forgets: in which states it may be after a power cut, told from the calls that a piece of work made.

What a file holds is certain when the file was synced, what a folder names when the folder was; of all else the disk may
keep any part. Two kinds of disk are modelled: `POSIX` promises no more than the standard does, `JOURNALED` keeps the
order of names and makes all of them certain with any sync, as ext4 and xfs do.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

# By its path, what a file holds; None is a folder.
Tree = Mapping[str, bytes | None]
Entry = tuple[int, str]  # a name, in a folder

ROOT = 0
POSIX, JOURNALED = "posix", "journaled"


@dataclass(frozen=True, slots=True)
class Named:
    """Names were given to a file or folder, or taken away; in one call, which the standard does not promise to keep."""

    entries: tuple[tuple[Entry, int | None], ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What a file holds from here on."""

    file: int
    raw: bytes


@dataclass(frozen=True, slots=True)
class Synced:
    """A file or folder was written through to the disk."""

    file: int


Step = Named | Written | Synced


@dataclass(slots=True)
class Disk:
    """Files by their numbers, and the names that lead to them."""

    names: dict[Entry, int] = field(default_factory=dict)
    files: dict[int, bytes | None] = field(default_factory=lambda: {ROOT: None})

    def name(self, entry: Entry, file: int | None) -> None:
        """Let a name lead to a file, or to nothing."""
        if file is None:
            self.names.pop(entry, None)
        else:
            self.names[entry] = file

    def find(self, path: str) -> int | None:
        """Return what lies at a path."""
        found: int | None = ROOT
        for part in Path(path).parts:
            found = self.names.get((found, part)) if found is not None else None
        return found

    def tree(self, folder: int = ROOT, before: str = "") -> dict[str, bytes | None]:
        """Return all that can be reached."""
        found: dict[str, bytes | None] = {}
        for (parent, name), file in self.names.items():
            if parent == folder:
                found[before + name] = self.files[file]
                found |= self.tree(file, f"{before}{name}/") if self.files[file] is None else {}
        return found


def read_tree(folder: Path) -> Tree:
    """Return all that lies in a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def lay_out(tree: Tree, folder: Path) -> Path:
    """Make a folder that holds a tree."""
    folder.mkdir()
    for name, raw in sorted(tree.items()):
        if raw is None:
            (folder / name).mkdir()
        else:
            (folder / name).write_bytes(raw)
    return folder


@dataclass(frozen=True, slots=True)
class Recorded:
    """A disk as it was before some work, the steps in which the work changed it, and the disk as it is now.

    The new files and folders are known from the first, empty; nothing leads to them yet.
    """

    before: Disk
    steps: Sequence[Step]
    after: Disk

    def states(self, kind: str) -> Iterator[tuple[bool, Tree]]:
        """Yield each state that a cut may leave once, with whether the work had returned by then."""
        seen: set[tuple[bool, frozenset[tuple[str, bytes | None]]]] = set()
        for cut in range(len(self.steps) + 1):
            for disk in _after_cut(self.before, self.steps[:cut], kind):
                is_done, tree = cut == len(self.steps), disk.tree()
                key = (is_done, frozenset(tree.items()))
                if key not in seen:
                    seen.add(key)
                    yield is_done, tree


def _after_cut(before: Disk, steps: Sequence[Step], kind: str) -> Iterator[Disk]:
    """Yield the disks that may be found: each choice of names, with each choice of what the files hold."""
    contents = list(_contents(before, steps))
    for names in _names(before, steps) if kind == POSIX else _names_in_order(before, steps):
        for chosen in product(*(choices for _, choices in contents)):
            held = dict(zip((file for file, _ in contents), chosen, strict=True))
            yield Disk(names, {**before.files, **held})


def _contents(before: Disk, steps: Sequence[Step]) -> Iterator[tuple[int, Sequence[bytes]]]:
    """Yield for each file that was written what it may hold: if not synced, also nothing, half of it, or zeros."""
    for file in dict.fromkeys(step.file for step in steps if isinstance(step, Written)):
        certain, open_ = before.files.get(file) or b"", list[bytes]()
        for step in steps:
            if isinstance(step, Written) and step.file == file:
                open_.append(step.raw)
            elif isinstance(step, Synced) and step.file == file and open_:
                certain, open_ = open_[-1], []
        torn = (part for raw in open_ for part in (raw, b"", raw[: len(raw) // 2], bytes(len(raw))))
        yield file, tuple(dict.fromkeys((certain, *torn)))


def _names(before: Disk, steps: Sequence[Step]) -> Iterator[dict[Entry, int]]:
    """Yield what folders may name: of the changes since a folder's last sync, any."""
    open_: list[tuple[Entry, int | None]] = []
    certain = Disk(dict(before.names))
    for step in steps:
        if isinstance(step, Named):
            open_ += step.entries
        elif isinstance(step, Synced):
            for entry, file in open_:
                if entry[0] == step.file:
                    certain.name(entry, file)
            open_ = [one for one in open_ if one[0][0] != step.file]
    for kept in product((False, True), repeat=len(open_)):
        disk = Disk(dict(certain.names))
        for (entry, file), is_kept in zip(open_, kept, strict=True):
            if is_kept:
                disk.name(entry, file)
        yield disk.names


def _names_in_order(before: Disk, steps: Sequence[Step]) -> Iterator[dict[Entry, int]]:
    """Yield what folders may name: of the changes since the last sync of anything, as many as were reached."""
    last = max((n for n, step in enumerate(steps) if isinstance(step, Synced)), default=-1)
    disk = Disk(dict(before.names))
    for n, step in enumerate(steps):
        if isinstance(step, Named):
            if n > last:
                yield dict(disk.names)
            for entry, file in step.entries:
                disk.name(entry, file)
    yield disk.names
