"""«What you need at hand» as a page to print: figures, documents and people, in each written language."""

from collections.abc import Iterator, Mapping, Sequence

from navcheck.core.form import Form
from navcheck.core.messages import Tongue, say
from navcheck.core.model import Checklist, Question, Topic
from navcheck.core.progress import due_of
from navcheck.render.checklist import Item, Sheet
from navcheck.render.html_page import COMMON, text_of, whole_page
from navcheck.render.marks import UNICODE

_TITLE = say("What you need at hand")
_STYLE = """
h1 { margin-top: 0; }
article + article { margin-top: 3rem; border-top: 2px solid #767676; padding-top: 1.5rem; }
.about { font-weight: 600; }
ul { list-style: none; margin: 0; padding: 0; }
li { break-inside: avoid; margin-bottom: .25rem; }
.figures li { border-top: 1px solid #767676; padding: .5rem 0; margin: 0; }
.figures strong { display: block; }
.figures p { margin: .125rem 0 0; }
.tick { display: grid; grid-template-columns: 1.5rem 1fr; }
.tick::before { content: "\\2610"; }
@media (min-width: 40rem), print { .ticks { columns: 2; column-gap: 2rem; } }
@media print { body { font-size: 10pt; line-height: 1.3; } h2 { margin-top: .75rem; } .figures li { padding: .25rem 0; }
  article + article { break-before: page; border: 0; margin: 0; padding: 0; } }
"""


def format_at_hand(form: Form, tongues: Sequence[Tongue]) -> str:
    """Write the page; each language stands by itself, and on a sheet of its own in print."""
    first = tongues[0]
    articles = (line for tongue in tongues for line in _article(form, tongue))
    inside = ("<main>", *articles, "</main>")
    author = form.survey.authority or ""
    return whole_page(inside, title=first(_TITLE), language=first.language, author=author, style=COMMON + _STYLE)


def _article(form: Form, tongue: Tongue) -> Iterator[str]:
    sheet = Sheet(_filled(form, tongue), tongue, UNICODE)
    figures, documents, people = sheet.at_hand()
    yield f'<article lang="{text_of(tongue.language)}">'
    yield f"<h1>{text_of(tongue(_TITLE))}</h1>"
    yield f'<p class="about">{text_of(" · ".join(_about(form, tongue)))}</p>'
    yield f"<p>{text_of(sheet.time())}</p>"
    yield from _section(figures, "figures", "")
    yield from _section(documents, "ticks", "tick")
    yield from _section(people, "ticks", "tick")
    yield "</article>"


def _about(form: Form, tongue: Tongue) -> Iterator[str]:
    yield form.survey.title
    if form.office is not None:
        yield form.office.name
        due = due_of(form.survey, form.office.id)
    else:
        due = form.survey.deadline
    if due is not None:
        yield tongue(say("deadline {day}", day=due))


def _section(section: tuple[str, tuple[Item, ...]], of_list: str, of_item: str) -> Iterator[str]:
    heading, items = section
    if items:
        yield f'<section>\n<h2>{text_of(heading)}</h2>\n<ul class="{of_list}">'
        yield from (f'<li class="{of_item}">{_item(item)}</li>' for item in items)
        yield "</ul>\n</section>"


def _item(item: Item) -> str:
    if not item.lines:
        return f"<span>{text_of(item.text)}</span>"
    lines = "".join(f"<p>{text_of(line)}</p>" for line in item.lines)
    return f"<strong>{text_of(item.text)}</strong>{lines}"


def _filled(form: Form, tongue: Tongue) -> Checklist:
    """Return the checklist as this survey asks it: no place left to fill."""
    topics = tuple(_filled_topic(topic, form, tongue) for topic in form.checklist.topics)
    # Built anew, as a part of a checklist is: what was worked out about the old texts must not stay with the new.
    parts = {name: getattr(form.checklist, name) for name in Checklist.model_fields}
    return Checklist.model_validate({**parts, "topics": topics})


def _filled_topic(topic: Topic, form: Form, tongue: Tongue) -> Topic:
    def filled(words: Mapping[str, str] | None) -> Mapping[str, str] | None:
        return words and {tongue.language: form.words(words, tongue)}

    def asked(question: Question) -> Question:
        return question.model_copy(update={"text": filled(question.text), "help": filled(question.help)})

    return topic.model_copy(update={"questions": tuple(map(asked, topic.questions))})
