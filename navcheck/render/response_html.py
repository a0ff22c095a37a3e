"""A response's document as one HTML file: no script, nothing from outside, light and dark, fit for paper."""

import base64
import hashlib
import html
from collections.abc import Iterator
from typing import TYPE_CHECKING

from navcheck.render.lines import printable

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
# The one style that the page may use is known by its sum; nothing else is loaded, sent or run.
_SUM = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode("ascii")
_POLICY = f"default-src 'none'; style-src 'sha256-{_SUM}'; base-uri 'none'; form-action 'none'"


def format_html(document: "Document") -> str:
    """Write the document as a page of its own."""
    return "\n".join(_page(document)) + "\n"


def _page(document: "Document") -> Iterator[str]:
    title = _text(document.title)
    yield "<!DOCTYPE html>"
    yield f'<html lang="{_text(document.language)}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_text(_POLICY)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta name="author" content="{_text(document.author)}">'
    yield f"<title>{title}</title>"
    yield f"<style>{_STYLE}</style>"
    yield "</head>"
    yield "<body>"
    yield f"<header>\n<h1>{title}</h1>"
    yield from _facts(document.head)
    yield "</header>"
    yield "<main>"
    if document.request:
        yield f'<div class="request">{"".join(f"<p>{_text(text)}</p>" for text in document.request)}</div>'
    for heading, questions in document.topics:
        yield f"<section>\n<h2>{_text(heading)}</h2>"
        for one in questions:
            yield from _question(one)
        yield "</section>"
    if document.closing is not None:
        heading, lines = document.closing
        yield f"<section>\n<h2>{_text(heading)}</h2>"
        yield from (f"<p>{_text(line)}</p>" for line in lines)
        yield "</section>"
    yield "</main>\n</body>\n</html>"


def _question(one: "Asked") -> Iterator[str]:
    yield f'<div class="question">\n<h3>{_text(one.title)}</h3>'
    yield from _facts(one.lines)
    yield "</div>"


def _facts(lines: "tuple[Line, ...]") -> Iterator[str]:
    yield "<dl>"
    yield from (f"<dt>{_text(line.caption)}</dt><dd>{_behind(line)}</dd>" for line in lines)
    yield "</dl>"


def _behind(line: "Line") -> str:
    if len(line.texts) == 1:
        return _text(line.texts[0])
    return f"<ul>{''.join(f'<li>{_text(text)}</li>' for text in line.texts)}</ul>"


def _text(text: str) -> str:
    """Return the text so that a browser shows it as it is, and nothing that it would obey."""
    return html.escape(printable(text.strip()))
