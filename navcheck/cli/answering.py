"""`answer`: an office's sitting at the keyboard, from its draft to a received response."""

import sys
from dataclasses import dataclass, field

from navcheck.ask.plain import BACK_KEY, HELP_KEY, Ask, Interview, Keyboard, ask_yes
from navcheck.cli.session import Session
from navcheck.core.answers import choose_between
from navcheck.core.guard import check_text
from navcheck.core.interview import asked_questions, open_questions
from navcheck.core.messages import Message, say, say_many
from navcheck.core.model import Answer, ChecklistName, Office, Receipt, Response
from navcheck.core.offices import Offices
from navcheck.core.problems import NavcheckError, Problem
from navcheck.core.text import quote
from navcheck.core.words import RecordedBy
from navcheck.files.drafts import save_answers
from navcheck.files.receiving import receive, remove_draft
from navcheck.files.saving import locked
from navcheck.files.survey_folder import SurveyFolder, open_folder

INTERRUPTED = 130


@dataclass(slots=True)
class Sitting:
    """One office at the keyboard: its answers as they are on disk, each saved before the next question."""

    session: Session
    folder: SurveyFolder
    office: Office
    ask: Ask
    blank: Response
    answers: dict[str, Answer] = field(default_factory=dict)

    def keep(self, name: str, answer: Answer) -> None:
        """Save one answer; when this returns it is on the disk."""
        order = [question.id for question in self.folder.checklist.questions()]
        saved = save_answers(
            self.folder.path,
            self.folder.draft_path(self.office.id),
            self.blank,
            self.answers,
            {name: answer},
            order=order,
            tell=lambda note: self.session.complain([note]),
        )
        self.answers.clear()
        self.answers.update(saved.answers)

    def run(self) -> int:
        """Ask, let the office look over its answers, and hand in if it says so."""
        interview = Interview(
            self.folder.checklist,
            self.folder.survey,
            dict(self.answers),
            self.session.tongue,
            self.ask,
            self.keep,
            self.session.width,
        )
        try:
            interview.run()
            interview.review()
            return self._finish()
        except (EOFError, KeyboardInterrupt):
            self.ask.show("")
            self.session.tell(
                say_many("Stopped. {count} answer is saved.", "Stopped. {count} answers are saved.", len(self.answers))
            )
            self._go_on()
            return INTERRUPTED

    def _finish(self) -> int:
        tongue = self.session.tongue
        left = len(open_questions(self.folder.checklist, self.answers))
        asked = len(asked_questions(self.folder.checklist, self.answers))
        self.ask.show("")
        self.ask.show(tongue(say("{answered} of {asked} questions are answered.", answered=asked - left, asked=asked)))
        if not self.folder.draft_path(self.office.id).exists():
            self.session.tell(say("Nothing is new, so nothing is handed in."))
            return 0
        if not ask_yes(self.ask, tongue, say("Hand in now? What is handed in is not changed afterwards. (yes/no)")):
            self.session.tell(say("Kept as a draft."))
            self._go_on()
            return 0
        self._hand_in(self._role())
        return 0

    def _role(self) -> str | None:
        """Ask for a role, never a name."""
        tongue = self.session.tongue
        while True:
            typed = self.ask.line(tongue(say("Your role, not your name (for instance Nav leader):")) + " ").strip()
            problem = check_text(typed)
            if problem is not None:
                self.session.complain([problem])
            elif typed not in {HELP_KEY, BACK_KEY}:
                return typed or None

    def _hand_in(self, role: str | None) -> None:
        with locked(self.folder.path):
            folder = open_folder(self.folder.path)
            draft = folder.draft(self.office.id) or self.blank
            number = folder.received_numbers.get(self.office.id, 0) + 1
            receipt = Receipt(date=self.session.today, role=role, recorded_by=RecordedBy.OFFICE)
            receive(folder, draft.model_copy(update={"number": number, "received": receipt}))
            remove_draft(folder.draft_path(self.office.id))
        path = folder.received_path(self.office.id, number)
        self.session.tell(
            say(
                "Handed in {day} as number {number}: {answers} answers, in {path}",
                day=self.session.today,
                number=number,
                answers=len(draft.answers),
                path=path.as_posix(),
            )
        )

    def _go_on(self) -> None:
        """Say how to go on, the command whole on a line of its own."""
        alone = len(self.folder.survey.offices) == 1
        office = "" if alone else f" --office {self.office.id}"
        self.session.tell(say("Go on with:"))
        self.session.tell(Message(f"  navcheck answer {self.folder.survey.id}{office}"))


def answer_survey(session: Session, survey: str, office: str, ask: Ask | None = None) -> int:
    """Sit down with one office.

    Raises:
        NavcheckError: `no-terminal`, `unknown-office`, and what reading the survey raises.

    """
    folder = open_folder(session.places.survey(survey))
    if ask is None and not sys.stdin.isatty():
        raise NavcheckError(
            Problem(
                "no-terminal",
                say("there is no keyboard to answer at"),
                None,
                say("a script uses «navcheck import {survey} FILE»", survey=survey),
            )
        )
    chosen = _office(folder, office)
    blank, answers = _begin(session, folder, chosen)
    return Sitting(session, folder, chosen, ask or Keyboard(), blank, answers).run()


def _begin(session: Session, folder: SurveyFolder, office: Office) -> tuple[Response, dict[str, Answer]]:
    """Find where the office left off: its draft, or what was received, or nothing."""
    name = ChecklistName(id=folder.checklist.id, version=folder.checklist.version)
    blank = Response(navcheck="response/1", survey=folder.survey.id, office=office.id, checklist=name)
    draft, received = folder.draft(office.id), folder.received(office.id)
    if draft is not None:
        session.tell(say("Going on with {count} answers.", count=len(draft.answers)))
        return blank, dict(draft.answers)
    if received is not None:
        number = received.number or 1
        session.tell(
            say(
                "Number {number} is received and stays as it is. What you change now becomes number {next}.",
                number=number,
                next=number + 1,
            )
        )
        return blank.model_copy(update={"answers": received.answers}), dict(received.answers)
    return blank, {}


def _office(folder: SurveyFolder, name: str) -> Office:
    offices = folder.survey.offices
    if not name and len(offices) == 1:
        return offices[0]
    known = Offices(offices)
    if not name:
        raise NavcheckError(
            Problem("no-office", say("say which office answers, with --office"), None, _choose(offices))
        )
    found = known.find(name)
    if found is None:
        message = say("{name} is not an office of this survey", name=quote(name))
        raise NavcheckError(Problem("unknown-office", message, None, known.suggest(name) or _choose(offices)))
    return found


def _choose(offices: tuple[Office, ...]) -> Message:
    return choose_between({office.id: office for office in offices})
