"""The keyboard with questionary: choose with arrows or digits, edit lines, the same keys as everywhere.

Its captions in English are avoided: the question is shown before, and every text here is handed in.
"""

import asyncio
import gc
import os
import textwrap
from collections.abc import Sequence
from typing import Any

import questionary
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from prompt_toolkit.keys import Keys
from questionary import Choice, Question, Style

from navcheck.ask.asking import BACK_KEY, KEYS, Option, at_hand
from navcheck.core.messages import Tongue, say

# Where a terminal does not tell its cursor's place, the library would complain of it, in English, on the screen.
os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
# questionary has as many shortcuts as digits and letters.
MOST_SHORTCUTS = 36
READING_SECONDS = 0.1
_MARK = "»"
PASS_OVER = say("pass over")
LEAVE_IT = say("let the stored answer stand")
_STYLE = Style([("qmark", "bold"), ("answer", ""), ("highlighted", "bold"), ("selected", ""), ("instruction", "")])


class Prompts:
    """A real terminal."""

    def __init__(self, tongue: Tongue, width: int) -> None:
        self.tongue, self.width = tongue, width
        gc.freeze()  # what is imported is never garbage, so it need not be gone through for it

    def show(self, text: str) -> None:
        """Show a text."""
        with at_hand():
            print(text)

    def line(self, prompt: str, default: str = "") -> str:
        """Ask for one line; a long prompt stands above it, broken where words end."""
        words = prompt.strip().removeprefix(">")
        if len(words) > self.width // 2:
            self.show(textwrap.fill(words, self.width))
            words = ""
        asked = questionary.text(words, default=default, qmark=_MARK, style=_STYLE)
        return str(_answer(asked, only_when_empty=True))

    def choose(self, options: Sequence[Option], chosen: Sequence[str], *, several: bool) -> str:
        """Offer answers to choose among."""
        choices = [Choice(self._wrapped(option.label), option.value) for option in options]
        if several:
            return self._several(choices, chosen, options)
        # Where the pointer stands first, Enter changes nothing: nobody answers by pressing on.
        passing = Choice(self.tongue(LEAVE_IT if chosen else PASS_OVER), "")
        asked = questionary.select(
            self.tongue(say("Answer:")),
            choices=[*choices, passing],
            default=passing,
            qmark=_MARK,
            pointer=_MARK,
            style=_STYLE,
            instruction=" ",
            use_shortcuts=len(choices) < MOST_SHORTCUTS,
            use_jk_keys=False,
        )
        return str(_answer(asked))

    def _several(self, choices: list[Choice], chosen: Sequence[str], options: Sequence[Option]) -> str:
        for choice in choices:
            choice.checked = choice.value in chosen
        asked = questionary.checkbox(
            self.tongue(say("Answers (space marks, Enter goes on):")),
            choices=choices,
            qmark=_MARK,
            pointer=_MARK,
            style=_STYLE,
            instruction=" ",
            use_jk_keys=False,
            erase_when_done=True,  # the library would say «done», in English; what was chosen is said below
        )
        answer = _answer(asked)
        if isinstance(answer, str):
            return answer
        self.show(textwrap.fill(", ".join(one.label for one in options if one.value in answer), self.width))
        return "; ".join(answer)

    def _wrapped(self, label: str) -> str:
        """Break a label where words end: the library would break it where the line does."""
        return "\n      ".join(textwrap.wrap(label, max(20, self.width - 10)))


def _answer(asked: Question, *, only_when_empty: bool = False) -> Any:  # noqa: ANN401 -- a value, or a list of values
    """Ask, with our keys beside the library's; Esc is the same as `<`."""
    ours = KeyBindings()
    is_empty = Condition(lambda: not only_when_empty or not asked.application.current_buffer.text)
    for key in sorted(KEYS):
        ours.add(key, filter=is_empty, eager=True)(_leave(key))
    ours.add(Keys.Escape, eager=True)(_leave(BACK_KEY))
    ours.add(Keys.ControlD, filter=is_empty, eager=True)(_end)
    asked.application.key_bindings = merge_key_bindings([asked.application.key_bindings or KeyBindings(), ours])
    asked.application.pre_run_callables.append(_clear_away_soon)
    with at_hand():
        return asked.unsafe_ask()


def _clear_away_soon() -> None:
    """Clear away what earlier prompts left behind while this one is read; else every tenth would come late for it."""
    asyncio.get_running_loop().call_later(READING_SECONDS, gc.collect)


def _end(event: Any) -> None:  # noqa: ANN401
    event.app.exit(exception=EOFError)


def _leave(key: str) -> Any:  # noqa: ANN401 -- prompt_toolkit's handlers have a type of their own
    def leave(event: Any) -> None:  # noqa: ANN401
        event.app.exit(result=key)

    return leave
