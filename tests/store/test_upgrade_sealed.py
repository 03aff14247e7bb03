"""A sealed ledger of 0.1.0 keeps answers and seals through the upgrade; what was altered shows."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from store_sample import AMENDED, HOUR, PLAN, START, figure, note, tampered

from sbtrack.domain.errors import StoreError
from sbtrack.domain.ledger import Head
from sbtrack.locale.words import Words
from sbtrack.store.care.backup import backup
from sbtrack.store.care.info import database_info
from sbtrack.store.care.upgrade import upgrade
from sbtrack.store.care.verify import verify
from sbtrack.store.chain import form1
from sbtrack.store.reads.reader import open_reader

ENGLISH = Words("en")
SECOND_SCHEMA = Path(__file__).parent / "fixtures" / "schema2.sql"
LATER = START + 1000 * HOUR
#: Frozen: what `db info` of 0.1.0 printed.
HEAD = Head(17, "b0e0bad14dd2c36ee4fc44a6a1d1609cae5f5f37d8af2b9f2f6d465f7468010b")


def old_ledger(path: Path) -> Path:
    """Make the database that 0.1.0 wrote."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(SECOND_SCHEMA.read_text(encoding="utf-8"))
    path.chmod(0o600)
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return old_ledger(tmp_path / "a.db")


def _hashes(path: Path) -> list[tuple[int, str]]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT number, hash FROM seal ORDER BY number").fetchall()
    return [(number, h.hex() if isinstance(h, bytes) else h) for number, h in rows]


def _said(path: Path) -> list[str]:
    return [ENGLISH.say(f.sentence) for f in verify(path, documents=False)]


def test_every_seal_stays_and_the_plan_is_sealed_in_the_new_form_as_well(path: Path) -> None:
    before = _hashes(path)
    assert database_info(path).head == HEAD
    upgrade(path, LATER)

    after = _hashes(path)
    assert after[: len(before)] == before
    assert len(after) == len(before) + 2
    assert verify(path, HEAD, documents=False) == ()
    with open_reader(path) as reader:
        assert reader.head() == HEAD
        assert reader.hash_at(17) == HEAD.hash
        assert reader.plan_version(number=1).plan == PLAN  # type: ignore[union-attr]
        assert reader.plan_version(number=2).plan == AMENDED  # type: ignore[union-attr]


