"""What `report` was called with."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Wish:
    """What `report` was called with; empty where nothing was said. `folder` is where drafts for offices go."""

    survey: str
    folder: Path | None = None
    formats: tuple[str, ...] = ()
    draft_for: tuple[str, ...] = ()
    template: Path | None = None
    language: str = ""
    comments_until: str = ""
    named: bool = False
    public: bool = False
    drafts: bool = False
