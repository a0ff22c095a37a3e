"""Writes what an installed navcheck is made of to dist/sbom.cdx.json, as CycloneDX: `make sbom`.

From the lock, so with each version and the sum of each file that may be installed; licences as the packages that are
installed here say of themselves. The same lock and packages give the same bytes: no day of making, no random number.
"""

import json
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, metadata
from importlib.util import find_spec
from typing import Any

from navcheck import __version__
from tools.locks import ROOT, RUN, Pin, read_lock

NAME, LICENCE = "navcheck", "MIT"
SPEC = "1.6"
OUTPUT = ROOT / "dist" / "sbom.cdx.json"
_CLASSIFIED = "License :: OSI Approved :: "

Json = dict[str, Any]


def main() -> int:
    raw = write_sbom(read_lock(RUN))
    if find_spec("cyclonedx") is None:
        print(
            "not written: cyclonedx-bom, which checks it, is not installed (it comes with `make sbom`)", file=sys.stderr
        )
        return 2
    if wrong := flaw_of(raw):
        print(f"not written: it is no CycloneDX {SPEC}: {wrong}", file=sys.stderr)
        return 1
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_bytes(raw)
    print(OUTPUT.relative_to(ROOT).as_posix())
    return 0


def write_sbom(pins: Sequence[Pin]) -> bytes:
    """Write the bill of materials of these packages and navcheck itself."""
    root = _component("application", NAME, __version__) | {"licenses": [{"license": {"id": LICENCE}}]}
    asked_by = {name: [pin for pin in pins if name in pin.via] for name in (NAME, *(pin.name for pin in pins))}
    refs = {NAME: root["bom-ref"], **{pin.name: _purl(pin.name, pin.version) for pin in pins}}
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": SPEC,
        "version": 1,
        "metadata": {"component": root},
        "components": [_described(pin) for pin in pins],
        "dependencies": [
            {"ref": ref, "dependsOn": sorted(_purl(pin.name, pin.version) for pin in asked_by[name])}
            for name, ref in refs.items()
        ],
    }
    return json.dumps(bill, ensure_ascii=False, indent=2).encode() + b"\n"


def flaw_of(raw: bytes) -> str:
    """Say in what a bill of materials is not as CycloneDX's schema wants it; nothing where it is."""
    from cyclonedx.schema import SchemaVersion  # noqa: PLC0415 -- only where it is installed
    from cyclonedx.validation.json import JsonStrictValidator  # noqa: PLC0415

    return str(JsonStrictValidator(SchemaVersion.from_version(SPEC)).validate_str(raw.decode()) or "")


def _component(kind: str, name: str, version: str) -> Json:
    purl = _purl(name, version)
    return {"type": kind, "bom-ref": purl, "name": name, "version": version, "purl": purl}


def _purl(name: str, version: str) -> str:
    return f"pkg:pypi/{name}@{version}"


def _described(pin: Pin) -> Json:
    """Describe a package; one that only some systems need says which."""
    hashes = [{"alg": "SHA-256", "content": one} for one in sorted(pin.hashes)]
    found = _component("library", pin.name, pin.version) | {"hashes": hashes}
    if licences := _licences(pin):
        found["licenses"] = licences
    if pin.marker:
        found |= {"scope": "optional", "properties": [{"name": "navcheck:installed-where", "value": pin.marker}]}
    return found


def _licences(pin: Pin) -> list[Json]:
    """Return a package's licences as it says them itself, nothing where this very version is not installed."""
    try:
        said = metadata(pin.name)
    except PackageNotFoundError:
        return []
    if said["Version"] != pin.version:
        return []
    if expression := said.get_all("License-Expression"):
        return [{"expression": expression[0]}]
    classified = (one.removeprefix(_CLASSIFIED) for one in said.get_all("Classifier") or () if _CLASSIFIED in one)
    names = sorted(set(classified)) or [one.splitlines()[0] for one in said.get_all("License") or () if one]
    return [{"license": {"name": name}} for name in names]


if __name__ == "__main__":
    raise SystemExit(main())
