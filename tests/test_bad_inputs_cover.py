"""The bad files cover the threats: each threat has a file in every kind of file where it fits.

That a file shows a threat is not claimed by its name alone: the index holds the code that the threat's own refusal
has, and `test_bad_inputs.py` holds the index against what navcheck says.
"""

from collections.abc import Collection
from dataclasses import dataclass

import pytest

from tests.bad_inputs_index import ALL, NOTED, Bad

YAML = frozenset(
    {
        *("checklist", "county", "survey", "response", "coding", "plan", "comments", "confirmed", "map"),
        *("objects", "answers"),
    }
)
WRITTEN_BY_US = YAML - {"checklist", "county", "map", "objects", "answers"}
WITH_IDS = YAML - {"map", "objects", "answers"}
DOCUMENTS = YAML | {"manifest"}
TEXTS = frozenset({"facts", "table"})
COUNTED = frozenset({"facts", "table", "workbook", "objects", "form", "answers"})


@dataclass(frozen=True, slots=True)
class Threat:
    """A threat: the codes that its refusal may have, the kinds of files in which it is tried, and words in their names.

    Where a command gives no codes, the name stands alone; without words any file with such a code shows the threat.
    """

    codes: Collection[str]
    kinds: frozenset[str]
    names: tuple[str, ...] = ()

    def is_shown_by(self, bad: Bad) -> bool:
        is_named = any(word in bad.name for word in self.names)
        codes = {code for _, code, _ in bad.problems}
        if codes <= {""}:
            return is_named
        return (is_named or not self.names) and (not self.codes or bool(codes & set(self.codes)))


