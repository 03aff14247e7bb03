"""A workbook that cannot be read is named in one sentence, and everything else is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

import pytest
from command_line import at_work, say
from damaged_workbooks import Damage, at_random, damages, without_properties
from since_sample import grown

FIRST, SECOND, THIRD = "2014-02-28", "2014-03-07", "2014-04-04"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, bytes]:
    """Return the files of a ledger with one exported week."""
    folder = tmp_path_factory.mktemp("sample")
    with at_work(folder, SBTRACK_LANG="en", SBTRACK_DB="work.db"):
        grown(folder / "work.db")
        assert say("export", "--yes", "--weekly", "--dir", ".", "--known-at", FIRST).code == 0
    return {file: file.read_bytes() for file in folder.iterdir() if file.is_file()}


@pytest.fixture
def home(sample: dict[Path, bytes]) -> Iterator[Path]:
    """Work where those files are as they were, and nothing else."""
    folder = next(iter(sample)).parent
    for file in folder.iterdir():
        rmtree(file) if file.is_dir() else file.unlink()
    for file, content in sample.items():
        file.write_bytes(content)
    with at_work(folder, SBTRACK_LANG="en", SBTRACK_DB="work.db"):
        yield folder


@pytest.fixture
def workbook(home: Path) -> bytes:
    """Return the workbook of the week."""
    return (home / "sample-2014-W09.xlsx").read_bytes()


@pytest.mark.parametrize("damage", [pytest.param(damage, id=name) for name, damage in damages()])
def test_a_workbook_that_cannot_be_read_is_named_and_the_rest_is_verified(
    home: Path, workbook: bytes, damage: Damage
) -> None:
    (home / "copy.xlsx").write_bytes(damage(workbook))
    (home / "sample-2014-W09.xlsx").write_bytes(damage(workbook))
    said = say("db", "verify")
    error, warning = said.out.splitlines()
    assert (said.code, said.err) == (1, "")
    assert "sample-2014-W09.xlsx”, is not as it was written: somebody changed it" in error
    assert warning.startswith("! The workbook “")
    assert "copy.xlsx” cannot be read (" in warning


def test_that_a_workbook_cannot_be_read_is_a_warning(home: Path, workbook: bytes) -> None:
    (home / "copy.xlsx").write_bytes(workbook[:-9])
    said = say("db", "verify")
    (_, whole) = said.out.splitlines()
    assert whole.startswith("✓ What is in the database fits its seals.")
    assert said.code == 0
    assert say("db", "verify", "--strict").code == 1


@pytest.mark.sample(1)
@pytest.mark.parametrize("name", ["empty", "stream", "checksum"])
def test_exports_go_on_beside_a_damaged_workbook(home: Path, workbook: bytes, name: str) -> None:
    (home / "sample-2014-W09.xlsx").write_bytes(dict(damages())[name](workbook))
    said = say("snapshot", "verify")
    assert (said.code, said.err) == (1, "")
    assert "changed since it was written" in said.out
    assert say("snapshot", "list").code == 0
    said = say("export", "--yes", "--weekly", "--dir", ".", "--known-at", FIRST)
    assert said.code == 2
    assert said.err.startswith("sbtrack: error: ")
    assert len(said.err.splitlines()) == 1
    assert say("export", "--yes", "--weekly", "--dir", ".", "--known-at", SECOND).code == 0
    said = say("export", "--yes", "--weekly", "--dir", ".", "--known-at", THIRD, "--keep", "1")
    assert (said.code, said.err) == (0, "")
    assert Path("sample-2014-W09.xlsx").exists(), "what somebody changed is not cleared away"
    assert not Path("sample-2014-W10.xlsx").exists()
    assert say("snapshot", "diff", "2014-W09", "2014-W14").code == 0


def test_a_workbook_of_somebody_else_is_none_of_our_business(home: Path, workbook: bytes) -> None:
    (home / "theirs.xlsx").write_bytes(without_properties(workbook))
    (home / "~$sample-2014-W09.xlsx").write_bytes(b"Excel has it open")
    (home / "._sample-2014-W09.xlsx").write_bytes(b"Mac OS X")
    (home / "folder.xlsx").mkdir()
    said = say("db", "verify")
    assert said.out.startswith("✓ All is as it was recorded.")
    assert said.code == 0


def test_many_workbooks_that_cannot_be_read_are_one_sentence(home: Path, workbook: bytes) -> None:
    for number in range(3):
        (home / f"{number}.xlsx").write_bytes(workbook[:-9])
    assert len(say("db", "verify").out.splitlines()) == 4
    (home / "3.xlsx").write_bytes(b"")
    (line, _) = say("db", "verify").out.splitlines()
    assert line.startswith("! 4 workbooks cannot be read, so that they do not show")
    assert "0.xlsx” among them (it is no workbook, or its content is damaged)." in line


def test_a_workbook_that_we_may_not_read_is_named_too(home: Path) -> None:
    (home / "copy.xlsx").symlink_to("/proc/self/mem")
    if not (home / "copy.xlsx").is_file():
        pytest.skip("needs a file that nobody can read from the start")
    said = say("db", "verify")
    assert "copy.xlsx” cannot be read (" in said.out
    (home / "sample-2014-W09.xlsx").unlink()
    (home / "copy.xlsx").rename(home / "sample-2014-W09.xlsx")
    said = say("db", "verify")
    assert said.code in (0, 1)
    assert "sample-2014-W09.xlsx”" in said.out


def test_whatever_bytes_are_changed_nothing_ends_a_check(home: Path, workbook: bytes) -> None:
    unread = 0
    for seed in range(25):
        (home / "copy.xlsx").write_bytes(at_random(workbook, seed))
        said = say("db", "verify")
        assert (said.code, said.err) == (0, ""), seed
        first, *rest = said.out.splitlines()
        assert first.startswith(("✓ All", "! The workbook “")), seed
        unread += len(rest)
    assert unread
