"""Norwegian order: æ, ø and å last, aa as å, accents aside, numbers by their size."""

import re
import unicodedata

# After z, in this order; Swedish and German letters stand with their Norwegian sisters, as in a phone book.
_LAST = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "đ": "d", "ŋ": "n", "ŧ": "t"})
_NUMBER = re.compile(r"(\d+)")

Key = tuple[tuple[int, str, int], ...]


def norwegian_key(text: str) -> Key:
    """Return what to sort a name by: «Kontor 2» before «Kontor 10», «Zen» before «Ås»."""
    folded = unicodedata.normalize("NFC", text).casefold().replace("aa", "å").translate(_LAST)
    plain = "".join(char for char in unicodedata.normalize("NFD", folded) if not unicodedata.combining(char))
    return tuple((0, "", int(part)) if part.isdecimal() else (1, part, 0) for part in _NUMBER.split(plain) if part)
