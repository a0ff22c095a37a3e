"""Writes a text into each kind of output as one writes who thinks of no harm: what a control must lose by."""

import csv
import io
from collections.abc import Callable, Mapping

import openpyxl
from jinja2 import Template


def naive_table(text: str) -> bytes:
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=";").writerows([["Nav-kontor", "svar"], ["Nav Vik", text]])
    return made.getvalue().encode("utf-8", "replace")


def naive_page(text: str) -> bytes:
    page: str = Template("<table><tr><td>{{ text }}</td></tr></table>").render(text=text)
    return page.encode("utf-8", "replace")


def naive_markdown(text: str) -> bytes:
    return f"# {text}\n\n- {text}\n\n| a | b |\n|---|---|\n| {text} | b |\n".encode("utf-8", "replace")


def naive_workbook(text: str) -> bytes:
    book, made = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    book.active["A1"] = text
    book.save(made)
    return made.getvalue()


def naive_screen(text: str) -> bytes:
    made = io.StringIO()
    print("Nav Vik:", text, "\n\nNav Nes: ja", file=made)
    return made.getvalue().encode("utf-8", "replace")


NAIVE: Mapping[str, tuple[str, Callable[[str], bytes]]] = {
    "table": ("csv", naive_table),
    "page": ("html", naive_page),
    "markdown": ("md", naive_markdown),
    "workbook": ("xlsx", naive_workbook),
    "screen": ("text", naive_screen),
}
