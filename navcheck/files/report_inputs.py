"""Which files a report is built from, each with its sum: those of the survey, and of the rounds before it."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from navcheck.core.model import Survey
from navcheck.core.problems import NavcheckError
from navcheck.files.comments import COMMENTS_FILE
from navcheck.files.disk import MEGABYTE, sum_file
from navcheck.files.documents import load
from navcheck.files.listing import list_folder
from navcheck.files.places import SURVEY_FILE, beside
from navcheck.files.plan_file import PLAN_FILE
from navcheck.files.report_folder import REPORT_FOLDER, TEMPLATE_BYTES, TEMPLATE_FILE, TEXTS_FOLDER, text_files
from navcheck.files.survey_folder import DRAFT, RECEIVED
from navcheck.files.together import list_received

ROUNDS_BACK = 2
_PLANS_BACK = 1
FACTS_FILE = "facts.csv"
_READ = (SURVEY_FILE, "checklist.yaml", "coding.yaml", FACTS_FILE, "confirmed.yaml")
_OWN = (COMMENTS_FILE, f"{REPORT_FOLDER}/{TEMPLATE_FILE}")
_LARGEST = {FACTS_FILE: 200 * MEGABYTE}

Sums = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Differences:
    """How the files of two times differ, by their paths."""

    changed: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changed or self.new or self.gone)


def take_sums(folder: Path) -> Sums:
    """Return the sum of each file that a report would be built from now, by its path as seen from the survey.

    Raises:
        NavcheckError: `too-many-files`.

    """
    found: dict[str, str] = {}
    for back, (path, survey) in enumerate(_rounds(folder)):
        names = [*_READ, *_numbered(path, survey), *([PLAN_FILE] if back <= _PLANS_BACK else [])]
        names += [*_OWN, *_texts(path)] if back == 0 else []
        found.update(_sums(path, f"../{path.name}/" if back else "", names))
    return dict(sorted(found.items()))


def compare_sums(before: Sums, now: Sums) -> Differences:
    """Tell which files differ, and which are there at one time only."""
    return Differences(
        tuple(sorted(path for path in before if path in now and before[path] != now[path])),
        tuple(sorted(now.keys() - before.keys())),
        tuple(sorted(before.keys() - now.keys())),
    )


def _sums(folder: Path, prefix: str, names: list[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        with suppress(NavcheckError):  # why it cannot be read is said when it is read
            yield prefix + name, sum_file(folder / name, _LARGEST.get(name, TEMPLATE_BYTES))


def _texts(folder: Path) -> Iterator[str]:
    return (f"{REPORT_FOLDER}/{TEXTS_FOLDER}/{entry.name}" for entry in text_files(folder))


def _numbered(folder: Path, survey: Survey | None) -> Iterator[str]:
    """Yield the responses that count; those of no office that was asked, or of an import that is not done, do not."""
    received, apart = list_received(folder)
    asked = {office.id for office in survey.offices} if survey is not None else None
    counted = [entry for entry in received if entry.name not in apart]
    for part, pattern, entries in (("received", RECEIVED, counted), ("drafts", DRAFT, list_folder(folder / "drafts"))):
        for entry in entries:
            found = pattern.fullmatch(entry.name)
            if found is not None and (asked is None or found["office"] in asked):
                yield f"{part}/{entry.name}"


def _rounds(folder: Path) -> Iterator[tuple[Path, Survey | None]]:
    """Yield a survey's folder, and those of the rounds before it, with the survey where it can be read."""
    seen: set[Path] = set()
    path: Path | None = folder
    while path is not None and len(seen) <= ROUNDS_BACK and path.is_dir() and path.resolve() not in seen:
        seen.add(path.resolve())
        survey = _survey(path)
        yield path, survey
        path = beside(path, survey.before) if survey is not None and survey.before is not None else None


def _survey(folder: Path) -> Survey | None:
    try:
        return load(folder / SURVEY_FILE, Survey, follow=False).document
    except NavcheckError:
        return None
