"""The rest of an office's sitting: documents, review, comments, last round, one topic, on somebody's behalf."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from navcheck.ask.plain import LineAsk
from navcheck.cli.answering import answer_survey
from navcheck.cli.session import Session
from navcheck.cli.sitting import Wanted
from navcheck.core.messages import ENGLISH
from navcheck.core.model import Response
from navcheck.core.problems import NavcheckError
from navcheck.files.documents import load
from tests.program import TODAY, run

CHECKLIST = """
navcheck: checklist/1
id: prove
version: "1"
title: {en: Trial}
sources: {sotjl-29: {title: sosialtjenesteloven § 29}}
topics:
  - id: finne
    title: {en: Find}
    heading: {en: Find}
    questions:
      - {id: hvordan, type: text, text: {en: How do you find them}}
      - id: rutine
        type: choice
        choices: {ja: {label: {en: "Yes"}, status: met}, nei: {label: {en: "No"}}}
        text: {en: Do you have a routine}
        legal_basis: [sotjl-29]
        ground: law
        gaps: {nei: risk}
        evidence: {ask: true, what: {en: The routine}}
        action: {en: Write one}
  - id: tilby
    title: {en: Offer}
    heading: {en: Offer}
    questions:
      - {id: antall, type: number, text: {en: How many take part}}
      - {id: innhold, type: text, text: {en: What do they do}, when: {antall: {at_least: 1}}}
checks:
  - {id: en, about: antall, when: {rutine: [ja], antall: {equals: 0}}, text: {en: A routine but nobody found}}
