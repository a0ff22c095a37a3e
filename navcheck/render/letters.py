"""A letter in markdown and HTML, in which every foreign text stays text, and what is left to fill in stands out."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from navcheck.core.letters import Letter, Section, Shown
from navcheck.core.messages import Message, Tongue, say
from navcheck.render.html_page import COMMON, text_of, whole_page
from navcheck.render.markdown import escape, escape_block, page

_Pairs = Sequence[tuple[Message, Shown]]
_GREETING = say("Kind regards,")
_STYLE = """
.sender { font-weight: 600; font-size: 1.125rem; }
.about { display: grid; grid-template-columns: max-content 1fr; gap: 0 .75rem; }
.about dt { font-weight: 400; }
.address { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 1rem 3rem; margin-top: 1.5rem; }
.address p { font-weight: 600; }
.facts { border: 1px solid #767676; border-left-width: .3rem; padding: .5rem .75rem; margin: 0 0 1rem; }
.facts div { display: grid; grid-template-columns: 10rem 1fr; gap: 0 .75rem; }
ol, ul { margin: 0 0 .5rem; padding-left: 1.5rem; }
mark { color: #000; background: #ffe58a; padding: 0 .2rem; outline: 1px dashed #6b5900; }
.law { white-space: nowrap; }
.end { margin-top: 1.5rem; break-inside: avoid; }
.end dl { margin-top: 1.5rem; }
.end dd { margin-bottom: .5rem; }
@media (max-width: 30rem) { .facts div { display: block; } .facts dd { margin-bottom: .25rem; } }
"""


@dataclass(frozen=True, slots=True)
class _Words:
    """A letter's parts as a language says them; `write` makes one text of ours or another's safe to show."""

    tongue: Tongue
    write: Callable[[str], str]

    def __call__(self, shown: Shown) -> str:
        return self.write(self.plain(shown))

    def plain(self, shown: Shown) -> str:
        """Say it, not yet made safe."""
        if isinstance(shown, Message):
            return self.tongue(shown)
        return self.tongue.day(shown) if isinstance(shown, date) else shown


def format_markdown(letter: Letter, tongue: Tongue) -> str:
    """Write the letter as markdown; what is left to fill in is bold."""
    blanks = {escape(tongue(blank)): f"**{escape(tongue(blank))}**" for blank in letter.blanks}
    words = _Words(tongue, lambda text: _replaced(escape(text), blanks))
    # The same where a text stands first in a line, and could begin a list.
    blocks = _Words(tongue, lambda text: _replaced(escape_block(text), blanks))
    about: _Pairs = ((say("To"), letter.receiver), (say("Date"), letter.day), *letter.references)
    return page(
        f"**{words(letter.sender)}**",
        _listed(words, about),
        f"# {words(letter.title)}",
        _listed(words, letter.facts),
        *(block for section in letter.sections for block in _section_blocks(section, words, blocks)),
        blocks(_GREETING),
        blocks(letter.sender),
        *_list_blocks(say("Attachments"), letter.attachments, words, blocks),
        *_list_blocks(say("Copy to"), letter.copies, words, blocks),
    )


def _listed(words: _Words, pairs: _Pairs) -> str:
    return "\n".join(f"- **{words(caption)}:** {words(shown)}" for caption, shown in pairs)


def _section_blocks(section: Section, words: _Words, blocks: _Words) -> Iterator[str]:
    if section.heading is not None:
        yield f"## {words(section.heading)}"
    if section.steps:
        yield "\n".join(f"{number}. {blocks(step)}" for number, step in enumerate(section.steps, 1))
    yield from map(blocks, section.paragraphs)


def _list_blocks(caption: Message, items: Sequence[Shown], words: _Words, blocks: _Words) -> Iterator[str]:
    if items:
        yield f"**{words(caption)}:**"
        yield "\n".join(f"- {blocks(item)}" for item in items)


def format_html(letter: Letter, tongue: Tongue) -> str:
    """Write the letter as a page of its own; the law is linked, and what is left to fill in is marked."""
    marked = {text_of(tongue(blank)): f"<mark>{text_of(tongue(blank))}</mark>" for blank in letter.blanks}
    linked = {
        text_of(one.title): f'<a class="law" href="{text_of(one.url)}">{text_of(one.title)}</a>' for one in letter.law
    }
    words = _Words(tongue, lambda text: _replaced(text_of(text), {**marked, **linked}))
    return whole_page(
        _inside(letter, words),
        title=tongue(letter.title),
        language=tongue.language,
        author=letter.sender,
        style=COMMON + _STYLE,
    )


def _inside(letter: Letter, words: _Words) -> Iterator[str]:
    yield "<header>"
    yield f'<p class="sender">{words(letter.sender)}</p>'
    yield f'<div class="address">\n<p>{words(letter.receiver)}</p>'
    yield '<dl class="about">'
    about: _Pairs = ((say("Date"), letter.day), *letter.references)
    for caption, shown in about:
        yield f"<dt>{words(caption)}:</dt><dd>{words(shown)}</dd>"
    yield "</dl>\n</div>\n</header>\n<main>"
    yield f"<h1>{words(letter.title)}</h1>"
    yield '<dl class="facts">'
    for caption, shown in letter.facts:
        yield f"<div><dt>{words(caption)}</dt><dd>{words(shown)}</dd></div>"
    yield "</dl>"
    for section in letter.sections:
        yield from _section(section, words)
    yield "</main>"
    yield from _end(letter, words)


def _section(section: Section, words: _Words) -> Iterator[str]:
    yield "<section>"
    if section.heading is not None:
        yield f"<h2>{words(section.heading)}</h2>"
    if section.steps:
        yield f"<ol>{''.join(f'<li>{words(step)}</li>' for step in section.steps)}</ol>"
    for paragraph in section.paragraphs:
        yield f"<p>{words(paragraph)}</p>"
    yield "</section>"


def _end(letter: Letter, words: _Words) -> Iterator[str]:
    yield f'<footer class="end">\n<p>{words(_GREETING)}<br>{words(letter.sender)}</p>\n<dl>'
    yield from _named(say("Attachments"), letter.attachments, words)
    yield from _named(say("Copy to"), letter.copies, words)
    yield "</dl>\n</footer>"


def _named(caption: Message, items: Sequence[Shown], words: _Words) -> Iterator[str]:
    if items:
        yield f"<dt>{words(caption)}:</dt>"
        yield f"<dd>{'<br>'.join(map(words, items))}</dd>"


def _replaced(text: str, by: dict[str, str]) -> str:
    """Make our own words rich where they stand whole: § 3 is not the beginning of § 31."""
    if not by:
        return text
    return re.sub(rf"(?:{'|'.join(map(re.escape, by))})(?![\w-])", lambda found: by[found[0]], text)
