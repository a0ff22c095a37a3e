"""What is wrong with a text is noticed wherever in the file it stands, and told with its line."""

import io

import pytest

from navcheck.core.problems import NavcheckError
from navcheck.intake.tables.arriving import CHUNK, Arrival, Format
from navcheck.intake.tables.decoding import decode

LINE = "Nav Vik;Ja\n"
FLAWS = {"conflict-marks": "\n<<<<<<< HEAD\n", "encoding": "\nNav VÃ¥gen;Ja\n"}


@pytest.mark.parametrize("code", FLAWS)
@pytest.mark.parametrize("chunks", [1, 2])
def test_a_flaw_is_found_with_its_line_however_the_chunks_part_it(code: str, chunks: int) -> None:
    flaw = FLAWS[code]
    for before in range(len(flaw.encode()) + 1):
        begin = (LINE * (CHUNK * chunks // len(LINE))).ljust(CHUNK * chunks, ".")[: CHUNK * chunks - before]
        arrival = Arrival("svar.csv", io.BytesIO((begin + flaw + LINE).encode()), Format.TABLE, "")
        with pytest.raises(NavcheckError) as caught:
            decode(arrival)
        (problem,) = caught.value.problems
        assert (problem.code, str(problem.at)) == (code, f"svar.csv:{begin.count(chr(10)) + 2}"), before


def test_a_flaw_in_the_first_line_is_found() -> None:
    arrival = Arrival("svar.csv", io.BytesIO(b"<<<<<<< HEAD\n"), Format.TABLE, "")
    with pytest.raises(NavcheckError, match="conflict-marks"):
        decode(arrival)
