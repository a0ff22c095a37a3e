"""How a form is built in Nettskjema or Microsoft Forms, step by step, and tried before anything is sent out."""

from collections.abc import Iterator, Mapping

from navcheck.core.messages import Message, say, say_many
from navcheck.render.forms.introduction import PUBLIC, deadline, request
from navcheck.render.forms.items import Tool
from navcheck.render.forms.wording import Wording

NAMES: Mapping[Tool, str] = {Tool.NETTSKJEMA: "Nettskjema", Tool.FORMS: "Microsoft Forms"}
# Microsoft Forms takes no more questions than this.
MOST_IN_FORMS = 200

_PRIVATE = {
    Tool.NETTSKJEMA: say(
        "Turn off everything that collects who answers: no log-in, no name, no e-mail, no receipt by e-mail. Ask "
        "nowhere for a person."
    ),
    Tool.FORMS: say(
        "Turn off «Record name» in the settings, and ask for no e-mail. Ask nowhere for a person. If the form must be "
        "open to offices outside your own organisation, choose «Anyone can respond»."
    ),
}
_BUILD = {
    Tool.NETTSKJEMA: say(
        "Build what stands on the sheet «{sheet}», from the top. Paste the text and the help. Answers stand below "
        "their question, one a row."
    ),
    Tool.FORMS: say(
        "Build what stands on the sheet «{sheet}», from the top. Paste the text whole: what stands before the colon is "
        "what the answers are known by afterwards. Answers stand below their question, one a row."
    ),
}
_CODES = say(
    "Set the codes in the codebook: that of the question, and that of each answer, letter by letter as they stand here."
)
_WHEN = {
    Tool.NETTSKJEMA: say("Where something stands under «{column}», set it as the condition for showing the question."),
    Tool.FORMS: say(
        "Where something stands under «{column}», use branching, or paste it as the first line of the "
        "question's subtitle."
    ),
}
_REQUIRED = say(
    "Only the office is required. A question may stay unanswered: that is an answer too, and is counted apart."
)
_EXPORT = {
    Tool.NETTSKJEMA: say(
        "Try it before anything is sent out: fetch the empty form as CSV with codebook, and run the line below. It "
        "says whether every code fits."
    ),
    Tool.FORMS: say(
        "Try it before anything is sent out: open the empty answers in Excel, save them, and run the line below. It "
        "says whether every question fits."
    ),
}
_COLLECT = {
    Tool.NETTSKJEMA: say(
        "When the answers are in, fetch them as CSV with codebook, look at what would be read in, and read it in:"
    ),
    Tool.FORMS: say(
        "When the answers are in, open them in Excel, save them, look at what would be read in, and read it in:"
    ),
}
_FILE = {Tool.NETTSKJEMA: "svar.csv", Tool.FORMS: "svar.xlsx"}


def steps(wording: Wording, tool: Tool, sheet: str, column: str, count: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each step, and beneath it what is copied as it stands.

    `sheet` and `column` are the names of those that hold what is built, and when it is shown; `count` is the number of
    questions to build.
    """
    tongue, survey = wording.tongue, wording.form.survey.id
    title = say("Make a new form in {tool}, with this title and introduction:", tool=NAMES[tool])
    yield tongue(title), (wording.title, " ".join(filter(None, _introduction(wording))))
    yield tongue(_PRIVATE[tool]), ()
    if tool is Tool.FORMS and count > MOST_IN_FORMS:
        yield tongue(_too_many(count)), ()
    yield tongue(say(_BUILD[tool].text, sheet=sheet)), ()
    if tool is Tool.NETTSKJEMA:
        yield tongue(_CODES), ()
    yield tongue(_REQUIRED), ()
    yield tongue(say(_WHEN[tool].text, column=column)), ()
    read_in = f"navcheck import {survey} {_FILE[tool]}"
    yield tongue(_EXPORT[tool]), (f"{read_in} --check-only",)
    yield tongue(_COLLECT[tool]), (f"{read_in} --dry-run", read_in)


def _introduction(wording: Wording) -> Iterator[str]:
    yield wording.tongue(request(wording))
    yield deadline(wording)
    yield wording.tongue(PUBLIC)


def _too_many(count: int) -> Message:
    return say_many(
        "There is {count} question to build with its comments and documents; Microsoft Forms takes {most}. Leave out "
        "comments where you need them least, or make two forms.",
        "There are {count} questions to build with their comments and documents; Microsoft Forms takes {most}. Leave "
        "out comments where you need them least, or make two forms.",
        count,
        most=MOST_IN_FORMS,
    )
