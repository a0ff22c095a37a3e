"""Lists of a Word document: one look for all with dots, and a count of its own for each that is numbered."""

from docx.oxml.ns import qn

from navcheck.render.report.docx.borrowed import Element, parsed
from navcheck.render.report.docx.xml import Xml, joined, part, tag

LEVELS = 6
_DEPTH, _HANG = 397, 340
_DOTS = ("•", "–", "•", "–", "•", "–")


class Numbers:
    """Deals out the ids of lists beside those that a county's document has already."""

    def __init__(self, numbering: Element) -> None:
        self._tree = numbering
        self._abstract = _free(numbering, "w:abstractNum", "w:abstractNumId")
        self.dots = _free(numbering, "w:num", "w:numId")
        self._last = self.dots

    def start(self) -> int:
        """Return the id of a new numbered list, which begins at 1."""
        self._last += 1
        return self._last

    def add(self) -> None:
        """Write what was dealt out into the document's lists; those that define stand before those that use."""
        kinds = joined((_kind(self._abstract, numbered=False), _kind(self._abstract + 1, numbered=True)))
        anew = joined(tag("lvlOverride", tag("startOverride", val=1), ilvl=level) for level in range(LEVELS))
        used = (
            tag("num", tag("abstractNumId", val=self._abstract + 1), anew, numId=one)
            for one in range(self.dots + 1, self._last + 1)
        )
        dots = tag("num", tag("abstractNumId", val=self._abstract), numId=self.dots)
        first = next((at for at, one in enumerate(self._tree) if one.tag == qn("w:num")), len(self._tree))
        for number, one in enumerate(_elements(kinds)):
            self._tree.insert(first + number, one)
        self._tree.extend(_elements(joined((dots, *used))))


def _elements(inside: Xml) -> list[Element]:
    return list(parsed(part("numbering", inside)))


def _free(tree: Element, kind: str, name: str) -> int:
    taken = (one.get(qn(name), "") for one in tree.iterchildren(qn(kind)))
    return max((int(one) for one in taken if one.isdecimal()), default=0) + 1


def _kind(number: int, *, numbered: bool) -> Xml:
    return tag(
        "abstractNum",
        tag("multiLevelType", val="multilevel"),
        *(_level(level, numbered=numbered) for level in range(LEVELS)),
        abstractNumId=number,
    )


def _level(level: int, *, numbered: bool) -> Xml:
    return tag(
        "lvl",
        tag("start", val=1),
        tag("numFmt", val=("decimal", "lowerLetter")[level % 2] if numbered else "bullet"),
        tag("lvlText", val=f"%{level + 1}." if numbered else _DOTS[level]),
        tag("lvlJc", val="left"),
        tag("pPr", tag("ind", left=_DEPTH * (level + 1), hanging=_HANG)),
        ilvl=level,
    )
