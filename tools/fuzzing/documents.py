"""navcheck's own documents, of every kind: what is read is written and read again unchanged."""

from navcheck.core.model import FORMATS
from navcheck.core.privacy import find_stops
from navcheck.files.documents import Source, load_any, load_source
from navcheck.files.yaml_writer import write_yaml
from tools.fuzzing.target import Target, files, refusing

KINDS = sorted({name.partition("/")[0] for name in FORMATS} | {"bytes"})
_SIGNS = (
    b"&a ",
    b"*a",
    b"<<: ",
    b"!!str ",
    b"%YAML 1.1\n",
    b"---\n",
    b"\n...\n",
    b"? ",
    b"- ",
    b": ",
    b"|\n  ",
    b">-\n",
)


def read(raw: bytes) -> None:
    loaded = load_any(Source("fuzz.yaml", raw))
    for path in ((), ("navcheck",), ("topics", 0, "questions", 1)):
        assert loaded.where(*path).line
    written = write_yaml(loaded.document)
    assert load_source(Source("again.yaml", written), type(loaded.document)).document == loaded.document
    assert not find_stops(written.decode()), "a personal number would be stored"


def words() -> tuple[bytes, ...]:
    names = {name for model in FORMATS.values() for name in model.model_fields}
    return (
        *_SIGNS,
        *(f"{name}: ".encode() for name in sorted(names)),
        *(f"navcheck: {one}\n".encode() for one in FORMATS),
    )


TARGET = Target(
    "documents",
    refusing(read),
    lambda: files(*(f"tests/bad_inputs/{kind}/**/*" for kind in KINDS), "outputs/agder-2020/**/*.yaml"),
    words(),
)
