"""What all tests share: a test that lacks a system tool is skipped and counted, and with CI=true it fails."""

import json
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.promises import PROMISES, Proof

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


@pytest.fixture
def proof(request: pytest.FixtureRequest) -> Iterator[Proof]:
    """Count what a test tries for the promise that it is marked with."""
    mark = request.node.get_closest_marker("proof")
    assert mark is not None, "a test that counts for a promise is marked with it"
    assert mark.args[0] in PROMISES
    counted = Proof(mark.args[0])
    yield counted
    request.node.user_properties.append(("proof", counted.told()))


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
        told = {"lacking": lacking.total(), "proofs": _proofs(terminalreporter)}
        Path(tally).write_text(json.dumps(counts | told), encoding="utf-8")


def _proofs(terminalreporter: pytest.TerminalReporter) -> list[dict[str, object]]:
    """Return what was counted for promises: of each test its name, whether it passed, and the seconds that it took."""
    # The fixture has counted when the test is taken down; of a quiet end the reporter keeps no kind.
    ended = [report for report in terminalreporter.getreports("") if report.when == "teardown"]
    passed = {report.nodeid for report in terminalreporter.getreports("passed")}
    took: Counter[str] = Counter()
    for report in (*terminalreporter.getreports("passed"), *terminalreporter.getreports("")):
        took[report.nodeid] += report.duration  # what a test sets up is its work too
    return [
        {"test": report.nodeid, "passed": report.nodeid in passed, "seconds": took[report.nodeid]} | dict(told)
        for report in ended
        for name, told in report.user_properties
        if name == "proof"
    ]


def _reason(report: pytest.TestReport) -> str:
    # of a skip, longrepr is (file, line, "Skipped: …")
    return report.longrepr[2].removeprefix("Skipped: ") if isinstance(report.longrepr, tuple | list) else ""
