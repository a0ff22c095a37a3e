"""`code --words`: one reading is added, replaced or taken back, without a keyboard."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from navcheck.cli.answering_by_file import refuse_together
from navcheck.cli.naming import find_office
from navcheck.cli.session import Session
from navcheck.core.answers import choose_between
from navcheck.core.coding import add_reading, codable, find_reading, no_code, no_question, take_back
from navcheck.core.guard import check_text
from navcheck.core.messages import Message, say, say_many
from navcheck.core.model import Coding, Office, Question, Reading
from navcheck.core.problems import NavcheckError, Problem, refuse
from navcheck.core.round import Round
from navcheck.core.text import clean, did_you_mean, normal, quote
from navcheck.core.wordings import open_wordings, readings_in_use, written_words
from navcheck.files.coding import change_coding
from navcheck.files.survey_folder import SurveyFolder
from navcheck.render.coding_list import answers_of

# What must be said of a reading; to take it back, all but its code.
_NEEDED: Mapping[str, Message] = {
    "--question": say("say which question, with --question"),
    "--words": say("say which words, with --words"),
    "--code": say("say what they are read as, with --code"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What `code` was called with."""

    survey: str
    question: str = ""
    words: str = ""
    code: str = ""
    office: str = ""
    note: str = ""
    undo: bool = False
    listed: bool = False

    @property
    def given(self) -> tuple[str, ...]:
        """The options that speak of one reading."""
        options = {
            "--question": self.question,
            "--words": self.words,
            "--code": self.code,
            "--office": self.office,
            "--note": self.note,
            "--undo": self.undo,
        }
        return tuple(name for name, value in options.items() if value)


@dataclass(frozen=True, slots=True)
class Asked:
    """One reading as it is wanted, held against the survey; without a code it is taken back."""

    question: Question
    words: str
    code: str
    office: Office | None
    note: str | None

    def find(self, coding: Coding) -> Reading | None:
        """Return the row that there is for these words and this office."""
        return find_reading(coding, self.question.id, self.words, self.office_id)

    @property
    def office_id(self) -> str | None:
        """The office that the reading is for; none for all."""
        return self.office.id if self.office is not None else None


def change_reading_by_options(session: Session, folder: SurveyFolder, one: Round, wanted: Wanted) -> None:
    """Add, replace or take back one reading, and print what it was, what it is, and the answers that it changes.

    Raises:
        NavcheckError: everything that is missing, unknown or may not be kept, or why it is not saved.

    """
    asked = _hold(one, wanted)
    seen: list[Coding] = []

    def edit(now: Coding) -> Coding:
        seen.append(now)
        return _edited(replace(one, coding=now), now, asked)

    coding, notes = change_coding(folder, edit)
    session.complain(notes)
    before, after = (replace(one, coding=found) for found in (seen[0], coding))
    lines = _undone(before, after, asked) if wanted.undo else _done(session, before, after, asked)
    session.out("".join(f"{session.tongue(line)}\n" for line in lines))


def _hold(one: Round, wanted: Wanted) -> Asked:
    """Hold what is wanted against the survey."""
    if wanted.undo:
        refuse_together("--undo", [name for name in ("--code", "--note") if name in wanted.given])
    needed = [name for name in _NEEDED if not (wanted.undo and name == "--code")]
    question = codable(one.checklist).get(wanted.question)
    codes = choose_between(one.checklist.codes_of(question)) if question is not None else None
    cures = {"--code": codes, "--question": choose_between(codable(one.checklist))}
    refuse(Problem("option", _NEEDED[name], None, cures.get(name)) for name in needed if name not in wanted.given)
    refuse(problem for text in (wanted.words, wanted.note) if (problem := check_text(text)) is not None)
    if question is None:
        raise NavcheckError(no_question(one.checklist, wanted.question))
    if not wanted.undo and wanted.code not in one.checklist.codes_of(question):
        raise NavcheckError(no_code(one.checklist, question, wanted.code))
    office = find_office(one.survey, wanted.office) if wanted.office else None
    return Asked(question, clean(wanted.words).strip(), wanted.code, office, clean(wanted.note).strip() or None)


