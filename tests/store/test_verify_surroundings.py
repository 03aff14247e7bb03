"""Plans, tables, pages and the files beside a database are held to what they were, too."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sealed_sample import said, sealed_ledger, snapshot_of
from store_sample import figure, note, tampered

from sbtrack.domain.database import FindingKind
from sbtrack.domain.diagnostic import Severity
from sbtrack.domain.ledger import Evidence, EvidenceKind
from sbtrack.store.care.filecheck import fingerprint
from sbtrack.store.care.verify import verify, verify_ok
from sbtrack.store.writes.notes import note_snapshot


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return sealed_ledger(tmp_path)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE target SET value = '1' WHERE plan_version = 1 AND item = 'injury'",
        "UPDATE target SET value = '1' WHERE plan_version = 1 AND kind = 'yearly'",
        "DELETE FROM responsibility WHERE plan_version = 1 AND role = 'task'",
        "INSERT INTO target VALUES (1, 'city', 'injury', 9, 'yearly', '2014', '39', '', '{}')",
        "UPDATE plan_item SET more = '{}' WHERE plan_version = 1 AND id = 'review'",
        "UPDATE plan_text SET content = 'x' WHERE plan_version = 1 AND kind = 'region'",
        "DELETE FROM plan_item WHERE plan_version = 1 AND kind = 'region'",
        "DELETE FROM plan_item WHERE plan_version = 1 AND id = 'hr'",
        "UPDATE target SET period = 'never' WHERE plan_version = 1",
        "UPDATE plan_item SET more = 'x' WHERE plan_version = 1",
    ],
)
def test_a_plan_that_was_changed_does_not_fit_its_digest(path: Path, statement: str) -> None:
    tampered(path, statement)
    assert said(tuple(f for f in verify(path) if f.kind is FindingKind.PLAN)) == [
        "The content of plan version 1 is not what was loaded: it does not fit its digest."
    ]


def test_versions_that_were_swapped_are_found(path: Path) -> None:
    tampered(
        path,
        *(
            f"UPDATE {table} SET {column} = "
            f"CASE {column} WHEN 1 THEN -2 WHEN 2 THEN -1 END WHERE {column} IN (1, 2)"
            for table, column in _PLAN_TABLES
        ),
        *(
            f"UPDATE {table} SET {column} = -{column} WHERE {column} < 0"
            for table, column in _PLAN_TABLES
        ),
    )
    lines = said(verify(path))
    assert (
        "Somebody reordered what was written: in the place of plan version 1 stands plan version 2."
        in lines
    )


_PLAN_TABLES = [("plan_version", "number")] + [
    (table, "plan_version")
    for table in ("plan_item", "plan_text", "responsibility", "target")
]  # fmt: skip


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("DROP TRIGGER entry_no_update",
         "The trigger entry_no_update is missing from the database."),
        ("DROP INDEX ix_entry_claim", "The index ix_entry_claim is missing from the database."),
        ("DROP VIEW ledger", "The view ledger is missing from the database."),
        ("CREATE TABLE mine (x)", "The table mine was added to the database by another tool."),
        ("ALTER TABLE entry ADD COLUMN mine TEXT", "The table entry of the database was changed."),
        ("PRAGMA application_id = 7",
         "The file's marks of being a database of sbtrack were changed."),
        ("PRAGMA user_version = 1",
         "The file's marks of being a database of sbtrack were changed."),
    ],
)  # fmt: skip
def test_a_schema_that_is_not_the_migrations_is_found(
    path: Path, statement: str, sentence: str
) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
    findings = verify(path)
    assert said(findings) == [sentence]
    assert findings[0].kind is FindingKind.SCHEMA


def test_documents_that_changed_or_are_gone_are_found(path: Path) -> None:
    document = path.with_name("公报.pdf")
    for content in (b"%PDF figurez", b"longer than it was"):
        document.write_bytes(content)
        (finding,) = verify(path)
        assert (finding.kind, finding.entry_id) == (FindingKind.EVIDENCE, 1)
        assert finding.severity is Severity.ERROR
        assert said((finding,)) == ["The evidence for entry 1, “公报.pdf”, was changed since."]
    document.unlink()
    (finding,) = verify(path)
    assert finding.severity is Severity.WARNING
    assert said((finding,)) == ["The evidence for entry 1, “公报.pdf”, cannot be found or read."]
    document.mkdir()
    assert len(verify(path)) == 1
    assert verify(path, documents=False) == ()


def test_a_snapshot_that_was_edited_is_found_and_one_that_was_cleared_away_is_not(
    path: Path,
) -> None:
    workbook = path.with_name("周报.xlsx")
    workbook.write_bytes(b"PX")
    (finding,) = verify(path)
    assert said((finding,)) == [
        "Snapshot 1, “周报.xlsx”, is not as it was written: somebody changed it, or this is an "
        "older copy of the ledger and a later export replaced it."
    ]
    assert finding.severity is Severity.ERROR
    note_snapshot(path, snapshot_of(workbook))
    assert verify(path) == (), "the newest of that name is the file that is there"
    note_snapshot(path, replace(snapshot_of(workbook), format="removed", replaces=2))
    workbook.unlink()
    assert verify(path) == ()


def test_a_snapshot_that_is_gone_without_having_been_cleared_away_is_a_warning(path: Path) -> None:
    workbook = path.with_name("周报.xlsx")
    (path.parent / path.parent.name).mkdir()
    workbook.rename(path.parent / path.parent.name / workbook.name)
    (finding,) = verify(path)
    assert finding.severity is Severity.WARNING
    assert said((finding,)) == [
        "Snapshot 1, “周报.xlsx”, is not there, and this database does not say that it was "
        "cleared away, which an older copy may lack; `sbtrack snapshot verify` tells more."
    ]
    assert verify_ok(path)


def test_a_document_that_was_pointed_to_again_is_missed_no_more(path: Path) -> None:
    document = path.with_name("公报.pdf")
    moved = path.with_name("moved.pdf")
    document.rename(moved)
    assert [f.severity for f in verify(path)] == [Severity.WARNING]
    evidence = Evidence(EvidenceKind.FILE, moved.name, *fingerprint(moved))
    note(path, figure("wage"), 9, evidence=(evidence,))
    assert verify(path) == ()
    document.write_bytes(b"another")
    (finding,) = verify(path)
    assert finding.severity is Severity.WARNING
    assert said((finding,))[0].endswith("was changed since; as it was it is at “moved.pdf”.")


def test_damaged_pages_are_findings_and_not_a_traceback(path: Path) -> None:
    size = path.stat().st_size
    for page in range(1, size // 4096):
        data = path.read_bytes()
        broken = path.with_name("broken.db")
        broken.write_bytes(data[: page * 4096] + b"\xa5" * 4096 + data[(page + 1) * 4096 :])
        findings = verify(broken)
        assert findings, f"page {page}"
        assert said(findings)


def test_many_findings_are_all_listed(path: Path) -> None:
    tampered(path, "UPDATE entry SET note = 'x'")
    assert [f.entry_id for f in verify(path)] == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE entry RENAME COLUMN id TO number",
        "ALTER TABLE batch RENAME COLUMN recorded_at TO at",
        "DROP TABLE span",
        "DROP TABLE seal",
        "DROP TABLE evidence",
        "ALTER TABLE plan_version DROP COLUMN version_note",
    ],
)
def test_tables_that_were_taken_apart_are_findings_and_not_a_traceback(
    path: Path, statement: str
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for kind in ("view", "trigger"):
            for (name,) in connection.execute(
                f"SELECT name FROM sqlite_master WHERE type = '{kind}'"
            ).fetchall():
                connection.execute(f"DROP {kind} {name}")
        connection.execute(statement)
    assert any(f.kind is FindingKind.SCHEMA for f in verify(path))


def test_documents_are_looked_for_beside_the_file_itself_and_not_beside_a_link_to_it(
    path: Path,
) -> None:
    folder = path.with_name("elsewhere")
    folder.mkdir()
    link = folder / "link.db"
    link.symlink_to(path)
    assert verify(link) == ()
