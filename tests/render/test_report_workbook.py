"""The report's workbook, read back: its numbers are those of the JSON, and foreign texts are texts."""

import json
import re
import zipfile
from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cache
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.header_footer import HeaderFooterItem

from navcheck.core.messages import ENGLISH
from navcheck.core.model import Plan
from navcheck.core.model.desk import Comment
from navcheck.core.report import Desk, Report, build_report
from navcheck.core.words import LANGUAGES, ReportEdition, Severity, SignalKind, Standing, Status
from navcheck.files.catalogues import load_tongue
from navcheck.files.survey_folder import open_folder, read_folder
from navcheck.render.lines import printable
from navcheck.render.marks import FULL, SHORT, UNICODE, Mark
from navcheck.render.report.data import report_data
from navcheck.render.report.workbook.paper import LONGEST_CELL
from navcheck.render.report.workbook.writer import write_workbook
from navcheck.render.tidy import COLUMNS
from tests.builders import make_checklist, make_round
from tests.program import EXAMPLE
from tests.render.examples import HARMFUL
from tests.two_rounds import make_rounds

DAY = date(2026, 11, 21)
EMPTY_PLAN = Plan.model_validate({"navcheck": "plan/1"})
DRAFT = ["About the report", "Matrix", "Questions", "Points", "Signals"]
NAMED = ["About the report", "Matrix", "Topics", "Questions", "Points", "Signals"]
# Stands in the squares where no rule says which answers would count.
NO_RULE = "/"
Rows = list[tuple[Any, ...]]


@pytest.fixture(scope="module")
def agder() -> Report:
    return build_report(read_folder(open_folder(EXAMPLE))[0], Desk(), DAY)


@pytest.fixture(scope="module")
def fylket(tmp_path_factory: pytest.TempPathFactory) -> Report:
    rounds = make_rounds(tmp_path_factory.mktemp("rounds"))
    return build_report(read_folder(open_folder(rounds.now), back=2)[0], Desk(plan=EMPTY_PLAN), DAY)


@pytest.fixture(params=["agder", "fylket"])
def report(request: pytest.FixtureRequest) -> Report:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Report)
    return found


def opened(report: Report) -> Workbook:
    return load_workbook(BytesIO(write_workbook(report, ENGLISH)))


def rows_of(book: Workbook, sheet: str) -> Rows:
    return list(book[sheet].iter_rows(values_only=True))


def about(book: Workbook) -> dict[Any, Any]:
    return {row[0]: row[1] for row in rows_of(book, "About the report")}


def printed(item: object) -> HeaderFooterItem:
    assert isinstance(item, HeaderFooterItem)
    return item


def mark_of(name: str) -> Mark:
    for words in (Severity, SignalKind, Status):
        if name in list(words):
            return words(name)
    raise AssertionError(name)


def labels(kinds: Mapping[str, int]) -> dict[str, int]:
    return {UNICODE.label(mark_of(name), ENGLISH(FULL[mark_of(name)])): count for name, count in kinds.items()}


@pytest.mark.parametrize("edition", [ReportEdition.NAMED, ReportEdition.PUBLIC])
def test_what_is_counted_is_what_the_json_counts(report: Report, edition: ReportEdition) -> None:
    told = about(opened(report.as_edition(edition)))
    counts = report_data(report, ENGLISH)["counts"]
    assert (told["Offices"], told["Responses"]) == (counts["offices"], counts["responded"])
    assert told["Answers that are not coded"] == counts["uncoded"]
    for label, count in {**labels(counts["gaps"]), **labels(counts["statuses"])}.items():
        assert told[label] == count, label


