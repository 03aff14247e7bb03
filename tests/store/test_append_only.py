"""No tool changes or removes what is recorded: the database itself refuses."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from store_sample import START, WHO, figure, new_database, note

from sbtrack.domain.ledger import Evidence, EvidenceKind
from sbtrack.domain.snapshot import Snapshot
from sbtrack.store.care.verify import verify
from sbtrack.store.schema import objects_in
from sbtrack.store.writes.notes import acknowledge, note_snapshot, set_clock

LINK = Evidence(EvidenceKind.LINK, "https://example.org/a")
TABLES = (
    *("plan_version", "plan_item", "plan_text", "responsibility", "target"),
    *("item", "region", "part", "span", "batch", "entry", "evidence"),
    *(
        "acknowledgement",
        "snapshot",
        "clock_setting",
        "seal",
        "ledger_head",
        "file_history",
        "form1_text",
    ),
)
NEVER_WRITTEN = "form1_text"  # but by an upgrade


@pytest.fixture
def path(tmp_path: Path) -> Path:
    database = new_database(tmp_path / "a.db")
    note(database, figure("rural", "2011", "1"), 1, evidence=(LINK,))
    entry = note(database, figure(), 2, evidence=(LINK, LINK))
    acknowledge(database, "jump", reason="known", acknowledged_by=WHO, now=START)
    snapshot = Snapshot(
        made_at=START, made_by=WHO, path="w.xlsx", sha256="0" * 64, size=1, as_of=START.date(),
        known_at=START, plan_version=1, last_entry=entry.id, language="zh", format="xlsx",
        program_version="1",
    )  # fmt: skip
    note_snapshot(database, snapshot)
    set_clock(database, reason="flat battery", set_by=WHO, now=START)
    return database


@pytest.fixture
def plain(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program, which knows nothing of ours."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def test_every_table_is_among_those_tested(plain: sqlite3.Connection) -> None:
    assert {name for kind, name in objects_in(plain) if kind == "table"} == set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_no_row_can_be_changed_removed_or_replaced(
    plain: sqlite3.Connection, path: Path, table: str
) -> None:
    before = path.read_bytes()
    columns = [row[1] for row in plain.execute(f"PRAGMA table_info({table})")]
    row = plain.execute(f"SELECT * FROM {table}").fetchone()
    if table == NEVER_WRITTEN:
        row = (1, "{}")
    assert row is not None
    places = ", ".join("?" * len(row))

    changes: list[tuple[str, tuple[object, ...]]] = [
        *((f"UPDATE {table} SET {column} = {column}", ()) for column in columns),
        (f"UPDATE OR REPLACE {table} SET {columns[-1]} = NULL", ()),
        (f"DELETE FROM {table}", ()),
    ]
    for statement, values in (
        *(changes if table != NEVER_WRITTEN else ()),  # it has no row to change
        (f"REPLACE INTO {table} VALUES ({places})", row),
        (f"INSERT OR REPLACE INTO {table} VALUES ({places})", row),
        (f"INSERT INTO {table} VALUES ({places}) ON CONFLICT DO UPDATE SET "
         f"{columns[0]} = {columns[0]}", row),
    ):  # fmt: skip
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            plain.execute(statement, values)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        plain.execute(f"INSERT OR IGNORE INTO {table} VALUES ({places})", row)

    assert path.read_bytes() == before


@pytest.mark.parametrize("table", [table for table in TABLES if table != NEVER_WRITTEN])
def test_no_row_takes_the_place_of_one_by_its_hidden_number(
    plain: sqlite3.Connection, path: Path, table: str
) -> None:
    before = path.read_bytes()
    info = plain.execute(f"PRAGMA table_info({table})").fetchall()
    keys = [(column, type) for _, column, type, _, _, key in info if key]
    number, *row = plain.execute(f"SELECT rowid, * FROM {table}").fetchone()
    stray = dict(zip((column for _, column, *_ in info), row, strict=True))
    if len(keys) == 1 and keys[0][1] == "INTEGER":  # the key is the number itself
        del stray[keys[0][0]]
    stray |= {column: 999 for column in ("plan_version", "entry_id") if column in stray}
    given, places = ", ".join(["rowid", *stray]), ", ".join("?" * (len(stray) + 1))

    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        plain.execute(
            f"INSERT OR REPLACE INTO {table} ({given}) VALUES ({places})",
            (number, *stray.values()),
        )

    assert path.read_bytes() == before


def test_no_batch_takes_the_place_of_one_by_its_moment(plain: sqlite3.Connection) -> None:
    row = list(plain.execute("SELECT * FROM batch WHERE number = 1").fetchone())
    row[0] = 99

    with pytest.raises(sqlite3.IntegrityError, match="no backdate"):
        plain.execute(f"INSERT OR REPLACE INTO batch VALUES ({', '.join('?' * len(row))})", row)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"supersedes": 1, "kind": "revision", "reason": "x"}, "no fork"),
        ({}, "no fork"),
        ({"supersedes": 2, "kind": "retraction", "reason": "x", "value": "1"}, "no other claim"),
        ({"supersedes": 2, "kind": "revision", "reason": ""}, "no unexplained correction"),
        ({"supersedes": 2, "kind": "record"}, "no unexplained correction"),
        ({"supersedes": 2, "kind": "revision", "reason": "x", "value": None}, "ck_entry_claim"),
        ({"supersedes": 2, "kind": "revision", "reason": "x", "numerator": "1"}, "ck_entry_ratio"),
        ({"supersedes": 2, "kind": "revision", "reason": "x", "batch": 2}, "no stray"),
        ({"supersedes": 2, "kind": "revision", "reason": "x", "id": 9}, "no stray"),
    ],
)
def test_another_tool_must_keep_the_ledgers_rules(
    plain: sqlite3.Connection, changes: dict[str, object], refusal: str
) -> None:
    cursor = plain.execute("SELECT * FROM entry WHERE id = 2")
    row = dict(zip((c[0] for c in cursor.description), cursor.fetchone(), strict=True))
    plain.execute(
        "INSERT INTO batch VALUES "
        "(3, '2030-01-01T00:00:00.000000Z', 'x', 1, 3, 3, NULL, NULL, NULL, NULL)"
    )
    row |= {"id": 3, "batch": 3} | changes

    with pytest.raises(sqlite3.IntegrityError, match=refusal):
        plain.execute(f"INSERT INTO entry VALUES ({', '.join('?' * len(row))})", [*row.values()])


def test_a_loaded_version_and_sealed_evidence_take_no_additions(
    plain: sqlite3.Connection,
) -> None:
    for statement in (
        "INSERT INTO target VALUES (1, 'city', 'injury', 7, 'yearly', '2014', '99', '', '{}')",
        "INSERT INTO plan_item VALUES (1, 'unit', 'new', 9, '', '', '', '', '{}')",
        "INSERT INTO plan_text VALUES (1, 'unit', 'hr', 'short', 'en', 'x')",
        "INSERT INTO responsibility VALUES (1, 'task', '1', 'lead', 5, 'civil')",
        "INSERT INTO evidence VALUES (1, 5, 'link', 'https://example.org/b', NULL, NULL)",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="no addition"):
            plain.execute(statement)


def test_the_chain_grows_at_its_end_only_and_its_head_only_follows(
    plain: sqlite3.Connection,
) -> None:
    (count,) = plain.execute("SELECT count FROM ledger_head").fetchone()
    mark, other = b"m" * 8, b"h" * 32
    for number, id in ((count + 2, 50), (count, 50), (count + 1, 1)):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            plain.execute("INSERT INTO seal VALUES (?, 2, 'entry', ?, ?, ?)",
                          (number, id, mark, other))  # fmt: skip
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        plain.execute("UPDATE ledger_head SET count = count + 1, hash = ?", (other,))
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        plain.execute("UPDATE ledger_head SET count = count - 1, "
                      "hash = (SELECT hash FROM seal WHERE number = count - 1)")  # fmt: skip
    with pytest.raises(sqlite3.IntegrityError):
        plain.execute("INSERT INTO ledger_head VALUES (2, 0, ?)", (other,))


def test_a_withdrawal_names_the_acknowledgement_that_stands(plain: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="no stray"):
        plain.execute(
            "INSERT INTO acknowledgement VALUES "
            "(2, 'other', 'x', '2030-01-01T00:00:00.000000Z', 'y', 1)"
        )


def test_after_all_those_attempts_the_ledger_is_whole(path: Path) -> None:
    assert verify(path, documents=False) == ()
