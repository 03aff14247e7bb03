"""Whatever is done to a ledger behind its back is found, and the finding says where."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
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
    tampered,
)

from sbtrack.domain.database import Finding, FindingKind
from sbtrack.domain.diagnostic import Severity
from sbtrack.domain.ledger import Evidence, EvidenceKind, Head
from sbtrack.domain.snapshot import Snapshot
from sbtrack.locale.words import Words
from sbtrack.store.chain import KEYS
from sbtrack.store.filecheck import fingerprint
from sbtrack.store.notes import acknowledge, note_snapshot
from sbtrack.store.reader import open_reader
from sbtrack.store.verify import verify, verify_ok
from sbtrack.store.writer import retract

ENGLISH = Words("en")


def _snapshot(file: Path) -> Snapshot:
    sha256, size = fingerprint(file)
    return Snapshot(
        made_at=START, made_by=WHO, path=file.name, sha256=sha256, size=size,
        as_of=START.date(), known_at=START, plan_version=1, last_entry=1, language="zh",
        format="xlsx", program_version="1",
    )  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger with seven entries, two versions, an acknowledgement and a snapshot."""
    database = new_database(tmp_path / "a.db")
    document = tmp_path / "公报.pdf"
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
    workbook = tmp_path / "周报.xlsx"
    workbook.write_bytes(b"PK")
    note_snapshot(database, _snapshot(workbook))
    note(database, figure("urban", "2013", "9"), 8)
    return database


def _said(findings: tuple[Finding, ...]) -> list[str]:
    return [ENGLISH.say(finding.sentence) for finding in findings]


def test_a_ledger_that_nobody_touched_has_no_findings(path: Path) -> None:
    assert verify(path) == ()
    assert verify_ok(path)


@pytest.mark.parametrize(
    "change",
    [
        "value = '37.21'",
        "value = '37.200'",
        "source = 'another'",
        "note = 'x'",
        "recorded_by = 'somebody'",
        "entered = '1'",
        "vintage = 'final'",
        "plan_version = 2",
        "region = 'county'",
        "subject_id = 'urban'",
        "period = '2012'",
        "numerator = '1', denominator = '2'",
        "recorded_at = '2012-01-10T10:30:00.000000Z'",
        "note = CAST(x'ff' AS TEXT)",
        "value = x'31'",
    ],
)
def test_any_column_that_was_changed_is_found_with_its_entry(path: Path, change: str) -> None:
    tampered(path, f"UPDATE entry SET {change} WHERE id = 3")

    findings = verify(path)

    (finding,) = [f for f in findings if f.kind is FindingKind.CHAIN]
    assert finding.entry_id == 3
    assert _said((finding,)) == ["Somebody changed entry 3 after it was written."]
    assert not verify_ok(path)


def test_evidence_that_was_changed_added_or_removed_is_found_with_its_entry(path: Path) -> None:
    for statement in (
        "UPDATE evidence SET location = 'https://other.example/' WHERE position = 1",
        "DELETE FROM evidence WHERE position = 1",
        "INSERT INTO evidence VALUES (1, 2, 'link', 'https://more.example/', NULL, NULL)",
        "DELETE FROM evidence",
    ):
        tampered(path, statement)
        assert _said(verify(path)) == ["Somebody changed entry 1 after it was written."]


@pytest.mark.parametrize("id", [2, 4, 7])
def test_an_entry_that_was_removed_is_named(path: Path, id: int) -> None:
    tampered(path, f"DELETE FROM entry WHERE id = {id}")

    findings = [f for f in verify(path) if f.kind is FindingKind.CHAIN]

    assert _said(tuple(findings)) == [f"Somebody removed entry {id}."]
    assert findings[0].entry_id == id


def test_an_entry_that_others_refer_to_leaves_a_gap_there_too(path: Path) -> None:
    tampered(path, "DELETE FROM entry WHERE id = 2")
    kinds = [f.kind for f in verify(path)]
    assert kinds == [FindingKind.REFERENCE, FindingKind.CHAIN]


