"""What `db info` and `db verify` say, and what is said of a ledger that is not as it was."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from command_line import ROOT, Said, say

from sbtrack.domain.ledger import Observation
from sbtrack.store.care.verify import verify
from sbtrack.store.reads.reader import open_reader
from sbtrack.store.writes.notes import acknowledge

FIRST_SCHEMA = ROOT / "tests" / "store" / "fixtures" / "schema1.sql"
AHEAD = datetime(2144, 1, 1, tzinfo=UTC)


def recorded(*arguments: str) -> Said:
    said = say("record", *arguments)
    assert said.code == 0, said.err
    return said


def altered(database: Path, *statements: str) -> None:
    """Do what somebody does who has dropped the triggers."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _, sql in triggers:
            connection.execute(sql)


def put_in(database: Path) -> None:
    """Put in an entry with another tool, in the period 2014."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        for statement in (
            "INSERT INTO span VALUES (2014123100365, '2014', '2014-01-01', '2014-12-31')",
            "INSERT INTO batch SELECT number + 1, '2100-01-01T00:00:00.000000Z', recorded_by, "
            "plan_version, last_entry + 1, last_entry + 1, source, file, file_sha256, more "
            "FROM batch WHERE number = (SELECT MAX(number) FROM batch)",
            "INSERT INTO entry (id, kind, item, region, part, span, value, batch) "
            "SELECT id + 1, kind, item, region, part, 2014123100365, '39', batch + 1 "
            "FROM entry WHERE id = (SELECT MAX(id) FROM entry)",
        ):
            connection.execute(statement)


def test_a_ledger_ahead_of_the_clock_is_told_when_something_is_recorded(home: Path) -> None:
    assert recorded("4", "37.2", "-p", "2013").err == ""
    with open_reader(home / "work.db") as reader:
        entry = reader.entry(1)
    assert entry is not None
    assert isinstance(entry.claim, Observation)
    acknowledge(home / "work.db", "x", reason="r", acknowledged_by="a", now=AHEAD)

    said = recorded("4", "38.2", "-p", "2014", "--yes")

    assert said.err.startswith(
        "The ledger's clock is ahead of this computer's: entry 2 is dated 2144-01-01"
    )
    assert said.err.count("\n") == 1
    assert "entry 3 is dated 2144" in say("retract", "2", "--reason", "x", "--yes").err
    assert "is ahead of this computer's clock" in say("db", "info").out
    assert json.loads(say("db", "info", "--json").out)["ahead_of_clock"] is True
    checked = say("db", "verify")
    assert checked.code == 0
    assert "! The date of acknowledgement 1, 2144-01-01" in checked.out


def test_a_document_that_is_not_there_is_a_warning_and_an_altered_entry_is_not(
    home: Path,
) -> None:
    (home / "a.pdf").write_bytes(b"a")
    recorded("4", "37.2", "-p", "2013", "-e", "a.pdf")
    (home / "backup").mkdir()
    assert say("db", "backup", "backup/copy.db").code == 0

    said = say("db", "verify", "--db", "backup/copy.db")

    assert said.code == 0
    missing, whole = said.out.splitlines()
    assert missing == "! The evidence for entry 1, “a.pdf”, cannot be found or read."
    assert whole.startswith("✓ What is in the database fits its seals. Entries: 1;")
    assert say("db", "verify", "--db", "backup/copy.db", "--strict").code == 1

    altered(home / "work.db", "UPDATE entry SET value = '39.9' WHERE id = 1")
    said = say("db", "verify")
    assert (said.code, said.out) == (1, "✗ Somebody changed entry 1 after it was written.\n")


def test_the_outcome_of_a_check_is_given_as_data(home: Path) -> None:
    recorded("4", "37.2", "-p", "2013")
    found = json.loads(say("db", "verify", "--format", "json").out)
    assert (found["whole"], found["entries"], found["findings"]) == (True, 1, [])
    assert found["fingerprint"] == json.loads(say("db", "info", "--json").out)["fingerprint"]

    altered(home / "work.db", "UPDATE entry SET value = '39.9' WHERE id = 1")
    said = say("db", "verify", "--format", "json")
    found = json.loads(said.out)
    assert (said.code, found["whole"]) == (1, False)
    assert found["findings"] == [
        {
            "severity": "error",
            "part": "chain",
            "entry": 1,
            "finding": "Somebody changed entry 1 after it was written.",
        }
    ]
    assert "chain" in say("db", "verify", "--format", "csv").out


@pytest.mark.usefixtures("unbegun")
def test_what_was_sealed_only_at_an_upgrade_is_said() -> None:
    with closing(sqlite3.connect("work.db")) as connection:
        connection.executescript(FIRST_SCHEMA.read_text(encoding="utf-8"))
    assert say("db", "upgrade").code == 0

    history = next(
        line for line in say("db", "info").out.splitlines() if line.startswith("History")
    )
    assert "upgraded 20" in history
    assert "the first 17 seals were made then" in history
    (event,) = json.loads(say("db", "info", "--json").out)["history"]
    assert (event["event"], event["seals"]) == ("upgraded", 17)
    said = say("db", "verify")
    assert said.code == 0
    assert "The first 17 seals were made at the upgrade (20" in said.out


def test_an_answer_that_may_rest_on_what_another_tool_put_in_says_so_once(home: Path) -> None:
    recorded("4", "37.2", "-p", "2013")
    put_in(home / "work.db")
    for line in ("status", "show 4", "log --format json", "export --table values -o v.csv",
                 "record 5 35 -p 2013"):  # fmt: skip
        told = [e for e in say(*line.split()).err.splitlines() if "without a seal" in e]
        assert told == [
            "Another tool put in entry 2, without a seal: the answer may rest on that; see what "
            "`sbtrack db verify` finds."
        ], line


def test_a_weekly_workbook_contradicts_a_ledger_that_was_cut_off(home: Path) -> None:
    recorded("4", "37.2", "-p", "2013")
    recorded("5", "35", "-p", "2013")
    assert say("export", "--weekly", "--dir", ".").code == 0
    assert say("db", "verify").out.startswith("✓ All is as it was recorded.")
    altered(
        home / "work.db",
        "DELETE FROM snapshot",
        "DELETE FROM entry WHERE id = 2",
        "DELETE FROM seal WHERE number > 2",
        "UPDATE ledger_head SET count = 2, hash = (SELECT hash FROM seal WHERE number = 2)",
    )
    (finding,) = verify(home / "work.db")
    assert finding.sentence.arguments["count"] == 3
    assert "but this ledger has only 2 seals" in say("db", "verify").out


@pytest.mark.usefixtures("home")
def test_the_file_commands_speak_the_plans_language_where_nobody_chose_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    recorded("4", "37.2", "-p", "2013")
    for variable in ("SBTRACK_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    assert "指纹" in say("db", "info").out
    assert "全部内容与写入时一致" in say("db", "verify").out
    altered(Path("work.db"), "PRAGMA ignore_check_constraints = ON",
            "UPDATE plan_version SET language = 'xx'")  # fmt: skip
    assert "Database" in say("db", "info").out
    assert "plan version 1 in “work.db” is not as it was written" in say("status").err
