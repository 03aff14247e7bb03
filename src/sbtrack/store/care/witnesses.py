"""Workbooks as witnesses: each shows the fingerprint that the ledger had when it was made."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from sbtrack.domain.database import Finding, FindingKind
from sbtrack.domain.diagnostic import Severity
from sbtrack.domain.errors import quoted
from sbtrack.domain.ledger import Head
from sbtrack.domain.message import Msg
from sbtrack.store.care.filecheck import fingerprint
from sbtrack.store.chain.seals import START

_PROPERTIES = "docProps/custom.xml"
_LARGEST = 1 << 20  # bytes of properties; more is not ours
_PROPERTY = re.compile(r'name="([^"]*)"[^>]*>\s*<(?:\w+:)?lpwstr>([^<]*)<')
_HEAD = re.compile(r"(\d{1,18}):([0-9a-f]{64})")
_PATTERN = "*.xlsx"


@dataclass(frozen=True, slots=True)
class _Witness:
    path: Path
    head: Head
    recorded: bool  # a snapshot on record, still as it was written


def witness_findings(connection: sqlite3.Connection, folder: Path) -> Iterator[Finding]:
    """Yield what workbooks contradict: those on record, and those of this plan beside them.

    A workbook that is not on record may be of another ledger, or newer than the copy that is
    looked at, so that it only warns, and only once.
    """
    hashes = {0: START, **dict(connection.execute("SELECT number, hash FROM seal").fetchall())}
    end = max(hashes)
    unknown: list[_Witness] = []
    for witness in _witnesses(connection, folder):
        if hashes.get(witness.head.count) == witness.head.hash:
            continue
        if not witness.recorded:
            unknown.append(witness)
            continue
        sentence = Msg(
            "The workbook {file} shows the fingerprint {count}:{hash}, which the ledger does not "
            "have: what was recorded by then was changed or removed.",
            **_named(witness),
        )
        yield Finding(FindingKind.CHAIN, sentence)
    if unknown:
        yield _unknown(max(unknown, key=lambda w: w.head.count), end)


def fingerprint_in(workbook: Path) -> tuple[str, Head] | None:
    """Return the plan and the fingerprint that a workbook of ours shows; None: it shows none."""
    try:
        with ZipFile(workbook) as archive:
            if archive.getinfo(_PROPERTIES).file_size > _LARGEST:
                return None
            text = archive.read(_PROPERTIES).decode(errors="replace")
    except (OSError, BadZipFile, LookupError, ValueError, RuntimeError, NotImplementedError):
        return None
    said = dict(_PROPERTY.findall(text))
    match = _HEAD.fullmatch(said.get("fingerprint", ""))
    return None if match is None else (said.get("plan", ""), Head(int(match[1]), match[2]))


def _witnesses(connection: sqlite3.Connection, folder: Path) -> Iterator[_Witness]:
    rows = connection.execute("SELECT path, sha256 FROM snapshot WHERE format = 'xlsx'").fetchall()
    recorded = {sha256 for _, sha256 in rows}
    plans = {id for (id,) in connection.execute("SELECT plan_id FROM plan_version").fetchall()}
    places = dict.fromkeys([folder, *((folder / str(path)).parent for path, _ in rows)])
    for path in (file for place in places for file in _workbooks(place)):
        said = fingerprint_in(path)
        if said is not None and said[0] in plans:
            yield _Witness(path, said[1], _hash(path) in recorded)


def _workbooks(folder: Path) -> list[Path]:
    try:
        return sorted(file for file in folder.glob(_PATTERN) if file.is_file())
    except (OSError, ValueError):
        return []


def _hash(path: Path) -> str | None:
    try:
        return fingerprint(path)[0]
    except OSError:
        return None


def _unknown(witness: _Witness, end: int) -> Finding:
    if witness.head.count > end:
        sentence = Msg(
            "The workbook {file} shows the fingerprint {count}:{hash}, but this ledger has only "
            "{end} seals: it is an older copy, or what was recorded last was removed.",
            end=end,
            **_named(witness),
        )
    else:
        sentence = Msg(
            "The workbook {file} shows the fingerprint {count}:{hash}, which this ledger never "
            "had: it is of another ledger, or this one was rewritten.",
            **_named(witness),
        )
    return Finding(FindingKind.CHAIN, sentence, severity=Severity.WARNING)


def _named(witness: _Witness) -> dict[str, object]:
    return {
        "file": quoted(str(witness.path), 300),
        "count": witness.head.count,
        "hash": witness.head.hash,
    }
