"""What is said of a database file in short."""

from __future__ import annotations

from pathlib import Path

from store_sample import AMENDED, HOUR, START, WHO, figure, load, new_database, note

import sbtrack
from sbtrack.domain.database import FileEvent
from sbtrack.store.care.info import database_info
from sbtrack.store.files import SCHEMA
from sbtrack.store.reads.reader import open_reader
from sbtrack.store.writes.notes import acknowledge, withdraw_acknowledgement
from sbtrack.store.writes.writer import create_database


def test_a_new_database_is_empty_and_says_who_made_it(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    create_database(path, START)

    info = database_info(path)

    assert (info.path, info.size, info.schema) == (path, path.stat().st_size, SCHEMA)
    assert (info.plan_id, info.versions, info.entries) == (None, (), 0)
    assert (info.first_recorded, info.last_recorded) == (None, None)
    assert info.head is not None
    assert info.head.count == 0
    assert info.journal_mode == "delete"
    assert info.history == (FileEvent("made", SCHEMA, sbtrack.__version__, 0, START),)


def test_a_used_database_says_what_it_holds(tmp_path: Path) -> None:
    path = new_database(tmp_path / "a.db")
    note(path, figure(), 1)
    note(path, figure("rural"), 3)
    load(path, AMENDED, START + 4 * HOUR)
    for doubt in ("a", "b"):
        acknowledge(path, doubt, reason="x", acknowledged_by=WHO, now=START)
    withdraw_acknowledgement(path, "a", reason="x", acknowledged_by=WHO, now=START)

    info = database_info(path)

    assert info.plan_id == "sample"
    assert [v.number for v in info.versions] == [1, 2]
    assert (info.entries, info.acknowledgements, info.snapshots) == (2, 1, 0)
    assert (info.first_recorded, info.last_recorded) == (START + HOUR, START + 3 * HOUR)
    with open_reader(path) as reader:
        assert info.head == reader.head()
