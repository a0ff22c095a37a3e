"""Saves a document so that it can be read again, and a draft so that two writers keep each other's answers."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from navcheck.core.merging import in_order, merge
from navcheck.core.messages import say
from navcheck.core.model import Answer, Model, Response
from navcheck.core.problems import Loaded, Location, NavcheckError, Problem
from navcheck.core.text import quote
from navcheck.files.disk import DOCUMENT_BYTES, MEGABYTE, show_path
from navcheck.files.documents import Source, load_source, read_source
from navcheck.files.locking import locked
from navcheck.files.saving import make_folder, save
from navcheck.files.yaml_writer import write_yaml

M = TypeVar("M", bound=Model)

Answers = Mapping[str, Answer]
Changes = Mapping[str, Answer | None]
# From a question, the answer that is there now, and ours, to the answer that shall stand; None is no answer.
Settle = Callable[[str, Answer | None, Answer | None], Answer | None]
Tell = Callable[[Problem], object]


def save_document(path: Path, document: M, *, expected: str | None, head: str = "") -> Loaded[M]:
    """Save a document, if it could be read again. Whoever replaces one holds the folder's lock.

    Args:
        path: the file.
        document: what it shall hold.
        expected: as for `saving.save`.
        head: comments to stand before it.

    Returns:
        The document as it is on the disk, with what the reader and the disk had to say.

    Raises:
        NavcheckError: what `saving.save` raises, or why the document could not be read again: a personal number, a text
            that is too long. The old file is untouched.

    """
    raw, written = prepare(path, document, head)
    saved = save(path, raw, expected=expected)
    return Loaded(written.document, written.where, (*written.notes, *saved.notes))


def prepare(path: Path, document: M, head: str = "") -> tuple[bytes, Loaded[M]]:
    """Return what a file shall hold, and the document as it will be read from there.

    Raises:
        NavcheckError: why it could not be read again.

    """
    raw = head.encode() + write_yaml(document)
    return raw, _read_again(Source(show_path(path), raw), type(document))


def save_answers(  # noqa: PLR0913 -- what is changed, and where; the rest is named
    folder: Path,
    draft_path: Path,
    blank: Response,
    seen: Answers,
    changes: Changes,
    *,
    order: Sequence[str],
    settle: Settle | None = None,
    update: Mapping[str, object] | None = None,
    tell: Tell | None = None,
    wait_seconds: float = 10,
) -> Response:
    """Save changes to named questions, keeping what others have answered meanwhile.

    Args:
        folder: the survey's folder, whose lock is taken.
        draft_path: where the draft lies; it need not be there yet.
        blank: the draft as it begins, with survey, office and checklist.
        seen: the answers that this run had read when it made the changes.
        changes: the new answers; None takes an answer away.
        order: the questions in the checklist's order.
        settle: asked about a question that was answered otherwise meanwhile, while nothing is locked.
        update: other fields of the response: minutes, shares, asked.
        tell: given what is worth knowing about a save that succeeded.
        wait_seconds: how long to wait for the lock.

    Returns:
        The draft as it is on the disk now.

    Raises:
        NavcheckError: `changed-meanwhile` with a problem per question when there is no `settle`, `misplaced`, or what
            `saving.locked`, `save_document` and the reader raise; nothing was changed then.

    """
    while True:
        with locked(folder, wait_seconds=wait_seconds):
            make_folder(draft_path.parent)
            current, expected = _read_draft(draft_path, blank)
            merged = merge(current.answers, seen, changes)
            if not merged.conflicts:
                changed = _changed(current, in_order(merged.answers, order), update or {}, is_new=expected is None)
                return current if changed is None else _write(draft_path, changed, expected, tell)
        if settle is None:
            raise _answered_meanwhile(draft_path, merged.conflicts)
        # What was shown is now what was seen; the next round asks again only if it was changed once more.
        theirs = {question: current.answers.get(question) for question in merged.conflicts}
        mine = {question: settle(question, theirs[question], changes[question]) for question in merged.conflicts}
        # Who gives way changes nothing: a colleague's answer is not to be put over a newer one as if it were theirs.
        ours = {question: answer for question, answer in mine.items() if answer != theirs[question]}
        rest = {question: answer for question, answer in changes.items() if question not in mine}
        seen, changes = _without_none({**seen, **theirs}), rest | ours


def _read_draft(path: Path, blank: Response) -> tuple[Response, str | None]:
    """Return the draft that is there now, with the sum of its file; a blank one without a sum where there is none."""
    try:
        source = read_source(path, follow=False)
    except NavcheckError as error:
        if error.problems[0].code == "no-file":
            return blank, None
        raise
    loaded = load_source(source, Response)
    if (loaded.document.survey, loaded.document.office) != (blank.survey, blank.office):
        raise _misplaced(loaded, blank)
    return loaded.document, source.sha256


def _changed(current: Response, answers: Answers, update: Mapping[str, object], *, is_new: bool) -> Response | None:
    """Return the next revision, None when it would say the same as this one."""
    changed = current.model_copy(update={**update, "answers": answers})
    if is_new:
        return changed
    return None if changed == current else changed.model_copy(update={"revision": current.revision + 1})


def _write(path: Path, response: Response, expected: str | None, tell: Tell | None) -> Response:
    saved = save_document(path, response, expected=expected)
    if tell is not None:
        for note in saved.notes:
            tell(note)
    return saved.document


def _read_again(source: Source, model: type[M]) -> Loaded[M]:
    """Read what is about to be saved: what could not be read tomorrow is refused today."""
    if len(source.raw) > DOCUMENT_BYTES:
        limit = say("not saved: the file would be larger than {limit} MB", limit=DOCUMENT_BYTES // MEGABYTE)
        problem = Problem("too-big", limit, Location(source.name), say("shorten the longest answers"))
        raise NavcheckError(problem, exit_code=1)
    try:
        return load_source(source, model)
    except NavcheckError as error:
        raise NavcheckError(*error.problems, exit_code=1) from None


def _without_none(answers: Changes) -> dict[str, Answer]:
    return {question: answer for question, answer in answers.items() if answer is not None}


def _answered_meanwhile(path: Path, questions: Sequence[str]) -> NavcheckError:
    at = Location(show_path(path))
    return NavcheckError(*(_conflict(question, at) for question in questions), exit_code=1)


def _conflict(question: str, at: Location) -> Problem:
    return Problem(
        "changed-meanwhile",
        say("not saved: somebody else has answered {question} meanwhile", question=quote(question)),
        at,
        say("run the same command again; it shows the answer that is there now"),
    )


def _misplaced(loaded: Loaded[Response], blank: Response) -> NavcheckError:
    found, wanted = loaded.document, blank
    key = "survey" if found.survey != wanted.survey else "office"
    message = say(
        "{found} stands here, but the file lies where {expected} belongs",
        found=quote(getattr(found, key)),
        expected=quote(getattr(wanted, key)),
    )
    hint = say("put the file back where it came from")
    return NavcheckError(Problem("misplaced", message, loaded.where(key), hint), exit_code=1)
