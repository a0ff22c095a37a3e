from pathlib import Path

import pytest

from navcheck.core.problems import NavcheckError
from navcheck.files import listing
from navcheck.files.listing import allow_files, list_folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(listing, "MOST_FILES", 2)
    for name in ("b", "a", "c"):
        (tmp_path / name).touch()
    return tmp_path


def test_more_files_than_is_reasonable_are_listed_only_where_somebody_says_so(folder: Path) -> None:
    take_back = allow_files(3)
    assert [entry.name for entry in list_folder(folder)] == ["a", "b", "c"]
    take_back()
    with pytest.raises(NavcheckError, match="too-many-files") as caught:
        list_folder(folder)
    (problem,) = caught.value.problems
    assert "--max-files" in str(problem.hint)
