"""What killed backups, first records and upgrades leave is taken away by the next, and no more."""

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from command_line import ROOT, say
from processes import watched
from stopped import NAMED, go_on, stopped_at

from sbtrack.store.placing import this_writer

FIRST_SCHEMA = ROOT / "tests" / "store" / "fixtures" / "schema1.sql"
RECORD = ("record", "4", "37.2", "-p", "2013")  # begins sbtrack.db, since none is named
LOAD = ("--db", "new.db", "plan", "load", "--builtin")
BACKUP = ("--db", "old.db", "db", "backup", "new.db")
UPGRADE = ("--db", "old.db", "db", "upgrade")


@pytest.fixture(autouse=True)
def old(unnamed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in the folder of the default database, beside one of the first schema."""
    monkeypatch.setenv("XDG_DATA_HOME", str(unnamed))
    (unnamed / "sbtrack").mkdir()
    monkeypatch.chdir(unnamed / "sbtrack")
    with closing(sqlite3.connect("old.db")) as connection:
        connection.executescript(FIRST_SCHEMA.read_text("utf-8"))


def hidden() -> set[str]:
    return {p.name for p in Path().iterdir() if p.name.startswith(".")}


@pytest.mark.sample(2)
@pytest.mark.parametrize("call", [NAMED, "fsync"])
@pytest.mark.parametrize("line", [RECORD, LOAD, BACKUP, UPGRADE])
def test_what_a_killed_one_leaves_is_taken_away_by_the_next_and_not_while_it_lives(
    line: tuple[str, ...], call: str
) -> None:
    if call == "fsync" and line not in (BACKUP, UPGRADE):
        return  # what SQLite syncs itself comes by no function of Python's
    with stopped_at(call, *line) as victim:
        left = hidden()
        assert left
        assert all(name.startswith(f".sbtrack-{this_writer()[:8]}-{victim.pid}-") for name in left)
        Path(f"{min(left)}-journal").write_bytes(b"half")
        assert say("--db", "other.db", *LOAD[2:]).code == 0
        assert left < hidden()  # it lives
        victim.kill()
    assert left < hidden()
    assert say(*line).code == 0
    assert hidden() == set()
    for database in ("sbtrack.db", "new.db", "other.db"):
        if Path(database).exists() and line is not BACKUP:
            assert say("--db", database, "db", "verify").code == 0


@pytest.mark.slow
def test_one_that_goes_on_beside_another_is_not_disturbed() -> None:
    with stopped_at(NAMED, *RECORD) as process:
        assert say(*BACKUP[:-1], "copy.db").code == 0
        code, out, _ = go_on(process)
    assert (code, "Recorded: 4" in out) == (0, True)
    assert hidden() == set()


@pytest.mark.slow
def test_of_two_first_records_neither_is_lost() -> None:
    with stopped_at(NAMED, *RECORD) as process:
        assert say("record", "5", "40", "-p", "2013").code == 0
        code, _, err = go_on(process)
    assert (code, err) == (0, "")
    assert say("log", "--format", "csv").out.count("\n") == 3
    assert say("db", "verify").code == 0


def test_nothing_else_is_taken_away() -> None:
    ended = watched(subprocess.Popen(["/bin/true"]))
    ended.wait()
    machine = this_writer().partition("-")[0]
    dead, elsewhere = f"{machine}-{ended.pid}", f"{int(machine, 16) ^ 1:08x}-{ended.pid}"
    ours = {f".sbtrack-{dead}-abcd_123.new{end}" for end in ("", "-journal", "-wal", "-shm")}
    theirs = {
        *(f".sbtrack-{this_writer()}-abcd_123.new", f".sbtrack-{elsewhere}-abcd_123.new"),
        *(f".sbtrack-{dead}.new", ".sbtrack-abcd_123.new"),
        *(f".sbtrack-{dead}-abcd_123.old", f".sbtrack-{machine}-1-abcd_123.new"),
        f".sbtrack-{machine}-{'9' * 30}-abcd_123.new",
    }
    for name in ours | theirs:
        Path(name).write_bytes(b"half")
    link, folder = Path(f".sbtrack-{dead}-link.new"), Path(f".sbtrack-{dead}-folder.new")
    link.symlink_to("old.db")
    folder.mkdir()
    assert say(*BACKUP).code == 0
    assert hidden() == theirs | {link.name, folder.name}
