"""Finds checklists, counties and surveys by name or path; a near miss is only suggested."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from navcheck.core.messages import Message, say
from navcheck.core.problems import NavcheckError, Problem
from navcheck.core.text import did_you_mean, quote
from navcheck.files.bundled import bundled
from navcheck.files.disk import show_path

SURVEY_FILE = "survey.yaml"


@dataclass(frozen=True, slots=True)
class Places:
    """The folders to look in: the user's own first, then what navcheck brings along."""

    outputs: Path
    checklists: Path

    def checklist(self, name: str) -> Path:
        """Find a checklist.

        Raises:
            NavcheckError: `no-checklist`.

        """
        return _find(
            name,
            self.checklist_files(),
            "no-checklist",
            say("there is no checklist {name}", name=quote(name)),
            say("«navcheck list» shows those that there are"),
        )

    def county(self, name: str) -> Path:
        """Find a county.

        Raises:
            NavcheckError: `no-county`.

        """
        return _find(
            name,
            self.county_files(),
            "no-county",
            say("there is no county {name}", name=quote(name)),
            say(
                "«navcheck list» shows those that there are; your own lies in {folder}, or is named by its path",
                folder=show_path(self.checklists / "counties"),
            ),
        )

    def survey(self, name: str) -> Path:
        """Find a survey's folder.

        Raises:
            NavcheckError: `no-survey`.

        """
        given = Path(name)
        if (given / SURVEY_FILE).is_file():
            return given
        if given.name == SURVEY_FILE and given.is_file():
            return given.parent
        try:
            return _find(
                name,
                self.survey_folders(),
                "no-survey",
                say("there is no survey {name} in {folder}", name=quote(name), folder=show_path(self.outputs)),
                say("«navcheck start» opens one; «navcheck list» shows those that there are"),
            )
        except NavcheckError:
            # Nearest to a folder that has lost a file is not another survey.
            folders = [folder for folder in (given, self.outputs / name) if name.strip("./") and folder.is_dir()]
            if not folders:
                raise
            message = say("the folder {folder} has no survey.yaml, so it is not a survey", folder=show_path(folders[0]))
            hint = say("fetch the file back from a copy; «navcheck list» shows the surveys that there are")
            raise NavcheckError(Problem("no-survey", message, None, hint)) from None

    def checklist_files(self) -> Iterator[Path]:
        """Yield the checklists that can be named."""
        return _yaml_files(self.checklists, bundled("checklists"))

    def county_files(self) -> Iterator[Path]:
        """Yield the counties that can be named."""
        return _yaml_files(self.checklists / "counties", bundled("checklists", "counties"))

    def survey_folders(self) -> Iterator[Path]:
        """Yield the survey folders that can be named."""
        seen: set[str] = set()
        for root in (self.outputs, bundled("outputs")):
            folders = sorted(path for path in root.iterdir() if (path / SURVEY_FILE).is_file()) if root.is_dir() else []
            for folder in folders:
                if folder.name not in seen:
                    seen.add(folder.name)
                    yield folder


def _yaml_files(*roots: Path) -> Iterator[Path]:
    seen: set[str] = set()
    for root in roots:
        for path in sorted(root.glob("*.yaml")) if root.is_dir() else []:
            if path.stem not in seen:
                seen.add(path.stem)
                yield path


def beside(folder: Path, name: str) -> Path:
    """Return a survey's sibling folder; `.` and `..` say nothing of what lies around them."""
    return (folder if folder.name not in {"", ".."} else folder.resolve()).parent / name


def _find(name: str, paths: Iterator[Path], code: str, message: Message, otherwise: Message) -> Path:
    given = Path(name)
    if given.suffix == ".yaml" and given.is_file():
        return given
    known = {path.stem if path.suffix == ".yaml" else path.name: path for path in paths}
    by_folded = {stem.casefold(): path for stem, path in known.items()}
    if (found := by_folded.get(name.casefold())) is not None:
        return found
    raise NavcheckError(Problem(code, message, None, did_you_mean(name, known) or otherwise))
