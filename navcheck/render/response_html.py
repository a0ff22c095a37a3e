"""A response's document as one HTML file: no script, nothing from outside, light and dark, fit for paper."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from navcheck.render.html_page import text_of, whole_page

if TYPE_CHECKING:
    from navcheck.render.response_document import Asked, Document, Line

_STYLE = """
:root { color-scheme: light dark; }
body { margin: 0 auto; max-width: 46rem; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif;
  color: #1a1a1a; background: #fff; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1.25rem; margin-top: 2rem; border-bottom: 1px solid #767676; }
h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
dl { margin: 0; }
dt { font-weight: 600; margin-top: .25rem; }
dd { margin: 0 0 0 1rem; white-space: pre-wrap; }
ul { margin: 0; padding-left: 1.25rem; }
.request { border: 2px solid #767676; padding: 0 1rem; margin-top: 1rem; }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #1a1a1a; } }
@media print { body { max-width: none; padding: 0; color: #000; background: #fff; } h2, h3 { break-after: avoid; }
  .question { break-inside: avoid; } }
"""


def format_html(document: "Document") -> str:
    """Write the document as a page of its own."""
    return whole_page(
        _page(document), title=document.title, language=document.language, author=document.author, style=_STYLE
    )


def _page(document: "Document") -> Iterator[str]:
    yield f"<header>\n<h1>{text_of(document.title)}</h1>"
    yield from _facts(document.head)
    yield "</header>"
    yield "<main>"
    if document.request:
        yield f'<div class="request">{"".join(f"<p>{text_of(text)}</p>" for text in document.request)}</div>'
    for heading, questions in document.topics:
        yield f"<section>\n<h2>{text_of(heading)}</h2>"
        for one in questions:
            yield from _question(one)
        yield "</section>"
    if document.closing is not None:
        heading, lines = document.closing
        yield f"<section>\n<h2>{text_of(heading)}</h2>"
        yield from (f"<p>{text_of(line)}</p>" for line in lines)
        yield "</section>"
    yield "</main>"


def _question(one: "Asked") -> Iterator[str]:
    yield f'<div class="question">\n<h3>{text_of(one.title)}</h3>'
    yield from _facts(one.lines)
    yield "</div>"


def _facts(lines: "tuple[Line, ...]") -> Iterator[str]:
    yield "<dl>"
    yield from (f"<dt>{text_of(line.caption)}</dt><dd>{_behind(line)}</dd>" for line in lines)
    yield "</dl>"


def _behind(line: "Line") -> str:
    if len(line.texts) == 1:
        return text_of(line.texts[0])
    return f"<ul>{''.join(f'<li>{text_of(text)}</li>' for text in line.texts)}</ul>"