def _edited(one: Round, now: Coding, asked: Asked) -> Coding:
    before = asked.find(now)
    if not asked.code:
        if before is None:
            raise NavcheckError(_no_reading(one, now, asked))
        return take_back(now, asked.question.id, asked.words, asked.office_id)
    written = written_words(one, asked.question, asked.office_id)
    words = before.words if before is not None else written.get(normal(asked.words))
    if words is None:
        raise NavcheckError(_not_written(one, asked, written))
    # A note goes with the code that it was written about.
    note = asked.note or (before.note if before is not None and before.code == asked.code else None)
    reading = Reading(words=words, code=asked.code, office=asked.office_id, note=note)
    return add_reading(now, one.checklist, asked.question.id, reading)


def _no_reading(one: Round, now: Coding, asked: Asked) -> Problem:
    rows = now.questions.get(asked.question.id, ())
    others = [row.office for row in rows if normal(row.words) == normal(asked.words)]
    message = say("there is no reading of {words} to {id}", words=quote(asked.words), id=quote(asked.question.id))
    hint = did_you_mean(asked.words, [row.words for row in rows]) or _see_the_list(one)
    if None in others:
        hint = say("the reading is for all offices: leave --office out")
    elif others:
        hint = say("the reading is for one office: say --office {offices}", offices=" / ".join(map(str, others)))
    return Problem("no-reading", message, None, hint)


def _not_written(one: Round, asked: Asked, written: Mapping[str, str]) -> Problem:
    values = {"words": quote(asked.words), "id": quote(asked.question.id)}
    message = say("no received answer to {id} says {words}", **values)
    if asked.office is not None:
        message = say("{office} has not answered {id} with {words}", office=asked.office.name, **values)
    return Problem("no-such-words", message, None, did_you_mean(asked.words, written.values()) or _see_the_list(one))


def _see_the_list(one: Round) -> Message:
    return say("«navcheck code {survey} --list» shows them all", survey=one.survey.id)


def _done(session: Session, before: Round, after: Round, asked: Asked) -> list[Message]:
    old, new = (asked.find(one.coding) if one.coding is not None else None for one in (before, after))
    if new is None or old == new:
        return [say("{words} is read so already; nothing is changed.", words=quote(asked.words))]
    uses = next(row for row in readings_in_use(after) if (row.question, row.reading) == (asked.question, new))
    values = {"words": quote(new.words), "code": _named(after, asked, new)}
    told = say("{words} is read as {code}.", **values)
    if old is not None:
        told = say(
            "{words}: {before} → {after}",
            words=quote(new.words),
            before=_named(before, asked, old),
            after=values["code"],
        )
    used = answers_of(uses.offices, session.tongue) if uses.offices else session.tongue(say("No answer uses it now."))
    return [told, Message("{used}", {"used": used})]


def _undone(before: Round, after: Round, asked: Asked) -> list[Message]:
    old = asked.find(before.coding) if before.coding is not None else None
    if old is None:
        return []
    waiting = _waiting(after) - _waiting(before)
    return [
        say("Taken back: {words} was read as {code}.", words=quote(old.words), code=_named(before, asked, old)),
        say_many("{count} answer waits for a code again.", "{count} answers wait for a code again.", waiting),
    ]


def _waiting(one: Round) -> int:
    return sum(len(wording.offices) for wording in open_wordings(one))


def _named(one: Round, asked: Asked, reading: Reading) -> Message:
    label = one.checklist.codes_of(asked.question)[reading.code].label
    if reading.note is None:
        return Message("{label} ({code})", {"label": label, "code": reading.code})
    return Message("{label} ({code}; {note})", {"label": label, "code": reading.code, "note": reading.note})
