"""docs/database.md names every table and view, and its check by hand works."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sealed_sample import snapshot_of
from store_sample import (
    AMENDED,
    HOUR,
    START,
    WHO,
    figure,
    load,
    new_database,
    note,
    tampered,
)
from test_upgrade import old_database

from sbtrack.domain.ledger import Evidence, EvidenceKind
from sbtrack.store.care.upgrade import upgrade
from sbtrack.store.files import APPLICATION_ID, SCHEMA
from sbtrack.store.reads.reader import open_reader
from sbtrack.store.writes.notes import acknowledge, note_snapshot, set_clock

DOC = Path(__file__).parents[2] / "docs" / "database.md"
TEXT = DOC.read_text(encoding="utf-8")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    database = new_database(tmp_path / "a.db")
    evidence = (Evidence(EvidenceKind.LINK, "https://例.example/\x1b\n\"'\\"),)
    note(database, figure(note="行一\n\x1b[1m\u2028 𠮷"), 1, evidence=evidence)
    note(database, figure("regions", "2012", "90"), 2)
    load(database, AMENDED, START + 3 * HOUR)
    acknowledge(database, "k", reason="r", acknowledged_by=WHO, now=START)
    return database


def test_every_table_view_and_column_of_the_ledger_is_documented(path: Path) -> None:
    named = set(re.findall(r"`(\w+)`", TEXT))
    rows = {
        row.split("|")[1].strip(" `"): row for row in TEXT.splitlines() if row.startswith("| `")
    }
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
        ).fetchall()
        assert {name for (name,) in found} <= named
        for table in ("entry", "batch", "item", "region", "part", "span", "evidence",
                      "acknowledgement", "snapshot", "clock_setting", "seal", "ledger_head",
                      "form1_text", "file_history"):  # fmt: skip
            columns = [f"`{c[1]}`" for c in connection.execute(f"PRAGMA table_info({table})")]
            assert rows[table].split("|")[3].strip() == ", ".join(columns)
    assert f"0x{APPLICATION_ID:x}" in TEXT
    assert f"the number of the schema, now {SCHEMA}." in TEXT


def test_the_check_by_hand_reads_what_was_sealed_before_an_upgrade_too(tmp_path: Path) -> None:
    old = old_database(tmp_path / "old.db")
    upgrade(old, START + 1000 * HOUR)
    note(old, figure("wage", "2014"), 2000)
    with open_reader(old) as reader:
        head = reader.head()
    assert _check_by_hand(old) == (0, f"whole: {head.count}:{head.hash}\n")
    tampered(old, "UPDATE entry SET note = 'x' WHERE id = 5")
    assert _check_by_hand(old) == (1, "seal 6 (entry 5) does not fit what is recorded\n")


def test_an_export_changes_nothing_of_the_fingerprint_that_is_printed(path: Path) -> None:
    before = _check_by_hand(path)
    workbook = path.with_name("w.xlsx")
    workbook.write_bytes(b"PK")
    note_snapshot(path, snapshot_of(workbook))
    assert _check_by_hand(path) == before


def test_a_setting_of_the_clock_is_checked_by_hand_too(path: Path) -> None:
    note(path, figure("wage", "2014"), 100_000)
    before = _check_by_hand(path)
    set_clock(path, reason="r", set_by=WHO, now=START + 5 * HOUR)
    assert _check_by_hand(path) == before
    tampered(path, "UPDATE clock_setting SET reason = 's'")
    assert _check_by_hand(path) == (1, "seal 7 (clock_setting 1) does not fit what is recorded\n")


def _check_by_hand(path: Path) -> tuple[int, str]:
    (code,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, path], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_the_check_by_hand_finds_a_whole_chain_whole(path: Path) -> None:
    with open_reader(path) as reader:
        head = reader.head()
    assert _check_by_hand(path) == (0, f"whole: {head.count}:{head.hash}\n")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE entry SET value = '91' WHERE id = 2", "seal 3 (entry 2) does not fit"),
        ("DELETE FROM evidence", "seal 2 (entry 1) does not fit"),
        ("DELETE FROM entry WHERE id = 2", "seal 3 (entry 2) does not fit"),
        ("DELETE FROM seal WHERE number = 5", "the end of the chain is missing"),
        ("UPDATE plan_version SET digest = hex(zeroblob(32)) WHERE number = 2",
         "seal 4 (plan_version 2) does not fit"),
        ("DELETE FROM ledger_head", "the end of the chain is missing"),
        ("INSERT INTO evidence VALUES (9, 0, 'link', 'https://example.org/', NULL, NULL)",
         "evidence has a row of entry 9, which is not there"),
        ("INSERT INTO acknowledgement VALUES "
         "(2, 'x', 'y', '2014-01-01T00:00:00.000000Z', 'z', NULL)",
         "acknowledgement 2 has no seal: another tool put it in"),
        ("INSERT INTO entry (id, kind, item, region, part, span, value, batch) "
         "SELECT 3, kind, item, region, part, 7, value, 1 FROM entry WHERE id = 2",
         "entry 3 has no seal: another tool put it in"),
    ],
)  # fmt: skip
def test_the_check_by_hand_finds_what_was_changed(path: Path, change: str, said: str) -> None:
    tampered(path, change)
    code, printed = _check_by_hand(path)
    assert code == 1
    assert said in printed
