"""Sixteen offices that answer in one survey folder at the same moment: each keeps its own, and none waits long."""

import io
import json
import time
from contextlib import redirect_stderr
from dataclasses import dataclass
from pathlib import Path

import pytest

from navcheck.ask.plain import LineAsk
from navcheck.cli.answering import answer_survey
from navcheck.cli.session import Session
from navcheck.cli.sitting import Wanted
from navcheck.core.messages import ENGLISH
from navcheck.core.model import Response
from navcheck.files.documents import load
from navcheck.files.survey_folder import open_folder, read_folder
from tests.faults.children import end, start
from tests.program import TODAY, run
from tests.promises import Proof

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

PEOPLE, QUESTIONS = 16, 12
PATIENCE = 10  # seconds that a save waits before it says that somebody else is saving
CHECKLIST = """
navcheck: checklist/1
id: prove
version: "1"
title: {en: Crowd}
topics:
  - id: tema
    title: {en: Topic}
    heading: {en: Heading}
    questions:
"""
COUNTY = """
navcheck: county/1
id: fylket
name: Fylket
authority: Statsforvalteren
offices:
"""


class Member(LineAsk):
    """Answers with no pause for thought, and notes how long it is until the next is asked."""

    def __init__(self, office: str) -> None:
        self.office, self.shown, self.given = office, "", dict[str, str]()
        self.waits, self.since = list[float](), 0.0

    def show(self, text: str) -> None:
        self.shown += text

    def line(self, prompt: str, default: str = "") -> str:
        del default
        if self.since:
            self.waits.append(time.monotonic() - self.since)
        typed = "yes" if "(yes/no)" in prompt else ""
        if prompt == "> ":
            question = self.shown.rsplit("Question ", 1)[1].split()[0]
            typed = self.given[question] = f"{question} at {self.office}"
        self.shown, self.since = "", time.monotonic()
        return typed


@dataclass(frozen=True, slots=True)
class Told:
    """What a member gave and was told, and how long it waited at most."""

    given: dict[str, str]
    said: str
    wait: float


def open_survey(folder: Path, questions: int) -> Path:
    asked = "".join(f"      - {{id: q{n}, type: text, text: {{en: Question q{n}}}}}\n" for n in range(questions))
    (folder / "prove.yaml").write_text(CHECKLIST + asked, "utf-8")
    offices = "".join(f"  - {{id: kontor-{n}, name: Nav {n}}}\n" for n in range(PEOPLE))
    (folder / "fylket.yaml").write_text(COUNTY + offices, "utf-8")
    words = ("--county", folder / "fylket.yaml", "--id", "prove-2026")
    assert run("start", folder / "prove.yaml", *words, folder=folder).code == 0
    return folder / "prove-2026"


def sit(folder: Path, office: str, moment: float) -> int:
    """Sit down at a moment, answer all, hand in, and leave word."""
    member, session = Member(office), Session(ENGLISH, TODAY, folder, folder)
    time.sleep(max(0, moment - time.monotonic()))
    with redirect_stderr(io.StringIO()) as said:
        try:
            return answer_survey(session, Wanted("prove-2026", office), member)
        finally:
            wait = max(*member.waits, time.monotonic() - member.since)
            told = {"given": member.given, "said": said.getvalue(), "wait": wait}
            (folder / f"{office}.json").write_text(json.dumps(told), "utf-8")


@pytest.mark.proof("P4")
def test_sixteen_who_answer_at_once_each_find_their_own_and_nobody_is_sent_away(tmp_path: Path, proof: Proof) -> None:
    questions = len(proof.some(range(QUESTIONS), most=3))
    survey = open_survey(tmp_path, questions)
    offices, moment = [f"kontor-{n}" for n in range(PEOPLE)], time.monotonic() + 0.5
    children = [start(lambda office=office: sit(tmp_path, office, moment)) for office in offices]  # type: ignore[misc]
    codes = [end(child) for child in children]
    told = {office: Told(**json.loads((tmp_path / f"{office}.json").read_text("utf-8"))) for office in offices}
    assert codes == [0] * PEOPLE, [one.said for one in told.values()]
    mixed = []
    for office, one in told.items():
        found = load(survey / "received" / f"{office}-1.yaml", Response).document
        kept = {name: answer.value for name, answer in found.answers.items()}
        mixed += [office] if kept != one.given or found.office != office else []
        for name, value in one.given.items():
            proof.count(survived=kept.get(name) == value)
    assert mixed == []
    assert {len(one.given) for one in told.values()} == {questions}
    assert not [one.said for one in told.values() if "somebody else is saving" in one.said]
    read, problems = read_folder(open_folder(survey), drafts=True)
    assert (problems, read.left_out, list((survey / "drafts").iterdir())) == ((), (), [])
    longest = max(one.wait for one in told.values())
    proof.note(f"{PEOPLE} people at once: longest wait {longest:.1f} s, of {PATIENCE} before one is sent away")
