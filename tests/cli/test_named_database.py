"""A database that was named must be there; only `plan load` makes one."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from shutil import copyfile

import pytest
from command_line import NATIONAL, PROGRAM, XINGTAI, at_work, begin, say, untouched

from sbtrack.planfile import builtin_plan
from sbtrack.store.reads.reader import open_reader

LINES = (
    "status",
    "status --check",
    "status --since 2013",
    "status --format json",
    "show 1",
    "log",
    "doubts",
    "doubts --check",
    "doubts --acknowledge x --reason y",
    "unit list",
    "unit show civil-affairs-bureau",
    "task list",
    "task show 1.1",
    "plan show",
    "plan diff 1 2",
    "record 4 37.2 -p 2013",
    "record M22 done -p 2013",
    "retract 1 --reason x",
    "export --table status --format csv",
    "export --weekly --dir . --allow-empty",
    "snapshot list",
    "snapshot verify",
    "snapshot diff a.xlsx b.xlsx",
    "db info",
    "db verify",
    "db backup b.db",
    "db upgrade",
)


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("by", ["option", "environment"])
def test_every_command_says_that_a_named_database_is_not_there(
    tmp_path: Path, line: str, by: str
) -> None:
    given = ["--db", "typo.db"] if by == "option" else []
    named = {"SBTRACK_DB": "typo.db"} if by == "environment" else {}
    with at_work(tmp_path, SBTRACK_LANG="en", **named):
        said = say(*given, *line.split())

    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert "There is no database at “typo.db”; check the path, or begin one there" in said.err
    assert "`sbtrack plan load FILE --db PATH`, with --builtin in place of FILE" in said.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("typed", ["wrok.db", "Work.db", "work", "work.bd", "./wor.db"])
def test_a_database_beside_it_that_is_called_nearly_so_is_suggested(typed: str) -> None:
    said = say("--db", typed, "status", "--check")
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert f"There is no database at “{Path(typed)}”; did you mean “work.db”? To begin" in said.err
    assert untouched()


def test_nothing_is_suggested_but_databases_with_a_name_that_is_near(unbegun: Path) -> None:
    (unbegun / "folder").mkdir()
    for path in ("other.db", "folder/work.db"):
        begin(path)
    for name in ("work.dbx", "work.db-journal"):
        Path(name).write_bytes(b"no database" * 100)
    Path("works.db").mkdir()
    os.mkfifo("word.db")
    for named in ("work.db", "no/such/folder/work.db", "\udcff.db"):
        assert "; check the path, or begin one there" in say("--db", named, "status").err
    for name in ("work1.db", "work2.db", "work3.db", "work4.db"):
        begin(name)
    assert say("status").err.count("“work") == 1 + 3


def test_a_link_that_leads_nowhere_is_not_taken_for_a_name_that_is_free(unbegun: Path) -> None:
    Path("work.db").symlink_to("gone.db")
    assert "“work.db” is a link to “gone.db”, where there is no file" in say("status").err
    assert [path.name for path in unbegun.iterdir()] == ["work.db"]


@pytest.mark.usefixtures("home")
def test_it_is_said_in_chinese_too() -> None:
    assert "处没有数据库；请核对路径" in say("--db", "typo.db", "status", "--lang", "zh").err
    near = say("--db", "wrok.db", "status", "--lang", "zh").err
    assert "“wrok.db”处没有数据库；是否指：“work.db”？" in near


@pytest.mark.usefixtures("unbegun")
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("plan check plan.yaml", 0),
        ("plan diff plan.yaml plan.yaml", 0),
        ("plan schema", 0),
        ("--version", 0),
        ("status --help", 0),
        ("", 2),
    ],
)
def test_what_asks_no_database_needs_none(line: str, code: int) -> None:
    copyfile(XINGTAI, "plan.yaml")
    said = say(*line.split())
    assert said.code == code
    assert "no database" not in said.err
    assert said.out


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of Unix")
@pytest.mark.usefixtures("unbegun")
def test_nobody_is_interviewed_about_a_database_that_is_not_there() -> None:
    from terminal import Terminal

    rest, code = Terminal(PROGRAM, "record").close()
    assert (code, "Period" in rest) == (2, False)
    assert "There is no database at “work.db”" in rest


@pytest.mark.usefixtures("unbegun")
def test_a_plan_file_begins_a_named_database() -> None:
    said = say("plan", "load", str(NATIONAL / "plan.yaml"), "--db", "national.db")
    assert (said.code, said.err) == (0, "")
    assert say("--db", "national.db", "db", "verify").code == 0
    assert say("--db", "national.db", "record", "2", "20639", "-p", "2014").code == 0


def test_the_built_in_plan_begins_a_named_database(tmp_path: Path) -> None:
    with at_work(tmp_path, SBTRACK_LANG="en", SBTRACK_DB="mine.db"):
        said = say("plan", "load", "--builtin")
        assert (said.code, said.err) == (0, "")
        assert "as version 1 into mine.db." in said.out
        assert say("record", "4", "37.2", "-p", "2013").code == 0
        assert "nothing changed" in say("plan", "load", "--builtin").out
    with open_reader(tmp_path / "mine.db") as reader:
        assert reader.plan_version(number=1).plan == builtin_plan()  # type: ignore[union-attr]
        assert reader.last_entry_id() == 1


@pytest.mark.parametrize("line", ["plan load", "plan load --builtin plan.yaml"])
def test_a_file_or_the_built_in_plan_but_not_both(tmp_path: Path, line: str) -> None:
    with at_work(tmp_path, SBTRACK_LANG="en"):
        said = say(*line.split())
    assert said.code == 2
    assert "--builtin for the built-in plan, but not both" in said.err
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_was_named_the_built_in_plan_is_read_and_record_begins_its_ledger(
    tmp_path: Path,
) -> None:
    with at_work(tmp_path, SBTRACK_LANG="en", SBTRACK_DB=""):
        assert say("status").code == 0
        assert say("record", "4", "37.2", "-p", "2013").code == 0
        assert say("db", "verify").code == 0
    assert len(list(tmp_path.rglob("sbtrack.db"))) == 1
