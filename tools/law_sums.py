"""Notes in the checklists which words each paragraph had, and makes the table that the tests hold references against.

    python tools/law_sums.py FOLDER

FOLDER holds the law texts as Markdown files named as Lovdata names the laws. Run it when the texts have been read anew.
"""

import re
import sys
from pathlib import Path

from navcheck.core.law import Law, Paragraph, address_of
from navcheck.core.model import Checklist
from navcheck.files.documents import load
from navcheck.files.law_texts import read_law

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "tests" / "law" / "paragraphs.tsv"
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
    write_table(cited)
    print(f"{len(cited)} paragraphs cited")


def note_sums(path: Path, law: Law) -> None:
    def noted(found: re.Match[str]) -> str:
        address = address_of(found["url"])
        return f"{found['head']}    sha256: {law[address].sha256}\n" if address in law else found[0]

    text = path.read_text("utf-8")
    path.write_text(SOURCE.sub(noted, text), "utf-8")


def write_table(cited: dict[tuple[str, str], Paragraph]) -> None:
    TABLE.parent.mkdir(exist_ok=True)
    rows = ["law\tparagraph\tledd\tduty\tsha256"]
    for (law, paragraph), text in sorted(cited.items()):
        duty = ",".join(str(n) for n, ledd in enumerate(text.ledd, 1) if DUTY.search(ledd))
        rows.append(f"{law}\t{paragraph}\t{len(text.ledd)}\t{duty}\t{text.sha256}")
    TABLE.write_text("\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
