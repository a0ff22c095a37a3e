from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navcheck.cli.report_material import gather
from navcheck.core.messages import ENGLISH, Tongue
from navcheck.core.model.desk import Comment
from navcheck.core.report import Desk, OwnText, Report, build_report
from navcheck.core.words import ReportEdition, Severity, Standing
from navcheck.render.marks import office_notes
from navcheck.render.report import FORMATS
from navcheck.render.report.blocks import (
    Bars,
    Block,
    Cell,
    Document,
    Facts,
    Heading,
    Item,
    Listing,
    Paragraph,
    Share,
    Table,
    Text,
    Trend,
)
from navcheck.render.report.layout import lay_out, lay_out_annex
from navcheck.render.report.markdown import write_markdown
from tests.builders import Answers, Written, make_round
from tests.program import EXAMPLE, TODAY, run
from tests.render.examples import BOKMAL, TONGUES, agder_answers, mixed
from tests.two_rounds import Rounds, make_rounds

# Our own words in English, the checklist's in bokmål.
IN_NORWEGIAN = replace(ENGLISH, language="nb")
PUBLIC, NAMED = ReportEdition.PUBLIC, ReportEdition.NAMED


@pytest.fixture(scope="module")
def agder() -> Report:
    return gather(EXAMPLE, TODAY, drafts=False).report


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> Rounds:
    """Three rounds, with a plan and comments."""
    found = make_rounds(tmp_path_factory.mktemp("runder"))
    assert run("plan", found.now, "--update").code == 0
    (found.now / "comments.yaml").write_text(
        "navcheck: comments/1\ncomments:\n"
        "  - {office: lillevik, question: for-vilkar, date: 2026-11-10, text: Vi har endret dette.}\n"
        "  - {office: elgheim, date: 2026-11-12, text: Takk for utkastet.}\n"
        "  - {office: bjorkeli, question: rutine, date: 2026-11-12, text: Rutinen er fra mai.}\n...\n",
        "utf-8",
    )
    return found


@pytest.fixture(scope="module")
def third(rounds: Rounds) -> Report:
    return gather(rounds.now, TODAY, drafts=False).report


def built(answers: Mapping[str, Answers | Standing], checklist: str = "", **desk: object) -> Report:
    return build_report(make_round(checklist or CHECKLIST, answers), Desk(**desk), TODAY)  # type: ignore[arg-type]


CHECKLIST = """
    sources: {loven: {title: loven § 1, url: 'https://lovdata.no/1', as_of: 2026-07-02, checked: false}}
    topics:
      - id: finne
        title: {nb: Finne}
        heading: {nb: Slik finner vi}
        shows: hvordan
        questions:
          - {id: hvordan, type: text, text: {nb: Hvordan?}}
          - id: rutine
            type: choice
            choices: {ja: {label: {nb: Ja}, status: met}, litt: {label: {nb: Litt}}, nei: {label: {nb: Nei}}}
            text: {nb: Rutine?}
            legal_basis: [loven]
            ground: law
            gaps: {nei: breach, litt: improvement}
      - id: tilby
        title: {nb: Tilby}
        heading: {nb: Tilbud}
        questions:
          - {id: antall, type: number, persons: true, text: {nb: Antall?}, gaps: [{above: 9, severity: risk}]}
          - {id: fritt, type: text, text: {nb: Annet?}}
"""


def texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Return every text of a document, piece by piece."""
    for block in blocks:
        match block:
            case Heading():
                yield block.text
            case Paragraph():
                yield "".join(span.text for span in block.spans)
            case Listing():
                yield from _items(block.items)
            case Facts():
                for caption, lines in block.pairs:
                    yield caption
                    yield from ("".join(span.text for span in line) for line in lines)
            case Table():
                yield from (block.caption, *block.heads)
                yield from (text for row in block.rows for cell in row for text in lines_of(cell))
            case Bars():
                yield from (block.caption, *block.heads, *(bar.label for bar in block.bars))
            case Trend():
                yield from (block.caption, block.head, *block.periods, *(line.label for line in block.lines))


def _items(items: tuple[Item, ...]) -> Iterator[str]:
    for item in items:
        yield "".join(span.text for span in item.spans)
        yield from _items(item.items)


def lines_of(cell: Cell) -> tuple[str, ...]:
    return (*cell.lines, *(mark.words for mark in cell.marks))


def whole(document: Document) -> str:
    return "\n".join((document.title, document.subtitle, document.banner, *texts(document.blocks)))


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def table(document: Document, caption: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return a table by the first words of its rows."""
    (found,) = [one for one in tables(document) if one.caption == caption]
    return {row[0].lines[0]: tuple(map(lines_of, row[1:])) for row in found.rows}


