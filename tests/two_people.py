"""Two people at one office and a county, as a stateful machine: what each may do, and what must hold after each step.

What must lie in the folder is worked out by `one_survey_folder`; whatever else is found there is a `LostError`.
"""

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from navcheck.ask.plain import LineAsk
from navcheck.cli.answering import Sitting, answer_survey
from navcheck.cli.session import Session
from navcheck.cli.sitting import Wanted, sit_down
from navcheck.core.messages import ENGLISH
from navcheck.core.model import Answer, Response
from navcheck.files.documents import load
from tests.one_survey_folder import Answers, OfficeModel
from tests.program import TODAY, Ran, run

CHECKLIST = """
navcheck: checklist/1
id: prove
version: "1"
title: {en: Trial}
scales:
  virkning: {uendret: {label: {en: Unchanged}}, utsatt: {label: {en: Postponed}}}
topics:
  - id: tema
    title: {en: Topic}
    heading: {en: Topic}
    questions:
      - {id: tekst, type: text, codes: virkning, text: {en: What has changed}}
      - id: valg
        type: choice
        choices: {ja: {label: {en: "Yes"}}, nei: {label: {en: "No"}}}
        text: {en: Do you have a routine}
      - {id: tall, type: number, text: {en: How many take part}}
"""
DEADLINE = date(2026, 12, 15)
OFFICES, PEOPLE = ("risor", "lister"), ("Ane", "Bo")
VALUES = {"tekst": ("Som før", "Stengt", "Utsatt"), "valg": ("ja", "nei"), "tall": ("0", "7", "12")}
OFFICE, PERSON, QUESTION = st.sampled_from(OFFICES), st.sampled_from(PEOPLE), st.sampled_from(tuple(VALUES))
GIVEN = st.sampled_from([(question, value) for question, values in VALUES.items() for value in values])
WHOLE = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in VALUES.items()})
SOME = st.fixed_dictionaries(
    {"tekst": st.sampled_from(VALUES["tekst"])},
    optional={name: st.sampled_from(VALUES[name]) for name in ("valg", "tall")},
)
STRAY = st.sampled_from(
    ["received/risor-1 (conflicted copy).yaml", "drafts/~$risor.yaml", "received/ukjent-1.yaml", "notater.txt"]
)
ON_CONFLICT = st.sampled_from(["update", "update", "update", "skip", "stop"])
BUG = 70


class Colleague(LineAsk):
    """Answers what is asked beside the questions, passes over the rest, and keeps what was shown."""

    def __init__(self, *, insists: bool = True) -> None:
        self.insists, self.shown = insists, ""

    def line(self, prompt: str, default: str = "") -> str:
        del default
        if "Shall yours stand" in prompt:
            return "yes" if self.insists else "no"
        if "(yes/no)" in prompt:
            return "yes"
        return ""

    def show(self, text: str) -> None:
        self.shown += f"{text}\n"


# What the controls leave out: nothing there can be lost by how an answer is saved.
beside = precondition(lambda self: not self.is_control)


class LostError(AssertionError):
    """The folder does not hold what was taken in, or nobody was told."""


def hold(found: object, wanted: object) -> None:
    if found != wanted:
        raise LostError(f"{found} is there, not {wanted}")


