"""The fixed words of the field. Imports nothing of ours, so that an option type costs nothing."""

from enum import StrEnum


class Severity(StrEnum):
    """How far an answer falls short; only the authority concludes a breach, hence *possible* in every text."""

    BREACH = "breach"
    RISK = "risk"
    IMPROVEMENT = "improvement"

    @property
    def rank(self) -> int:
        """Place from worst (0) to mildest."""
        return _FROM_WORST.index(self)


_FROM_WORST = tuple(Severity)


class Status(StrEnum):
    """What an answer is, apart from gaps: five kinds of silence are never merged."""

    MET = "met"
    CLAIMED = "claimed"
    ANSWERED = "answered"
    NO_CASES = "no_cases"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    UNANSWERED = "unanswered"
    NOT_ASKED = "not_asked"


class Instead(StrEnum):
    """What may stand instead of a value."""

    UNKNOWN = "vet-ikke"
    NOT_APPLICABLE = "ikke-aktuelt"


class Proof(StrEnum):
    """What stands behind a yes."""

    SAID = "said"
    WRITTEN = "written"
    SHOWN = "shown"


class Kind(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"


class Ground(StrEnum):
    """What a question rests on; a breach needs law."""

    LAW = "law"
    INTERNAL_CONTROL = "internal_control"
    PRACTICE = "practice"


class Supervised(StrEnum):
    """Whether Statsforvalteren supervises the duty (sosialtjenesteloven § 9)."""

    DIRECT = "direct"
    INTERNAL_CONTROL = "internal_control"
    NONE = "none"


class Basis(StrEnum):
    """Why the county may ask."""

    VOLUNTARY = "voluntary"
    SUPERVISION = "supervision"


class Carry(StrEnum):
    """When last round's answer is shown."""

    AFTER = "after"
    BEFORE = "before"
    NEVER = "never"


class RecordedBy(StrEnum):
    """Who typed a response."""

    OFFICE = "office"
    COUNTY = "county"
    IMPORT = "import"


class Standing(StrEnum):
    """Where an office's response stands, as the tables count it."""

    RESPONDED = "responded"
    DRAFT = "draft"
    UNREADABLE = "unreadable"
    MISSING = "missing"


class Progress(StrEnum):
    """How far an office is, as a county follows it; a reminder goes to nobody who has more time."""

    NOT_STARTED = "not-started"
    STARTED = "started"
    EXTENDED = "extended"
    RESPONDED = "responded"
    RESPONDED_LATE = "responded-late"
    ASKED = "asked"
    NOT_RESPONDED = "not-responded"
    UNREADABLE = "unreadable"


class SignalKind(StrEnum):
    """A reason to look, never a verdict."""

    CONFLICT = "conflict"
    NO_SPREAD = "no-spread"
    SAME_WORDS = "same-words"
    REPEATS_QUESTION = "repeats-question"
    OUTLIER = "outlier"
    STALE_FIGURE = "stale-figure"
    REPEAT = "repeat"
    GROUP_DIFFERS = "group-differs"
    CARRIED = "carried"


class ActionState(StrEnum):
    """Where an agreed action stands; "closed" is computed, never written."""

    OPEN = "open"
    DONE = "done"
    WAIVED = "waived"


class PointState(StrEnum):
    """Where a point of the plan stands, computed from its action and from what the office answers now."""

    UNPLANNED = "unplanned"
    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"
    REVIEW_DUE = "review-due"
    WAIVED = "waived"
    WAIVER_OVER = "waiver-over"
    UNSEEN = "unseen"
    CLOSED = "closed"


class Move(StrEnum):
    """What became of a point between two rounds; silence, then or now, is neither new nor closed."""

    NEW = "new"
    CAME_BACK = "came-back"
    FIRST_SEEN = "first-seen"
    MOVED = "moved"
    SAME = "same"
    UNSEEN = "unseen"
    CLOSED = "closed"


class Edition(StrEnum):
    """For whom an agenda is written; what goes to the meeting names nobody's gaps."""

    MEETING = "meeting"
    ADVISER = "adviser"


class ReportEdition(StrEnum):
    """For whom a report is written: everybody, who is told of no office's points; the county; or one municipality."""

    PUBLIC = "public"
    NAMED = "named"
    DRAFT = "draft"


class Part(StrEnum):
    """What a column says of its question's answer; the words are those of our own tables."""

    VALUE = ""
    COMMENT = "kommentar"
    REASON = "grunn"
    DOCUMENT = "dokument"
    DATE = "dato"
    PROOF = "bevis"


LANGUAGES = ("nb", "nn", "en")
