"""An export is written over an earlier one that is as it was written, and over nothing else."""

import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from shutil import copyfile

import pytest
from command_line import XINGTAI, begin, say

CSV = ("--format", "csv")
EVIDENCE = "rests on as evidence, which no export writes over"


@pytest.fixture(autouse=True)
def ledger(home: Path) -> None:  # noqa: ARG001
    """Work on a ledger of one entry, which rests on a report."""
    Path("report.csv").write_text("as published", "utf-8")
    ok("record", "4", "37.2", "-p", "2013", "-e", "report.csv")


def ok(*arguments: str) -> str:
    said = say(*arguments)
    assert (said.code, said.err) == (0, "")
    return said.out


def refused(*arguments: str) -> str:
    """Return the one line that a refused command says; it changes and notes nothing."""
    before, noted = everything(), ok("snapshot", "list")
    said = say(*arguments)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1), said
    assert everything() == before
    assert ok("snapshot", "list") == noted
    return said.err


def everything() -> dict[str, object]:
    """Return what lies here: where links lead to, and what is in files."""
    return {str(p): p.readlink() if p.is_symlink() else p.is_file() and p.read_bytes()
            for p in Path().rglob("*")}  # fmt: skip


def changed_since() -> None:
    ok("record", "5", "40", "-p", "2013", "--yes")


def snapshots() -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(ok("snapshot", "list", "--format", "json"))
    return found


SPELLINGS: dict[str, Callable[[], object]] = {
    "work.db": lambda: None,
    "./folder/../work.db": lambda: Path("folder").mkdir(),
    "link.db": lambda: Path("link.db").symlink_to("work.db"),
    "hard.csv": lambda: os.link("work.db", "hard.csv"),
    "WORK.DB": lambda: os.link("work.db", "WORK.DB"),  # where case makes no difference
    "folder/work.db": lambda: Path("folder").symlink_to("."),
}


@pytest.mark.sample(6)
@pytest.mark.parametrize("spelt", SPELLINGS)
@pytest.mark.parametrize("more", [(), ("--replace",)])
def test_the_database_is_never_written_over(spelt: str, more: tuple[str, ...]) -> None:
    SPELLINGS[spelt]()
    said = refused("export", "-o", spelt, *CSV, *more)
    what = "a link to “work.db”" if spelt == "link.db" else "the database itself"
    assert f"is {what}, which no export writes over; write elsewhere." in said
    refused("export", "-o", str(Path(spelt).absolute()), *CSV, *more)


def test_a_database_that_is_reached_through_a_link_is_the_database() -> None:
    Path("link.db").symlink_to("work.db")
    for name in ("work.db", "link.db"):
        refused("--db", "link.db", "export", "-o", name, *CSV, "--replace")


