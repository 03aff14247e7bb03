"""Half-written files that killed runs left behind are taken away, and nothing else."""

import os
import subprocess
from pathlib import Path

import pytest
from command_line import say
from processes import watched
from stopped import NAMED, SYNCED, stopped_at

from sbtrack.store.placing import this_writer

WEEKLY = ("export", "--weekly", "--dir", "snapshots")


def in_the_folder() -> set[str]:
    """Return what is to be seen in the folder of the snapshots."""
    return {p.name for p in Path("snapshots").iterdir() if not p.name.endswith(".lock")}


def machine() -> str:
    """Return how this machine is named in the names of unfinished files."""
    return this_writer().partition("-")[0]


def of_a_dead_process() -> int:
    """Return the number of a process that is no more."""
    ended = watched(subprocess.Popen(["/bin/true"]))
    ended.wait()
    return ended.pid


@pytest.mark.usefixtures("national")
def test_what_a_killed_run_left_behind_is_taken_away_and_nothing_else() -> None:
    Path("snapshots").mkdir()
    week = ".national-hrss-12fyp-2020-W01.xlsx"
    ours = {f"{week}.part", f"{week}.{machine()}-1.part", f".former{week}.0123abcd-99.part"}
    theirs = {".other-2020-W01.xlsx.part", f"{week}.{machine()}-1.tmp", f"{week}.x.part"}
    for name in ours | theirs:
        Path("snapshots", name).write_bytes(b"half")
    assert say(*WEEKLY).code == 0
    names = in_the_folder()
    assert theirs <= names
    assert not ours & names


@pytest.mark.usefixtures("national")
@pytest.mark.parametrize("line", [("-o", "snapshots/b.csv"), WEEKLY[1:]])
def test_what_a_dead_process_left_of_a_single_export_is_taken_away_and_nothing_else(
    line: tuple[str, ...],
) -> None:
    folder = Path("snapshots")
    dead = f"{machine()}-{of_a_dead_process()}"
    number, elsewhere = dead.partition("-")[2], f"{int(machine(), 16) ^ 1:08x}"
    folder.mkdir()
    ours = {
        *(f".a.xlsx.{dead}.part", f".b.csv.{dead}.part", f".c.json.{dead}.part"),
        *(f".former.b.csv.{dead}.part", f".a.xlsx.{number}.part"),  # as earlier versions did
    }
    theirs = {
        *(f".a.xlsx.{this_writer()}.part", f".a.xlsx.{elsewhere}-{number}.part"),
        *(f".a.xlsx.{os.getpid()}.part", f".a.mp4.{dead}.part", f"a.xlsx.{dead}.part"),
        *(".a.xlsx.part", ".a.xlsx.0.part", f".a.xlsx.{dead}.tmp", f".link.xlsx.{dead}.part"),
        f".a.xlsx.{'9' * 30}.part",
        f".a.xlsx.{machine()}-{'9' * 30}.part",
    }
    for name in ours | theirs:
        if not name.startswith(".link"):
            (folder / name).write_bytes(b"half")
    (folder / f".link.xlsx.{dead}.part").symlink_to("elsewhere")
    (folder / f".d.xlsx.{dead}.part").mkdir()
    assert say("export", *line).code == 0
    left = {p.name for p in folder.iterdir() if ".part" in p.name or ".tmp" in p.name}
    assert left == theirs | {f".d.xlsx.{dead}.part"}


@pytest.mark.usefixtures("national")
@pytest.mark.parametrize("call", [SYNCED, NAMED])
def test_an_export_that_is_killed_leaves_nothing_after_the_next_one(call: str) -> None:
    Path("snapshots").mkdir()
    with stopped_at(call, "export", "--output", "snapshots/a.xlsx") as victim:
        left = {f".a.xlsx.{machine()}-{victim.pid}.part"}
        assert in_the_folder() == left
        assert say("export", "--output", "snapshots/b.csv").code == 0
        assert in_the_folder() == {*left, "b.csv"}  # it lives
        victim.kill()
    assert Path("snapshots", ".a.xlsx.lock").exists()
    assert say("export", "--output", "snapshots/c.csv").code == 0
    assert in_the_folder() == {"b.csv", "c.csv"}
    assert say("export", "--output", "snapshots/a.xlsx").code == 0
    assert not Path("snapshots", ".a.xlsx.lock").exists()


@pytest.mark.usefixtures("national")
def test_an_export_that_is_killed_while_it_replaces_leaves_the_one_or_the_other() -> None:
    assert say("export", "--output", "a.csv").code == 0
    first = Path("a.csv").read_bytes()
    assert say("record", "9", "1600", "-p", "2012").code == 0
    for call in (NAMED, "replace"):
        with stopped_at(call, "export", "--output", "a.csv", "--replace") as victim:
            victim.kill()
        assert Path("a.csv").read_bytes() == first
    assert say("export", "--output", "a.csv", "--replace").code == 0
    assert Path("a.csv").read_bytes() != first
    assert say("snapshot", "verify").code == 0
    assert not [p.name for p in Path().iterdir() if p.name.startswith(".")]
