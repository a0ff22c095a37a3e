"""`report`: the report in its formats, in the survey's own folder, with the manifest that it can be verified by."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from navcheck.cli.answering_by_file import refuse_together
from navcheck.cli.comment_deadline import set_comment_deadline
from navcheck.cli.naming import named_tongue
from navcheck.cli.report_as_data import report_data
from navcheck.cli.report_building import (
    Files,
    build,
    choose_names,
    edition_of,
    manifest_of,
    read_new_template,
    refuse_numbers,
)
from navcheck.cli.report_material import Material, gather
from navcheck.cli.report_telling import Told, tell_report
from navcheck.cli.report_wish import Wish as Wish  # noqa: PLC0414 -- the command takes both from here
from navcheck.cli.session import Session
from navcheck.core.messages import Tongue, say
from navcheck.core.problems import Location, NavcheckError, Problem
from navcheck.core.words import ReportEdition
from navcheck.files.bundled import is_inside_package
from navcheck.files.disk import show_path
from navcheck.files.manifest import Options, OutputName, sum_of
from navcheck.files.places import SURVEY_FILE
from navcheck.files.report_folder import REPORT_FOLDER, TEMPLATE_FILE
from navcheck.files.report_saving import ANNEX, DOCUMENT, Shelf, in_the_way, look_at, save_report

DONE, IN_PART = 0, 1


def report_survey(session: Session, wish: Wish, *, as_json: bool) -> int:
    """Build the report, or drafts for single offices; print the paths.

    Raises:
        NavcheckError: what was asked for and cannot be done, what keeps the survey from being read, and why nothing
            may be written: a personal number, a comment deadline, a file that was changed meanwhile.

    """
    if wish.draft_for:
        refuse_together("--draft-for", ["--json"] if as_json else [])
        from navcheck.cli.drafting import write_drafts

        return write_drafts(session, wish)
    if wish.folder is not None:
        hint = say("it is built in the survey's own folder; a folder goes with --draft-for")
        raise NavcheckError(Problem("no-folder", say("the report goes into no other folder"), None, hint))
    refuse_together("--named", ["--public"] if wish.named and wish.public else [])
    names, tongue = choose_names(wish.formats), named_tongue(wish.language) or session.tongue
    path = session.places.survey(wish.survey)
    _check_place(path)
    refuse_together("--named", ["--comments-until"] if wish.named and wish.comments_until else [])
    set_comment_deadline(session, wish.survey, wish.comments_until)
    material = _gather(path, wish, session.today)
    told = _build(material, wish, names, tongue, session.today)
    session.complain(told.problems)
    if as_json:
        session.data(report_data(told, session.tongue))
    else:
        session.out("".join(f"{show_path(one)}\n" for one in told.saved.there))
    tell_report(session, told)
    return IN_PART if told.problems else DONE


def _check_place(path: Path) -> None:
    """Refuse to build inside navcheck itself.

    Raises:
        NavcheckError: `bundled`.

    """
    if is_inside_package(path):
        message = say("this survey came with navcheck, and nothing is written there")
        hint = say("copy its folder into your own outputs, and build the report there")
        raise NavcheckError(Problem("bundled", message, Location(show_path(path)), hint))


def _gather(path: Path, wish: Wish, day: date) -> Material:
    """Read what the report is made of, with the template that is given.

    Raises:
        NavcheckError: `comment-deadline`, and as `gather` and `read_new_template`.

    """
    material = gather(path, day, drafts=wish.drafts)
    if wish.named and (until := material.report.draft_until) is not None:
        message = say(
            "the offices can comment on their drafts until {day}, and cannot be named before that day has passed",
            day=until,
        )
        hint = say("run it again when that day has passed, or leave out --named")
        raise NavcheckError(Problem("comment-deadline", message, Location(show_path(path / SURVEY_FILE)), hint))
    if wish.template is None:
        return material
    template = read_new_template(wish.template)
    inputs = dict(sorted({**material.inputs, f"{REPORT_FOLDER}/{TEMPLATE_FILE}": sum_of(template)}.items()))
    return replace(material, template=template, inputs=inputs)


def _build(material: Material, wish: Wish, names: tuple[OutputName, ...], tongue: Tongue, day: date) -> Told:
    """Build all in memory, look it through, and save it.

    Raises:
        NavcheckError: as `build`, `refuse_numbers` and `save_report`.

    """
    shelf = look_at(material.path / REPORT_FOLDER, material.report.survey.id)
    files = _files(
        material, shelf, {name: edition_of(name, named=wish.named, public=wish.public) for name in names}, tongue
    )
    refuse_numbers(files)
    formats = tuple(name.rpartition(".")[2] for name in names)
    options = Options(formats=formats, named=wish.named, public=wish.public, drafts=wish.drafts)
    manifest = manifest_of(material, files, options, tongue.language, day)
    template = material.template if wish.template is not None else None
    saved = save_report(shelf, manifest, {name: built.raw for name, built in files.items()}, template)
    problems = (*material.problems, *shelf.problems, *in_the_way(shelf.path, saved.left), *saved.notes)
    return Told(material, shelf, manifest, saved, problems)


def _files(material: Material, shelf: Shelf, editions: Mapping[OutputName, ReportEdition], tongue: Tongue) -> Files:
    """Write the report; in place of a document that somebody has worked on, its annex."""
    is_known_edited = shelf.manifest is not None and shelf.is_edited(DOCUMENT)
    wanted = {ANNEX if name == DOCUMENT and is_known_edited else name: one for name, one in editions.items()}
    files = build(material, wanted, tongue)
    if DOCUMENT in files and shelf.is_edited(DOCUMENT, files[DOCUMENT].sha256):
        annex = build(material, {ANNEX: files[DOCUMENT].edition}, tongue)
        return {**annex, **{name: built for name, built in files.items() if name != DOCUMENT}}
    return files
