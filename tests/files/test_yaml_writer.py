"""What navcheck writes: read back unchanged, by us and by any other reader of YAML, and easy on the eye."""

import itertools
from datetime import date
from decimal import Decimal

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from navcheck.core.model import (
    FORMATS,
    Answer,
    ChecklistName,
    Coding,
    Evidence,
    Model,
    NumberRule,
    Origin,
    Reading,
    Receipt,
    Response,
    Survey,
)
from navcheck.core.model.fields import LONGEST_SLUG, RESERVED, SLUG
from navcheck.core.model.response import Asked
from navcheck.core.privacy import find_stops
from navcheck.core.problems import NavcheckError
from navcheck.core.text import clean
from navcheck.core.words import Instead, Proof, RecordedBy, Severity
from navcheck.files.documents import Source, load_source
from navcheck.files.yaml_reader import parse_yaml
from navcheck.files.yaml_writer import WIDTH, write_yaml

PIECES = [
    *(" ", "  ", "\n", "\n\n", "\t", " \n", "\r\n", "\r", "\x85", "\u2028", "\u2029", "\xa0", "\u200b", "\ufeff"),
    *(": ", ":", " #", "#", "'", '"', '""', "- ", "-", "? ", "...", "---", "\n...\n", "\n---\n", "<<", "~", "=", "%"),
    *("&a", "*a", "!a", "|", ">", "{", "}", "[", "]", ",", "@", "`", "\\", "\\n", "\\U0001F44D", "{name}", "%s"),
    *("no", "yes", "null", "true", "y", ".inf", "0901", "0x1F", "1e3", "12:30", "2026-11", "2026-11-21", "1_000"),
    *("æøå", "a\u030a", "👍", "👩\u200d🌾", "\U0001fffe", "\ue000", "<!doctype", "=======", "<<<<<<< ", "navcheck: x"),
    *("ord " * 40, "ord  " * 30, "o" * 200),
]


def is_kept(text: str) -> bool:
    # cleaning twice may still compose a letter (Arabic madda after four stacked marks)
    return bool(text.strip()) and clean(text) == text and not find_stops(text)


def texts() -> st.SearchStrategy[str]:
    pieces = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), min_size=1, max_size=8)
    return pieces.map("".join).map(clean).filter(is_kept)


def slugs() -> st.SearchStrategy[str]:
    words = st.from_regex(SLUG, fullmatch=True).filter(lambda text: len(text) <= LONGEST_SLUG and text not in RESERVED)
    return st.sampled_from(["no", "y", "null", "true", "0901", "1e3", "2026-11", "2026-11-21", "on"]) | words


def answers() -> st.SearchStrategy[Answer]:
    evidence = st.builds(Evidence, title=st.none() | texts(), date=st.none() | st.dates(), proof=st.sampled_from(Proof))
    rest = {
        "comment": st.none() | texts(),
        "evidence": st.lists(evidence, max_size=2).map(tuple),
        "carried": st.none() | texts(),
    }
    values = texts() | st.lists(texts(), min_size=1, max_size=3).map(tuple)
    return st.builds(Answer, value=values, **rest) | st.builds(Answer, instead=st.sampled_from(Instead), **rest)


def responses() -> st.SearchStrategy[Response]:
    whole = st.none() | st.integers(0, 999_999_999)
    return st.builds(
        Response,
        navcheck=st.just("response/1"),
        survey=slugs(),
        office=slugs(),
        checklist=st.builds(ChecklistName, id=slugs(), version=texts()),
        revision=st.integers(0, 999_999_999),
        number=whole,
        received=st.none()
        | st.builds(Receipt, date=st.dates(), role=st.none() | texts(), recorded_by=st.sampled_from(RecordedBy)),
        minutes=whole,
        shares=st.none() | st.booleans(),
        answers=st.dictionaries(slugs(), answers(), max_size=4),
        asked=st.lists(st.builds(Asked, question=slugs(), date=st.dates(), text=texts()), max_size=2).map(tuple),
        log=st.lists(
            st.builds(Origin, date=st.dates(), file=texts(), sha256=st.from_regex(r"[0-9a-f]{64}", fullmatch=True)),
            max_size=2,
        ).map(tuple),
    )


def read(raw: bytes, model: type[Model]) -> Model:
    return load_source(Source("x.yaml", raw), model).document


