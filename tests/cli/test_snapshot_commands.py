"""The record of snapshots: listed, compared, hashed again."""

import json
from pathlib import Path

import pytest
from command_line import Said, say
from since_sample import grown

FEBRUARY, MARCH, APRIL = "2014-02-28", "2014-03-07", "2014-04-04"


@pytest.fixture
def three_weeks(home: Path) -> Path:
    """Work on a ledger of which three weekly workbooks were left in a folder."""
    grown(home / "work.db")
    for friday in (FEBRUARY, MARCH, APRIL):
        ok("export", "--weekly", "--dir", "snapshots", "--known-at", friday)
    return home / "snapshots"


def ok(*arguments: str) -> Said:
    said = say(*arguments)
    assert (said.code, said.err) == (0, "")
    return said


def test_the_list_has_every_file_with_its_dates(three_weeks: Path) -> None:
    said = ok("snapshot", "list").out
    lines = [line for line in said.splitlines() if ".xlsx" in line]
    assert [line.split()[1] for line in lines] == ["2014-W09", "2014-W10", "2014-W14"]
    assert all(str(three_weeks) in line for line in lines)
    noted = json.loads(ok("snapshot", "list", "--format", "json").out)
    assert {*noted[0]} == {
        *("number", "week", "path", "sha256", "size", "as_of", "known_at", "plan_version"),
        *("last_entry", "language", "format", "program_version", "made_at", "made_by", "replaces"),
    }
    assert [s["plan_version"] for s in noted] == [1, 1, 2]


def test_without_snapshots_the_list_says_how_to_make_one(home: Path) -> None:
    grown(home / "work.db")
    assert "No snapshot is on record yet" in ok("snapshot", "list").out
    assert ok("snapshot", "verify", "--format", "json").out == "[]\n"


@pytest.mark.usefixtures("three_weeks")
@pytest.mark.parametrize(
    ("before", "after"),
    [
        *[("1", "2"), ("2014-W09", "2014-W10"), ("sample-2014-W09.xlsx", "sample-2014-W10")],
        ("snapshots/sample-2014-W09.xlsx", "./snapshots/sample-2014-W10.xlsx"),
    ],
)
def test_two_snapshots_are_compared_by_number_week_or_file_name(before: str, after: str) -> None:
    found = json.loads(ok("snapshot", "diff", before, after, "--format", "json").out)
    by_code = {change["code"]: change for change in found["changes"]}
    assert [c["cause"] for c in by_code["2"]["causes"]] == ["revised"]
    assert (by_code["M1"]["before"]["state"], by_code["M1"]["after"]["state"]) == (
        *("overdue", "done"),
    )
    assert (found["before"]["as_of"], found["after"]["as_of"]) == (FEBRUARY, MARCH)


@pytest.mark.usefixtures("three_weeks")
def test_the_comparison_is_that_of_the_workbook() -> None:
    said = ok("snapshot", "diff", "2014-W10", "2014-W14").out
    assert "target amended" in said
    assert "市政发〔2014〕5号" in said


@pytest.mark.usefixtures("three_weeks")
def test_snapshots_are_named_in_order_and_exactly() -> None:
    said = say("snapshot", "diff", "2", "1")
    assert (said.code, "name the earlier one first" in said.err) == (2, True)
    said = say("snapshot", "diff", "1", "2014-W33")
    assert (said.code, "No snapshot is called “2014-W33”" in said.err) == (2, True)


def test_verifying_finds_what_was_changed_and_what_is_gone(three_weeks: Path) -> None:
    assert ok("snapshot", "verify").out.count("as it was written") == 3
    edited, gone = (three_weeks / f"sample-2014-W{week}.xlsx" for week in ("09", "10"))
    edited.write_bytes(edited.read_bytes() + b"\0")
    gone.unlink()
    said = say("snapshot", "verify")
    assert said.code == 1
    lines = [line for line in said.out.splitlines() if ".xlsx" in line]
    assert ["changed since it was written" in lines[0], "not there" in lines[1]] == [True, True]
    states = json.loads(say("snapshot", "verify", "--format", "json").out)
    assert [s["state"] for s in states] == ["changed", "gone", "unchanged"]


def test_a_snapshot_that_was_written_over_is_no_finding(three_weeks: Path) -> None:
    ok("record", "1", "37", "-p", "2014")
    again = ("export", "--weekly", "--dir", "snapshots", "--replace", "--known-at")
    file = three_weeks / "sample-2014-W14.xlsx"
    file.write_bytes(b"spoilt")
    ok(*again, APRIL)
    states = json.loads(ok("snapshot", "verify", "--format", "json").out)
    assert [s["state"] for s in states] == ["unchanged", "unchanged", "replaced", "unchanged"]


def test_exporting_changes_neither_the_fingerprint_nor_the_figures(three_weeks: Path) -> None:
    assert ok("db", "verify").out.startswith("✓")
    before = json.loads(ok("status", "--format", "json", "--as-of", "2014-04-04").out)
    ok("export", "--weekly", "--dir", str(three_weeks.with_name("other")), "--known-at", APRIL)
    after = json.loads(ok("status", "--format", "json", "--as-of", "2014-04-04").out)
    assert {**before, "known_at": ""} == {**after, "known_at": ""}
    assert ok("db", "verify").out.startswith("✓")
