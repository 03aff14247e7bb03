"""A cron job that nobody watches: killed, run twice, out of room, shut out."""

import json
import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from zipfile import ZipFile

import pytest
from command_line import PROGRAM, at_work, begin, say
from processes import watched
from terminal import Terminal

from sbtrack.actions.snapshots.trouble import explained
from sbtrack.domain.errors import ExportRefused

GROUND = Path(__file__).with_name("export_crash_ground.py")
WEEKLY = ("export", "--weekly", "--dir", "snapshots")
NOBODY = 65534


def refused(*arguments: str) -> str:
    """Return the one line that a refused command says."""
    said = say(*arguments)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    return said.err


def in_the_folder() -> set[str]:
    """Return what is to be seen in the folder of the snapshots."""
    return {p.name for p in Path("snapshots").iterdir() if not p.name.endswith(".lock")}


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """Let no file grow beyond so many bytes; Python would cut compiled modules short as well."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    compiles, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        sys.dont_write_bytecode = compiles


@contextmanager
def as_nobody() -> Iterator[None]:
    """Work as a user to whom permissions apply."""
    if os.geteuid() != 0:
        yield
        return
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


@pytest.mark.parametrize("kills", [5, pytest.param(40, marks=pytest.mark.slow)])
def test_no_kill_leaves_half_a_workbook_and_the_next_run_puts_all_right(
    tmp_path: Path, kills: int
) -> None:
    line = [sys.executable, str(GROUND), str(tmp_path), str(kills)]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.usefixtures("national")
def test_of_many_runs_at_once_one_writes_and_the_others_say_so() -> None:
    runs = [
        watched(
            subprocess.Popen([PROGRAM, *WEEKLY], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        )
        for _ in range(6)
    ]
    said = [(run.communicate(), run.returncode) for run in runs]
    assert 0 in {code for _, code in said}
    for (out, err), code in said:
        assert out == b""
        if code:
            assert code == 2
            assert b"Another sbtrack is writing to" in err
        else:
            assert err == b""
    (file,) = in_the_folder()
    with ZipFile(Path("snapshots", file)) as archive:
        assert archive.testzip() is None
    assert say("snapshot", "list", "--format", "csv").out.count("\n") == 2


@pytest.mark.usefixtures("national")
def test_a_lock_that_is_held_is_said_and_one_left_behind_is_none() -> None:
    import fcntl

    Path("snapshots").mkdir()
    with Path("snapshots", ".national-hrss-12fyp.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "Another sbtrack is writing to" in refused(*WEEKLY)
        assert in_the_folder() == set()
    assert say(*WEEKLY).code == 0


@pytest.mark.usefixtures("national")
def test_a_workbook_that_cannot_be_read_is_called_that() -> None:
    assert say(*WEEKLY).code == 0
    (name,) = in_the_folder()
    for place in (Path.cwd(), *Path.cwd().parents):
        if place.stat().st_uid == os.geteuid() and not place.stat().st_mode & 0o001:
            place.chmod(place.stat().st_mode | 0o011)
    Path("snapshots").chmod(0o777)
    Path("snapshots", name).chmod(0o000)
    with as_nobody():
        said = refused(*WEEKLY, "--lang", "zh")
    assert "已存在但无法读取（没有权限）" in said


@pytest.mark.sample(1)
@pytest.mark.usefixtures("national")
@pytest.mark.parametrize("size", [0, 5_000, 20_000])
def test_without_room_for_its_size_the_week_keeps_the_workbook_it_had(size: int) -> None:
    assert say(*WEEKLY, "--as-of", "2013").code == 0
    (name,) = in_the_folder()
    before = Path("snapshots", name).read_bytes()
    with files_no_larger_than(size):
        said = refused(*WEEKLY, "--as-of", "2014", "--replace")
    assert "would be larger than files may become here" in said
    assert in_the_folder() == {name}
    assert Path("snapshots", name).read_bytes() == before
    assert say(*WEEKLY, "--as-of", "2014", "--replace").code == 0


@pytest.mark.usefixtures("national")
def test_all_that_cron_would_mail_of_a_file_that_may_not_be_so_large_is_one_line() -> None:
    limited = ["/bin/sh", "-c", 'ulimit -f 8; exec "$0" "$@"', str(PROGRAM), *WEEKLY]
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(limited, capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "would be larger than files may become here" in done.stderr


def test_a_folder_that_is_not_ours_is_said(national: Path) -> None:
    folder = Path("snapshots")
    folder.mkdir(mode=0o755)
    national.chmod(0o644)
    for place in (national.parent, *national.parent.parents):
        if place.stat().st_uid == os.geteuid() and not place.stat().st_mode & 0o001:
            place.chmod(place.stat().st_mode | 0o011)
    if os.geteuid() != 0:
        folder.chmod(0o555)
    with as_nobody():
        said = refused(*WEEKLY)
    folder.chmod(0o755)
    assert "cannot be written (Permission denied); check the folder" in said


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Have imported what exports need: nobody may not read a Python in the superuser's home."""
    with at_work(tmp_path_factory.mktemp("imported"), SBTRACK_LANG="en", SBTRACK_DB="work.db"):
        begin()
        for line in (
            ["record", "4", "37.2", "-p", "2013"],
            ["export", "--weekly", "--dir", "week"],
            ["export", "--output", "one.xlsx"],
            ["export", "--output", "one.csv"],
            ["snapshot", "list", "--format", "json"],
        ):
            assert say(*line).code == 0
        refused("export", "--weekly", "--dir", "one.csv")


