"""From one round to the next: which offices and which questions are the same, and how both sides answered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from navcheck.core.model import Office, Question
from navcheck.core.pairing import Unit, pair_offices
from navcheck.core.sight import Outlook, Side
from navcheck.core.versions import Change, compare_versions, names_before


@dataclass(frozen=True, slots=True)
class Step:
    """Two rounds, the one after the other.

    `names` are what each question that can be compared was called before, `origins` the offices that each office was.
    """

    before: Outlook
    now: Outlook
    changes: tuple[Change, ...]
    units: tuple[Unit, ...]
    names: Mapping[str, str]
    origins: Mapping[str, tuple[Office, ...]]

    @classmethod
    def between(cls, before: Outlook, now: Outlook) -> "Step":
        """Hold two rounds together."""
        then, later = before.round, now.round
        changes = compare_versions(then.checklist, later.checklist)
        units = pair_offices(then.survey.offices, later.survey.offices)
        origins = {office.id: unit.before for unit in units for office in unit.now}
        return cls(before, now, changes, units, names_before(changes), origins)

    def sides(self) -> Iterator[tuple[Unit, Side, Side]]:
        """Yield every question of every unit on both sides, in the order of the checklist, then of the survey."""
        then, now = self.before.round.checklist, self.now.round.checklist
        for name, was in self.names.items():
            for unit in self.units:
                if unit.is_paired:
                    earlier = self.before.side(unit.before, then.by_id[was])
                    yield unit, earlier, self.now.side(unit.now, now.by_id[name])

    def had_gap(self, offices: tuple[Office, ...], question: Question) -> bool:
        """Tell whether offices of the later round had a point on a question in the earlier one."""
        if (was := self.names.get(question.id)) is None:
            return False
        olds = {old.id: old for office in offices for old in self.origins[office.id]}
        return self.before.side(tuple(olds.values()), self.before.round.checklist.by_id[was]).worst is not None
