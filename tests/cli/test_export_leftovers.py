"""Half-written files that killed runs left behind are taken away, and nothing else."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from command_line import say
from processes import watched

WEEKLY = ("export", "--weekly", "--dir", "snapshots")


def in_the_folder() -> set[str]:
    """Return what is to be seen in the folder of the snapshots."""
    return {p.name for p in Path("snapshots").iterdir() if not p.name.endswith(".lock")}


@pytest.mark.usefixtures("national")
def test_what_a_killed_run_left_behind_is_taken_away_and_nothing_else() -> None:
    Path("snapshots").mkdir()
    ours, theirs = ".national-hrss-12fyp-2020-W01.xlsx.part", ".other-2020-W01.xlsx.part"
    for name in (ours, theirs):
        Path("snapshots", name).write_bytes(b"half")
    assert say(*WEEKLY).code == 0
    names = in_the_folder()
    assert theirs in names
    assert ours not in names


@pytest.mark.usefixtures("national")
@pytest.mark.parametrize("line", [("-o", "snapshots/b.csv"), WEEKLY[1:]])
def test_what_a_dead_process_left_of_a_single_export_is_taken_away_and_nothing_else(
    line: tuple[str, ...],
) -> None:
    ended = watched(subprocess.Popen(["/bin/true"]))
    ended.wait()
    dead, folder = ended.pid, Path("snapshots")
    folder.mkdir()
    ours = {f".a.xlsx.{dead}.part", f".b.csv.{dead}.part", f".c.json.{dead}.part"}
    theirs = {
        *(f".a.xlsx.{os.getpid()}.part", f".a.mp4.{dead}.part", f"a.xlsx.{dead}.part"),
        *(".a.xlsx.part", ".a.xlsx.0.part", f".a.xlsx.{dead}.tmp", f".link.xlsx.{dead}.part"),
        f".a.xlsx.{'9' * 30}.part",
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
def test_a_single_export_that_is_killed_leaves_nothing_after_the_next_one() -> None:
    with say_until_written("snapshots/a.xlsx") as victim:
        victim.kill()
    (left,) = in_the_folder()
    assert left == f".a.xlsx.{victim.pid}.part"
    assert say("export", "--output", "snapshots/b.csv").code == 0
    assert in_the_folder() == {"b.csv"}


@contextmanager
def say_until_written(path: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start an export that stops when its file is written, but not yet under its name."""
    Path(path).parent.mkdir()
    code = (
        "import os, signal, sys; from sbtrack.cli.main import run; "
        "os.fsync = lambda _: signal.pause(); run(sys.argv[1:])"
    )
    line = [sys.executable, "-c", code, "export", "--output", path]
    victim = watched(subprocess.Popen(line))
    part = Path(path).with_name(f".{Path(path).name}.{victim.pid}.part")
    while not part.exists() or not part.stat().st_size:
        assert victim.poll() is None
        time.sleep(0.01)
    yield victim
    victim.wait()
