"""A file that people and navcheck both write: what stands at its head is kept, and no comment is lost unseen."""

from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navcheck.core.model import Coding
from navcheck.core.problems import NavcheckError, Problem
from navcheck.files.rewriting import find_document, rewrite
from navcheck.files.yaml_writer import write_yaml

EMPTY = Coding(navcheck="coding/1", questions={})
ROW = """\
    navcheck: coding/1
    questions:
      corona:
        - {words: Som før, code: uendret}
    ...
    """
LONGER = {"words": "Utsatt", "code": "utsatt"}


def add_a_row(path: Path, row: dict[str, str] | None = None) -> tuple[Problem, ...]:
    """Read the file, add a row, save."""
    found = find_document(path, EMPTY)
    rows = [one.model_dump() for one in found.document.questions.get("corona", ())]
    new = Coding.model_validate({"navcheck": "coding/1", "questions": {"corona": [*map(_given, rows), row or LONGER]}})
    return rewrite(path, found, new)


def _given(row: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if value is not None}


def write(folder: Path, text: str) -> Path:
    path = folder / "coding.yaml"
    path.write_bytes(dedent(text).encode())
    return path


def words(path: Path) -> list[str]:
    return [row.words for row in find_document(path, EMPTY).document.questions["corona"]]


def refused(path: Path) -> Problem:
    """Return why a row cannot be added; the file is as it was."""
    before = path.read_bytes()
    with pytest.raises(NavcheckError) as caught:
        add_a_row(path)
    assert path.read_bytes() == before
    assert caught.value.exit_code == 1
    (problem,) = caught.value.problems
    return problem


def test_a_file_that_is_not_there_is_made(tmp_path: Path) -> None:
    path = tmp_path / "coding.yaml"
    assert add_a_row(path) == ()
    assert words(path) == ["Utsatt"]


def test_a_file_that_somebody_made_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "coding.yaml"
    found = find_document(path, EMPTY)
    write(tmp_path, ROW)
    with pytest.raises(NavcheckError) as caught:
        rewrite(path, found, Coding.model_validate({"navcheck": "coding/1", "questions": {"corona": [LONGER]}}))
    assert [problem.code for problem in caught.value.problems] == ["target-exists"]
    assert words(path) == ["Som før"]


HEAD = "# Fylkets lesning, avtalt 3.11.  «ærlig»\n\n   # rykket inn\t\n#\n"


def test_the_comments_at_the_head_are_kept_byte_for_byte(tmp_path: Path) -> None:
    path = write(tmp_path, HEAD + dedent(ROW))
    add_a_row(path)
    assert path.read_bytes().startswith(f"{HEAD}navcheck: coding/1\n".encode())
    assert words(path) == ["Som før", "Utsatt"]
    add_a_row(path, {"words": "Mindre", "code": "mindre-kontakt"})
    assert path.read_bytes().startswith(f"{HEAD}navcheck: coding/1\n".encode())


def test_without_comments_the_file_is_what_the_writer_writes(tmp_path: Path) -> None:
    path = write(tmp_path, ROW)
    add_a_row(path)
    assert path.read_bytes() == write_yaml(find_document(path, EMPTY).document)


def test_a_document_that_says_the_same_is_not_rewritten(tmp_path: Path) -> None:
    path = write(tmp_path, ROW.replace("...", "# ikke rør\n..."))
    before = path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino
    found = find_document(path, EMPTY)
    assert rewrite(path, found, Coding.model_validate(found.document.model_dump())) == ()
    assert (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino) == before


