import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navcheck.core.privacy import find_stops
from navcheck.core.text import (
    QUOTED_LENGTH,
    clean,
    did_you_mean,
    lost_letters,
    normal,
    office_key,
    quote,
)

ESC, BEL, ST = "\x1b", "\x07", "\x1b\\"
SYNTHETIC = "01816550072"  # month + 80: nobody's
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=40)
NASTY = st.text(st.sampled_from("a\x1b[]PX^_\\\x07\x9b\x9d\x9c0;mA~\u0301\u030a\u200d\u202e\r\n\ud800 Å"), max_size=30)
DIGITS_AND_MARKS = st.text(st.sampled_from("0123456789 .-/,\u200b\u00a0"), max_size=60)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"{ESC}[31mrød{ESC}[0m", "rød"),
        (f"{ESC}[2J{ESC}[1;1Hborte", "borte"),
        (f"{ESC}]8;;http://x.no{BEL}lenke{ESC}]8;;{BEL}", "lenke"),
        (f"{ESC}]8;;http://x.no{ST}lenke{ESC}]8;;{ST}", "lenke"),
        (f"før{ESC}]52;c;aGVp{BEL}etter", "føretter"),
        (f"før{ESC}]0;tittel{ST}etter", "føretter"),
        (f"før{ESC}P1$r0m{ST}etter", "føretter"),
        (f"før{ESC}_skjult{ST}etter", "føretter"),
        (f"før{ESC}(Better", "føretter"),
        (f"før{ESC}cetter", "føretter"),
        ("før\x9b31metter", "føretter"),
        ("før\x9d52;c;aGVp\x9cetter", "føretter"),
        (f"bare {ESC}", "bare "),
    ],
)
def test_what_a_terminal_obeys_is_taken_out_whole(text: str, kept: str) -> None:
    assert clean(text) == kept
    assert lost_letters(text)


@pytest.mark.parametrize(
    "unseen",
    [
        "\x00", "\x08", "\x0b", "\x0c", "\x7f", "\x85", "\x9f", "\u00ad", "\u061c", "\u200b", "\u200c", "\u200d",
        "\u200e", "\u200f", "\u2028", "\u2029", "\u202a", "\u202e", "\u2060", "\u2066", "\u2069", "\ufeff", "\ufff9",
        "\ud800", "\ufffe", "\uffff", "\ufdd0", "\U000e0001", "\U000e0041", "\U000e0100",
    ],
    ids=lambda char: f"U+{ord(char):04X}",
)  # fmt: skip
def test_what_cannot_be_seen_is_taken_out(unseen: str) -> None:
    assert clean(f"a{unseen}b") == "ab"
    assert lost_letters(f"a{unseen}b")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nei",
        "Åmli – «øst»",
        "tab\tog\nny linje",
        "漢字 😀",
        "e\u0301".join("ab"),
        "50 %\u00a0",
        "[b]{0}%s$x<b>",
        "ą\u0301\u0302",
    ],
)
def test_what_people_write_is_kept(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)
    assert not lost_letters(text)


def test_letters_are_composed() -> None:
    assert clean("A\u030amli, Risør, blA\u030a") == "Åmli, Risør, blÅ"
    assert not lost_letters("A\u030amli")


@pytest.mark.parametrize("text", ["en\r\nto", "en\rto", "en\nto"])
def test_lines_end_in_one_way_and_nothing_is_lost(text: str) -> None:
    assert clean(text) == "en\nto"
    assert not lost_letters(text)


def test_a_letter_carries_three_marks_and_no_more() -> None:
    assert clean("z" + "\u0301" * 3) == "ź\u0301\u0301"
    assert clean("q\u0301\u0302\u0303") == "q\u0301\u0302\u0303"
    assert clean("q\u0301\u0302\u0303\u0304\u0305o") == "q\u0301\u0302\u0303o"
    assert lost_letters("q\u0301\u0302\u0303\u0304")


@given(ANY_TEXT | NASTY)
def test_a_clean_text_holds_nothing_unseen_and_stays_as_it_is(text: str) -> None:
    kept = clean(text)
    assert clean(kept) == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert {unicodedata.category(char) for char in kept if char not in "\t\n"}.isdisjoint({"Cc", "Cs", "Zl", "Zp"})