@given(responses())
def test_a_response_is_read_back_as_it_was_written(response: Response) -> None:
    raw = write_yaml(response)
    loaded = load_source(Source("x.yaml", raw), Response)
    assert loaded.document == response
    assert loaded.notes == ()
    assert write_yaml(loaded.document) == raw


@given(texts())
def test_any_other_reader_of_yaml_sees_the_same_text(text: str) -> None:
    coding = Coding(navcheck="coding/1", questions={"a": (Reading(words=text, code="b"),)})
    assert yaml.load(write_yaml(coding), Loader=yaml.CSafeLoader)["questions"]["a"][0]["words"] == text


@given(st.text(st.characters()))
def test_a_text_that_was_not_cleaned_is_written_cleaned(text: str) -> None:
    raw = write_yaml(ChecklistName(id="kvp", version=f"x{text}x"))
    assert parse_yaml(raw, "x.yaml").document["version"] == clean(clean(f"x{text}x"))


SURVEY = """\
navcheck: survey/1
id: agder-2026
title: KVP i Agder
period: "2026"
basis: voluntary
case:
  ours: 2026/1234
opened: 2026-10-01
deadline: 2026-11-01
carry: after
extensions:
  risor:
    until: 2026-11-08
    reason: Sykdom
checklist:
  id: kvp
  version: "2026-11"
  sha256: {sum}
offices:
- id: risor
  name: Nav Risør
  aliases:
  - NAV Risør
  unit: "0901"
  municipalities:
  - "no": "4201"
    name: Risør
    language: nb
  language: nb
  from: 2020-01-01
...
""".replace("{sum}", "5e1f" * 16)

PLAN = """\
navcheck: plan/1
actions:
- id: risor-rutine
  office: risor
  question: rutine
  severity: breach
  opened: 2026-11-02
  action: Lag en rutine
  deadline: 2027-02-01
  state: waived
  waiver:
    reason: 'Nei: dekkes av «X»'
    until: 2028-01-01
...
"""

CODING = """\
navcheck: coding/1
questions:
  corona:
  - words: |-
      Som før
      # nesten
    code: uendret
  "no":
  - words: "12:30"
    code: "0901"
    note: '- se svaret'
...
"""

COMMENTS = """\
navcheck: comments/1
comments:
- office: risor
  question: rutine
  date: 2026-12-01
  text: Rutinen finnes
...
"""

CONFIRMED = """\
navcheck: confirmed/1
confirmed:
- office: risor
  number: 1
  date: 2026-12-01
...
"""

COUNTY = """\
navcheck: county/1
id: agder
name: Agder
authority: Statsforvalteren i Agder
offices:
- id: risor
  name: NAV Risør
  was:
  - gamle-risor
...
"""

RESPONSE = """\
navcheck: response/1
survey: agder-2026
office: risor
checklist:
  id: kvp
  version: "2026-11"
revision: 7
received:
  date: 2026-10-21
  role: Nav-leder
  recorded_by: office
shares: true
answers:
  for-vilkar:
    value: alle
    comment: |-
      Oppdatert rutine:

        ...
      ---
      slutt
    evidence:
    - title: Rutine for KVP
      date: 2026-03-01
      proof: written
  kanaler:
    value:
    - brosjyre
    - samtale
  deltakere:
    instead: vet-ikke
  rutine:
    value: "no"
...
"""


@pytest.mark.parametrize("text", [SURVEY, PLAN, CODING, COMMENTS, CONFIRMED, COUNTY, RESPONSE])
def test_every_format_is_written_in_block_style_in_the_order_of_its_fields(text: str) -> None:
    model = FORMATS[text.splitlines()[0].removeprefix("navcheck: ")]
    assert write_yaml(read(text.encode(), model)).decode() == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("0901", '"0901"'),
        ("no", '"no"'),
        ("Y", '"Y"'),
        ("~", '"~"'),
        ("null", '"null"'),
        ("2026-11", '"2026-11"'),
        ("2026-11-21", '"2026-11-21"'),
        ("12:30", '"12:30"'),
        ("1e3", '"1e3"'),
        ("-.5", '"-.5"'),
        ("0o17", '"0o17"'),
        ("=", '"="'),
        ("<<", '"<<"'),
        ("Nei: ikke nå", "'Nei: ikke nå'"),
        ("- nei", "'- nei'"),
        (" innrykk", "' innrykk'"),
        ("alle", "alle"),
        ("2026/1234", "2026/1234"),
        ("12 av 14", "12 av 14"),
        ("§ 29 – «skal»", "§ 29 – «skal»"),
        ("nn", "nn"),
    ],
)
def test_a_text_is_quoted_only_where_it_would_be_misread(text: str, written: str) -> None:
    assert write_yaml(ChecklistName(id="kvp", version=text)).decode() == f"id: kvp\nversion: {written}\n...\n"


