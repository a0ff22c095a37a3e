"""Where what the offices said to their drafts of the report lies, and what it refers to."""

from navcheck.core.comments import check_comments
from navcheck.core.model import Comments
from navcheck.core.problems import refuse
from navcheck.files.rewriting import Found, find_document
from navcheck.files.survey_folder import SurveyFolder

COMMENTS_FILE = "comments.yaml"
_EMPTY = Comments(navcheck="comments/1")


def find_comments(folder: SurveyFolder) -> Found[Comments]:
    """Read what the offices of a survey said, else take that nobody said anything, and hold it against the survey.

    Raises:
        NavcheckError: every problem in it.

    """
    found = find_document(folder.path / COMMENTS_FILE, _EMPTY)
    refuse(check_comments(found.document, folder.survey, folder.checklist, found.where))
    return found
