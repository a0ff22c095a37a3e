"""Runs navcheck so that answers are saved when it ends by itself, not one by one: the control that must lose.

python late_saving.py answer …
"""

import importlib
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from navcheck.cli import main
from navcheck.core.model import Answer, Response

answering = importlib.import_module("navcheck.cli.answering")
save_answers = answering.save_answers
waiting: list[Callable[[], object]] = []


def save_later(
    folder: Path,
    path: Path,
    blank: Response,
    seen: dict[str, Answer],
    changes: dict[str, Answer],
    **rest: object,
) -> Response:
    waiting.append(partial(save_answers, folder, path, blank, dict(seen), changes, **rest))
    return blank.model_copy(update={"answers": seen | changes})


setattr(answering, "save_answers", save_later)  # noqa: B010 -- not exported
code = main(sys.argv[1:])
for save in waiting:
    save()
raise SystemExit(code)