def test_the_newest_entry_removed_with_its_seal_is_missed_by_the_chains_head(path: Path) -> None:
    tampered(path, "DELETE FROM entry WHERE id = 7", "DELETE FROM seal WHERE id = 7")

    assert _said(verify(path)) == [
        "The chain ends at seal 10, but had 11: somebody removed what was recorded last."
    ]


def test_what_is_recorded_after_a_removal_does_not_hide_it(path: Path) -> None:
    tampered(path, "DELETE FROM entry WHERE id = 7")
    entry = note(path, figure("urban", "2013", "10"), 9)
    assert entry.id == 8
    assert _said(verify(path)) == ["Somebody removed entry 7."]


def test_removal_with_seal_and_head_is_found_by_a_fingerprint_that_was_noted(path: Path) -> None:
    with open_reader(path) as reader:
        noted = reader.head()
    tampered(
        path,
        "DELETE FROM entry WHERE id = 7",
        "DELETE FROM seal WHERE number = 11",
        "UPDATE ledger_head SET count = 10, hash = (SELECT hash FROM seal WHERE number = 10)",
    )
    assert verify(path) == (), "the file alone cannot know"

    (said,) = _said(verify(path, noted))
    assert said.startswith(f"The ledger never had the fingerprint 11:{noted.hash}:")


def test_a_fingerprint_that_was_noted_stays_true_while_the_ledger_grows(path: Path) -> None:
    with open_reader(path) as reader:
        noted = reader.head()
    note(path, figure("wage"), 9)
    assert verify(path, noted) == ()
    assert verify(path, Head(noted.count, noted.hash[:16])) == ()
    assert len(verify(path, Head(noted.count - 1, noted.hash[:16]))) == 1
    assert len(verify(path, Head(noted.count, ""))) == 1
    assert verify(path, Head(0, "0" * 64)) == ()


def test_entries_that_changed_places_are_named(path: Path) -> None:
    tampered(
        path,
        "UPDATE entry SET id = 99, recorded_at = '2012-01-10T10:00:00.000001Z' WHERE id = 2",
        "UPDATE entry SET id = 2 WHERE id = 3",
        "UPDATE entry SET id = 3, recorded_at = '2012-01-10T10:00:00.000000Z' WHERE id = 99",
    )
    said = _said(tuple(f for f in verify(path) if f.entry_id in (2, 3)))
    assert "Somebody reordered what was written: in the place of entry 2 stands entry 3." in said
    assert "Somebody reordered what was written: in the place of entry 3 stands entry 2." in said
    assert any(line.startswith("The date of entry 3 (") for line in said)


def test_an_entry_that_another_tool_put_in_is_named(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(
            "INSERT INTO entry SELECT 8, kind, subject_kind, subject_id, region, '2014', "
            "'2014-01-01', '2014-12-31', grain, value, numerator, denominator, done, entered, "
            "vintage, source, note, '2014-01-01T00:00:00.000000Z', recorded_by, supersedes, "
            "reason, plan_version FROM entry WHERE id = 3"
        )

    assert _said(verify(path)) == ["Another tool put in entry 8: it has no seal."]
    note(path, figure("wage"), 9)
    assert _said(verify(path)) == ["Another tool put in entry 8: it has no seal."]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("UPDATE seal SET hash = replace(hash, substr(hash, 1, 1), 'f') WHERE number = 4",
         "Seal 5 does not follow the one before it: somebody changed, inserted or reordered "
         "seals there."),
        ("DELETE FROM seal WHERE number IN (4, 5)",
         "Seals 4 to 5 of the chain are missing: somebody removed them."),
        ("UPDATE ledger_head SET hash = (SELECT hash FROM seal WHERE number = 2)",
         "The chain ends otherwise than it did (at seal 11, after 11): somebody changed its end."),
        ("DELETE FROM ledger_head",
         "The record of where the chain ends is missing: somebody removed it."),
    ],
)  # fmt: skip
def test_a_chain_that_was_tampered_with_says_at_which_seal(
    path: Path, change: str, sentence: str
) -> None:
    tampered(path, change)
    assert sentence in _said(verify(path))


