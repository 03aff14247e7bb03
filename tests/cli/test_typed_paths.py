"""A `~` that no shell has expanded, as in `--db=~/x.db`, cron and systemd, is a home folder."""

import json
import os
import pwd
from pathlib import Path

import pytest
from command_line import XINGTAI, say

from sbtrack.cli.paths import expanded
from sbtrack.domain.errors import UsageError


@pytest.fixture
def elsewhere(unbegun: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in another folder than the home, where nothing is to be left; return the home."""
    (unbegun / "here").mkdir()
    monkeypatch.chdir(unbegun / "here")
    return unbegun


def ok(*arguments: str) -> str:
    said = say(*arguments)
    assert said.code == 0, said.err
    return said.out


@pytest.mark.parametrize("named", [["--db=~/x.db"], ["--db", "~/x.db"], []])
def test_a_database_in_the_home_folder_is_found_however_it_is_named(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, named: list[str]
) -> None:
    monkeypatch.setenv("SBTRACK_DB", "~/x.db")
    ok(*named, "plan", "load", "--builtin")
    ok(*named, "record", "4", "37.2", "-p", "2013")
    assert (elsewhere / "x.db").is_file()
    assert "37.2" in ok(*named, "log")
    assert [*Path.cwd().iterdir()] == []


def test_every_path_that_a_command_takes_may_begin_with_it(elsewhere: Path) -> None:
    plan, report = elsewhere / "plan.yaml", elsewhere / "report.pdf"
    plan.write_bytes(XINGTAI.read_bytes())
    report.write_bytes(b"%PDF")
    ok("plan", "check", "~/plan.yaml")
    ok("--db", "~/x.db", "plan", "load", "~/plan.yaml")
    assert say("plan", "diff", "~/plan.yaml", str(XINGTAI)).code == 0
    ok("--db=~/x.db", "record", "4", "37.2", "-p", "2013", "-e", "~/report.pdf")
    (entry,) = json.loads(ok("--db=~/x.db", "log", "--format", "json"))
    assert entry["evidence"][0]["location"] == "report.pdf"  # from the database's folder
    ok("--db=~/x.db", "export", "--weekly", "--dir=~/snapshots")
    ok("--db=~/x.db", "export", "-o", "~/one.csv")
    ok("--db=~/x.db", "snapshot", "verify", "--dir", "~/snapshots")
    ok("--db=~/x.db", "snapshot", "diff", "1", "~/one.csv")
    ok("--db=~/x.db", "db", "backup", "~/copy.db")
    assert {p.name for p in elsewhere.iterdir()} == {
        *("here", "x.db", "plan.yaml", "report.pdf", "snapshots", "one.csv", "copy.db")
    }
    assert [*Path.cwd().iterdir()] == []


@pytest.mark.usefixtures("elsewhere")
def test_a_user_who_is_there_has_a_home_and_a_name_that_nobody_has_is_a_name() -> None:
    somebody = pwd.getpwuid(os.getuid())
    assert expanded(f"~{somebody.pw_name}/x.db") == f"{somebody.pw_dir.rstrip('/')}/x.db"
    assert expanded("~no-such-user.csv") == "~no-such-user.csv"
    assert expanded("./~/x.db") == "./~/x.db"
    assert expanded("a~b") == "a~b"
    Path("~folder").mkdir()
    assert expanded("~folder/x.csv") == "~folder/x.csv"


@pytest.mark.parametrize(
    ("typed", "home_is", "said"),
    [
        ("~/x.db", "", "it is not known which one that is; set HOME"),
        ("~/x.db", "a/relative/one", "it is not known which one that is; set HOME"),
        ("~no-such-user/x.db", "/", "there is no such user; write the whole path"),
    ],
)
def test_a_home_folder_that_is_not_known_is_one_sentence_and_makes_nothing(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, typed: str, home_is: str, said: str
) -> None:
    monkeypatch.setenv("HOME", home_is)
    for line in (
        ["--db", typed, "record", "4", "37.2", "-p", "2013"],
        ["export", "-o", typed.replace("db", "csv"), "--allow-empty"],
        ["db", "backup", typed],
    ):
        found = say(*line)
        assert (found.code, found.out, found.err.count("\n")) == (2, "", 1)
        assert said in found.err
    assert [*elsewhere.rglob("*")] == [Path.cwd()]
    with pytest.raises(UsageError):
        expanded(typed)
