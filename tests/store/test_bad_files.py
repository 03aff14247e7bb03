"""Whatever is at the path: one sentence that says what is wrong, and not a byte is changed."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import pytest
from store_sample import (
    PLAN,
    START,
    WHO,
    figure,
    load,
    made_database,
    new_database,
    note,
    tampered,
)

from sbtrack.domain.errors import StoreError
from sbtrack.locale.words import Words
from sbtrack.store import connecting, files
from sbtrack.store.care.backup import backup
from sbtrack.store.care.info import database_info
from sbtrack.store.care.upgrade import upgrade
from sbtrack.store.care.verify import verify
from sbtrack.store.reads.reader import open_reader
from sbtrack.store.writes.notes import acknowledge
from sbtrack.store.writes.writer import record

Make = Callable[[Path], object]
ENGLISH = Words("en")
DAMAGED = "is damaged; see what `sbtrack db verify` finds, and restore a backup."


def _missing(_: Path) -> None:
    """Leave nothing there."""


def _folder(path: Path) -> None:
    path.mkdir()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _link_to_nowhere(path: Path) -> None:
    path.symlink_to(path.with_name("gone.db"))


def _empty(path: Path) -> None:
    path.touch()


def _text(path: Path) -> None:
    path.write_text("这不是数据库\n" * 100)


def _short(path: Path) -> None:
    path.write_bytes(b"S")


def _cut_in_its_head(path: Path) -> None:
    new_database(path)
    os.truncate(path, 60)


def _cut_in_half(path: Path) -> None:
    new_database(path)
    os.truncate(path, path.stat().st_size // 2)


def _of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")


def _with(pragma: str) -> Make:
    def make(path: Path) -> None:
        new_database(path)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"PRAGMA {pragma}")

    return make


def _torn(path: Path) -> None:
    """Overwrite what follows the first page."""
    new_database(path)
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (path.stat().st_size - 4096))


def _no_entry_table(path: Path) -> None:
    new_database(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM sqlite_master WHERE name = 'entry'")


@contextmanager
def _as_it_was(path: Path) -> Iterator[None]:
    before = _state(path)
    yield
    assert _state(path) == before


def _state(path: Path) -> object:
    found = sorted(path.parent.iterdir())
    return [(p.name, p.lstat().st_mtime_ns, p.read_bytes() if p.is_file() else None) for p in found]


def _reads(path: Path) -> None:
    with open_reader(path) as reader:
        reader.status_facts(PLAN, START.date())
        list(reader.entries())


def _records(path: Path) -> None:
    record(path, figure(), recorded_by=WHO, now=START)


CASES: dict[str, tuple[Make, str]] = {
    "missing": (_missing, "There is no database at"),
    "link to nowhere": (_link_to_nowhere, "where there is no file; bring that back, or remove"),
    "folder": (_folder, "is not a file; give the path of a database file."),
    "pipe": (_pipe, "is not a file; give the path of a database file."),
    "empty": (_empty, "is empty, so it is no database of sbtrack;"),
    "text": (_text, "is not a database, or its beginning is damaged;"),
    "one byte": (_short, "is not a database, or its beginning is damaged;"),
    "cut off": (_cut_in_its_head, "is not a database, or its beginning is damaged;"),
    "cut in half": (_cut_in_half, DAMAGED),
    "foreign": (_of_another_program, "is a database of another program;"),
    "newer": (_with("user_version = 99"), "was made by a newer version of sbtrack (schema 99;"),
    "older": (_with("user_version = 0"), "was made by an older version of sbtrack (schema 0;"),
    "torn": (_torn, DAMAGED),
    "no entry table": (_no_entry_table, DAMAGED),
}


@pytest.mark.parametrize("use", [_reads, _records, load], ids=["read", "record", "load"])
@pytest.mark.parametrize("case", CASES)
def test_each_gets_its_sentence_and_keeps_its_bytes(tmp_path: Path, case: str, use: Make) -> None:
    make, sentence = CASES[case]
    path = tmp_path / "a.db"
    make(path)

    with _as_it_was(path), pytest.raises(StoreError) as caught:
        use(path)

    said = ENGLISH.say(caught.value.message)
    assert sentence in said
    assert str(path) in said
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    "case", sorted(CASES.keys() - {"cut in half", "torn", "no entry table", "older"})
)
def test_checking_copying_and_upgrading_say_the_same(tmp_path: Path, case: str) -> None:
    make, sentence = CASES[case]
    path, target = tmp_path / "a.db", tmp_path / "b.db"
    make(path)

    uses: tuple[Make, ...] = (
        verify,
        lambda p: backup(p, target),
        lambda p: upgrade(p, START),
        database_info,
        lambda p: acknowledge(p, "x", reason="y", acknowledged_by=WHO, now=START)
    )  # fmt: skip
    for use in uses:
        with _as_it_was(path), pytest.raises(StoreError) as caught:
            use(path)
        assert sentence in ENGLISH.say(caught.value.message)


def test_a_database_that_somebody_holds_is_called_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "READ_TIMEOUT", 0.05)
    monkeypatch.setattr(files, "WRITE_TIMEOUT", 0.05)
    path = new_database(tmp_path / "a.db")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        for use in (_reads, _records, verify, lambda p: backup(p, tmp_path / "b.db")):
            with pytest.raises(StoreError) as caught:
                use(path)
            assert "is locked by another program;" in ENGLISH.say(caught.value.message)
    assert verify(path) == ()


def test_while_somebody_writes_others_can_read_but_not_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "WRITE_TIMEOUT", 0.05)
    path = new_database(tmp_path / "a.db")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        _reads(path)
        assert verify(path) == ()
        backup(path, tmp_path / "b.db")
        with pytest.raises(StoreError) as caught:
            _records(path)
    assert "is locked by another program;" in ENGLISH.say(caught.value.message)


def test_a_path_with_odd_characters_is_the_file_of_that_name(tmp_path: Path) -> None:
    for name in ("a b?mode=memory#x%41.db", "台账 2013.db", os.fsdecode(b"caf\xe9.db"), "a'\".db"):
        path = new_database(tmp_path / name)
        entry = note(path)
        with open_reader(path) as reader:
            assert reader.entry(entry.id) == entry


@pytest.mark.parametrize("name", ["x" * 300, "a\0b"])
@pytest.mark.parametrize("use", [_reads, _records, made_database])
def test_a_path_that_no_file_can_have_is_refused_in_words(
    tmp_path: Path, name: str, use: Make
) -> None:
    with pytest.raises(StoreError) as caught:
        use(tmp_path / name)

    assert "cannot be opened;" in (said := ENGLISH.say(caught.value.message)) or (
        "No database can be created at" in said
    )


def test_an_interrupt_is_heeded_while_a_lock_is_waited_for(tmp_path: Path) -> None:
    path = new_database(tmp_path / "a.db")

    def interrupt(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            with closing(connecting.connect(path, "rw", 3600)) as waiting:
                begin = partial(waiting.execute, "BEGIN EXCLUSIVE")

                def wait() -> None:
                    signal.setitimer(signal.ITIMER_REAL, 0.2)
                    connecting.patiently(waiting, 3600, begin)

                with pytest.raises(KeyboardInterrupt):
                    wait()
    finally:
        signal.signal(signal.SIGALRM, before)
    with closing(connecting.connect(path, "rw", 0)) as afterwards:
        begin = partial(afterwards.execute, "BEGIN EXCLUSIVE")
        connecting.patiently(afterwards, 3600, begin)
        assert afterwards.execute("PRAGMA busy_timeout").fetchone() == (3_600_000,)


@pytest.mark.parametrize(
    "gone",
    [
        "plan_item WHERE kind = 'unit' AND id = 'hr'",
        "plan_item WHERE kind = 'task' AND id = '2'",
        "plan_item WHERE kind = 'indicator' AND id = 'wage'",
        "target WHERE item = 'rural'",
        "plan_text WHERE kind = 'region'",
    ],
)
def test_a_plan_of_which_something_is_gone_is_not_told(tmp_path: Path, gone: str) -> None:
    path = new_database(tmp_path / "a.db")
    tampered(path, f"DELETE FROM {gone}")
    with pytest.raises(StoreError) as caught, open_reader(path) as reader:
        reader.plan_version()
    said = ENGLISH.say(caught.value.message)
    assert said.startswith("plan version 1 in ")
    assert "is not as it was written: somebody changed it, or its seal;" in said