def test_the_marks_of_the_matrix_are_those_of_the_json(report: Report) -> None:
    heads, *rows = rows_of(opened(report), "Matrix")
    data = report_data(report, ENGLISH)["rows"]
    assert len(rows) == len(data)
    topics = (len(heads) - 1) // 2
    for row, office in zip(rows, data, strict=True):
        assert row[0].split("\n")[0] == office["office"]["name"]
        for n, cell in enumerate(office["cells"]):
            words, marked = row[1 + 2 * n : 3 + 2 * n]
            mark = mark_of(cell["mark"])
            assert marked.startswith(UNICODE.label(mark, ENGLISH(SHORT[mark])))
            assert words == ("; ".join(printable(one) for one in cell["words"]) or None)
        if not office["cells"]:
            assert all(row[1 : 1 + 2 * topics]), "silence is never an empty cell"


def test_the_squares_and_their_counts_are_those_of_the_json(report: Report) -> None:
    rows = rows_of(opened(report), "Questions")[2:]
    data = report_data(report, ENGLISH)["questions"]
    asked = [question for topic in data["topics"] for question in topic["questions"]]
    for row, office in zip(rows, data["rows"], strict=False):
        signs = [UNICODE.of(mark_of(square["mark"])) or None for square in office["answers"].values()]
        assert list(row[1 : 1 + len(asked)]) == (signs or [None] * len(asked))
        assert list(row[1 + len(asked) :]) == (list(office["counts"]["gaps"].values()) if signs else [None] * 3)
    sums = {row[0]: row[1 : 1 + len(asked)] for row in rows[len(data["rows"]) :] if row[0]}
    for n, question in enumerate(asked):
        for label, count in counted_once(report, question["id"]).items():
            assert sums[label][n] == count or (sums[label][n], count) == (NO_RULE, 0), label


def counted_once(report: Report, question: str) -> dict[str, int]:
    """Count the answers to a question by what is said first of each: the point that it gives, else what it is."""
    marks = Counter(
        row["answers"][question]["mark"] for row in report_data(report, ENGLISH)["questions"]["rows"] if row["answers"]
    )
    return labels({mark: marks[mark] for mark in (*Severity, *Status)})


def test_an_answer_that_falls_short_is_counted_once_and_a_line_says_so(report: Report) -> None:
    told = (
        f"Each answer is counted once: under the point that it gives, else under what it is. «{NO_RULE}» stands where "
        "no rule says which answers fall short or are met."
    )
    named, public = (opened(report.as_edition(one)) for one in (ReportEdition.NAMED, ReportEdition.PUBLIC))
    for book in (named, public):
        assert told in " ".join(str(row[0]) for row in rows_of(book, "Questions") if row[0])
    asked = sum(len(topic.questions) for topic in report.matrix.topics)
    for _, _, responses, *counts in rows_of(public, "Questions")[1 : 1 + asked]:
        assert sum(one for one in counts if one != NO_RULE) == responses == len(report.matrix.read)


def test_every_point_and_signal_has_its_row(report: Report) -> None:
    book, data = opened(report), report_data(report, ENGLISH)
    points = rows_of(book, "Points")[1:]
    severities = Counter(row[0] for row in points)
    assert severities == {label: n for label, n in labels(data["counts"]["gaps"]).items() if n}
    assert [row[1] for row in points] == [gap["office"]["name"] for gap in data["gaps"]]
    assert [row[4] for row in points if row[4] and row[4][0] not in "?□"] == [
        gap["words"] for gap in data["gaps"] if gap["words"]
    ]
    assert [row[2] for row in rows_of(book, "Signals")[1:]] == [one["text"] for one in data["signals"]]


def test_plan_changes_and_data_have_a_row_for_each(fylket: Report) -> None:
    book, data = opened(fylket), report_data(fylket, ENGLISH)
    assert book.sheetnames == [*NAMED, "Plan", "Changes", "Data"]
    assert len(rows_of(book, "Plan")) == 1 + len(data["plan"]["points"])
    compared = [*data["comparison"]["points"], *data["comparison"]["not_compared"]]
    assert len(rows_of(book, "Changes")) == 1 + len(compared)
    heads, *rows = rows_of(book, "Data")
    assert len(rows) == len(fylket.data) == 14 * 8
    assert Counter(row[heads.index("severity")] for row in rows) == {
        None: 14 * 8 - 15,
        **{name: n for name, n in data["counts"]["gaps"].items() if n},
    }
    assert {row[heads.index("value")] for row in rows if row[heads.index("question")] == "ventende"} == {0, "1–4", None}


