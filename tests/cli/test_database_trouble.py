import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

import pytest
from command_line import Said, at_work, say

UNIX = pytest.mark.skipif(sys.platform == "win32", reason="permissions of Unix")


def sentence(said: Said) -> str:
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("sbtrack: error: ")
    assert said.err.count("\n") == 1
    return said.err


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE accounts (name TEXT)")
        connection.commit()


TROUBLES: dict[str, tuple[Callable[[Path], object], str]] = {
    "folder": (Path.mkdir, "is not a file"),
    "empty.db": (Path.touch, "is empty"),
    "text.db": (lambda path: path.write_text("37.2\n"), "is not a database"),
    "long.db": (lambda path: path.write_text("37.2\n" * 1000), "is not a database"),
    "foreign.db": (foreign, "is a database of another program"),
}
COMMANDS = ("status", "show 4", "log", "record 4 37.2 -p 2013", "unit list --format json")


@pytest.mark.parametrize("name", TROUBLES)
def test_what_is_no_database_of_ours_is_named_and_left_alone(unbegun: Path, name: str) -> None:
    make, told = TROUBLES[name]
    make(unbegun / name)
    before = (unbegun / name).read_bytes() if name != "folder" else b""
    for command in COMMANDS:
        assert f"“{name}” {told}" in sentence(say("--db", name, *command.split()))
    assert ((unbegun / name).read_bytes() if name != "folder" else b"") == before
    assert [path.name for path in unbegun.iterdir()] == [name]


def test_a_database_that_is_not_there_is_made_by_recording_only(unnamed: Path) -> None:
    for command in ("status", "show 4", "plan show", "log", "record 4 x -p 2013"):
        say(*command.split())
        assert [*unnamed.iterdir()] == []
    assert say("record", "4", "37.2", "-p", "2013").code == 0
    (made,) = unnamed.rglob("*.db")
    assert made.is_file()


def test_a_path_through_a_file_is_refused(unbegun: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (unbegun / "file").write_text("")
    recording = ("record", "4", "37.2", "-p", "2013")
    assert "There is no database at “file/x.db”" in sentence(say("--db", "file/x.db", *recording))
    loading = say("--db", "file/x.db", "plan", "load", "--builtin")
    assert "No database can be created at “file/x.db”" in sentence(loading)
    monkeypatch.delenv("SBTRACK_DB")
    monkeypatch.setenv("XDG_DATA_HOME", str(unbegun / "file"))
    assert f"No database can be created at “{unbegun}/file/sbtrack/" in sentence(say(*recording))


def test_an_empty_path_is_not_the_default_database(unnamed: Path) -> None:
    assert "--db is empty" in sentence(say("--db", "", "record", "4", "37.2", "-p", "2013"))
    assert [*unnamed.rglob("*")] == []


def test_a_database_locked_by_another_program_is_waited_for_and_then_named(national: Path) -> None:
    with closing(sqlite3.connect(national, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "“work.db” is locked by another program" in sentence(say("status"))


@contextmanager
def somebody_else() -> Iterator[None]:
    """Work without the rights of the superuser, who may read everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_home(national: Path) -> Iterator[Path]:
    """Give a home that others can look into, with the database of the national example."""
    with TemporaryDirectory() as name:
        home = Path(name)
        home.chmod(0o755)
        copyfile(national, home / "work.db")
        with at_work(home, SBTRACK_LANG="en", SBTRACK_DB="work.db"):
            # What is imported late is out of reach for somebody else.
            say("record", "2", "1", "-p", "2014")
            say("plan", "check", "plan.yaml")
            yield home
        home.chmod(0o755)


@UNIX
def test_a_database_of_somebody_else_is_out_of_reach(open_home: Path) -> None:
    (open_home / "work.db").chmod(0o000)
    with somebody_else():
        reading, writing = say("status"), say("record", "1", "16000", "-p", "2013")
    assert "“work.db” cannot be opened; check that you may use the file" in sentence(reading)
    assert "“work.db” cannot be opened" in sentence(writing)


@UNIX
def test_a_folder_that_may_not_be_entered_is_not_taken_for_an_empty_one(open_home: Path) -> None:
    secret = open_home / "secret"
    secret.mkdir()
    secret.chmod(0o000)
    with somebody_else():
        said = say("--db", "secret/data.db", "status")
    assert "“secret/data.db” cannot be opened" in sentence(said)


@UNIX
def test_a_read_only_database_is_read_and_not_written(open_home: Path) -> None:
    (open_home / "work.db").chmod(0o444)
    open_home.chmod(0o555)
    with somebody_else():
        assert say("status", "--as-of", "2014").code == 0
        said = say("record", "1", "16000", "-p", "2013")
    assert "“work.db” cannot be written to; check the permissions" in sentence(said)


@UNIX
def test_a_read_only_home_is_named(open_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_home.chmod(0o555)
    with somebody_else():
        loaded = say("--db", "new.db", "plan", "load", "--builtin")
        installed = say("--install-completion", "bash")
        monkeypatch.setenv("SBTRACK_DB", "")
        monkeypatch.setenv("XDG_DATA_HOME", str(open_home))
        assert say("status").code == 0
        recorded = say("record", "4", "37.2", "-p", "2013")
    assert "No database can be created at “new.db” (Permission denied)" in sentence(loaded)
    assert f"created at “{open_home}/sbtrack/sbtrack.db” (Permission denied)" in sentence(recorded)
    assert "could not be used (Permission denied)" in sentence(installed)
    assert [path.name for path in open_home.iterdir()] == ["work.db"]


@UNIX
def test_a_plan_file_that_may_not_be_read_is_named(open_home: Path) -> None:
    plan = open_home / "plan.yaml"
    plan.write_text("format: 1\n")
    plan.chmod(0o000)
    with somebody_else():
        said = say("plan", "check", "plan.yaml")
    assert "“plan.yaml” may not be read by you" in sentence(said)


def test_a_full_disk_under_the_output_is_one_sentence(national: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no device that is always full")
    program = Path(sys.executable).with_name("sbtrack")
    for output in ("table", "json"):
        with full.open("w") as out:
            done = subprocess.run(
                [program, "--db", national, "status", "--format", output],
                stdout=out,
                stderr=subprocess.PIPE,
                check=False,
                encoding="utf-8",
            )
        assert done.returncode == 2
        assert done.stderr.startswith("sbtrack: error: The answer could not be written")
        assert done.stderr.count("\n") == 1


@UNIX
@pytest.mark.parametrize(
    "line",
    ["export -o x.csv", "export --weekly --dir x", "snapshot verify --dir x", "snapshot diff 1 x"],
)
def test_a_folder_to_work_in_that_is_gone_is_said(national: Path, line: str) -> None:
    folder = national.parent / "gone"
    folder.mkdir()
    os.chdir(folder)
    folder.rmdir()
    said = sentence(say("--db", str(national), *line.split()))
    assert "The folder that you work in is no longer there; change to another one" in said
