"""What all tests share: a test that lacks a system tool is skipped and counted, and with CI=true it fails."""

import json
import os
import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings

LACKS = "lacks tool: "
KINDS = ("passed", "failed", "error", "skipped", "xfailed", "xpassed")

settings.register_profile("here", deadline=None)  # a busy machine is no bug
settings.register_profile("ci", deadline=None, derandomize=True)  # the same commit gives the same result
settings.load_profile("ci" if os.environ.get("CI") == "true" else "here")


def pytest_runtest_setup(item: pytest.Item) -> None:
    names = sorted({name for mark in item.iter_markers("needs_tool") for name in mark.args})
    lacking = [name for name in names if shutil.which(name) is None]
    if not lacking:
        return
    reason = LACKS + ", ".join(lacking)
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason} (make tools)", pytrace=False)
    pytest.skip(reason)


# With xdist the reports of all workers arrive at the controller, and only there is there a terminal to report on.


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    lacking = Counter(
        reason for report in terminalreporter.getreports("skipped") if (reason := _reason(report)).startswith(LACKS)
    )
    for reason, number in sorted(lacking.items()):
        terminalreporter.write_line(f"skipped {number}: {reason}")
    tally = os.environ.get("NAVCHECK_TALLY")
    if tally:
        counts = {kind: len(terminalreporter.getreports(kind)) for kind in KINDS}
        Path(tally).write_text(json.dumps(counts | {"lacking": lacking.total()}), encoding="utf-8")


def _reason(report: pytest.TestReport) -> str:
    # of a skip, longrepr is (file, line, "Skipped: …")
    return report.longrepr[2].removeprefix("Skipped: ") if isinstance(report.longrepr, tuple | list) else ""
