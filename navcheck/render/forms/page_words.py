"""What the page says of its own: the texts around the questions, and those that its script shows."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from navcheck.core.form import Form
from navcheck.core.guard import LONGEST_TEXT
from navcheck.core.messages import Message, Tongue, say, say_many
from navcheck.core.model import Question
from navcheck.core.progress import due_of
from navcheck.core.words import Kind
from navcheck.render.forms.introduction import PUBLIC, time

# Where the script puts what it knows; a message goes through `format` once before that.
_ANSWERED, _ASKED, _COUNT, _NAME = "{answered}", "{asked}", "{count}", "{name}"

WORDS: Mapping[str, Message] = {
    "skip": say("Go to the questions"),
    "language": say("Written language"),
    "no_script": say("This page needs a browser that runs JavaScript. Ask for the form as a workbook instead."),
    "how_heading": say("Before you begin"),
    "public": PUBLIC,
    "saving": say(
        "What you write stays in this window and is lost when you close it. Save the answers as a file before that; "
        "you can open the file here later and go on."
    ),
    "nothing_is_sent": say("Nothing is sent from this page."),
    "at_hand": say("What you need at hand"),
    "figures": say("Figures"),
    "documents": say("Documents: title and date"),
    "people": say("Who may need to be asked"),
    "open_heading": say("Go on with answers that you have saved before"),
    "open_label": say("The file with your answers (svar-….json)"),
    "contents": say("Topics"),
    "about_the_office": say("About the office"),
    "office": say("Nav office"),
    "role": say("Role"),
    "role_help": say("For instance Nav leader. Write no name."),
    "shares": say("May the county show your examples to other offices?"),
    "several": say("Choose one or more answers."),
    "date_help": say("Write the date as 21.11.2026."),
    "alone": say("alone"),
    "remove": say("Remove the answer"),
    "add_comment": say("Add a comment"),
    "comment": say("Comment"),
    "give_reason": say("Say why it is not applicable"),
    "reason": say("Why is it not applicable?"),
    "document": say("Document"),
    "document_title": say("Title of the document"),
    "document_date": say("Date of the document"),
    "proof": say("Is there anything in writing?"),
    "save_heading": say("Save the answers"),
    "save": say("Save the answers"),
}

SCRIPT_WORDS: Mapping[str, Message] = {
    "progress": say("{answered} of {asked} questions are answered.", answered=_ANSWERED, asked=_ASKED),
    "of": say("{answered} of {count} answered", answered=_ANSWERED, count=_COUNT),
    "personal_number": say(
        "This looks like a national identity number, and is not saved. Take it out; write nothing about single persons."
    ),
    "may_be_personal": say("This may be about a person (a number or an address). Take it out if it is."),
    "too_long": say("The text is longer than {most} characters. Shorten it.", most=LONGEST_TEXT),
    "not_a_number": say("This is not a number. Write digits, for instance 12 or 1 234,5."),
    "not_whole": say("Write a whole number."),
    "not_a_date": say("This is not a date. Write it as 21.11.2026."),
    "no_office": say("Choose the office that you answer for."),
    "no_reason": say("Write why the question is not applicable."),
    "comment_alone": say("You have written a comment or a document, but not answered. Answer, or take it out."),
    "no_proof": say("Say whether the document exists in writing."),
    "open_help": say("You can go back and answer, or save the answers as they are."),
    "save_anyway": say("Save anyway"),
    "saved": say("The answers are saved"),
    "saved_where": say("The file is called {name}. You find it where your browser puts downloads.", name=_NAME),
    "opened": say("The answers of the file are filled in."),
    "replace": say("The answers that you have written here are replaced by those of the file. Go on?"),
    "not_ours": say("This file holds no answers that were saved from this form."),
    "other_form": say("This file belongs to another survey, or to another version of the form."),
    "other_office": say("This file holds the answers of another office."),
}
_COUNTED: Mapping[str, Message] = {
    "problems": say_many(
        "One thing must be mended before you can save", "{count} things must be mended before you can save", 1
    ),
    "open": say_many("One question is not answered", "{count} questions are not answered", 1),
}


def intro(form: Form, authority: str) -> Iterator[Message]:
    """Say when, how long, and how the answers come to whoever asked."""
    due = form.survey.deadline if form.office is None else due_of(form.survey, form.office.id)
    if due is not None:
        yield say("Answer by {day}.", day=due)
    yield time(form.checklist)
    yield say(
        "Answer the questions, save the answers as a file, and send the file to {authority} as a reply to the letter.",
        authority=authority,
    )


def script_words(form: Form, title: Message, authority: str, tongue: Tongue) -> Mapping[str, str | list[str]]:
    """Return what the script says, by name; where a count decides, the text for one and the text for more."""
    limits = {name: message for question in form.checklist.questions() for name, message in _limits(question)}
    sent = say(
        "Send the file to {authority} as a reply to the letter. The answers have not arrived until you do.",
        authority=authority,
    )
    plain = {**SCRIPT_WORDS, **limits, "saved_next": sent, "title": title}
    counted = {name: [_counted(message, count, tongue) for count in (1, 2)] for name, message in _COUNTED.items()}
    return {**{name: tongue(message) for name, message in plain.items()}, **counted}


def _counted(message: Message, count: int, tongue: Tongue) -> str:
    return tongue(replace(message, values={"count": _COUNT}, count=count))


def _limits(question: Question) -> Iterator[tuple[str, Message]]:
    if question.type is not Kind.NUMBER:
        return
    if question.min is not None:
        yield f"too_low__{question.id}", say("The number must be at least {limit}.", limit=question.min)
    if question.max is not None:
        yield f"too_high__{question.id}", say("The number must be at most {limit}.", limit=question.max)
