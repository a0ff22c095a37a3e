"""What is said of the county's own texts: where they go, what they name, and what looks otherwise than expected."""

from collections.abc import Iterator, Sequence

from navcheck.cli.report_material import Material
from navcheck.core.letter_parts import joined
from navcheck.core.messages import Message, say, say_many
from navcheck.core.office_names import find_named
from navcheck.core.problems import Location
from navcheck.files.disk import show_path
from navcheck.files.report_folder import REPORT_FOLDER, TEXTS_FOLDER, show_text

MOST_NAMES, MOST_NOTES = 5, 10


def tell_texts(material: Material, public: Sequence[str]) -> Iterator[Message]:
    """Say what is worth knowing of the texts; `public` are the files that were built for everybody."""
    if not material.report.texts:
        yield say(
            "Your own chapters go into the report from {folder}: 10-ingress.md, 20-hovedfunn.md and so on, in the "
            "order of their names. From 50 on they come after the tables.",
            folder=show_path(material.path / REPORT_FOLDER / TEXTS_FOLDER),
        )
    if public:
        yield from _tell_names(material, public)
    yield from _tell_notes(material)


def _tell_names(material: Material, public: Sequence[str]) -> Iterator[Message]:
    texts = [(text.name, find_named(text.markdown, material.report.survey)) for text in material.report.texts]
    named = [(Location(show_text(name), found[0]), found[1]) for name, found in texts if found is not None]
    for at, office in named[:MOST_NAMES]:
        files = joined(tuple(public))
        yield say("{place} names {office}: it goes into {files} too.", place=at, office=office.name, files=files)
    if (more := len(named) - MOST_NAMES) > 0:
        yield say_many("{count} more text names an office.", "{count} more texts name an office.", more)


def _tell_notes(material: Material) -> Iterator[Message]:
    from navcheck.render.report.chapters.prose_notes import notes_on

    notes = [
        (Location(show_text(text.name), one.line), one) for text in material.report.texts for one in notes_on(text)
    ]
    for at, note in notes[:MOST_NOTES]:
        yield say("{name}: {reason}", name=at, reason=note.message)
    if (more := len(notes) - MOST_NOTES) > 0:
        yield say_many("{count} more note on the texts.", "{count} more notes on the texts.", more)
