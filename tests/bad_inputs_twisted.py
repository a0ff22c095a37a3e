"""Makes the files in tests/bad_inputs that are one document of each kind, twisted in one way after the other.

`python -m tests.bad_inputs_twisted` writes them, with the workbooks of `bad_inputs_made.py`. The twists are those that
a stock YAML loader obeys, mistakes or dies of, and those that a mail program, an editor, a version control system or a
portal leaves. In `noted` is what is read all the same, with a note where something was assumed or taken away.
"""

from collections.abc import Callable, Iterator, Mapping

from tests.bad_inputs_index import CHECKLIST, FOLDER
from tests.bad_inputs_made import SHA256, made

COUNTY = """\
navcheck: county/1
id: prove
name: Prøve
authority: Statsforvalteren i Prøve
offices:
  - {id: risor, name: Nav Risør, unit: "0901"}
  - {id: amli, name: Nav Åmli}
"""
SURVEY = f"""\
navcheck: survey/1
id: prove-2026
title: Prøve 2026
opened: 2026-10-01
checklist: {{id: prove, version: "1", sha256: {SHA256}}}
offices:
  - {{id: risor, name: Nav Risør}}
...
"""
RESPONSE = """\
navcheck: response/1
survey: prove-2026
office: risor
checklist: {id: prove, version: "1"}
number: 1
received: {date: 2026-10-21, role: Fagleder på kontoret}
answers:
  rutine: {value: ja, comment: Oppdatert i år}
  corona: {value: Som før}
...
"""
CODING = """\
navcheck: coding/1
questions:
  corona:
    - {words: Som før, code: uendret, office: risor}
...
"""
PLAN = """\
navcheck: plan/1
actions:
  - {id: risor-rutine, office: risor, question: rutine, severity: risk, opened: 2026-11-02, action: Gjør det nå}
...
"""
COMMENTS = """\
navcheck: comments/1
comments:
  - {office: risor, question: rutine, date: 2026-12-01, text: Rutinen er på plass}
...
"""
CONFIRMED = """\
navcheck: confirmed/1
confirmed:
  - {office: risor, number: 1, date: 2026-12-01, role: Leder på kontoret}
...
"""
MAP = """\
navcheck: map/1
columns: {Har dere en rutine?: rutine}
offices: {NAV Søndeled: risor}
"""
ANSWERS = """\
rutine: ja
kanaler: [brosjyre]
deltakere: 4
siden: 2026-01-01
corona: Som før
"""
OBJECTS = """\
- office: NAV Åmli
  answers: {rutine: ja}
"""
DOCUMENTS = {
    "checklist": CHECKLIST,
    "county": COUNTY,
    "survey": SURVEY,
    "response": RESPONSE,
    "coding": CODING,
    "plan": PLAN,
    "comments": COMMENTS,
    "confirmed": CONFIRMED,
    "map": MAP,
    "answers": ANSWERS,
    "objects": OBJECTS,
}
PAGE = "<!DOCTYPE html>\n<html><head><title>Logg inn</title></head><body>Du er logget ut.</body></html>\n"


def _first(text: str, value: str) -> str:
    """Put another value in the place of what stands behind the first key."""
    first, _, rest = text.partition("\n")
    return f"{first.partition(': ')[0]}: {value}\n{rest}"


