"""The sum of a file is taken without holding it, of no more than a file of its kind may have, and through no link."""

import hashlib
from pathlib import Path

import pytest

from navcheck.core.problems import NavcheckError
from navcheck.files.disk import MEGABYTE, sum_file


def refusal(path: Path, limit: int) -> str:
    with pytest.raises(NavcheckError) as caught:
        sum_file(path, limit)
    return caught.value.problems[0].code


def test_the_sum_is_that_of_the_bytes_up_to_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "fil"
    path.write_bytes(raw := bytes(2 * MEGABYTE + 1))
    assert sum_file(path, len(raw)) == hashlib.sha256(raw).hexdigest()
    assert refusal(path, len(raw) - 1) == "too-big"


def test_what_is_huge_or_a_link_has_no_sum(tmp_path: Path) -> None:
    with (tmp_path / "stor").open("wb") as stream:
        stream.truncate(10_000_000_000)
    (tmp_path / "lenke").symlink_to(tmp_path / "stor")
    assert refusal(tmp_path / "stor", MEGABYTE) == "too-big"
    assert refusal(tmp_path / "lenke", 10_000_000_000) == "not-a-file"
