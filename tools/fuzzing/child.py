"""Fuzzes one target until its time is up or it fails: `python -m tools.fuzzing.child tables -max_total_time=60 …`.

A process of its own, since the library ends the one it runs in. What it changes inputs by is what our code, and what
reads workbooks and markdown, does with them: those are watched.
"""

import sys
from importlib import import_module
from typing import TYPE_CHECKING

import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]

if TYPE_CHECKING:
    from tools.fuzzing.target import Target

WATCHED = ("navcheck", "tools.fuzzing", "openpyxl", "markdown_it")
# Imported by functions, so when nobody would look any more.
_LATE = ("openpyxl.reader.excel", "navcheck.render.report.html")


def main() -> None:
    name, *words = sys.argv[1:]
    with atheris.instrument_imports(include=list(WATCHED)):
        for late in _LATE:
            import_module(late)
        target: Target = import_module(f"tools.fuzzing.{name}").TARGET
    sys.argv = [name, *words]
    mutate = target.mutate
    if mutate is None:
        atheris.Setup(sys.argv, target.act)
    else:
        atheris.Setup(
            sys.argv,
            target.act,
            custom_mutator=lambda raw, longest, seed: mutate(raw, atheris.Mutate, longest, seed),
        )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
