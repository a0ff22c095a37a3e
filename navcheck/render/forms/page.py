"""The form as one page that works from an e-mail attachment: offline, in both written languages, with its own guard.

The page holds its style, its script and what the script knows; nothing is loaded, and nothing is sent.
"""

import base64
import hashlib
from collections.abc import Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from navcheck.core.form import Form
from navcheck.core.guard import LONGEST_ROLE
from navcheck.core.messages import Message, Tongue, say
from navcheck.core.typed import INSTEAD_LABELS, PROOF_LABELS
from navcheck.render.forms.page_facts import facts
from navcheck.render.forms.page_questions import at_hand, questions
from navcheck.render.forms.page_texts import SHOWN, Texts
from navcheck.render.forms.page_words import WORDS, intro
from navcheck.render.forms.wording import Wording
from navcheck.render.lines import printable
from navcheck.render.rules import capital

_TEMPLATE, _STYLE = "form.html.jinja", "form.css"
_SCRIPTS = ("form_guard.js", "form_rules.js", "form_answers.js", "form_problems.js", "form.js")


def write_page(form: Form, tongues: Mapping[str, Tongue]) -> bytes:
    """Write the page; `tongues` holds bokmål and nynorsk, and the office's own is shown first."""
    loader = PackageLoader("navcheck.render")
    pages = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    style = loader.get_source(pages, _STYLE)[0]
    bodies = "\n".join(loader.get_source(pages, name)[0] for name in _SCRIPTS)
    script = f'(() => {{\n"use strict";\n{bodies}}})();\n'
    page = pages.get_template(_TEMPLATE).render(
        _insides(form, tongues), style=_own(style), script=_own(script), policy=_policy(style, script)
    )
    return f"{page}\n".encode()


def _own(source: str) -> Markup:
    """Let a style or script of ours stand as it is; nothing foreign is ever put into one."""
    return Markup(source)  # noqa: S704 -- read from our own package


def _policy(style: str, script: str) -> str:
    """Allow the one style and the one script, known by their sums, and nothing else."""
    return (
        f"default-src 'none'; style-src '{_sum(style)}'; script-src '{_sum(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _sum(source: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode('ascii')}"


def first_language(form: Form) -> str:
    """Return the language that the page opens in: the office's own, else its municipalities', else bokmål."""
    if form.office is None:
        return SHOWN[0]
    decided = (form.office.language, *(one.language for one in form.office.municipalities))
    return next((language for language in decided if language in SHOWN), SHOWN[0])


def _insides(form: Form, tongues: Mapping[str, Tongue]) -> Mapping[str, object]:
    texts, language = Texts(form, tongues), first_language(form)
    authority = printable(Wording(form, tongues[language]).authority)
    title = say("Form for self-assessment – {title}", title=form.survey.title)
    return {
        "language": language,
        "title": printable(tongues[language](title)),
        "survey": printable(form.survey.title),
        "authority": authority,
        "words": {name: texts.say(message) for name, message in WORDS.items()},
        "yes_no": [(value, _begun(texts, message)) for value, message in (("true", say("yes")), ("false", say("no")))],
        "heading": texts.say(say("Form for self-assessment")),
        "intro": [texts.say(message) for message in intro(form, authority)],
        "office": None if form.office is None else printable(form.office.name),
        "offices": [(office.id, printable(office.name)) for office in form.offices],
        "topics": [
            (topic.id, texts.words(topic.title), tuple(questions(texts, topic))) for topic in form.checklist.topics
        ],
        "insteads": [(one.value, _capital(texts, words)) for one, words in INSTEAD_LABELS.items()],
        "proofs": [(one.value, _capital(texts, words)) for one, words in PROOF_LABELS.items()],
        "at_hand": at_hand(texts),
        "longest_role": LONGEST_ROLE,
        "facts": facts(form, tongues, language, title, authority),
    }


def _begun(texts: Texts, message: Message) -> Markup:
    return texts.put(lambda wording: capital(wording.tongue(message)))


def _capital(texts: Texts, words: Mapping[str, str]) -> Markup:
    return texts.put(lambda wording: capital(wording.tongue.pick(words)), words)
