"""Real prompts, in this process: keys go in by a pipe, every type and every key of ours."""

import gc
import weakref
from collections.abc import Iterator

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from navcheck.ask.asking import Option
from navcheck.ask.prompts import Prompts
from navcheck.core.messages import ENGLISH

DOWN, ENTER, ESC, CTRL_C, CTRL_D = "\x1b[B", "\r", "\x1b", "\x03", "\x04"
OPTIONS = [Option("ja", "Yes"), Option("nei", "No"), Option("vet-ikke", "don't know")]


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe


@pytest.mark.parametrize(
    ("pressed", "given"),
    [(ENTER, ""), (DOWN + ENTER, "ja"), ("3" + ENTER, "vet-ikke"), ("?", "?"), ("<", "<"), ("+", "+"), ("=", "=")],
    ids=["Enter", "arrow", "digit", "help", "back", "comment", "fetch"],
)
def test_one_choice(keys: PipeInput, pressed: str, given: str) -> None:
    keys.send_text(pressed)
    assert Prompts(ENGLISH, 80).choose(OPTIONS, (), several=False) == given


@pytest.mark.parametrize("stored", ["nei", "vet-ikke", "ikke-aktuelt"])
def test_enter_never_answers_by_itself(keys: PipeInput, stored: str) -> None:
    keys.send_text(ENTER)
    assert Prompts(ENGLISH, 80).choose(OPTIONS, (stored,), several=False) == ""


@pytest.mark.parametrize(
    ("pressed", "given"),
    [(" " + DOWN + " " + ENTER, "ja; nei"), (ENTER, ""), ("?", "?"), ("<", "<")],
    ids=["two", "none", "help", "back"],
)
def test_several_choices(keys: PipeInput, pressed: str, given: str) -> None:
    keys.send_text(pressed)
    assert Prompts(ENGLISH, 80).choose(OPTIONS, (), several=True) == given


def test_stored_choices_are_marked(keys: PipeInput) -> None:
    keys.send_text(ENTER)
    assert Prompts(ENGLISH, 80).choose(OPTIONS, ("ja", "nei"), several=True) == "ja; nei"


@pytest.mark.parametrize(
    ("pressed", "given"),
    [
        ("Hver måned" + ENTER, "Hver måned"),
        ("Kárášjohka ŋ" + ENTER, "Kárášjohka ŋ"),
        ("?", "?"),
        ("<", "<"),
        ("x < y?" + ENTER, "x < y?"),
        (ENTER, ""),
    ],
    ids=["words", "Sámi letters", "help", "back", "the same signs inside a text", "nothing"],
)
def test_a_line(keys: PipeInput, pressed: str, given: str) -> None:
    keys.send_text(pressed)
    assert Prompts(ENGLISH, 80).line("> ") == given


def test_a_line_can_be_edited_where_it_stands(keys: PipeInput) -> None:
    keys.send_text(" and talks" + ENTER)
    assert Prompts(ENGLISH, 80).line("> ", "Lists") == "Lists and talks"


@pytest.mark.parametrize(("pressed", "raised"), [(CTRL_C, KeyboardInterrupt), (CTRL_D, EOFError)])
def test_whoever_goes_is_let_go_everywhere(keys: PipeInput, pressed: str, raised: type[BaseException]) -> None:
    prompts = Prompts(ENGLISH, 80)
    for several in (True, False):
        keys.send_text(pressed)
        with pytest.raises(raised):
            prompts.choose(OPTIONS, (), several=several)
    keys.send_text(pressed)
    with pytest.raises(raised):
        prompts.line("> ")


def test_forty_six_offices_can_be_chosen_among(keys: PipeInput) -> None:
    keys.send_text(DOWN * 46 + ENTER)
    offices = [Option(f"kontor-{n}", f"Nav Kontor {n}") for n in range(46)]
    assert Prompts(ENGLISH, 80).choose(offices, (), several=False) == "kontor-45"


class _Left:
    """What a prompt leaves behind: it holds itself."""

    def __init__(self) -> None:
        self.self = self


@pytest.mark.timeout(20)
def test_what_earlier_prompts_left_is_cleared_away_while_the_next_waits_for_a_key(keys: PipeInput) -> None:
    prompts, gone = Prompts(ENGLISH, 80), weakref.ref(_Left())

    def press_once_it_is_gone(phase: str, _: dict[str, int]) -> None:
        if phase == "stop" and gone() is None:
            keys.send_text(ENTER)

    gc.disable()  # or it might happen by chance
    gc.callbacks.append(press_once_it_is_gone)
    try:
        assert prompts.choose(OPTIONS, (), several=False) == ""
    finally:
        gc.callbacks.remove(press_once_it_is_gone)
        gc.enable()
        gc.unfreeze()
