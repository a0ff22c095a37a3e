"""The XML of a Word document as text that the type checker tells from other text: what is foreign passes `words`."""

import re
from collections.abc import Iterable, Mapping
from typing import NewType
from xml.sax.saxutils import escape, quoteattr

from navcheck.render.lines import printable
from navcheck.render.report.blocks import Tone

Xml = NewType("Xml", str)

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NONE = Xml("")
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SPACES = re.compile(r"\s+")
# The ink and the ground of each tone: at least 7 to 1, and what they say stands in signs and words too.
INKS: Mapping[Tone, tuple[str, str]] = {
    Tone.BREACH: ("7A0C17", "F9DADD"),
    Tone.RISK: ("5F3700", "FFE9C9"),
    Tone.IMPROVEMENT: ("123F6B", "DCE9F7"),
    Tone.SIGNAL: ("4B2275", "EADFF5"),
    Tone.MET: ("1B5128", "DDF0E0"),
    Tone.SILENT: ("404040", "ECECEC"),
}


def tag(name: str, /, *inside: Xml, **attributes: str | int) -> Xml:
    """Write an element; names are those of Word's own space unless they say another (`cp:title`, `r_id`)."""
    full = name if ":" in name else f"w:{name}"
    own = "".join([f" {_attribute(key)}={_quoted(value)}" for key, value in attributes.items()])
    return Xml(f"<{full}{own}>{''.join(inside)}</{full}>" if inside else f"<{full}{own}/>")


def _quoted(value: str | int) -> str:
    return f'"{value}"' if isinstance(value, int) else quoteattr(plain(value))


def _attribute(key: str) -> str:
    return key.replace("_", ":") if "_" in key else f"w:{key}"


def joined(parts: Iterable[Xml]) -> Xml:
    """Put XML together."""
    return Xml("".join(parts))


def part(root: str, *inside: Xml) -> bytes:
    """Write a whole file of the document."""
    opening = f'<w:{root} xmlns:w="{MAIN}" xmlns:r="{RELATIONS}">'
    return f"{DECLARATION}{opening}{''.join(inside)}</w:{root}>".encode()


def plain(text: str) -> str:
    """Return a text on one line, in which nothing is left that XML forbids or nobody can see."""
    return _SPACES.sub(" ", printable(text)).strip()


def escaped(text: str) -> Xml:
    """Write a foreign text on one line, for elements that hold nothing else."""
    return Xml(escape(plain(text)))


def words(text: str) -> Xml:
    """Write a foreign text as what stands in a run: whatever is in it, it stays text; line breaks stay."""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' if line else "" for line in printable(text).split("\n"))
    return Xml("<w:br/>".join(lines))


def run(text: str, *look: Xml) -> Xml:
    """Write a text with its look."""
    return tag("r", tag("rPr", *look), words(text)) if look else tag("r", words(text))


def paragraph(style: str, *runs: Xml, look: Iterable[Xml] = ()) -> Xml:
    """Write a paragraph; `style` is the style's id, and `look` is in the order that the format demands."""
    return tag("p", tag("pPr", tag("pStyle", val=style), *look), *runs)


def shading(fill: str) -> Xml:
    """Write a ground."""
    return tag("shd", val="clear", color="auto", fill=fill)


def field(instruction: str) -> Xml:
    """Write a field that Word fills in, one of our own: never what is foreign."""
    simple = tag("r", tag("t", Xml("1")))
    return tag("fldSimple", simple, instr=instruction)