def test_everybody_gets_counts_and_no_list_of_points(report: Report) -> None:
    public = report.as_edition(ReportEdition.PUBLIC)
    book, data = opened(public), report_data(public, ENGLISH)
    assert book.sheetnames == ["About the report", "Matrix", "Topics", "Questions", "Signals"]
    asked = [question for topic in data["questions"]["topics"] for question in topic["questions"]]
    for row, question in zip(rows_of(book, "Questions")[1:], asked, strict=False):
        counts = counted_once(report, question["id"]).values()
        assert [0 if one == NO_RULE else one for one in row[3:]] == list(counts)
    names = {office.name for office in report.survey.offices}
    for sheet in ("Topics", "Questions", "Signals"):
        assert not [
            cell for row in rows_of(book, sheet) for cell in row if cell and any(one in str(cell) for one in names)
        ]


def test_the_data_are_those_of_the_export_and_read_row_by_row_too(report: Report) -> None:
    raw = write_workbook(report, ENGLISH)
    heads, *rows = load_workbook(BytesIO(raw), read_only=True)["Data"].iter_rows(values_only=True)
    exported = [[value(row) for value in COLUMNS.values()] for row in report.data]
    assert list(heads) == list(COLUMNS)
    for row, own in zip(rows, exported, strict=True):
        assert [str(one) for one in row if one is not None] == [printable(str(one)) for one in own if one is not None]


@pytest.mark.parametrize("edition", [ReportEdition.NAMED, ReportEdition.PUBLIC])
def test_both_editions_count_the_offices_with_points_by_topic(report: Report, edition: ReportEdition) -> None:
    topics = report_data(report, ENGLISH)["topics"]
    rows = rows_of(opened(report.as_edition(edition)), "Topics")[1 : 1 + len(topics)]
    for row, topic, own in zip(rows, topics, report.matrix.topics, strict=True):
        title = ENGLISH.pick(own.title)
        if topic["judged"]:
            share = f"{topic['offices']} of {topic['of']}"
            assert row == (title, share, topic["offices"], topic["of"], *topic["severities"].values())
        else:
            assert row == (title, "no rule", None, topic["of"], None, None, None)


@pytest.mark.parametrize("edition", [ReportEdition.NAMED, ReportEdition.PUBLIC])
def test_the_rounds_stand_beneath_the_topics_where_there_are_more_than_one(
    agder: Report, fylket: Report, edition: ReportEdition
) -> None:
    rows = rows_of(opened(fylket.as_edition(edition)), "Topics")
    at = [row[:4] for row in rows].index(("Topic", "Period", "Number", "Of"))
    assert rows[at - 1][0] == "Offices with at least one point to follow up, by topic"
    past = report_data(fylket, ENGLISH)["past"]
    judged = [topic for topic in fylket.matrix.topics if past[-1]["topics"][topic.id]["judged"]]
    expected = [(topic, one) for topic in judged for one in past]
    for row, (topic, one) in zip(rows[at + 1 :], expected, strict=False):
        count = one["topics"][topic.id]
        assert row[:4] == (ENGLISH.pick(topic.title), one["period"], count["offices"], count["of"])
    told = "The checklist is not the same in all rounds, so a change may come from what was asked."
    assert (rows[-1][0] == told) == (len({one["checklist"]["version"] for one in past}) > 1)
    assert "Period" not in {row[1] for row in rows_of(opened(agder.as_edition(edition)), "Topics")}


def test_nobody_is_counted_where_nobody_has_responded() -> None:
    one = make_round(HOSTILE.format(*["x"] * 3), {"Nav A": Standing.MISSING}, survey={"title": "T"})
    assert rows_of(opened(build_report(one, Desk(), DAY)), "Topics")[1][1:4] == ("no responses", None, 0)