def test_what_is_absent_or_empty_is_left_out() -> None:
    response = Response(
        navcheck="response/1", survey="s", office="o", checklist=ChecklistName(id="kvp", version="v"), asked=()
    )
    assert set(parse_yaml(write_yaml(response), "x.yaml").document) == {
        *("navcheck", "survey", "office", "checklist", "revision")
    }


def test_an_empty_list_that_says_something_is_kept() -> None:
    raw = SURVEY.replace("  ours: 2026/1234\n", "  {}\n").encode()
    raw = raw[: raw.index(b"offices:")] + b"offices: []\n...\n"
    survey = read(raw, Survey)
    assert isinstance(survey, Survey)
    assert (survey.case is None, survey.offices) == (False, ())
    assert read(write_yaml(survey), Survey) == survey


def test_lines_are_folded_where_they_become_too_long_to_read() -> None:
    coding = Coding(navcheck="coding/1", questions={"a": (Reading(words="nokså lange ord " * 40 + ".", code="b"),)})
    lines = write_yaml(coding).decode().splitlines()
    assert max(map(len, lines)) < WIDTH + len("nokså")


@pytest.mark.parametrize(("number", "written"), [("1E-4", "0.0001"), ("1E+3", "1000"), ("-0.50", "-0.50")])
def test_a_number_is_written_in_digits(number: str, written: str) -> None:
    rule = NumberRule(severity=Severity.RISK, above=Decimal(number))
    assert write_yaml(rule).decode() == f"severity: risk\nabove: {written}\n...\n"


def test_a_field_that_no_format_has_is_a_bug() -> None:
    class Odd(Model):
        number: float

    with pytest.raises(TypeError, match="float"):
        write_yaml(Odd(number=1.5))


def test_a_written_file_that_is_cut_at_any_byte_is_refused() -> None:
    response = read(RESPONSE.encode(), Response)
    assert isinstance(response, Response)
    whole = write_yaml(
        response.model_copy(
            update={
                "answers": {
                    **response.answers,
                    "slutt": Answer(value="...", comment="...\n...\n"),
                    "slutt-to": Answer(value="a \n...\n", comment="...\n"),
                },
                "log": (Origin(date=date(2026, 11, 21), file="...", sha256="0" * 64),),
            }
        )
    )
    accepted = [end for end in range(len(whole)) if is_accepted(whole[:end])]
    assert (accepted, is_accepted(whole)) == ([], True)


@settings(max_examples=25)  # each is cut at every full stop and every line
@given(responses(), st.data())
def test_any_written_file_that_is_cut_anywhere_is_refused(response: Response, data: st.DataObject) -> None:
    raw = write_yaml(response)
    ends = [index for index, byte in enumerate(raw) if byte in b".\n"]
    for end in itertools.chain(ends, [data.draw(st.integers(0, len(raw) - 1))]):
        assert not is_accepted(raw[:end])


def test_without_the_mark_at_the_end_cut_files_would_be_accepted() -> None:
    whole = RESPONSE.removesuffix("...\n").encode()
    assert sum(is_accepted(whole[:end] + b"\n...\n") for end in range(len(whole))) > len(whole) // 10


def is_accepted(raw: bytes) -> bool:
    try:
        read(raw, Response)
    except NavcheckError:
        return False
    return True


# Found here, at home in the reader.


def test_a_key_with_nothing_behind_it_is_a_key_that_is_not_there() -> None:
    assert parse_yaml(b"a:\nb: x\nc: ''\n", "x.yaml").document == {"b": "x", "c": ""}


@pytest.mark.parametrize(("raw", "code"), [(b"a: x\n<<: {b: c}\n", "yaml-merge"), (b"a:\n- x\n-\n", "empty-item")])
def test_a_plain_merge_key_and_an_empty_item_are_refused(raw: bytes, code: str) -> None:
    with pytest.raises(NavcheckError) as caught:
        parse_yaml(raw, "x.yaml")
    assert [problem.code for problem in caught.value.problems] == [code]
