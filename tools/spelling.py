"""Finds every Norwegian text that navcheck shows, and the words in it that hunspell does not know.

`python -m tools.spelling` prints those that stand in no list, each with a text that uses it. With `--same` it writes
tests/spelling/same.txt anew: read the diff as a reader of nynorsk before it is committed.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import yaml

from tools.catalogues import LANGUAGES, ROOT, read

LISTS = ROOT / "tests" / "spelling"
# Of fewer words than this, a text is often right in both languages as it is; hunspell has read it in both.
MANY = 4
_CODE = re.compile(
    r"""
    \{[^{}]*\}                          # a place for a value
  | «(?:navcheck|pip)\b[^»]*»           # a command
  | «[a-z_]+:\ ?[a-z0-9_/]+»            # a line of a file
  | \bnb,\ nn(?:,|\ eller)\ en\b        # languages; «en» is no word of nynorsk
  | (?<=\bid)-en\b                     # an ending
  | (?<!\w)--[a-z][a-z-]*               # an option
  | [\w.-]*[_/][\w./-]*                 # a name in code, a path
  | \b[\w-]+\.(?:yaml|csv|tsv|json|md)\b
  | \.(?:xlsx|xlsb|xls|ods)\b          # an ending
  | \[\{\{.*\}\}\]                    # the shape of a file
  | [\w-]*\d[\w.-]*                     # UTF-8, 2026-11-21
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")


class Pair(NamedTuple):
    """One text in both written languages, and the file that it stands in."""

    file: str
    nb: str
    nn: str


@cache
def pairs() -> tuple[Pair, ...]:
    """Return the texts of all checklists and of the catalogues."""
    return (*_of_checklists(), *_of_catalogues())


def _of_checklists() -> Iterator[Pair]:
    for path in sorted((ROOT / "checklists").rglob("*.yaml")):
        for one in _mappings(yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)):  # noqa: S506 (strings only)
            yield Pair(path.name, one["nb"], one["nn"])


def _of_catalogues() -> Iterator[Pair]:
    nb, nn = ({message.id: message.string for message in read(language) if message.id} for language in LANGUAGES)
    for message in nb:
        for bokmal, nynorsk in zip(_forms(nb[message]), _forms(nn.get(message, "")), strict=False):
            yield Pair("navcheck.po", bokmal, nynorsk)


def _mappings(node: object) -> Iterator[dict[str, str]]:
    if isinstance(node, dict):
        if {"nb", "nn"} <= set(node) <= {"nb", "nn", "en"}:
            yield node
        else:
            for inner in node.values():
                yield from _mappings(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _mappings(inner)


def _forms(text: object) -> tuple[str, ...]:
    return tuple(map(str, text)) if isinstance(text, tuple | list) else (str(text),)


def words(text: str) -> list[str]:
    """Return the words of a text; placeholders, options, file names and single letters are none."""
    return _WORD.findall(_CODE.sub(" ", text))


def used(language: str) -> dict[str, Pair]:
    """Return each word of a language with a text that uses it."""
    return {word: pair for pair in pairs() for word in words(getattr(pair, language))}


def unknown(language: str) -> dict[str, Pair]:
    """Return the words that hunspell does not know, whether a list has them or not."""
    found = used(language)
    done = subprocess.run(
        ["hunspell", "-d", f"{language}_NO", "-i", "UTF-8", "-l"],  # noqa: S607 (whichever is installed)
        input="\n".join(found),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode or done.stderr:
        raise RuntimeError(f"hunspell has no dictionary {language}_NO (make tools): {done.stderr}")
    return {word: found[word] for word in done.stdout.split()}


def lines(name: str) -> list[str]:
    """Return what a list holds, without its comments."""
    written = (LISTS / f"{name}.txt").read_text("utf-8").splitlines()
    return [line for line in written if not line.startswith("#")]


def listed(name: str) -> dict[str, str]:
    """Return the words of a list with their reasons."""
    return {word: reason for word, _, reason in (line.partition("\t") for line in lines(name))}


def is_listed(word: str, words_of_list: dict[str, str]) -> bool:
    """Tell whether a word stands in a list, also where it begins a sentence."""
    return word in words_of_list or word[0].lower() + word[1:] in words_of_list


def same() -> set[str]:
    """Return the longer texts that read the same in both languages."""
    return {pair.nb.strip() for pair in pairs() if pair.nb.strip() == pair.nn.strip() and len(words(pair.nb)) >= MANY}


def main() -> None:
    if "--same" in sys.argv:
        path = LISTS / "same.txt"
        head = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
        path.write_text("\n".join([*head, *sorted(same())]) + "\n", "utf-8")
        return
    for language in LANGUAGES:
        lists = listed("both") | listed(language)
        for word, pair in sorted(unknown(language).items()):
            if not is_listed(word, lists):
                print(f"{language} {word}\t{pair.file}: {getattr(pair, language)}")


if __name__ == "__main__":
    main()
