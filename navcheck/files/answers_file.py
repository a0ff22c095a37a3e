"""Loads answers from a file of an office's own: a response, or a bare list of questions and their values."""

from pydantic import ValidationError

from navcheck.core.given import read_words, spell_out
from navcheck.core.model import Checklist, Response
from navcheck.core.problems import Loaded, Location, NavcheckError
from navcheck.files.documents import Source, load_source
from navcheck.files.explain import explain
from navcheck.files.yaml_reader import parse_yaml


def load_answers(source: Source, checklist: Checklist, blank: Response) -> Loaded[Response]:
    """Load answers; a bare list becomes a response like the blank one.

    Raises:
        NavcheckError: every problem in it.

    """
    tree = parse_yaml(source.raw, source.name)
    if "navcheck" in tree.document:
        return load_source(source, Response)

    def where(*path: str | int, key: bool = False) -> Location:
        return tree.where(*path[1:], key=key)  # the list has no key «answers» around it

    named = {"id": blank.checklist.id, "version": blank.checklist.version}
    head = {"navcheck": blank.navcheck, "survey": blank.survey, "office": blank.office, "checklist": named}
    document = {**head, "answers": spell_out(tree.document)}
    try:
        read = Response.model_validate(document)
    except ValidationError as error:
        raise NavcheckError(*explain(error, Response, document, where)) from None
    return Loaded(read.model_copy(update={"answers": read_words(checklist, read.answers)}), where, tree.notes)
