"""Keeps the catalogues in step with the code: `make messages` writes them anew, a test compares."""

import io
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "navcheck" / "locale"
LANGUAGES = ("nb", "nn")
# Babel dates what it writes; the same texts shall give the same bytes.
NO_DAY = datetime(2020, 1, 1, tzinfo=UTC)
KEYWORDS = {"say": None, "say_many": (1, 2), "marked": None}


def template() -> Catalog:
    """Collect every text that the code says."""
    catalog = Catalog()
    for _file, _line, message, _comments, _context in extract_from_dir(
        ROOT / "navcheck", [("**.py", "python")], keywords=KEYWORDS
    ):
        catalog.add(message)
    return catalog


def po_path(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "navcheck.po"


def read(language: str) -> Catalog:
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def po_bytes(catalog: Catalog) -> bytes:
    """Write a catalogue without dates and places, so that it changes only when a text does."""
    plain = Catalog(
        locale=catalog.locale, header_comment="# Texts of navcheck. Written by `make messages`.", fuzzy=False
    )
    for message in catalog:
        if message.id:
            plain.add(message.id, message.string, flags=message.flags - {"python-brace-format", "python-format"})
    text = io.BytesIO()
    write_po(text, plain, no_location=True, sort_output=True, width=0)
    dated = (
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Report-Msgid-Bugs-To",
        "Project-Id-Version",
        "Generated-By",
    )
    lines = text.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(tuple(f'"{name}:' for name in dated))).encode()


def mo_bytes(language: str) -> bytes:
    with po_path(language).open("rb") as stream:
        catalog = read_po(stream, locale=language)
    catalog.creation_date = catalog.revision_date = NO_DAY
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def main() -> None:
    wanted = template()
    for language in LANGUAGES:
        catalog = read(language)
        catalog.update(wanted, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        path = po_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(po_bytes(catalog))
        path.with_suffix(".mo").write_bytes(mo_bytes(language))
        missing = sum(not message.string or message.string == ("", "") for message in catalog if message.id)
        print(f"{language}: {len(catalog)} texts, {missing} without a translation")


if __name__ == "__main__":
    main()
