"""Every Norwegian text is spelt as its language spells it, and no nynorsk is bokmål left as it was."""

import subprocess

import pytest

from tools.catalogues import LANGUAGES
from tools.spelling import is_listed, lines, listed, same, unknown, used, words

needs_hunspell = [pytest.mark.slow, pytest.mark.needs_tool("hunspell")]


@pytest.mark.parametrize("language", [pytest.param(language, marks=needs_hunspell) for language in LANGUAGES])
def test_every_word_is_in_the_dictionary_or_listed_with_a_reason(language: str) -> None:
    lists = listed("both") | listed(language)
    strange = {word: pair for word, pair in unknown(language).items() if not is_listed(word, lists)}
    assert not strange, "mend the text, or add the word with a reason: " + "; ".join(
        f"{word} ({pair.file}: {getattr(pair, language)})" for word, pair in strange.items()
    )


@pytest.mark.parametrize(("name", "languages"), [("both", LANGUAGES), *((one, (one,)) for one in LANGUAGES)])
def test_no_list_holds_a_word_that_is_no_longer_used(name: str, languages: tuple[str, ...]) -> None:
    there = set().union(*map(used, languages))
    assert [word for word in listed(name) if not {word, word[0].upper() + word[1:]} & there] == []


@pytest.mark.parametrize("name", ["both", *LANGUAGES])
def test_every_listed_word_has_a_reason_and_stands_in_one_list(name: str) -> None:
    others = {word for other in {"both", *LANGUAGES} - {name} for word in listed(other)}
    assert all(reason.strip() for reason in listed(name).values())
    assert name != "both" or not others & listed(name).keys()
    assert [*listed(name)] == sorted(listed(name), key=str.casefold)


def test_a_text_is_the_same_in_both_languages_only_where_somebody_has_read_it_as_nynorsk() -> None:
    told = "mend the nynorsk, or run `python -m tools.spelling --same` and read the diff"
    assert sorted(same()) == lines("same"), told


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("{count} rader er ikke lest", ["rader", "er", "ikke", "lest"]),
        ("oppgi det med --office-name", ["oppgi", "det", "med"]),
        ("«ground: law» og «navcheck new» i survey.yaml", ["og"]),
        ("skriv 2026-11-21 eller above_sum_of", ["skriv", "eller"]),
        ("med NAVCHECK_LANG: nb, nn eller en.", ["med"]),
        ("Nav-kontor, og «noen slike saker»", ["Nav", "kontor", "og", "noen", "slike", "saker"]),
    ],
)
def test_what_is_code_is_no_word(text: str, left: list[str]) -> None:
    assert words(text) == left


@pytest.mark.slow
@pytest.mark.needs_tool("hunspell")
@pytest.mark.parametrize(
    ("language", "wrong"), [("nn", "hvordan"), ("nn", "ikke"), ("nb", "korleis"), ("nb", "vedtatk")]
)
def test_hunspell_knows_one_language_from_the_other(language: str, wrong: str) -> None:
    done = subprocess.run(
        ["hunspell", "-d", f"{language}_NO", "-i", "UTF-8", "-l"],  # noqa: S607 (whichever is installed)
        input=wrong,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.split() == [wrong]
