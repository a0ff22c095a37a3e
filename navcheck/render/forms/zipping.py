"""Zip files whose bytes depend on what is in them alone: no clock, no user, no order of a folder."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

# The oldest date a zip file can hold: it says nothing of when or where the file was made.
_DAY = (1980, 1, 1, 0, 0, 0)
# Readable files, made on Unix, wherever they were made: the number tells how the rights are to be read.
_UNIX, _READABLE = 3, 0o100644 << 16


def write_zip(members: Mapping[str, bytes]) -> bytes:
    """Return a zip file with these members by name, in this order."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(_entry(name), content, zipfile.ZIP_DEFLATED, 9)
    return target.getvalue()


def read_zip(content: bytes) -> dict[str, bytes]:
    """Return the members of a zip file that we wrote ourselves; none else is safe to unpack so."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DAY)
    entry.create_system, entry.external_attr = _UNIX, _READABLE
    return entry
