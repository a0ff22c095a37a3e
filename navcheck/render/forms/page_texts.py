"""Every text of the page in both written languages: both stand there, and the page shows one of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from navcheck.core.form import Form
from navcheck.core.messages import Message, Tongue
from navcheck.core.words import LANGUAGES
from navcheck.render.forms.wording import Wording
from navcheck.render.lines import printable

SHOWN = ("nb", "nn")


@dataclass(frozen=True, slots=True)
class Texts:
    """Puts a form's texts as markup, in which every foreign text stays text."""

    form: Form
    tongues: Mapping[str, Tongue]

    def say(self, message: Message) -> Markup:
        """Say a message of ours."""
        return self.put(lambda wording: wording.tongue(message))

    def words(self, words: Mapping[str, str]) -> Markup:
        """Write a checklist's text, its places filled from the survey."""
        return self.put(lambda wording: wording.form.words(words, wording.tongue), words)

    def put(self, how: Callable[[Wording], str], words: Mapping[str, str] | None = None) -> Markup:
        """Write what is said in each language; `words` tells where a text is there in another language only."""
        said = {tag: how(Wording(self.form, self.tongues[tag])) for tag in SHOWN}
        return _spans({tag: (_language(words, tag), printable(text.strip())) for tag, text in said.items()})


def _language(words: Mapping[str, str] | None, wanted: str) -> str:
    return wanted if words is None else next(tag for tag in (wanted, *LANGUAGES) if tag in words)


def _spans(said: Mapping[str, tuple[str, str]]) -> Markup:
    """Mark each text with its language; one that is the same in both stands once."""
    if (
        all(language == shown for shown, (language, _) in said.items())
        and len({text for _, text in said.values()}) == 1
    ):
        return escape(said[SHOWN[0]][1])
    if len(set(said.values())) == 1:
        return Markup('<span lang="{}">{}</span>').format(*said[SHOWN[0]])
    span = Markup('<span class="{}" lang="{}">{}</span>')
    return Markup("").join(span.format(shown, *said[shown]) for shown in SHOWN)
