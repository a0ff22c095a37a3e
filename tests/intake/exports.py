"""Writes answers as offices, spreadsheets and form tools do, with nothing of navcheck's own: what import must take in.

Each writer takes a checklist and the answers by office name, and returns a file's bytes.
"""

import csv
import io
import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import openpyxl

from navcheck.core.model import Answer, Checklist, Question
from navcheck.core.words import Instead, Kind, Proof

Answers = Mapping[str, Mapping[str, Answer]]
NBSP = "\u00a0"
PROOFS = {Proof.SAID: "ikke skriftlig", Proof.WRITTEN: "skriftlig", Proof.SHOWN: "lagt fram"}
PARTS = ("kommentar", "dokument", "dato", "bevis")


def value_words(checklist: Checklist, question: Question, answer: Answer | None, *, labels: bool = True) -> str:
    """Write a value as a person would: labels, a decimal comma, 21.11.2026."""
    if answer is None:
        return ""
    if answer.instead is not None:
        return {Instead.UNKNOWN: "Vet ikke", Instead.NOT_APPLICABLE: "Ikke aktuelt"}[answer.instead]
    if question.type in {Kind.CHOICE, Kind.CHOICES}:
        choices = checklist.choices_of(question)
        return "; ".join(choices[value].label["nb"] if labels else value for value in answer.values)
    value = answer.values[0]
    if question.type is Kind.NUMBER:
        return value.replace(".", ",")
    if question.type is Kind.DATE:
        year, month, day = value.split("-")
        return f"{day}.{month}.{year}"
    return value


def part_words(answer: Answer | None, part: str) -> str:
    if answer is None:
        return ""
    if part == "kommentar":
        return answer.comment or ""
    if part == "dokument":
        return "\n".join(one.title or "" for one in answer.evidence)
    if part == "dato":
        return "\n".join(one.date.strftime("%d.%m.%Y") if one.date else "" for one in answer.evidence)
    return "\n".join(PROOFS[one.proof] for one in answer.evidence)


def wide(checklist: Checklist, answers: Answers) -> list[list[str]]:
    """A row an office, a column for each question and for what belongs to its answer."""
    head = ["Nav-kontor"]
    for question in checklist.questions():
        head += [question.id, *(f"{question.id}__{part}" for part in PARTS)]
    rows = [head]
    for office, given in answers.items():
        row = [office]
        for question in checklist.questions():
            answer = given.get(question.id)
            row += [value_words(checklist, question, answer), *(part_words(answer, part) for part in PARTS)]
        rows.append(row)
    return rows


def long(checklist: Checklist, answers: Answers) -> list[list[str]]:
    """A row an answer, the offices' rows mixed."""
    rows = [["kontor", "spørsmål", "svar", "kommentar", "dokument", "dato", "bevis"]]
    for question in checklist.questions():
        for office, given in answers.items():
            if (answer := given.get(question.id)) is not None:
                words = value_words(checklist, question, answer)
                rows.append([office, question.id, words, *(part_words(answer, part) for part in PARTS)])
    return rows


def delimited(rows: list[list[str]], delimiter: str, encoding: str, *, before: str = "") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return (before + text.getvalue()).encode(encoding)


def workbook(rows: list[list[object]], sheet: str = "Ark1") -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for n, row in enumerate(rows, start=1):
        for m, value in enumerate(row, start=1):
            cell = page.cell(n, m)
            cell.value = value  # type: ignore[assignment]
            if isinstance(value, str) and value:
                cell.data_type = "s"  # as typed: openpyxl would take a text that begins with = for a formula
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def spreadsheet(checklist: Checklist, answers: Answers) -> bytes:
    """The wide table as somebody types it in Excel: figures and days are figures and days."""
    by_id = {question.id: question for question in checklist.questions()}
    head, *rows = wide(checklist, answers)
    typed: list[list[object]] = [list(head)]
    typed += ([typed_cell(by_id.get(name), cell) for name, cell in zip(head, row, strict=True)] for row in rows)
    return workbook(typed)


def typed_cell(question: Question | None, cell: str) -> object:
    if question is None or not cell or cell in {"Vet ikke", "Ikke aktuelt"}:
        return cell
    if question.type is Kind.NUMBER:
        number = float(cell.replace(",", "."))
        return int(number) if number.is_integer() else number
    if question.type is Kind.DATE:
        day, month, year = map(int, cell.split("."))
        return datetime(year, month, day)  # noqa: DTZ001 -- a spreadsheet's day has no zone
    return cell


def answer_object(answer: Answer) -> object:
    known: dict[str, object] = {}
    if answer.instead is not None:
        known["instead"] = answer.instead.value
    else:
        known["value"] = list(answer.value) if isinstance(answer.value, tuple) else answer.value
    if answer.comment is not None:
        known["comment"] = answer.comment
    if answer.evidence:
        known["evidence"] = [
            {
                **({"title": one.title} if one.title else {}),
                **({"date": one.date.isoformat()} if one.date else {}),
                "proof": one.proof.value,
            }
            for one in answer.evidence
        ]
    return known if known.keys() != {"value"} else known["value"]


