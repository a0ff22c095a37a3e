"""Tables as text: csv and tsv, from their bytes to the answers."""

from navcheck.intake.tables.arriving import Format
from tools.fuzzing.asked import asked
from tools.fuzzing.importing import take_in
from tools.fuzzing.target import Target, files, refusing

_SIGNS = (b";", b"\t", b",", b'"', b'""', b"\r\n", b"sep=;\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00", b"'=", b"__")


def answer_words() -> tuple[bytes, ...]:
    """Return what stands in a filled table: offices, questions, their answers, and the parts of an answer."""
    checklist, survey = asked()
    said = [office.name for office in survey.offices[:4]]
    for question in checklist.questions():
        said += [question.id, *(choice.label["nb"] for choice in checklist.choices_of(question).values())]
    parts = ("__kommentar", "__dokument", "__dato", "__bevis", "Nav-kontor", "Ikke aktuelt", "Vet ikke", "1.1.2020")
    return tuple(word.encode() for word in (*said, *parts))


def read(raw: bytes) -> None:
    take_in(raw, Format.TABLE)


TARGET = Target(
    "tables",
    refusing(read),
    lambda: files("tests/bad_inputs/table/*.csv", "tests/bad_inputs/table/*.tsv"),
    (*_SIGNS, *answer_words()),
)
