"""Which language to speak: NAVCHECK_LANG, else the system's, else bokmål."""

import os
import sys

from navcheck.core.words import LANGUAGES

_SYSTEM = {
    "nb": "nb",
    "no": "nb",
    "nn": "nn",
    "en": "en",
    "norwegian bokm": "nb",
    "norwegian nyn": "nn",
    "norwegian": "nb",
    "english": "en",
}


def choose_language() -> tuple[str, str | None]:
    """Return the language, and what NAVCHECK_LANG said where that is none of ours."""
    wanted = os.environ.get("NAVCHECK_LANG", "")
    if wanted in LANGUAGES:
        return wanted, None
    return _system_language() or "nb", wanted or None


def _system_language() -> str | None:
    # On Windows the variables are seldom set, and the locale's name is spelled out.
    spoken = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    if not spoken and sys.platform == "win32":
        import locale

        spoken = locale.getlocale()[0] or ""
    return next((ours for start, ours in _SYSTEM.items() if _begins(spoken.casefold(), start)), None)


def _begins(spoken: str, start: str) -> bool:
    rest = spoken[len(start) :]
    return spoken.startswith(start) and (len(start) > len("nb") or not rest[:1].isalpha())
