"""Puts inputs through a target again, within a gigabyte: `python -m tools.fuzzing.replay tables FILE …`.

Tells of each, as a line of JSON, the seconds and how it failed; the file that is on its way is told first, so that one
which ends the process is known.
"""

import json
import sys
from importlib import import_module
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from tools.fuzzing.running import MEMORY

if TYPE_CHECKING:
    from tools.fuzzing.target import Target


def main() -> int:
    name, *paths = sys.argv[1:]
    _limit_memory()
    target: Target = import_module(f"tools.fuzzing.{name}").TARGET
    failed = 0
    for path in map(Path, paths):
        raw = path.read_bytes()
        print(json.dumps({"begins": path.name}), flush=True)
        began, said = monotonic(), ""
        try:
            target.act(raw)
        except Exception as error:  # noqa: BLE001 -- whatever a reader should not have raised
            said = f"{type(error).__name__}: {error}"
        failed += bool(said)
        told = {"file": path.name, "seconds": round(monotonic() - began, 3), "failed": said}
        print(json.dumps(told, ensure_ascii=True), flush=True)
    return int(failed > 0)


def _limit_memory() -> None:
    """Take no more than a gigabyte, where the system can be told so."""
    try:
        import resource  # noqa: PLC0415 -- there is none on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY << 20, MEMORY << 20))


if __name__ == "__main__":
    raise SystemExit(main())
