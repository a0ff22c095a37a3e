"""Where the checklists and the worked example lie: inside an installed package, or beside it in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent


def bundled(*parts: str) -> Path:
    """Return the path of something that navcheck brings along."""
    inside = _PACKAGE / "bundled"
    return (inside if inside.is_dir() else _PACKAGE.parent).joinpath(*parts)


def is_inside_package(path: Path) -> bool:
    """Tell whether a path lies in what an installed package brings along, which the next version replaces."""
    return path.resolve().is_relative_to((_PACKAGE / "bundled").resolve())
