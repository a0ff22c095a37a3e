"""What a checklist says on paper: room for every answer, and nothing secret."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from navcheck.core.messages import ENGLISH
from navcheck.core.model import Checklist
from navcheck.core.selection import select
from navcheck.files.catalogues import load_tongue
from navcheck.files.documents import load
from navcheck.render.checklist import Sheet, format_markdown, format_terminal
from navcheck.render.lines import width_of
from navcheck.render.marks import UNICODE
from tests.builders import make_checklist

SHIPPED = sorted((Path(__file__).parents[2] / "checklists").glob("*.yaml"))

ALL = """
    sources:
      lov: {title: loven § 5, url: 'https://lov.example/5', as_of: 2026-07-02}
      prop: {title: Prop. 1, checked: false}
      ubrukt: {title: Ikke sitert}
    facts:
      - {id: langtid, title: {nb: Langtidsstønad}}
    scales:
      praksis:
        alle: {label: {nb: I alle saker}, status: met}
        noen: {label: {nb: I noen saker}}
      virkning:
        utsatt: {label: {nb: Utsatt}}
    topics:
      - id: finne
        title: {nb: Finne}
        heading: {nb: Funnet}
        questions:
          - id: antall
            type: number
            unit: {nb: personer}
            text: {nb: 'Hvor mange deltok i {period}?'}
            help: {nb: Regn med alle. Ikke dem som har sluttet.}
            who: {nb: Fagsystemet}
            gaps: [{above: 0, severity: risk}, {above_sum_of: [antall, krav], severity: improvement}]
          - id: hvordan
            type: text
            codes: virkning
            text: {nb: Hvordan gikk det?}
            who: {nb: Fagleder}
            when: {antall: {at_least: 1}}
            legal_basis: [lov andre ledd, prop]
            ground: law
            gaps: {utsatt: {severity: risk, legal_basis: [prop], note: {nb: Kan ha vært lov.}}}
            action: {nb: Finn ut hvem.}
          - id: vurdering
            type: choice
            scale: praksis
            text: {nb: Vurderer dere?}
            ground: law
            supervised: direct
            legal_basis: [lov]
            gaps: {noen: breach, vet-ikke: improvement}
            evidence: {ask: true, what: {nb: Tre vedtak}}
      - id: mer
        title: {nb: Mer}
        heading: {nb: Mer}
        optional: true
        questions:
          - id: krav
            type: choices
            choices:
              bolig: {label: {nb: Bolig}}
              ingen: {label: {nb: Ingen av disse}, alone: true}
            text: {nb: Hvilke krav?}
            who: {nb: Fagleder}
            when: {vurdering: [alle, noen], hvordan: {answered: true}}
            ground: internal_control
          - id: sist
            type: date
            text: {nb: Når?}
            when:
              antall + krav: {equals: 3}
              fact.langtid: {below: 5}
              antall: {not_sum_of: [antall, krav]}
              krav: {answered: false}
    checks:
      - {id: rar, about: antall, when: {antall: {equals: 0}}, text: {nb: Ingen deltok.}}
      - {id: alvorlig, about: antall, when: {antall: {above: 9}}, text: {nb: For mange.}, severity: risk}
