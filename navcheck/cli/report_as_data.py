"""A report that was built, as data."""

from datetime import date
from typing import Any

from navcheck.cli.report_telling import Told, moved
from navcheck.core.messages import Tongue
from navcheck.files.disk import show_path
from navcheck.files.report_inputs import Differences
from navcheck.files.report_saving import DOCUMENT
from navcheck.render.json_text import dump
from navcheck.render.problems import problem_data

Json = dict[str, Any]


def report_data(told: Told, tongue: Tongue) -> str:
    """Return a build as data."""
    path, kept = told.shelf.path, told.kept
    return dump(
        {
            "navcheck": "report-built/1",
            "survey": told.manifest.survey,
            "day": told.manifest.day.isoformat(),
            "language": told.manifest.language,
            "draft_until": _iso(told.material.report.draft_until),
            "files": [show_path(one) for one in told.saved.there],
            "written": [show_path(path / name) for name in told.saved.written],
            "left": [show_path(path / name) for name in told.saved.left],
            "editions": {name: output.edition.value for name, output in told.manifest.outputs.items()},
            "kept": show_path(path / DOCUMENT) if told.is_annexed else None,
            "since": _iso(kept.day) if kept is not None else None,
            "changed": differences_data(told.differences),
            "moved": {
                name: {"before": before, "now": now} for name, (_, before, now) in moved(kept, told.manifest).items()
            },
            "problems": [problem_data(problem, tongue) for problem in told.problems],
        }
    )


def differences_data(found: Differences) -> Json:
    """Return files that differ as data."""
    return {"changed": list(found.changed), "new": list(found.new), "gone": list(found.gone)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
