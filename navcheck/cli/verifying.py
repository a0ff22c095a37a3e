"""`verify`: builds the report once more, as it was built, and says what is the same and what is not."""

from pathlib import Path

from navcheck import __version__
from navcheck.cli.report_as_data import differences_data
from navcheck.cli.report_telling import with_editions
from navcheck.cli.report_verdict import OnDisk, Rebuilt, Verdict, judge
from navcheck.cli.session import Session
from navcheck.core.messages import Tongue, say, say_many
from navcheck.core.problems import Location, NavcheckError, Problem
from navcheck.files.disk import show_path
from navcheck.files.manifest import MANIFEST_FILE, Manifest, read_manifest
from navcheck.files.report_folder import REPORT_FOLDER, check_folder
from navcheck.render.json_text import dump
from navcheck.render.problems import problem_data

SAME, DIFFERENT = 0, 1
_REBUILT = {Rebuilt.DIFFERS: say("built again, it is another")}
_ON_DISK = {
    OnDisk.EDITED: say("edited after it was built"),
    OnDisk.CHANGED: say("changed since it was built"),
    OnDisk.GONE: say("is not there any more"),
}
_INPUTS = {"changed": say("changed"), "new": say("new"), "gone": say("gone")}


def verify_survey(session: Session, survey: str, *, as_json: bool) -> int:
    """Build a survey's report again, and print whether it is the same.

    Raises:
        NavcheckError: `not-built` where there is no manifest, every problem in it, and what finding the survey raises.

    """
    path = session.places.survey(survey)
    verdict = judge(path, _manifest(path))
    session.complain(verdict.problems)
    if as_json:
        session.data(_data(verdict, session.tongue))
    else:
        session.out("".join(f"{line}\n" for line in _lines(verdict, session.tongue)))
        _tell(session, verdict)
    return SAME if verdict.is_same else DIFFERENT


def _manifest(path: Path) -> Manifest:
    at = check_folder(path) / MANIFEST_FILE
    try:
        return read_manifest(at)
    except NavcheckError as error:
        if error.problems[0].code != "no-file":
            raise
    message, hint = say("no report was built here"), say("build it with «navcheck report»")
    raise NavcheckError(Problem("not-built", message, Location(show_path(at)), hint))


def _lines(verdict: Verdict, tongue: Tongue) -> list[str]:
    """Say what differs, each file on a line of its own, or that all is the same."""
    found = [
        *((path, _INPUTS[how]) for how, paths in differences_data(verdict.inputs).items() for path in paths),
        *((_shown(name), _REBUILT[state]) for name, state in verdict.rebuilt.items() if state in _REBUILT),
        *((_shown(name), _ON_DISK[state]) for name, state in verdict.on_disk.items() if state in _ON_DISK),
    ]
    lines = [tongue(say("{name}: {reason}", name=name, reason=reason)) for name, reason in found]
    count = len(verdict.rebuilt)
    same = say_many("The same: {count} file built again.", "The same: {count} files built again.", count)
    different = say("Not the same.")
    if not verdict.is_built:
        lines.append(tongue(say("The report cannot be built again.")))
    return [*lines, tongue(same if verdict.is_same else different)]


def _shown(name: str) -> str:
    """Return an output's path as inputs have theirs: as seen from the survey."""
    return f"{REPORT_FOLDER}/{name}"


def _tell(session: Session, verdict: Verdict) -> None:
    manifest = verdict.manifest
    if manifest.pending:
        session.tell(say("The last build was interrupted. Run «navcheck report» again."))
    if manifest.version != __version__ and Rebuilt.DIFFERS in verdict.rebuilt.values():
        session.tell(
            say(
                "It was built by navcheck {then}, and this is {now}: that can be the reason.",
                then=manifest.version,
                now=__version__,
            )
        )
    if verdict.left:
        names = with_editions(verdict.left, manifest.editions)
        session.tell(say("From an earlier build, and not compared: {names}.", names=names))


def _data(verdict: Verdict, tongue: Tongue) -> str:
    manifest = verdict.manifest
    return dump(
        {
            "navcheck": "report-verified/1",
            "survey": manifest.survey,
            "day": manifest.day.isoformat(),
            "language": manifest.language,
            "version": manifest.version,
            "same": verdict.is_same,
            "interrupted": bool(manifest.pending),
            "inputs": differences_data(verdict.inputs),
            "rebuilt": {name: state.value for name, state in verdict.rebuilt.items()},
            "on_disk": {name: state.value for name, state in verdict.on_disk.items()},
            "earlier": list(verdict.left),
            "problems": [problem_data(problem, tongue) for problem in verdict.problems],
        }
    )
