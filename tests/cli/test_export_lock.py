"""The lock of a folder is a file of its own, and touches no other file."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import say
from stopped import SYNCED, go_on, stopped_at
from test_export_unattended import as_nobody

WEEKLY = ("export", "--weekly", "--dir", "snapshots")
LOCK = Path("snapshots", ".xingtai-12fyp.lock")


@pytest.fixture(autouse=True)
def ledger(home: Path) -> None:  # noqa: ARG001
    """Work on a ledger of one entry."""
    assert say("record", "4", "37.2", "-p", "2013").code == 0
    Path("snapshots").mkdir()


def refused(*arguments: str) -> str:
    said = say(*arguments)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1), said
    return said.err


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("target", ["work.db", "letter.txt", "gone.txt", ".", "one"])
def test_a_link_in_its_place_is_not_followed(target: str) -> None:
    Path("letter.txt").write_text("mine", "utf-8")
    Path("letter.txt").chmod(0o640)
    Path("work.db").chmod(0o400)
    LOCK.symlink_to(".xingtai-12fyp.lock" if target == "one" else Path("..", target))
    kept = {p.name: (rights(p), p.read_bytes()) for p in Path().iterdir() if p.is_file()}
    for more in ([], ["--lang", "zh"]):
        said = refused(*WEEKLY, *more)
        assert "sbtrack keeps a lock while it writes; take it away" in said or "锁文件" in said
    assert {p.name: (rights(p), p.read_bytes()) for p in Path().iterdir() if p.is_file()} == kept
    assert [p.name for p in Path("snapshots").iterdir()] == [LOCK.name]
    Path("work.db").chmod(0o600)
    Path(".a.csv.lock").symlink_to("letter.txt")
    assert "a link, where sbtrack keeps a lock" in refused("export", "-o", "a.csv")
    assert rights(Path("letter.txt")) == 0o640


OTHERS: dict[str, Callable[[], object]] = {
    "a folder": LOCK.mkdir,
    "no ordinary file": lambda: os.mkfifo(LOCK),
}


@pytest.mark.parametrize("what", OTHERS)
def test_neither_is_anything_else_used_or_waited_for(what: str) -> None:
    OTHERS[what]()
    assert f"is {what}, where sbtrack keeps a lock" in refused(*WEEKLY)
    assert [p.name for p in Path("snapshots").iterdir()] == [LOCK.name]


@pytest.mark.sample(1)
@pytest.mark.parametrize("mask", [0o022, 0o077, 0o000])
def test_its_rights_are_as_the_umask_says_and_it_goes_with_the_run(mask: int) -> None:
    before = os.umask(mask)
    try:
        with stopped_at(SYNCED, *WEEKLY) as process:
            assert (rights(LOCK), LOCK.stat().st_size) == (0o666 & ~mask, 0)
            assert "Another sbtrack is writing to" in refused(*WEEKLY)
            assert go_on(process) == (0, "", "")
    finally:
        os.umask(before)
    assert not LOCK.exists()
    assert say(*WEEKLY).code == 0
    assert not LOCK.exists()


def test_a_user_of_the_same_folder_is_not_shut_out_by_another_ones_runs() -> None:
    assert say(*WEEKLY).code == 0
    LOCK.write_bytes(b"")  # somebody's who was killed
    LOCK.chmod(0o644)
    Path("snapshots").chmod(0o777)
    Path("work.db").chmod(0o666)
    for place in (Path.cwd(), *Path.cwd().parents):
        if place.stat().st_uid == os.geteuid() and not place.stat().st_mode & 0o001:
            place.chmod(place.stat().st_mode | 0o011)
    with as_nobody():
        assert say(*WEEKLY).code == 0
    assert not LOCK.exists()
