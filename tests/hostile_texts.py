"""Texts that mean harm somewhere: in a spreadsheet, a page, a document, a terminal, or by their length."""

from navcheck.core.guard import LONGEST_TEXT

# One line each.
HOSTILE = (
    # what a spreadsheet runs, or takes for something else than a text
    "=cmd|' /C calc'!A0", "@SUM(1)", "+1", "-1", "\t=2*3", "\uff1d4/2", "'=1", "'@x", "''", "#N/A", "#DIV/0!",
    "1e999", "2026-11-21", "NaN", "true", "_x0041_", "_x000D_", "&D &[Page] &P &Z&F", '&"Arial,Bold"x', "0", "007",
    "A1:B2;C3,D4",
    # what markdown, HTML, XML and templates mean something by
    "<script>alert(1)</script>", "</td></table></main>", "{{7*7}}", "{% raw %}", "{% endraw %}{#", "%s {0} {x}",
    "{", "}{", "[b]rich[/b]", "[/b]", "[bold]", "](javascript:alert(1))", "[x](javascript:alert(1))",
    "![x](http://example.org/x.png)", "<https://example.org>", "www.example.org :smile: @navn #1", "`code`", "```",
    "~~~", "| pipe |", "a|b|c", "|---|", "# heading", "- list", "* list", "1. list", "2) list", "> sitat", "---",
    "===", "[ ] gjort", "[^1]", "[a]: /b", "<br>", "<!-- -->", "-->", "&lt; &amp; &#x26; &nbsp;", "\\ backslash",
    "ender med \\", "${x}", "$x$ $$y$$", "*a* _b_ **c** ~~d~~", "]]>", "<![CDATA[x]]>", "<?xml version='1.0'?>",
    "<!DOCTYPE x [<!ENTITY y 'z'>]> &y;", '{ HYPERLINK "http://example.org" }', '" onmouseover="alert(1)',
    "' onfocus='alert(1)", "</style><style>", "--x: url(http://example.org)", "%00 %0d%0a", "../../etc/passwd",
    "C:\\con", "\\u0041 \\x41 \\n", "«sitat» \"sitat\" 'sitat'",
    # what a terminal obeys, nobody sees, or XML forbids
    "om\u202evendt", "tom\u200bt", "rin\x07g", "nul\x00l", "\x1b[31mrød\x1b[0m",
    "\x1b]8;;http://example.org\x07lenke\x1b]8;;\x07", "ing\ufffeen", "ny\x85c1", "ny\u2028linje", "\ufeffbom",
    "hel\xa0ord", "\xa0=2+2", "delt\xadord", "ta\tb", "merke\U000e0041", "privat\ue000",
    # what is long, high or wide
    "ord" * 100, "ord " * (LONGEST_TEXT // 4 - 10) + "ord", "😀 👩\u200d👩\u200d👧 🇳🇴",
    "z\u0301\u0302\u0303\u0304\u0305", "漢字", "עברית", "\ufdfa", "İI ß ŉ",
)  # fmt: skip
# Several lines each, for what people write at length; a title or a name has one line.
HOSTILE_LINES = (
    "\n=1+1", "ok\n=1+1\n@x", "a\r\n-1\rb", "én\n- to\n\n    tre", "| a | b |\n|---|---|\n| c | d |", "a\n===",
    "a\n---\nb", "```\nkode", "> a\n> b", "1. a\n2. b", "<table>\n<tr>", "a\n# b", "slutt\n", "a  \nb\\\nc",
    "{%\n%}",
)  # fmt: skip
