"""Runs navcheck and kills it at a moment of its saving: each file is written through twice, beside its place and in it.

python killed_building.py NUMBER report …
"""

import os
import signal
import sys
from datetime import date

from navcheck.cli import main

MOMENT, *WORDS = sys.argv[1:]
sync = os.fsync
count = 0


def sync_or_die(handle: int) -> None:
    global count  # noqa: PLW0603 -- a moment is counted where it passes
    count += 1
    if count == int(MOMENT):
        os.kill(os.getpid(), signal.SIGKILL)
    sync(handle)


os.fsync = sync_or_die  # type: ignore[assignment]
raise SystemExit(main(WORDS, today=date(2026, 11, 22)))