def test_a_comment_inside_is_refused_with_its_line_and_what_to_do(tmp_path: Path) -> None:
    problem = refused(write(tmp_path, "# hode\n" + dedent(ROW).replace("corona:", "corona:  # fra møtet")))
    assert (problem.code, str(problem.at).rsplit("/", 1)[-1]) == ("comments", "coding.yaml:4")
    assert str(problem.message) == "not saved: comments inside the file would be lost, on lines 4"
    assert "top of the file" in str(problem.hint)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (ROW.replace("questions:", "# a\n    questions:").replace("...", "# b\n    ..."), "2, 6"),
        (ROW.replace("navcheck: coding/1", "navcheck: coding/1 # a # b"), "1"),
        ("--- # a\n" + dedent(ROW), "1"),
        (ROW.replace("corona:", "corona: #"), "3"),
        (ROW.replace("- {words: Som før, ", "- {words: Som før, # a\n           "), "4"),
        (ROW.replace("- {words: Som før, ", '- {words: "Som før",#a\n           '), "4"),
        (
            ROW.replace(
                "{words: Som før, code: uendret}", "words: |  # a\n            Som før\n          code: uendret"
            ),
            "4",
        ),
        (
            ROW.replace(
                "{words: Som før, code: uendret}", "words: >-\n            Som\n         # a\n          code: b"
            ),
            "6",
        ),
        (dedent(ROW).replace("\n", "\r\n").replace("questions:", "# a\r\nquestions:"), "2"),
        (dedent(ROW).replace("navcheck: coding/1\n", "navcheck: coding/1\r# a\r"), "2"),
        (dedent(ROW).replace("navcheck: coding/1\n", "navcheck: coding/1\N{LINE SEPARATOR}#a\n"), "2"),
        (dedent(ROW).replace("questions:", "#\n" * 30 + "questions:"), "2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …"),
    ],
)
def test_a_comment_is_found_wherever_it_stands(text: str, lines: str, tmp_path: Path) -> None:
    problem = refused(write(tmp_path, text))
    assert str(problem.message).endswith(f"on lines {lines}")


@pytest.mark.parametrize(
    "written",
    [
        '"Som # før"',
        "'# Som før'",
        "Som#før",
        '"Som\n            # før"',
        "|\n            Som\n            # før",
        ">-\n            # Som\n\n            #før\n",
    ],
)
def test_a_number_sign_inside_a_text_is_no_comment(written: str, tmp_path: Path) -> None:
    row = ROW.replace("{words: Som før, code: uendret}", f"words: {written}\n          code: uendret")
    path = write(tmp_path, row)
    before = words(path)
    assert "#" in before[0]
    add_a_row(path)
    assert words(path) == [*before, "Utsatt"]


def test_a_file_of_windows_keeps_its_head_as_it_is(tmp_path: Path) -> None:
    path = write(tmp_path, "# hode\n# mer\n" + dedent(ROW))
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    add_a_row(path)
    assert path.read_bytes().startswith(b"# hode\r\n# mer\r\nnavcheck: coding/1\n")
    assert words(path) == ["Som før", "Utsatt"]


def test_a_byte_order_mark_is_no_part_of_the_head(tmp_path: Path) -> None:
    path = write(tmp_path, "# hode\n" + dedent(ROW))
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    add_a_row(path)
    assert path.read_bytes().startswith(b"# hode\nnavcheck: coding/1\n")


def test_a_file_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = write(tmp_path, ROW)
    found = find_document(path, EMPTY)
    path.write_bytes(b"# min egen\n" + path.read_bytes())
    changed = path.read_bytes()
    with pytest.raises(NavcheckError) as caught:
        rewrite(path, found, EMPTY)
    assert [problem.code for problem in caught.value.problems] == ["changed-meanwhile"]
    assert path.read_bytes() == changed


def test_a_problem_in_the_file_is_told_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(NavcheckError) as caught:
        find_document(write(tmp_path, ROW.replace("code: uendret", "kode: uendret")), EMPTY)
    assert "coding.yaml:4" in str(caught.value.problems[0].at)


def test_the_places_of_a_file_that_is_not_there_are_the_file_itself(tmp_path: Path) -> None:
    at = find_document(tmp_path / "coding.yaml", EMPTY).where("questions", "corona", key=True)
    assert str(at).endswith("coding.yaml")


HEADS = st.lists(
    st.tuples(
        st.sampled_from(["", " ", "  "]),
        st.one_of(st.just(""), st.text(st.sampled_from("#abæ |>'\"{}[]:-&*"), max_size=12).map("#{}".format)),
    ).map("".join),
    max_size=6,
)


@given(lines=HEADS, inside=st.booleans())
def test_any_head_stays_and_any_comment_inside_stops_the_save(
    lines: list[str], tmp_path_factory: pytest.TempPathFactory, *, inside: bool
) -> None:
    head = "".join(f"{line}\n" for line in lines)
    path = write(tmp_path_factory.mktemp("coding"), "navcheck: coding/1\n")
    path.write_text(head + dedent(ROW).replace("corona:", "corona: #" if inside else "corona:"), "utf-8", newline="\n")
    if inside:
        assert refused(path).code == "comments"
        return
    add_a_row(path)
    assert path.read_text("utf-8").startswith(f"{head}navcheck: coding/1\n")
    assert words(path) == ["Som før", "Utsatt"]
