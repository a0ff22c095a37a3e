"""A part of the tests that lacks its tool is never lost in silence."""

from pathlib import Path

import pytest

TWO_TESTS = """
    import pytest

    @pytest.mark.needs_tool("python-that-nobody-has")
    def test_with_a_tool(): ...

    def test_without(): ...
"""


@pytest.fixture
def elsewhere(pytester: pytest.Pytester) -> pytest.Pytester:
    pytester.makeconftest(Path(__file__).with_name("conftest.py").read_text(encoding="utf-8"))
    pytester.makeini("[pytest]\nmarkers = needs_tool")
    pytester.makepyfile(TWO_TESTS)
    return pytester


@pytest.mark.parametrize("workers", ["0", "1"])
def test_is_skipped_and_counted(elsewhere: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, workers: str) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("NAVCHECK_TALLY", str(elsewhere.path / "tally.json"))
    result = elsewhere.runpytest_subprocess("-n", workers)
    result.assert_outcomes(passed=1, skipped=1)
    result.stdout.fnmatch_lines(["skipped 1: lacks tool: python-that-nobody-has", "*1 passed, 1 skipped*"])
    assert '"lacking": 1' in Path("tally.json").read_text(encoding="utf-8")


def test_fails_in_ci(elsewhere: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    elsewhere.runpytest_subprocess().assert_outcomes(passed=1, errors=1)
