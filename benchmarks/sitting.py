"""The interview, by the real program in a terminal of its own: how long the next question takes to come."""

import os
import re
import shutil
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pexpect

from benchmarks.ratios import Line
from benchmarks.surveys import QUESTIONS, TOPICS
from benchmarks.workshop import Workshop

SITTINGS = 7
FIVE = QUESTIONS // TOPICS  # a topic's questions are alike in every topic: a number, a text and three choices
TYPED = ("12", "Gjennomgang av lista hver måned", "1", "2", "1")
OFFICE = "kontor-0"
PATIENCE, PAUSE = 20, 0.15


def interviews(workshop: Workshop) -> Iterator[Line]:
    """Sit down several times with an office that has answered nothing."""
    survey = _unanswered(workshop)
    for manner, options, prompt in (("", (), "»"), (" --plain", ("--plain",), "\n> ")):
        sittings = [_sit_down(survey, options, prompt) for _ in range(SITTINGS)]
        what = f"navcheck answer{manner}, Enter to next question, {QUESTIONS} questions"
        yield Line(f"{what}: the last five", "the first five", [_grown(one) for one in sittings], 1.2)
        yield Line(f"{what}: the slowest", "the middle one", [max(one) / statistics.median(one) for one in sittings])


def _grown(waits: list[float]) -> float:
    """Hold the last five waits against five near the first, for questions of the same kinds.

    The very first is left out of both: it makes the draft, and would make the others look quick.
    """
    return statistics.median(waits[-FIVE:]) / statistics.median(waits[1 : 1 + FIVE])


def _unanswered(workshop: Workshop) -> Path:
    survey = workshop.path / "interview" / "bred"
    shutil.rmtree(survey.parent, ignore_errors=True)
    shutil.copytree(workshop.wide(1), survey)
    (survey / "received" / f"{OFFICE}-1.yaml").unlink()
    return survey


def _sit_down(survey: Path, options: tuple[str, ...], prompt: str) -> list[float]:
    """Answer every question; return how long each next one took to come."""
    (survey / "drafts" / f"{OFFICE}.yaml").unlink(missing_ok=True)
    words = ["-m", "navcheck", "answer", str(survey), *options]
    environment = os.environ | {"NAVCHECK_LANG": "en", "TERM": "xterm"}
    child = pexpect.spawn(
        sys.executable, words, encoding="utf-8", dimensions=(60, 100), env=environment, timeout=PATIENCE
    )
    child.delaybeforesend = None
    waits = list[float]()
    _await(child, 1, prompt)
    for n in range(1, QUESTIONS):
        child.send(TYPED[(n - 1) % FIVE])
        child.expect([pexpect.TIMEOUT, pexpect.EOF], timeout=PAUSE)  # as a person: Enter comes when all is drawn
        began = time.perf_counter()
        child.send("\r")
        _await(child, n + 1, prompt)
        waits.append(time.perf_counter() - began)
    child.close(force=True)
    return waits


def _await(child: "pexpect.spawn[str]", number: int, prompt: str) -> None:
    child.expect(re.compile(f"question {number} of {QUESTIONS}.*?{re.escape(prompt)}", re.DOTALL))