"""


class Typist(LineAsk):
    def __init__(self, lines: Iterable[str | type[BaseException]]) -> None:
        self.lines, self.screen, self.defaults = list(lines), "", [""]

    def line(self, prompt: str, default: str = "") -> str:
        self.screen += f"{prompt}\n"
        self.defaults.append(default)
        typed = self.lines.pop(0) if self.lines else EOFError
        if isinstance(typed, str):
            return typed
        raise typed

    def show(self, text: str) -> None:
        self.screen += f"{text}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "prove.yaml").write_text(CHECKLIST, "utf-8")
    ran = run(
        "start", tmp_path / "prove.yaml", "--office", "Nav A", "--office", "Nav B", "--id", "i-aar", folder=tmp_path
    )
    assert ran.code == 0, ran.err
    return tmp_path


def sit(folder: Path, *lines: str | type[BaseException], survey: str = "i-aar", **wanted: object) -> Typist:
    typist = Typist(lines)
    session = Session(ENGLISH, TODAY, folder, folder)
    answer_survey(session, Wanted(survey, **{"office": "Nav A", **wanted}), typist)  # type: ignore[arg-type]
    return typist


def draft(folder: Path, survey: str = "i-aar") -> Response:
    return load(folder / survey / "drafts" / "a.yaml", Response).document


def received(folder: Path, number: int = 1, survey: str = "i-aar") -> Response:
    return load(folder / survey / "received" / f"a-{number}.yaml", Response).document


HAND_IN = ("", "yes", "Nav leader", "yes")


def test_a_document_is_asked_for_once_at_the_end_for_a_yes(folder: Path) -> None:
    typist = sit(folder, "Lists", "yes", "2", "Work", "2", "Rutine for KVP", "1.3.2026", *HAND_IN)
    assert typist.screen.index("What do they do") < typist.screen.index("The routine")
    (evidence,) = received(folder).answers["rutine"].evidence
    assert (evidence.proof, evidence.title, str(evidence.date)) == ("written", "Rutine for KVP", "2026-03-01")


def test_a_document_that_does_not_exist_is_said_and_one_for_a_no_is_not_asked_for(folder: Path) -> None:
    sit(folder, "Lists", "yes", "0", "1", EOFError)
    assert draft(folder).answers["rutine"].evidence[0].proof == "said"
    typist = sit(folder, "2", "no", EOFError)
    assert "The routine" not in typist.screen
    assert draft(folder).answers["rutine"].evidence == ()


def test_a_comment_is_kept_with_the_answer_before_it_and_after_it(folder: Path) -> None:
    sit(folder, "+", "From the list", "Lists", "+", "", "no", "<", "+", "Soon", EOFError)
    answers = draft(folder).answers
    assert answers["hvordan"].comment == "From the list"
    assert answers["rutine"].comment == "Soon"


def test_the_review_shows_what_does_not_go_together_and_not_how_grave_it_is(folder: Path) -> None:
    typist = sit(folder, "Lists", "yes", "0", "1", EOFError)
    assert "Does not go together: A routine but nobody found" in typist.screen
    assert "risk" not in typist.screen.lower()


def test_the_receipt_names_the_file_and_gives_the_office_its_own_list(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typist = sit(folder, "Lists", "no", "0", *HAND_IN)
    assert "Write one" in typist.screen
    assert "sosialtjenesteloven § 29" in typist.screen
    assert "received/a-1.yaml" in capsys.readouterr().err
    response = received(folder)
    assert (response.shares, response.received and response.received.role) == (True, "Nav leader")


def test_an_answer_that_is_hidden_again_is_kept_and_not_counted(folder: Path) -> None:
    sit(folder, "Lists", "no", "3", "Work", "3", "0", EOFError)
    assert draft(folder).answers["innhold"].value == "Work"
    typist = sit(folder, "", "no")
    assert "3 of 3 questions are answered." in typist.screen
    typist = sit(folder, "3", "2", EOFError)
    assert "4 What do they do: Work" in typist.screen


def test_what_may_be_personal_is_asked_about_once(folder: Path) -> None:
    typist = sit(folder, "Ring 22 12 34 56", "no", "Ring 22 12 34 56", "yes", EOFError)
    assert typist.screen.count("may be about a person") == 2
    assert draft(folder).answers["hvordan"].value == "Ring 22 12 34 56"


def test_a_colleague_answers_one_topic_and_hands_nothing_in(folder: Path) -> None:
    typist = sit(folder, "3", "Work", "", only="tilby")
    assert "How do you find them" not in typist.screen
    assert set(draft(folder).answers) == {"antall", "innhold"}
    with pytest.raises(NavcheckError) as told:
        sit(folder, only="tilbyy")
    assert str(told.value.problems[0].hint) == "did you mean «tilby»?"


def test_the_county_may_write_down_what_an_office_says(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sit(folder, "Lists", "no", "0", *HAND_IN, on_behalf=True)
    receipt = received(folder).received
    assert receipt is not None
    assert receipt.recorded_by == "county"
    assert "--for-confirmation" in capsys.readouterr().err


def test_without_an_office_there_is_a_list_to_choose_from(folder: Path) -> None:
    typist = sit(folder, "1", "Lists", EOFError, office="")
    assert "Which office answers?" in typist.screen
    assert draft(folder).answers["hvordan"].value == "Lists"


def test_a_checklist_starts_a_survey_of_one_office_and_goes_on_with_it(tmp_path: Path) -> None:
    (tmp_path / "prove.yaml").write_text(CHECKLIST, "utf-8")
    for typed in ("Lists", "no"):
        sit(tmp_path, typed, EOFError, survey="prove")
    assert set(draft(tmp_path, "a-prove").answers) == {"hvordan", "rutine"}


def last_round(folder: Path, carry: str) -> None:
    sit(folder, "Lists", "yes", "0", "1", *HAND_IN)
    words = ("start", folder / "prove.yaml", "--office", "Nav A", "--id", "neste", "--before", "i-aar")
    assert run(*words, folder=folder).code == 0
    path = folder / "neste" / "survey.yaml"
    path.write_text(path.read_text("utf-8").replace("carry: after", f"carry: {carry}"), "utf-8")


def test_last_rounds_answer_is_shown_after_the_new_one_where_they_differ(folder: Path) -> None:
    last_round(folder, "after")
    typist = sit(folder, "Talks", "We stopped using lists", "yes", EOFError, survey="neste")
    assert typist.screen.index("> ") < typist.screen.index("Last time: Lists")
    assert "Last time: Yes" not in typist.screen
    assert draft(folder, "neste").answers["hvordan"].comment == "We stopped using lists"


def test_last_rounds_words_can_be_fetched_and_edited(folder: Path) -> None:
    last_round(folder, "after")
    typist = sit(folder, "=", "Lists and talks", "", EOFError, survey="neste")
    assert "Lists" in typist.defaults
    assert draft(folder, "neste").answers["hvordan"].value == "Lists and talks"


def test_the_county_may_let_answers_be_carried_and_they_are_marked(folder: Path) -> None:
    last_round(folder, "before")
    typist = sit(folder, "", EOFError, survey="neste")
    assert "Last time: Lists (an empty line takes it)" in typist.screen
    answer = draft(folder, "neste").answers["hvordan"]
    assert (answer.value, answer.carried) == ("Lists", "i-aar")


def test_the_county_may_leave_last_round_out(folder: Path) -> None:
    last_round(folder, "never")
    assert "Last time" not in sit(folder, "Talks", "no", EOFError, survey="neste").screen


def test_last_rounds_document_can_be_fetched_and_edited(folder: Path) -> None:
    sit(folder, "Lists", "yes", "0", "2", "Rutine for KVP", "1.3.2025", *HAND_IN)
    words = ("start", folder / "prove.yaml", "--office", "Nav A", "--id", "neste", "--before", "i-aar")
    assert run(*words, folder=folder).code == 0
    typist = sit(folder, "Lists", "yes", "0", "=", "Rutine for KVP 2", "2025-03-01", EOFError, survey="neste")
    assert "as last time, to be edited: Rutine for KVP" in typist.screen
    assert typist.defaults[-3:-1] == ["Rutine for KVP", "2025-03-01"]
    (evidence,) = draft(folder, "neste").answers["rutine"].evidence
    assert (evidence.title, str(evidence.date)) == ("Rutine for KVP 2", "2025-03-01")


def test_the_review_says_which_documents_are_missing_and_a_wrong_date_is_asked_again(folder: Path) -> None:
    typist = sit(folder, "Lists", "yes", "0", "", EOFError)
    assert "Yes (□ nothing is said of the document)" in typist.screen
    sit(folder, "2", "Rutine", "31.02.2026", "1.3.2026", EOFError)
    assert str(draft(folder).answers["rutine"].evidence[0].date) == "2026-03-01"


@pytest.mark.parametrize(
    ("word", "shown"), [("help", "There is no help"), ("hjelp", "There is no help"), ("back", "first")]
)
def test_the_keys_can_be_written_as_words(folder: Path, word: str, shown: str) -> None:
    assert shown in sit(folder, word, EOFError).screen


class Colleague(Typist):
    """Is answered over by somebody else before the first line is typed."""

    def __init__(self, folder: Path, lines: Iterable[str | type[BaseException]]) -> None:
        super().__init__(lines)
        self.folder: Path | None = folder

    def line(self, prompt: str, default: str = "") -> str:
        folder, self.folder = self.folder, None
        if folder is not None:
            sit(folder, "Theirs", "no", EOFError)
        return super().line(prompt, default)


@pytest.mark.parametrize(("decided", "stands"), [("yes", "Mine"), ("no", "Theirs")])
def test_only_a_question_that_a_colleague_has_answered_meanwhile_is_asked_about(
    folder: Path, decided: str, stands: str
) -> None:
    mine = Colleague(folder, ["Mine", decided, EOFError])
    answer_survey(Session(ENGLISH, TODAY, folder, folder), Wanted("i-aar", "Nav A"), mine)
    assert "Somebody else has answered this meanwhile: Theirs. You: Mine." in mine.screen
    assert {name: answer.value for name, answer in draft(folder).answers.items()} == {
        "hvordan": stands,
        "rutine": "nei",
    }


GIVEN = "hvordan: Lists\nrutine: nei\nantall: 0\n"


def ask_about(folder: Path, *questions: str, given: str = GIVEN) -> None:
    """Let the office respond, and the county ask about it."""
    (folder / "svar.yaml").write_text(given, "utf-8")
    assert run("answer", folder / "i-aar", "--office", "Nav A", "--answers", folder / "svar.yaml").code == 0
    for question in questions:
        words = ("--office", "Nav A", "--question", question, "--text", f"Why {question}?")
        assert run("ask", folder / "i-aar", *words).code == 0


def test_when_the_requests_are_answered_the_sitting_goes_on_to_documents_review_and_handing_in(folder: Path) -> None:
    ask_about(folder, "hvordan", "rutine")
    typist = sit(folder, "Lists and talks", "yes", "We wrote one", "2", "Rutine", "1.3.2026", *HAND_IN)
    assert "question 1 of 2, about 4 min left" in typist.screen
    assert "How many take part\n" not in typist.screen
    assert "4 How many take part" not in typist.screen
    assert "3 How many take part: 0" in typist.screen
    assert typist.screen.index("The routine") < typist.screen.index("Hand in now?")
    second = received(folder, 2)
    assert (second.answers["hvordan"].value, second.answers["rutine"].comment) == ("Lists and talks", "We wrote one")
    assert second.answers["rutine"].evidence[0].title == "Rutine"
    assert [one.question for one in second.asked] == ["hvordan", "rutine"]
    assert not (folder / "i-aar" / "drafts" / "a.yaml").exists()


def test_a_question_that_an_answer_to_a_request_opens_is_put_and_one_left_open_before_is_not(folder: Path) -> None:
    sit(folder, "", "no", "0", *HAND_IN)
    words = ("--office", "Nav A", "--question", "antall", "--text", "None at all?")
    assert run("ask", folder / "i-aar", *words).code == 0
    typist = sit(folder, "2", "", "Work", EOFError)
    assert "What do they do" in typist.screen
    assert "How do you find them\n" not in typist.screen
    assert "1 How do you find them: □ unanswered" in typist.screen
    assert draft(folder).answers["innhold"].value == "Work"


def test_a_request_that_is_passed_over_is_still_open_after_handing_in(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ask_about(folder, "hvordan", "rutine")
    sit(folder, "Lists and talks", "", "", *HAND_IN)
    assert "Nav A: still asked to elaborate rutine." in capsys.readouterr().err
    assert [one.question for one in received(folder, 2).asked] == ["hvordan"]
    assert [one.question for one in draft(folder).asked] == ["rutine"]
    typist = sit(folder, "", "", "")
    assert "Hand in now?" not in typist.screen
    assert "Nothing is new" in capsys.readouterr().err


def test_one_topic_alone_is_kept_as_a_draft_though_the_county_asks_about_it(folder: Path) -> None:
    ask_about(folder, "hvordan", "antall")
    typist = sit(folder, "3", "", "Work", "", only="tilby")
    assert "Why hvordan?" not in typist.screen
    assert "Hand in now?" not in typist.screen
    assert draft(folder).answers["antall"].value == "3"


def test_what_is_received_while_somebody_sits_there_is_not_undone(folder: Path) -> None:
    ask_about(folder)

    class Desk(Typist):
        """The county takes in a corrected file before the first line is typed."""

        is_done = False

        def line(self, prompt: str, default: str = "") -> str:
            if not self.is_done:
                self.is_done = True
                ask_about(folder, given=GIVEN.replace("antall: 0", "antall: vet-ikke"))
            return super().line(prompt, default)

    typist = Desk(["1", "Talks", *HAND_IN])
    answer_survey(Session(ENGLISH, TODAY, folder, folder), Wanted("i-aar", "Nav A"), typist)
    third = received(folder, 3)
    assert (third.answers["hvordan"].value, third.answers["antall"].instead) == ("Talks", "vet-ikke")


def test_on_behalf_the_words_fit_and_the_next_command_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sit(folder, "Lists", EOFError, on_behalf=True)
    assert capsys.readouterr().err.endswith("  navcheck answer i-aar --office a --on-behalf\n")
    sit(folder, "no", "0", "", "no", on_behalf=True)
    assert capsys.readouterr().err.endswith("  navcheck answer i-aar --office a --on-behalf\n")
    typist = sit(folder, *HAND_IN, on_behalf=True)
    for said in ("Register the answers now?", "The role of who answered", "the office's examples"):
        assert said in typist.screen
    assert " your" not in typist.screen.lower()
    assert "your" not in capsys.readouterr().err.lower()


def test_the_next_command_of_an_office_itself_says_nothing_of_behalf(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sit(folder, "Lists", EOFError)
    assert capsys.readouterr().err.endswith("  navcheck answer i-aar --office a\n")


def test_an_answer_may_stay_and_only_be_elaborated_and_what_was_said_before_is_not_lost(folder: Path) -> None:
    ask_about(folder, "rutine")
    sit(folder, "", "Owned by the leader", *HAND_IN)
    assert (received(folder, 2).answers["rutine"].comment, received(folder, 2).answers["rutine"].value) == (
        "Owned by the leader",
        received(folder, 1).answers["rutine"].value,
    )
    words = ("--office", "Nav A", "--question", "rutine", "--text", "Since when?")
    assert run("ask", folder / "i-aar", *words).code == 0
    typist = sit(folder, "", "")
    assert "Comment: Owned by the leader" in typist.screen
    assert draft(folder).answers["rutine"].comment == "Owned by the leader"