def chapters(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]


def every_document(report: Report, tongue: Tongue = ENGLISH) -> list[Document]:
    return [
        lay_out(report.as_edition(PUBLIC), tongue),
        lay_out(report.as_edition(NAMED), tongue),
        lay_out_annex(report.as_edition(NAMED), tongue),
        *(lay_out(report.draft_for((office,)), tongue) for office in report.survey.offices[:4]),
    ]


@pytest.mark.parametrize("tongue", TONGUES)
def test_every_edition_is_whole_in_every_language(third: Report, agder: Report, tongue: Tongue) -> None:
    for document in (*every_document(third, tongue), *every_document(agder, tongue)):
        assert document.language == tongue.language
        assert all(text.strip() for text in texts(document.blocks))
        above = 0
        for block in document.blocks:
            if isinstance(block, Heading):
                assert 1 <= block.level <= above + 1
                above = block.level
            elif isinstance(block, Table):
                assert block.rows
                assert {len(row) for row in block.rows} == {len(block.heads)}
                assert all(row[0].lines for row in block.rows)
        assert write_markdown(document)


def test_the_captions_keep_their_places(agder: Report) -> None:
    captions = lay_out(agder, BOKMAL).captions
    assert captions.page.format(page=1, pages=2) == "Side 1 av 2"
    assert "{count}" in captions.share
    assert "{of}" in captions.share


def test_the_title_and_the_author_say_no_finding_and_no_person(agder: Report) -> None:
    document = lay_out(agder.as_edition(PUBLIC), ENGLISH)
    assert document.title == "Kvalifiseringsprogrammet i Agder 2020: report"
    assert (document.subtitle, document.author) == ("2020 · Statsforvalteren i Agder", "Statsforvalteren i Agder")
    assert lay_out_annex(agder, ENGLISH).title == "Kvalifiseringsprogrammet i Agder 2020: annex to the report"
    assert lay_out(built({"Nav A": {}}), ENGLISH).author == "Statsforvalteren"


def test_all_60_cells_of_agder_stand_in_every_whole_edition(agder: Report) -> None:
    for document in every_document(agder)[:3]:
        rows = table(document, "What each office says, topic by topic")
        assert {name: [cell[0] for cell in cells] for name, cells in rows.items()} == {
            name: list(answers.values()) for name, answers in agder_answers().items()
        }


def test_the_counts_are_those_of_the_matrix(third: Report) -> None:
    for edition in (PUBLIC, NAMED):
        document = lay_out(third.as_edition(edition), ENGLISH)
        assert table(document, "Offices with points to follow up, by topic") == {
            one.topic.title["nb"]: tuple(
                (f"{count} of {one.of}",) for count in (*(one.severities[each] for each in Severity), one.offices)
            )
            for one in third.topics
        }
        titles = " · ".join(topic.title["nb"] for topic in third.matrix.topics)
        counted = table(document, f"{titles}: how many offices, question by question")
        assert len(counted) == len(third.matrix.round.checklist.by_id)
        assert counted["Rutine"][1:5] == (("0 of 13",), ("2 of 13",), ("1 of 13",), ("10 of 13",))
        total = sum(int(one[0].split()[0]) for cells in counted.values() for one in cells[1:] if one[0][0].isdigit())
        assert total == len(third.matrix.read) * len(counted)
    (bars,) = [block for block in lay_out(third, ENGLISH).blocks if isinstance(block, Bars)]
    assert [bar.share for bar in bars.bars] == [Share(one.offices, one.of) for one in third.topics]


