"""Workbooks as witnesses: each shows the fingerprint that the ledger had when it was made."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sbtrack.domain.database import Finding, FindingKind
from sbtrack.domain.diagnostic import Severity
from sbtrack.domain.errors import quoted
from sbtrack.domain.message import Msg
from sbtrack.store.care.filecheck import fingerprint
from sbtrack.store.care.workbooks import Illegible, Testimony, testimony_of, workbooks_in
from sbtrack.store.reads.audit import hash_at

_MOST_NAMED = 3  # workbooks that cannot be read and get a sentence each


@dataclass(frozen=True, slots=True)
class Witness:
    """A workbook of this plan, and the fingerprint that it shows."""

    path: Path
    said: Testimony

    def named(self) -> dict[str, object]:
        """Return what a sentence says of it."""
        return {
            "file": quoted(str(self.path), 300),
            "count": self.said.head.count,
            "hash": self.said.head.hash,
        }


class Workbooks:
    """The workbooks beside a database and where it exported to; each is read when looked at."""

    def __init__(self, connection: sqlite3.Connection, folder: Path) -> None:
        listed = "SELECT path, sha256 FROM snapshot WHERE format = 'xlsx'"
        rows = connection.execute(listed).fetchall()
        plans = connection.execute("SELECT plan_id FROM plan_version").fetchall()
        (self.end,) = connection.execute("SELECT COALESCE(MAX(number), 0) FROM seal").fetchone()
        self._connection = connection
        self._folder = folder
        self._plans = {id for (id,) in plans}
        self._recorded = {sha256 for _, sha256 in rows}
        self._named = {str(folder / str(path)) for path, _ in rows}
        self.illegible: dict[Path, Msg | str] = {}  # why, of those that were looked at

    def witnesses(self) -> Iterator[Witness]:
        """Yield those of this plan; those that cannot be read are `illegible` afterwards."""
        folders = [self._folder, *(Path(path).parent for path in self._named)]
        for path in (file for place in dict.fromkeys(folders) for file in workbooks_in(place)):
            said = self.said_by(path)
            if said is not None:
                yield Witness(path, said)

    def said_by(self, path: Path) -> Testimony | None:
        """Return what a workbook of this plan says; None for any other."""
        try:
            said = testimony_of(path)
        except Illegible as error:
            self.illegible[path] = error.reason
            return None
        return said if said is not None and said.plan in self._plans else None

    def is_contradicted(self, witness: Witness) -> bool:
        """Say whether the ledger never had the fingerprint that a workbook shows."""
        head = witness.said.head
        return hash_at(self._connection, head.count) != head.hash

    def is_recorded(self, witness: Witness) -> bool:
        """Say whether a workbook is on record, and still as it was written."""
        try:
            return fingerprint(witness.path)[0] in self._recorded
        except OSError:
            return False

    def has_name(self, path: Path) -> bool:
        """Say whether a workbook was written there: then it is told what became of it."""
        return str(path) in self._named


def witness_findings(connection: sqlite3.Connection, folder: Path) -> Iterator[Finding]:
    """Yield what workbooks contradict: those on record, and those of this plan beside them.

    A workbook that is not on record may be of another ledger, or newer than the copy that is
    looked at, so that it only warns, and only once. So does one that cannot be read.
    """
    workbooks = Workbooks(connection, folder)
    unknown: list[Witness] = []
    for witness in workbooks.witnesses():
        if not workbooks.is_contradicted(witness):
            continue
        if not workbooks.is_recorded(witness):
            unknown.append(witness)
            continue
        sentence = Msg(
            "The workbook {file} shows the fingerprint {count}:{hash}, which the ledger does not "
            "have: what was recorded by then was changed or removed.",
            **witness.named(),
        )
        yield Finding(FindingKind.CHAIN, sentence)
    if unknown:
        yield _unknown(max(unknown, key=lambda w: w.said.head.count), workbooks.end)
    unread = {p: why for p, why in workbooks.illegible.items() if not workbooks.has_name(p)}
    for sentence in _unread(unread):
        yield Finding(FindingKind.EVIDENCE, sentence, severity=Severity.WARNING)


def witness_of_later(workbooks: Iterable[Witness], end: int) -> Witness | None:
    """Return the one that shows the longest chain, if that is longer than `end`, the ledger's."""
    later = (w for w in workbooks if w.said.head.count > end)
    return max(later, key=lambda w: w.said.head.count, default=None)


def _unread(illegible: dict[Path, Msg | str]) -> Iterator[Msg]:
    if len(illegible) > _MOST_NAMED:
        path, why = next(iter(illegible.items()))
        yield Msg(
            "{count} workbooks cannot be read, so that they do not show what the ledger was, "
            "{file} among them ({reason}).",
            count=len(illegible),
            file=quoted(str(path), 300),
            reason=why,
        )
        return
    for path, why in illegible.items():
        yield Msg(
            "The workbook {file} cannot be read ({reason}), so that it does not show what the "
            "ledger was.",
            file=quoted(str(path), 300),
            reason=why,
        )


def _unknown(witness: Witness, end: int) -> Finding:
    if witness.said.head.count > end:
        sentence = Msg(
            "The workbook {file} shows the fingerprint {count}:{hash}, but this ledger has only "
            "{end} seals: it is an older copy, or what was recorded last was removed.",
            end=end,
            **witness.named(),
        )
    else:
        sentence = Msg(
            "The workbook {file} shows the fingerprint {count}:{hash}, which this ledger never "
            "had: it is of another ledger, or this one was rewritten.",
            **witness.named(),
        )
    return Finding(FindingKind.CHAIN, sentence, severity=Severity.WARNING)
