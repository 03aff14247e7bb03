"""The record of snapshots: listed, compared, hashed again."""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile, copytree, rmtree
from typing import Any

import pytest
from command_line import Said, at_work, say
from since_sample import grown

from sbtrack.store.reads.reader import open_reader
from sbtrack.store.writes.notes import note_snapshot

SETTINGS = {"SBTRACK_LANG": "en", "SBTRACK_DB": "work.db"}
FEBRUARY, MARCH, APRIL = "2014-02-28", "2014-03-07", "2014-04-04"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a folder with a ledger and three weekly workbooks, and a copy of it to start from."""
    folder, copy = (tmp_path_factory.mktemp("weeks") / name for name in ("home", "copy"))
    folder.mkdir()
    with at_work(folder, **SETTINGS):
        grown(folder / "work.db")
        for friday in (FEBRUARY, MARCH, APRIL):
            ok("export", "--weekly", "--dir", "snapshots", "--known-at", friday)
    copytree(folder, copy)
    return folder, copy


@pytest.fixture
def three_weeks(kept: tuple[Path, Path]) -> Iterator[Path]:
    """Work on a ledger of which three weekly workbooks were left in a folder."""
    folder, copy = kept
    rmtree(folder)
    copytree(copy, folder)  # in the same place, which the ledger has on record
    with at_work(folder, **SETTINGS):
        yield folder / "snapshots"


def ok(*arguments: str) -> Said:
    """Run what has to go well; the ledger is years old, which is confirmed."""
    said = say(*arguments, *(["--yes"] if arguments[0] == "export" else []))
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


@pytest.mark.parametrize("width", [80, 100, 120])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_path_is_broken_between_its_folders(home: Path, width: int, language: str) -> None:
    grown(home / "work.db")
    folder = "snapshots of the city/for/the/weekly/meeting"
    ok("export", "--weekly", "--dir", folder, "--known-at", FEBRUARY)
    out = say("--lang", language, "snapshot", "list", width=width).out
    assert out.count("sample-2014-W09.xlsx") == 1
    assert "2014" in out.replace("sample-2014", "")


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
    assert ok("snapshot", "verify").out.count("  as it was written") == 3
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
    ok("record", "1", "37", "-p", "2014", "--yes")
    again = ("export", "--weekly", "--dir", "snapshots", "--replace", "--known-at")
    (three_weeks / "sample-2014-W14.xlsx").unlink()
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


def states(*more: str) -> list[str]:
    """Return how each file is found, by the number of its snapshot."""
    return [found["state"] for found in verified(*more)]


def verified(*more: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        say("snapshot", "verify", "--format", "json", *more).out
    )
    return found


def weekly(folder: str, known_at: str, *more: str) -> None:
    ok("export", "--weekly", "--dir", folder, "--known-at", known_at, *more)


def test_what_is_wrong_is_told_first_and_counted(three_weeks: Path) -> None:
    assert "3, of which 0 wrong, 3 as they were written, and 0 replaced" in verified_text(0)
    weekly("snapshots", APRIL, "--keep", "2")
    (three_weeks / "sample-2014-W14.xlsx").unlink()
    said = verified_text(1)
    assert "3, of which 1 wrong, 1 as they were written, and 1 replaced or cleared away" in said
    found = [line.split()[1] for line in said.splitlines() if ".xlsx" in line]
    assert found == ["2014-W14", "2014-W09", "2014-W10"]


def verified_text(code: int) -> str:
    said = say("snapshot", "verify")
    assert said.code == code
    return said.out


def test_a_file_that_was_written_again_is_cleared_away_like_any_other(three_weeks: Path) -> None:
    (three_weeks / "sample-2014-W10.xlsx").unlink()
    weekly("snapshots", MARCH)
    weekly("snapshots", APRIL, "--keep", "1")
    assert states() == ["cleared", "replaced", "unchanged", "cleared"]
    assert say("snapshot", "verify").code == 0
    assert ok("db", "verify").out.startswith("✓")


def test_what_is_cleared_away_in_one_folder_is_missed_in_another(three_weeks: Path) -> None:
    weekly("again", FEBRUARY)
    weekly("again", MARCH)
    weekly("again", APRIL, "--keep", "1")
    assert states() == [*["unchanged"] * 3, "cleared", "cleared", "unchanged"]
    (three_weeks / "sample-2014-W10.xlsx").unlink()
    assert states()[:3] == ["unchanged", "gone", "unchanged"]
    (three_weeks / "sample-2014-W14.xlsx").unlink()  # that there is one in “again” is no comfort
    assert states()[:3] == ["unchanged", "gone", "gone"]


def test_marks_that_an_earlier_version_set_on_the_wrong_record_are_understood(
    three_weeks: Path,
) -> None:
    weekly("again", FEBRUARY)
    with open_reader(three_weeks.with_name("work.db")) as reader:
        first, *_, copy = reader.snapshots()
    marked = replace(copy, number=0, made_at=datetime.now(UTC), format="removed", replaces=1)
    note_snapshot(three_weeks.with_name("work.db"), marked)
    Path(copy.path).unlink()
    assert states() == ["unchanged", "unchanged", "unchanged", "cleared"]
    Path(first.path).unlink()
    assert states() == ["gone", "unchanged", "unchanged", "cleared"]


def test_keep_leaves_copies_that_somebody_made(three_weeks: Path) -> None:
    copytree(three_weeks, "copied")
    weekly("copied", "2014-04-11", "--keep", "1")
    assert len([*Path("copied").glob("*.xlsx")]) == 4
    assert states() == ["unchanged"] * 4


def test_a_folder_that_moved_is_followed_and_may_be_cleared(three_weeks: Path) -> None:
    three_weeks.rename("moved")
    assert states() == ["gone"] * 3  # nobody could know where to
    weekly("moved", "2014-04-11")
    found = verified()
    assert [f["state"] for f in found] == [*["moved"] * 3, "unchanged"]
    assert found[0]["found"] == str(Path("moved", "sample-2014-W09.xlsx").resolve())
    assert "moved/sample-2014-W09.xlsx" in ok("snapshot", "verify").out
    weekly("moved", "2014-04-11", "--keep", "2")
    assert states() == ["cleared", "cleared", "moved", "unchanged"]
    weekly("moved", APRIL, "--replace", "--as-of", "2014-04-03")
    assert states() == ["cleared", "cleared", "replaced", "unchanged", "unchanged"]


def test_a_workbook_that_was_altered_where_its_series_moved_to_is_not_called_gone(
    three_weeks: Path,
) -> None:
    three_weeks.rename("moved")
    weekly("moved", "2014-04-11")
    altered = Path("moved", "sample-2014-W10.xlsx")
    altered.write_bytes(altered.read_bytes() + b"\0")
    found = verified()
    assert [f["state"] for f in found] == ["moved", "moved_changed", "moved", "unchanged"]
    assert found[1]["found"] == str(altered.resolve())
    said = verified_text(1)
    assert "moved, and changed since it was written" in said.splitlines()[-4]
    assert "4, of which 1 wrong, 3 as they were written" in said
    altered.unlink()
    assert states() == ["moved", "gone", "moved", "unchanged"]


def test_a_database_that_moved_with_its_snapshots_finds_them(three_weeks: Path) -> None:
    other = three_weeks.with_name("other")
    other.mkdir()
    three_weeks.rename(other / "snapshots")
    Path("work.db").rename(other / "kept.db")
    (other / "snapshots" / "sample-2014-W10.xlsx").rename(other / "sample-2014-W10.xlsx")
    (other / "snapshots" / "sample-2014-W14.xlsx").write_bytes(b"spoilt")
    assert states("--db", str(other / "kept.db")) == ["moved", "moved", "moved_changed"]


def test_a_copied_folder_is_verified_by_name_and_content(three_weeks: Path) -> None:
    weekly("again", FEBRUARY)
    weekly("trial", "2014-05-02")
    copied = Path(copytree(three_weeks, "disk"))
    (copied / "notes.txt").write_text("kept")
    assert states("--dir", "disk") == ["unchanged"] * 3
    assert "3, of which 0 wrong" in ok("snapshot", "verify", "--dir", "disk").out
    (copied / "sample-2014-W09.xlsx").write_bytes(b"spoilt")
    (copied / "sample-2014-W10.xlsx").unlink()
    assert states("--dir", "disk") == ["changed", "gone", "unchanged"]
    assert say("snapshot", "verify", "--dir", "disk").code == 1
    assert states("--dir", "again") == ["unchanged"]
    (copied / "sample-2014-W18.xlsx").write_bytes(b"never written here")
    assert states("--dir", "disk") == ["changed", "gone", "unchanged", "changed"]


def test_a_copy_from_before_a_workbook_was_replaced_lacks_the_later_one(
    three_weeks: Path,
) -> None:
    copytree(three_weeks, "disk")
    weekly("snapshots", APRIL, "--as-of", "2014-04-03", "--replace")
    assert states("--dir", "snapshots") == ["unchanged", "unchanged", "replaced", "unchanged"]
    assert states("--dir", "disk") == ["unchanged", "unchanged", "unchanged", "gone"]


def test_single_files_are_verified_where_they_lie(three_weeks: Path) -> None:
    for name in ("one.xlsx", "two.csv"):
        ok("export", "-o", name)
    copytree(three_weeks, "disk")
    copyfile("two.csv", "disk/two.csv")
    assert states("--dir", "disk") == ["unchanged"] * 4
    assert states() == ["unchanged"] * 5


def test_a_file_that_cannot_be_read_is_not_called_gone(three_weeks: Path) -> None:
    file = three_weeks / "sample-2014-W09.xlsx"
    file.unlink()
    os.mkfifo(file)
    assert states() == ["unreadable", "unchanged", "unchanged"]
    assert "cannot be read" in verified_text(1)


@pytest.mark.usefixtures("three_weeks")
def test_a_folder_in_which_there_is_nothing_to_verify_is_said() -> None:
    Path("empty").mkdir()
    nothing, none = "has the name of an exported file", "There is no folder"
    for folder, sentence in (("empty", nothing), ("none", none), ("work.db", none)):
        said = say("snapshot", "verify", "--dir", folder)
        assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
        assert sentence in said.err