"""


WHOLE = make_checklist(ALL)


def paper() -> str:
    """Print the core, without the optional topic."""
    return format_terminal(Sheet(select(WHOLE), ENGLISH, UNICODE, WHOLE.topics[1:]), 80)


def whole_paper() -> str:
    return format_terminal(Sheet(WHOLE, ENGLISH, UNICODE), 80)


def asked(text: str) -> dict[str, str]:
    """Split the paper into its questions, by their numbers."""
    questions = re.split(r"^(?=\d+\.  )", text.partition("What you need at hand")[0], flags=re.MULTILINE)[1:]
    return {one.partition(".")[0]: one for one in questions}


def test_a_choice_has_a_box_for_each_answer_and_for_having_none() -> None:
    assert asked(paper())["3"] == (
        "3.  Vurderer dere?\n"
        "\n"
        "    ( ) I alle saker\n"
        "    ( ) I noen saker\n"
        "    ( ) Don't know\n"
        "    ( ) Not applicable, because: ____________________\n"
        "    Comment: ________________________________________\n"
        "    Document, title and date: ____________________\n"
        "\n"
        "    Law: loven § 5\n"
        "    Ground: law\n"
        "    An inspector would ask to see: Tre vedtak\n"
        "    ✗ possible breach when the answer is «I noen saker»\n"
        "    ↑ point for improvement when the answer is «don't know»\n"
        "\n"
        "Answers that are held against each other\n"
        "----------------------------------------\n"
        "\n"
        "◊ signal, a reason to look: Ingen deltok.\n"
        "! risk of failure: For mange.\n"
        "\n"
        "Only Statsforvalteren concludes whether the law is broken.\n"
        "\n"
    )


def test_a_text_has_lines_to_write_on_and_tells_how_its_codes_are_judged() -> None:
    question = asked(paper())["2"]
    assert question.count("\n    " + "_" * 76 + "\n") == 4
    assert "    Asked only when the answer to question 1 is at least 1.\n" in question
    assert "    Law: loven § 5 andre ledd; Prop. 1 (not checked)\n" in question
    assert "    ! risk of failure when the answer is read as «Utsatt» (Prop. 1 (not\n      checked))\n" in question
    assert "    Note: Kan ha vært lov.\n    ! risk of failure when the answer is «don't know»\n" in question
    assert "    Action: Finn ut hvem.\n" in question


def test_a_number_has_a_line_with_its_unit_and_what_only_a_survey_knows_is_left_open() -> None:
    question = asked(paper())["1"]
    assert question.startswith("1.  Hvor mange deltok i ________?\n")
    assert "\n    Answer: ____________________ personer\n" in question
    assert "    ! risk of failure when the answer is above 0 or «don't know»\n" in question.replace("\n      ", " ")


def test_several_choices_have_square_boxes_and_a_date_its_line() -> None:
    questions = asked(whole_paper())
    assert "    [ ] Bolig\n    [ ] Ingen av disse (alone)\n" in questions["4"]
    assert "    Date: ____________________\n" in questions["5"]


def test_every_skip_rule_is_said_in_words() -> None:
    questions = {number: " ".join(text.split()) for number, text in asked(whole_paper()).items()}
    both = "the answer to question 3 is «I alle saker» or «I noen saker» and question 2 is answered"
    assert f"Asked only when {both}." in questions["4"]
    assert (
        "Asked only when the sum of the answers to questions 1 and 4 is exactly 3, the figure «Langtidsstønad» is "
        "below 5, the answer to question 1 is other than the sum of the answers to questions 1 and 4 and question 4 "
        "is not answered."
    ) in questions["5"]


def test_a_question_that_is_not_on_the_paper_goes_by_its_id() -> None:
    question = " ".join(asked(paper())["1"].split())
    assert "when the answer is more than the sum of the answers to questions 1 and «krav»" in question


def test_an_optional_topic_is_marked_and_one_that_is_left_out_is_named() -> None:
    assert "Mer (optional topic)\n" in whole_paper()
    assert "Optional topics that are not shown here" not in whole_paper()
    assert "Optional topics that are not shown here: Mer (mer)\n" in paper()
    assert "Hvilke krav?" not in paper()


def test_the_line_below_a_title_is_as_wide_as_its_letters() -> None:
    wide = make_checklist(ALL.replace("title: {nb: Mer}", "title: {nb: 漢字}"))
    assert "漢字 (optional topic)\n" + "-" * 21 + "\n" in format_terminal(Sheet(wide, ENGLISH, UNICODE), 80)


def test_what_you_need_at_hand_is_told_with_definitions_and_people() -> None:
    assert whole_paper().partition("What you need at hand\n")[2] == (
        "=====================\n"
        "\n"
        "Time: about 7 minutes, when this is at hand. The numbers are those of the\n"
        "questions.\n"
        "\n"
        "Figures\n"
        "-------\n"
        "\n"
        "1. Hvor mange deltok i ________?\n"
        "    Regn med alle. Ikke dem som har sluttet.\n"
        "    Who knows, or where it stands: Fagsystemet\n"
        "    Answer: ____________________ personer\n"
        "\n"
        "Documents: title and date\n"
        "-------------------------\n"
        "\n"
        "3. Tre vedtak\n"
        "\n"
        "Who may need to be asked\n"
        "------------------------\n"
        "\n"
        "Fagleder (questions 2 and 4)\n"
        "\n"
        "Sources\n"
        "-------\n"
        "\n"
        "loven § 5, read 2026-07-02\n"
        "    https://lov.example/5\n"
        "Prop. 1 (not checked)\n"
    )


def test_a_checklist_that_needs_nothing_says_so() -> None:
    bare = make_checklist(
        "topics: [{id: a, title: {nb: A}, heading: {nb: A}, questions: [{id: b, type: text, text: {nb: B}}]}]"
    )
    text = format_terminal(Sheet(bare, ENGLISH, UNICODE), 80)
    assert "Nothing has to be fetched beforehand. Time: about 3 minutes.\n" in text
    assert not [words for words in ("Figures", "Sources", "Behind", "Only Statsforvalteren") if words in text]


def test_markdown_has_a_heading_a_question_and_boxes_as_lists() -> None:
    text = format_markdown(Sheet(WHOLE, ENGLISH, UNICODE), 80)
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings[:5] == [
        "# Prøve",
        "## Finne",
        r"### 1. Hvor mange deltok i \_\_\_\_\_\_\_\_?",
        "### 2. Hvordan gikk det?",
        "### 3. Vurderer dere?",
    ]
    assert "\n- ( ) I alle saker\n- ( ) I noen saker\n" in text
    assert "\n- [ ] Bolig\n" in text
    assert "\n\n___\n\n___\n\n___\n\n___\n\n" in text
    assert "\n* ✗ possible breach when the answer is «I noen saker»\n" in text
    assert "\n- loven § 5, read 2026-07-02\n  - https\\://lov.example/5\n" in text


def test_markdown_lets_no_text_begin_anything() -> None:
    evil = "# <b>*x*</b> [y](z)"
    text = ALL.replace("Vurderer dere?", f"'{evil}'").replace("I alle saker", f"'{evil}'").replace("Finne", f"'{evil}'")
    marked = format_markdown(Sheet(make_checklist(text), ENGLISH, UNICODE), 80)
    assert r"### 3. \# &lt;b&gt;\*x\*&lt;/b&gt; \[y\](z)" in marked
    assert "<b>" not in marked


def test_nothing_that_a_terminal_obeys_is_printed() -> None:
    evil = make_checklist(ALL).model_copy(update={"title": {"nb": "A\x1b[31mB"}})
    for form in (format_terminal, format_markdown):
        assert "\x1b" not in form(Sheet(evil, ENGLISH, UNICODE), 80)


def sheets() -> Iterator[tuple[str, Sheet]]:
    for path in SHIPPED:
        whole = load(path, Checklist).document
        for language in ("nb", "nn", "en"):
            yield f"{path.stem}-{language}", Sheet(whole, load_tongue(language), UNICODE)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_asked_but_for_an_address(width: int) -> None:
    for name, one in sheets():
        wide = [line for line in format_terminal(one, width).splitlines() if width_of(line) > width]
        assert [line for line in wide if not line.startswith("    http")] == [], name


def test_every_question_of_every_checklist_is_on_the_paper_in_both_forms() -> None:
    for name, one in sheets():
        count = len(one.checklist.by_id)
        assert list(asked_numbers(format_terminal(one, 80))) == list(range(1, count + 1)), name
        numbers = re.findall(r"^### (\d+)\. ", format_markdown(one, 80), re.MULTILINE)
        assert numbers == [str(n) for n in range(1, count + 1)], name


def asked_numbers(text: str) -> Iterator[int]:
    """Yield the numbers in front of questions; those further down the paper have no second space or column."""
    topics = text.split("\n" + "=" * 5)[1]
    yield from (int(number) for number in re.findall(r"^(\d+)\. ", topics, re.MULTILINE))
