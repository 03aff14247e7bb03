"""A check names the cause, in few words, and what lies ahead of the clock or beside the ledger."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from sealed_sample import PUT_IN, said, sealed_ledger, snapshot_of, workbook_with
from store_sample import HOUR, START, figure, note, tampered

from sbtrack.domain.database import FindingKind
from sbtrack.domain.diagnostic import Severity
from sbtrack.domain.ledger import Head
from sbtrack.store.care.info import database_info
from sbtrack.store.care.verify import verify, verify_ok
from sbtrack.store.reads.reader import open_reader
from sbtrack.store.writes.notes import note_snapshot


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return sealed_ledger(tmp_path)


def test_an_entry_removed_with_its_seal_is_named_by_the_gap(path: Path) -> None:
    tampered(path, "DELETE FROM entry WHERE id = 3",
             "DELETE FROM seal WHERE kind = 'entry' AND id = 3")  # fmt: skip
    findings = verify(path)
    assert said(findings)[0] == "Somebody removed entry 3 with its seal."
    assert findings[0].entry_id == 3


def test_a_row_of_entries_removed_with_their_seals_is_named(path: Path) -> None:
    tampered(path, "DELETE FROM entry WHERE id BETWEEN 3 AND 5",
             "DELETE FROM seal WHERE kind = 'entry' AND id BETWEEN 3 AND 5")  # fmt: skip
    assert (
        said(verify(path))[0]
        == "Somebody removed what was from entry 3 to entry 5, with its seals."
    )


def test_a_removed_plan_version_comes_first_and_in_few_lines(path: Path) -> None:
    tampered(path, "DELETE FROM plan_version WHERE number = 2")
    lines = said(verify(path))
    assert lines[0] == "Somebody removed plan version 2."
    assert len(lines) == 2
    assert lines[1].endswith("refer to rows of plan_version that are not there.")


def test_what_is_dated_ahead_of_the_clock_is_a_warning_that_names_the_first(path: Path) -> None:
    now = START + 9 * HOUR
    assert verify(path, now=now) == ()
    note(path, figure("wage"), 9 + 24 * 365 * 30)
    note(path, figure("wage", "2012"), 10)
    (finding,) = verify(path, now=now)
    assert (finding.kind, finding.entry_id) == (FindingKind.CLOCK, 8)
    assert finding.severity is Severity.WARNING
    assert said((finding,))[0].startswith("The date of entry 8, 2042-")
    newest = database_info(path).newest_moment
    assert newest is not None
    assert newest > now + timedelta(days=10000)


def test_clocks_that_differ_by_minutes_are_nothing(path: Path) -> None:
    assert verify(path, now=START + 8 * HOUR - timedelta(minutes=9)) == ()


def test_a_record_that_another_tool_put_in_is_seen_without_a_check(path: Path) -> None:
    with open_reader(path) as reader:
        assert reader.without_seal() == ()
    tampered(path, *PUT_IN)
    with open_reader(path) as reader:
        (record,) = reader.without_seal()
    assert (record.template, record.arguments) == ("entry {id}", {"id": 8})


def test_a_ledger_cut_off_at_its_end_is_contradicted_by_a_workbook(path: Path) -> None:
    with open_reader(path) as reader:
        head = reader.head()
    file = workbook_with(path.with_name("later.xlsx"), head)
    note_snapshot(path, snapshot_of(file))
    assert verify(path) == ()
    tampered(
        path,
        "DELETE FROM snapshot WHERE number = 2",
        "DELETE FROM entry WHERE id = 7",
        "DELETE FROM seal WHERE number > 10",
        "UPDATE ledger_head SET count = 10, hash = (SELECT hash FROM seal WHERE number = 10)",
    )
    (finding,) = verify(path)
    assert finding.severity is Severity.WARNING
    assert "but this ledger has only 10 seals: it is an older copy" in said((finding,))[0]
    assert verify_ok(path)
    assert verify(path, documents=False) == ()


def test_a_recorded_workbook_that_shows_another_chain_proves_the_change(path: Path) -> None:
    file = workbook_with(path.with_name("later.xlsx"), Head(4, "f" * 64))
    (finding,) = verify(path)
    assert finding.severity is Severity.WARNING
    assert "which this ledger never had" in said((finding,))[0]
    note_snapshot(path, snapshot_of(file))
    (finding,) = verify(path)
    assert finding.severity is Severity.ERROR
    assert "which the ledger does not have: what was recorded by then" in said((finding,))[0]


def test_workbooks_of_other_plans_and_other_programs_are_no_witnesses(path: Path) -> None:
    workbook_with(path.with_name("other.xlsx"), Head(4, "f" * 64), plan="another")
    with ZipFile(path.with_name("plain.xlsx"), "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert verify(path) == ()
