"""A defect planted on purpose, four steps deep: a fuzzer that does not find it would find nothing else either."""

from tools.fuzzing.target import Target

_DEEP = b"kvp!"


def read(raw: bytes) -> None:
    """Fail for inputs that begin with four letters, each behind a branch of its own: one in four thousand million."""
    for n, letter in enumerate(_DEEP):
        if n >= len(raw) or raw[n] != letter:
            return
    raise ZeroDivisionError


TARGET = Target("planted", read, lambda: (b"navcheck",))
