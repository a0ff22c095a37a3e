"""A survey folder, with a round before it, in which every text that somebody can write is one that means harm.

The same folder is made with harmless texts of the same lines, each with a name of its own: so two reports can be held
against each other, place by place.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from tests.hostile_filling import Filling as Filling  # noqa: PLC0414 -- whoever makes the survey fills it

Document = dict[str, Any]

HTTPS = "https://example.org/a?b=1&c='\"<script>alert(1)</script>"
OFFICES = 6
BEFORE, NOW = "forrige", "fiendtlig"


def make_hostile(folder: Path, text: Filling) -> Path:
    """Make two rounds in a folder; return the later one's."""
    asked = _checklist(text)
    offices = [_office(n, text) for n in range(OFFICES)]
    _survey(folder / BEFORE, _opened(BEFORE, "2025", offices, asked, text), asked, text)
    now = folder / NOW
    received = _survey(now, _opened(NOW, "2026", offices, asked, text) | {"before": BEFORE}, asked, text)
    _write(now / "plan.yaml", _plan(text))
    _write(now / "comments.yaml", _comments(text))
    facts = "\n".join(f'o{n};stonad;{n * 7};2024-01-1{n};"{_csv(text())}"' for n in range(OFFICES))
    (now / "facts.csv").write_text(f"kontor;nøkkeltall;verdi;per;kilde\n{facts}\n", "utf-8", newline="")
    _write(now / "confirmed.yaml", _confirmed(text))
    _write(now / "drafts" / "o1.yaml", _draft(received[1], text))
    (now / "report" / "tekst").mkdir(parents=True)
    (now / "report" / "tekst" / "10-ingress.md").write_text("# Ingress\n\nVi har spurt kontorene.\n", "utf-8")
    return now


def _csv(text: str) -> str:
    return text.replace('"', '""').replace("\0", "")  # a file with a zero byte is refused as no text at all


def _write(path: Path, document: Document) -> bytes:
    """Write a document as JSON, which is YAML: what nobody sees is escaped, so that it comes as far as the reader."""
    plain = json.dumps(document, ensure_ascii=False)
    seen = "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in plain)
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = f"{seen}\n...\n".encode()
    path.write_bytes(raw)
    return raw


def _survey(folder: Path, survey: Document, checklist: Document, text: Filling) -> list[Document]:
    """Write a survey and what all but the last of its offices have handed in; return that."""
    raw = _write(folder / "checklist.yaml", checklist)
    named = {"id": "provd", "version": checklist["version"]}
    _write(folder / "survey.yaml", survey | {"checklist": named | {"sha256": hashlib.sha256(raw).hexdigest()}})
    (folder / "drafts").mkdir()
    shared = f"{text(lines=True)} som alle kontorene gjør"
    received: list[Document] = []
    for n in range(OFFICES - 1):
        receipt = {"date": "2026-10-21", "role": text(), "recorded_by": ("office", "county", "import")[n % 3]}
        response = {
            "navcheck": "response/1",
            "survey": survey["id"],
            "office": f"o{n}",
            "checklist": named,
            "number": "1",
            "received": receipt,
            "shares": str(n != 1).lower(),
            "answers": _answers(n, shared if n else text(), text),
        }
        _write(folder / "received" / f"o{n}-1.yaml", response)
        received.append(response)
    words = {"words": _ANSWERED_IN_WORDS, "code": "b", "note": text(lines=True)}
    _write(folder / "coding.yaml", {"navcheck": "coding/1", "questions": {"ord": [words]}})
    return received


_ANSWERED_IN_WORDS = "Samme som før"


def _words(text: Filling, *, lines: bool = False) -> Document:
    return {"nb": text(lines=lines)}


def _one_line(text: Filling) -> str:
    return " ".join(text().split())


def _choice(text: Filling, **more: object) -> Document:
    return {"label": _words(text), **more}


def _question(name: str, kind: str, text: Filling, **more: object) -> Document:
    words = {key: _words(text, lines=key != "short") for key in ("short", "text", "help", "who", "action")}
    return {"id": name, "type": kind, **words, "evidence": {"ask": "true", "what": _words(text, lines=True)}, **more}