REFUSED = {
    "alias": Threat({"yaml-alias"}, DOCUMENTS, ("alias",)),
    "anchor": Threat({"yaml-anchor"}, YAML, ("anchor", "alias")),
    "merge key": Threat({"yaml-merge"}, YAML, ("merge-key",)),
    "tag": Threat({"yaml-tag"}, DOCUMENTS, ("tag",)),
    "directive": Threat({"yaml-directive"}, YAML, ("directive",)),
    "second document": Threat({"yaml-second-document"}, DOCUMENTS, ("second-document", "two-documents")),
    "duplicate key": Threat({"duplicate-key"}, DOCUMENTS | {"form"}, ("duplicate-key", "twice")),
    "too deep": Threat({"too-deep"}, DOCUMENTS, ("too-deep",)),
    "truncated, with our mark": Threat({"cut-short", "yaml-syntax"}, WRITTEN_BY_US | {"manifest"}, ("cut",)),
    "truncated": Threat(
        {"cut-short", "yaml-syntax", "json-syntax", "broken-workbook", "not-a-document", "open-quote"},
        (DOCUMENTS | {"form", "workbook", "template", "table"}),
        ("cut", "open"),
    ),
    "NUL": Threat({"control-character", "encoding"}, DOCUMENTS | TEXTS | {"text", "form"}, ("nul",)),
    "UTF-16": Threat({"encoding"}, (DOCUMENTS | TEXTS | {"text"}) - {"objects"}, ("utf-16",)),
    "cp1252 where UTF-8 belongs": Threat({"encoding"}, DOCUMENTS | {"text", "table"}, ("cp1252",)),
    "conflict marks of a version control system": Threat(
        {"conflict-marks"}, DOCUMENTS | TEXTS | {"text"}, ("conflict-marks",)
    ),
    "a saved login page": Threat(
        {"web-page", "json-syntax"}, DOCUMENTS | TEXTS | {"text", "form"}, ("login-page", "web-page")
    ),
    "what steers a terminal": Threat(
        (), DOCUMENTS | {"text", "table", "workbook", "form"}, ("escape", "backspace", "c1", "steers")
    ),
    "marks that turn text around, or stand on each other": Threat(
        {"unknown-value"}, frozenset({"table", "workbook"}), ("bidirectional", "stacked", "escapes")
    ),
    "lone surrogate": Threat({"unknown-office", "unknown-column"}, frozenset({"objects"}), ("surrogate", "escape")),
    "a formula where a value belongs": Threat(
        {"number", "formula", "unknown-office"},
        frozenset({"table", "workbook", "form", "facts", "answers"}),
        ("formula",),
    ),
    "markup where a value belongs": Threat(
        {"unknown-value", "unknown-column"}, frozenset({"table", "workbook", "form"}), ("markup", "every-threat")
    ),
    "figures that look like others": Threat({"number"}, COUNTED, ("look-alike",)),
    "a path in an id": Threat(
        {"slug", "unknown-office", "other-survey", "unknown-word"},
        WITH_IDS | {"table", "workbook", "objects", "form", "manifest"},
        ("leads-elsewhere", "path-as"),
    ),
    "a name that Windows keeps": Threat(
        {"slug", "unknown-office"}, WITH_IDS | {"table", "workbook", "objects"}, ("reserved-by-windows", "path-as")
    ),
    "an id that differs in case": Threat({"slug"}, WITH_IDS, ("with-capitals",)),
    "an id that looks like another": Threat({"slug"}, WITH_IDS, ("looks-like-another", "full-width")),
    "an id that is taken for an option": Threat(
        {"slug", "unknown-office"},
        WITH_IDS | {"table", "workbook", "objects", "form"},
        ("taken-for-an-option", "path-as", "option-as"),
    ),
    "another version of the checklist": Threat(
        {"other-version"}, frozenset({"response", "form", "answers"}), ("version",)
    ),
    "unknown question": Threat(
        {"unknown-question", "unknown-column", "unknown-row"},
        frozenset({"checklist", "response", "coding", "map", "table", "objects", "form", "answers"}),
        ("question", "unknown"),
    ),
    "unknown office": Threat(
        {"unknown-office", "misplaced"},
        frozenset({"response", "coding", "map", "table", "objects", "form", "facts", "workbook", "answers"}),
        ("office", "wrong"),
    ),
    "the same office twice": Threat(
        {"office-twice", "same-office"},
        frozenset({"county", "survey", "table", "objects", "workbook"}),
        ("twice", "same"),
    ),
    "a contradiction": Threat(
        {"misplaced", "other-office", "alone", "answered-twice", "same-column", "coded-twice"},
        frozenset({"response", "coding", "table", "objects", "form", "workbook"}),
    ),
    "entities": Threat({"xml-entities", "not-a-document"}, frozenset({"workbook", "template"}), ("entities",)),
    "macro": Threat({"not-a-document"}, frozenset({"template"}), ("macros",)),
    "error cells": Threat({"cell-error"}, frozenset({"workbook"}), ("error",)),
    "lying dimensions": Threat({"too-many-rows"}, frozenset({"workbook"}), ("lies",)),
    "merged cells": Threat({"merged-cells"}, frozenset({"workbook", "form"}), ("merged",)),
    "another format under this name": Threat(
        (),
        YAML | {"table", "workbook", "template", "text", "facts"},
        ("table", "workbook", "picture", "word", "not-a-document", "list", "survey", "texts"),
    ),
    "a personal number": Threat(
        {"personal-number"}, (YAML | {"table", "workbook", "form", "text", "facts", "manifest"}), ("personal",)
    ),
}
# What is read all the same, with a note where something was assumed or taken away.
READ = {
    "byte order mark": {*WITH_IDS - {"checklist"}, "table", "objects"},
    "carriage returns": {*WITH_IDS - {"checklist"}, "table", "objects"},
    "unseen": {*WITH_IDS - {"checklist"}, "table", "objects"},
    "cp1252": {"table", "objects"},
    "lone surrogate": {"objects"},
    "formulas": {"table"},
    "markup": {"table"},
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_threat_is_tried_in_every_kind_of_file_where_it_fits(name: str) -> None:
    threat = REFUSED[name]
    tried = {bad.kind for bad in ALL if bad.kind != NOTED and threat.is_shown_by(bad)}
    assert threat.kinds <= tried, sorted(threat.kinds - tried)


@pytest.mark.parametrize("name", READ)
def test_what_is_read_all_the_same_is_tried_too(name: str) -> None:
    word = name.replace(" ", "-")
    tried = {bad.name.split("/")[1] for bad in ALL if bad.kind == NOTED and word in bad.name}
    assert READ[name] <= tried, sorted(READ[name] - tried)


def test_what_was_taken_away_is_noted_in_every_kind_of_file() -> None:
    unseen = [bad for bad in ALL if bad.kind == NOTED and "unseen" in bad.name]
    assert len(unseen) > len(WITH_IDS)
    assert all("cleaned" in {code for _, code, _ in bad.problems} for bad in unseen)