def test_a_topic_without_rules_has_no_zero(agder: Report) -> None:
    rows = table(lay_out(agder, IN_NORWEGIAN), "Offices with points to follow up, by topic")
    assert rows["Tilby"] == (("no rule",),) * 4
    assert rows["Korona"] == (("0 of 15",), ("3 of 15",), ("0 of 15",), ("3 of 15",))


def test_what_is_not_coded_is_said_beneath_the_counts_and_in_the_method(third: Report) -> None:
    found = list(texts(lay_out(third.as_edition(PUBLIC), ENGLISH).blocks))
    words = "1 answer in words is not read as a code yet. No point can be found in it before that."
    assert found.count(words) == 2
    assert "Følge opp, Utfordringer: 1" in found


def test_no_response_and_every_other_silence_is_shown_as_what_it_is() -> None:
    matrix = mixed()
    report = build_report(matrix.round, Desk(), TODAY)
    for edition in (PUBLIC, NAMED):
        document = lay_out(report.as_edition(edition), ENGLISH)
        rows = table(document, "What each office says, topic by topic (1 of 2)")
        assert set(rows["Nav Arendal"]) == {("not responded",)}
        assert set(rows["Nav Birkenes"]) == {("cannot be read",)}
        assert set(rows["Nav Evje og Hornnes"]) == {("draft, not counted",)}
        shown = {words for one in tables(document) for row in one.rows for cell in row for words in lines_of(cell)}
        # What a choice was, or that it was none, tells everybody whether there is a point: they read that it is open.
        silences = {"don't know", "not applicable", "no such cases"} if edition is NAMED else set()
        assert {"unanswered", *silences} <= shown
        names = {office_notes(entry, ENGLISH) for entry in matrix.round.entries}
        assert {note for notes in names for note in notes} <= shown
        assert "Not responded" in whole(document)


def test_an_office_without_any_answer_is_nowhere_met() -> None:
    report = built({"Nav A": {}, "Nav B": Standing.MISSING})
    for document in every_document(report):
        rows = [row for one in tables(document) for row in one.rows]
        assert not [cell for row in rows for cell in row if "met" in lines_of(cell)]
    document = lay_out(built({"Nav A": Standing.MISSING}), ENGLISH)
    assert "There are no responses to count." in whole(document)
    assert table(document, "Offices with points to follow up, by topic")["Finne"] == (("no responses",),) * 4


@given(st.permutations(["nei", "litt", "ja", "nei"]), st.permutations(["12", "7", "7", "30"]))
def test_the_public_edition_does_not_tell_whose_a_point_is(routines: list[str], numbers: list[str]) -> None:
    def public(those: list[str], figures: list[str]) -> Document:
        answers = {
            f"Nav {n}": {"hvordan": f"Ord {n}", "rutine": routine, "antall": number, "fritt": "Nei"}
            for n, (routine, number) in enumerate(zip(those, figures, strict=True))
        }
        return lay_out(built(answers).as_edition(PUBLIC), ENGLISH)

    assert public(routines, numbers) == public(sorted(routines), sorted(numbers))


@pytest.mark.parametrize("form", FORMATS)
def test_no_public_format_tells_a_choice_that_fills_the_cell_and_could_be_a_point(form: str) -> None:
    def public(*routines: Written) -> bytes:
        answers = {f"Nav {n}": {"rutine": routine} for n, routine in enumerate(routines)}
        report = built(answers, CHECKLIST.replace("shows: hvordan", "shows: rutine"))
        return FORMATS[form].write(report.as_edition(PUBLIC), ENGLISH, None)

    unknown = {"instead": "vet-ikke"}
    assert public("nei", "ja", "litt", unknown) == public(unknown, "litt", "ja", "nei")
    # How many there are of each, all but the table tell.
    assert (public("nei", "ja", "litt", unknown) == public("nei", "ja", "litt", "nei")) is (form == "csv")


