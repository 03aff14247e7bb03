"""A database with something in every table, and what another tool could write into it."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import copyfile, rmtree

from command_line import XINGTAI, Said, at_work, begin, say, timeless
from sqlalchemy import Integer

from sbtrack.store.tables import audit, ledger, plan  # noqa: F401  which fill the metadata
from sbtrack.store.tables.columns import Row

#: What the columns of each table hold: whole numbers or texts, and whether nothing may stand there.
HELD = {
    (name, column.name): (isinstance(column.type, Integer), column.nullable)
    for name, table in Row.metadata.tables.items()
    for column in table.columns
}
#: What no writer of ours writes, as SQL.
HOSTILE = {
    "nothing": "NULL",
    "empty": "''",
    "text": "'zz'",
    "number as text": "'NaN'",
    "huge as text": "'1E999999'",
    "moment": "'9999-12-31T23:59:59.999999Z'",
    "offset": "'+99:00'",
    "bytes": "x'ff00'",
    "digits as bytes": "x'31'",
    "not UTF-8": "CAST(x'ff41' AS TEXT)",
    "half a character": "CAST(x'eda080' AS TEXT)",
    "NUL": "CAST(x'410042' AS TEXT)",
    "negative": "-7",
    "zero": "0",
    "fraction": "1.5",
    "infinite": "9e999",
    "largest": "9223372036854775807",
    "smallest": "-9223372036854775808",
}
READING = (
    *(["status"], ["status", "--since", "2014"], ["show", "1"], ["show", "M22"], ["show", "4"]),
    *(["log"], ["log", "--format", "json"], ["doubts"], ["doubts", "--all"], ["plan", "show"]),
    *(["plan", "diff"], ["task", "list"], ["task", "show", "1.1"], ["unit", "list"]),
    *(["snapshot", "list"], ["snapshot", "verify"], ["snapshot", "diff", "2", "3"]),
    ["export", "--table", "values", "--format", "csv"],
    ["export", "--table", "ledger", "--format", "json"],
    *(["db", "info"], ["db", "info", "--json"], ["db", "backup", "copy.db"]),
)  # fmt: skip
WRITING = (
    ["record", "4", "38", "-p", "2014", "--yes"],
    ["record", "1", "59", "-p", "2013", "--yes", "--revise", "--reason", "x"],
    ["record", "M22", "done", "-p", "2014"],
    ["retract", "1", "--reason", "x"],
    ["plan", "load", "changed.yaml"],
    ["doubts", "--acknowledge", "DOUBT", "--reason", "x"],
    ["doubts", "--withdraw", "KNOWN", "--reason", "x"],
    ["export", "--table", "values", "-o", "v.json", "--allow-empty"],
    ["export", "-o", "v.xlsx", "--allow-empty"],
    ["export", "--weekly", "--dir", "weekly", "--allow-empty"],
    ["db", "upgrade"],
)


def make_whole(home: Path) -> Path:
    """Make a database with something in every table, to be copied; two doubts among it."""
    with at_work(home, SBTRACK_LANG="en", SBTRACK_DB="work.db"):
        begin()
        (home / "a.pdf").write_bytes(b"a")
        for line in ("record 1 60 -p 2012 -e a.pdf", "record 1 58 -p 2013", "record 4 37.2 -p 2012",
                     "record M22 done -p 2013", "record 4 36.2 -p 2013", "retract 5 --reason x",
                     "record 5 31 -p 2012", "record 5 26 -p 2013",
                     "export --table values -o values.csv", "export -o a.xlsx",
                     "export -o b.xlsx"):  # fmt: skip
            said = say(*line.split())
            assert said.code == 0, (line, said.err)
        assert say("doubts", "--acknowledge", doubts()[0], "--reason", "x").code == 0
        changed = XINGTAI.read_text("utf-8").replace(
            "40, as_printed: 40万人", "41, as_printed: 41万人"
        )
        (home / "changed.yaml").write_text(changed, "utf-8")
    return home / "work.db"


def doubts(*more: str) -> list[str]:
    """Return the keys of the doubts there are."""
    found = json.loads(say("doubts", "--format", "json", *more).out)
    return [doubt["doubt"] for doubt in found]


def columns_of(database: Path) -> list[tuple[str, str]]:
    """Return the columns of every table that has a row."""
    with closing(sqlite3.connect(database)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return [
            (table, column[1])
            for (table,) in tables.fetchall()
            for column in connection.execute(f"PRAGMA table_info({table})").fetchall()
            if connection.execute(f"SELECT 1 FROM {table}").fetchone()
        ]


def alter(database: Path, table: str, column: str, value: str) -> bool:
    """Write a value into the newest row of a table as a tool that knows no rules; say if it did."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        (made,) = connection.execute(
            "SELECT sql FROM sqlite_master WHERE name = ?", (table,)
        ).fetchone()
        lax = re.sub(r"\b(TEXT|INTEGER|BLOB) NOT NULL", r"\1", made)
        _declare(connection, table, lax)
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        written = _write(connection, table, column, value)
        _declare(connection, table, made)
    return written