def test_a_draft_holds_its_office_alone(fylket: Report) -> None:
    own = fylket.survey.offices[8]
    book = opened(fylket.draft_for((own,)))
    assert book.sheetnames == [*DRAFT, "Plan", "Data"]
    text = "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)
    assert own.name in text
    assert not [office.name for office in fylket.survey.offices if office.id != own.id and office.name in text]


def test_every_sheet_is_frozen_filtered_and_set_up_for_print(fylket: Report) -> None:
    for sheet in opened(fylket):
        heads = "$1:$2" if sheet.title == "Questions" else "$1:$1"
        assert sheet.freeze_panes
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
            "landscape", 1, 0,
        )  # fmt: skip
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == heads
        assert printed(sheet.oddFooter).right.text == "Page &P of &N"
        assert str(printed(sheet.oddHeader).left.text).startswith("Oppfølging i Fylket")
        filtered = sheet.auto_filter.ref
        assert filtered if sheet.title != "About the report" else not filtered
    assert opened(fylket)["Questions"].auto_filter.ref == "A2:L16"
    assert opened(fylket)["Data"].auto_filter.ref == f"A1:S{1 + 14 * 8}"


def test_the_deadline_for_comments_stands_on_every_page() -> None:
    survey = {"title": "T", "comment_deadline": "2026-12-15"}
    one = make_round(HOSTILE.format(*["x"] * 3), {"Nav A": {"q": "a"}}, survey=survey)
    book = opened(build_report(one, Desk(), DAY))
    assert {printed(sheet.oddHeader).right.text for sheet in book} == {"Draft – comments by 2026-12-15"}
    assert "Draft – comments by 2026-12-15" in about(book)
    later = opened(build_report(one, Desk(), date(2026, 12, 16)))
    assert {printed(sheet.oddHeader).right.text for sheet in later} == {None}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edition", [ReportEdition.NAMED, ReportEdition.PUBLIC])
def test_the_same_report_gives_the_same_bytes(report: Report, edition: ReportEdition, language: str) -> None:
    tongue = load_tongue(language)
    first, second = (write_workbook(report.as_edition(edition), tongue) for _ in range(2))
    assert first == second
    properties = load_workbook(BytesIO(first)).properties
    assert properties.creator == report.survey.authority
    assert (properties.language, properties.lastModifiedBy) == (f"{language}-NO", None)
    assert all(len(name) <= 31 for name in load_workbook(BytesIO(first)).sheetnames)


HOSTILE = """
    topics:
      - id: t
        title: {{nb: {0!r}}}
        heading: {{nb: {1!r}}}
        shows: q
        questions:
          - id: q
            type: text
            codes: lest
            text: {{nb: {2!r}}}
            action: {{nb: {0!r}}}
            gaps: {{mangler: {{severity: risk, note: {{nb: {1!r}}}}}}}
    scales:
      lest: {{mangler: {{label: {{nb: {2!r}}}}}}}
"""


def full_of(text: str) -> Report:
    """Build a report with a text in every field that somebody else writes."""
    checklist = make_checklist(HOSTILE.format("a", "b", "c"))
    words = {"nb": text}
    topic = checklist.topics[0]
    question = topic.questions[0]
    rule = question.gaps["mangler"].model_copy(update={"note": words})  # type: ignore[call-overload]
    question = question.model_copy(update={"text": words, "action": words, "gaps": {"mangler": rule}})
    topic = topic.model_copy(update={"title": words, "heading": words, "questions": (question,)})
    checklist = checklist.model_copy(update={"topics": (topic,)})
    one = make_round(
        checklist,
        {"Nav A": {"q": {"value": text, "comment": text}}, "Nav B": Standing.MISSING},
        coding="q: [{words: erstattes, code: mangler}]",
    )
    rows = tuple(row.model_copy(update={"words": text}) for row in one.coding.questions["q"])  # type: ignore[union-attr]
    coding = one.coding.model_copy(update={"questions": {"q": rows}})  # type: ignore[union-attr]
    offices = tuple(office.model_copy(update={"name": text}) for office in one.survey.offices)
    survey = one.survey.model_copy(update={"title": text, "period": text, "authority": text, "offices": offices})
    entries = tuple(
        type(entry)(office, entry.standing, entry.response) for entry, office in zip(one.entries, offices, strict=True)
    )
    round_ = type(one)(survey, checklist, coding, entries)
    comment = Comment.model_validate({"office": "a", "question": "q", "date": "2026-11-20", "text": "x"})
    desk = Desk(plan=EMPTY_PLAN, comments=(comment.model_copy(update={"text": text}),))
    return build_report(round_, desk, DAY)