def _checklist(text: Filling) -> Document:
    scale = {
        "alle": _choice(text, status="met"),
        "fleste": _choice(text),
        "noen": _choice(text),
        "ingen-saker": _choice(text, status="no_cases"),
    }
    law: Document = {"ground": "law", "supervised": "direct", "legal_basis": [f"loven-1 {_one_line(text)}", "loven-2"]}
    gaps: Document = {
        "fleste": {"severity": "risk", "note": _words(text, lines=True)},
        "noen": {"severity": "breach", "legal_basis": ["loven-2"], "note": _words(text, lines=True)},
    }
    own = {"ja": _choice(text), "nei": _choice(text)}
    asked = [
        ("finne", "vilkar", [_question("vilkar", "choice", text, scale="praksis", gaps=gaps, **law)]),
        ("ord", "ord", [_question("ord", "text", text, codes="virkning", gaps={"b": "improvement"})]),
        ("flere", "flere", [_question("flere", "choices", text, choices=own, gaps={"nei": "risk"})]),
        ("tall", "tall", [_question("tall", "number", text, persons="true", unit=_words(text), per="stonad")]),
        ("likt", "likt", [_question("likt", "text", text)]),
        ("dato", "dato", [_question("dato", "date", text)]),
        ("alt", None, [_question(f"alt-{n}", "choice", text, scale="praksis", gaps=gaps, **law) for n in (1, 2)]),
    ]
    topics = [
        {
            "id": name,
            "title": _words(text),
            "heading": _words(text),
            "questions": questions,
            **({"shows": shows} if shows else {}),
        }
        for name, shows, questions in asked
    ]
    checks = [
        {
            "id": "strid",
            "about": "flere",
            "when": {"flere": ["nei"], "vilkar": ["alle"]},
            "text": _words(text, lines=True),
        },
        {
            "id": "punkt",
            "about": "tall",
            "when": {"tall": {"equals": "0"}},
            "text": _words(text, lines=True),
            "severity": "risk",
        },
    ]
    return {
        "navcheck": "checklist/1",
        "id": "provd",
        "version": text(),
        "title": _words(text),
        "sources": {"loven-1": {"title": text(), "url": text()}, "loven-2": {"title": text(), "url": HTTPS}},
        "facts": [{"id": "stonad", "unit": text(), "counts": "true", "max_age_months": "6", "title": _words(text)}],
        "scales": {"praksis": scale, "virkning": {"a": _choice(text), "b": _choice(text)}},
        "topics": topics,
        "checks": checks,
    }


def _office(n: int, text: Filling) -> Document:
    place = {"no": f"42{n:02}", "name": text(), "part": text(), "language": "nb"}
    names = {key: text() for key in ("name", "unit", "host", "group")}
    return {"id": f"o{n}", "aliases": [text()], "municipalities": [place], **names}


def _opened(name: str, year: str, offices: list[Document], checklist: Document, text: Filling) -> Document:
    return {
        "navcheck": "survey/1",
        "id": name,
        "title": text(),
        "period": text(),
        "case": {"ours": text(), "theirs": text()},
        "opened": f"{year}-10-01",
        "deadline": f"{year}-11-01",
        "event": text(),
        "extensions": {"o1": {"until": f"{year}-11-08", "asked": f"{year}-10-29", "reason": text(lines=True)}},
        "checklist": checklist,
        "authority": text(),
        "county": text(),
        "offices": offices,
    }


def _answers(n: int, shared: str, text: Filling) -> Document:
    """Answer so that there is a point of each severity, each kind of silence, and signals."""
    practice = ("noen", "alle", "fleste", "alle", "ingen-saker")

    def answer(**said: object) -> Document:
        documents = [{"title": text(), "date": "2026-03-01", "proof": proof} for proof in ("said", "written")]
        return {**said, "comment": text(lines=True), "evidence": documents if n % 2 else documents[:1]}

    several = answer(value=[("ja",), ("nei",), ("ja", "nei")][n % 3]) if n else answer(instead="ikke-aktuelt")
    answers = {
        "vilkar": answer(value=practice[n], carried=text()),
        "ord": answer(value=text(lines=True) if n else _ANSWERED_IN_WORDS),
        "flere": several,
        "likt": answer(value=shared),
        "tall": answer(value=str(n * 2)),
        "dato": answer(value="2026-02-03"),
        "alt-1": answer(value=practice[(n + 1) % len(practice)]),
    }
    return answers | ({"alt-2": answer(instead="vet-ikke")} if n % 2 else {})


def _plan(text: Filling) -> Document:
    common = {"office": "o0", "opened": "2026-11-02", "deadline": "2027-02-01", "review": "2027-05-01"}
    texts = ("action", "owner", "follow_up", "closes")
    waived = {"state": "waived", "waiver": {"reason": text(lines=True), "until": "2027-06-01"}}
    actions = [
        {**common, "id": "en", "question": "vilkar", "severity": "breach", **{key: text(lines=True) for key in texts}},
        {
            **common,
            "id": "to",
            "question": "tall",
            "severity": "risk",
            **{key: text(lines=True) for key in texts},
            **waived,
        },
    ]
    return {"navcheck": "plan/1", "actions": actions}


def _comments(text: Filling) -> Document:
    whole = [{"office": f"o{n}", "date": "2026-11-10", "text": text(lines=True)} for n in range(2)]
    point = {"office": "o0", "question": "vilkar", "date": "2026-11-11", "text": text(lines=True)}
    return {"navcheck": "comments/1", "comments": [*whole, point]}


def _confirmed(text: Filling) -> Document:
    confirmed = {"office": "o4", "number": "1", "date": "2026-11-12", "role": text()}
    return {"navcheck": "confirmed/1", "confirmed": [confirmed]}


def _draft(received: Document, text: Filling) -> Document:
    """Write what an office is asked to elaborate, on top of what it has answered."""
    asked = [{"question": name, "date": "2026-11-13", "text": text(lines=True)} for name in ("ord", "tall")]
    return {key: value for key, value in received.items() if key not in {"number", "received"}} | {"asked": asked}
