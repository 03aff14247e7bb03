"""A database of the first schema keeps every figure through the upgrade, and gains its seals."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from store_sample import AMENDED, HOUR, PLAN, START, figure, load, made_database, note, tampered

from sbtrack.domain.errors import StoreError
from sbtrack.domain.ledger import Entry, EntryKind, MilestoneReport, Observation
from sbtrack.domain.period import Period
from sbtrack.domain.terms import Vintage
from sbtrack.locale.words import Words
from sbtrack.store import files
from sbtrack.store.care.backup import backup
from sbtrack.store.care.info import database_info
from sbtrack.store.care.upgrade import upgrade
from sbtrack.store.care.verify import verify
from sbtrack.store.reads.gather import gather_facts
from sbtrack.store.reads.known import Known
from sbtrack.store.reads.reader import open_reader
from sbtrack.store.writes.writer import record

ENGLISH = Words("en")
FIRST_SCHEMA = Path(__file__).parent / "fixtures" / "schema1.sql"
LATER = START + 1000 * HOUR
DAYS = (date(2011, 12, 31), date(2012, 6, 30), date(2015, 12, 31))
#: Frozen: an old ledger has the same seals on every machine, for ever.
SEALED = "16917adc67cfcbf81a696709fbb32dbba0a72b41c4b1f23c5ad0025f8cb2dd12"


def old_database(path: Path) -> Path:
    """Make the database that the first schema's program wrote."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(FIRST_SCHEMA.read_text(encoding="utf-8"))
    path.chmod(0o600)
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return old_database(tmp_path / "规划.db")


