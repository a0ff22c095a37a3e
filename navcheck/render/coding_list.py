"""Every reading of words that the county has made, with the answers that it is used for, and what waits for one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from navcheck.core.coding import codable
from navcheck.core.messages import Message, Tongue, say, say_many
from navcheck.core.wordings import open_wordings, propose, readings_in_use
from navcheck.render.json_text import dump
from navcheck.render.lines import title_lines, wrap
from navcheck.render.said import name_of, quoted

if TYPE_CHECKING:
    from navcheck.core.model import Office, Question
    from navcheck.core.round import Round
    from navcheck.core.wordings import Used, Wording

Json = dict[str, Any]


def coding_counts(one: "Round") -> dict[str, int]:
    """Count answers without a code, and rows that no answer uses."""
    return {
        "uncoded": sum(len(wording.offices) for wording in open_wordings(one)),
        "unused": sum(not row.offices for row in readings_in_use(one)),
    }


def format_coding(one: "Round", tongue: Tongue, *, width: int = 80) -> str:
    """Write the readings question by question under their codes, then the words that wait for one."""
    listing = _List(one, readings_in_use(one), open_wordings(one), tongue, width)
    lines = title_lines(one.survey.title, tongue(say("How the county reads the offices' words")), width)
    for question in codable(one.checklist).values():
        lines += listing.question(question)
    if not codable(one.checklist):
        lines += [*wrap(tongue(say("The checklist asks for no words that are read as codes.")), width), ""]
    return "\n".join([*lines, *listing.counts(), ""])


@dataclass(frozen=True, slots=True)
class _List:
    """The list of one round for one screen."""

    one: "Round"
    rows: "tuple[Used, ...]"
    waiting: "tuple[Wording, ...]"
    tongue: Tongue
    width: int

    def question(self, question: "Question") -> Iterator[str]:
        """Write a question's readings and what waits for one."""
        rows = [row for row in self.rows if row.question == question]
        waiting = [wording for wording in self.waiting if wording.question == question]
        yield from wrap(f"{name_of(self.one.checklist, question, self.tongue)} ({question.id})", self.width)
        yield ""
        for code, choice in self.one.checklist.codes_of(question).items():
            used = [row for row in rows if row.reading.code == code]
            if used:
                yield from wrap(f"{self.tongue.pick(choice.label)} ({code})", self.width, "  ", "    ")
            for row in used:
                yield from self._row(row)
        if waiting:
            codes = ", ".join(self.one.checklist.codes_of(question))
            yield from wrap(self.tongue(say("Codes: {codes}", codes=codes)), self.width, "  ", "    ")
        if waiting or not rows:
            told = say("Not read yet:") if waiting else say("There are no words to read.")
            yield from wrap(self.tongue(told), self.width, "  ")
        for wording in waiting:
            words = f"{quoted(wording.words)}: {answers_of(wording.offices, self.tongue)}"
            yield from wrap(words, self.width, "    ", "      ")
        yield ""

    def _row(self, row: "Used") -> Iterator[str]:
        words = quoted(row.reading.words)
        if row.reading.office is not None:
            office = self.one.survey.office(row.reading.office)
            name = office.name if office is not None else row.reading.office
            words = self.tongue(say("{words} from {office} only", words=words, office=name))
        used = answers_of(row.offices, self.tongue) if row.offices else self.tongue(say("not used"))
        yield from wrap(f"{words}: {used}", self.width, "    ", "      ")
        if row.reading.note is not None:
            yield from wrap(self.tongue(say("Note: {note}", note=row.reading.note)), self.width, "      ")

    def counts(self) -> list[str]:
        """Write how many answers are read as a code, and what is not used or not counted."""
        counts, coded = coding_counts(self.one), sum(len(row.offices) for row in self.rows)
        told = [say("{coded} of {count} answers are read as a code", coded=coded, count=coded + counts["uncoded"])]
        if counts["unused"]:
            told.append(say_many("{count} reading is not used", "{count} readings are not used", counts["unused"]))
        if self.one.drafts_left_out:
            told.append(drafts_not_counted(self.one))
        return wrap(" · ".join(map(self.tongue, told)), self.width)


def drafts_not_counted(one: "Round") -> Message:
    """Say how many drafts do not count."""
    return say_many("{count} draft is not counted", "{count} drafts are not counted", one.drafts_left_out)


def answers_of(offices: "Sequence[Office]", tongue: Tongue) -> str:
    """Say how many answers there are, and whose."""
    names = tuple(office.name for office in offices)
    return tongue(say_many("{count} answer: {offices}", "{count} answers: {offices}", len(names), offices=names))


def coding_data(one: "Round", tongue: Tongue) -> str:
    """Write the same as JSON."""
    rows, waiting = readings_in_use(one), open_wordings(one)
    coded = sum(len(row.offices) for row in rows)
    return dump(
        {
            "navcheck": "coding-list/1",
            "language": tongue.language,
            "survey": one.survey.id,
            "counts": {"coded": coded} | coding_counts(one) | {"drafts_left_out": one.drafts_left_out},
            "questions": [
                {
                    "question": question.id,
                    "codes": {
                        code: tongue.pick(choice.label) for code, choice in one.checklist.codes_of(question).items()
                    },
                    "readings": [_row_data(one, row, tongue) for row in rows if row.question == question],
                    "uncoded": [_open_data(one, wording) for wording in waiting if wording.question == question],
                }
                for question in codable(one.checklist).values()
            ],
        }
    )


def _row_data(one: "Round", row: "Used", tongue: Tongue) -> Json:
    return {
        "words": row.reading.words,
        "code": row.reading.code,
        "label": tongue.pick(one.checklist.codes_of(row.question)[row.reading.code].label),
        "office": row.reading.office,
        "note": row.reading.note,
        **_offices_data(row.offices),
    }


def _open_data(one: "Round", wording: "Wording") -> Json:
    proposal = propose(one, wording)
    return {
        "words": wording.words,
        **_offices_data(wording.offices),
        "proposed": {"code": proposal.code, "because": proposal.origin} if proposal is not None else None,
    }


def _offices_data(offices: "Sequence[Office]") -> Json:
    return {"answers": len(offices), "offices": [office.id for office in offices]}
