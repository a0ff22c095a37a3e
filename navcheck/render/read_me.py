"""The few lines that lie beside what an office is sent: what each file is, and how the answer comes back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from navcheck.core.messages import Message, Tongue, say
from navcheck.render.lines import printable


@dataclass(frozen=True, slots=True)
class Contents:
    """The names of what lies in a pack, and the day by which the answer is due."""

    letters: Sequence[str]
    at_hand: str
    workbooks: Sequence[str]
    page: str
    due: date | None


def write_read_me(contents: Contents, tongue: Tongue) -> bytes:
    """Write the lines so that Notepad shows them rightly, an old one too: it knows UTF-8 by its mark, and CRLF only."""
    lines = (printable(tongue(line)) for line in _lines(contents))
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8-sig")


def _lines(contents: Contents) -> Iterator[Message]:
    yield say("{names}: the letter, with the deadline and whom to ask. Begin here.", names=tuple(contents.letters))
    yield say("{name}: figures, documents and people that you need before you answer.", name=contents.at_hand)
    yield say("{names}: the form in Excel, in each written language. Use one of them.", names=tuple(contents.workbooks))
    yield say(
        "{name}: the same form as a web page, for those who do not use Excel. Open it in a browser, and send the file "
        "svar-….json that it saves, not the page itself.",
        name=contents.page,
    )
    if contents.due is None:
        yield say("Send the filled form back as a reply to the letter. Send one only.")
    else:
        yield say(
            "Send the filled form back as a reply to the letter by {day}. Send one only.",
            day=contents.due,
        )
