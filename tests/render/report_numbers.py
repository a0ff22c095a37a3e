"""The numbers that a report's JSON holds, as sets of facts in the words that people read.

The words and signs stand here once more, in English, so that a wrong one is noticed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
Facts = dict[str, set[tuple[object, ...]]]

SEVERITIES = {"breach": "possible breach", "risk": "risk of failure", "improvement": "point for improvement"}
STATUSES = {
    "met": "met",
    "claimed": "stated, not documented",
    "answered": "answered",
    "no_cases": "no such cases",
    "unknown": "don't know",
    "not_applicable": "not applicable",
    "unanswered": "unanswered",
    "not_asked": "not asked",
}
WORDS = SEVERITIES | STATUSES
SHORTER = {"risk": "risk", "improvement": "improvement", "claimed": "not documented"}
SIGNALS = {"conflict": "conflict", "repeat": "as last time", "no-spread": "same answers"}
SIGNS = dict(zip(WORDS, "✗!↑✓~•○?–□", strict=False)) | {"not_asked": ""}
MOVES = {
    "new": "new",
    "came-back": "came back",
    "first-seen": "seen for the first time",
    "moved": "graver or milder",
    "same": "unchanged",
    "unseen": "not seen now",
    "closed": "closed",
}
STATES = {"overdue": "past the deadline", "open": "open", "done": "done, not yet reviewed", "waived": "waived"}
ANY = "offices with at least one point"


@dataclass(frozen=True)
class Names:
    """What the JSON calls topics and questions."""

    titles: Mapping[str, str]
    headings: Mapping[str, str]
    shorts: Mapping[str, str]
    texts: Mapping[str, str]
    names: Mapping[str, str]
    asked: Mapping[str, tuple[str, ...]]
    periods: tuple[str, ...]

    @classmethod
    def of(cls, data: Json) -> "Names":
        """Take the names from a report's JSON."""
        topics = data["questions"]["topics"]
        headings = {one["topic"]: one["heading"] for one in data["topics"]}
        names = {}
        for topic in topics:
            for one in topic["questions"]:
                name = headings[topic["id"]]
                names[one["id"]] = name if len(topic["questions"]) == 1 else f"{name}, {one['short']}"
        shorts = {one["id"]: one["short"] for topic in topics for one in topic["questions"]}
        texts = {one["id"]: one["text"] for topic in topics for one in topic["questions"]}
        asked = {topic["id"]: tuple(one["id"] for one in topic["questions"]) for topic in topics}
        periods = tuple(one["period"] for one in data["past"])
        return cls({one["id"]: one["title"] for one in topics}, headings, shorts, texts, names, asked, periods)


def numbers_of(data: Json, named: Json) -> Facts:
    """Gather the numbers of a report's JSON; `named` is that of the county's own edition, which knows each answer."""
    names = Names.of(named)
    facts: Facts = {
        "responses": {(data["counts"]["responded"], data["counts"]["offices"])},
        "topics": set(_topic_facts(data, names)),
        "bars": {fact for fact in _topic_facts(data, names) if fact[1] == ANY},
        "questions": set(_question_facts(named, names)),
        "counts": {(short, words, count) for short, words, count, _ in _question_facts(named, names)},
        "points": {(SEVERITIES[one], count) for one, count in data["counts"]["gaps"].items() if count},
        "claimed": {tuple(data["claimed"][key] for key in ("answers", "of", "offices", "of_offices"))},
        "words": set(_word_facts(data, named, names)),
        "signals": {(one["text"],) for one in data["signals"]},
    }
    if len(data["past"]) > 1:
        facts["trend"] = set(_trend_facts(data, names))
    if (comparison := data["comparison"]) is not None:
        facts["moves"] = {(MOVES[name], count) for name, count in comparison["counts"].items() if name in MOVES}
        facts["changes"] = {fact for fact in facts["moves"] if fact[1]}
        otherwise = comparison["answered_otherwise"]
        facts["otherwise"] = {(names.names[one["question"]], one["count"], one["of"]) for one in otherwise}
    if data["plan"] is not None:
        facts["plan"] = {(STATES[name], count) for name, count in data["plan"]["states"].items() if count}
    if data["edition"] == "named":
        facts["squares"] = set(_square_facts(data, names))
        facts["gaps"] = {
            (one["office"]["name"], names.names[one["question"]], SEVERITIES[one["severity"]]) for one in data["gaps"]
        }
        facts["planned"] = {
            (one["office"]["name"], names.names[one["question"]], SEVERITIES[one["gap"]["severity"]])
            for one in (data["plan"] or {"points": ()})["points"]
            if one["gap"] is not None
        }
    else:
        facts["unnamed"] = {(data["counts"]["signals"] - len(data["signals"]),)}
    return facts


