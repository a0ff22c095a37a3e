"""Makes a survey folder: whole, or not at all."""

import os
import secrets
import shutil
from pathlib import Path

from navcheck.core.messages import say
from navcheck.core.model import Survey
from navcheck.core.problems import Location, NavcheckError, Problem
from navcheck.files import refusals
from navcheck.files.disk import show_path
from navcheck.files.drafts import save_document
from navcheck.files.places import SURVEY_FILE
from navcheck.files.saving import confirm_name, make_folder, save


def create_folder(outputs: Path, survey: Survey, checklist: bytes) -> Path:
    """Make `outputs/<id>` with `survey.yaml`, the checklist's exact copy, `drafts` and `received`.

    Raises:
        NavcheckError: `target-exists`, or `not-saved` with what the system said.

    """
    target = outputs / survey.id
    if os.path.lexists(target):
        raise NavcheckError(
            Problem(
                "target-exists",
                say("the survey is there already"),
                Location(show_path(target)),
                say("choose another name with --id"),
            )
        )
    # Built beside its place and moved there in one step, so that nobody meets half a survey.
    building = outputs / f".{survey.id}.{secrets.token_hex(6)}.tmp"
    missing = [one for one in (outputs, *outputs.parents) if not one.exists()]
    try:
        for folder in (*reversed(missing), building, building / "drafts", building / "received"):
            make_folder(folder)
        save(building / "checklist.yaml", checklist, expected=None)
        save_document(building / SURVEY_FILE, survey, expected=None)
        building.rename(target)
    except OSError as error:
        raise refusals.not_saved(target, error) from None
    finally:
        shutil.rmtree(building, ignore_errors=True)
    confirm_name(target)
    return target
