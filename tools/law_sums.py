"""Notes in the checklists which words each paragraph had, and makes the tables that the tests hold references against.

    python tools/law_sums.py FOLDER

FOLDER holds the law texts as Markdown files named as Lovdata names the laws. Run it when the texts have been read anew.
One table is of what checklists cite, one of what letters cite; the letters' own sums stand in `core/letter_law.py`, and
are written there by whoever has read the letters again.
"""

import re
import sys
from pathlib import Path

from navcheck.core.law import Law, Paragraph, address_of
from navcheck.core.letter_law import CITED
from navcheck.core.model import Checklist
from navcheck.files.documents import load
from navcheck.files.law_texts import read_law

ROOT = Path(__file__).parent.parent
TABLES = ROOT / "tests" / "law"
DUTY = re.compile(r"\b(skal|har rett|har krav|rett til|plikter|må|kan ikke)\b", re.IGNORECASE)
SOURCE = re.compile(
    r"(?P<head>^    url: (?P<url>\S+)\n(?:^    (?!sha256)\w+:.*\n)*?^    as_of: \S+\n)(?:^    sha256: \w+\n)?",
    re.MULTILINE,
)


def main(folder: Path) -> None:
    law = read_law(folder)
    cited: dict[tuple[str, str], Paragraph] = {}
    for path in sorted((ROOT / "checklists").glob("*.yaml")):
        note_sums(path, law)
        for source in load(path, Checklist).document.sources.values():
            address = address_of(source.url)
            if source.checked and address is not None:
                cited[address] = law[address]
    addresses = filter(None, (address_of(one.url) for one in CITED))
    by_letters = {address: law[address] for address in addresses}
    write_table("paragraphs.tsv", cited)
    write_table("letters.tsv", by_letters)
    print(f"{len(cited)} paragraphs cited by checklists, {len(by_letters)} by letters")


def note_sums(path: Path, law: Law) -> None:
    def noted(found: re.Match[str]) -> str:
        address = address_of(found["url"])
        return f"{found['head']}    sha256: {law[address].sha256}\n" if address in law else found[0]

    text = path.read_text("utf-8")
    path.write_text(SOURCE.sub(noted, text), "utf-8")


def write_table(name: str, cited: dict[tuple[str, str], Paragraph]) -> None:
    TABLES.mkdir(exist_ok=True)
    rows = ["law\tparagraph\tledd\tduty\tsha256"]
    for (law, paragraph), text in sorted(cited.items()):
        duty = ",".join(str(n) for n, ledd in enumerate(text.ledd, 1) if DUTY.search(ledd))
        rows.append(f"{law}\t{paragraph}\t{len(text.ledd)}\t{duty}\t{text.sha256}")
    (TABLES / name).write_text("\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
