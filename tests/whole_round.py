"""A whole round as a list of commands, from the checklist to the verified report, and the folder that it begins with.

`whole_round_child` runs it, in a process of its own.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.cli.report_desk import make_desk
from tests.intake.exports import FORMATS
from tests.intake.fifteen import CHECKLIST, fifteen, start
from tests.intake.test_every_format import FORMS, files_of
from tests.promises import Proof
from tests.whole_round_child import TODO, Words

OF_THE_MACHINE = "doctor"  # what it tells is of the machine, and none of the round's
NOW, BEFORE, NEW = "fylket-2026", "fylket-2025", "prove-2026"
SCHEMAS = ("checklist", "county", "survey", "response", "coding", "plan", "comments", "confirmed", "map")
FEW = ("--office", "Risør", "--office", "Lister")
COMMENTED = ("--office", "askedal", "--office", "elgheim")
LISTED = ("terminal", "markdown", "json")


def commands(folder: Path, proof: Proof) -> list[Words]:
    """List the commands of a round, in their order; of those that only look, a sample where not all is asked for."""
    changing = [*_opened(), *_brought_in(folder), *_followed_up(), *_published()]
    return [*changing, *proof.some([*_looked_at(), *_read()], 20)]


def _looked_at() -> Iterator[Words]:
    yield from (("list",), ("list", "--json"), ("demo",), ("doctor",), ("doctor", "--json"))
    yield from (("show", "kvp", "--all", "--format", form) for form in ("terminal", "markdown"))
    yield from (("schema", kind) for kind in SCHEMAS)
    yield from (("new", "min-sjekkliste"), ("check", "prove.yaml", f"outputs/{NOW}"), ("check", "prove.yaml", "--json"))


def _opened() -> Iterator[Words]:
    deadline = ("--deadline", "2026-12-15")
    yield ("start", "prove.yaml", "--county", "agder", "--id", NEW, *deadline)
    yield ("start", "prove.yaml", "--office", "Nav Risør", "--id", "egen")
    yield ("pack", NEW, "pakker", *FEW, "--contact", "post@example.no")
    yield from (("form", NEW, f"skjema-{form}", "--format", form) for form in ("xlsx", "html", "nettskjema", "forms"))
    yield ("form", NEW, "skjema-hvert", "--each", *FEW)
    yield ("letters", NEW, "brev", "--kind", "oversending", *FEW, "--contact", "post@example.no")


def _brought_in(folder: Path) -> Iterator[Words]:
    yield ("answer", "egen", "--answers", "svar.yaml", "--role", "Nav-leder")
    for path in sorted((folder / "inn").iterdir()):
        survey = NEW if path.name == "skjema" else f"prove-{path.name}"
        if survey != NEW:
            yield ("start", "prove.yaml", "--county", "agder", "--id", survey)
        files = [f"inn/{path.name}/{one.name}" for one in sorted(path.iterdir())]
        yield ("import", survey, *files, "--dry-run")
        yield ("import", survey, *files, "--json")
    yield ("start", "prove.yaml", "--county", "agder", "--id", "prove-svar")
    yield ("import", "prove-svar", "outputs/egen/received/risor-1.yaml")


def _followed_up() -> Iterator[Words]:
    yield ("extend", NEW, "--office", "Lister", "--until", "2026-12-20", "--reason", "Sykdom")
    asked = ("--office", "askedal", "--question", "rutine", "--text", "Hvem eier rutinen?", "--until", "2026-12-01")
    yield ("ask", NOW, *asked)
    yield ("code", NOW, "--question", "utfordringer", "--words", "Mangel på bil", "--code", "uklart", "--note", "vei")
    yield ("comment", NOW, "--office", "elgheim", "--text", "Vi har begynt på planene", "--date", "2026-11-12")
    yield ("letters", NOW, "brev", "--kind", "utkast", *COMMENTED, "--comments-until", "2026-12-10")
    yield ("letters", NOW, "brev", "--kind", "takk", *COMMENTED)
    yield from (("letters", NOW, "brev", "--kind", kind) for kind in ("paminnelse", "utdyping"))


def _read() -> Iterator[Words]:
    yield from (("status", NOW, "--format", form) for form in LISTED)
    for form in ("terminal", "cards", "markdown", "csv", "json"):
        yield ("matrix", NOW, "--format", form)
        yield ("matrix", NOW, "--by", "question", "--format", form)
    for command in (("gaps",), ("compare",), ("agenda",), ("agenda", "--edition", "adviser"), ("plan",)):
        yield from ((command[0], NOW, *command[1:], "--format", form) for form in LISTED)
    yield from (("code", NOW, "--list"), ("code", NOW, "--json"), ("comment", NOW), ("comment", NOW, "--json"))
    yield from (("export", NOW, BEFORE, "--format", form) for form in ("csv", "jsonl"))
    yield from (("print", NOW, "--office", "askedal", "--format", form) for form in ("markdown", "html", "docx"))
    yield ("verify", NOW, "--json")


def _published() -> Iterator[Words]:
    yield ("plan", NOW, "--update")
    yield ("report", NOW, "utkast", "--draft-for", "askedal", "--draft-for", "elgheim")
    yield ("report", BEFORE, "--public", "--language", "nn")
    yield ("report", NOW, "--language", "nb")
    yield ("verify", NOW)


def prepare(folder: Path, proof: Proof) -> Path:
    """Make what a round begins with: earlier rounds with all that a desk holds, answers in files, and what to do."""
    formats = proof.some(list(FORMATS), 3)
    (folder / "outputs").mkdir(parents=True)
    make_desk(folder / "outputs")
    (folder / "prove.yaml").write_text(CHECKLIST, "utf-8")
    given = "rutine: ja\nkanaler: [samtale]\ndeltakere: 3\nandel: 12,5\nsiden: 15.01.2020\nhvordan: I samtaler\n"
    (folder / "svar.yaml").write_text(given, "utf-8")
    survey = start(folder)
    answers = fifteen(survey)
    for n, name in enumerate((*formats, "skjema")):
        into = folder / "inn" / (name if name == "skjema" else str(n))
        into.mkdir(parents=True)
        few = dict(list(answers.items())[:2]) if name == "skjema" else answers
        for form in FORMS if name == "skjema" else (name,):
            list(files_of(form, survey, few, into))
    shutil.rmtree(survey)
    (folder / TODO).write_text(json.dumps(commands(folder, proof)), "utf-8")
    return folder
