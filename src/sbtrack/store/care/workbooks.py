"""What an exported workbook says of itself: whose it is, and the fingerprint it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from sbtrack.domain.ledger import Head
from sbtrack.domain.message import Msg
from sbtrack.domain.system import detail_of

#: Begin the names of what is no workbook though it ends like one: the mark by which Excel knows
#: that a file is open, and what macOS keeps beside a file on a share.
_BESIDE = ("~$", ".")
_PATTERN = "*.xlsx"
_PROPERTIES = "docProps/custom.xml"
_LARGEST = 1 << 20  # bytes of properties; ours have a few hundred
_ENCRYPTED = 0x1  # among a part's flags
_HEAD = re.compile(r"([0-9]{1,18}):([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Testimony:
    """The plan and the state of the ledger that a workbook was made from, as it says itself."""

    plan: str
    head: Head


class Illegible(Exception):
    """A workbook that nothing can be learned from; `reason` says why."""

    def __init__(self, reason: Msg | str) -> None:
        super().__init__(str(reason))
        self.reason = reason


def workbooks_in(folder: Path) -> list[Path]:
    """Return the workbooks that lie in a folder; none where it is none, or is out of reach."""
    try:
        found = sorted(file for file in folder.glob(_PATTERN) if file.is_file())
    except (OSError, ValueError):
        return []
    return [file for file in found if not file.name.startswith(_BESIDE)]


def testimony_of(workbook: Path) -> Testimony | None:
    """Return what a workbook of ours says; None for one that is not ours, or is gone.

    Raises:
        Illegible: it is damaged or locked, so that it could be one of ours or not.
    """
    try:
        with workbook.open("rb") as file:
            properties = _properties(file)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Illegible(detail_of(error)) from error
    if properties is None:
        return None
    said = dict(_said(properties))
    match = _HEAD.fullmatch(said.get("fingerprint", ""))
    return None if match is None else Testimony(said.get("plan", ""), Head(int(match[1]), match[2]))


def _properties(workbook: BinaryIO) -> bytes | None:
    """Return the part that has our properties; None where there is none."""
    try:
        with ZipFile(workbook) as archive:
            if _PROPERTIES not in archive.namelist():
                return None
            part = archive.getinfo(_PROPERTIES)
            size, locked = part.file_size, part.flag_bits & _ENCRYPTED
            if not locked and size <= _LARGEST:
                _require_usual(part)
                with archive.open(part) as file:
                    return file.read(size)  # not all there is: it may be more than it claims
    except Exception as error:  # of what damage makes it raise, zipfile promises no closed list
        raise Illegible(Msg("it is no workbook, or its content is damaged")) from error
    if locked:
        raise Illegible(Msg("its properties are encrypted"))
    raise Illegible(Msg("its properties claim to be {size} bytes long", size=size))


def _require_usual(part: ZipInfo) -> None:
    """Refuse compression that no spreadsheet program uses: a little of it can fill the memory."""
    if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise NotImplementedError(part.compress_type)


class _Plain(ElementTree.TreeBuilder):
    """Takes no declarations: no workbook has any, and what they declare could fill the memory."""

    def doctype(self, *_: object) -> None:
        raise ValueError("doctype")


def _said(properties: bytes) -> Iterator[tuple[str, str]]:
    """Yield the names of text properties and what they say."""
    try:
        root = ElementTree.fromstring(properties, ElementTree.XMLParser(target=_Plain()))
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise Illegible(Msg("its properties are not written as XML")) from error
    for element in root.iter():
        for value in element:
            if value.tag.endswith("lpwstr"):
                yield element.get("name", ""), value.text or ""
