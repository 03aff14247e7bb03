"""Whatever is read is held against its seal: an altered figure is never told."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sealed_sample import sealed_ledger
from store_sample import AMENDED, START, WHO, figure, note, tampered

from sbtrack.domain.errors import StoreError
from sbtrack.locale.words import Words
from sbtrack.store.care.backup import backup
from sbtrack.store.chain import form2
from sbtrack.store.reads.reader import Reader, open_reader
from sbtrack.store.writes.writer import retract

ENGLISH = Words("en")
DAY = date(2015, 12, 31)
READS: dict[str, Callable[[Reader], object]] = {
    "status": lambda reader: reader.status_facts(AMENDED, DAY),
    "series": lambda reader: reader.series("rural", "city"),
    "latest": lambda reader: next(reader.latest("rural", "city", DAY)),
    "log": lambda reader: list(reader.entries()),
    "entry": lambda reader: reader.entry(3),
    "timeline": lambda reader: list(reader.entries_by_period("rural", "city")),
    "export": lambda reader: reader.require_whole(),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return sealed_ledger(tmp_path)


def _sealed_anew(path: Path, kind: str, id: int) -> None:
    """Do what somebody does who knows how seals are made: fit one to its altered record."""
    with closing(sqlite3.connect(path)) as connection:
        ((_, text),) = form2.texts_of(connection, kind, (id,))
        number, previous = connection.execute(
            "SELECT number, (SELECT hash FROM seal AS before WHERE before.number = seal.number - 1)"
            " FROM seal WHERE kind = ? AND id = ?",
            (kind, id),
        ).fetchone()
    hashed = form2.hash_of(previous or form2.START, text)
    mark = form2.mark_of(text).hex()
    tampered(path, f"UPDATE seal SET hash = x'{hashed.hex()}', mark = x'{mark}' "
                   f"WHERE number = {number}")  # fmt: skip


@pytest.mark.parametrize("read", READS.values(), ids=READS.keys())
@pytest.mark.parametrize("sealed_anew", [False, True], ids=["plainly", "sealed anew"])
def test_an_altered_figure_is_never_told(
    path: Path, read: Callable[[Reader], object], sealed_anew: bool
) -> None:
    with open_reader(path) as reader:
        read(reader)
    tampered(path, "UPDATE entry SET value = '99' WHERE id = 3")
    if sealed_anew:
        _sealed_anew(path, "entry", 3)

    with pytest.raises(StoreError) as caught, open_reader(path) as reader:
        read(reader)
    assert "`sbtrack db verify`" in ENGLISH.say(caught.value.message)


def test_the_newest_entry_sealed_anew_does_not_fit_the_end_of_the_chain(path: Path) -> None:
    tampered(path, "UPDATE entry SET value = '99' WHERE id = 7")
    _sealed_anew(path, "entry", 7)
    with pytest.raises(StoreError) as caught, open_reader(path) as reader:
        reader.entry(7)
    assert ENGLISH.say(caught.value.message).startswith("entry 7 in ")


def test_an_altered_plan_is_never_told(path: Path) -> None:
    tampered(path, "UPDATE target SET value = '1' WHERE plan_version = 2 AND item = 'injury'")
    with pytest.raises(StoreError) as caught, open_reader(path) as reader:
        reader.plan_version()
    assert ENGLISH.say(caught.value.message).startswith("plan version 2 in ")


def test_figures_that_are_not_altered_are_told_beside_one_that_is(path: Path) -> None:
    tampered(path, "UPDATE entry SET value = '99' WHERE id = 3")
    with open_reader(path) as reader:
        assert [o.entry_id for o in reader.series("injury", "city")] == [5]


def test_what_was_withdrawn_is_not_looked_at_any_more(path: Path) -> None:
    tampered(path, "UPDATE entry SET value = '99' WHERE id = 3")
    retract(path, 3, reason="altered", recorded_by=WHO, now=START)
    note(path, figure("rural", "2013", "81"), 9)
    with open_reader(path) as reader:
        assert [str(o.value) for o in reader.series("rural", "city")] == ["81"]


def test_no_backup_is_made_of_what_was_altered(path: Path) -> None:
    tampered(path, "UPDATE entry SET value = '99' WHERE id = 3")
    copy = path.with_name("copy.db")
    with pytest.raises(StoreError) as caught:
        backup(path, copy)
    said = ENGLISH.say(caught.value.message)
    assert "so nothing was written: Somebody changed entry 3 after it was written." in said
    assert not copy.exists()
    assert not list(path.parent.glob(".sbtrack-*"))
