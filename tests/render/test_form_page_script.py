"""P5: the page's script judges as the program does: the guard, numbers and dates, and which questions are asked."""

import random
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from navcheck.core.answers import as_number
from navcheck.core.guard import check_text
from navcheck.core.interview import asked_questions
from navcheck.core.model import Answer, Checklist, Question
from navcheck.core.privacy import find_personal, find_stops
from navcheck.core.text import clean
from navcheck.core.typed import read_day, read_number, typed_day
from navcheck.core.words import Kind
from navcheck.render.forms.page import write_page
from tests.browser import chromium, opened
from tests.builders import make_checklist
from tests.checklists.shipped import NAMES, whole
from tests.core import test_privacy as privacy
from tests.personal_numbers import EACH, FIGURES, spread
from tests.render.page_forms import SMALL, TONGUES, facts_of, make_form, page_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.slow, pytest.mark.needs_tool("chromium")]

NUMBER = privacy.SERIES["synthetic"][0]
Written = dict[str, Any]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Page"]:
    file = tmp_path_factory.mktemp("page") / "skjema.html"
    file.write_bytes(write_page(make_form(), TONGUES))
    with chromium() as browser, opened(browser, file) as page:
        yield page


# The guard


def cases_of(test: Callable[..., None]) -> list[Any]:
    """Return what a test of the guard is tried with."""
    return [case for mark in vars(test)["pytestmark"] for case in mark.args[1]]


# What numbers over lines and cells, and tables of them, are made of.
BROKEN = (
    *(
        NUMBER[:6],
        NUMBER[6:],
        NUMBER[:6],
        NUMBER[6:],
        NUMBER,
        NUMBER[1:],
        "45123",
        "1.82.1965",
        "7",
        "a ",
        " kr",
        "pnr.",
    ),
    *(
        "\t",
        "\t",
        "\n",
        "\n",
        " ",
        "\u00a0",
        "\r\n",
        "\r",
        "-",
        ".",
        "\x1c",
        "\x85",
        "\ufeff",
        "\u2028",
        "\u3000",
        "\ud800",
    ),
)


def guarded_texts() -> list[str]:
    """Every spelling of the guard's own tests, what they leave alone, and figures at random."""
    spelled = [
        spell(number)
        for spell in privacy.SPELLINGS.values()
        for series in privacy.SERIES.values()
        for number in (*series[:15], *(f"{one[:10]}{(int(one[10]) + 1) % 10}" for one in series[:10]))
    ]
    around = [f"Brukeren ({text}) fikk vedtak 12.10.2025, og 3 fikk avslag." for text in spelled]
    draw = random.Random(2032)  # noqa: S311 - the same texts every time, and no secret
    signs = "0123456789012345678 .-/,+@aknr\n\t\u00a0\u200b\u0661\uff11\U0001d7f6\u00b2\u2163æ_()%§"
    figures = ["".join(draw.choices(signs, k=draw.randint(1, 60))) for _ in range(3000)]
    quiet = cases_of(privacy.test_ordinary_figures_are_left_alone)
    asking = [case[0] for case in cases_of(privacy.test_phone_email_and_account_ask)]
    zeroless = [number[1:] for number in privacy.ORDINARY if number.startswith("0")]
    escapes = [
        "\x1b[31m" + NUMBER,
        "a\x1b]0;" + NUMBER,
        "f\u200b" + NUMBER,
        "\r\n" + NUMBER + "\r",
        "a\u0301\u0301\u0301\u0301\u0301",
    ]
    numbers = [one.text for one in spread(20 * EACH)]
    numbers += [show(one) for show in FIGURES.values() for one in privacy.ORDINARY[:40]]
    numbers += [
        f"{cell}\t{one[:6]} \t{one[6:]}\t{other}" for one in privacy.ORDINARY[:9] for cell in "1x" for other in "2y"
    ]
    unseen = [f"{one[:6]}{sign}{one[6:]}" for one in privacy.ORDINARY[:9] for sign in "\u2800\u3164\uffa0"]
    figures += ["".join(draw.choices(BROKEN, k=draw.randint(2, 9))) for _ in range(4000)]
    found = [*spelled, *around, *figures, *quiet, *asking, *zeroless, *escapes, *numbers, *unseen]
    return [*found, privacy.ordinary_text(20_000)]


def test_the_guard_in_the_page_finds_what_ours_finds(page: "Page") -> None:
    texts = guarded_texts()
    theirs = page.evaluate(
        """(texts) => texts.map((text) => {
            const { findStops, isBarred, findPersonal, clean } = navcheck;
            return [findStops(text).length, isBarred(text), findPersonal(text), clean(text)];
        })""",
        texts,
    )
    ours = [
        [
            len(find_stops(text)),
            (problem := check_text(text)) is not None and problem.code == "personal-number",
            [finding.kind.value for finding in find_personal(text)],
            clean(text),
        ]
        for text in texts
    ]
    assert sum(1 for stops, *_ in ours if stops) > 2000
    different = [(text, one, other) for text, one, other in zip(texts, ours, theirs, strict=True) if one != other]
    assert different == []