def _declare(connection: sqlite3.Connection, table: str, sql: str) -> None:
    """Have a table declared otherwise, without its rows being looked at."""
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (sql, table))
    (version,) = connection.execute("PRAGMA schema_version").fetchone()
    connection.execute(f"PRAGMA schema_version = {version + 1}")
    connection.execute("PRAGMA writable_schema = OFF")


def _write(connection: sqlite3.Connection, table: str, column: str, value: str) -> bool:
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall()
    newest = f"WHERE rowid = (SELECT MAX(rowid) FROM {table})"
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute("BEGIN")
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    (same,) = connection.execute(
        f"SELECT {column} IS {value} AND typeof({column}) = typeof({value}) FROM {table} {newest}"
    ).fetchone()
    try:
        changed = connection.execute(f"UPDATE {table} SET {column} = {value} {newest}").rowcount
    except sqlite3.IntegrityError:  # what no tool can write
        changed = 0
    for _, sql in triggers:
        connection.execute(sql)
    connection.execute("COMMIT")
    return bool(changed) and not same


#: The columns by which rows are found: one with another value there is a row that is missing, which
#: only `db verify` can tell.
FOUND_BY = frozenset(
    {
        *(("entry", column) for column in ("item", "region", "part", "span")),
        *(("item", "kind"), ("item", "id"), ("region", "id"), ("evidence", "entry_id")),
    }
)

#: What a writer could have written where no seal says what was: "1.5" is a version's name, and
#: not every event has its moment.
LIKELY = frozenset(
    {("file_history", "program_version", "fraction"), ("file_history", "happened_at", "nothing")}
)


def is_foreign(table: str, column: str, name: str) -> bool:
    """Say whether no writer of any ledger could have put such a value into that column."""
    if (table, column) in FOUND_BY:
        return False
    if name in ("bytes", "digits as bytes", "not UTF-8", "half a character"):
        return (table, column) in HELD
    whole, empty = HELD.get((table, column), (False, True))
    if name == "nothing":
        return not empty
    return whole and name not in ("negative", "zero", "largest", "smallest")


class Trial:
    """Asks an altered database what commands say, and holds it against what the whole one says."""

    def __init__(self, whole: Path, home: Path) -> None:
        self.whole, self.home = whole, home
        self.file = home / "work.db"
        self._told: dict[str, str] = {}  # by the whole one
        self._foreign = False
        for name in ("a.pdf", "values.csv", "a.xlsx", "b.xlsx", "changed.yaml"):
            copyfile(whole.with_name(name), home / name)
        copyfile(whole, self.file)
        open_now = doubts()
        self._words = {
            "DOUBT": open_now[0],
            "KNOWN": next(doubt for doubt in doubts("--all") if doubt not in open_now),
        }

    def alter(self, table: str, column: str, name: str) -> bool:
        """Write a hostile value into the newest row of a fresh copy; say if that can be done."""
        copyfile(self.whole, self.file)
        self._foreign = is_foreign(table, column, name)
        self._altered = (table, column, name)
        return alter(self.file, table, column, HOSTILE[name])

    def read(self, line: list[str]) -> None:
        """Ask what reads: what nobody can have written changes no answer, and nothing is written.

        Raises:
            AssertionError: it is otherwise.
        """
        before = self.file.read_bytes()
        said = self.ask(line)
        assert self.file.read_bytes() == before, (self._altered, line)
        if self._foreign and said.code != 2 and line[0] != "db":
            assert timeless(said.out) == self._told_by_whole(line), (self._altered, line)

    def write(self, line: list[str]) -> None:
        """Ask what writes: it leaves the file as it is, or the alteration is found all the same.

        Raises:
            AssertionError: it is otherwise.
        """
        before = self.file.read_bytes()
        said = self.ask(line)
        if said.code == 2:  # after what was kept, if that was said, it may have stumbled
            assert said.out or self.file.read_bytes() == before, (self._altered, line)
        assert not self.file.with_name("work.db-journal").exists()
        if self._altered not in LIKELY:
            assert self.ask(["db", "verify"]).code == 1, (self._altered, line)

    def ask(self, line: list[str]) -> Said:
        """Run a command line: it ends well, or with one sentence."""
        for made in ("copy.db", "v.json", "v.xlsx"):
            (self.home / made).unlink(missing_ok=True)
        rmtree(self.home / "weekly", ignore_errors=True)
        said = say(*(self._words.get(word, word) for word in line))
        errors = [text for text in said.err.splitlines() if text.startswith("sbtrack: error: ")]
        assert said.code in (0, 1, 2), line
        assert len(errors) == (said.code == 2), (line, said.err)
        return said

    def _told_by_whole(self, line: list[str]) -> str:
        asked = " ".join(line)
        if asked not in self._told:
            altered = self.file.read_bytes()
            copyfile(self.whole, self.file)
            self._told[asked] = timeless(self.ask(line).out)
            self.file.write_bytes(altered)
        return self._told[asked]
