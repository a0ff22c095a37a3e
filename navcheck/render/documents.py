"""The documents that an inspector would ask an office for, in words and as data."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from navcheck.core.documents import Requested, requested_of
from navcheck.core.messages import Tongue, say
from navcheck.render.marks import standing_words
from navcheck.render.said import document_words, name_of
from navcheck.render.told import Told

if TYPE_CHECKING:
    from navcheck.core.matrix import Matrix
    from navcheck.core.model import Evidence, Office
    from navcheck.core.round import ReadResponse

Json = dict[str, Any]
_NOTHING_SAID = say("nothing said")
_HEADING = say("What an inspector would ask {office} to see, and what the office has said of it:")


def tell_documents(matrix: "Matrix", tongue: Tongue) -> Iterator[Told]:
    """Tell what each office that is shown alone would be asked for, and what it has said of it."""
    for office, response in _chosen(matrix):
        if response is None:
            entry = next(one for one in matrix.round.entries if one.office.id == office.id)
            yield Told(f"{office.name}: {tongue(standing_words(entry) or '')}")
            continue
        items = tuple(_line(matrix, one, tongue) for one in requested_of(response, matrix.narrowing))
        if items:
            yield Told(tongue(say(_HEADING.text, office=office.name)), items)


def _chosen(matrix: "Matrix") -> "Iterator[tuple[Office, ReadResponse | None]]":
    read = {one.office.id: one for one in matrix.read}
    return ((office, read.get(office.id)) for office in matrix.narrowing.offices)


def _line(matrix: "Matrix", one: Requested, tongue: Tongue) -> str:
    said = "; ".join(document_words(document, tongue) for document in one.documents)
    name = name_of(matrix.round.checklist, one.question, tongue)
    return f"{name}: {tongue.pick(one.request.what)}: {said or tongue(_NOTHING_SAID)}"


def documents_data(matrix: "Matrix", tongue: Tongue) -> list[Json]:
    """Return the same as data; an office without a response has none."""
    return [
        {
            "office": office.id,
            "question": one.question.id,
            "what": tongue.pick(one.request.what),
            "documents": [document_data(document) for document in one.documents],
        }
        for office, response in _chosen(matrix)
        if response is not None
        for one in requested_of(response, matrix.narrowing)
    ]


def document_data(document: "Evidence") -> Json:
    """Return one document as data."""
    return {
        "title": document.title,
        "date": document.date.isoformat() if document.date is not None else None,
        "proof": document.proof.value,
    }