def test_the_named_edition_does_tell_it() -> None:
    first = built({"Nav 1": {"rutine": "nei"}, "Nav 2": {"rutine": "ja"}})
    other = built({"Nav 1": {"rutine": "ja"}, "Nav 2": {"rutine": "nei"}})
    assert lay_out(first, ENGLISH) != lay_out(other, ENGLISH)


def test_in_the_public_edition_no_mark_of_a_point_or_a_signal_stands_in_an_office_row(third: Report) -> None:
    document = lay_out(third.as_edition(PUBLIC), ENGLISH)
    names = {office.name for office in third.survey.offices}
    tones = {
        mark.tone.value
        for one in tables(document)
        for row in one.rows
        if row[0].lines[0] in names
        for cell in row
        for mark in cell.marks
    }
    assert tones <= {"silent", "plain"}
    # Beside a point stands an office's name in the named edition alone.
    assert "Nav Lillevik" not in whole(replace(document, blocks=after(document, "Signals", "Changes since 2025")))


def after(document: Document, first: str, last: str) -> tuple[Block, ...]:
    """Return what stands from one chapter up to another."""
    ends = {block.text: n for n, block in enumerate(document.blocks) if isinstance(block, Heading) and block.level == 1}
    return document.blocks[ends[first] : ends[last]]


def test_the_public_edition_counts_what_it_does_not_tell(third: Report) -> None:
    text = whole(lay_out(third.as_edition(PUBLIC), ENGLISH))
    assert "4 signals name offices, and are left out of this edition." in text
    assert "3 comments on the draft have come in, from 3 offices." in text
    assert "Vi har endret dette." not in text
    assert "Closed 4" in text
    assert "Open: 15" in text


def test_every_point_stands_once_with_its_law_and_what_the_office_said(third: Report) -> None:
    document = lay_out(third, ENGLISH)
    found = [
        (severity, row[0].lines[0])
        for severity in Severity
        for one in tables(document)
        if one.caption.endswith(f": {_full(severity)}")
        for row in one.rows
    ]
    assert sorted(found) == sorted((gap.severity, gap.office.name) for gap in third.matrix.gaps)
    assert table(document, "Finne, Før vilkår: possible breach")["Nav Lillevik"] == (
        ("«I noen saker eller ingen»",),
        ("2026-11-10: «Vi har endret dette.»",),
    )
    text = whole(document)
    assert "Nav Elgheim, 2026-11-12, to the draft as a whole: «Takk for utkastet.»" in text
    assert "Nav Bjørkeli, 2026-11-12, Finne, Rutine: «Rutinen er fra mai.»" in text
    assert "Only Statsforvalteren concludes whether the law is broken." in text


def _full(severity: Severity) -> str:
    return {"breach": "possible breach", "risk": "risk of failure", "improvement": "point for improvement"}[severity]


def test_a_law_that_differs_by_answer_stands_beside_the_answer(agder: Report) -> None:
    rows = table(lay_out(agder, IN_NORWEGIAN), "Corona og program: risk of failure")
    assert [cells[2] for cells in rows.values()] == [
        ("sosialtjenesteloven § 31",),
        ("sosialtjenesteloven § 4",),
        ("sosialtjenesteloven § 31",),
    ]


def test_a_law_is_a_link_and_says_when_it_was_read_and_that_nobody_has_checked_it() -> None:
    document = lay_out(built({"Nav A": {"rutine": "nei"}}), ENGLISH)
    spans = [
        span
        for block in document.blocks
        if isinstance(block, Listing | Facts)
        for text in ([item.spans for item in block.items] if isinstance(block, Listing) else _lines(block))
        for span in text
    ]
    assert [span.text for span in spans if span.url == "https://lovdata.no/1"] == [
        "loven § 1 (not checked)",
        "loven § 1",
    ]
    assert "loven § 1 (as of 2026-07-02, not checked)" in whole(document)


def _lines(facts: Facts) -> list[Text]:
    return [line for _, lines in facts.pairs for line in lines]


