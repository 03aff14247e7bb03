"""What docs/database.md says of copies, journals and dumps is so."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import copyfile

import pytest
from half_written import leave_half_written
from store_sample import figure, new_database, note

from sbtrack.domain.database import FindingKind
from sbtrack.domain.errors import StoreError
from sbtrack.store.care.verify import verify
from sbtrack.store.reads.reader import open_reader

DOC = (Path(__file__).parents[2] / "docs" / "database.md").read_text("utf-8")
SPILT = "SELECT COUNT(*) FROM plan_text WHERE plan_version = 99"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    database = new_database(tmp_path / "a.db")
    note(database, figure("injury", "2011", "34.1"))
    return database


def _asked(path: Path, how: str, statement: str) -> int:
    with closing(sqlite3.connect(f"{path.as_uri()}?{how}", uri=True)) as connection:
        (count,) = connection.execute(statement).fetchone()
    return int(count)


def _values(path: Path) -> list[str]:
    with open_reader(path) as reader:
        return [str(o.value) for o in reader.series("injury", "city")]


def test_beside_a_journal_others_are_refused_or_shown_what_was_never_committed(path: Path) -> None:
    leave_half_written(path)
    assert _values(path) == ["34.1"]
    with pytest.raises(sqlite3.OperationalError):
        _asked(path, "mode=ro", SPILT)
    try:
        shown = _asked(path, "immutable=1", SPILT)
    except sqlite3.DatabaseError:
        shown = -1  # pages of before and after do not go together
    assert shown != 0
    assert _asked(path, "mode=rw", SPILT) == 0  # which undoes it
    assert _asked(path, "mode=ro", SPILT) == 0


def test_a_copy_with_its_journal_is_read_and_one_without_it_is_called_damaged(path: Path) -> None:
    leave_half_written(path)
    both, alone = path.with_name("both.db"), path.with_name("alone.db")
    copyfile(path, both)
    copyfile(f"{path}-journal", f"{both}-journal")
    copyfile(path, alone)
    assert _values(both) == ["34.1"]
    assert verify(both) == ()
    assert FindingKind.FILE in {finding.kind for finding in verify(alone)}


def test_a_dump_that_was_loaded_again_needs_its_marks(path: Path) -> None:
    loaded = path.with_name("loaded.db")
    with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(loaded)) as new:
        new.executescript("\n".join(old.iterdump()))
    with pytest.raises(StoreError):
        _values(loaded)
    (marks,) = re.findall(r"```sql\n(PRAGMA application_id.*?)```", DOC, re.DOTALL)
    with closing(sqlite3.connect(loaded)) as new:
        new.executescript(marks)
    assert _values(loaded) == ["34.1"]
    assert verify(loaded) == ()
