"""A whole page of HTML around what it says: no script, nothing from outside; the look that letters share.

Whoever writes the inside has made every foreign text harmless with `text_of`.
"""

import base64
import hashlib
import html
from collections.abc import Iterable

from navcheck.render.lines import printable

COMMON = """
:root { color-scheme: light dark; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 1.5rem 1rem; font: 1rem/1.5 system-ui, sans-serif;
  color: #1a1a1a; background: #fff; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 1.5rem 0 1rem; }
h2 { font-size: 1.125rem; line-height: 1.3; margin: 1.5rem 0 .25rem; }
p { margin: 0 0 .5rem; }
dl { margin: 0; }
dt { font-weight: 600; }
dd { margin: 0; }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #1a1a1a; } a { color: #9cc8ff; } }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt; line-height: 1.4; color: #000; background: #fff; }
  a { color: inherit; text-decoration: none; } h1, h2 { break-after: avoid; } p, li { orphans: 3; widows: 3; } }
@page { size: A4; margin: 2cm 2.2cm; }
"""


def whole_page(inside: Iterable[str], *, title: str, language: str, author: str, style: str) -> str:
    """Write a page; `inside` is HTML, all else is text. The one style that it may use is known by its sum."""
    known = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{known}'; base-uri 'none'; form-action 'none'"
    lines = (
        "<!DOCTYPE html>",
        f'<html lang="{text_of(language)}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{text_of(policy)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta name="author" content="{text_of(author)}">',
        f"<title>{text_of(title)}</title>",
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        *inside,
        "</body>",
        "</html>",
    )
    return "\n".join(lines) + "\n"


def text_of(text: str) -> str:
    """Return the text so that a browser shows it as it is, and nothing that it would obey."""
    return html.escape(printable(text.strip()))