def test_a_draft_tells_an_office_nothing_of_the_others(third: Report) -> None:
    for office in third.survey.offices:
        document = lay_out(third.draft_for((office,)), ENGLISH)
        text = whole(document)
        assert office.name in text
        others = [one.name for one in third.survey.offices if one.id != office.id and one.name not in office.name]
        assert not [name for name in others if name in text]
        assert " of 13" not in text
        assert " of 14" not in text
        own = [gap for gap in third.matrix.gaps if gap.office.id == office.id]
        assert sum("(1)" in one for one in texts(document.blocks)) <= len(own)
        assert document.banner == "Draft"


def test_a_draft_is_the_same_whatever_the_others_answer() -> None:
    def draft(other: Answers | Standing) -> Document:
        report = built({"Nav A": {"rutine": "litt", "fritt": "Slik gjør vi det"}, "Nav B": other})
        return lay_out(report.draft_for(report.survey.offices[:1]), ENGLISH)

    assert draft({"rutine": "nei", "antall": "40"}) == draft({"rutine": "ja"}) == draft(Standing.MISSING)


def test_a_draft_says_what_it_is_until_when_and_what_was_answered() -> None:
    survey = {"comment_deadline": "2026-12-15"}
    one = make_round(CHECKLIST, {"Nav A": {"rutine": "litt", "fritt": "Slik"}, "Nav B": {}}, survey=survey)
    report = build_report(one, Desk(comments=(Comment(office="a", date=TODAY, text="Takk"),)), TODAY)
    document = lay_out(report.draft_for(report.survey.offices[:1]), ENGLISH)
    assert document.title == "Prøve: what the report says about Nav A"
    assert document.banner == "Draft: the municipalities may comment until 2026-12-15"
    assert table(document, "Nav A: Finne")["rutine"] == (("Rutine?",), ("Litt",), ("point for improvement",))
    assert table(document, "Nav A: Finne")["hvordan"] == (("Hvordan?",), ("unanswered",), ("unanswered",))
    assert "Nav A, 2026-11-21, to the draft as a whole: «Takk»" in whole(document)


def test_small_numbers_stand_in_no_document() -> None:
    answers = {f"Nav {n}": {"antall": str(n % 4 + 1), "rutine": "nei"} for n in range(12)}
    asked = CHECKLIST.replace("above: 9", "above: 0").replace("questions:\n          - {id: antall", "shows: antall\n"
                                                             "        questions:\n          - {id: antall")  # fmt: skip
    report = built(answers, asked)
    for document in every_document(report):
        cells = [cell for one in tables(document) for row in one.rows for cell in row[1:]]
        assert not {line.strip("«»") for cell in cells for line in lines_of(cell)} & set("1234")
    assert "«1–4»" in whole(lay_out(report, ENGLISH))


def test_the_banner_stands_as_long_as_there_can_be_comments() -> None:
    one = make_round(CHECKLIST, {"Nav A": {}}, survey={"comment_deadline": "2026-11-21"})
    assert lay_out(build_report(one, Desk(), TODAY), ENGLISH).banner.startswith("Draft: ")
    assert not lay_out(build_report(one, Desk(), date(2026, 11, 22)), ENGLISH).banner


def test_own_texts_stand_first_or_behind_by_their_numbers() -> None:
    names = ("60-etter", "9-foerst", "ingress", "10-saa", "50-bak")
    own = tuple(OwnText(name, f"# {name}\n\n{{0}} {{% x %}}") for name in names)
    report = built({"Nav A": {}}, texts=own)
    for edition in (PUBLIC, NAMED):
        document = lay_out(report.as_edition(edition), ENGLISH)
        found = chapters(document)
        assert found[:3] == ["9-foerst", "10-saa", "ingress"]
        assert found[-3:] == ["50-bak", "60-etter", "Method and limits"]
        assert "{0} {% x %}" in whole(document)
    assert not set(names) & set(chapters(lay_out_annex(report, ENGLISH)))


