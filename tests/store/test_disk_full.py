"""A full disk is one clear sentence, and everything that was there still is."""

from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from functools import partial
from pathlib import Path

import pytest
from store_sample import (
    AMENDED,
    HOUR,
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
from test_upgrade import old_database

from sbtrack.domain.errors import StoreError
from sbtrack.locale.words import Words
from sbtrack.store.care.backup import backup
from sbtrack.store.care.upgrade import upgrade
from sbtrack.store.care.verify import verify
from sbtrack.store.reads.reader import open_reader
from sbtrack.store.writes.writer import create_database

ENGLISH = Words("en")
FULL = "The disk is full, so nothing was written to"
FAILED = "could not be read or written (disk I/O error), and nothing was changed;"
Use = Callable[[Path], object]
User = Callable[[], AbstractContextManager[None]]


@contextmanager
def _files_no_larger_than(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    compiles, sys.dont_write_bytecode = sys.dont_write_bytecode, True  # it would be cut short too
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        sys.dont_write_bytecode = compiles


@contextmanager
def _small_disk(kilobytes: int) -> Iterator[Path]:
    with folder_for_all() as folder:
        size = f"size={kilobytes}k,mode=0777"
        mount = ["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(folder)]
        try:
            done = subprocess.run(mount, capture_output=True, check=False)
        except FileNotFoundError:
            pytest.skip("there is no mount command")
        if done.returncode != 0:
            pytest.skip("no file system can be mounted here")
        try:
            yield folder
        finally:
            subprocess.run(["umount", str(folder)], check=True)


def _until_it_fails(path: Path) -> tuple[list[int], str]:
    """Record until that fails; return what was acknowledged and what was said."""
    accepted: list[int] = []
    for number in range(3000):
        month = f"{2011 + number // 12}-{number % 12 + 1:02d}"
        try:
            claim = figure("rural", month, note="注" * 500)
            accepted.append(note(path, claim, number).id)
        except StoreError as error:
            return accepted, ENGLISH.say(error.message)
    raise AssertionError("the disk was not full")


def _ids(path: Path) -> list[int]:
    with open_reader(path) as reader:
        return [entry.id for entry in reader.entries()][::-1]


@pytest.mark.parametrize("user", [nullcontext, as_nobody], ids=["whoever runs this", "nobody"])
def test_recording_on_a_full_disk_fails_in_words_and_loses_nothing(user: User) -> None:
    with _small_disk(600) as disk, user():
        path = made_database(disk / "a.db")
        accepted, said = _until_it_fails(path)

        assert FULL in said
        assert len(accepted) > 10
        assert _ids(path) == accepted
        assert verify(path) == ()
        assert [p.name for p in disk.iterdir()] == ["a.db"]


@pytest.mark.parametrize("user", [nullcontext, as_nobody], ids=["whoever runs this", "nobody"])
def test_recording_beyond_a_files_largest_size_fails_in_words_and_loses_nothing(
    user: User,
) -> None:
    with folder_for_all() as folder:
        folder.chmod(0o777)
        with user():
            path = made_database(folder / "a.db")
            with _files_no_larger_than(path.stat().st_size + 40_000):
                accepted, said = _until_it_fails(path)

            assert FAILED in said
            assert accepted
            assert _ids(path) == accepted
            assert verify(path) == ()
            again = note(path, figure("urban"), 5000)
            assert _ids(path) == [*accepted, again.id]


def _load_amended(path: Path) -> None:
    load(path, AMENDED)


def _upgrade(path: Path) -> None:
    upgrade(path, START + 1000 * HOUR)


@pytest.mark.sample(1)
@pytest.mark.parametrize(
    ("make", "use"),
    [(new_database, _load_amended), (old_database, _upgrade), (new_database, note)],
    ids=["load", "upgrade", "record"],
)
def test_wherever_the_room_ends_a_write_is_done_or_undone(
    tmp_path: Path, make: Callable[[Path], Path], use: Use
) -> None:
    outcomes = set()
    for size in range(0, 560_000, 28_000):
        folder = tmp_path / str(size)
        folder.mkdir()
        path = make(folder / "a.db")
        before = _dump(path)
        said = _what_is_said(partial(use, path), size)
        if said is not None:
            assert FAILED in said or FULL in said or "No database can be created at" in said
            assert _dump(path) == before
            use(path)
        assert verify(path) == ()
        assert not list(folder.glob("*.new")) + list(folder.glob("*-journal"))
        outcomes.add(said is None)
    assert outcomes == {True, False}


def _what_is_said(use: Callable[[], object], size: int) -> str | None:
    try:
        with _files_no_larger_than(size):
            use()
    except StoreError as error:
        return ENGLISH.say(error.message)
    return None


def _dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_a_database_or_backup_that_does_not_fit_is_not_left_half_made(tmp_path: Path) -> None:
    path = new_database(tmp_path / "a.db")
    before = state_of(tmp_path)
    uses: tuple[Use, ...] = (create_database, lambda target: backup(path, target))
    for use in uses:
        with _files_no_larger_than(100_000), pytest.raises(StoreError) as caught:
            use(tmp_path / "b.db")
        assert FAILED in ENGLISH.say(caught.value.message)
        assert state_of(tmp_path) == before