def _topic_facts(data: Json, names: Names) -> Iterator[tuple[object, ...]]:
    for one in data["topics"]:
        for severity, count in one["severities"].items():
            if one["judged"]:
                yield names.titles[one["topic"]], SEVERITIES[severity], count, one["of"]
        if one["judged"]:
            yield names.titles[one["topic"]], ANY, one["offices"], one["of"]


def _question_facts(named: Json, names: Names) -> Iterator[tuple[object, ...]]:
    rows = [row["answers"] for row in named["questions"]["rows"] if row["standing"] == "responded"]
    for question, short in names.shorts.items():
        marks = Counter(row[question]["mark"] for row in rows)
        asked = marks.total() - marks["not_asked"]
        yield from ((short, WORDS[mark], count, asked) for mark, count in marks.items())


def _word_facts(data: Json, named: Json, names: Names) -> Iterator[tuple[object, ...]]:
    """Yield each cell with its lines; where no answer fills it, everybody is told how many were given."""
    answers = {row["office"]["name"]: row["answers"] for row in named["questions"]["rows"]}
    for row in data["rows"]:
        office = row["office"]["name"]
        for cell in row["cells"]:
            said = "; ".join(cell["words"])
            if not said and data["edition"] == "public" and cell["status"] == "answered":
                said = _given(answers[office], names.asked[cell["topic"]])
            yield office, names.headings[cell["topic"]], lines_of(said, *_marks(cell, said, names))
        if not row["cells"]:
            yield from ((office, heading, ("not responded",)) for heading in names.headings.values())


def _given(answers: Json, questions: Iterable[str]) -> str:
    statuses = [answers[one]["status"] for one in questions if answers[one]["status"] != "not_asked"]
    given = [one for one in statuses if one not in {"unanswered", "unknown"}]
    return f"{len(given)} of {len(statuses)} answered"


def lines_of(*texts: str) -> tuple[str, ...]:
    """Return the lines of a cell, in whichever order they stand."""
    return tuple(sorted(line for text in texts for line in text.split("\n") if line))


def _marks(cell: Json, said: str, names: Names) -> Iterator[str]:
    """Yield what stands under the words: nothing under plain ones; the status where there are no words."""
    mark, words = str(cell.get("mark", cell["status"])), SIGNALS | WORDS | SHORTER
    if not said and mark != cell["status"]:
        yield f"{SIGNS[cell['status']]} {words[cell['status']]}"
    if not said or mark not in {"met", "answered"}:
        about = f": {names.shorts[cell['about']]}" if cell.get("about") and mark not in STATUSES else ""
        yield f"{SIGNS.get(mark, '◊')} {words[mark]}{about}".strip()


def _square_facts(data: Json, names: Names) -> Iterator[tuple[object, ...]]:
    for row in data["questions"]["rows"]:
        for question, one in (row["answers"] or {}).items():
            if sign := SIGNS[one["mark"]]:
                yield row["office"]["name"], names.shorts[question], sign


def _trend_facts(data: Json, names: Names) -> Iterator[tuple[object, ...]]:
    for one in data["past"]:
        for topic, count in one["topics"].items():
            if count["judged"] and topic in names.titles:
                yield names.titles[topic], one["period"], count["offices"], count["of"]
