"""The catalogues of Norwegian texts: one compiled file a language, English where there is none."""

import gettext
from pathlib import Path

from navcheck.core.messages import ENGLISH, Tongue

DOMAIN = "navcheck"
FOLDER = Path(__file__).parent.parent / "locale"


def load_tongue(language: str) -> Tongue:
    """Load a language of `core.words.LANGUAGES`."""
    if language == ENGLISH.language:
        return ENGLISH
    with (FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as stream:
        catalogue = gettext.GNUTranslations(stream)
    return Tongue(language, catalogue.gettext, catalogue.ngettext)