def _entries(path: Path) -> list[Entry]:
    """Read the entries of the old file, whose table nothing else knows any more."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        rows = connection.execute("SELECT * FROM entry ORDER BY id DESC").fetchall()
    return [_entry(row) for row in rows]


def _entry(row: sqlite3.Row) -> Entry:
    period = Period.parse(row["period"])
    claim: Observation | MilestoneReport
    if row["subject_kind"] == "milestone":
        claim = MilestoneReport(row["subject_id"], row["region"], period, bool(row["done"]),
                                row["source"], row["note"], row["id"])  # fmt: skip
    else:
        over, under = row["numerator"], row["denominator"]
        claim = Observation(
            row["subject_id"], row["region"], period, Decimal(row["value"]),
            None if over is None else Decimal(over), None if under is None else Decimal(under),
            None if row["vintage"] is None else Vintage(row["vintage"]), row["source"],
            row["note"], row["id"], row["entered"],
        )  # fmt: skip
    return Entry(row["id"], EntryKind(row["kind"]), claim,
                 datetime.fromisoformat(row["recorded_at"]), row["recorded_by"],
                 row["supersedes"], row["reason"], (), row["plan_version"])  # fmt: skip


def _facts(path: Path) -> list[object]:
    with closing(sqlite3.connect(path)) as connection:
        (last,) = connection.execute("SELECT MAX(id) FROM entry").fetchone()
        return [
            gather_facts(Known(connection, "city", known), AMENDED, day)
            for day in DAYS
            for known in range(last + 1)
        ]


def _recorded_anew(path: Path, entries: list[Entry]) -> Path:
    """Record the same claims in a database of the newest schema, at the same moments."""
    made_database(path)
    for entry in entries:
        record(path, entry.claim, kind=entry.kind, supersedes=entry.supersedes,
               expect=entry.supersedes, reason=entry.reason, recorded_by=entry.recorded_by,
               now=entry.recorded_at)  # fmt: skip
    return path


def test_an_upgrade_changes_no_entry_no_plan_and_no_answer(path: Path, tmp_path: Path) -> None:
    entries = _entries(path)
    assert len(entries) == 13
    anew = _recorded_anew(tmp_path / "anew.db", entries[::-1])

    upgrade(path, LATER)

    with open_reader(path) as reader:
        assert list(reader.entries()) == entries
        assert reader.plan_version(number=1).plan == PLAN  # type: ignore[union-attr]
        assert reader.plan_version(number=2).plan == AMENDED  # type: ignore[union-attr]
        moments = [e.recorded_at for e in entries[::-1]]
        assert [reader.last_entry_id(moment) for moment in moments] == [*range(1, 14)]
    assert _facts(path) == _facts(anew)
    assert verify(path) == ()


def test_what_was_recorded_before_is_sealed_in_the_order_in_which_it_was(path: Path) -> None:
    upgrade(path, LATER)
    with closing(sqlite3.connect(path)) as connection:
        order = connection.execute("SELECT form, kind, id FROM seal ORDER BY number").fetchall()
    entries = [(1, "entry", id) for id in range(1, 14)]
    old = [(1, "plan_version", 1), *entries[:9], (1, "plan_version", 2), *entries[9:]]
    assert order == [*old, (2, "plan_version", 1), (2, "plan_version", 2)]
    with open_reader(path) as reader:
        assert (reader.head().count, reader.head().hash) == (15, SEALED)


def test_after_the_upgrade_the_ledger_is_written_and_guarded_as_a_new_one(
    path: Path, tmp_path: Path
) -> None:
    upgrade(path, LATER)
    entry = note(path, figure("urban", "2012", "3"), 2000)
    assert entry.id == 14
    load(path, replace(AMENDED, base=PLAN.base, document_number="2号"), LATER + HOUR)
    assert verify(path) == ()
    with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(
            made_database(tmp_path / "new.db"))) as new:  # fmt: skip
        listed = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
        assert old.execute(listed).fetchall() == new.execute(listed).fetchall()
    tampered(path, "UPDATE entry SET value = '1' WHERE id = 1")
    assert [f.entry_id for f in verify(path)] == [1]


def test_a_backup_of_the_old_file_is_made_first_and_named_after_it(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        before = list(connection.iterdump())

    saved = upgrade(path, LATER)

    assert saved == path.with_name("规划.schema-1-20120221T000000Z.db")
    assert saved.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(saved)) as connection:
        assert list(connection.iterdump()) == before
    assert database_info(saved).schema == 1
    assert {p.name for p in path.parent.iterdir()} == {saved.name, path.name}


def test_an_upgrade_is_noted_in_the_file(path: Path) -> None:
    upgrade(path, LATER)
    (event,) = database_info(path).history
    assert (event.event, event.schema, event.seals) == ("upgraded", files.SCHEMA, 17)
    assert event.happened_at == LATER


def test_a_database_that_is_up_to_date_is_left_alone(path: Path) -> None:
    upgrade(path, LATER)
    before = path.read_bytes()
    files_before = sorted(path.parent.iterdir())

    assert upgrade(path, LATER) is None

    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == files_before


def test_a_name_that_is_taken_is_not_overwritten(path: Path) -> None:
    taken = path.with_name("规划.schema-1-20120221T000000Z.db")
    taken.write_text("x")
    assert upgrade(path, LATER) == path.with_name("规划.schema-1-20120221T000000Z-2.db")
    assert taken.read_text() == "x"


def test_a_newer_database_is_refused_untouched(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()

    with pytest.raises(StoreError) as caught:
        upgrade(path, LATER)

    assert "was made by a newer version of sbtrack (schema 99;" in ENGLISH.say(caught.value.message)
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_every_other_command_asks_for_the_upgrade_and_a_backup_does_not_need_it(
    path: Path,
) -> None:
    before = path.read_bytes()

    def read(path: Path) -> None:
        with open_reader(path):
            pass

    for use in (read, note, load, verify):
        with pytest.raises(StoreError) as caught:
            use(path)
        assert "run `sbtrack db upgrade` once." in ENGLISH.say(caught.value.message)
    info = database_info(path)
    assert (info.schema, info.entries, info.head, info.plan_id) == (1, 13, None, "sample")
    copy = backup(path, path.with_name("copy.db"))
    assert _entries(copy) == _entries(path)
    assert path.read_bytes() == before


def test_an_upgrade_that_cannot_finish_leaves_the_old_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE batch (mine TEXT)")  # in the way
    before = path.read_bytes()

    with pytest.raises(StoreError):
        upgrade(path, LATER)

    assert path.read_bytes() == before