class TwoPeople(RuleBasedStateMachine):
    """One survey folder, what must lie there, and who sits there with what they have seen."""

    opened: ClassVar[Path]
    done: ClassVar[Counter[str]]
    is_control: ClassVar[bool] = False

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp())
        self.survey = Path(shutil.copytree(self.opened, self.home / "fylket-2026"))
        self.offices = {office: OfficeModel() for office in OFFICES}
        self.sittings: dict[str, Sitting] = {}
        self.until: dict[str, str] = {}
        self.codes: dict[str, str] = {}
        self.comments: list[tuple[str, str]] = []
        self.strays: set[str] = set()
        self.received: dict[str, bytes] = {}

    def teardown(self) -> None:
        shutil.rmtree(self.home)

    # Two people at Risør

    @rule(person=PERSON)
    def sit_down(self, person: str) -> None:
        place, ask = sit_down(self.session, Wanted(str(self.survey), "risor"), Colleague())
        self.sittings[person] = Sitting(self.session, place, ask, dict(place.answers))
        assert values(place.answers) == self.offices["risor"].now

    @rule(person=PERSON, given=GIVEN, insists=st.booleans())
    def answer(self, person: str, given: tuple[str, str], insists: bool) -> None:  # noqa: FBT001 -- drawn by name
        if person not in self.sittings:
            self.sit_down(person)
        sitting = self.sittings[person]
        sitting.ask = colleague = Colleague(insists=insists)
        seen = values(sitting.answers)
        self.save(sitting, *given)
        is_conflict = self.offices["risor"].keep(*given, seen, insists=insists)
        hold("Somebody else has answered this meanwhile" in colleague.shown, is_conflict)
        hold(values(sitting.answers), self.offices["risor"].draft)
        self.done["conflicts told"] += is_conflict

    @rule(question=QUESTION, insists=st.booleans())
    def answer_both(self, question: str, insists: bool) -> None:  # noqa: FBT001 -- drawn by name
        """Let both sit down before either answers, and answer the same question otherwise than it is."""
        for person in PEOPLE:
            self.sit_down(person)
        others = [one for one in VALUES[question] if one != self.offices["risor"].now.get(question)]
        for person, value in zip(PEOPLE, (others[0], VALUES[question][-1]), strict=True):
            self.answer(person, (question, value), insists)

    def save(self, sitting: Sitting, question: str, value: str) -> None:
        sitting.keep(question, Answer(value=value))

    @rule()
    def hand_in(self) -> None:
        """Sit down anew, at a third screen, pass over everything and hand in."""
        leader, office = Colleague(), self.offices["risor"]
        assert answer_survey(self.session, Wanted(str(self.survey), "risor"), leader) == 0
        if office.is_new:
            assert office.draft is not None
            office.receive(office.draft)

    @rule(answers=WHOLE)
    def hand_in_a_file(self, answers: Answers) -> None:
        path = self.home / "svar.yaml"
        path.write_text("".join(f"{name}: {value}\n" for name, value in answers.items()), "utf-8")
        ran = self.run("answer", self.survey, "--office", "risor", "--answers", path)
        may = self.offices["risor"].hand_in_file(answers)
        assert (ran.code, "the draft answers" in ran.err) == ((0, False) if may else (1, True)), ran.err

    # The county

    @rule(office=st.sampled_from(("risor", *OFFICES)), answers=SOME, on_conflict=ON_CONFLICT)
    def bring(self, office: str, answers: Answers, on_conflict: str) -> None:
        raw = f"kontor;{';'.join(answers)}\n{office};{';'.join(answers.values())}\n".encode()
        path = self.home / "svar.csv"
        path.write_bytes(raw)
        has_draft = self.offices[office].draft is not None
        ran = self.run("import", self.survey, path, "--on-conflict", on_conflict)
        is_new = self.offices[office].bring(raw, answers, on_conflict)
        assert f"New responses: {int(is_new)}." in ran.err or ran.code == 1, ran.err
        if not is_new and self.offices[office].last not in ({}, answers) and raw not in self.offices[office].files:
            assert "responded already" in ran.err or "responded otherwise" in ran.err
        self.done["numbers beside a draft"] += is_new and has_draft

    @rule(given=GIVEN, answers=SOME)
    def bring_beside_a_draft(self, given: tuple[str, str], answers: Answers) -> None:
        self.answer("Ane", given, insists=True)
        self.bring("risor", answers, "update")

    @rule(office=OFFICE, question=QUESTION, text=st.sampled_from(["Hvorfor?", "Siden når?"]))
    def ask(self, office: str, question: str, text: str) -> None:
        ran = self.run("ask", self.survey, "--office", office, "--question", question, "--text", text)
        assert (ran.code == 0) == self.offices[office].ask(question, text), ran.err

    @beside
    @rule(office=OFFICE, question=QUESTION)
    def ask_no_more(self, office: str, question: str) -> None:
        ran = self.run("ask", self.survey, "--office", office, "--question", question, "--undo")
        assert (ran.code == 0) == self.offices[office].ask_no_more(question), ran.err

    @beside
    @rule(office=OFFICE, days=st.integers(1, 3))
    def extend(self, office: str, days: int) -> None:
        self.until[office] = (DEADLINE + timedelta(days)).isoformat()
        assert self.run("extend", self.survey, "--office", office, "--until", self.until[office]).code == 0

    @beside
    @rule(words=st.sampled_from(VALUES["tekst"]), code=st.sampled_from(["uendret", "utsatt"]))
    def code(self, words: str, code: str) -> None:
        ran = self.run("code", self.survey, "--question", "tekst", "--words", words, "--code", code)
        is_known = words in self.codes or any(one.last.get("tekst") == words for one in self.offices.values())
        assert (ran.code == 0) == is_known, ran.err
        self.codes |= {words: code} if is_known else {}

    @beside
    @rule(office=OFFICE, text=st.sampled_from(["Det er på plass", "Tallet er feil"]))
    def comment(self, office: str, text: str) -> None:
        assert self.run("comment", self.survey, "--office", office, "--text", text).code == 0
        self.comments += [(office, text)] if (office, text) not in self.comments else []

    @beside
    @rule(name=STRAY)
    def leave_a_copy(self, name: str) -> None:
        """Let a sync service or a person leave something there."""
        (self.survey / name).write_text("Ikke vår fil", "utf-8")
        self.strays.add(name)

    @beside
    @rule()
    def read(self) -> None:
        found = self.data("status")
        assert [self.progress(office) for office in OFFICES] == [
            (one["progress"], one["number"], one["due"], one["draft"]) for one in found["offices"]
        ]
        assert set(found["left_out"]) == self.strays
        rows = [json.loads(line) for line in self.run("export", self.survey, "--format", "jsonl").out.splitlines()]
        for office, model in self.offices.items():
            assert {
                one["question"]: one["value"] for one in rows if one["office"] == office and one["value"]
            } == model.last
        readings = [one for question in self.data("code")["questions"] for one in question["readings"]]
        assert {one["words"]: one["code"] for one in readings} == self.codes
        comments = [(one["office"]["id"], one["text"]) for one in self.data("comment")["comments"]]
        assert sorted(comments) == sorted(self.comments)
        assert self.run("matrix", self.survey).code == 0

    # What holds always

    @invariant()
    def the_folder_holds_what_the_model_says(self) -> None:
        drafts = {office: one.draft for office, one in self.offices.items() if one.draft is not None}
        numbers = {f"{office}-{n}": one for office in OFFICES for n, one in enumerate(self.offices[office].numbers, 1)}
        hold({name: values(one.answers) for name, one in self.stored("drafts")}, drafts)
        for name, one in self.stored("drafts"):
            hold({request.question: request.text for request in one.asked}, self.offices[name].asked)
        hold({name: values(one.answers) for name, one in self.stored("received")}, numbers)
        raw = {path.name: path.read_bytes() for path in self.own("received")}
        hold({name: raw.get(name) for name in self.received}, self.received)
        self.received = raw
        self.done["steps"] += 1

    # How it is looked at

    @property
    def session(self) -> Session:
        return Session(ENGLISH, TODAY, self.home, self.home, quiet=True)

    def run(self, *words: str | Path) -> Ran:
        ran = run(*words)
        assert ran.code != BUG, ran.err
        return ran

    def data(self, command: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.run(command, self.survey, "--json").raw)
        return found

    def own(self, part: str) -> Iterator[Path]:
        """Find the files that nobody else left there."""
        found = sorted((self.survey / part).iterdir()) if (self.survey / part).exists() else []
        return (path for path in found if f"{part}/{path.name}" not in self.strays)

    def stored(self, part: str) -> Iterator[tuple[str, Response]]:
        return ((path.stem, load(path, Response).document) for path in self.own(part))

    def progress(self, office: str) -> tuple[str, int | None, str, bool]:
        model, due = self.offices[office], self.until.get(office, DEADLINE.isoformat())
        if model.numbers:
            has_begun = model.draft is not None and (not model.asked or model.draft != model.last)
            return "asked" if model.asked else "responded", len(model.numbers), due, has_begun
        begun = "started" if model.draft is not None else "not-started"
        return "extended" if office in self.until else begun, None, due, model.draft is not None


def values(answers: Any) -> Answers:  # noqa: ANN401 -- a mapping of answers, frozen or not
    return {name: "".join(answer.values) for name, answer in answers.items()}