@pytest.fixture
def nothing_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Name no database; the default one, which is not there, would lie in the folder sbtrack."""
    monkeypatch.setenv("SBTRACK_DB", "")
    monkeypatch.setenv("XDG_DATA_HOME", str(Path.cwd()))
    Path("sbtrack").mkdir()


@pytest.mark.usefixtures("nothing_named")
def test_nothing_is_put_where_a_database_is_to_be() -> None:
    for name in ("sbtrack/sbtrack.db", "sbtrack/SBTRACK.db"):
        assert "is the database itself" in refused("export", "-o", name, *CSV, "--allow-empty")


@pytest.mark.parametrize("companion", ["-journal", "-wal", "-shm", "-WAL"])
def test_what_sqlite_keeps_beside_a_database_is_not_written_nor_written_over(
    companion: str,
) -> None:
    for database in ("work.db", "other.db"):
        name = f"{database}{companion}"
        assert "has a name that SQLite uses" in refused("export", "-o", name, *CSV)
    Path(f"work.db{companion}").write_bytes(b"")
    assert "has a name that SQLite uses" in refused(
        "export", "-o", f"work.db{companion}", *CSV, "--replace"
    )
    os.link(f"work.db{companion}", "harmless.csv")
    refused("export", "-o", "harmless.csv", "--replace")


def test_no_other_sqlite_file_is_written_over_whatever_its_name() -> None:
    ok("db", "backup", "backup.db")
    with closing(sqlite3.connect("photos.csv")) as connection:
        connection.execute("CREATE TABLE photos (name TEXT)")
    for line in (("backup.db", *CSV), ("photos.csv",)):
        assert "is a SQLite database, which no export" in refused(
            "export", "-o", *line, "--replace"
        )


@pytest.mark.parametrize("more", [(), ("--replace",)])
def test_a_plan_file_and_whatever_else_is_not_on_record_are_not_written_over(
    more: tuple[str, ...],
) -> None:
    copyfile(XINGTAI, "plan.yaml")
    Path("notes.md").write_text("mine", "utf-8")
    Path("book.xlsx").write_bytes(b"PK\3\4 some workbook")
    Path("no-book.xlsx").write_bytes(b"a letter")
    for name, what in (
        ("plan.yaml", "a YAML file"),
        ("notes.md", "a Markdown file"),
        ("book.xlsx", "a workbook"),
        ("no-book.xlsx", "a file"),
    ):
        format = CSV if name.endswith("yaml") else ()
        said = refused("export", "-o", name, *format, *more)
        assert (
            f"is {what} that this ledger does not have on record, so it is not written over" in said
        )
        assert "move it away, or write elsewhere." in said


def test_what_another_ledger_wrote_is_not_on_record_here() -> None:
    begin("other.db")
    ok("--db", "other.db", "record", "4", "37.2", "-p", "2013")
    ok("--db", "other.db", "export", "-o", "status.csv")
    assert "a CSV file that this ledger does not have on record" in refused(
        "export", "-o", "status.csv", "--replace"
    )


@pytest.mark.parametrize("more", [(), ("--replace",)])
def test_evidence_is_not_written_over_by_whatever_name(more: tuple[str, ...]) -> None:
    assert f"entry 1 {EVIDENCE}" in refused("export", "-o", "report.csv", *more)
    os.link("report.csv", "same.csv")
    assert f"entry 1 {EVIDENCE}" in refused("export", "-o", "same.csv", *more)
    Path("folder").symlink_to(".")
    assert f"entry 1 {EVIDENCE}" in refused("export", "-o", "folder/report.csv", *more)


def test_nothing_is_put_where_evidence_is_missing() -> None:
    Path("report.csv").rename("elsewhere.csv")
    for name in ("report.csv", "Report.CSV"):
        assert f"entry 1 {EVIDENCE}" in refused("export", "-o", name)


def test_an_export_that_an_entry_rests_on_stays() -> None:
    ok("export", "-o", "status.csv")
    ok("export", "--weekly", "--dir", "snapshots")
    (weekly,) = Path("snapshots").glob("*.xlsx")
    ok("record", "5", "40", "-p", "2013", "-e", "status.csv", "-e", str(weekly))
    assert f"entry 2 {EVIDENCE}" in refused("export", "-o", "status.csv", "--replace")
    assert f"entry 2 {EVIDENCE}" in refused("export", "--weekly", "--dir", "snapshots", "--replace")


@pytest.mark.sample(2)
@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("a.csv", "a CSV file"),
        ("a.json", "a JSON file"),
        ("a.md", "a Markdown file"),
        ("a.xlsx", "a workbook"),
    ],
)
def test_an_export_is_replaced_as_long_as_it_is_as_it_was_written(name: str, what: str) -> None:
    ok("export", "-o", name)
    assert "is there already; add --replace to write over it" in refused("export", "-o", name)
    first = Path(name).read_bytes()
    changed_since()
    ok("export", "-o", name, "--replace")
    assert Path(name).read_bytes() != first
    assert [s["replaces"] for s in snapshots()] == [None, 1]
    ok("snapshot", "verify")
    Path(name).write_bytes(Path(name).read_bytes() + b"edited")
    for more in ((), ("--replace",)):
        said = refused("export", "-o", name, *more)
        assert f"is {what} that sbtrack wrote but that was changed since" in said
    Path(name).write_bytes(first)  # an earlier one, brought back
    ok("export", "-o", name, "--replace")


def test_what_would_come_out_the_same_is_left_alone() -> None:
    ok("export", "-o", "a.csv", "--table", "values")
    before, noted = Path("a.csv").stat(), snapshots()
    same = ("st_ino", "st_mtime_ns", "st_ctime_ns")
    said = ok("export", "-o", "a.csv", "--table", "values", "--replace", "-v")
    assert "is there already and nothing has changed since" in said
    after = Path("a.csv").stat()
    assert [getattr(after, name) for name in same] == [getattr(before, name) for name in same]
    assert snapshots() == noted


def test_a_copy_is_not_on_record_and_what_was_moved_is() -> None:
    ok("export", "-o", "a.csv")
    copyfile("a.csv", "copy.csv")
    Path("folder").mkdir()
    copyfile("a.csv", "folder/a.csv")
    for name in ("copy.csv", "folder/a.csv"):
        said = refused("export", "-o", name, "--replace")
        assert "is a copy of snapshot 1, which was written to" in said
    Path("a.csv").replace("folder/a.csv")
    changed_since()
    ok("export", "-o", "folder/a.csv", "--replace")
    assert [s["replaces"] for s in snapshots()] == [None, 1]
    ok("snapshot", "verify")


def test_a_copied_week_is_left_alone_while_it_says_the_same_and_else_stays() -> None:
    ok("export", "--weekly", "--dir", "snapshots")
    (weekly,) = Path("snapshots").glob("*.xlsx")
    Path("copied").mkdir()
    copyfile(weekly, Path("copied", weekly.name))
    for more in ((), ("--replace",)):
        ok("export", "--weekly", "--dir", "copied", *more)
    assert len(snapshots()) == 1
    changed_since()
    for more in ((), ("--replace",)):
        said = refused("export", "--weekly", "--dir", "copied", *more)
        assert "is a copy of snapshot 1" in said


def test_a_weeks_workbook_that_was_changed_by_hand_is_called_that() -> None:
    ok("export", "--weekly", "--dir", "snapshots")
    (weekly,) = Path("snapshots").glob("*.xlsx")
    weekly.write_bytes(weekly.read_bytes() + b"\0")
    for more in ((), ("--replace",)):
        said = refused("export", "--weekly", "--dir", "snapshots", *more)
        assert "is a workbook that sbtrack wrote but that was changed since" in said
    Path("snapshots").rename("moved")
    said = refused("export", "--weekly", "--dir", "moved", "--replace")
    assert "with the name of snapshot 1, which is no longer where it was written" in said
    Path("moved", weekly.name).unlink()
    ok("export", "--weekly", "--dir", "moved")


def test_links_folders_pipes_and_devices_stay_as_they_are() -> None:
    ok("export", "-o", "a.csv")
    changed_since()
    Path("latest.csv").symlink_to("a.csv")
    Path("nowhere.csv").symlink_to("gone.csv")
    Path("folder.csv").mkdir()
    os.mkfifo("pipe.csv")
    for name, what in (
        ("latest.csv", "a link to “a.csv”"),
        ("nowhere.csv", "a link to “gone.csv”"),
        ("folder.csv", "a folder"),
        ("pipe.csv", "a pipe or a device"),
        (os.devnull, "a pipe or a device"),
    ):
        for more in ((), ("--replace",)):
            assert f"is {what}, which no export writes over" in refused(
                "export", "-o", name, *CSV, *more
            )
    assert Path("pipe.csv").is_fifo()


def test_a_weekly_workbook_goes_over_no_link_and_no_database_either() -> None:
    ok("export", "--weekly", "--dir", "snapshots")
    (weekly,) = Path("snapshots").glob("*.xlsx")
    weekly.rename("moved.xlsx")
    weekly.symlink_to("../moved.xlsx")
    line = ("export", "--weekly", "--dir", "snapshots", "--replace")
    assert "is a link to “../moved.xlsx”" in refused(*line)
    weekly.unlink()
    ok("db", "backup", str(weekly))
    assert "is a SQLite database" in refused(*line)


@pytest.mark.usefixtures("nothing_named")
def test_without_a_database_nothing_is_on_record() -> None:
    line = ("export", "-o", "empty.csv", "--allow-empty")
    ok(*line)
    assert "does not have on record" in refused(*line, "--replace")


def test_it_is_said_in_chinese_too() -> None:
    ok("export", "-o", "a.csv")
    Path("a.csv").write_bytes(b"edited")
    said = refused("export", "-o", "a.csv", "--replace", "--lang", "zh")
    assert "是sbtrack写出、此后被改动过或被本台账副本不知道的后续导出重写的CSV文件，故不予" in said
    said = refused("export", "-o", "work.db", *CSV, "--replace", "--lang", "zh")
    assert "是数据库本身，任何导出都不会覆盖它；请写到别处。" in said
