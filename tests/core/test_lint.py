"""What a checklist that works could still do better is told, each thing once and at its place."""

from datetime import date

import pytest

from navcheck.core.lint import lint
from tests.core.one_topic import one_topic, place, told

TODAY = date(2026, 11, 21)
QUESTION = """
questions:
  - id: rutine
    type: choice
    scale: ja-nei
    short: {nb: Rutine, en: Routine}
    text: {nb: Har dere en rutine?, en: Do you have a routine}
    help: {nb: Hjelp, en: Help}
    legal_basis: [sotjl-29]
    ground: law
    supervised: direct
    gaps: {nei: breach}
    evidence: {what: {nb: Rutinen, en: The routine}}
    action: {nb: Lag en, en: Make one}
"""
COMMON = """
title: {nb: Prøve, en: Trial}
sources: {sotjl-29: {title: sosialtjenesteloven § 29, as_of: 2026-07-02}}
scales: {ja-nei: {ja: {label: {nb: Ja, en: 'Yes'}}, nei: {label: {nb: Nei, en: 'No'}}}}
"""


def notes(question: str = QUESTION, common: str = COMMON) -> list[str]:
    checklist = one_topic(question + common)
    # The helper's own topic has bokmål only; that is not what these tests are about.
    return [one for one in told(lint(checklist, place, TODAY)) if "topics/0/title" not in one and "heading" not in one]


def test_a_complete_question_gives_no_note() -> None:
    assert notes() == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("    short: {nb: Rutine, en: Routine}\n", "no-short"),
        ("    help: {nb: Hjelp, en: Help}\n", "no-help"),
        ("    evidence: {what: {nb: Rutinen, en: The routine}}\n", "no-evidence"),
        ("    action: {nb: Lag en, en: Make one}\n", "no-action"),
    ],
)
def test_what_a_question_lacks_is_told(line: str, code: str) -> None:
    assert notes(QUESTION.replace(line, "")) == [f"{code} topics/0/questions/0/id"]


def test_a_question_without_law_or_ground_is_told() -> None:
    assert "no-legal-basis topics/0/questions/0/id" in notes(QUESTION.replace("    legal_basis: [sotjl-29]\n", ""))
    without = QUESTION.replace("    ground: law\n", "").replace("nei: breach", "nei: risk")
    assert notes(without) == ["no-ground topics/0/questions/0/id"]


def test_practice_need_not_cite_a_law() -> None:
    practice = QUESTION.replace("ground: law", "ground: practice").replace("    legal_basis: [sotjl-29]\n", "")
    assert (
        notes(practice.replace("breach", "risk"), COMMON.replace("sources", "facts_of").split("facts_of")[0] + SCALES)
        == []
    )


SCALES = "scales: {ja-nei: {ja: {label: {nb: Ja, en: 'Yes'}}, nei: {label: {nb: Nei, en: 'No'}}}}\n"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("help: {nb: Hjelp, en: Help}", "topics/0/questions/0/help"),
        ("action: {nb: Lag en, en: Make one}", "topics/0/questions/0/action"),
        ("what: {nb: Rutinen, en: The routine}", "topics/0/questions/0/evidence/what"),
    ],
)
def test_a_text_lacks_a_language_that_the_title_has(text: str, path: str) -> None:
    only_bokmal = text.partition(", en:")[0] + "}"
    assert notes(QUESTION.replace(text, only_bokmal)) == [f"no-translation {path}"]


def test_a_label_lacks_a_language_too() -> None:
    assert notes(common=COMMON.replace("{nb: Nei, en: 'No'}", "{nb: Nei}")) == [
        "no-translation scales/ja-nei/nei/label"
    ]


def test_a_head_of_14_characters_fits_and_of_15_does_not() -> None:
    assert notes(QUESTION.replace("nb: Rutine,", "nb: " + "x" * 14 + ",")) == []
    assert notes(QUESTION.replace("nb: Rutine,", "nb: " + "x" * 15 + ",")) == [
        "long-head topics/0/questions/0/short/nb"
    ]


def test_the_same_text_twice_is_told_at_the_second() -> None:
    second = (
        QUESTION.split("questions:\n")[1].replace("id: rutine", "id: rutine-to").replace("en: Do you", "en: Do they")
    )
    assert notes(QUESTION + second) == ["same-text topics/0/questions/1/text/nb"]


NUMBER = QUESTION.replace("type: choice", "type: number").replace("    scale: ja-nei\n", "    min: 0\n    max: 5\n")
NO_SCALES = COMMON.split("scales:", maxsplit=1)[0]


@pytest.mark.parametrize(
    ("rule", "never"),
    [
        ("above: 4", False), ("above: 5", True), ("at_least: 5", False), ("at_least: 6", True), ("below: 1", False),
        ("below: 0", True), ("equals: 5", False), ("equals: 6", True), ("equals: 0", False),
    ],
)  # fmt: skip
def test_a_comparison_that_no_allowed_number_meets_is_told(rule: str, never: bool) -> None:  # noqa: FBT001
    found = notes(NUMBER.replace("{nei: breach}", f"[{{{rule}, severity: risk}}]"), NO_SCALES)
    assert found == (["never-met topics/0/questions/0/gaps/0"] if never else [])


def test_what_nothing_uses_is_told() -> None:
    more = COMMON.replace("sources: {", "sources: {fvl-11: {title: fvl, as_of: 2026-07-02}, ")
    more += "facts: [{id: langtid, title: {nb: Langtid, en: Long}}]\n"
    more = more.replace("scales: {", "scales: {ubrukt: {ja: {label: {nb: Ja, en: 'Yes'}}}, ")
    assert notes(common=more) == ["unused sources/fvl-11*", "unused scales/ubrukt*", "unused facts/0/id"]


def test_a_source_without_a_day_and_a_rule_that_is_past_are_told() -> None:
    assert notes(common=COMMON.replace(", as_of: 2026-07-02", "")) == ["no-day sources/sotjl-29"]
    assert notes(common=COMMON.replace(", as_of: 2026-07-02", ", checked: false")) == []
    assert notes(common=COMMON.replace("07-02", "07-02, until: 2026-11-20")) == ["past sources/sotjl-29"]
    assert notes(common=COMMON.replace("07-02", "07-02, until: 2026-11-21")) == []