@given(ANY_TEXT | NASTY)
def test_a_text_that_lost_nothing_is_the_same_letters(text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    assert lost_letters(text) == (clean(text) != unicodedata.normalize("NFC", lines))


@pytest.mark.parametrize("other", ["som  FØR.", "\tsom før\n", "Som før...", "som\u00a0før", "Som før ."])
def test_wordings_are_compared_without_case_spaces_and_final_full_stop(other: str) -> None:
    assert normal(other) == normal("Som før") == "som før"


def test_case_is_that_of_every_language() -> None:
    assert normal("STRASSE") == normal("Straße")


@pytest.mark.parametrize("other", ["som før!", "som for", "som f. ør", "somfør", "som før?"])
def test_other_wordings_stay_apart(other: str) -> None:
    assert normal(other) != normal("Som før")


@pytest.mark.parametrize(
    "name",
    [
        "Nav Midt-Agder",
        "NAV midt agder",
        "Midt-Agder",
        "midt-agder kommune",
        "  nav  MIDT - AGDER.",
        "Nav Midt-Agder Nav",
    ],
)
def test_an_office_is_known_without_nav_kommune_and_hyphens(name: str) -> None:
    assert office_key(name) == "midt agder"


@pytest.mark.parametrize("name", ["Navarra", "Kommunen", "Midt-Agder Øst", "MidtAgder"])
def test_parts_of_words_are_not_taken_off(name: str) -> None:
    assert office_key(name) == name.casefold().replace("-", " ")


def test_a_quotation_is_marked_and_short() -> None:
    assert quote("nei") == "«nei»"
    assert quote("a" * QUOTED_LENGTH) == f"«{'a' * QUOTED_LENGTH}»"
    assert quote("a" * (QUOTED_LENGTH + 1)) == f"«{'a' * (QUOTED_LENGTH - 1)}…»"


def test_a_quotation_cannot_steer_a_terminal() -> None:
    assert quote("a\x1b[2J\u202e\nb") == "«a\\x1b[2J\\x202e\\x0ab»"


@pytest.mark.parametrize(
    "text", [f"{SYNTHETIC}\x14kr", f"{SYNTHETIC[:6]} {SYNTHETIC[6:]}\tkr", f"{'x ' * 24}{SYNTHETIC}11"]
)
def test_a_quotation_shows_no_number_that_only_escaping_or_shortening_makes_one(text: str) -> None:
    assert "[skjult]" in quote(text)
    assert not find_stops(quote(text))


@given(ANY_TEXT | NASTY | DIGITS_AND_MARKS)
def test_a_quotation_is_short_and_printable_whatever_it_quotes(text: str) -> None:
    assert quote(text).isprintable()
    assert len(quote(text)) <= QUOTED_LENGTH + len("«»")


@pytest.mark.parametrize(
    "text",
    [
        SYNTHETIC,
        f"{SYNTHETIC[:6]} {SYNTHETIC[6:]}",
        f"fnr{SYNTHETIC}",
        " ".join(SYNTHETIC),
        "\u200b".join(SYNTHETIC),
        f"{'x ' * 24}{SYNTHETIC}",
        f"{'x ' * 27}{SYNTHETIC}",
        SYNTHETIC + " " + SYNTHETIC,
        f"{SYNTHETIC[:6]}\n{SYNTHETIC[6:]}",
        f"{SYNTHETIC[:6]}\t{SYNTHETIC[6:]}",
    ],
)
def test_a_quotation_never_shows_a_personal_number_nor_its_beginning(text: str) -> None:
    digits = "".join(char for char in quote(text) if char.isdigit())
    assert digits == ""


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_quotation_hides_a_personal_number_wherever_it_stands(before: str, after: str) -> None:
    assert SYNTHETIC not in quote(f"{before} {SYNTHETIC} {after}")


def test_the_nearest_known_word_is_suggested_as_it_is_written() -> None:
    assert str(did_you_mean("NEI.", ["Ja", "Nei"])) == "did you mean «Nei»?"
    assert str(did_you_mean("rutinar", ["rutine", "vedtak"])) == "did you mean «rutine»?"
    assert did_you_mean("kanskje", ["Ja", "Nei"]) is None
    assert did_you_mean("x", []) is None
    assert did_you_mean("", ["a"]) is None


def test_what_was_begun_is_nearer_than_what_has_many_of_the_same_letters() -> None:
    assert "praksisplasser" in str(did_you_mean("praksis", ["sprak", "praksisplasser", "okonomi"]))


def test_a_beginning_that_fits_several_words_suggests_none_of_them_before_the_nearest() -> None:
    assert did_you_mean("pla", ["plan-for-mote", "planer-som-venter"]) is None
