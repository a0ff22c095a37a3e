"""`answer`: an office's sitting at the keyboard, from its draft to a received response."""

import time
from contextlib import suppress
from dataclasses import dataclass, field, replace

from navcheck.ask.asking import KEYS, Ask
from navcheck.ask.interview import UNANSWERED, Interview, ask_yes, in_words
from navcheck.cli.draft_telling import tell_drafts
from navcheck.cli.session import Session
from navcheck.cli.sitting import Place, Wanted, begin, sit_down
from navcheck.core.guard import LONGEST_ROLE, check_text
from navcheck.core.interview import asked_questions, open_questions
from navcheck.core.matrix import build_matrix
from navcheck.core.messages import Message, say, say_many
from navcheck.core.model import Answer, Receipt, Response
from navcheck.core.round import Entry, Round
from navcheck.core.words import RecordedBy, Standing
from navcheck.files.drafts import save_answers
from navcheck.files.locking import locked
from navcheck.files.receiving import Received, receive
from navcheck.files.survey_folder import SurveyFolder, open_folder
from navcheck.render import GAP_RENDERERS
from navcheck.render.marks import ASCII, UNICODE

INTERRUPTED = 130


@dataclass(slots=True)
class Sitting:
    """One office at the keyboard: its answers as they are on disk, each saved before the next question."""

    session: Session
    place: Place
    ask: Ask
    answers: dict[str, Answer]
    began: float = field(default_factory=time.monotonic)

    def run(self) -> int:
        """Ask, let the office look over its answers, and hand in if it says so."""
        place = self.place
        interview = Interview(
            place.folder.checklist,
            place.folder.survey,
            dict(self.answers),
            self.session.tongue,
            self.ask,
            self.keep,
            self.session.width,
            only=place.only,
            before=place.before,
            requests=place.requests,
            passed=self._left_open(),
        )
        try:
            interview.run()
            interview.review()
            return self._finish()
        except (EOFError, KeyboardInterrupt):
            with suppress(EOFError):  # nobody is there to see it
                self.ask.show("")
            count = len(self.answers)
            self._tell(say_many("Stopped. {count} answer is saved.", "Stopped. {count} answers are saved.", count))
            self._go_on()
            return INTERRUPTED

    def _left_open(self) -> set[str]:
        """Name what was left unanswered before the county asked to elaborate something; that is what is put now."""
        if not self.place.requests or self.place.only is not None:
            return set()
        left = open_questions(self.place.folder.checklist, self.answers)
        return {question.id for question in left} - self.place.requests.keys()

    def keep(self, name: str, answer: Answer) -> None:
        """Save one answer; when this returns it is on the disk."""
        folder, office = self.place.folder, self.place.office
        # Without a draft it begins with what is received now, which may be more than when somebody sat down.
        is_begun = folder.has_draft(office.id)
        saved = save_answers(
            folder.path,
            folder.draft_path(office.id),
            folder.blank(office.id) if is_begun else begin(open_folder(folder.path), office),
            self.answers,
            {name: answer},
            order=[question.id for question in folder.checklist.questions()],
            settle=self._settle,
            update={"minutes": self._minutes()},
            tell=lambda note: self.session.complain([note]),
        )
        self.answers.clear()
        self.answers.update(saved.answers)

    def _settle(self, name: str, theirs: Answer | None, mine: Answer | None) -> Answer | None:
        """Ask whose answer shall stand, where a colleague has answered the same question meanwhile."""
        tongue, checklist = self.session.tongue, self.place.folder.checklist
        question = checklist.by_id[name]
        words = [in_words(checklist, question, one, tongue) if one else tongue(UNANSWERED) for one in (theirs, mine)]
        self.ask.show(
            tongue(
                say("Somebody else has answered this meanwhile: {theirs}. You: {mine}.", theirs=words[0], mine=words[1])
            )
        )
        return mine if ask_yes(self.ask, tongue, say("Shall yours stand? (yes/no)")) else theirs

    def _minutes(self) -> int:
        return self.place.minutes + round((time.monotonic() - self.began) / 60)

    def _finish(self) -> int:
        tongue, checklist = self.session.tongue, self.place.folder.checklist
        left, asked = len(open_questions(checklist, self.answers)), len(asked_questions(checklist, self.answers))
        self.ask.show("")
        self.ask.show(tongue(say("{answered} of {asked} questions are answered.", answered=asked - left, asked=asked)))
        if not self._is_new(open_folder(self.place.folder.path)):
            self._tell(say("Nothing is new, so nothing is handed in."))
            return 0
        hand_in = self._fitting(
            say("Hand in now? What is handed in is not changed afterwards. (yes/no)"),
            say("Register the answers now? What is registered is not changed afterwards. (yes/no)"),
        )
        if self.place.only is not None or not ask_yes(self.ask, tongue, hand_in):
            self._tell(say("Kept as a draft."))
            self._go_on()
            return 0
        role = self._role()
        shares = self._fitting(
            say("May the county show your examples to other offices? (yes/no)"),
            say("May the county show the office's examples to other offices? (yes/no)"),
        )
        self._hand_in(role, shares=ask_yes(self.ask, tongue, shares))
        return 0

    def _is_new(self, folder: SurveyFolder) -> bool:
        """Whether there is a draft that says something else than what was received last."""
        draft, received = folder.draft(self.place.office.id), folder.received(self.place.office.id)
        return draft is not None and (received is None or draft.answers != received.answers)

    def _fitting(self, own: Message, on_behalf: Message) -> Message:
        """Choose the words that fit who sits here: the office itself, or the county that writes down what it says."""
        return on_behalf if self.place.on_behalf else own

    def _role(self) -> str | None:
        """Ask for a role, never a name."""
        prompt = self._fitting(
            say("Your role, not your name (for instance Nav leader):"),
            say("The role of who answered, not the name (for instance Nav leader):"),
        )
        while True:
            typed = self.ask.line(f"{self.session.tongue(prompt)} ").strip()
            problem = check_text(typed)
            if problem is not None:
                self.session.complain([problem])
            elif len(typed) > LONGEST_ROLE:
                self._tell(say("A role is at most {most} characters.", most=LONGEST_ROLE))
            elif typed not in KEYS:
                return typed or None

    def _hand_in(self, role: str | None, *, shares: bool) -> None:
        office = self.place.office.id
        recorded_by = RecordedBy.COUNTY if self.place.on_behalf else RecordedBy.OFFICE
        with locked(self.place.folder.path):
            folder = open_folder(self.place.folder.path)
            draft = folder.draft(office) if self._is_new(folder) else None
            if draft is None:  # somebody else has handed it in meanwhile
                self._tell(say("Nothing is new, so nothing is handed in."))
                return
            receipt = Receipt(date=self.session.today, role=role, recorded_by=recorded_by)
            number = folder.received_numbers.get(office, 0) + 1
            # How often a draft was saved says nothing of what was handed in.
            update = {"number": number, "received": receipt, "shares": shares, "revision": 1}
            response = draft.model_copy(update=update)
            received = receive(folder, response)
        self.session.complain(received.notes)
        self._show_receipt(response, received)

    def _show_receipt(self, response: Response, received: Received) -> None:
        """Say what was handed in and what happens next, and give the office its own list of points."""
        folder, office = self.place.folder, self.place.office
        path = folder.received_path(office.id, response.number or 1)
        self._tell(
            say(
                "Handed in {day} as number {number}: {answers} answers.",
                day=self.session.today,
                number=response.number,
                answers=sum(one.id in response.answers for one in asked_questions(folder.checklist, response.answers)),
            )
        )
        self._tell(
            self._fitting(
                say("Your answers are in this file; it is not changed any more:"),
                say("The office's answers are in this file; it is not changed any more:"),
            )
        )
        self._tell(Message("  {path}", {"path": path.as_posix()}))
        if self.place.on_behalf:
            self._tell(say("The office shall confirm what was written down for it:"))
            self._tell(Message(f"  navcheck print {folder.survey.id} --office {office.id} --for-confirmation"))
        tell_drafts(self.session, received.waiting, handed_in=True)
        self._tell(
            self._fitting(
                say(
                    "The county reads the answers, may ask you to elaborate, and sends a draft of what it writes. The "
                    "list below is for your own internal control; only your answers are handed in."
                ),
                say("The list below is for the office's own internal control; only its answers are registered."),
            )
        )
        self.ask.show("")
        alone = folder.survey.model_copy(update={"offices": (office,)})
        one = Round(alone, folder.checklist, None, (Entry(office, Standing.RESPONDED, response),))
        signs = ASCII if self.session.plain else UNICODE
        matrix = replace(build_matrix(one), signals=(), uncoded=())
        self.ask.show(str(GAP_RENDERERS["terminal"](matrix, self.session.tongue, self.session.width, signs)))

    def _tell(self, message: Message) -> None:
        self.session.tell(message)

    def _go_on(self) -> None:
        """Say how to go on, the command whole on a line of its own."""
        survey = self.place.folder.survey
        office = "" if len(survey.offices) == 1 else f" --office {self.place.office.id}"
        on_behalf = " --on-behalf" if self.place.on_behalf else ""
        self._tell(say("Go on with:"))
        self._tell(Message(f"  navcheck answer {survey.id}{office}{on_behalf}"))


def answer_survey(session: Session, wanted: Wanted, ask: Ask | None = None) -> int:
    """Sit down with one office.

    Raises:
        NavcheckError: `no-terminal`, `unknown-office`, `unknown-topic`, and what reading the survey raises.

    """
    place, keyboard = sit_down(session, wanted, ask)
    return Sitting(session, place, keyboard, dict(place.answers)).run()
