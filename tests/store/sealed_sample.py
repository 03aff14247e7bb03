"""A ledger with something of every kind in it, to be tampered with."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

from store_sample import (
    AMENDED,
    HOUR,
    START,
    WHO,
    corrected,
    figure,
    load,
    new_database,
    note,
    report,
)

from sbtrack.domain.database import Finding
from sbtrack.domain.ledger import Evidence, EvidenceKind, Head
from sbtrack.domain.snapshot import Snapshot
from sbtrack.locale.words import Words
from sbtrack.store.care.filecheck import fingerprint
from sbtrack.store.writes.notes import acknowledge, note_snapshot
from sbtrack.store.writes.writer import retract

ENGLISH = Words("en")
#: Puts an eighth entry into the ledger that is made below, as another tool could.
PUT_IN = (
    "INSERT INTO span VALUES (2014123100365, '2014', '2014-01-01', '2014-12-31')",
    "INSERT INTO batch VALUES "
    "(8, '2014-01-01T00:00:00.000000Z', 'x', 2, 8, 8, NULL, NULL, NULL, NULL)",
    "INSERT INTO entry (id, kind, item, region, part, span, value, batch) "
    "SELECT 8, kind, item, region, part, 2014123100365, value, 8 FROM entry WHERE id = 3",
)
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006"


def snapshot_of(file: Path) -> Snapshot:
    """Return the record of a snapshot as the file now is."""
    sha256, size = fingerprint(file)
    return Snapshot(
        made_at=START, made_by=WHO, path=file.name, sha256=sha256, size=size,
        as_of=START.date(), known_at=START, plan_version=1, last_entry=1, language="zh",
        format="xlsx", program_version="1",
    )  # fmt: skip


def sealed_ledger(folder: Path) -> Path:
    """Make a ledger with seven entries, two versions, an acknowledgement and a snapshot."""
    database = new_database(folder / "a.db")
    document = folder / "公报.pdf"
    document.write_bytes(b"%PDF figures")
    evidence = (
        Evidence(EvidenceKind.FILE, document.name, *fingerprint(document)),
        Evidence(EvidenceKind.LINK, "https://example.org/"),
    )
    first = note(database, figure(period="2011"), 1, evidence=evidence)
    note(database, figure("rural", "2012", "80"), 2)
    note(database, figure("rural", "2013", "81"), 3)
    note(database, report(), 4)
    corrected(database, first, "37.3", 5)
    load(database, AMENDED, START + 6 * HOUR)
    retract(database, 2, reason="x", recorded_by=WHO, now=START + 7 * HOUR)
    acknowledge(database, "jump", reason="r", acknowledged_by=WHO, now=START)
    workbook = folder / "周报.xlsx"
    workbook.write_bytes(b"PK")
    note_snapshot(database, snapshot_of(workbook))
    note(database, figure("urban", "2013", "9"), 8)
    return database


def said(findings: tuple[Finding, ...]) -> list[str]:
    """Return the findings' sentences."""
    return [ENGLISH.say(finding.sentence) for finding in findings]


def workbook_with(path: Path, head: Head, plan: str = "sample") -> Path:
    """Make what a workbook is to the check: its properties."""
    named = {"plan": plan, "fingerprint": f"{head.count}:{head.hash}"}
    with ZipFile(path, "w") as archive:
        archive.writestr(
            "docProps/custom.xml",
            f'<Properties xmlns="{_TYPES}/custom-properties" xmlns:vt="{_TYPES}/docPropsVTypes">'
            + "".join(
                f'<property fmtid="x" pid="2" name="{name}"><vt:lpwstr>{value}</vt:lpwstr>'
                "</property>"
                for name, value in named.items()
            )
            + "</Properties>",
        )
    return path
