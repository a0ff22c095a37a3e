"""What a cell of the workbook accepts: its list, its limits, and what is said where something else is written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from navcheck.core.form import CHOSEN
from navcheck.core.messages import Message, Tongue, say
from navcheck.render.forms.cells import cell_at, put
from navcheck.render.forms.rows import Counted, Dated, Listed, Offer, Written

DAY = "dd.mm.yyyy"
_NOT_AN_ANSWER = say("Not a valid answer")
_NO_PERSONS = say("Write nothing about single persons.")


@dataclass(slots=True)
class Offers:
    """Gathers the lists on their sheet and the rules of the cells; one list and one rule serve many cells."""

    tongue: Tongue
    lists: Worksheet
    _ranges: dict[tuple[str, ...], str] = field(default_factory=dict)
    _shared: dict[Offer, DataValidation] = field(default_factory=dict)
    _own: list[DataValidation] = field(default_factory=list)

    def hold(self, cell: Cell, offer: Offer) -> None:
        """Let a cell accept what is offered and nothing else."""
        if isinstance(offer, Counted):
            self._own.append(self._number(cell, offer))  # its rule names the cell itself
            self._own[-1].add(cell)
        elif isinstance(offer, Listed | Dated | Written):
            if offer not in self._shared:
                self._shared[offer] = self._rule(offer)
            self._shared[offer].add(cell)

    def rules(self) -> Iterator[DataValidation]:
        """Yield the rules for the sheet to fill in."""
        yield from self._shared.values()
        yield from self._own

    def _rule(self, offer: Listed | Dated | Written) -> DataValidation:
        if isinstance(offer, Dated):
            # Any text passes: a date is written in more ways than Excel knows, and so are «don't know» and its like.
            return self._made(None, "", say("A date as 21.11.2026, or «don't know» or «not applicable»."))
        if isinstance(offer, Written):
            too_long = self.tongue(say("At most {most} characters.", most=offer.longest))
            rule = self._made("textLength", too_long, _NO_PERSONS if offer.is_long else None)
            rule.operator, rule.formula1 = "lessThanOrEqual", str(offer.longest)
            return rule
        is_mark = offer.words == (CHOSEN,)
        choose = say("Put an x, or leave the cell empty.") if is_mark else say("Choose an answer from the list.")
        rule = self._made("list", self.tongue(choose), choose)
        rule.formula1 = self._range(offer.words)
        return rule

    def _number(self, cell: Cell, offer: Counted) -> DataValidation:
        """Accept a number within its limits or a word, which no rule of Excel's own for numbers would."""
        at = cell.coordinate
        limits = [
            *([f"{at}>={_plain(offer.least)}"] if offer.least is not None else []),
            *([f"{at}<={_plain(offer.most)}"] if offer.most is not None else []),
            *([f"{at}=INT({at})"] if offer.is_whole else []),
        ]
        number = f"IF(ISNUMBER({at}),AND({','.join(limits or ['TRUE'])}),FALSE)"
        prompt = say("A number, or «don't know» or «not applicable».")
        rule = self._made("custom", self._limits(offer), prompt)
        rule.formula1 = f"OR({number},SUMPRODUCT(--({self._range(offer.words)}={at}))>0)"
        return rule

    def _limits(self, offer: Counted) -> str:
        messages = [
            say("Write a number in digits, or «don't know» or «not applicable»."),
            *([say("Whole numbers only.")] if offer.is_whole else []),
            *([say("At least {number}.", number=offer.least)] if offer.least is not None else []),
            *([say("At most {number}.", number=offer.most)] if offer.most is not None else []),
        ]
        return " ".join(map(self.tongue, messages))

    def _made(
        self, kind: Literal["list", "textLength", "custom"] | None, error: str, prompt: Message | None
    ) -> DataValidation:
        """Make a rule that refuses with our own words; without a kind it only prompts."""
        return DataValidation(
            type=kind,
            allow_blank=True,
            showErrorMessage=kind is not None,
            errorStyle="stop",
            errorTitle=self.tongue(_NOT_AN_ANSWER) if kind else None,
            error=error or None,
            showInputMessage=prompt is not None,
            prompt=self.tongue(prompt) if prompt is not None else None,
        )

    def _range(self, words: tuple[str, ...]) -> str:
        """Return where a list stands; it is written the first time it is asked for."""
        if words not in self._ranges:
            column = len(self._ranges) + 1
            for row, word in enumerate(words, 1):
                put(cell_at(self.lists, row, column), word)
            letter = get_column_letter(column)
            self._ranges[words] = f"{self.lists.title}!${letter}$1:${letter}${len(words)}"
        return self._ranges[words]


def _plain(number: Decimal) -> str:
    return f"{number:f}"
