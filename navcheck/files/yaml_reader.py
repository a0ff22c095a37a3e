"""Reads YAML: libyaml's events, counted as they arrive, built into dicts, lists and texts; says what is wrong where.

Every scalar is text. Knows nothing of what a document means. What is as it should be, `yaml_quick` reads first.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from navcheck.core.guard import check_text
from navcheck.core.messages import Message, say
from navcheck.core.problems import Loaded, Location, NavcheckError, Problem
from navcheck.core.text import clean, lost_letters, quote
from navcheck.files.decoding import decode
from navcheck.files.disk import Named, name_of
from navcheck.files.yaml_events import events_of
from navcheck.files.yaml_quick import DEEPEST, MOST_NODES, SHA256, read_quickly

_SMALL = say("navcheck's own files are small; is this the right one?")
_QUOTED = say("put a text that holds brackets or braces in quotation marks")
_END = re.compile(r"\n\.\.\.\r?\n\s*\Z")

Path = tuple[str | int, ...]
Mark = tuple[int, int]


def parse_yaml(raw: bytes, path: Named) -> Loaded[dict[str, Any]]:
    """Read one YAML document of text scalars.

    Args:
        raw: the file's bytes, at most `disk.DOCUMENT_BYTES`.
        path: where the file lies, or what problems call it.

    Returns:
        The mapping, and where each path of it stands in the file.

    Raises:
        NavcheckError: every problem found, each with line and column.

    """
    tree = parse_tree(raw, path)
    if not isinstance(tree.document, dict):
        raise NavcheckError(
            Problem(
                "not-a-document",
                say("this is not a navcheck document"),
                Location(name_of(path), 1, 1),
                say("the first line of one says what it is, for instance «navcheck: survey/1»"),
            )
        )
    return tree


def parse_tree(raw: bytes, path: Named) -> Loaded[Any]:
    """Read one YAML document of text scalars, whatever stands at its root.

    Raises:
        NavcheckError: every problem found, each with line and column.

    """
    document = read_quickly(raw)
    return Loaded(document, _Places(raw, path).find) if document is not None else read_closely(raw, path)


def read_closely(raw: bytes, path: Named) -> Loaded[Any]:
    """Read one YAML document of text scalars, event by event, and know where each stands.

    Raises:
        NavcheckError: every problem found, each with line and column.

    """
    name = name_of(path)
    text, notes = decode(raw, name)
    build = _Build(name)
    _run(build, text)
    if build.problems:
        raise NavcheckError(*build.problems)
    return Loaded(build.root, _Places(raw, name).find, (*notes, *build.notes))


def is_whole(raw: bytes) -> bool:
    """Tell whether the document ends in the mark `...` that navcheck writes last, so that no end is missing."""
    return _END.search(raw[-200:].decode("utf-8", "replace")) is not None


def _run(build: "_Build", text: str) -> None:
    for event in events_of(text, build.name):
        build.take(event)


def _mark(event: Any) -> Mark:  # noqa: ANN401
    return event.start_mark.line + 1, event.start_mark.column + 1


@dataclass
class _Frame:
    """A mapping or sequence being filled."""

    holder: dict[str, Any] | list[Any]
    path: Path
    key: str | None = None
    key_mark: Mark = (1, 1)
    in_braces: bool = False


@dataclass
class _Build:
    """A document being built from events, with what was wrong on the way."""

    name: str
    marks: dict[Path, tuple[Mark, Mark]] | None = None
    root: Any = None
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    stack: list[_Frame] = field(default_factory=list)
    nodes: int = 0
    documents: int = 0

    def take(self, event: Any) -> None:  # noqa: ANN401 -- PyYAML's events have no types
        """Take in the next event."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._count(event)
            self._scalar(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._count(event)
            self._open(event, {} if kind is yaml.MappingStartEvent else [])
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.stack.pop()
        elif kind is yaml.AliasEvent:
            self._stop(event, "yaml-alias", say("references with * are not used here"), say("write the text out"))
        elif kind is yaml.DocumentStartEvent:
            self._begin(event)

    def _begin(self, event: Any) -> None:  # noqa: ANN401
        self.documents += 1
        if self.documents > 1:
            self._stop(
                event,
                "yaml-second-document",
                say("a second document begins here"),
                say("one file holds one document; take out the line with ---"),
            )
        if event.version or event.tags:
            self._stop(event, "yaml-directive", say("lines that begin with % are not used here"), say("take it out"))

    def _count(self, event: Any) -> None:  # noqa: ANN401
        self.nodes += 1
        if self.nodes > MOST_NODES:
            self._stop(event, "too-many-nodes", say("the file holds more than {most} values", most=MOST_NODES), _SMALL)
        if event.anchor:
            self._add(
                event,
                "yaml-anchor",
                say("names with & are not used here"),
                say("write the text out, in quotation marks if it begins with &"),
            )
        if event.tag:
            self._add(
                event,
                "yaml-tag",
                say("tags with ! are not used here"),
                say("put a text that begins with ! in quotation marks"),
            )

    def _open(self, event: Any, holder: dict[str, Any] | list[Any]) -> None:  # noqa: ANN401
        if len(self.stack) >= DEEPEST:
            self._stop(event, "too-deep", say("the file is nested more than {most} levels deep", most=DEEPEST), _SMALL)
        self.stack.append(_Frame(holder, self._place(event, holder), in_braces=bool(event.flow_style)))

    def _scalar(self, event: Any) -> None:  # noqa: ANN401
        frame = self.stack[-1] if self.stack else None
        if frame and isinstance(frame.holder, dict) and frame.key is None:
            self._key(event, frame)
        elif event.value == "" and not event.style:
            self._nothing(event, frame)
        else:
            self._place(event, self._text(event))

    def _key(self, event: Any, frame: _Frame) -> None:  # noqa: ANN401
        key = clean(event.value)
        if key == "<<" and not event.style:
            self._stop(event, "yaml-merge", say("merge keys (<<) are not used here"), say("write the lines out"))
        if problem := check_text(event.value, self._at(event)):
            self.problems.append(problem)
        if key in frame.holder:
            self._add(event, "duplicate-key", say("{key} stands here twice", key=quote(key)), say("keep one of them"))
        frame.key, frame.key_mark = key, _mark(event)

    def _nothing(self, event: Any, frame: _Frame | None) -> None:  # noqa: ANN401
        # A key with nothing behind it is a key that is not there; in a list it is a slip, and between braces mostly the
        # rest of a text that was cut at its comma.
        if frame and isinstance(frame.holder, dict):
            if frame.in_braces:
                self._add(
                    event,
                    "empty-value",
                    say("nothing stands behind {key}", key=quote(frame.key)),
                    say("put a text that holds a comma in quotation marks, or take the key out"),
                )
            frame.key = None
        else:
            self._add(event, "empty-item", say("nothing stands here"), say("write a value, or take out the line"))

    def _text(self, event: Any) -> str:  # noqa: ANN401
        value: str = event.value
        kept = clean(value)
        if not SHA256.fullmatch(value) and (problem := check_text(value, self._at(event))):
            self.problems.append(problem)
        if kept is not value and lost_letters(value):
            self.notes.append(Problem("cleaned", say("characters that cannot be seen were taken out"), self._at(event)))
        return kept

    def _place(self, event: Any, value: Any) -> Path:  # noqa: ANN401
        """Put a value where it belongs and return its path."""
        if not self.stack:
            self.root = value
            return ()
        frame = self.stack[-1]
        if isinstance(frame.holder, list):
            step: str | int = len(frame.holder)
            frame.holder.append(value)
        elif frame.key is None:
            self._stop(event, "yaml-key", say("a key must be a plain word"), _QUOTED)
            raise AssertionError
        else:
            step, frame.key = frame.key, None
            frame.holder.setdefault(step, value)
        path = (*frame.path, step)
        if self.marks is not None:
            self.marks.setdefault(path, (_mark(event), frame.key_mark))
        return path

    def _at(self, event: Any) -> Location:  # noqa: ANN401
        return Location(self.name, *_mark(event))

    def _add(self, event: Any, code: str, message: Message, hint: Message | None) -> None:  # noqa: ANN401
        self.problems.append(Problem(code, message, self._at(event), hint))

    def _stop(self, event: Any, code: str, message: Message, hint: Message | None) -> None:  # noqa: ANN401
        self._add(event, code, message, hint)
        raise NavcheckError(*self.problems)


@dataclass
class _Places:
    """Where each path of a document stands; worked out only when somebody asks."""

    raw: bytes
    file: Named
    marks: dict[Path, tuple[Mark, Mark]] | None = None

    def find(self, *path: str | int, key: bool = False) -> Location:
        """Return the place of a path's value, or of its key; steps that the file does not have are passed over."""
        name = name_of(self.file)
        if self.marks is None:
            build = _Build(name, marks={})
            _run(build, decode(self.raw, name)[0])
            self.marks = build.marks or {}
        found: Path = ()
        for step in path:
            if (*found, step) in self.marks:
                found = (*found, step)
        return Location(name, *self.marks.get(found, ((1, 1), (1, 1)))[key])
