"""What navcheck writes it reads, whatever stands in it: every format, by its own reader and by one that knows none."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from navcheck.core.guard import check_text
from navcheck.core.model import FORMATS, ColumnMap, Model
from navcheck.core.text import clean, normal
from navcheck.files.documents import Source, load_source
from navcheck.files.manifest import Manifest, parse_manifest, write_manifest
from navcheck.files.yaml_reader import parse_yaml
from navcheck.files.yaml_writer import write_yaml
from tests.documents_made import KEPT, made
from tests.intake.exports import delimited
from tests.intake.fifteen import start
from tests.program import run
from tests.promises import ALL_OF_IT, Proof

IS_FULL = os.environ.get(ALL_OF_IT) == "all"
COUNTED = (HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large)
MANY = settings(max_examples=40 if IS_FULL else 8, suppress_health_check=COUNTED)

pytestmark = [pytest.mark.slow, pytest.mark.proof("P9"), pytest.mark.timeout(1800)]


def _read_yaml(model: type[Model], raw: bytes) -> Model:
    tree = parse_yaml(raw, "x.yaml")
    assert tree.notes == ()
    # PyYAML's own parser, which shares no line with libyaml, and makes nothing but texts.
    assert yaml.load(raw.decode(), Loader=yaml.BaseLoader) == tree.document  # noqa: S506
    return model.model_validate(tree.document)


def comes_back(document: Model, write: Callable[[Model], bytes], read: Callable[[bytes], Model]) -> bool:
    """Write a document, read it, write it again: the same document, the same bytes."""
    raw = write(document)
    back = read(raw)
    return back == document and write(back) == raw


@pytest.mark.parametrize("name", FORMATS)
@given(data=st.data())
@MANY
def test_every_document_is_read_as_it_was_written(name: str, data: st.DataObject, proof: Proof) -> None:
    model = FORMATS[name]
    document = data.draw(made(model))
    survived = comes_back(document, write_yaml, lambda raw: _read_yaml(model, raw))
    proof.count(survived=survived)
    assert survived


def _read_manifest(raw: bytes) -> Manifest:
    found = parse_manifest(raw, "manifest.json")
    assert found == Manifest.model_validate_json(raw)
    return found


@given(manifest=made(Manifest))
@MANY
def test_every_manifest_is_read_as_it_was_written(manifest: Manifest, proof: Proof) -> None:
    survived = comes_back(manifest, write_manifest, _read_manifest)  # type: ignore[arg-type] # of manifests alone
    proof.count(survived=survived)
    assert survived


# The map that `import --suggest-map` writes, with a word put behind each head that it leaves open.
HEADS = [text for text in KEPT if "\n" not in text and text == text.strip() and not check_text(text)]


def test_every_head_stands_in_the_map_that_is_suggested(proof: Proof, tmp_path: Path) -> None:
    survey = start(tmp_path)
    table, suggested = tmp_path / "svar.csv", tmp_path / "kolonner.yaml"
    for head in proof.some(sorted({normal(one): one for one in HEADS}.values()), most=12):
        table.write_bytes(delimited([["kontor", f"x{head}"], [f"y{head}", "1"]], ";", "utf-8"))
        suggested.unlink(missing_ok=True)
        ran = run("import", survey, table, "--suggest-map", suggested)
        assert ran.code == 0, ran.err
        text = suggested.read_text("utf-8")
        filled = _OPEN.sub(r"\1 a", text)
        found = load_source(Source("kolonner.yaml", filled.encode()), ColumnMap).document
        survived = (*found.columns, *found.offices) == (clean(f"x{head}"), clean(f"y{head}"))
        proof.count(survived=survived)
        assert survived, (head, text)


_OPEN = re.compile(r'(":|^  :)(?=$| +#)', re.MULTILINE)


def test_texts_that_are_written_plainly_are_read_as_something_else(proof: Proof) -> None:
    def is_lost(text: str) -> bool:
        try:
            read = yaml.safe_load(f"words: {text}\n")
        except (yaml.YAMLError, ValueError):
            return True
        return bool(read != {"words": text})

    lost = sum(map(is_lost, KEPT))
    proof.control(tried=len(KEPT), lost=lost)
    assert lost > len(KEPT) // 2
