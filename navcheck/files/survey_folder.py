"""One survey's folder: what belongs in it, what was received, and what lies there that is not read."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from navcheck.core.answers import check_response
from navcheck.core.coding import check_coding
from navcheck.core.messages import Message, say
from navcheck.core.model import Asked, Checklist, ChecklistName, Coding, Office, Response, Survey
from navcheck.core.model.fields import SLUG
from navcheck.core.problems import Loaded, Location, NavcheckError, Problem, refuse
from navcheck.core.round import Entry, LeftOut, Round
from navcheck.core.text import quote, unquoted
from navcheck.core.words import Standing
from navcheck.files.confirming import read_confirmed
from navcheck.files.disk import is_there, show_path
from navcheck.files.documents import load, load_source, read_source
from navcheck.files.listing import list_folder
from navcheck.files.places import SURVEY_FILE, beside
from navcheck.files.together import ASIDE, LIST_FILE, list_received

if TYPE_CHECKING:
    import os

KNOWN_NAMES = frozenset(
    {
        SURVEY_FILE,
        "checklist.yaml",
        "drafts",
        "received",
        "coding.yaml",
        "facts.csv",
        "plan.yaml",
        "comments.yaml",
        "confirmed.yaml",
        "report",
        ".navcheck.lock",
        LIST_FILE,
    }
)
RECEIVED = re.compile(rf"(?P<office>{SLUG.pattern})-(?P<number>[1-9][0-9]{{0,3}})\.yaml")
DRAFT = re.compile(rf"(?P<office>{SLUG.pattern})\.yaml")


@dataclass(frozen=True)
class SurveyFolder:
    """A survey on disk, with its exact copy of the checklist."""

    path: Path
    survey: Survey
    checklist: Checklist

    def blank(self, office_id: str) -> Response:
        """Return a response of an office to this survey, with nothing answered yet."""
        name = ChecklistName(id=self.checklist.id, version=self.checklist.version)
        return Response(navcheck="response/1", survey=self.survey.id, office=office_id, checklist=name)

    def draft_path(self, office_id: str) -> Path:
        """Return where an office's draft lies."""
        return self.path / "drafts" / f"{office_id}.yaml"

    def received_path(self, office_id: str, number: int) -> Path:
        """Return where a received response lies."""
        return self.path / "received" / f"{office_id}-{number}.yaml"

    @cached_property
    def listed(self) -> tuple[list["os.DirEntry[str]"], frozenset[str]]:
        """What lies in `received/`, and the names of an import that is not done."""
        return list_received(self.path)

    @cached_property
    def received_numbers(self) -> dict[str, int]:
        """The highest number received from each office that was asked; none of an import that is not done."""
        latest, (entries, apart) = dict[str, int](), self.listed
        asked = {office.id for office in self.survey.offices}
        for entry in entries:
            found = RECEIVED.fullmatch(entry.name)
            if found is not None and entry.name not in apart and found["office"] in asked:
                latest[found["office"]] = max(latest.get(found["office"], 0), int(found["number"]))
        return latest

    def received(self, office_id: str, number: int | None = None) -> Response | None:
        """Load an office's response of that number, else the last received; nothing where there is none.

        Raises:
            NavcheckError: every problem in it.

        """
        latest = self.received_numbers.get(office_id, 0)
        if not 1 <= (wanted := latest if number is None else number) <= latest:
            return None
        return self._response(self.received_path(office_id, wanted), office_id, wanted)

    def draft(self, office_id: str) -> Response | None:
        """Load an office's draft.

        Raises:
            NavcheckError: every problem in it.

        """
        return self._response(self.draft_path(office_id), office_id, None) if self.has_draft(office_id) else None

    def has_draft(self, office_id: str) -> bool:
        """Tell whether anything lies in the place of an office's draft; a linked folder is not the survey's own."""
        path = self.draft_path(office_id)
        return is_there(path) and not path.parent.is_symlink()

    def _response(self, path: Path, office_id: str, number: int | None) -> Response:
        loaded = load(path, Response, follow=False, context=self.checklist.plain_answers)
        refuse(self._check(loaded, office_id, number))
        return loaded.document

    def _check(self, loaded: Loaded[Response], office_id: str, number: int | None) -> Iterator[Problem]:
        response, where = loaded.document, loaded.where
        belongs = {"survey": self.survey.id, "office": office_id, "number": number}
        for key, expected in belongs.items():
            if (found := getattr(response, key)) != expected:
                at = where(key, key=expected is None)
                hint = say("put the file back where it came from")
                yield Problem("misplaced", _misplaced(key, found, expected), at, hint)
        yield from check_response(self.checklist, response, where)


def _misplaced(key: str, found: object, expected: object) -> Message:
    if found is None:
        return say("{key} is missing", key=quote(key))
    if expected is None:
        return say("{key} is not a key that is used here", key=quote(key))
    return say(
        "{found} stands here, but the file lies where {expected} belongs", found=quote(found), expected=quote(expected)
    )


def open_folder(path: Path) -> SurveyFolder:
    """Open a survey folder.

    Raises:
        NavcheckError: every problem in `survey.yaml` or `checklist.yaml`, or `changed-checklist`.

    """
    survey = load(path / SURVEY_FILE, Survey, follow=False)
    source = read_source(path / "checklist.yaml", follow=False)
    checklist = load_source(source, Checklist).document
    copy = survey.document.checklist
    if copy.sha256 != source.sha256:
        raise NavcheckError(
            Problem(
                "changed-checklist",
                say("checklist.yaml is not the copy that the survey was opened with"),
                survey.where("checklist", "sha256"),
                say("put the first version back; a changed checklist needs a survey of its own"),
            )
        )
    return SurveyFolder(path, survey.document, checklist)


