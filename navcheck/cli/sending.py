"""What `letters`, `pack` and `form` share: for whom, in which language, into which folder. Nothing is mailed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from navcheck.cli.comment_deadline import set_comment_deadline
from navcheck.cli.naming import find_offices, find_word
from navcheck.cli.session import Session
from navcheck.core.guard import check_text
from navcheck.core.letters import Written
from navcheck.core.messages import Tongue
from navcheck.core.model import Checklist, Office, Survey
from navcheck.core.problems import refuse
from navcheck.core.round import Entry
from navcheck.core.text import clean
from navcheck.files.catalogues import load_tongue
from navcheck.files.disk import show_path
from navcheck.files.outgoing import check_apart, write_new
from navcheck.files.survey_folder import SurveyFolder, open_folder


@dataclass(frozen=True, slots=True)
class Wish:
    """What a command was called with; empty where nothing was said."""

    survey: str
    folder: Path | None = None
    offices: tuple[str, ...] = ()
    language: str = ""
    contact: str = ""
    comments_until: str = ""


@dataclass(frozen=True, slots=True)
class Sending:
    """What goes out: of which survey, to which offices, and where the files go.

    `entries` are what the offices have sent, by their ids; empty where that is not asked.
    """

    opened: SurveyFolder
    offices: tuple[Office, ...]
    folder: Path
    tongues: Mapping[Written, Tongue]
    language: Written | None
    contact: str
    entries: Mapping[str, Entry] = field(default_factory=dict)

    @property
    def survey(self) -> Survey:
        """The survey as its folder has it."""
        return self.opened.survey

    @property
    def checklist(self) -> Checklist:
        """The checklist that the survey holds a copy of."""
        return self.opened.checklist


def prepare(session: Session, wish: Wish) -> Sending:
    """Open the survey and hold the wish against it; then note the deadline for comments, where one is given.

    Raises:
        NavcheckError: `option`, `unknown-office`, `inside-survey`, `personal-number`, as `set_comment_deadline`, and
            what reading raises.

    """
    language = find_word(Written, wish.language, "--language")
    refuse(problem for problem in [check_text(wish.contact)] if problem)
    opened = open_folder(session.places.survey(wish.survey))
    folder = wish.folder or Path(f"{opened.survey.id}-utsending")
    check_apart(folder)
    offices = find_offices(opened.survey, wish.offices)
    if wish.comments_until:
        set_comment_deadline(session, wish.survey, wish.comments_until)
        opened = open_folder(opened.path)
    return Sending(
        opened,
        offices,
        folder,
        {one: load_tongue(one) for one in Written},
        language,
        clean(wish.contact).strip(),
    )


def deliver(session: Session, sending: Sending, files: Mapping[str, bytes]) -> int:
    """Write the files and print their paths, one a line.

    Raises:
        NavcheckError: as `write_new`.

    """
    paths, notes = write_new(sending.folder, files)
    session.complain(notes)
    session.out("".join(f"{show_path(path)}\n" for path in paths))
    return 0
