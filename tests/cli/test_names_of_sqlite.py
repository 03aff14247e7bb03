"""Names that SQLite uses for itself are no names for a database, whoever writes one."""

import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import copyfile

import pytest
from command_line import say

TAKEN = ("work.db-journal", "WORK.DB-WAL", "work.db-shm", "work.db-mj0A1B2C9D3", "x-Journal")
RECORD = ("record", "4", "37.2", "-p", "2013")


def refused(*arguments: str) -> str:
    """Return the one line that a refused command says."""
    said = say(*arguments)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1), said
    return said.err


def _files() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path().iterdir() if path.is_file()}


@pytest.mark.parametrize("name", TAKEN)
def test_no_database_begins_under_such_a_name(unbegun: Path, name: str) -> None:
    for path in (name, f"new/{name}"):
        said = refused("--db", path, "plan", "load", "--builtin")
        assert "has a name that SQLite uses for a file of its own beside" in said
        assert "choose another name" in said
        refused("--db", path, *RECORD)
    assert [*unbegun.iterdir()] == []


def test_sqlite_does_delete_what_has_such_a_name(national: Path) -> None:
    copyfile(national, "work.db-journal")
    with closing(sqlite3.connect(national)) as connection:
        connection.execute("CREATE TABLE another_tools (a)")
        connection.commit()
    assert not Path("work.db-journal").exists()


@pytest.mark.sample(6)
@pytest.mark.parametrize("name", TAKEN)
@pytest.mark.parametrize("through", ["itself", "a link", "the environment"])
def test_one_that_is_there_is_neither_read_nor_written_but_said(
    national: Path, monkeypatch: pytest.MonkeyPatch, name: str, through: str
) -> None:
    national.rename(name)
    before, line = _files(), ["--db", name]
    if through == "a link":
        Path("link.db").symlink_to(name)
        line = ["--db", "link.db"]
    elif through == "the environment":
        monkeypatch.setenv("SBTRACK_DB", name)
        line = []
    for command in (RECORD, ("status",), ("db", "info"), ("db", "upgrade"), ("db", "verify"),
                    ("db", "backup", "b.db"), ("retract", "1", "--reason", "x")):  # fmt: skip
        assert "rename a database that has it" in refused(*line, *command)
    assert {k: v for k, v in _files().items() if k != "link.db"} == before


@pytest.mark.usefixtures("national")
@pytest.mark.parametrize("name", TAKEN)
def test_no_backup_gets_such_a_name(name: str) -> None:
    before = _files()
    assert "has a name that SQLite uses" in refused("db", "backup", name)
    Path("folder").mkdir()
    assert "has a name that SQLite uses" in refused("db", "backup", f"folder/{name}")
    assert _files() == before
    assert [*Path("folder").iterdir()] == []


@pytest.mark.parametrize("name", ["journal", "my-journal.db", "plan-mj.db", "-journal"])
def test_names_that_only_look_like_it_are_free(unbegun: Path, name: str) -> None:
    assert say(f"--db={name}", "plan", "load", "--builtin").code == 0
    assert say(f"--db={name}", *RECORD).code == 0
    assert [p.name for p in unbegun.iterdir()] == [name]


@pytest.mark.usefixtures("national")
@pytest.mark.parametrize("left", ["-journal", "-wal"])
def test_no_database_is_made_beside_what_is_left_of_another(left: str) -> None:
    Path(f"new.db{left}").write_bytes(b"what a killed writer left")
    before = _files()
    for line in (["--db", "new.db", "plan", "load", "--builtin"], ["db", "backup", "new.db"]):
        said = refused(*line)
        assert f"new.db{left}” is left of another database" in said
        assert "move it away" in said
    assert _files() == before
    Path(f"new.db{left}").write_bytes(b"")
    assert say("db", "backup", "new.db").code == 0


@pytest.mark.usefixtures("national")
def test_it_is_said_in_chinese_too() -> None:
    said = refused("--db", "work.db-journal", "plan", "load", "--builtin", "--lang", "zh")
    assert "SQLite" in said
    assert "beside" not in said
    Path("work.db").rename("work.db-wal")
    assert "请" in refused("--db", "work.db-wal", "status", "--lang", "zh")