def test_the_changes_are_those_of_compare_and_the_rounds_are_drawn(third: Report) -> None:
    document = lay_out(third, ENGLISH)
    assert "Changes since 2025" in chapters(document)
    text = whole(document)
    assert "Nav Askedal: ✗ possible breach: «I noen saker eller ingen» → «I alle saker»" in text.replace("\u00a0", " ")
    (trend,) = [block for block in document.blocks if isinstance(block, Trend)]
    assert trend.periods == ("2024", "2025", "2026")
    assert [line.shares for line in trend.lines] == [
        (Share(5, 15), Share(9, 14), Share(6, 13)),
        (Share(0, 15), Share(5, 14), Share(6, 13)),
    ]
    assert "The checklist is not the same in all rounds, so a change may come from what was asked." in text


def test_a_topic_that_was_not_asked_in_a_round_has_no_share_there(third: Report) -> None:
    first, *rest = third.past
    topics = {name: count for name, count in first.topics.items() if name != "finne"}
    document = lay_out(replace(third, past=(replace(first, topics=topics), *rest)), ENGLISH)
    (trend,) = [block for block in document.blocks if isinstance(block, Trend)]
    assert [line.shares[0] for line in trend.lines] == [None, Share(0, 15)]


def test_the_plan_stands_point_by_point_for_the_county_alone(third: Report) -> None:
    rows = [one for one in tables(lay_out(third, ENGLISH)) if one.caption == "The action plan, point by point"]
    assert len(rows[0].rows) == 15
    public = lay_out(third.as_edition(PUBLIC), ENGLISH)
    assert "The action plan, point by point" not in {one.caption for one in tables(public)}


def test_files_that_were_left_out_are_named_for_the_county_alone() -> None:
    report = build_report(mixed().round, Desk(), TODAY)
    assert "drafts/risor (1).yaml: a copy" in whole(lay_out(report, ENGLISH))
    public = whole(lay_out(report.as_edition(PUBLIC), ENGLISH))
    assert "risor (1)" not in public
    assert "1 file could not be read." in public


def test_many_questions_are_dealt_out_to_tables_that_fit() -> None:
    questions = "".join(f"\n          - {{id: q-{n}, type: text, text: {{nb: Q {n}}}}}" for n in range(30))
    heads = "".join(
        f"\n      - {{id: t-{n}, title: {{nb: T {n}}}, heading: {{nb: T {n}}}, questions: []}}" for n in range(6)
    )
    asked = (
        f"topics:\n      - id: t\n        title: {{nb: T}}\n        heading: {{nb: T}}\n        questions:{questions}"
    )
    document = lay_out(built({"Nav A": {"q-1": "x"}}, f"\n    {asked}{heads}\n"), ENGLISH)
    signs = [one for one in tables(document) if one.compact]
    assert [len(one.heads) - 1 for one in signs] == [10, 10, 10]
    words = [one for one in tables(document) if one.caption.startswith("What each office says")]
    assert [len(one.heads) - 1 for one in words] == [3, 4]


def test_the_public_annex_names_no_office_with_a_point_either(third: Report) -> None:
    document = lay_out_annex(third.as_edition(PUBLIC), ENGLISH)
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert "Points to follow up" not in headings
    assert "Nav Lillevik" not in whole(replace(document, blocks=after(document, "Signals", "Method and limits")))
    assert "which offices have which points" not in whole(document)
    assert "Points to follow up" in [
        block.text for block in lay_out_annex(third, ENGLISH).blocks if isinstance(block, Heading)
    ]


def test_who_shares_what_stands_in_no_public_edition_where_counts_would_tell_the_rest(third: Report) -> None:
    for edition, stands in ((PUBLIC, False), (NAMED, True)):
        headings = [b.text for b in lay_out(third.as_edition(edition), ENGLISH).blocks if isinstance(b, Heading)]
        assert ("For the network meeting" in headings) is stands


def test_a_last_round_that_cannot_be_read_is_told() -> None:
    one = make_round(CHECKLIST, {"Nav A": {"rutine": "nei"}}, survey={"before": "i-fjor"})
    for edition in (PUBLIC, NAMED):
        text = whole(lay_out(build_report(one, Desk(), TODAY).as_edition(edition), ENGLISH))
        assert "«i-fjor» could not be read: nothing is compared with it, and no point is raised." in text
