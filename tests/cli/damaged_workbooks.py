"""A workbook of ours damaged in every way that a file on a disk or a share can be."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from io import BytesIO
from random import Random
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

PROPERTIES = "docProps/custom.xml"
Damage = Callable[[bytes], bytes]

_CENTRAL, _LOCAL = b"PK\x01\x02", b"PK\x03\x04"
#: Where the headers of a part keep its flags, method, checksum and size: in the list at the end of
#: the file and, for those that it repeats, before the part itself.
_FLAGS, _METHOD, _CRC, _SIZE = (8, 6, "<H"), (10, 8, "<H"), (16, 14, "<I"), (24, 22, "<I")


def damages() -> Iterator[tuple[str, Damage]]:
    """Yield each kind of damage after which nothing can be read, and what does it."""
    yield "empty", lambda _: b""
    yield "text", lambda _: b"no workbook\n" * 100
    yield "protected by Excel", lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)
    for share in (3, 30, 60, 90, 99):
        yield f"cut at {share} %", lambda data, s=share: data[: len(data) * s // 100]  # type: ignore[misc]
    yield "end missing", lambda data: data[:-22]
    yield "list of parts damaged", lambda data: data.replace(_CENTRAL, b"PKxx", 1)
    yield "checksum", lambda data: _header(data, _CRC, 0)
    yield "stream", _spoilt
    yield "encrypted", lambda data: _header(data, _FLAGS, 1)
    yield "unknown method", lambda data: _header(data, _METHOD, 99)
    yield "huge", lambda data: _header(data, _SIZE, 0xFFFFFFF0)
    yield "larger than it says", lambda data: _header(data, _SIZE, 9)
    yield "other compression", lambda data: _again(data, _kept(data), ZIP_BZIP2)
    yield "broken XML", lambda data: _again(data, _kept(data)[:-20])
    yield "no XML", lambda data: _again(data, b"\0\1\2")
    yield "no text", lambda data: _again(data, b"<a>\xff\xfe</a>")
    yield "declarations", lambda data: _again(data, b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')


def at_random(data: bytes, seed: int) -> bytes:
    """Return the file with some of its bytes changed."""
    dice, changed = Random(seed), bytearray(data)
    first = dice.randrange(len(data))
    for at in range(first, min(first + dice.choice((1, 4, 200)), len(data))):
        changed[at] = dice.randrange(256)
    return bytes(changed)


def without_properties(data: bytes) -> bytes:
    """Return the workbook as a program leaves it that drops what it does not know."""
    return _again(data, None)


def _kept(data: bytes) -> bytes:
    with ZipFile(BytesIO(data)) as archive:
        return archive.read(PROPERTIES)


def _again(data: bytes, properties: bytes | None, method: int = ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(data)) as archive, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for part in archive.infolist():
            if part.filename != PROPERTIES:
                new.writestr(part.filename, archive.read(part))
        if properties is not None:
            new.writestr(PROPERTIES, properties, method)
    return out.getvalue()


def _header(data: bytes, field: tuple[int, int, str], value: int) -> bytes:
    """Return the file with a field of the part's headers changed, in both of them."""
    central, local, form = field
    changed = bytearray(data)
    listed = data.rindex(PROPERTIES.encode()) - 46
    assert data[listed : listed + 4] == _CENTRAL
    (before,) = struct.unpack_from("<I", data, listed + 42)
    assert data[before : before + 4] == _LOCAL
    struct.pack_into(form, changed, listed + central, value)
    struct.pack_into(form, changed, before + local, value)
    return bytes(changed)


def _spoilt(data: bytes) -> bytes:
    with ZipFile(BytesIO(data)) as archive:
        part = archive.getinfo(PROPERTIES)
    start = part.header_offset + 30 + len(PROPERTIES)
    end = start + part.compress_size
    return data[:start] + b"\xff" * (end - start) + data[end:]
