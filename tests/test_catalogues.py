"""Every text that navcheck says stands in both catalogues: none missing, none fuzzy, none left over."""

import ast
import string

import pytest

from tools.catalogues import LANGUAGES, LOCALE, mo_bytes, po_bytes, read, template


def ids(language: str) -> set[object]:
    return {message.id for message in read(language) if message.id}


def test_the_extractor_sees_every_text_that_the_code_says() -> None:
    # Babel does not look inside f-strings; Python's own parser does.
    said = {
        node.args[0].value
        for path in (LOCALE.parent).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"say", "say_many", "marked"}
        and isinstance(node.args[0], ast.Constant)
    }
    assert said <= {form for message in template() if message.id for form in texts(message.id)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_missing_and_none_is_left_over(language: str) -> None:
    wanted = {message.id for message in template() if message.id}
    assert ids(language) == wanted, "run `make messages` and translate what is new"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_and_none_is_fuzzy(language: str) -> None:
    for message in read(language):
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(strings), message.id
        assert not message.fuzzy, message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_same_places_as_the_text(language: str) -> None:
    for message in (one for one in read(language) if one.id):
        places = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in texts(message.id)]
        for translated in texts(message.string):
            found = {name for _, name, _, _ in string.Formatter().parse(translated) if name}
            assert found <= places[-1], message.id
            assert found | {"count"} >= places[-1], message.id


def texts(text: object) -> list[str]:
    """Return a message's forms; the header has none."""
    return [str(form) for form in text if form] if isinstance(text, (tuple, list)) else [str(text)] if text else []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_its_text(language: str) -> None:
    folder = LOCALE / language / "LC_MESSAGES"
    assert (folder / "navcheck.mo").read_bytes() == mo_bytes(language)
    assert (folder / "navcheck.po").read_bytes() == po_bytes(read(language))


def test_nynorsk_is_not_bokmal() -> None:
    nb, nn = ({message.id: message.string for message in read(language) if message.id} for language in LANGUAGES)
    same = [text for text in nb if nb[text] == nn[text]]
    assert len(same) < len(nb) / 2


def test_nav_is_written_as_nav_writes_it() -> None:
    for language in LANGUAGES:
        assert "NAV " not in (LOCALE / language / "LC_MESSAGES" / "navcheck.po").read_text("utf-8").replace(
            "NAVCHECK", ""
        )
