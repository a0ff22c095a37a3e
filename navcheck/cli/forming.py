"""`form`: the forms alone, as workbooks or pages, and guides to building them in a form tool."""

from collections.abc import Callable, Iterator, Mapping

from navcheck.cli.answering_by_file import refuse_together
from navcheck.cli.sending import Sending, Wish, deliver, prepare
from navcheck.cli.session import Session
from navcheck.cli.show import choose
from navcheck.core.form import Form
from navcheck.core.messages import Tongue

EVERYBODY = "alle"
Files = Iterator[tuple[str, bytes]]


def write_forms(session: Session, wish: Wish, kind: str, *, each: bool) -> int:
    """Write forms of a format and print their paths; one for all where there are several and none is named.

    Raises:
        NavcheckError: `format`, `options-apart`, and as `prepare` and `deliver`.

    """
    write = choose(FORMATS, kind)
    if kind in GUIDES:
        refuse_together(f"--format {kind}", [*(["--office"] if wish.offices else []), *(["--each"] if each else [])])
    sending = prepare(session, wish)
    is_one = len(sending.survey.offices) == 1
    offices = sending.offices if each or wish.offices or is_one else (None,)
    forms = tuple(Form(sending.survey, sending.checklist, office) for office in offices)
    return deliver(session, sending, dict(pair for form in forms for pair in write(form, _tongues(sending))))


def _tongues(sending: Sending) -> Mapping[str, Tongue]:
    """Return the languages that forms are written in: both, where the county has not chosen one."""
    return {one: tongue for one, tongue in sending.tongues.items() if sending.language in {None, one}}


def _workbooks(form: Form, tongues: Mapping[str, Tongue]) -> Files:
    from navcheck.render.forms.workbook import write_workbook

    for language, tongue in tongues.items():
        yield f"skjema-{_whose(form)}-{language}.xlsx", write_workbook(form, tongue)


def _page(form: Form, tongues: Mapping[str, Tongue]) -> Files:
    from navcheck.render.forms.page import write_page

    yield f"skjema-{_whose(form)}.html", write_page(form, tongues)


def _whose(form: Form) -> str:
    return form.office.id if form.office is not None else EVERYBODY


def _guides(tool: str) -> Callable[[Form, Mapping[str, Tongue]], Files]:
    def write(form: Form, tongues: Mapping[str, Tongue]) -> Files:
        from navcheck.render.forms.building import write_guide

        for language, tongue in tongues.items():
            yield f"bygg-{tool}-{language}.xlsx", write_guide(tool, form.survey, form.checklist, tongue)

    return write


GUIDES = ("nettskjema", "forms")
FORMATS: Mapping[str, Callable[[Form, Mapping[str, Tongue]], Files]] = {
    "xlsx": _workbooks,
    "html": _page,
    **{tool: _guides(tool) for tool in GUIDES},
}