def objects(_: Checklist, answers: Answers) -> list[dict[str, object]]:
    return [
        {"office": office, "answers": {name: answer_object(answer) for name, answer in given.items()}}
        for office, given in answers.items()
    ]


def as_json(checklist: Checklist, answers: Answers) -> bytes:
    return json.dumps(objects(checklist, answers), ensure_ascii=False, indent=1).encode()


def as_lines(checklist: Checklist, answers: Answers) -> bytes:
    return "".join(json.dumps(one) + "\n" for one in objects(checklist, answers)).encode()


def nettskjema(checklist: Checklist, answers: Answers) -> bytes:
    """csv-report with codebook: all quoted, `;`, decimal point, a 0/1 column for each option of a checkbox question."""
    head = ["$submission_id", "$created", "kontor"]
    for question in checklist.questions():
        if question.type is Kind.CHOICES:
            head += [f"{question.id}.{choice}" for choice in (*checklist.choices_of(question), *Instead)]
        else:
            head.append(question.id)
        head += [f"{question.id}__{part}" for part in PARTS]
    rows = [[*head, "$answer_time_ms"]]
    for n, (office, given) in enumerate(answers.items()):
        row = [str(30_000_000 + n), f"2026-10-{n % 28 + 1:02}T09:30:00.000+02:00", office]
        for question in checklist.questions():
            answer = given.get(question.id)
            if question.type is Kind.CHOICES:
                chosen = (
                    set() if answer is None else {*answer.values, *([answer.instead.value] if answer.instead else [])}
                )
                row += [str(int(choice in chosen)) for choice in (*checklist.choices_of(question), *Instead)]
            else:
                row.append(coded(answer))
            row += [part_words(answer, part) for part in PARTS]
        rows.append([*row, "61234"])
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return text.getvalue().encode()


def coded(answer: Answer | None) -> str:
    if answer is None:
        return ""
    return answer.instead.value if answer.instead is not None else answer.values[0]


FORMS_HEADS = {
    "nb": ("ID", "Starttidspunkt", "Fullføringstidspunkt", "E-postadresse", "Navn", "Tidspunkt for siste endring"),
    "en": ("Id", "Start time", "Completion time", "Email", "Name", "Last modified time"),
}


def forms(checklist: Checklist, answers: Answers, language: str = "nb") -> bytes:
    """The workbook of Microsoft Forms: question texts as heads, a trailing no-break space, labels that end with `;`."""
    head = [*FORMS_HEADS[language], f"Nav-kontor: Hvilket kontor svarer dere for?{NBSP}"]
    for question in checklist.questions():
        head.append(f"{question.id}: {question.text['nb']}{NBSP}")
        head += [f"{question.id}__{part}: Til spørsmålet over" for part in PARTS]
    rows: list[list[object]] = [list(head)]
    began = datetime(2026, 10, 1, 9, 30)  # noqa: DTZ001 -- the tool writes no zone
    for n, (office, given) in enumerate(answers.items()):
        ended = began + timedelta(days=n, minutes=20)
        row: list[object] = [n + 1, began + timedelta(days=n), ended, "anonymous", "", None, office]
        for question in checklist.questions():
            answer = given.get(question.id)
            words = value_words(checklist, question, answer)
            row.append(f"{words.replace('; ', ';')};" if question.type is Kind.CHOICES and words else words)
            row += [part_words(answer, part) for part in PARTS]
        rows.append(row)
    return workbook(rows, "Sheet1")


FORMATS: dict[str, tuple[str, Callable[[Checklist, Answers], bytes]]] = {
    "wide CSV, cp1252": ("svar.csv", lambda asked, given: delimited(wide(asked, given), ";", "cp1252")),
    "wide CSV, UTF-8 with a mark": ("svar.csv", lambda asked, given: delimited(wide(asked, given), ";", "utf-8-sig")),
    "wide CSV with sep=": (
        "svar.csv",
        lambda asked, given: delimited(wide(asked, given), ",", "utf-8", before="sep=,\r\n"),
    ),
    "Unicode text, UTF-16": ("svar.txt", lambda asked, given: delimited(wide(asked, given), "\t", "utf-16")),
    "long CSV": ("svar.csv", lambda asked, given: delimited(long(asked, given), ",", "utf-8")),
    "XLSX": ("svar.xlsx", spreadsheet),
    "JSON": ("svar.json", as_json),
    "JSON lines": ("svar.jsonl", as_lines),
    "Nettskjema": ("data-12345.csv", nettskjema),
    "Microsoft Forms, bokmål": ("KVP(1-15).xlsx", forms),
    "Microsoft Forms, English": ("KVP(1-15).xlsx", lambda asked, given: forms(asked, given, "en")),
}