@cache
def harmless(edition: ReportEdition) -> list[object]:
    return skeleton(write_workbook(full_of("Harmløst").as_edition(edition), ENGLISH))


def skeleton(raw: bytes) -> list[object]:
    book = load_workbook(BytesIO(raw))
    return [
        (sheet.title, cell.coordinate, cell.data_type if cell.value is not None else "", cell.style)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
    ]


@pytest.mark.parametrize("edition", [ReportEdition.NAMED, ReportEdition.PUBLIC])
@pytest.mark.parametrize("text", [one for one in HARMFUL if one.strip() and one != "\ud800"])
def test_a_hostile_text_is_a_text_and_changes_nothing_else(text: str, edition: ReportEdition) -> None:
    raw = write_workbook(full_of(text).as_edition(edition), ENGLISH)
    assert skeleton(raw) == harmless(edition)
    book = load_workbook(BytesIO(raw))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert printable(text) in {cell.value for cell in cells}
    assert not [cell for cell in cells if cell.value == text and text[0] in "=+-@" and not cell.quotePrefix]


def test_a_title_gives_the_printed_page_no_orders() -> None:
    raw = write_workbook(full_of('&D &"Arial"&Z og A&B'), ENGLISH)
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        sheet = archive.read("xl/worksheets/sheet2.xml").decode()
    header = unescape(re.findall(r"<oddHeader>(.*?)</oddHeader>", sheet)[0])
    assert header.startswith("&L&&D &&")
    assert len(header) < 256
    assert not re.findall(r"(?<!&)&(?:&&)*[^LCR&]", header)


def test_what_looks_like_the_number_of_a_sign_stays_as_it_was_written() -> None:
    text = "a_x0041_x000D_b_x005F_x0042_ _x12_ _xyz_ & _x005f_"
    raw = write_workbook(full_of(text), ENGLISH)
    book = load_workbook(BytesIO(raw))
    assert {book["Matrix"]["A2"].value, book["Data"]["E2"].value, book["Points"]["B2"].value} == {text}
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if "/sheet" in name and "rels" not in name]
    # A program puts a sign in its place within one text, and within the head of a page.
    texts = [found for part in parts for found in re.findall(r"<(?:t|oddHeader|oddFooter)\b[^>]*>([^<]*)", part)]
    assert [one for one in texts if "x0041_" in one]
    assert not [one for one in texts if re.search("_x[0-9A-Fa-f]{4}_", one)]
    assert printed(book["Matrix"].oddHeader).left.text


@pytest.mark.slow
def test_a_text_that_no_cell_holds_is_cut_and_says_so() -> None:
    long = "\u202e" * 20_000
    book = opened(full_of(long))
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert max(map(len, cells)) <= LONGEST_CELL
    assert any(cell.endswith("(cut here; the whole text stands in the report as JSON)") for cell in cells)
    assert json.loads(json.dumps(report_data(full_of(long), ENGLISH)))["rows"][0]["cells"][0]["words"] == [long]


def test_signs_stand_on_colours_that_black_is_read_on(fylket: Report) -> None:
    book = opened(fylket)
    colours = {cell.fill.fgColor.rgb for row in book["Questions"].iter_rows() for cell in row if cell.fill.patternType}
    assert len(colours) > len(Severity)
    for colour in colours:
        assert contrast(str(colour)[2:], "1A1A1A") > 7


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
