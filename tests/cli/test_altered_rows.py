"""Hostile values in every column of every table: one sentence at most, never a traceback."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from itertools import cycle
from pathlib import Path
from shutil import copyfile

import pytest
from command_line import Said, at_work, say

HOSTILE = (
    "'zz'",
    "'NaN'",
    "x'ff00'",
    "'1E999999'",
    "'9999-12-31T23:59:59.999999Z'",
    "CAST(x'ff41' AS TEXT)",
    "NULL",
    "'+99:00'",
    "-7",
)
#: What each altered file is asked in turn; status and db verify are asked of all.
QUESTIONS = (
    ["log", "--format", "json"],
    ["show", "1"],
    ["doubts"],
    ["db", "info"],
    ["export", "--table", "values", "-o", "v.json", "--replace", "--allow-empty"],
    ["record", "4", "38", "-p", "2014", "--yes"],
    ["snapshot", "verify"],
    ["status", "--since", "2014"],
)
#: The columns that decide what a line is, each with what would end a careless reader.
SHARP = (
    ("entry", "value", ("'NaN'", "'-Infinity'", "'1E999999'", "'abc'", "x'31'")),
    ("entry", "denominator", ("'0'", "'NaN'")),
    ("entry", "recorded_at", ("'zz'", "'2014-99-99T00:00:00.000000Z'", "'9999-12-31'", "x'31'")),
    ("entry", "period_end", ("'9999-12-31'", "'0001-01-01'", "'2013-02-30'")),
    ("entry", "supersedes", ("'zz'", "-1", "1")),
    ("plan_version", "utc_offset", ("'zz'", "'+99:00'", "''")),
    ("plan_version", "language", ("'fr'", "''")),
    ("plan_version", "base_period", ("'9999'", "'0001'", "'x'")),
    ("indicator", "target_value", ("'q'", "NULL", "'Infinity'", "'1E500'")),
    ("indicator", "baseline_value", ("'0'", "'NaN'", "'-1'")),
    ("indicator", "unit_of_measure", ("''", "'%'", "char(27) || '[31m'")),
    ("milestone", "due", ("'9999'", "'0001'")),
    ("acknowledgement", "acknowledged_at", ("'9999-12-31T23:59:59.999999Z'", "'zz'")),
    ("file_history", "happened_at", ("'zz'", "x'31'")),
    ("ledger_head", "hash", ("'zz'", "x'31'")),
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database with something in every table; it is only to be copied."""
    home = tmp_path_factory.mktemp("whole")
    with at_work(home, SBTRACK_LANG="en", SBTRACK_DB="work.db"):
        (home / "a.pdf").write_bytes(b"a")
        for line in ("record 1 60 -p 2012 -e a.pdf", "record 1 58 -p 2013", "record 4 37.2 -p 2012",
                     "record M22 done -p 2013", "record 4 36.2 -p 2013", "retract 5 --reason x",
                     "export --table values -o values.csv"):  # fmt: skip
            said = say(*line.split())
            assert said.code == 0, (line, said.err)
        (doubt, *_) = (d["doubt"] for d in _doubts())
        assert say("doubts", "--acknowledge", doubt, "--reason", "x").code == 0
    return home / "work.db"


def _doubts() -> list[dict[str, str]]:

    found: list[dict[str, str]] = json.loads(say("doubts", "--format", "json").out)
    return found


def alter(database: Path, table: str, column: str, value: str) -> bool:
    """Write a value into the newest row of a table as a tool that knows no rules; say if it did."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        newest = f"WHERE rowid = (SELECT MAX(rowid) FROM {table})"
        (before,) = connection.execute(f"SELECT {column} FROM {table} {newest}").fetchone()
        try:
            connection.execute(f"UPDATE {table} SET {column} = {value} {newest}")
        except sqlite3.IntegrityError:  # what no tool can write
            return False
        for _, sql in triggers:
            connection.execute(sql)
        connection.execute("COMMIT")
        if "CAST" in value:
            return True
        (after,) = connection.execute(f"SELECT {column} FROM {table} {newest}").fetchone()
        return bool(before != after)


def asked(line: list[str]) -> Said:
    said = say(*line)
    assert said.code in (0, 1, 2), line
    if said.code == 2:
        assert "sbtrack: error: " in said.err, line
        assert said.err.splitlines()[-1].startswith("sbtrack: error: "), line
    return said


def columns_of(database: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(database)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return [
            (table, column[1])
            for (table,) in tables.fetchall()
            for column in connection.execute(f"PRAGMA table_info({table})").fetchall()
            if connection.execute(f"SELECT 1 FROM {table}").fetchone()
        ]


@pytest.mark.parametrize("each", [9, pytest.param(1, marks=pytest.mark.slow)])
def test_no_column_of_any_table_ends_a_command_and_every_alteration_is_found(
    whole: Path, home: Path, each: int
) -> None:
    values, questions = cycle(HOSTILE), cycle(QUESTIONS)
    columns = columns_of(whole)
    assert len({table for table, _ in columns}) >= 17
    for table, column in columns[::each]:
        copyfile(whole, home / "work.db")
        while not alter(home / "work.db", table, column, next(values)):
            copyfile(whole, home / "work.db")
        asked(["status"])
        assert asked(["db", "verify"]).code == 1, (table, column)
        asked(next(questions))


@pytest.mark.parametrize(
    ("table", "column", "values"), SHARP, ids=[f"{table}-{column}" for table, column, _ in SHARP]
)
def test_what_is_calculated_with_is_one_sentence_that_leads_to_the_check(
    whole: Path, home: Path, table: str, column: str, values: tuple[str, ...]
) -> None:
    for value in values:
        copyfile(whole, home / "work.db")
        if not alter(home / "work.db", table, column, value):
            continue
        for line in (["status"], ["db", "info"], *QUESTIONS[:2]):
            said = asked(line)
            assert said.code != 2 or "`sbtrack db verify`" in said.err, (line, value)
        assert asked(["db", "verify"]).code == 1
