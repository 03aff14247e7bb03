"""A backup is a whole database of its own, also while others write, and replaces nothing."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from store_sample import (
    as_nobody,
    figure,
    folder_for_all,
    made_database,
    new_database,
    note,
    state_of,
)

from sbtrack.domain.errors import StoreError
from sbtrack.locale.words import Words
from sbtrack.store.care.backup import backup
from sbtrack.store.care.info import database_info
from sbtrack.store.care.verify import verify
from sbtrack.store.reads.reader import open_reader

ENGLISH = Words("en")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    database = new_database(tmp_path / "a.db")
    note(database)
    return database


def test_a_backup_has_everything_and_belongs_to_its_owner_alone(path: Path) -> None:
    before = state_of(path.parent)

    copy = backup(path, path.with_name("b.db"))

    assert copy == path.with_name("b.db")
    assert copy.stat().st_mode & 0o777 == 0o600
    assert verify(copy) == ()
    with open_reader(path) as one, open_reader(copy) as other:
        assert list(one.entries()) == list(other.entries())
        assert one.head() == other.head()
    assert [s for s in state_of(path.parent) if s[0] != "b.db"] == before
    note(copy, figure("rural"), 2)
    assert database_info(copy).entries == database_info(path).entries + 1


def test_nothing_is_ever_overwritten(path: Path) -> None:
    taken = path.with_name("taken")
    taken.write_text("a letter")
    folder = path.with_name("folder")
    folder.mkdir()
    dangling = path.with_name("dangling")
    dangling.symlink_to("nowhere")
    for target in (taken, folder, dangling, path):
        with pytest.raises(StoreError) as caught:
            backup(path, target)
        assert "exists already and is not overwritten;" in ENGLISH.say(caught.value.message)
    assert taken.read_text() == "a letter"
    assert sorted(p.name for p in path.parent.iterdir()) == ["a.db", "dangling", "folder", "taken"]


def test_a_place_where_no_file_can_be_is_refused_in_words(path: Path) -> None:
    for target in (path.with_name("no") / "b.db", path.with_name("x" * 300), Path("/dev/null/b")):
        with pytest.raises(StoreError) as caught:
            backup(path, target)
        assert "No database can be created at" in ENGLISH.say(caught.value.message)
    with folder_for_all() as folder:
        copy = folder / "c.db"
        backup(path, copy)
        copy.chmod(0o644)
        with as_nobody(), pytest.raises(StoreError) as caught:
            backup(copy, folder / "b.db")
        assert "(Permission denied)" in ENGLISH.say(caught.value.message)
        assert [p.name for p in folder.iterdir()] == ["c.db"]


def test_a_file_system_without_hard_links_will_do(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError("no hard links here")

    monkeypatch.setattr(os, "link", refuse)
    copy = backup(path, path.with_name("b.db"))
    assert verify(copy) == ()
    assert verify(made_database(path.with_name("c.db"))) == ()
    with pytest.raises(StoreError):
        backup(path, copy)
    assert sorted(p.name for p in path.parent.iterdir()) == ["a.db", "b.db", "c.db"]


def test_a_damaged_database_is_not_passed_on_as_a_backup(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(path.stat().st_size - 4096 * 3)
        file.write(b"\xa5" * 4096 * 3)

    with pytest.raises(StoreError) as caught:
        backup(path, path.with_name("b.db"))

    assert "a.db” is damaged; see what `sbtrack db verify` finds, and restore a backup." in (
        ENGLISH.say(caught.value.message)
    )
    assert [p.name for p in path.parent.iterdir()] == ["a.db"]


def test_backups_made_while_others_write_are_each_one_moment_of_the_ledger(path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        months = (f"20{year}-{month:02d}" for year in range(11, 60) for month in range(1, 13))
        for hours, month in enumerate(months, 2):
            if stop.is_set():
                return
            note(path, figure("rural", month), hours)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        copies = [backup(path, path.with_name(f"{n}.db")) for n in range(8)]
    finally:
        stop.set()
        writer.join()

    lengths = []
    for copy in copies:
        assert verify(copy) == ()
        with open_reader(copy) as one, open_reader(path) as now:
            head = one.head()
            assert now.hash_at(head.count) == head.hash, "the copy is the ledger's beginning"
            lengths.append(head.count)
    assert lengths == sorted(lengths)
    assert verify(path) == ()