def test_a_sealed_thing_of_every_kind_is_held_to_its_seal(path: Path) -> None:
    for table, column in (
        ("plan_version", "approved_by"), ("entry", "note"), ("acknowledgement", "reason"),
        ("snapshot", "week"),
    ):  # fmt: skip
        tampered(path, f"UPDATE {table} SET {column} = 'x' WHERE {KEYS[table]} = 1")
    assert {line for line in _said(verify(path)) if "after it was written" in line} == {
        "Somebody changed plan version 1 after it was written.",
        "Somebody changed entry 1 after it was written.",
        "Somebody changed acknowledgement 1 after it was written.",
        "Somebody changed the record of snapshot 1 after it was written.",
    }


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE indicator SET target_value = '1' WHERE plan_version = 1 AND id = 'injury'",
        "UPDATE yearly_target SET value = '1' WHERE plan_version = 1",
        "DELETE FROM milestone_task WHERE plan_version = 1",
        "INSERT INTO yearly_target VALUES (1, 'injury', 9, '2014', '39')",
        "UPDATE milestone SET since = NULL WHERE plan_version = 1",
        "UPDATE region SET name = 'x' WHERE plan_version = 1",
        "DELETE FROM region WHERE plan_version = 1",
        "UPDATE indicator SET target_by = 'never' WHERE plan_version = 1",
    ],
)
def test_a_plan_that_was_changed_does_not_fit_its_digest(path: Path, statement: str) -> None:
    tampered(path, statement)
    assert _said(tuple(f for f in verify(path) if f.kind is FindingKind.PLAN)) == [
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
    said = _said(verify(path))
    assert (
        "Somebody reordered what was written: in the place of plan version 1 stands plan version 2."
        in said
    )


_PLAN_TABLES = [("plan_version", "number")] + [
    (table, "plan_version")
    for table in ("region", "unit", "task", "task_unit", "indicator", "yearly_target",
                  "indicator_component", "indicator_task", "indicator_unit", "milestone",
                  "milestone_task", "milestone_unit")
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
    assert _said(findings) == [sentence]
    assert findings[0].kind is FindingKind.SCHEMA


def test_documents_that_changed_or_are_gone_are_found(path: Path) -> None:
    document = path.with_name("公报.pdf")
    for content in (b"%PDF figurez", b"longer than it was"):
        document.write_bytes(content)
        (finding,) = verify(path)
        assert (finding.kind, finding.entry_id) == (FindingKind.EVIDENCE, 1)
        assert finding.severity is Severity.ERROR
        assert _said((finding,)) == ["The evidence for entry 1, “公报.pdf”, was changed since."]
    document.unlink()
    (finding,) = verify(path)
    assert finding.severity is Severity.WARNING
    assert _said((finding,)) == ["The evidence for entry 1, “公报.pdf”, cannot be found or read."]
    document.mkdir()
    assert len(verify(path)) == 1
    assert verify(path, documents=False) == ()


def test_a_snapshot_that_was_edited_is_found_and_one_that_was_cleared_away_is_not(
    path: Path,
) -> None:
    workbook = path.with_name("周报.xlsx")
    workbook.write_bytes(b"PX")
    (finding,) = verify(path)
    assert _said((finding,)) == ["Snapshot 1, “周报.xlsx”, was changed after it was written."]
    note_snapshot(path, _snapshot(workbook))
    assert verify(path) == (), "the newest of that name is the file that is there"
    workbook.unlink()
    assert verify(path) == ()


def test_damaged_pages_are_findings_and_not_a_traceback(path: Path) -> None:
    size = path.stat().st_size
    for page in range(1, size // 4096):
        data = path.read_bytes()
        broken = path.with_name("broken.db")
        broken.write_bytes(data[: page * 4096] + b"\xa5" * 4096 + data[(page + 1) * 4096 :])
        findings = verify(broken)
        assert findings, f"page {page}"
        assert _said(findings)


def test_many_findings_are_all_listed(path: Path) -> None:
    tampered(path, "UPDATE entry SET note = 'x'")
    assert [f.entry_id for f in verify(path)] == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE entry RENAME COLUMN id TO number",
        "ALTER TABLE entry RENAME COLUMN recorded_at TO at",
        "DROP TABLE seal",
        "DROP TABLE evidence",
        "ALTER TABLE plan_version DROP COLUMN note_zh",
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
