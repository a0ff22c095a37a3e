"""What the report's JSON says to everybody: what each office said, and counts that name nobody."""

from typing import TYPE_CHECKING

from navcheck.render.comparison_data import compared_data
from navcheck.render.data import Json, found_data, rows_data
from navcheck.render.grid_data import asked_data
from navcheck.render.report.public import public_matrix

if TYPE_CHECKING:
    from navcheck.core.messages import Tongue
    from navcheck.core.report import Report

# What was found in a cell, and the stored answer, which may tell it: the words are what everybody may read.
_FOUND_IN_A_CELL = ("severity", "signal", "mark", "about", "value")
# Who it is about, and whose words they are.
_WHOSE = ("offices", "words")


def public_data(report: "Report", tongue: "Tongue") -> Json:
    """Return the part that differs from the county's own edition."""
    matrix = public_matrix(report.matrix)
    found = found_data(matrix, tongue)
    return {
        "rows": [_row(row) for row in rows_data(matrix, tongue)],
        "questions": {"topics": asked_data(report.grid, tongue)},
        "signals": [{name: value for name, value in one.items() if name not in _WHOSE} for one in found["signals"]],
        "claimed": found["claimed"],
        "coverage": found["coverage"],
        "uncoded": sum(one.count for one in matrix.uncoded),
        "left_out": len(matrix.left_out),
        "comparison": _compared(report, tongue),
        "plan": _planned(report),
        "comments": {"count": len(report.comments), "offices": len({one.office for one in report.comments})},
    }


def _row(row: Json) -> Json:
    cells = [{name: value for name, value in cell.items() if name not in _FOUND_IN_A_CELL} for cell in row["cells"]]
    return {**row, "cells": cells}


def _compared(report: "Report", tongue: "Tongue") -> Json | None:
    if report.comparison is None:
        return None
    whole = compared_data(report.comparison, tongue)
    before = {name: whole["before"][name] for name in ("id", "title", "period")}
    checklist = {name: whole["checklist"][name] for name in ("same_version", "questions", "compared")}
    return {
        "before": before,
        "checklist": checklist,
        "counts": whole["counts"],
        "answered_otherwise": whole["answered_otherwise"],
    }


def _planned(report: "Report") -> Json | None:
    if report.plan is None:
        return None
    return {"day": report.plan.today.isoformat(), "states": dict(report.plan.counts)}
