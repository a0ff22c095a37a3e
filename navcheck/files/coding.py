"""Changes a survey's `coding.yaml`, so that two who read words at the same time lose nothing of each other's."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from navcheck.core.coding import check_coding
from navcheck.core.model import Coding
from navcheck.core.problems import Problem, refuse
from navcheck.files.locking import locked
from navcheck.files.rewriting import check_rewritable, find_document, rewrite

if TYPE_CHECKING:
    from navcheck.files.survey_folder import SurveyFolder


def check_changeable(folder: "SurveyFolder") -> None:
    """Refuse a coding that could not be saved again, before anybody begins to read words.

    Raises:
        NavcheckError: `comments`, or every problem in `coding.yaml`.

    """
    check_rewritable(find_document(folder.path / "coding.yaml", Coding(navcheck="coding/1")))


def change_coding(folder: "SurveyFolder", edit: Callable[[Coding], Coding]) -> tuple[Coding, tuple[Problem, ...]]:
    """Read the coding under the survey's lock, edit it, and save it if it says something else.

    Returns:
        The coding as it is on the disk now, and what is worth knowing about the save.

    Raises:
        NavcheckError: every problem in `coding.yaml`, what `edit` raises, or why it is not saved.

    """
    path = folder.path / "coding.yaml"
    with locked(folder.path):
        found = find_document(path, Coding(navcheck="coding/1"))
        refuse(check_coding(folder.checklist, folder.survey, found.document, found.where))
        changed = edit(found.document)
        return changed, rewrite(path, found, changed)