def read_folder(
    folder: SurveyFolder, *, drafts: bool = False, back: int = 1, later: tuple[Path, ...] = ()
) -> tuple[Round, tuple[Problem, ...]]:
    """Read all that a survey folder holds.

    Args:
        folder: the survey.
        drafts: whether drafts count too, where nothing was received.
        back: how many rounds before this one are read too.
        later: the folders of the rounds that name this one as their last, which none of them can be in turn.

    Returns:
        The round, and the problems of what cannot be used: responses, whose offices are marked unreadable, and
        confirmations, which then confirm nothing.

    Raises:
        NavcheckError: problems of `coding.yaml`, or `too-many-files`.

    """
    problems: list[Problem] = []
    coding = _coding(folder)
    confirmed = _confirmed(folder, problems)
    begun = frozenset(entry.name for entry in list_folder(folder.path / "drafts"))
    entries = tuple(
        _confirm(_entry(folder, office, problems, has_draft=f"{office.id}.yaml" in begun, drafts=drafts), confirmed)
        for office in folder.survey.offices
    )
    before = _before(folder, problems, back, later) if folder.survey.before is not None and back else None
    return Round(folder.survey, folder.checklist, coding, entries, tuple(_left_out(folder)), before), tuple(problems)


def _before(folder: SurveyFolder, problems: list[Problem], back: int, later: tuple[Path, ...]) -> Round | None:
    """Read the last round, a sibling folder."""
    name, later = str(folder.survey.before), (*later, folder.path.resolve())
    path, at = beside(folder.path, name), Location(show_path(folder.path / SURVEY_FILE))
    if not path.is_dir():
        message = say("the last round, {name}, does not lie beside this one", name=quote(name))
        cure = say("copy its folder there, or mend «before» in survey.yaml")
        problems.append(Problem("no-last-round", message, at, cure))
        return None
    if path.resolve() in later:
        cure = say("mend the last survey, or take «before» out of survey.yaml")
        problems.append(Problem("same-round", say("a round cannot be compared with itself"), at, cure))
        return None
    try:
        one, found = read_folder(open_folder(path), back=back - 1, later=later)
    except NavcheckError as error:
        problems.extend(error.problems)
        return None
    problems.extend(found)
    return one


def _coding(folder: SurveyFolder) -> Coding | None:
    path = folder.path / "coding.yaml"
    if not is_there(path):
        return None
    loaded = load(path, Coding, follow=False)
    refuse(check_coding(folder.checklist, folder.survey, loaded.document, loaded.where))
    return loaded.document


def _confirmed(folder: SurveyFolder, problems: list[Problem]) -> frozenset[tuple[str, int]]:
    try:
        read = read_confirmed(folder)
    except NavcheckError as error:
        problems.extend(error.problems)
        return frozenset()
    problems.extend(read.problems)
    return frozenset((one.office, one.number) for one in read.confirmed.confirmed)


def _confirm(entry: Entry, confirmed: frozenset[tuple[str, int]]) -> Entry:
    number = entry.response.number if entry.response is not None else None
    return replace(entry, confirmed=True) if (entry.office.id, number) in confirmed else entry


def _entry(folder: SurveyFolder, office: Office, problems: list[Problem], *, has_draft: bool, drafts: bool) -> Entry:
    try:
        if (received := folder.received(office.id)) is not None:
            begun, asked = _begun(folder, received, problems) if has_draft else (False, ())
            first = _first_received(folder, received)
            return Entry(office, Standing.RESPONDED, received, begun, asked=asked, first_received=first)
        draft = folder.draft(office.id) if drafts and has_draft else None
    except NavcheckError as error:
        problems.extend(error.problems)
        return Entry(office, Standing.UNREADABLE, None, has_draft)
    return Entry(office, Standing.DRAFT if draft is not None else Standing.MISSING, draft, has_draft)


def _first_received(folder: SurveyFolder, last: Response) -> date | None:
    """Return the day of the first number that can be read before the last; that it cannot be read hides no answer."""
    for number in range(1, last.number or 1):
        with suppress(NavcheckError):
            first = folder.received(last.office, number)
            return first.received.date if first is not None and first.received is not None else None
    return None


def _begun(folder: SurveyFolder, received: Response, problems: list[Problem]) -> tuple[bool, tuple[Asked, ...]]:
    """Tell whether an office that has responded has begun anew, and what it is asked to elaborate.

    A draft that holds nothing but the county's request is none of the office's. One that cannot be read hides both.
    """
    try:
        draft = folder.draft(received.office)
    except NavcheckError as error:
        problems.extend(error.problems)
        return True, ()
    if draft is None:
        return False, ()
    return not draft.asked or draft.answers != received.answers, draft.asked


def _left_out(folder: SurveyFolder) -> Iterator[LeftOut]:
    for entry in list_folder(folder.path):
        if entry.name not in KNOWN_NAMES or entry.is_symlink():
            yield LeftOut(unquoted(entry.name), say("not a file of a survey"))
    received, apart = folder.listed
    asked = {office.id for office in folder.survey.offices}
    for part, pattern, entries in (
        ("received", RECEIVED, received),
        ("drafts", DRAFT, list_folder(folder.path / "drafts")),
    ):
        for entry in entries:
            found = pattern.fullmatch(entry.name)
            if part == "received" and entry.name in apart:
                why = say("of an import that was broken off, or is not done yet")
            elif entry.name.endswith(ASIDE):
                why = say("set aside from an import that was broken off")
            elif found is None:
                why = say("not a name that navcheck gives")
            elif found["office"] not in asked:
                why = say("the survey has no such office")
            else:
                continue
            yield LeftOut(unquoted(f"{part}/{entry.name}"), why)