@pytest.fixture
def read_only(national: Path, imported: None) -> Iterator[Path]:  # noqa: ARG001
    """Work as somebody who may write into the folder here, but not to the database."""
    Path("snapshots").mkdir(mode=0o777)
    Path("snapshots").chmod(0o777)
    national.chmod(0o444)
    for place in (national.parent, *national.parent.parents):
        if place.stat().st_uid == os.geteuid() and not place.stat().st_mode & 0o001:
            place.chmod(place.stat().st_mode | 0o011)
    with as_nobody():
        yield national


@pytest.mark.usefixtures("read_only")
def test_a_database_that_is_read_only_leaves_no_weekly_workbook_and_says_why() -> None:
    said = refused(*WEEKLY)
    assert "is read-only, and a weekly workbook has to be noted in it" in said
    assert in_the_folder() == set()


@pytest.mark.usefixtures("read_only")
def test_a_weekly_workbook_that_cannot_be_noted_leaves_no_folder_and_no_lock_behind() -> None:
    Path("snapshots", "old").mkdir()
    for folder in ("snapshots/old", "snapshots/new/er"):
        refused("export", "--weekly", "--dir", folder)
    assert [str(p) for p in sorted(Path("snapshots").rglob("*"))] == ["snapshots/old"]


@pytest.mark.usefixtures("read_only")
@pytest.mark.parametrize("name", ["one.xlsx", "one.csv"])
def test_a_single_export_from_a_database_that_is_read_only_says_that_it_is_not_noted(
    name: str,
) -> None:
    said = say("export", "--output", f"snapshots/{name}")
    assert (said.code, said.out, said.err.count("\n")) == (0, "", 1)
    assert "The export could not be noted in" in said.err
    assert in_the_folder() == {name}
    assert json.loads(say("snapshot", "list", "--format", "json").out) == []


def test_what_cannot_be_noted_asks_about_no_clock(read_only: Path) -> None:
    in_two_days = read_only.stat().st_mtime + 2 * 86400
    with as_root():
        os.utime(read_only, (in_two_days, in_two_days))
    assert say("export", "--output", "snapshots/one.csv").code == 0
    with as_root():
        read_only.chmod(0o666)
        os.utime(read_only, (in_two_days, in_two_days))
        assert "--yes" in refused("export", "--output", "snapshots/two.csv")
    assert in_the_folder() == {"one.csv"}


def test_a_database_in_a_folder_that_is_read_only_is_read_only_too(read_only: Path) -> None:
    with as_root():
        read_only.chmod(0o666)
        read_only.parent.chmod(0o555)
    said = say("export", "--output", "snapshots/one.xlsx")
    with as_root():
        read_only.parent.chmod(0o755)
    assert (said.code, "could not be noted" in said.err) == (0, True)
    assert in_the_folder() == {"one.xlsx"}


@contextmanager
def as_root() -> Iterator[None]:
    """Work as who started the tests again."""
    now = os.geteuid()
    os.seteuid(os.getuid())
    try:
        yield
    finally:
        os.seteuid(now)


def test_a_database_of_a_newer_program_is_refused(national: Path) -> None:
    with closing(sqlite3.connect(national)) as connection:
        connection.execute("PRAGMA user_version = 999")
    assert "made by a newer version of sbtrack" in refused(*WEEKLY)
    assert not Path("snapshots").exists()


def test_a_database_that_is_none_is_refused(home: Path) -> None:
    (home / "work.db").write_bytes(b"no database at all" * 100)
    assert "is not a database" in refused(*WEEKLY)


@pytest.mark.usefixtures("national")
def test_a_person_who_watches_sees_a_bar() -> None:
    terminal = Terminal("/usr/bin/env", "TERM=xterm", PROGRAM, *WEEKLY)
    terminal.wait_for("Writing the workbook")
    _, code = terminal.close()
    assert code == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_disk_that_is_full_is_said() -> None:
    with (
        pytest.raises(ExportRefused) as refusal,
        explained(Path("a.xlsx")),
        Path("/dev/full").open("w") as full,
    ):
        full.write("x")
    assert "There is no room left to write" in str(refusal.value)
