"""Runs navcheck with a disk so slow that a kill can fall inside a save: half of the bytes, a sign, a long wait.

    python slow_saving.py real|naive answer …

`naive` saves as programs mostly do, by emptying the file and writing it anew: the control that must lose.
"""

import importlib
import os
import sys
import time
from pathlib import Path

from navcheck.cli import main
from navcheck.files.saving import Saved

MODE, *WORDS = sys.argv[1:]
write = os.write
count = 0


def write_half(handle: int, data: bytes) -> int:
    global count  # noqa: PLW0603 -- a fault is counted where it happens
    if len(data) < 100 or not bytes(data).startswith(b"navcheck: response"):
        return write(handle, data)
    count += 1
    if count < 3:
        return write(handle, data)
    done = write(handle, bytes(data)[: len(data) // 2])
    print("HALF IS WRITTEN", flush=True)
    time.sleep(60)
    return done


def save_naively(path: Path, raw: bytes, *, expected: str | None) -> Saved:
    del expected
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.write(handle, raw)
    os.close(handle)
    return Saved("")


os.write = write_half  # type: ignore[assignment]
if MODE == "naive":
    setattr(importlib.import_module("navcheck.files.drafts"), "save", save_naively)  # noqa: B010 -- not exported
raise SystemExit(main(WORDS))