def test_the_guard_in_the_page_is_as_quick_as_the_text_is_long(page: "Page") -> None:
    rows = ["1 ", "12 ", "1", "15.10.86 ", "15 10 ", "151086 ", "1-", "a.", "a@", "a@b.", "+1 ", "\u200b1"]
    spent = page.evaluate(
        """(rows) => rows.map((row) => {
            const begun = performance.now();
            navcheck.findPersonal(row.repeat(20000 / row.length) + "x");
            return performance.now() - begun;
        })""",
        rows,
    )
    broken = ["1234567890\tx{}x", "121212{}\n{}x", "121212\n{}\n{}x", "1.2.86 {}pnr", "1 816 550 072{}"]
    spent += page.evaluate(
        """(rows) => rows.map((row) => {
            const begun = performance.now();
            navcheck.isBarred(row.replaceAll("{}", " ".repeat(100000)));
            return performance.now() - begun;
        })""",
        broken,
    )
    assert max(spent) < 2000


# Rules and numbers


def test_numbers_and_dates_are_read_as_ours_are(page: "Page") -> None:
    draw = random.Random(1)  # noqa: S311 - the same texts every time, and no secret
    numbers = ["".join(draw.choices("0123456789 \u00a0\u202f,.-\u2212e_", k=draw.randint(1, 9))) for _ in range(4000)]
    numbers += [
        "1 234,5",
        "1\u00a0234\u00a0567",
        "-3",
        "\u22124,25",
        "0,0001",
        "0,00001",
        "9" * 12,
        "9" * 13,
        "007",
        "1.0",
    ]
    days = ["21.11.2026", "1.2.2024", "29.02.2023", "29.2.2024", "2026-11-21", "2026-02-30", "00.1.2020", "1.1.0000"]
    days += ["1.1.0099", "1900-02-29", "2000-02-29", "21.11.26", "2026-1-1", "31.04.2026", ""]
    read = page.evaluate(
        """([numbers, days]) => [
            numbers.map(navcheck.readNumber).map((one) => (one === null ? null : String(one))),
            days.map(navcheck.readDay)
        ]""",
        [numbers, days],
    )
    assert read[0] == [ten_thousandths(text) for text in numbers]
    assert read[1] == [iso(text) for text in days]


def ten_thousandths(text: str) -> str | None:
    number = as_number(read_number(text))
    return None if number is None else str(int(number * 10_000))


def iso(text: str) -> str | None:
    day = typed_day(text)
    return None if day is None else read_day(text)


RULES = make_checklist("""
    facts: [{id: tall, title: {nb: Tall}}]
    topics:
      - id: tema
        title: {nb: Tema}
        heading: {nb: Tema}
        questions:
          - {id: a, type: number, text: {nb: A}}
          - {id: b, type: number, text: {nb: B}}
          - {id: c, type: choices, choices: {x: {label: {nb: X}}, y: {label: {nb: Y}}}, text: {nb: C}}
          - {id: t, type: text, text: {nb: T}}
          - {id: equals, type: number, when: {a: {equals: "3"}}, text: {nb: D}}
          - {id: above, type: number, when: {a: {above: "2.5"}}, text: {nb: D}}
          - {id: below, type: number, when: {a: {below: "0"}}, text: {nb: D}}
          - {id: at-least, type: number, when: {a + b: {at_least: "5"}}, text: {nb: D}}
          - {id: more, type: number, when: {a: {above_sum_of: [b, equals]}}, text: {nb: D}}
          - {id: other, type: number, when: {a: {not_sum_of: [b]}}, text: {nb: D}}
          - {id: answered, type: date, when: {t: {answered: true}}, text: {nb: D}}
          - {id: silent, type: text, when: {c: {answered: false}}, text: {nb: D}}
          - {id: values, type: text, when: {c: [y]}, text: {nb: D}}
          - {id: coded, type: text, when: {t: [x]}, text: {nb: D}}
          - {id: fact, type: text, when: {fact.tall: {above: "0"}}, text: {nb: D}}
          - {id: no-fact, type: text, when: {fact.tall: {answered: false}}, text: {nb: D}}
          - {id: chained, type: text, when: {at-least: {answered: true}, values: {answered: false}}, text: {nb: D}}
          - {id: sum-silent, type: text, when: {a + b: {answered: false}}, text: {nb: D}}
""")


def drawn_answers(checklist: Checklist, draw: random.Random) -> Written:
    def answer(question: Question) -> Written:
        values = list(checklist.choices_of(question))
        if draw.random() < 0.15:
            return {"instead": draw.choice(["vet-ikke", "ikke-aktuelt"])}
        if question.type is Kind.CHOICES:
            return {"value": draw.sample(values, draw.randint(1, len(values)))}
        if question.type is Kind.CHOICE:
            return {"value": draw.choice(values)}
        figures = ["0", "1", "2", "3", "2.5", "-1", "5", "0.1", "0.2", "0.3", "7", "12"]
        return {"value": draw.choice(figures) if question.type is Kind.NUMBER else "2026-11-21"}

    return {question.id: answer(question) for question in checklist.questions() if draw.random() < 0.8}


def asked_by_ours(checklist: Checklist, written: Written) -> list[str]:
    answers = {name: Answer.model_validate(answer) for name, answer in written.items()}
    return [question.id for question in asked_questions(checklist, answers)]


def test_the_page_asks_what_the_interview_asks(page: "Page") -> None:
    draw = random.Random(5)  # noqa: S311 - the same answers every time, and no secret
    checklists = [RULES, SMALL, *map(whole, NAMES)]
    drawn = [(checklist, [drawn_answers(checklist, draw) for _ in range(150)]) for checklist in checklists]
    for checklist, sets in drawn:
        questions = facts_of(page_of(make_form(checklist)))["questions"]
        asked = page.evaluate(
            "([questions, sets]) => sets.map((answers) => navcheck.askedOf(questions, answers))", [questions, sets]
        )
        ours = [asked_by_ours(checklist, answers) for answers in sets]
        assert asked == ours
