"""The kinds of letter, as data: who writes each, which offices get none and why, and what is enclosed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from navcheck.core.covering_letter import write_covering_letter
from navcheck.core.draft_letter import write_draft_letter
from navcheck.core.elaboration_letter import write_elaboration_letter
from navcheck.core.letters import Letter, Occasion
from navcheck.core.messages import Message, say
from navcheck.core.progress import OfficeProgress
from navcheck.core.reminder_letter import write_reminder
from navcheck.core.thanks_letter import write_thanks
from navcheck.core.words import Progress


@dataclass(frozen=True, slots=True)
class Enclosure:
    """What a letter encloses that the county makes itself, and with which command."""

    told: Message
    command: str


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of letter.

    `no_letter` says why an office gets none, by how far it is; a kind without goes to all, whatever they have sent.
    `nobody` is what to say where no office gets one. Beside a letter `with_draft` lies what it encloses: what the
    report says about its offices.
    """

    write: Callable[[Occasion], Letter]
    nobody: Message
    no_letter: Mapping[Progress, Message] = field(default_factory=dict)
    encloses: Enclosure | None = None
    with_draft: bool = False

    def why_not(self, one: OfficeProgress) -> Message | None:
        """Say why an office gets no letter of this kind; nothing where it gets one."""
        reason = self.no_letter.get(one.progress)
        return reason and say(reason.text, office=one.office.name, day=one.due)


_UNREADABLE = {
    Progress.UNREADABLE: say("{office} has sent a response that cannot be read: no letter is written to it.")
}
_NOT_REMINDED = _UNREADABLE | {
    Progress.EXTENDED: say("{office} has until {day}: no reminder is written."),
    Progress.RESPONDED: say("{office} has responded: no reminder is written."),
    Progress.RESPONDED_LATE: say("{office} has responded: no reminder is written."),
    Progress.ASKED: say("{office} has responded and is asked to elaborate: no reminder is written."),
}
_SILENT = (Progress.NOT_STARTED, Progress.STARTED, Progress.EXTENDED, Progress.NOT_RESPONDED)
_NOT_RESPONDED = _UNREADABLE | dict.fromkeys(_SILENT, say("{office} has not responded yet: no letter is written."))
_NOT_ASKED = _NOT_RESPONDED | dict.fromkeys(
    (Progress.RESPONDED, Progress.RESPONDED_LATE),
    say("{office} is not asked to elaborate anything: no letter is written."),
)
_NOBODY_RESPONDED = say("Nobody has responded yet: no letter is written.")

KINDS: Mapping[str, Kind] = {
    "oversending": Kind(write_covering_letter, say("Nobody is to be written to.")),
    "paminnelse": Kind(write_reminder, say("Nobody is to be reminded."), _NOT_REMINDED),
    "utdyping": Kind(write_elaboration_letter, say("Nobody is asked to elaborate anything."), _NOT_ASKED),
    "utkast": Kind(write_draft_letter, _NOBODY_RESPONDED, _NOT_RESPONDED, with_draft=True),
    "takk": Kind(
        write_thanks,
        _NOBODY_RESPONDED,
        _NOT_RESPONDED,
        Enclosure(
            say("Letters enclose what was written down on behalf of an office. Print it for each office O:"),
            "print {survey} --office O --for-confirmation",
        ),
    ),
}
# The draft without its letter.
DRAFT = Kind(
    write_draft_letter,
    say("Nobody has responded yet: no draft is written."),
    {
        Progress.UNREADABLE: say("{office} has sent a response that cannot be read: no draft is written of it."),
        **dict.fromkeys(_SILENT, say("{office} has not responded yet: no draft is written.")),
    },
    with_draft=True,
)
