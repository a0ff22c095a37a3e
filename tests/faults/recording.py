"""Records what a piece of work changes in a folder: the steps of the system's own calls, for a disk that forgets."""

import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults.injection import attempt
from tests.faults.lossy_disk import Disk, Named, Recorded, Step, Synced, Tree, Written, read_tree

_LINE = re.compile(r"^\d+ +([a-z_0-9]+)\((.*)\) += (\d+)$")
_PATH = re.compile(r'"((?:[^"\\]|\\.)*)"')


def record(work: Callable[[], int], root: Path) -> Recorded:
    """Do some work, and return what it changed in a folder: the system's own calls, as strace saw them."""
    before = _fresh(read_tree(root))
    with TemporaryDirectory() as folder:
        blobs = Path(folder, "written")
        trial = attempt(lambda: _noting(work, blobs))
        assert trial.code == 0, trial.code
        written = [text.encode("latin-1") for text in json.loads(blobs.read_text("utf-8"))]
    watch = _Watch(root.as_posix(), before, Disk(dict(before.names), dict(before.files)), iter(written))
    for line in trial.lines:
        watch.take(line)
    assert watch.now.tree() == dict(read_tree(root)), "the model has not understood each call"
    return Recorded(before, watch.steps, watch.now)


def _noting(work: Callable[[], int], blobs: Path) -> int:
    """Note beside it what is written, since strace shows but the beginning."""
    real, noted = os.write, list[bytes]()

    def write(handle: int, raw: bytes) -> int:
        done = real(handle, raw)
        noted.append(bytes(raw[:done]))
        return done

    os.write = write  # type: ignore[assignment]
    code = work()
    os.write = real
    blobs.write_text(json.dumps([raw.decode("latin-1") for raw in noted]), "utf-8")
    return code


def _fresh(tree: Tree) -> Disk:
    disk = Disk()
    for number, (name, raw) in enumerate(sorted(tree.items()), 1):
        parent = disk.find(str(Path(name).parent))
        assert parent is not None
        disk.names[parent, Path(name).name] = number
        disk.files[number] = raw
    return disk


@dataclass(slots=True)
class _Watch:
    """Follows calls: which handle is which file, what was changed."""

    root: str
    before: Disk
    now: Disk
    written: Iterator[bytes]
    steps: list[Step] = field(default_factory=list)
    handles: dict[int, int | None] = field(default_factory=dict)

    def take(self, line: str) -> None:
        """Take in one call; those that failed, and those elsewhere, change nothing."""
        if not (call := _LINE.match(line)):
            return
        name, words, result = call[1], call[2], int(call[3])
        if name == "openat":
            self._open(self._paths(words)[0], words, result)
        elif name == "write":
            self._write(int(words.split(",")[0]), result)
        elif name == "close":
            self.handles.pop(int(words), None)
        elif name in {"fsync", "fdatasync"}:
            if (file := self.handles.get(int(words))) is not None:
                self.steps.append(Synced(file))
        elif name in {"mkdir", "link", "rename", "unlink", "rmdir"}:
            self._name(name, *self._paths(words))

    def _paths(self, words: str) -> list[str]:
        return [os.path.relpath(path, self.root) for path in _PATH.findall(words)]

    def _open(self, path: str, words: str, handle: int) -> None:
        is_inside = not path.startswith("..")
        if is_inside and "O_CREAT" in words and self.now.find(path) is None:
            self._change((path, self._new(b"")))
        file = self.now.find(path) if is_inside else None
        if file is not None and "O_TRUNC" in words and self.now.files[file]:
            self._hold(file, b"")
        self.handles[handle] = file

    def _write(self, handle: int, count: int) -> None:
        file = self.handles.get(handle)
        if file is not None:
            raw = next(self.written)
            assert len(raw) == count
            self._hold(file, (self.now.files[file] or b"") + raw)

    def _name(self, call: str, path: str, target: str = "") -> None:
        if path.startswith(".."):
            return
        file = self.now.find(path) if call != "mkdir" else self._new(None)
        given = [(target or path, file)] if call in {"mkdir", "link", "rename"} else []
        taken = [(path, None)] if call in {"rename", "unlink", "rmdir"} else []
        self._change(*given, *taken)

    def _new(self, raw: bytes | None) -> int:
        number = len(self.now.files)
        self.now.files[number] = self.before.files[number] = raw
        return number

    def _hold(self, file: int, raw: bytes) -> None:
        self.now.files[file] = raw
        self.steps.append(Written(file, raw))

    def _change(self, *changes: tuple[str, int | None]) -> None:
        entries = []
        for path, file in changes:
            parent = self.now.find(str(Path(path).parent))
            assert parent is not None
            entries.append(((parent, Path(path).name), file))
            self.now.name(*entries[-1])
        self.steps.append(Named(tuple(entries)))
