"""A read can never create, lock or change a file, whatever state the file is in."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from half_written import leave_half_written
from store_sample import (
    AMENDED,
    PLAN,
    START,
    as_nobody,
    figure,
    folder_for_all,
    load,
    made_database,
    new_database,
    note,
    state_of,
)

from sbtrack.domain.errors import StoreError
from sbtrack.domain.ledger import Entry
from sbtrack.locale.words import Words
from sbtrack.store.care.backup import backup
from sbtrack.store.care.info import database_info
from sbtrack.store.care.verify import verify
from sbtrack.store.reads.reader import open_reader


@pytest.fixture
def folder() -> Iterator[Path]:
    with folder_for_all() as found:
        yield found


def _everything(path: Path) -> tuple[object, ...]:
    """Ask all that can be asked of a database."""
    with open_reader(path) as reader:
        entries: list[Entry] = list(reader.entries())
        return (
            reader.plan_version(),
            reader.plan_versions(),
            entries,
            reader.series("injury", "city"),
            reader.milestone_reports(),
            reader.status_facts(PLAN, START.date()),
            reader.head(),
            reader.acknowledgements(),
            reader.snapshots(),
        )


def _filled(path: Path) -> Path:
    new_database(path)
    note(path, figure("injury", "2011", "34.1"))
    return path


def test_reading_leaves_the_folder_as_it_was(folder: Path) -> None:
    path = _filled(folder / "a.db")
    before = state_of(folder)

    _everything(path)
    assert verify(path) == ()
    database_info(path)

    assert state_of(folder) == before


def test_a_file_and_folder_that_must_not_be_written_to_are_read(folder: Path) -> None:
    path = _filled(folder / "a.db")
    told = _everything(path)
    path.chmod(0o444)
    folder.chmod(0o555)

    with as_nobody():
        assert _everything(path) == told
        assert verify(path) == ()
        for write in (lambda: note(path, figure("rural")), lambda: load(path, AMENDED)):
            with pytest.raises(StoreError) as caught:
                write()
            assert "cannot be written to;" in Words("en").say(caught.value.message)
        with pytest.raises(StoreError) as caught:
            made_database(folder / "new.db")
        assert "No database can be created at" in Words("en").say(caught.value.message)


def test_a_file_that_must_not_be_read_is_refused_in_words(folder: Path) -> None:
    path = _filled(folder / "a.db")

    with as_nobody(), pytest.raises(StoreError) as caught:
        _everything(path)

    assert "cannot be opened;" in Words("en").say(caught.value.message)


@pytest.mark.parametrize("read_only", [False, True], ids=["in place", "on read-only media"])
def test_what_a_killed_writer_left_is_undone_for_the_reader_only(
    folder: Path, read_only: bool
) -> None:
    path = _filled(folder / "a.db")
    told = _everything(path)
    leave_half_written(path)
    if read_only:
        for file in folder.iterdir():
            file.chmod(0o444)
        folder.chmod(0o555)
    before = state_of(folder)

    with as_nobody() if read_only else folder_for_all():
        assert _everything(path) == told
        assert verify(path) == ()
        with open_reader(path) as reader:
            assert reader.settled, "nobody is writing any more"

    assert state_of(folder) == before


def test_the_next_writer_undoes_what_a_killed_one_left(folder: Path) -> None:
    path = _filled(folder / "a.db")
    leave_half_written(path)

    entry = note(path, figure("rural", "2011", "1"), 2)

    assert [p.name for p in folder.iterdir()] == ["a.db"]
    with open_reader(path) as reader:
        assert [e.id for e in reader.entries()] == [entry.id, entry.id - 1]
    assert verify(path) == ()


def test_a_backup_of_a_half_written_database_is_whole(folder: Path) -> None:
    path = _filled(folder / "a.db")
    told = _everything(path)
    leave_half_written(path)
    before = state_of(folder)

    with folder_for_all() as other:
        copy = backup(path, other / "copy.db")
        assert _everything(copy) == told
        assert verify(copy) == ()

    assert state_of(folder) == before


def test_a_file_switched_to_write_ahead_logging_is_read_without_making_files(
    folder: Path,
) -> None:
    path = _filled(folder / "a.db")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    told = _everything(path)
    before = state_of(folder)

    assert _everything(path) == told
    assert verify(path) == ()
    assert database_info(path).journal_mode == "wal"
    assert state_of(folder) == before

    note(path, figure("rural", "2011", "1"), 2)
    assert [p.name for p in folder.iterdir()] == ["a.db"]
    assert database_info(path).journal_mode == "delete"


def test_what_is_still_in_a_write_ahead_log_is_read_too(folder: Path) -> None:
    path = _filled(folder / "a.db")
    with folder_for_all() as other, closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("INSERT INTO file_history VALUES (2, 'upgraded', 2, '9', 0, NULL)")
        for file in folder.iterdir():
            shutil.copy(file, other / file.name)
        before = state_of(other)

        assert [event.program_version for event in database_info(other / "a.db").history][1:] == [
            "9"
        ]
        assert state_of(other) == before


def test_a_journal_that_is_left_over_and_empty_does_not_matter(folder: Path) -> None:
    path = _filled(folder / "a.db")
    told = _everything(path)
    Path(f"{path}-journal").touch()
    before = state_of(folder)

    assert _everything(path) == told
    assert state_of(folder) == before


def test_a_link_to_a_database_is_read_with_its_own_journal(folder: Path) -> None:
    path = _filled(folder / "a.db")
    told = _everything(path)
    leave_half_written(path)
    link = folder / "link.db"
    link.symlink_to(path)

    assert _everything(link) == told
