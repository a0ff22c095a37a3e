"""`code` at the keyboard: a sitting in which words are read, each reading saved before the next words are shown."""

from navcheck.ask.asking import Ask
from navcheck.ask.coding import CodingTalk
from navcheck.cli.session import Session
from navcheck.cli.show import symbols_of
from navcheck.cli.sitting import find_keyboard
from navcheck.core.coding import change_reading
from navcheck.core.messages import Message, say, say_many
from navcheck.core.model import Coding, Reading
from navcheck.core.round import Round
from navcheck.core.wordings import Wording, open_wordings
from navcheck.files.coding import change_coding, check_changeable
from navcheck.files.survey_folder import SurveyFolder
from navcheck.render.coding import CodingScreens
from navcheck.render.coding_list import drafts_not_counted

INTERRUPTED = 130


def read_words(session: Session, folder: SurveyFolder, one: Round, ask: Ask | None) -> int:
    """Sit down and read the words that wait for a code.

    Returns:
        0, or 130 where the sitting was stopped; what was confirmed is saved.

    Raises:
        NavcheckError: `no-terminal`, `comments`, or why a reading is not saved.

    """
    if not open_wordings(one):
        _tell_left(session, one)
        return 0
    check_changeable(folder)
    script = say("a script uses «navcheck code {survey} --question ID --words TEXT --code CODE»", survey=one.survey.id)
    keyboard = find_keyboard(session, ask, script)

    def keep(wording: Wording, code: str | None, seen: Reading | None) -> Coding:
        name, words = wording.question.id, wording.words
        coding, notes = change_coding(
            folder, lambda now: change_reading(now, folder.checklist, name, words, code=code, seen=seen)
        )
        session.complain(notes)
        return coding

    symbols = symbols_of(session)
    screens = CodingScreens(session.tongue, session.width, symbols, session.plain)
    talk = CodingTalk(one, session.tongue, keyboard, keep, screens, session.width)
    code = 0
    try:
        talk.run()
    except (EOFError, KeyboardInterrupt):
        code = INTERRUPTED
    keyboard.show("")
    if code:
        session.tell(say("Stopped; what was read is saved."))
    session.tell(say_many("{count} wording read now.", "{count} wordings read now.", len(talk.mine)))
    _tell_left(session, talk.one)
    return code


def _tell_left(session: Session, one: Round) -> None:
    """Say how many words wait for a code, what was not counted, and how to go on."""
    left = open_wordings(one)
    told = say_many(
        "{count} wording, in {answers} of the answers, waits for a code.",
        "{count} wordings, in {answers} of the answers, wait for a code.",
        len(left),
        answers=sum(len(wording.offices) for wording in left),
    )
    session.tell(told if left else say("No words wait for a code."))
    if one.drafts_left_out:
        session.tell(drafts_not_counted(one))
    session.tell(say("See what it comes to with:"))
    for command in ("matrix", "gaps"):
        session.tell(Message(f"  navcheck {command} {one.survey.id}"))