TWISTS: Mapping[str, Callable[[str], bytes]] = {
    "alias": lambda text: _first(text, "*a").encode(),
    "anchor": lambda text: _first(text, "&a ja").encode(),
    "tag": lambda text: _first(text, "!!python/object/apply:os.system [id]").encode(),
    "too-deep": lambda text: _first(text, "[" * 13 + "]" * 13).encode(),
    "merge-key": lambda text: _before(text, "<<: {a: b}").encode(),
    "duplicate-key": lambda text: _before(text, text.partition("\n")[0].removeprefix("- ")).encode(),
    "key-of-brackets": lambda text: _before(text, "? [a, b]\n: c").encode(),
    "directive": lambda text: f"%YAML 1.1\n---\n{text}".encode(),
    "second-document": lambda text: f"{text}---\na: b\n".encode(),
    "nul": lambda text: _first(text, "j\0a").encode(),
    "escape": lambda text: _first(text, "\x1b]52;c;aGVp\x07").encode(),
    "utf-16": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "cp1252": lambda text: text.encode("cp1252"),
    "conflict-marks": lambda text: f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> annen\n".encode(),
    "login-page": lambda _: PAGE.encode(),
    "cut": lambda text: (text[:-5] if text.endswith("...\n") else text[:-4]).encode(),
    "table": lambda _: b"Nav-kontor;rutine\nNav Ris\xc3\xb8r;Ja\n",
}


def _before(text: str, line: str) -> str:
    """Put a key before the first one, which in a list is indented."""
    dash = "- " if text.startswith("- ") else ""
    return dash + line.replace("\n", "\n  " if dash else "\n") + "\n" + "  " * bool(dash) + text.removeprefix("- ")


# What stands in the place of an id may lead elsewhere, be a name that Windows keeps, or be taken for an option.
IDS = {
    "leads-elsewhere": "../../etc/passwd",
    "leads-elsewhere-in-windows": '"..\\\\risor"',
    "reserved-by-windows": "con",
    "taken-for-an-option": "--help",
    "with-capitals": "Risor",
    "with-an-ending": "risor.yaml",
    "in-full-width": "\uff52\uff49\uff53\uff4f\uff52",
    "looks-like-another": "ris\u043er",
}
ID_FIELDS = {
    "checklist": "id: prove",
    "county": "id: risor",
    "survey": "id: prove-2026",
    "response": "office: risor",
    "coding": "office: risor",
    "plan": "office: risor",
    "comments": "office: risor",
    "confirmed": "office: risor",
}


# In each document a text of somebody's.
_TEXTS = {
    COUNTY: "Statsforvalteren i Prøve",
    SURVEY: "Prøve 2026",
    RESPONSE: "Oppdatert i år",
    CODING: "Som før",
    PLAN: "Gjør det nå",
    COMMENTS: "Rutinen er på plass",
    CONFIRMED: "Leder på kontoret",
}
# What nobody sees: turned around, without width, a tag, what a terminal obeys, marks on marks.
UNSEEN = r"\u202e\u200b\U000E0041\e]8;;http://eksempel.no\e\\\b\x9b2J" + "e" + r"\u0301" * 12 + r"\r"
HARMLESS: Mapping[str, Callable[[str], bytes]] = {
    "byte-order-mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "carriage-returns": lambda text: text.replace("\n", "\r\n").encode(),
    "unseen": lambda text: text.replace(_TEXTS[text], f'"{_TEXTS[text]}{UNSEEN}"', 1).encode(),
}


def twisted() -> Iterator[tuple[str, bytes]]:
    """Yield the files by their paths in tests/bad_inputs."""
    for kind, text in DOCUMENTS.items():
        for name, twist in TWISTS.items():
            if (kind, name) == ("answers", "cut"):
                continue  # a list that somebody wrote has no mark at its end: a shorter one is another list
            yield f"{kind}/twisted/{name}.yaml", twist(text)
    for kind in (kind for kind in ID_FIELDS if kind != "checklist"):  # of which more is said
        for name, change in HARMLESS.items():
            yield f"noted/{kind}/{name}.yaml", change(DOCUMENTS[kind])
    for kind, field in ID_FIELDS.items():
        for name, value in IDS.items():
            key = field.partition(":")[0]
            yield f"{kind}/id/{name}.yaml", DOCUMENTS[kind].replace(field, f"{key}: {value}", 1).encode()


def main() -> None:
    for name, raw in (*made().items(), *twisted()):
        path = FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)


if __name__ == "__main__":
    main()
