"""One cause is told once: what was not checked, what is gone from beside a copy, and when."""

from __future__ import annotations

import re
import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from sealed_sample import said, sealed_ledger, snapshot_of
from store_sample import HOUR, START, figure, note, tampered

from sbtrack.domain.database import FindingKind
from sbtrack.domain.ledger import Evidence, EvidenceKind
from sbtrack.domain.snapshot import Snapshot
from sbtrack.locale.words import Words
from sbtrack.store.care.backup import backup
from sbtrack.store.care.filecheck import fingerprint
from sbtrack.store.care.verify import verify
from sbtrack.store.writes.notes import note_snapshot

CHINESE = Words("zh")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return sealed_ledger(tmp_path)


def _in_chinese(path: Path) -> list[str]:
    return [CHINESE.say(finding.sentence) for finding in verify(path, now=START + 9 * HOUR)]


def _overwritten(path: Path, first: int, last: int) -> None:
    data = bytearray(path.read_bytes())
    data[first:last] = b"\xaa" * (last - first)
    path.write_bytes(data)


def test_pages_that_stop_every_check_are_told_once(path: Path) -> None:
    _overwritten(path, 8192, path.stat().st_size)
    assert said(verify(path, now=START)) == [
        "Nothing could be checked to the end (pages of the file are damaged); restore a backup."
    ]
    assert _in_chinese(path) == ["各项均未能查完（文件有页面损坏）；请恢复备份。"]


def test_wherever_pages_are_damaged_it_is_told_once_what_was_checked_and_what_was_not(
    path: Path,
) -> None:
    whole, seen = path.read_bytes(), 0
    for page in range(1, len(whole) // 4096):
        path.write_bytes(whole)
        _overwritten(path, page * 4096, (page + 1) * 4096)
        lines = [line for line in said(verify(path)) if "hecked" in line]
        assert len(lines) <= 1, f"page {page}"
        match = re.search(r"\): (.*)\. Checked: (.*)\. Restore", "".join(lines))
        if match:
            seen += 1
            assert len({*match[1].split(", "), *match[2].split(", ")}) == 9, f"page {page}"
            chinese = "".join(_in_chinese(path)).replace("SQLite", "")
            assert not re.search("[A-Za-z]{2}", chinese.partition("未能查完")[2])
    assert seen


def test_a_table_that_is_missing_is_told_once_in_words_of_ours(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE evidence")
    (line,) = [line for line in said(verify(path)) if line.startswith("Not checked to the end")]
    assert line.startswith(
        "Not checked to the end (a table or column that it takes is missing): the chain of seals, "
    )
    assert "The table evidence is missing from the database." in said(verify(path))


def _weekly(path: Path, count: int) -> list[Snapshot]:
    """Note so many weekly workbooks."""
    made = []
    for week in range(1, count + 1):
        workbook = path.with_name(f"2012-W{week:02d}.xlsx")
        workbook.write_bytes(b"PK" + bytes([week]))
        made.append(note_snapshot(path, snapshot_of(workbook)))
    return made


def _cleared(path: Path, snapshot: Snapshot) -> None:
    note_snapshot(path, replace(snapshot, format="removed", replaces=snapshot.number))
    path.with_name(snapshot.path).unlink()


def test_workbooks_cleared_away_since_a_copy_was_made_are_one_finding_there(path: Path) -> None:
    weekly = _weekly(path, 9)
    _cleared(path, weekly[0])  # the record of it is snapshot 11
    backup(path, path.with_name("copy.db"))
    for snapshot in (*weekly[1:5], weekly[7]):
        _cleared(path, snapshot)
    assert verify(path) == ()

    (finding,) = verify(path.with_name("copy.db"))

    assert said((finding,)) == [
        "Snapshots 3 to 6, 9 (5 files) are not there, and this database does not say that they "
        "were cleared away, which an older copy may lack; `sbtrack snapshot verify` tells more."
    ]
    assert "共5个快照文件（编号3至6、9）不在原处" in CHINESE.say(finding.sentence)


def test_records_of_what_was_cleared_away_do_not_part_the_numbers_of_what_is_gone(
    path: Path,
) -> None:
    first, second = _weekly(path, 2)
    _cleared(path, first)
    third = note_snapshot(path, replace(second, path="3.xlsx"))
    assert (second.number, third.number) == (3, 5)
    path.with_name(second.path).unlink()
    (finding,) = verify(path)
    assert said((finding,))[0].startswith("Snapshots 3 to 5 (2 files) are not there")


def test_a_date_ahead_of_the_clock_is_told_to_the_minute_where_the_plan_applies(path: Path) -> None:
    note(path, figure("wage"), 9)
    (finding,) = verify(path, now=START)
    assert finding.kind is FindingKind.CLOCK
    assert said((finding,))[0].startswith("The date of entry 1, 2012-01-10 17:00, is ahead")
    assert CHINESE.say(finding.sentence).startswith(
        "第1号记录（时间：2012年1月10日 17:00）超前于本机时钟，"
    )


def test_a_date_out_of_order_is_told_to_the_minute_where_the_plan_applies(path: Path) -> None:
    tampered(path, "UPDATE batch SET recorded_at = '2011-12-31T17:30:01.390981Z' WHERE number = 3")
    assert "The date of entry 3 (2012-01-01 01:30) is not after that of the one before it." in said(
        verify(path)
    )
    tampered(path, "UPDATE plan_version SET utc_offset = 'zz'")
    assert any("entry 3 (2011-12-31 17:30 UTC)" in line for line in said(verify(path)))
    tampered(path, "UPDATE batch SET recorded_at = '2011' WHERE number = 3")
    assert any("entry 3 (2011) is not after" in line for line in said(verify(path)))


def test_in_chinese_the_record_of_a_snapshot_is_dated_without_a_row_of_particles(
    path: Path,
) -> None:
    note_snapshot(path, snapshot_of(path.with_name("周报.xlsx")))
    tampered(path, "UPDATE snapshot SET made_at = '2011-12-31T17:30:01.390981Z' WHERE number = 2")
    assert "第2号快照的记载（时间：2012年1月1日 01:30）不晚于前一条。" in _in_chinese(path)


def test_a_document_on_which_many_entries_rest_is_read_once(path: Path) -> None:
    yearbook = path.with_name("年鉴.pdf")
    yearbook.write_bytes(b"%PDF yearbook")
    evidence = (Evidence(EvidenceKind.FILE, yearbook.name, *fingerprint(yearbook)),)
    for year in range(2011, 2016):
        note(path, figure("wage", str(year)), 9, evidence=evidence)
    read: list[str] = []

    def watch(frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and frame.f_code is fingerprint.__code__:
            read.append(frame.f_locals["path"].name)

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        assert verify(path) == ()
    finally:
        sys.setprofile(before)
    assert read.count("年鉴.pdf") == 1
    assert read.count("公报.pdf") == 1
