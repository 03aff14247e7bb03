"""An older copy of the ledger does not know what was exported since, and accuses nobody of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import say
from program_clock import ok
from since_sample import grown

FIRST = "2014-02-28"
OLDER = ("--db", "older.db")


@pytest.fixture(autouse=True)
def exported(home: Path) -> None:
    """Export a week, copy the ledger, and record something since."""
    grown(home / "work.db")
    ok(f"export --weekly --dir . --known-at {FIRST}")
    ok("export --table status -o status.csv")
    ok("db backup older.db")
    ok("record 2 4.2 -p 2014-06 --yes")


def verified(*more: str) -> tuple[int, list[str]]:
    said = say("db", "verify", *more)
    assert said.err == ""
    return said.code, said.out.splitlines()


def test_a_workbook_that_a_later_export_replaced_is_a_warning_in_the_older_copy() -> None:
    ok("export -o sample-2014-W09.xlsx --replace")
    assert verified()[0] == 0
    code, lines = verified(*OLDER)
    (replaced,) = [line for line in lines if "sample-2014-W09.xlsx”, is not" in line]
    assert code == 0
    assert replaced.startswith("! Snapshot 1, “")
    assert "so that a later export, which this older copy of the ledger does not know," in replaced
    assert lines[-1].startswith("✓ What is in the database fits its seals.")


def test_where_nothing_shows_that_the_copy_is_older_both_readings_are_told() -> None:
    ok("export --table status -o status.csv --replace")
    code, (line,) = verified(*OLDER)
    assert code == 1
    assert line.startswith("✗ Snapshot 2, “")
    assert line.endswith(
        "is not as it was written: somebody changed it, or this is an older copy of the ledger "
        "and a later export replaced it."
    )


def test_a_later_workbook_shows_for_other_files_that_the_copy_is_older() -> None:
    ok("export --table status -o status.csv --replace")
    ok("export -o now.xlsx")
    code, lines = verified(*OLDER)
    (replaced,) = [line for line in lines if "status.csv" in line]
    assert code == 0
    assert replaced.startswith("! Snapshot 2, “")
    assert "now.xlsx” shows" in replaced
    assert replaced.endswith("so that this seems to be an older copy.")


def test_a_workbook_of_the_week_changed_by_hand_is_an_error_everywhere(home: Path) -> None:
    workbook = home / "sample-2014-W09.xlsx"
    workbook.write_bytes(workbook.read_bytes() + b"\0")
    for more in ((), OLDER):
        code, (line,) = verified(*more)
        assert code == 1
        assert line.startswith("✗ Snapshot 1, “")


def test_the_snapshots_tell_it_apart_as_well() -> None:
    ok("export -o sample-2014-W09.xlsx --replace")
    ok("export --table status -o status.csv --replace")
    said = say("snapshot", "verify", "--format", "json", *OLDER)
    assert said.code == 1
    assert [found["state"] for found in json.loads(said.out)] == ["later", "changed"]


@pytest.fixture
def week_between() -> None:
    """Copy the ledger once more, with the newest figure in it; then export the week again."""
    ok("db backup between.db")
    ok("export -o sample-2014-W09.xlsx --replace")


BETWEEN = ("--db", "between.db")


@pytest.mark.usefixtures("week_between")
def test_a_later_state_that_the_copy_holds_too_is_a_later_export_as_well() -> None:
    assert verified()[0] == 0
    code, lines = verified(*BETWEEN)
    (replaced,) = [line for line in lines if "sample-2014-W09.xlsx”, is not" in line]
    assert code == 0
    assert replaced.startswith("! Snapshot 1, “")
    assert "it shows a later state of this ledger (" in replaced
    chinese = say("db", "verify", "--lang", "zh", *BETWEEN).out
    assert "其中载有本台账较晚的状态（" in chinese
    said = say("snapshot", "verify", "--format", "json", *BETWEEN)
    assert [found["state"] for found in json.loads(said.out)] == ["later", "unchanged"]


@pytest.mark.usefixtures("week_between")
@pytest.mark.parametrize("copy", [OLDER, BETWEEN])
def test_an_export_from_the_older_copy_calls_nobody_a_forger(copy: tuple[str, ...]) -> None:
    line = ["export", "-o", "sample-2014-W09.xlsx", "--replace", "--yes"]
    said = say(*line, *copy)
    assert said.code == 2
    assert "is a workbook that a later export, unknown to this older copy of the ledger" in said.err
    assert "changed" not in said.err
    assert (
        "是疑似由后续导出写成、而本台账这份较早的副本没有记录的工作簿"
        in say(*line, *copy, "--lang", "zh").err
    )


@pytest.mark.usefixtures("week_between")
def test_a_later_workbook_changed_by_hand_is_still_an_error_where_it_is_on_record(
    home: Path,
) -> None:
    workbook = home / "sample-2014-W09.xlsx"
    workbook.write_bytes(workbook.read_bytes() + b"\0")
    code, lines = verified()
    assert code == 1
    assert [line for line in lines if line.startswith("✗ Snapshot 3, “")]


def test_a_copy_of_another_workbook_on_record_is_no_later_export(home: Path) -> None:
    ok("export -o other.xlsx")
    (home / "sample-2014-W09.xlsx").write_bytes((home / "other.xlsx").read_bytes())
    code, (line,) = verified()
    assert code == 1
    assert line.startswith("✗ Snapshot 1, “")
    assert "somebody changed it, or this is an older copy" in line
    said = say("snapshot", "verify", "--format", "json")
    assert json.loads(said.out)[0]["state"] == "changed"