def test_everything_that_was_kept_comes_through(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        old = connection.execute(
            "SELECT id, kind, subject_kind, subject_id, period, value, numerator, denominator, "
            "entered, source, note, recorded_at, recorded_by, supersedes, reason, plan_version "
            "FROM entry ORDER BY id"
        ).fetchall()
        beside = [connection.execute(f"SELECT * FROM {table}").fetchall()
                  for table in ("evidence", "acknowledgement", "snapshot")]  # fmt: skip
    upgrade(path, LATER)
    with closing(sqlite3.connect(path)) as connection:
        new = connection.execute(
            "SELECT id, kind, subject_kind, subject_id, period, value, numerator, denominator, "
            "entered, source, note, recorded_at, recorded_by, supersedes, reason, plan_version "
            "FROM ledger ORDER BY id"
        ).fetchall()
        assert new == old
        assert beside == [connection.execute(f"SELECT * FROM {table}").fetchall()
                          for table in ("evidence", "acknowledgement", "snapshot")]  # fmt: skip


def test_the_ledger_goes_on_after_its_old_seals(path: Path) -> None:
    upgrade(path, LATER)
    entry = note(path, figure("urban", "2014", "3"), 2000)
    assert entry.id == 13
    assert verify(path, HEAD, documents=False) == ()
    (event, later) = database_info(path).history
    assert (event.event, event.schema, event.seals) == ("made", 2, 0)
    assert (later.event, later.schema, later.seals) == ("upgraded", 3, 0), "sealed when recorded"
    backup(path, path.with_name("copy.db"))


@pytest.mark.sample(7)
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entry SET value = '37.21' WHERE id = 3",
        "UPDATE entry SET recorded_by = 'x' WHERE id = 3",
        "UPDATE entry SET period = '2014' WHERE id = 3",
        "UPDATE entry SET grain = 'half' WHERE id = 3",
        "UPDATE entry SET period_start = '2013-01-02' WHERE id = 3",
        "UPDATE entry SET source = 'x' WHERE id = 8",
        "UPDATE entry SET done = 0 WHERE id = 4",
        "UPDATE entry SET entered = '1' WHERE id = 9",
        "UPDATE evidence SET location = 'x' WHERE position = 1",
        "DELETE FROM evidence WHERE position = 1",
        "UPDATE acknowledgement SET reason = 'z' WHERE id = 1",
        "UPDATE snapshot SET week = '2012-W01'",
        "UPDATE indicator SET target_value = '99' WHERE id = 'injury' AND plan_version = 1",
        "UPDATE unit SET name_en = 'x' WHERE id = 'hr' AND plan_version = 1",
        "UPDATE plan_version SET approved_by = 'x' WHERE number = 2",
        "DELETE FROM entry WHERE id = 12",
        "DELETE FROM seal WHERE number = 17",
        "DELETE FROM seal WHERE number = 5",
        "UPDATE seal SET hash = '" + "ab" * 32 + "' WHERE number = 5",
        "UPDATE ledger_head SET count = 16",
        "DELETE FROM ledger_head",
        "UPDATE file_history SET seals = 3",
    ],
)
def test_what_was_altered_before_the_upgrade_is_found_after_it(path: Path, change: str) -> None:
    tampered(path, change)
    upgrade(path, LATER)

    assert _said(path)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entry SET value = x'ff' WHERE id = 3",
        "UPDATE entry SET value = 'zz' WHERE id = 3",
        "UPDATE entry SET period_end = 'zz' WHERE id = 3",
        "UPDATE entry SET done = 7 WHERE id = 4",
        "UPDATE seal SET hash = 'zz' WHERE number = 5",
        "UPDATE indicator SET target_value = x'ff' WHERE id = 'injury'",
        "UPDATE plan_version SET title = x'ff'",
        "DELETE FROM region",
    ],
)
def test_what_cannot_be_read_is_moved_and_found_or_not_moved_at_all(
    path: Path, change: str
) -> None:
    tampered(path, change)
    before = path.read_bytes()
    try:
        upgrade(path, LATER)
    except StoreError as error:
        said = ENGLISH.say(error.message)
        assert "was not upgraded" in said or "is damaged" in said, said
        assert path.read_bytes() == before
        assert [p.name for p in path.parent.iterdir()] == [path.name]
    else:
        assert _said(path)


def test_text_that_was_kept_of_an_entry_does_not_hide_that_the_entry_was_altered(
    path: Path,
) -> None:
    upgrade(path, LATER)
    with closing(sqlite3.connect(path)) as connection:
        content = form1.content_of(connection, "entry", 3)
        (seal,) = connection.execute(
            "SELECT number FROM seal WHERE kind = 'entry' AND id = 3"
        ).fetchone()
    kept = json.dumps(content, ensure_ascii=False).replace("'", "''")
    tampered(
        path,
        f"INSERT INTO form1_text VALUES ({seal}, '{kept}')",
        "UPDATE entry SET value = '99' WHERE id = 3",
    )
    assert "Somebody changed entry 3 after it was written." in _said(path)


def test_a_whole_ledger_of_an_older_schema_is_to_be_upgraded_and_not_accused(path: Path) -> None:
    def refused(file: Path) -> str:
        with pytest.raises(StoreError) as caught:
            verify(file)
        return ENGLISH.say(caught.value.message)

    assert "`sbtrack db upgrade`" in refused(path)
    upgrade(path, LATER)
    (kept,) = path.parent.glob("*.schema-2-*.db")
    assert "`sbtrack db upgrade`" in refused(kept)
